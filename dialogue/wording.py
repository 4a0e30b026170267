"""Small questions about what was typed, asked by all who listen."""

import re
from functools import lru_cache

_ASKS = re.compile(
    r"^(what|why|how|when|where|who|which|can|could|do|does|did|is|are|am|will|would|should|shall|may|must|isn't|aren't|"
    r"explain|tell me|whats|hows)\b",
    re.IGNORECASE,
)
_SOMEBODY = r"(?:i|we|you|he|she|they|it|that|this|the|my|our|your|his|her|their|there|someone|anyone)"
_INVERTED = re.compile(
    rf"\b(?:does|do|did|is|are|was|can|could|should|will|would|may|must|am|has|have)(?:n'?t)? {_SOMEBODY}\b"
    rf"|\b(?:what|how|why|which|where|when|who)(?:'?s| is| are| do| does| did| can| should| will| would)\b"
    rf"|\bhow (?:much|many|long|often)\b"
    rf"|\b(?:how come|isnt it|isn't it|or no|or not|right)\W*$",
    re.IGNORECASE,
)
_HOW_MUCH = re.compile(
    r"\b(how much|my room|my limit|can i (put|contribute|add)|what'?s my|capacity|max out)\b", re.IGNORECASE
)
_OWN_ROOM = re.compile(
    r"^(?:\w+ ){0,2}how much (?:\w+[ -]){0,4}?(?:can|could|may|am) i (?:\w+[ -]){0,3}?"
    r"(?:put|contribute|add|save|defer|stash|invest|do|make)\b",
    re.IGNORECASE,
)
_OF_SOMETHING_ELSE = re.compile(
    r"\b(?:if|when|without|withdraw\w*|take|convert\w*|owe|pay|cost|iras?|hsa|hsas|roll\w*|employer|match|spouse)\b",
    re.IGNORECASE,
)
LONGEST_REQUEST = 13  # words
# What people say to go on, where something is only to be confirmed.
GOES_ON = frozenset(
    [
        "show result", "show the result", "show me the result", "show me", "show", "go on", "continue", "next",
        "looks good", "looks right", "all good", "correct", "right", "that's right", "thats right", "all right", "fine",
        "good", "perfect", "calculate", "go ahead", "go", "proceed", "result", "done", "confirm", "ok", "okay",
    ]
)  # fmt: skip
_DROPPED = re.compile(r"[^\w%½$.,’'?-]+")
SHORT = 60


def bare(text: str) -> str:
    """`text` in lower case without emoji, decoration and end marks, for comparing it with a label."""
    return " ".join(_DROPPED.sub(" ", text.lower()).split()).strip(" .?")


@lru_cache(maxsize=4096)
def bare_label(label: str) -> str:
    """`bare` of a button's label; the same few hundred labels come again and again."""
    return bare(label)


def short(text: str) -> str:
    """`text` as it is said back: at most 60 characters."""
    return text if len(text) <= SHORT else f"{text[: SHORT - 1]}…"


def looks_like_question(text: str) -> bool:
    """Whether `text` is put as a question."""
    return bool(_ASKS.match(text)) or (text.rstrip().endswith("?") and len(text.split()) >= 3)


def asks_within(text: str) -> bool:
    """Whether `text` holds a question anywhere, by its mark or by its word order ("ok, does my ira matter or no")."""
    return looks_like_question(text) or "?" in text or _INVERTED.search(text) is not None


def asks_own_room(text: str) -> bool:
    """Whether `text` asks plainly how much the person may put in, and nothing besides."""
    few = len(text.split()) <= LONGEST_REQUEST
    return few and bool(_OWN_ROOM.match(text)) and not _OF_SOMETHING_ELSE.search(text)


def asks_how_much(text: str) -> bool:
    """Whether `text` asks for the person's own room."""
    return bool(_HOW_MUCH.search(text))

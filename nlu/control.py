"""Recognises what steers the talk rather than answers the open question: back, change, cancel, why, help, …"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from nlu.dont_know import says_not_understood, says_unknown
from nlu.entities.text import clean
from nlu.lexicon import exact


class Kind(StrEnum):
    """What can be wanted of the talk itself."""

    BACK = "back"
    CHANGE = "change"
    CANCEL = "cancel"
    RESTART = "restart"
    SKIP = "skip"
    UNKNOWN = "unknown"
    WHY = "why"
    REPEAT = "repeat"
    HELP = "help"
    MENU = "menu"
    WHAT_IF = "what_if"
    FORGET = "forget"
    EXPORT = "export"
    CASE = "case"
    THANKS = "thanks"
    GREETING = "greeting"


@dataclass(frozen=True, slots=True)
class Control:
    """What the person wants of the talk itself. `slot`: what to change, if named; `text`: the words of a what-if."""

    kind: Kind
    slot: str | None = None
    text: str = ""


_MOST_WORDS_OVER = 16
_OVER = re.compile(
    r"\b(?:start|begin)(?:ing)? (?:all )?(?:over|again)(?: from (?:scratch|the (?:top|beginning|start)))?$"
)
_NOT_OVER = re.compile(r"\b(?:when|if|after|until|january|year|contribut\w*|deferr\w*|clock|count\w*|they|it|remind)\b")
COMMANDS: dict[str, Kind] = {
    "back": Kind.BACK, "change": Kind.CHANGE, "edit": Kind.CHANGE, "cancel": Kind.CANCEL, "stop": Kind.CANCEL,
    "quit": Kind.CANCEL, "restart": Kind.RESTART, "skip": Kind.SKIP, "why": Kind.WHY, "repeat": Kind.REPEAT,
    "help": Kind.HELP, "menu": Kind.MENU, "start": Kind.MENU, "case": Kind.CASE, "review": Kind.CASE,
    "export": Kind.EXPORT, "forget": Kind.FORGET, "delete": Kind.FORGET, "whatif": Kind.WHAT_IF,
    "what_if": Kind.WHAT_IF,
}  # fmt: skip

_CHANGE = re.compile(
    r"""^(?:(?:i(?:d|\ would)?\ (?:want|need|like|have|wish)\ to|id\ like\ to|(?:can|could|may)\ (?:i|we|you)
        |how\ (?:do|can)\ i
        |let\ me|lets|please|i\ must|gotta|wanna)\ )*
    (?:go\ back\ and\ )?
    (?:change|edit|correct|fix|update|modify|redo|amend|adjust|revise|go\ back\ to|re\ enter|reenter|switch)\b\s*
    (?:(?:my|the)\ answer\ (?:to|for|about|on)|(?:my|the|my\ last|the\ last|an|one)\ answer|something|my|the|a|it
        |that|this
        |one\ thing|about|some\ of\ my\ answers|answers|last\ one)?\b\s*
    (?P<what>[a-z0-9\ ]*?)(?:\ please|\ again|\ answer|\ question|\ thing)?$""",
    re.VERBOSE,
)
_WRONG = re.compile(
    r"""^(?:(?:wait|hold\ on|hang\ on|oops|no|sorry|hey|uh|um|ah|ugh|actually|oh|ooh|hmm)\ )*
    (?:(?:thats?|that\ (?:is|was)|its?|it\ (?:is|was)|this(?:\ is)?|thing|(?:the\ last\ |my\ last\ |my\ )?answer
        |last\ one|my|the
        |i\ (?:typed|put|entered|gave|said|made|got|had)|you\ (?:have|got)|got)\ )*
    (?P<what>[a-z0-9\ ]*?)\s*
    (?:(?:is|was|were|are|its|got|came\ out)\ )*(?:all\ )?
    (?:(?:a\ |the\ )?wrong(?:\ number)?|incorrect|not\ (?:right|correct)|(?:a\ )?mistake|(?:an\ )?error|mistyped
        |(?:a\ )?typo|messed\ up)
    (?:\ number|\ one|\ thing|\ answer)?(?:\ sorry)?$""",
    re.VERBOSE,
)
_WHAT_IF = re.compile(
    r"""^(?:(?:and|ok|okay|so|but|hmm|well|now|also|lol|haha|hey|honestly|or)\ )*
    (?:what\ if|whatif|what\ (?:would\ happen|happens|about|changes|would\ change)\ if|what\ happens\ when|suppose
        |supposing|imagine
        |how\ about\ if|and\ if|lets\ say|let\ us\ say|hypothetically|assume|assuming|say|how\ (?:would
        |does)\ it\ change\ if|if)
    \ (?P<rest>.+)$""",
    re.VERBOSE,
)
_SAY_AGAIN = ("say again", "say that", "say what", "say it")
_UNSURE_WHAT_IF = ("if ", "say ", "assume ", "assuming ")  # a what-if only where it is asked
_COURTESY = re.compile(
    r"""^(?:(?:please|ok|okay|well|hey|hi|hello|um|uh|oh|so|and|then|sorry|now|actually|no|wait|alright|lets|yo|bot
        |hmm|ah)\ )+
    |(?:\ (?:please|pls|plz|now|thanks|thank\ you|then|ok|bot|for\ me|mate|man|dude|sir|actually|sorry|again|lol
        |thx))+$""",
    re.VERBOSE,
)
# Said to an open question that was asked again; and below an article, of which there is more.
RESUMES = frozenset(["continue", "go on", "next", "proceed", "go ahead", "let's go on", "ready", "i'm ready", "resume"])
WANTS_MORE = frozenset(["read more", "more", "tell me more", "more please", "go on", "details", "more details"])
# Said to a reading that is open: it is right, or none of the readings is.
KEEPS = frozenset(
    [
        "keep it", "keep", "keep this", "keep that", "take it", "use it", "do it", "take it over", "all good",
        "looks good", "sounds good", "sounds right",
    ]
)  # fmt: skip
LEAVES = frozenset(
    [
        "leave it", "leave", "leave as is", "as it was", "undo", "put it back", "don't", "dont", "none", "neither",
        "none of them", "none of these", "something else",
    ]
)  # fmt: skip
_DELETES = re.compile(
    r"(?:(?:yes|yep|yeah|ok|okay|sure|please|just|go ahead and)\W+)*(?:delete|erase|remove|wipe|forget)"
    r"(?: (?:it|that|this|them)(?: all)?| (?P<all>all(?: of it)?|everything|me|my data|all my data))?"
    r"(?: (?:please|now|then))*\W*",
    re.IGNORECASE,
)
# What people say to go on, where something is only to be confirmed.
GOES_ON = frozenset(
    [
        "show result", "show the result", "show me the result", "show me", "show", "go on", "continue", "next",
        "looks good", "looks right", "all good", "correct", "right", "that's right", "thats right", "all right", "fine",
        "good", "perfect", "calculate", "go ahead", "go", "proceed", "result", "done", "confirm", "ok", "okay",
    ]
)  # fmt: skip
_ANSWERS = frozenset({"no thanks", "no thank you", "no ty", "yes thanks", "yes thank you", "yes please", "no sorry"})
# What goes on after a yes, or is no yes to a whole list of answers ("I did have a second employer").
_MORE_THAN_YES = re.compile(
    r"\b(?:but|except|only|however|though|wait|actually|and|also|i did|we did"
    r"|employers?|jobs?|business|match|cap|bonus)\b"
)
_YOU = re.compile(r"\bu\b")
_MARKS = re.compile(r"[^\w\s🤷👋🙏❤❓↩⬅🔙🔄⏭🆘🏠♂♀-]+")


def read_control(text: str) -> Control | None:
    """What `text` wants of the talk itself; None where it is an answer, a fact or a question on the subject.

    `text` is as typed; commands ("/back", "/change age") come this way too. Never takes a plain "no" or "yes".
    """
    stripped = text.strip()
    if stripped.startswith("/"):
        return _command(stripped)
    if len(stripped) > 300 or stripped.isdecimal():
        return None
    low = " ".join(_MARKS.sub(" ", clean(stripped).lower().replace("'", "")).split())
    if not low:
        return Control(Kind.UNKNOWN) if set(stripped) <= {"?", " "} and stripped else None
    if _is_what_if(low, asked=stripped.endswith("?")):
        return Control(Kind.WHAT_IF, text=stripped)
    table = exact("control")
    if low in _ANSWERS:
        return None
    spelled = _YOU.sub("you", low)
    for wording in (low, _COURTESY.sub("", low).strip(), spelled, _COURTESY.sub("", spelled).strip()):
        if wording in table:
            return Control(Kind(table[wording]))
    if says_unknown(low):
        return Control(Kind.UNKNOWN)
    if says_not_understood(low):
        return Control(Kind.REPEAT)
    bare = _COURTESY.sub("", low).strip()
    return _change(bare) or _wrong(low) or _start_over(bare)


def _start_over(low: str) -> Control | None:
    """To begin once more, said among a few other words: "never mind the last number, start over from scratch"."""
    few = len(low.split()) <= _MOST_WORDS_OVER and not any(character.isdigit() for character in low)
    return Control(Kind.RESTART) if few and _OVER.search(low) and not _NOT_OVER.search(low) else None


def agrees_to_delete(text: str, *, everything: bool) -> bool:
    """Whether `text` agrees that something is deleted ("delete", "yes erase it"); `everything`: that all of it is."""
    found = _DELETES.fullmatch(text)
    return found is not None and (everything or found["all"] is None)


def says_more_than_yes(said: str) -> bool:
    """Whether `said`, in lower case without decoration, says more than yes, or yes to one answer of a list alone."""
    return _MORE_THAN_YES.search(said) is not None


def _is_what_if(low: str, *, asked: bool) -> bool:
    found = _WHAT_IF.match(low)
    if found is None or low.startswith(_SAY_AGAIN) or not (" " in found["rest"] or "max" in low):
        return False
    return asked or not low.startswith(_UNSURE_WHAT_IF)


def _command(text: str) -> Control | None:
    name, _, rest = text[1:].partition(" ")
    kind = COMMANDS.get(name.partition("@")[0].lower())
    rest = rest.strip()
    if kind is None or (kind is Kind.MENU and name.lower().startswith("start") and rest):
        return None
    if kind is Kind.CHANGE:
        return Control(kind, slot_called(rest.lower()) if rest else None)
    return Control(kind, text=rest if kind is Kind.WHAT_IF else "")


def slot_called(words: str) -> str | None:
    """The slot that people call `words` ("salary" is `pay`); None where there is none."""
    words = words.strip().replace("-", " ")
    for lead in ("my ", "the ", "our ", "an ", "a "):
        words = words.removeprefix(lead)
    return exact("slot_names").get(words)


def slot_names(words: Sequence[str]) -> str | None:
    """The slot named by the longest run of `words`."""
    for length in range(min(5, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            slot = exact("slot_names").get(" ".join(words[start : start + length]))
            if slot:
                return slot
    return None


def _change(low: str) -> Control | None:
    match = _CHANGE.match(low)
    if match is None:
        return None
    what = match["what"].strip()
    if low == "correct":
        return None  # a yes
    if not what:
        return Control(Kind.CHANGE)
    slot = slot_called(what)
    if slot:
        return Control(Kind.CHANGE, slot)
    return None


def _wrong(low: str) -> Control | None:
    match = _WRONG.match(low)
    if match is None:
        return None
    what = match["what"].strip()
    if low in {"wrong", "incorrect", "not right", "not correct", "no wrong"}:
        return None  # an answer to yes or no, and to "is that right?"
    if not what:
        return Control(Kind.CHANGE)
    slot = slot_called(what)
    return Control(Kind.CHANGE, slot) if slot else None


_ANEW = re.compile(r"\b(?:repeat|again|once more|one more time|show|see|back)\b")


def asks_anew(text: str) -> bool:
    """Whether words that ask to hear something again want the very same, and not what it means."""
    return not text or _ANEW.search(text.lower()) is not None


_TAKES_BACK = re.compile(
    r"^\W*(?:(?:(?P<back>no|nope|nah|actually|wait|hold on|sorry|oops|scratch that|i mean|i meant|make (?:that|it)"
    r"|correction|rather|my bad|typo)"
    r"|hm+|oh|uh|um|ah|ok|well|but|it'?s|it is|that'?s|that is|it was|should be|it should be)"
    r"[\s,.:;!-]+)+",
    re.IGNORECASE,
)


def taken_back(text: str) -> str:
    """What stands behind the words that take back what was said last ("no wait, it's 20k"); empty where none do."""
    found = _TAKES_BACK.match(text)
    return text[found.end() :].strip() if found is not None and found["back"] else ""

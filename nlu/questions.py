"""Whether a message asks, and whether it asks for the person's own room."""

import re
from collections.abc import Sequence

_ASKS = re.compile(
    r"^(?:(?:please|pls|kindly) )?(what|why|how|when|where|who|which|whether|can|could|do|does|did|is|are|am|will|would"
    r"|should|shall|may|must|isn't|aren't|explain|tell me|whats|hows)\b",
    re.IGNORECASE,
)
_PERSONS = r"i|we|you|he|she|they|it|that|this|the|my|our|your|his|her|their|there|someone|anyone"
_SOMEBODY = rf"(?:{_PERSONS})"
# Behind a figure it is no inversion: "24 was the plan".
_INVERTED = re.compile(
    rf"(?<!\d )(?<!\dk )\b(?:does|do|did|is|are|was|can|could|should|will|would|may|must|am|has|have)(?:n'?t)?"
    rf" {_SOMEBODY}\b"
    rf"|\b(?:what|how|why|which|where|when|who)(?:'?s| is| are| do| does| did| can| should| will| would)\b"
    rf"|\bhow (?:much|many|long|often)\b"
    rf"|\b(?:how come|isnt it|isn't it|or no|or not|right|which one)\W*$",
    re.IGNORECASE,
)
_HOW_MUCH = re.compile(
    r"\b(how much|my room|my limit|can i (put|contribute|add)|what'?s my|capacity|max out"
    r"|(?:most|max|maximum)(?: that)? i (?:can|could|may))\b",
    re.IGNORECASE,
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
_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n+")
_AUXILIARY = r"(?:does|do|did|is|are|was|can|could|should|will|would|may|must|am|has|have)"
_BEGINS = (
    rf"(?=(?:what|how|why)(?:'?s)?\b|whether\b|(?:when|where|which|who) {_AUXILIARY}\b"
    rf"|{_AUXILIARY}(?:n'?t)? (?:{_PERSONS}|a|an|any|roth|after|iras?)\b)"
)
# Where a further question of the same sentence begins.
_CLAUSE = re.compile(
    rf"\s*[,/:–—]\s*(?:(?:and|also|plus|but|or|so|then)\s+){{0,2}}{_BEGINS}"
    rf"|\s+(?:and|also|plus|but)\s+(?:(?:also|then)\s+)?{_BEGINS}",
    re.IGNORECASE,
)
_SUM_OF_SOMETHING_ELSE = re.compile(
    r"\b(?:withdraw\w*|take (?:it )?out|convert\w*|conversions?|owe|cost|fees?|(?<!after[ -])(?<!pre[ -])tax(?:es|ed)?"
    r"|iras?|hsas?|roll\w*|penalt\w+)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d[\d,.]*")
_WORD = re.compile(r"[^\W\d_]{2,}")
_POINTS_BACK = re.compile(r"\b(?:that|it|this|them|those|these)\b", re.IGNORECASE)
_OF_ONESELF = re.compile(
    r"^\W*(?:(?:ok|okay|but|sorry|so|hm+|well|and|oh)\W+)*(?:i|we|they|there)(?:'?m|'?ve|'?d|'?ll|'?re| )\b",
    re.IGNORECASE,
)
_WORK = re.compile(r"\b(?:work\w*|employ\w*|at|for|with|job|company|self|joined)\b", re.IGNORECASE)
_NOT_UNDERSTOOD = re.compile(
    r"^\W*(?:(?:ok|okay|but|sorry|so|hm+|well|honestly)\W+)*"
    r"(?:i|we) (?:still )?(?:do not|don'?t|dont|didn'?t|cannot|can'?t) (?:really |quite )?"
    r"(?:understand|get|know|see|follow) (?=(?:what|how|why|when|which|whether|if)\b)",
    re.IGNORECASE,
)
_IF_DELETED = re.compile(
    r"^\W*(?:(?:ok|okay|so|and|but|wait|hey|hm+|oh|sorry)\W+)*"
    r"(?:(?:did|have|has|do|does|are|is|was|were|had)(?:n'?t)? (?:\w+ ){0,4}?(?:just |already |really |now )?|"
    r"(?:why|when|what|how come) (?:did|have|has|was|were|is) (?:\w+ ){0,4}?|"
    r"(?:you|it|that|they|(?:is|are) (?:it|that|they)) (?:\w+ )?(?:did )?)"
    r"(?:delet(?:e[ds]?|ing)|remov(?:e[ds]?|ing)|eras(?:e[ds]?|ing)|drop(?:ped|s)?|forget|forgot(?:ten)?|wip(?:e[ds]?|ing)|"
    r"clear(?:ed)?|gone)\b",
    re.IGNORECASE,
)
_OF_SCREEN = re.compile(
    r"\b(?:(?:it|screen|page|site|portal|app|menu|mine) (?:only |just )?(?:shows?|says?|has|lists?|gives?|offers?)"
    r"|(?:i|we) (?:only |just )?see|(?:here|there)(?:'?s| is| are)|(?:shows?|says?) here"
    r"|(?:tab|button|link|screen|page|field|box|menu)s?)\b",
    re.IGNORECASE,
)
LONGEST_REQUEST = 13  # words
LEAST_LISTED, WORDS_A_FIGURE = 3, 4  # figures of a list, and the words beside each that are fewer than in a story


def looks_like_question(text: str) -> bool:
    """Whether `text` is put as a question."""
    return bool(_ASKS.match(text)) or (text.rstrip().endswith("?") and len(text.split()) >= 3)


def asks_within(text: str) -> bool:
    """Whether `text` holds a question anywhere, by its mark or by its word order ("ok, does my ira matter or no")."""
    return looks_like_question(text) or "?" in text or _INVERTED.search(text) is not None


def speaks_of_screen(text: str) -> bool:
    """Whether `text` tells what is on a screen, a page or in a menu of a provider."""
    return _OF_SCREEN.search(text) is not None


def asks_if_deleted(text: str) -> bool:
    """Whether `text` asks if something was deleted, and so wants nothing deleted: "did you delete it?"."""
    return _IF_DELETED.match(text) is not None


def asks_own_room(text: str) -> bool:
    """Whether `text` asks plainly how much the person may put in, and nothing besides."""
    few = len(text.split()) <= LONGEST_REQUEST
    return few and bool(_OWN_ROOM.match(text)) and not _OF_SOMETHING_ELSE.search(text)


def asks_about_match(text: str) -> bool:
    """Whether `text` asks what a match comes to, and not what is left beside it."""
    return re.search(r"\b(?:how (?:much|big)|what)(?:'?s| is)?(?: \w+)? match\b", text, re.IGNORECASE) is not None


def asks_in_passing(text: str) -> bool:
    """Whether `text` opens by saying for whom it asks ("asking for my cousin: …")."""
    return re.match(r"\W*(?:i'?m )?(?:asking|question)\b", text, re.IGNORECASE) is not None


def asks_how_much(text: str) -> bool:
    """Whether `text` asks for the person's own room."""
    return bool(_HOW_MUCH.search(text))


def without_not_understood(text: str) -> str:
    """`text` without the words that it is not understood, where a question follows ("I don't get what a cap is")."""
    return _NOT_UNDERSTOOD.sub("", text)


def speaks_of_oneself(text: str) -> bool:
    """Whether `text` tells what somebody does, has or thinks, and names no place of work."""
    return _OF_ONESELF.match(text) is not None and _WORK.search(text) is None


def questions_in(text: str) -> tuple[str, ...]:
    """What `text` asks, each question by itself, with the sentence before it where it points back to that.

    Two questions that are joined to one sentence, or one behind figures, are told apart.
    """
    sentences = [one.strip() for one in _SENTENCE.split(text) if one.strip()]
    found: list[str] = []
    for place, sentence in enumerate(sentences):
        asked = [one.strip(" ,/") for one in _CLAUSE.split(sentence) if asks_within(one)]
        if len(asked) > 1:
            found += asked
        elif asked and place and _POINTS_BACK.search(sentence) and "," not in sentence:
            before = sentences[place - 1]
            found.append(sentence if _lists_figures(before) or asks_within(before) else f"{before} {sentence}")
        elif asked:
            alone = _lists_figures(sentence) or (_NUMBER.search(sentence) and not _POINTS_BACK.search(asked[0]))
            found.append(asked[0] if alone else sentence)
    return tuple(found)


def without_room(questions: Sequence[str]) -> tuple[str, ...]:
    """The `questions` that ask for something else than the person's own room.

    Beside another, "how much …" may ask for something else too ("how much tax do I owe"); alone it asks for the room.
    """
    alone = len(questions) == 1
    return tuple(
        one for one in questions if not asks_how_much(one) or (not alone and _SUM_OF_SOMETHING_ELSE.search(one))
    )


def _lists_figures(sentence: str) -> bool:
    """Whether `sentence` tells little but figures ("42, 400k, half up to 6")."""
    figures = len(_NUMBER.findall(sentence))
    return figures >= LEAST_LISTED and len(_WORD.findall(sentence)) < WORDS_A_FIGURE * figures

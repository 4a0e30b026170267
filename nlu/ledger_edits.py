"""What a message wants changed in an entry of the ledger: which entry it names, and what it should say."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from nlu.movements.amounts import has_main_amount
from nlu.movements.days import days_in, read_day
from nlu.movements.kinds import named_kind

LAST: Final = 0
LONGEST: Final = 16  # words; more is no correction of one entry
_FLAGS: Final = re.IGNORECASE
_NAMED: Final = (
    r"(?:(?:the |my )?(?:last|latest) (?:one|entry|record|movement)|"
    r"(?:the )?(?:entry|record|{more}) ?#? ?(?P<number>\d{{1,4}}))"
)
_DELETE: Final = re.compile(
    rf"(?:please )?(?:delete|remove|undo|erase|scratch|drop) {_NAMED.format(more='number|no[.]?|movement|#')}"
    r"(?: (?:from|in) (?:the |my )?(?:ledger|log))?",
    _FLAGS,
)
# With nothing but its number, an entry is meant wherever a ledger has one.
_DELETE_NUMBER: Final = re.compile(
    r"(?:please )?(?:delete|remove|undo|erase|scratch|drop) (?:#|no\.? ?|number )?(?P<number>\d{1,4})", _FLAGS
)
_CORRECT: Final = re.compile(
    rf"(?:please )?(?:(?:change|correct|fix|set|make) )?{_NAMED.format(more='movement')}"
    r" ?(?:\bto|\bwas|\bis|\bshould be|\bshould have been|=|:)(?P<rest> .+)",
    _FLAGS,
)
_DELETE_THAT: Final = re.compile(
    r"(?:please )?(?:delete|remove|undo|erase|scratch|drop) (?:that|it|this)(?: one)?", _FLAGS
)
_WRONG: Final = r"(?:the |that'?s the |that was the )?wrong (?:date|day|amount|sum|number|kind)"
_TAKEN_BACK: Final = (
    r"not mine|(?:scratch|strike|forget|ignore|not) (?:that|it|this)(?: one)?|"
    r"(?:i )?(?:mis)?typed (?:it |that )?wrong|typo"
)
_SORRY: Final = (
    rf"(?:(?:no|oops|whoops|sorry|wait|correction|actually|i mean|hmm|my bad|my mistake|ah|well|{_TAKEN_BACK}|{_WRONG})"
    r"[,.:;! ]+)*"
)
_THAT: Final = re.compile(
    rf"{_SORRY}(?:(?:that|it|this|the last one|the amount|the day|the date)"
    r"(?:'s| was| is| should be| should have been)|"
    r"make (?:it|that)|i meant|i meant to say|change (?:it|that) to|it should say)\s+(?P<rest>.+)",
    _FLAGS,
)
_NO: Final = re.compile(r"(?:(?:no|oops|sorry|wait|correction|actually|my bad)[,.! ]+)+(?P<rest>.+)", _FLAGS)
_HAPPENED: Final = (
    r"(?:the |my |that |this )?(?:last |latest )?"
    r"(?:(?:conversion|converted|contribution|contributed|deposit|rollover|rolled|refund|refunded|withdrawal|withdrawn)"
    r"(?: amount| figure| sum| day| date)?"
    r"|(?:amount|figure|sum|day|date) (?:that )?(?:i|we|they) "
    r"(?:converted|contributed|put in|rolled(?: over)?|withdrew|refunded|sent back)"
    r"|(?:amount|figure|sum|day|date) of (?:the|my) (?:conversion|contribution|deposit|rollover|refund|withdrawal))"
)
# Without a word of correction, "the conversion was 1,500" may be told for the first time.
_OF_KIND: Final = re.compile(
    rf"(?:(?P<sorry>{_SORRY}){_HAPPENED} (?:was|is|came to|should read)(?P<really> (?:actually|really|in fact))?"
    rf"|{_SORRY}{_HAPPENED} (?P<should>should be|should have been|was supposed to be))\s+(?P<rest>.+)",
    _FLAGS,
)
_NOT: Final = re.compile(
    r"[,;]?\s*(?:and |but )?\b(?:not|instead of|rather than)\s+(?P<old>\$?\d[\d,]*(?:\.\d+)?k?)\b"
    r"(?:[,;]?\s*(?:but|it was)\s+)?",
    _FLAGS,
)

_REALLY: Final = re.compile(r"\b(?:only|actually|really|in fact|in reality)\b", re.IGNORECASE)
_DOUBLE: Final = re.compile(r"\b(?:twice|two times|doubled?|duplicates?|dupes?|2x)\b", _FLAGS)
_DROPS: Final = re.compile(
    r"\b(?:kill|delete|drop|remove|erase|scratch|lose|cancel|take out|get rid of|"
    r"only one|just one|one is too many|keep one|"
    r"should be (?:there )?once)\b",
    _FLAGS,
)
_ON_A_LIST: Final = re.compile(
    r"\b(?:list|ledger|log|entries|there|shows? up|showing|appears?|recorded|noted)\b", _FLAGS
)
_DOLLARS: Final = r"\$?(?P<whole>\d[\d,]*(?:\.\d+)?k?)"
_INCLUDES: Final = re.compile(
    rf"\b(?:the|that|my) {_DOLLARS}(?: (?:ytd|figure|total|so far|after[- ]tax))* (?:already |all )?"
    r"(?:include[sd]?|contain(?:s|ed)?|count(?:s|ed)|cover(?:s|ed)|had)(?: already)? (?:the|those|these|both|"
    r"all|my|them|it)\b",
    _FLAGS,
)
_PART_OF: Final = re.compile(
    rf"\b(?:is|are|was|were|'re)(?: already| all)* (?:in|part of|included in|inside|counted in) (?:the|that|"
    rf"my) {_DOLLARS}\b",
    _FLAGS,
)
# Told for itself, of another time than any entry that waits: no new words for one.
_TELLS_ANEW: Final = re.compile(
    r"\b(?:i|we) (?:\w+ )?(?:did|do|had|have|made|got|make|get)\b|"
    r"\b(?:year before|years? ago|years before|next year)\b",
    _FLAGS,
)
_NTH: Final = re.compile(
    r"\b(?:(?:on|of|from|for) )?the (?P<day>\d{1,2})(?:st|nd|rd|th)\b(?! (?:of |[a-z]+ \d))", _FLAGS
)
_OWN_PART: Final = re.compile(r"\d.*\b(?:mine|own|growth|earnings|gains?)\b|\b(?:growth|earnings|gains?)\b.*\d", _FLAGS)
_LOSS: Final = re.compile(
    r"\b(?:lost|dropped|fell|shrank|sank|went down|(?:is|was) down|down)\b (?:by |about |some )?\$?\d"
    r"|\bloss (?:of|was|is) (?:about )?\$?\d|\d\S* (?:of )?(?:a )?loss\b",
    _FLAGS,
)


@dataclass(frozen=True, slots=True)
class EditWords:
    """An entry to be deleted (`words` empty) or changed to what `words` say.

    `number` is the entry's, LAST the one told last, None the one just spoken of or, where there is one, that of the
    amount `old` in dollars, or the latest of the `kind` that is named.
    """

    number: int | None
    words: str = ""
    old: Decimal | None = None
    kind: str = ""


def read_edit_words(text: str) -> EditWords | None:
    """The change of an entry that `text` asks for: "delete entry 3", "entry 2 was 1,600", "no, it was on Nov 13"."""
    said = text.strip().rstrip(".!")
    if not said or len(said.split()) > LONGEST:
        return None
    if (found := _DELETE.fullmatch(said) or _DELETE_NUMBER.fullmatch(said) or _CORRECT.fullmatch(said)) is not None:
        return EditWords(int(found["number"] or LAST), (found.groupdict().get("rest") or "").strip())
    if _DELETE_THAT.fullmatch(said):
        return EditWords(None)
    kind = ""
    if (found := _OF_KIND.fullmatch(said)) is not None and (found["sorry"] or found["really"] or found["should"]):
        kind = named_kind(said[: found.start("rest")])
    else:
        found = _THAT.fullmatch(said) or _NO.fullmatch(said)
    if found is None:
        return None
    rest = found["rest"]
    if (old := _NOT.search(rest)) is None:
        return EditWords(None, rest, kind=kind)
    return EditWords(None, f"{rest[: old.start()]} {rest[old.end() :]}".strip(), _dollars(old["old"]), kind)


def tells_what_really_was(text: str) -> bool:
    """Whether `text` tells something against what was told before: "only 900", "it was really 1,450"."""
    return _REALLY.search(text) is not None


def takes_back(text: str) -> bool:
    """Whether `text` begins by taking back what was said: "no, …", "sorry, …"."""
    return _NO.fullmatch(text.strip()) is not None


def asks_to_drop_double(text: str) -> bool:
    """Whether `text` says that an entry is there twice and one of the two is too many."""
    return len(text.split()) <= LONGEST and _DOUBLE.search(text) is not None and _DROPS.search(text) is not None


def tells_of_double(text: str) -> bool:
    """Whether `text` says of a list that something is on it twice."""
    return len(text.split()) <= LONGEST and _DOUBLE.search(text) is not None and _ON_A_LIST.search(text) is not None


def instead_of(text: str) -> EditWords | None:
    """A movement that is told with the amount that it was not: "I put in 1,600, not 1,500, on Nov 20"."""
    old = _NOT.search(text)
    if old is None or len(text.split()) > LONGEST or not named_kind(text):
        return None
    return EditWords(None, f"{text[: old.start()]} {text[old.end() :]}".strip(), _dollars(old["old"]))


def figure_that_includes(text: str) -> Decimal | None:
    """The dollars that are said to hold entries already: "the 5,000 includes the ones of November"."""
    found = _INCLUDES.search(text) or _PART_OF.search(text)
    return None if found is None or "?" in text or len(text.split()) > LONGEST else _dollars(found["whole"])


def day_of_month_in(text: str) -> tuple[int, str] | None:
    """The number of a day whose month is not told, and `text` without it: "it was 750 on the 16th"."""
    found = _NTH.search(text)
    return None if found is None else (int(found["day"]), f"{text[: found.start()]} {text[found.end() :]}".strip())


def tells_anew(text: str) -> bool:
    """Whether `text` tells something with a verb or a time of its own, so that it is no new word for an entry."""
    return _TELLS_ANEW.search(text) is not None


def tells_of_entry(text: str, today: date) -> bool:
    """Whether `text` holds an amount, an own part or a day, and tells no other movement."""
    if named_kind(text):
        return False
    return (
        _OWN_PART.search(text) is not None
        or has_main_amount(text)
        or bool(days_in(text, today))
        or read_day(text, today) is not None
    )


def tells_own_part(text: str) -> bool:
    """Whether `text` says only how much of an entry was the person's own or growth: "11,950 of it was mine"."""
    return _OWN_PART.search(text) is not None and not has_main_amount(text) and not named_kind(text)


def tells_loss(text: str) -> bool:
    """Whether `text` says that the money had lost value, so that no growth was in it: "it lost 40"."""
    return _LOSS.search(text) is not None and not _OWN_PART.search(text) and "?" not in text


def _dollars(text: str) -> Decimal | None:
    bare = text.replace(",", "").replace("$", "").lower()
    try:
        return Decimal(bare.removesuffix("k")) * (1000 if bare.endswith("k") else 1)
    except InvalidOperation:
        return None

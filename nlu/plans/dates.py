"""The days from which a document says that something holds."""

import re
from collections.abc import Iterable
from datetime import date

MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_DATE = (
    rf"(?:({'|'.join(MONTHS)})(?: (\d{{1,2}})(?:st|nd|rd|th)?)?,? (\d{{4}})"
    rf"|(\d{{1,2}})/(\d{{1,2}})/(\d{{4}})|((?:19|20)\d\d)\b)"
)
_EFFECTIVE = re.compile(
    rf"\b(?:on(?= (?:{'|'.join(MONTHS)}) \d{{1,2}},? \d{{4}},? (?:the|our|this|your) (?:[\w-]+ )?plan"
    rf" (?:will|shall|begins?"
    rf"|starts?)\b)|effective|as of|beginning|starting|commencing|on and after|on or after|since|from"
    r"|from and after|not (?:be )?(?:permitted|allowed|accepted|made|available) after)\b[^.;\d]{0,40}?"
    rf"{_DATE}"
)
# The cell of a table with a column a year.
_COLUMN_OF_A_YEAR = re.compile(
    r"(?<!before)(?<!until)(?<!through)(?<!since)(?<!for)(?<!in)(?<!of) ((?:19|20)\d\d): [^:]*$"
)
# An entry of a list of changes, and a heading over what holds from a day on.
_ENTRY = re.compile(rf"^\W*{_DATE}(?: ?[:—.-]|(?= [a-z]))")
_OVER_WHAT_HOLDS = re.compile(
    rf"\b(?:effective|as of|beginning|begins|starting|starts|from|coming|arriving|new (?:for|in)|changes (?:for|in|on)"
    rf"|changing (?:in|on)|(?:live|available|launch\w*) (?:in|on)|on or after)\b[^.;\d]{{0,20}}?{_DATE}"
)
_NO_CHANGE = (
    r"\b(?:today|currently|at present|right now|until then|until that (?:date|day|time)|up to now|so far)\b"
    r"|\b(?:stays?|remains?|not chang\w*|unchanged|same(?! (?:day|date|time)\b)|for now|current rules?|no change)\b"
)

_OF_A_YEAR = r"\b(?:in|during|through|throughout) (?:20\d\d|the (?:current|present) year)\b"


def effective_date(text: str) -> date | None:
    """The latest date from which `text` says something holds."""
    found = [day for m in _EFFECTIVE.finditer(text) if (day := _day(m)) is not None]
    column = _COLUMN_OF_A_YEAR.search(text)
    found += [date(int(column[1]), 1, 1)] if column else []
    entry = entry_date(text)
    return max([*found, entry] if entry else found, default=None)


def entry_date(text: str) -> date | None:
    """The date with which `text` begins, as an entry in a list of changes does."""
    entry = _ENTRY.match(text)
    return None if entry is None else _day(entry)


def date_over(text: str, headings: Iterable[str]) -> date | None:
    """The date in the nearest of `headings` from which `text` below it holds; None where there is none."""
    if re.search(_NO_CHANGE, text) or re.search(_OF_A_YEAR, text):
        return None
    for words in headings:
        if re.search(_NO_CHANGE, words) and not words.endswith(":"):
            return None
        found = [day for m in _OVER_WHAT_HOLDS.finditer(words) if (day := _day(m)) is not None]
        if found:
            return max(found)
    return None


def _day(m: re.Match[str]) -> date | None:
    month, day, year, month_number, day_number, other_year, bare = m.groups()
    try:
        if month:
            return date(int(year), MONTHS.index(month) + 1, int(day or 1))
        if month_number:
            return date(int(other_year), int(month_number), int(day_number))
        return date(int(bare), 1, 1)
    except ValueError:
        return None

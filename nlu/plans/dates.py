"""The days from which a document says that something holds."""

import re
from datetime import date

_MONTHS = [
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
    rf"(?:({'|'.join(_MONTHS)})(?: (\d{{1,2}})(?:st|nd|rd|th)?)?,? (\d{{4}})"
    rf"|(\d{{1,2}})/(\d{{1,2}})/(\d{{4}})|((?:19|20)\d\d)\b)"
)
_EFFECTIVE = re.compile(
    rf"\b(?:effective|as of|beginning|starting|commencing|on and after|on or after|since|from"
    r"|from and after|not (?:be )?(?:permitted|allowed|accepted|made|available) after)\b[^.;\d]{0,40}?"
    rf"{_DATE}"
)


def effective_date(text: str) -> date | None:
    """The latest date from which `text` says something holds."""
    found = [day for m in _EFFECTIVE.finditer(text) if (day := _day(m)) is not None]
    return max(found, default=None)


def _day(m: re.Match[str]) -> date | None:
    month, day, year, month_number, day_number, other_year, bare = m.groups()
    try:
        if month:
            return date(int(year), _MONTHS.index(month) + 1, int(day or 1))
        if month_number:
            return date(int(other_year), int(month_number), int(day_number))
        return date(int(bare), 1, 1)
    except ValueError:
        return None

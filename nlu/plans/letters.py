"""Where a letter begins in a file of several, the day on which it was written, and the day of a whole document."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from nlu.entities.calendar_dates import SHORT_MONTHS, month_number

_MARK: Final = "\ue3f0"  # before the day, on a line of its own
_HEAD: Final = re.compile(r"^\W*(?:Date|Sent)(?: on)?: (?P<day>\S.{0,80})$")
_WROTE: Final = re.compile(r"^\W*On (?P<day>.{6,60}?),? (?:\S+ ){1,6}wrote:\s*$")
# "Dated March 30, 2026", "Revised 1/1/2026", "EXECUTED this 19th day of February, 2026", and a line that is a day.
_OF_ITSELF: Final = re.compile(
    r"\b(?:dated|revised|updated|executed|signed|adopted|issued|last reviewed|date:)(?:\b|(?= )):?[^.;\d]{0,20}?"
    r"(?P<day>[^.;]{6,40})",
    re.IGNORECASE,
)
_DAY_ALONE: Final = re.compile(r"^\W*(?P<day>\w[\w ,/.-]{5,24})\W*$")
_DAY_FIRST: Final = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)? (?:day of )?({SHORT_MONTHS})[a-z]*\.?,? (20\d\d)\b", re.IGNORECASE
)
_MONTH_FIRST: Final = re.compile(
    rf"\b({SHORT_MONTHS})[a-z]*\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (20\d\d)\b", re.IGNORECASE
)
_NUMBERS: Final = re.compile(r"\b(\d{1,2})/(\d{1,2})/(20\d\d)\b")
_ISO: Final = re.compile(r"\b(20\d\d)-(\d\d)-(\d\d)\b")


def with_day_marked(line: str) -> str:
    """`line`; where it is the date of a letter, that day as `letter_day` reads it."""
    head = _HEAD.match(line) or _WROTE.match(line)
    day = _day(head["day"]) if head else None
    return line if day is None else f"{_MARK}{day.isoformat()}"


def document_day(pages: Sequence[str], today: date | None = None) -> date | None:
    """The latest day, up to `today`, on which a document says of itself that it was written, signed or revised."""
    lines = (line for page in pages for line in page.splitlines())
    said = [m["day"] for line in lines if (m := _HEAD.match(line) or _OF_ITSELF.search(line) or _DAY_ALONE.match(line))]
    days = [day for words in said if (day := _day(words)) is not None]
    return max((day for day in days if today is None or day <= today), default=None)


def begins_letter(line: str) -> bool:
    """Whether `line` is a day that was marked."""
    return line.startswith(_MARK)


def letter_day(line: str) -> date | None:
    """The day that was marked in `line`; None where there is none."""
    return date.fromisoformat(line[1:11]) if begins_letter(line) else None


def _day(words: str) -> date | None:
    try:
        if m := _DAY_FIRST.search(words):
            return date(int(m[3]), month_number(m[2]), int(m[1]))
        if m := _MONTH_FIRST.search(words):
            return date(int(m[3]), month_number(m[1]), int(m[2]))
        if m := _NUMBERS.search(words):
            return date(int(m[3]), int(m[1]), int(m[2]))
        if m := _ISO.search(words):
            return date(int(m[1]), int(m[2]), int(m[3]))
    except ValueError:
        return None
    return None

"""How often something that comes regularly has come since a day: "every Friday since January 2"."""

import re
from datetime import date

from nlu.entities.calendar_dates import Written, month_only, written_date

_SINCE = re.compile(
    r"\b(?:since|starting|started)\b(?: (?:in|on|with|from|back in))?(?P<when>[^.;!?]{0,24})", re.IGNORECASE
)
# "400 from each of my last 11 paychecks": those that have come; not "the last 4 checks", which may be to come.
_COUNTED = re.compile(
    r"\b(?:each|all) of (?:my |the )?(?:last|past|previous|first) (?P<count>\d{1,2}) (?:pay ?)?che(?:ck|que)s\b"
    r"|\b(?P<so_far>\d{1,2}) (?:pay ?)?che(?:ck|que)s (?:so far|already|this year so far|by now|to date)\b"
)
_DAYS = {"week": 7, "two_weeks": 14}


def times_counted(text: str) -> int | None:
    """Of how many paychecks that have come a text tells an amount of each; None where it counts none."""
    found = _COUNTED.search(text)
    return int(found["count"] or found["so_far"]) if found is not None else None


def times_since(text: str, period: str, today: date) -> int | None:
    """How often what comes each `period` ("week", "two_weeks", "month") has come from the day in `text` to `today`.

    Counts the day itself; a month without a day counts only for what comes monthly. None where no day of this year is
    named, or where it cannot be counted.
    """
    found = _SINCE.search(text)
    if found is None:
        return None
    since = _day(found["when"], today)
    if since is None or since.year != today.year or since > today:
        return None
    if period == "month":
        return today.month - since.month + (today.day >= since.day)
    named_day = isinstance(written_date(found["when"], today=today), Written)
    return (today - since).days // _DAYS[period] + 1 if period in _DAYS and named_day else None


def _day(said: str, today: date) -> date | None:
    written = written_date(said, today=today)
    if isinstance(written, Written):
        return written.on(written.year or today.year)
    month = month_only(said)
    return date(month[1] or today.year, month[0], 1) if month is not None else None

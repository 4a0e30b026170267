"""A day that a wish to be reminded names anywhere in its words: "a week before the 15th", "first Monday of March"."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from core.roth_ira import ira_contributions_until
from nlu.entities.calendar_dates import (
    SHORT_MONTHS,
    WEEKDAYS,
    add_months,
    day_of_month,
    month_number,
    next_day_of_month,
    nth_weekday,
    weekday_after,
    with_holidays,
    written_date,
)
from nlu.entities.guarded import guarded
from nlu.entities.how_many import A_COUNT, counted
from nlu.reminders.words import PLACES

_FLAGS: Final = re.IGNORECASE
_MOST: Final = 8  # days in one text
_MONTH: Final = rf"(?P<month>{SHORT_MONTHS})[a-z]*"
_NTH_WEEKDAY: Final = re.compile(
    rf"\b(?:on |the )*(?P<place>{'|'.join(PLACES)}) (?P<weekday>{'|'.join(WEEKDAYS)}|week) (?:of|in) (?:early )?"
    rf"(?:{_MONTH}|(?P<relative>the month|this month|next month|the new year))\b",
    _FLAGS,
)
_WEEK_OF_YEAR: Final = re.compile(rf"\bnew year\b\W+(?:\w+ ){{0,3}}?(?P<place>{'|'.join(PLACES)}) week\b", _FLAGS)
_WEEKDAY: Final = guarded(rf"\b(?:on |by |this |coming |come )*(?P<next>next )?(?P<day>{'|'.join(WEEKDAYS)})\b", _FLAGS)
_NTH: Final = re.compile(r"\b(?:on |by )?the (?P<day>\d{1,2})(?:st|nd|rd|th)\b", _FLAGS)
_AHEAD: Final = re.compile(
    rf"\b(?P<count>{A_COUNT}|the) "
    r"(?P<unit>day|week|month)s? (?:before|ahead of|prior to|in advance of|earlier than)\b"
    r"(?! (?:each|every)\b)",
    _FLAGS,
)
_TAX_DAY: Final = re.compile(
    r"\W*(?:the )?(?:tax day|(?:tax|filing) deadline|(?:my )?tax(?:es)? (?:are|is) due)\b", _FLAGS
)
_AWAY_FROM_IT: Final = re.compile(
    r"(?<!and )(?<!again )(?<!then )\b(?:(?:like|about|around|maybe|some|say) )?"
    rf"(?P<count>{A_COUNT}) "
    r"(?P<unit>day|week|month)s? "
    r"(?:(?:ahead|beforehand|before|in advance|early|earlier|prior|out|up front)|(?P<after>after|afterwards?|later))"
    r"(?: of (?:it|that|time)| (?:it|that))?"
    r"(?=\W*(?:$|[,.;!?]|please\b|thanks\b|to\b|so\b|and\b|because\b))",
    _FLAGS,
)


@dataclass(frozen=True, slots=True)
class DayTold:
    """A day after today that stands in a text from `start` to `end`. `of_month`: only its number was said."""

    day: date
    start: int
    end: int
    of_month: bool = False


def day_told(text: str, today: date) -> DayTold | None:
    """The first day after `today` that is written anywhere in `text`; None where none is."""
    for read in (_nth_weekday, _week_of_year, _written, _nth, _weekday):
        if (found := read(text, today)) is not None:
            return found
    return None


def day_ahead(text: str, today: date) -> DayTold | None:
    """The day so long before the one that `text` names behind it: "a week before December 31".

    None where no such words are there, no day follows them, or the day is not after `today`.
    """
    found = _AHEAD.search(text)
    target = (_tax_day(text[found.end() :], today) or day_told(text[found.end() :], today)) if found else None
    if found is None or target is None:
        return None
    count = counted(found["count"])
    unit = found["unit"].lower()
    day = _earlier(target.day, count, unit)
    nth = _NTH.search(text[found.end() :])
    for months in range(1, 4):
        if not target.of_month or nth is None or (day > today and target.day.day == int(nth["day"])):
            break
        # The month that comes first has no such day, or it is too near to be told so long before.
        later = day_of_month(add_months(today.replace(day=1), months), int(nth["day"]))
        target = DayTold(later, target.start, target.end, of_month=True)
        day = _earlier(target.day, count, unit)
    return DayTold(day, found.start(), found.end() + target.end) if day > today else None


def _tax_day(text: str, today: date) -> DayTold | None:
    """The day on which returns are due, where `text` begins with it."""
    named = _TAX_DAY.match(text)
    days = (ira_contributions_until(today.year - 1 + ahead) for ahead in (0, 1))
    return None if named is None else DayTold(next(one for one in days if one > today), *named.span())


def day_away(text: str, today: date) -> tuple[date, str] | None:
    """The day so long before or after the one that `text` names, told apart from it, and `text` without those words.

    "April 15 is the deadline, warn me a month ahead"; None where no such words are there or the day is not to come.
    """
    found = _AWAY_FROM_IT.search(text)
    if found is None:
        return None
    rest = f"{text[: found.start()]} {text[found.end() :]}"
    target = day_told(rest, today)
    if target is None:
        return None
    count = counted(found["count"])
    day = _earlier(target.day, -count if found["after"] else count, found["unit"].lower())
    return (day, rest) if day > today else None


def _earlier(day: date, count: int, unit: str) -> date:
    return add_months(day, -count) if unit == "month" else day - timedelta(count * (7 if unit == "week" else 1))


def _written(text: str, today: date) -> DayTold | None:
    written = written_date(with_holidays(text), today=today)
    if written is None or written == "no_such_day" or with_holidays(text) != text:
        return None
    for year in (written.year,) if written.year is not None else (today.year, today.year + 1):
        day = written.on(year)
        if day is not None and day > today:
            return DayTold(day, written.start, written.end)
    return None


def _nth(text: str, today: date) -> DayTold | None:
    found = _NTH.search(text)
    day = next_day_of_month(int(found["day"]), today) if found is not None else None
    return DayTold(day, found.start(), found.end(), of_month=True) if found is not None and day is not None else None


def _weekday(text: str, today: date) -> DayTold | None:
    found = _WEEKDAY.search(text)
    if found is None:
        return None
    return DayTold(weekday_after(today, WEEKDAYS.index(found["day"].lower())), found.start(), found.end())


def _nth_weekday(text: str, today: date) -> DayTold | None:
    found = _NTH_WEEKDAY.search(text)
    if found is None:
        return None
    if found["month"]:
        number = month_number(found["month"])
        first = date(today.year + (number < today.month), number, 1)
    else:
        relative = found["relative"].lower()
        new_year = date(today.year + 1, 1, 1)
        months = 1 if relative == "next month" else 0
        first = new_year if relative == "the new year" else add_months(today.replace(day=1), months)
    word = found["weekday"].lower()
    weekday = 0 if word == "week" else WEEKDAYS.index(word)  # a week is told by its Monday
    day = nth_weekday(first, weekday, PLACES[found["place"].lower()])
    if day <= today:
        return None
    return DayTold(day, found.start(), found.end())


def _week_of_year(text: str, today: date) -> DayTold | None:
    found = _WEEK_OF_YEAR.search(text)
    if found is None:
        return None
    day = nth_weekday(date(today.year + 1, 1, 1), 0, PLACES[found["place"].lower()])
    return DayTold(day, found.start(), found.end())


def days_told(text: str, today: date) -> tuple[DayTold, ...]:
    """All days after `today` that are written in `text`, in order."""
    found: list[DayTold] = []
    while len(found) < _MOST and (told := day_told(text, today)) is not None:
        found.append(told)
        text = text[: told.start] + "~" * (told.end - told.start) + text[told.end :]
    return tuple(sorted(found, key=lambda one: one.start))

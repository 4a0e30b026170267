"""The one day on which a reminder comes: in three days, next week, at the end of the month."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from nlu.entities.calendar_dates import add_months, next_day_of_month
from nlu.entities.date import read_date
from nlu.entities.how_many import COUNTS
from nlu.entities.reading import Context
from nlu.reminders.days import day_told
from nlu.reminders.tasks import TO_DO, task_of
from nlu.reminders.wish import ReminderWish

MOST_APART: Final = 400  # days or paydays; more is no wish to be reminded
_NUMBERS: Final[Mapping[str, int]] = {**COUNTS, "other": 2, "second": 2, "third": 3}
COUNT: Final = r"(?P<count>\d{1,3}|a|an|one|two|three|four|five|six|seven|ten)"
_FLAGS: Final = re.IGNORECASE
NTH: Final = re.compile(r"\b(?:on )?the (?P<day>\d{1,2})(?:st|nd|rd|th)\b", _FLAGS)
MONTH_END: Final = re.compile(r"\b(?:the |at the )?(?:end|last day) of (?:the|each|every|this) month\b", _FLAGS)
_NEXT_UNIT: Final = re.compile(r"\b(?:next|in a|in one) (?P<unit>week|month|quarter|year)\b", _FLAGS)
_IN_UNITS: Final = re.compile(
    rf"\b(?:in|after|within) {COUNT} (?P<business>business |working |work )?(?P<unit>days?|weeks?|months?)\b"
    rf"|\b(?P<from>\d{{1,3}}|a|one|two|three|four|five|six|seven|ten) "
    r"(?P<unit_from>days?|weeks?|months?) from (?:now|today)\b",
    _FLAGS,
)
NEW_YEAR: Final = re.compile(
    r"\b(?:after|in|at) (?:the )?new year\b|\bnext year\b|\bin january\b|"
    r"\bwhen (?:the |my )?(?:new |yearly |annual )?(?:limits?|rooms?|counters?) "
    r"(?:resets?|renews?|changes?|kicks? in)\b",
    _FLAGS,
)


def single_day(text: str, today: date) -> ReminderWish:
    for pattern, day_of in (
        (_IN_UNITS, _in_units), (_NEXT_UNIT, _next_unit), (MONTH_END, _month_end), (NEW_YEAR, in_new_year),
    ):  # fmt: skip
        found = pattern.search(text)
        day = day_of(found, today) if found is not None else None
        if found is not None and day is not None:
            nth = 31 if pattern is MONTH_END else 0
            return ReminderWish(day, about=task_of(blanked(text, found)), day_of_month=nth)
    task = TO_DO.search(text)
    if task is not None and (before := day_told(text[: task.start()], today)) is not None:
        return ReminderWish(before.day, about=task_of(f"{text[: before.start]} {text[before.end :]}"))
    told = day_told(text, today)
    day = day_named(text, today)
    if day is not None and (told is None or told.day != day):
        return ReminderWish(day, about=task_of(text))
    if told is None:
        return ReminderWish(None, about=task_of(text))
    return ReminderWish(told.day, about=task_of(f"{text[: told.start]} {text[told.end :]}"))


def count_of(word: str) -> int:
    return int(word) if word.isdecimal() else _NUMBERS[word.lower()]


def blanked(text: str, *parts: re.Match[str] | None) -> str:
    for found in parts:
        if found is not None:
            text = text[: found.start()] + " " * len(found[0]) + text[found.end() :]
    return text


def _in_units(found: re.Match[str], today: date) -> date | None:
    count = count_of(found["count"] or found["from"])
    unit = (found["unit"] or found["unit_from"]).lower().removesuffix("s")
    if not 0 < count <= MOST_APART:
        return None
    if unit == "month":
        return add_months(today, count)
    if found["business"]:
        return _business_days(today, count)
    return today + timedelta(days=count * (7 if unit == "week" else 1))


def _business_days(today: date, count: int) -> date:
    day = today
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day


def _next_unit(found: re.Match[str], today: date) -> date | None:
    unit = found["unit"].lower()
    if unit == "year":
        return None
    return today + timedelta(days=7) if unit == "week" else add_months(today, 3 if unit == "quarter" else 1)


def _month_end(_: re.Match[str], today: date) -> date | None:
    return next_day_of_month(31, today)


def in_new_year(found: re.Match[str], today: date) -> date:
    told = day_told(found.string, today)
    if told is not None and not told.of_month and "next year" in found[0].lower():
        return add_months(told.day, 12 * (today.year + 1 - told.day.year))
    named = told is not None and told.day.year > today.year and told.day.month == 1
    return told.day if told is not None and named else date(today.year + 1, 1, 2)


def day_named(text: str, today: date) -> date | None:
    """The day after `today` that `text` names for the reading of single days."""
    bare = re.sub(r"\b(?:to|about) .*?(?=\b(?:on|at|by|before|until) |$)", " ", text, flags=_FLAGS)
    led = re.search(r"\b(?:on|at|by|before|until)? ?((?:next |this |coming )?\S+(?: \S+){0,3})\W*$", text)
    for words in (text, bare, *([led[1]] if led else []), *_windows(text)):
        reading = read_date(" ".join(words.split()), Context(today))
        if reading.value is not None:
            day = reading.value if isinstance(reading.value, date) else date.fromisoformat(str(reading.value))
            if day > today:
                return day
    return None


def day_before_task(text: str, today: date) -> date | None:
    """The day that stands before what is to be done: "on Dec 15 to look at my last paycheck" names a day of its own."""
    found = TO_DO.search(text)
    return day_named(text[: found.start()], today) if found is not None and found.start() else None


def _windows(text: str) -> list[str]:
    """The first and the last few words, between which a wish is usually put."""
    words = text.split()[:40]
    return [" ".join(part) for size in (4, 3, 2, 1) for part in (words[:size], words[-size:]) if part]

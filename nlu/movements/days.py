"""The days on which movements happened, as people name them."""

import re
from datetime import date, timedelta
from typing import Final

from nlu.entities.bounds import readable
from nlu.entities.calendar_dates import (
    add_months,
    end_of_month,
    latest_day_of_month,
    month_only,
    weekday_number,
    with_holidays,
    written_date,
)
from nlu.entities.how_many import A_COUNT, counted
from nlu.entities.text import clean
from nlu.movements.spellings import with_day_words

_FLAGS = re.IGNORECASE
ANY_DAY: Final = date(2100, 12, 31)
_GROUPED: Final = re.compile(r"(?<![\d,.])\d{1,3}(?:[,.]\d{3})+(?!\d)")
_AFTER_COMMA: Final = re.compile(r"(?<=\d)(?:st|nd|rd|th)?,\s*\d{2}(?!\d)")
_AROUND: Final = re.compile(r"\b(?:before|by|until|since|after|around|about) (?:the )?$", _FLAGS)
_JUST: Final = "just"  # of today, unless a day is named: "I just converted 900 last Tuesday"
# When something was learned is no day on which it happened: "I just found out my December paycheck …".
_LEARNED: Final = re.compile(
    r"\b(?:(?:i|we)(?:'ve|'d| have| had)? )?(?:(?:only |just |today |now |yesterday |this morning )+)?"
    r"(?:found out|noticed|noted|saw|see|seen|realized|realised|learned|learnt|discovered|spotted|remembered|heard|"
    r"was told|got told|looked at|checked)(?: (?:just now|now|today|yesterday|this morning|tonight|last night))?\b",
    _FLAGS,
)
_TODAY: Final = re.compile(
    r"\b(?:today'?s?|just(?! (?:gone|past|the|my|over|under|about|in|noting|contributions))|tonight|"
    r"this (?:morning|afternoon|evening|am|pm)|right now)\b",
    _FLAGS,
)
_YESTERDAY: Final = re.compile(r"\by(?:ester|estr)?day'?s?\b|\byest\b", _FLAGS)
_LAST_WEEK: Final = re.compile(r"\b(?:last|past) week\b", _FLAGS)
_SOON: Final = 45  # days; a day without its year that is no further ahead is still to come, and not a year ago
_IS_PAST: Final = re.compile(
    r"\b(?:contributed|put in|putted|converted|rolled|went|took|moved|sent|got|paid|deposited|was|were|did|withdrew|"
    r"refunded|returned|came|swept|transferred|pulled)\b",
    _FLAGS,
)
_AGO: Final = re.compile(rf"\b(?P<count>{A_COUNT}) (?P<unit>day|week|month)s? ago\b", _FLAGS)
_WEEKDAY: Final = re.compile(
    r"\b(?:last |on |this |past )?(?P<day>mon|tues?|wednes|thurs?|fri|satur|sun)day(?:'?s)?\b|"
    r"\b(?:last|on|came|arrived|posted|landed|cleared|hit|settled|processed) "
    r"(?P<short>mon|tues?|wed|thurs?|fri|sat|sun)\b",
    _FLAGS,
)
_MONTH_DAY: Final = re.compile(
    r"\b(?:on |dated |paid )?the (?P<day>\d{1,2})(?:st|nd|rd|th)\b(?! (?:conversion|contribution))", _FLAGS
)
_YEAR: Final = re.compile(r"\b(20\d\d)\b(?![,.]\d)")


def without_days(text: str, today: date) -> tuple[str, bool]:
    """`text` without the days in it, and whether a day up to `today` was said."""
    day, said, rest = day_in(with_day_words(readable(clean(text)), today), today)
    return rest, said and day <= today


def days_in(text: str, today: date) -> tuple[tuple[date, bool, int, int], ...]:
    """The days written in `text` up to `today`, each with whether it is sure and where it stands."""
    found: list[tuple[date, bool, int, int]] = []
    soon = _soon(text)
    for _ in range(12):
        masked = _masked(text)
        written = written_date(masked, today=today)
        if written is None or written == "no_such_day":
            break
        told = written.on(today.year if written.year is None else written.year)
        sure = told is not None
        if told is not None and written.year is None and (told - today).days > soon:
            told = written.on(today.year - 1)
            sure = False
        found.append((told or today, sure, written.start, written.end))
        text = text[: written.start] + " " * (written.end - written.start) + text[written.end :]
    return tuple(sorted(found, key=lambda one: one[2]))


def read_day(text: str, today: date) -> date | None:
    """The day that `text` names, on or before `today`; None where it names none for sure."""
    day, said, _ = day_in(clean(text), today)
    return day if said and day <= today else None


def day_in(plain: str, today: date) -> tuple[date, bool, str]:
    """The day, whether it was said, and the text without it. A day without a year is the last one that has been."""
    text = _LEARNED.sub(lambda one: " " * len(one[0]), with_holidays(plain))
    found_days, rest = _written_days(text, today)
    if found_days:
        day, sure = found_days[0]
        return day, sure and len({one for one, _ in found_days}) == 1, rest
    now = {one[0].lower() for one in _TODAY.finditer(text)}
    if now - {_JUST}:
        return today, True, text
    if found := _YESTERDAY.search(text):
        return today - timedelta(days=1), True, _cut(text, found)
    if found := _LAST_WEEK.search(text):
        return today - timedelta(days=7), False, _cut(text, found)
    if found := _AGO.search(text):
        count = counted(found["count"])
        unit = found["unit"].lower()
        day = (
            add_months(today, -count)
            if unit == "month"
            else today - timedelta(days=count * (7 if unit == "week" else 1))
        )
        return day, unit == "day", _cut(text, found)
    if found := _MONTH_DAY.search(text):
        nth = latest_day_of_month(int(found["day"]), today)
        return nth or today, nth is not None, _cut(text, found)
    if found := _WEEKDAY.search(text):
        weekday = weekday_number(found["day"] or found["short"])
        back = (today.weekday() - weekday) % 7 or 7
        return today - timedelta(days=back), True, _cut(text, found)
    return (today, True, text) if now else _month_or_year(text, today)


def _month_or_year(text: str, today: date) -> tuple[date, bool, str]:
    month = month_only(text)
    if month is not None:
        number, year, start, end = month
        rest = text[:start] + " " * (end - start) + text[end:]
        last = _YEAR.search(text)
        year = year or (int(last[1]) if last is not None and int(last[1]) <= today.year else None)
        year = year or (today.year if number <= today.month else today.year - 1)
        return min(end_of_month(year, number), today), False, rest
    if re.search(r"\byear before last\b", text, _FLAGS):
        return date(today.year - 2, 12, 31), False, text
    if re.search(r"\blast year\b", text, _FLAGS):
        return date(today.year - 1, 12, 31), False, text
    found = _YEAR.search(text)
    if found is not None and 2000 <= int(found[1]) < today.year:
        return date(int(found[1]), 12, 31), False, text
    return today, False, text


def _written_days(text: str, today: date) -> tuple[list[tuple[date, bool]], str]:
    """The days written in `text`, each with whether it is sure, and the text without them."""
    found: list[tuple[date, bool]] = []
    soon = _soon(text)
    for _ in range(4):
        masked = _masked(text)
        written = written_date(masked, today=today)
        if written is None or written == "no_such_day":
            break
        text = text[: written.start] + " " * (written.end - written.start) + text[written.end :]
        told = written.on(today.year if written.year is None else written.year)
        if told is not None and written.year is None and (told - today).days > soon:
            told = written.on(today.year - 1)
            found.append((told or today, False))
        elif told is not None:
            near = not written.two_digits or abs(told.year - today.year) <= 1
            found.append((told, near and _AROUND.search(text[: written.start]) is None))
    return found, text


def _soon(text: str) -> int:
    """How many days ahead a day without its year may lie: none where `text` tells what has happened."""
    return 0 if _IS_PAST.search(text) else _SOON


def _masked(text: str) -> str:
    """The text without numbers that look like parts of days."""
    # "in march 3,000" is no third of March.
    masked = _GROUPED.sub(lambda one: "x" * len(one[0]), text)
    # "March 10, 12 of it earnings" is no day of 2012.
    return _AFTER_COMMA.sub(lambda one: ";" * len(one[0]), masked)


def _cut(text: str, found: re.Match[str]) -> str:
    return text[: found.start()] + " " * len(found[0]) + text[found.end() :]

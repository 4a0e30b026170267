"""How often a reminder comes: every other week, on the 15th, on the last business day of each month."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from core.paychecks import business_day_of_month
from nlu.entities.calendar_dates import (
    SHORT_MONTHS,
    WEEKDAYS,
    add_months,
    day_of_month,
    month_number,
    next_day_of_month,
    nth_weekday,
    weekday_after,
)
from nlu.entities.guarded import guarded
from nlu.reminders.days import day_told
from nlu.reminders.paydays import DAYS_AWAY, on_paydays
from nlu.reminders.single_days import (
    COUNT,
    MONTH_END,
    MOST_APART,
    NEW_YEAR,
    NTH,
    blanked,
    count_of,
    day_named,
    in_new_year,
    single_day,
)
from nlu.reminders.tasks import task_of
from nlu.reminders.wish import ReminderWish, Repeats
from nlu.reminders.words import PLACES

_FLAGS: Final = re.IGNORECASE
EVERY: Final = guarded(
    rf"\b(?:every|each|once (?:a|every)|once per|per)\s+(?:{COUNT}\s+|(?P<other>other|second|third)\s+)?"
    r"(?P<unit>days?|weeks?|months?|quarters?|years?)\b"
    r"|\b(?P<word>daily|weekly|biweekly|fortnightly|monthly|quarterly|yearly|annually)\b",
    _FLAGS,
)
_UNITS: Final[Mapping[str, tuple[Repeats, int]]] = {
    "day": (Repeats.DAYS, 1), "daily": (Repeats.DAYS, 1),
    "week": (Repeats.DAYS, 7), "weekly": (Repeats.DAYS, 7),
    "biweekly": (Repeats.DAYS, 14), "fortnightly": (Repeats.DAYS, 14),
    "month": (Repeats.MONTHS, 1), "monthly": (Repeats.MONTHS, 1),
    "quarter": (Repeats.MONTHS, 3), "quarterly": (Repeats.MONTHS, 3),
    "year": (Repeats.MONTHS, 12), "yearly": (Repeats.MONTHS, 12), "annually": (Repeats.MONTHS, 12),
}  # fmt: skip
_EVERY_WEEKDAY: Final = re.compile(
    rf"\b(?:every|each|on)\s+(?P<other>other |second )?(?P<day>{'|'.join(WEEKDAYS)})(?P<plural>s)?\b"
    rf"|\b(?P<days>{'|'.join(WEEKDAYS)})s\b",
    _FLAGS,
)
_EVERY_NTH: Final = re.compile(
    r"\b(?:every|each|monthly on) (?:the )?(?P<every>\d{1,2})(?:st|nd|rd|th)\b|"
    r"\b(?:on )?(?:the )?(?P<of>\d{1,2})(?:st|nd|rd|th) (?:of )?(?:every|each|the) month\b",
    _FLAGS,
)
_LAST_DAY: Final = re.compile(r"\b(?:on |at )?the (?:very )?(?:last day|end)\b", _FLAGS)
_TWO_DAYS: Final = re.compile(
    r"\bthe (?P<one>\d{1,2})(?:st|nd|rd|th) and (?:on )?(?:the )?(?:(?P<two>\d{1,2})(?:st|nd|rd|th)|last day|last)\b",
    _FLAGS,
)
_A_MONTH: Final = rf"\b(?:{SHORT_MONTHS})[a-z]*\b"
_SEVERAL_MONTHS: Final = rf"{_A_MONTH}(?:(?:\W|\band\b)+{_A_MONTH})+"
_MONTHS: Final = re.compile(_SEVERAL_MONTHS, _FLAGS)
_NTH_WEEKDAY: Final = re.compile(
    rf"\b(?:on |the )*(?P<place>{'|'.join(PLACES)}) (?P<weekday>{'|'.join(WEEKDAYS)})s?"
    rf"(?! (?:of|in) {_A_MONTH}(?!\W+(?:and\W+)?{_A_MONTH}))"
    rf"(?: (?:of|in) (?:(?P<each>(?:every|each|a|the) (?:month|quarter))|(?P<months>{_SEVERAL_MONTHS})))?",
    _FLAGS,
)
_WORKDAY: Final = re.compile(
    r"\b(?:on |the |at )*(?P<place>first|1st|last) (?:business|working|work|week) ?day\b"
    rf"(?: (?:of|in) (?:(?P<each>(?:every|each|a) month)|(?:the|this|that) month|(?P<month>{SHORT_MONTHS})[a-z]*))?",
    _FLAGS,
)
EACH_OF_THEM: Final = re.compile(
    r"\b(?:each(?! time)|every|both|pay ?days?|pay ?checks?|month|monthly|twice)\b", _FLAGS
)


def twice_a_month(text: str, today: date) -> tuple[ReminderWish, ...]:
    found = _TWO_DAYS.search(text)
    if found is None or not EACH_OF_THEM.search(text):
        return ()
    away = DAYS_AWAY.search(text)
    shift = 0 if away is None else count_of(away["count"] or "one") * (-1 if away["way"].lower() == "before" else 1)
    rest = blanked(text, found, away)
    about = task_of(rest)
    wishes = []
    for word in (found["one"], found["two"]):
        number = int(word) + shift if word else 31
        if not 0 <= number <= 31:
            return ()
        number = number or 31  # the day before the first is the last of a month
        wishes.append(
            ReminderWish(next_day_of_month(number, today), Repeats.MONTHS, 1, about=about, day_of_month=number)
        )
    return tuple(wishes)


def rhythm_or_day(text: str, today: date) -> ReminderWish:
    if payday := on_paydays(text):
        return payday
    for read in (_workdays, _nth_weekdays, _in_months, _monthly, _weekdays, _every):
        if wish := read(text, today):
            return wish
    return single_day(text, today)


def _nth_weekdays(text: str, today: date) -> ReminderWish | None:
    """A weekday by its place in each month, or in months that are listed: "the third Wednesday of every month"."""
    found = _NTH_WEEKDAY.search(text)
    if found is None:
        return None
    listed = _months_listed(found["months"] or "") if found["months"] else ((), 1)
    every = EVERY.search(blanked(text, found))
    if listed is None or (found["each"] is None and not found["months"] and every is None):
        return None
    months, step = listed
    if every is not None and not found["months"] and _unit(every)[0] is Repeats.MONTHS:
        step = _unit(every)[1]
    place, weekday = PLACES[found["place"].lower()], WEEKDAYS.index(found["weekday"].lower())
    days = (nth_weekday(add_months(today, ahead), weekday, place) for ahead in range(13))
    day = next(one for one in days if one > today and (not months or one.month in months))
    return ReminderWish(day, Repeats.MONTHS, step, about=task_of(blanked(text, found, every)), place=place)


def _workdays(text: str, today: date) -> ReminderWish | None:
    """The first or the last business day of each month, of the one that is named, or of the one that comes first."""
    found = _WORKDAY.search(text)
    if found is None:
        return None
    every = EVERY.search(blanked(text, found))
    monthly = found["each"] is not None or (every is not None and _unit(every)[0] is Repeats.MONTHS)
    place = PLACES[found["place"].lower()]
    months = [add_months(today.replace(day=1), ahead) for ahead in range(13)]
    if found["month"]:
        months = [one for one in months if one.month == month_number(found["month"])]
    day = next(one for month in months if (one := business_day_of_month(month, last=place < 0)) > today)
    about = task_of(blanked(text, found, every if monthly else None))
    if not monthly:
        return ReminderWish(day, about=about, place=place, workday=True)
    step = _unit(every)[1] if every is not None and found["each"] is None else 1
    return ReminderWish(day, Repeats.MONTHS, step, about=about, place=place, workday=True)


def _in_months(text: str, today: date) -> ReminderWish | None:
    """One day of months that are listed and lie evenly apart: "the 10th of Jan, Apr, Jul and Oct"."""
    found, nth = _MONTHS.search(text), NTH.search(text)
    listed = _months_listed(found[0]) if found is not None else None
    if found is None or nth is None or listed is None or not 1 <= (number := int(nth["day"])) <= 31:
        return None
    months, step = listed
    firsts = (add_months(today.replace(day=1), ahead) for ahead in range(13))
    days = [day_of_month(one, number) for one in firsts if one.month in months]
    about = task_of(blanked(text, found, nth))
    day = next(one for one in days if one > today)
    return ReminderWish(day, Repeats.MONTHS, step, about=about, day_of_month=number)


def _months_listed(text: str) -> tuple[tuple[int, ...], int] | None:
    """The months in `text` and how many lie between them; None where they do not come round evenly."""
    months = tuple(sorted(month_number(one) for one in re.findall(_A_MONTH, text, _FLAGS)))
    apart = {(later - one) % 12 for one, later in zip(months, (*months[1:], *months[:1]), strict=True)}
    return (months, apart.pop()) if len(months) > 1 and len(apart) == 1 and len(set(months)) == len(months) else None


def _monthly(text: str, today: date) -> ReminderWish | None:
    found = _EVERY_NTH.search(text)
    every = EVERY.search(text)
    monthly = every is not None and _unit(every)[0] is Repeats.MONTHS
    if found is None and monthly and (nth := NTH.search(text)):
        found = nth
    if found is not None:
        number = int(next(group for group in found.groups() if group))
        rest = blanked(text, found, every)
        count = _unit(every)[1] if every is not None and monthly else 1
        first = next_day_of_month(number, today)
        return ReminderWish(first, Repeats.MONTHS, count, about=task_of(rest), day_of_month=number) if number else None
    end = MONTH_END.search(text) or (_LAST_DAY.search(text) if monthly else None)
    if end is not None and (monthly or re.search(r"\b(?:each|every)\b", end[0], _FLAGS)):
        rest = blanked(text, end, every)
        return ReminderWish(next_day_of_month(31, today), Repeats.MONTHS, 1, about=task_of(rest), day_of_month=31)
    return None


def _weekdays(text: str, today: date) -> ReminderWish | None:
    found = _EVERY_WEEKDAY.search(text)
    if found is None or not (found["plural"] or found["days"] or found[0].lower().startswith(("every", "each"))):
        return None
    first = weekday_after(today, WEEKDAYS.index((found["day"] or found["days"]).lower()))
    every = EVERY.search(text)
    step = 14 if found["other"] or (every is not None and _unit(every) == (Repeats.DAYS, 14)) else 7
    told = day_told(blanked(text, found), today)
    if told is not None and told.day.weekday() == first.weekday():
        first = told.day
    return ReminderWish(first, Repeats.DAYS, step, about=task_of(blanked(text, found)))


def _every(text: str, today: date) -> ReminderWish | None:
    found = EVERY.search(text)
    if found is None:
        return None
    repeats, count = _unit(found)
    if not 0 < count <= MOST_APART:
        return None
    rest = blanked(text, found)
    first = add_months(today, count) if repeats is Repeats.MONTHS else today + timedelta(days=count)
    new_year = NEW_YEAR.search(rest) is not None
    if new_year:
        first = in_new_year(found, today)
    named = day_named(rest, today)
    said = new_year or named is not None
    return ReminderWish(named or first, repeats, count, about=task_of(rest), day_said=said)


def _unit(found: re.Match[str]) -> tuple[Repeats, int]:
    repeats, step = _UNITS[(found["unit"] or found["word"]).lower().removesuffix("s")]
    times = count_of(found["count"] or found["other"] or "one") if found["unit"] else 1
    return repeats, step * times

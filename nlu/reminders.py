"""When somebody wants to be reminded: "in 3 days", "on the 15th at 7 pm", "every payday plus one"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from nlu.entities.calendar_dates import add_months, end_of_month, weekday_after
from nlu.entities.date import read_date
from nlu.entities.reading import Context
from nlu.movements import read_day
from nlu.time_of_day import read_time_of_day

LONGEST_ABOUT: Final = 80  # characters
MOST_APART: Final = 400  # days or paydays; more is no wish to be reminded


class Repeats(StrEnum):
    """How a reminder comes again."""

    ONCE = "once"
    DAYS = "days"
    MONTHS = "months"
    PAYDAYS = "paydays"


class Anchor(StrEnum):
    """A day that follows from something else than the words."""

    NONE = ""
    LAST_PAYCHECK = "last_paycheck"
    SIXTY_DAYS = "sixty_days"
    FORMS = "forms"
    TAX_DAY = "tax_day"
    YEAR_CHECK = "year_check"


@dataclass(frozen=True, slots=True)
class ReminderWish:
    """What was asked for: the first `day`, None where none was said or it follows from `anchor` or the paydays.

    `count`: after so many days or months again; with `Repeats.PAYDAYS` so many days after (below 0: before) each
    payday, or after the next one only where `once`. `about`: what is to be done, in the person's words, "" if not said.
    `day_said`: the first day was named, not only how often. `day_of_month`: the number that was named, which a short
    month may not have, 0 for none. `at`: minutes after midnight, None where no time was named.
    """

    day: date | None = None
    repeats: Repeats = Repeats.ONCE
    count: int = 0
    anchor: Anchor = Anchor.NONE
    once: bool = False
    about: str = ""
    day_said: bool = True
    day_of_month: int = 0
    at: int | None = None


_NUMBERS: Final[Mapping[str, int]] = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10,
    "other": 2, "second": 2, "third": 3,
}  # fmt: skip
_COUNT: Final = r"(?P<count>\d{1,3}|a|an|one|two|three|four|five|six|seven|ten)"
_FLAGS: Final = re.IGNORECASE
_PAYDAY: Final = r"(?:pay ?days?|pay ?checks?|pay ?dates?|paydates?|times? i(?:'m| am| get) paid|i(?:'m| am| get) paid)"
_LAST_PAYCHECK: Final = re.compile(
    r"\b(?:last|final) (?:pay ?day|pay ?check|pay ?date|payroll|election|chance)\b|"
    r"\blast (?:day|date|one) (?:that |which |when )?"
    r"(?:i can (?:still )?change|to change|that can (?:still )?be changed)",
    _FLAGS,
)
_EACH_PAYDAY: Final = re.compile(
    rf"\b(?:every|each|on|after|before|the)\s+(?:my |the )?(?P<next>next |this |coming |following )?{_PAYDAY}\b", _FLAGS
)
_EVERY_PAYDAY: Final = re.compile(rf"\b(?:every|each)\s+{_PAYDAY}\b|\bon paydays\b", _FLAGS)
_OFFSET_AFTER: Final = re.compile(rf"(?:\bplus\b|\+)\s*{_COUNT}(?:\s*days?)?\b", _FLAGS)
_OFFSET_BEFORE: Final = re.compile(rf"(?:\bminus\b|-)\s*{_COUNT}(?:\s*days?)?\b", _FLAGS)
_DAYS_AWAY: Final = re.compile(rf"\b(?:{_COUNT}|the) (?:business )?days? (?P<way>after|before|following)\b", _FLAGS)
_EVERY: Final = re.compile(
    rf"\b(?:every|each|once (?:a|every)|once per|per)\s+(?:{_COUNT}\s+|(?P<other>other|second|third)\s+)?"
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
_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_EVERY_WEEKDAY: Final = re.compile(
    rf"\b(?:every|each|on)\s+(?P<other>other |second )?(?P<day>{'|'.join(_WEEKDAYS)})(?P<plural>s)?\b", _FLAGS
)
_EVERY_NTH: Final = re.compile(
    r"\b(?:every|each|monthly on) (?:the )?(?P<every>\d{1,2})(?:st|nd|rd|th)\b|"
    r"\b(?:on )?the (?P<of>\d{1,2})(?:st|nd|rd|th) (?:of )?(?:every|each|the) month\b",
    _FLAGS,
)
_NTH: Final = re.compile(r"\b(?:on )?the (?P<day>\d{1,2})(?:st|nd|rd|th)\b", _FLAGS)
_MONTH_END: Final = re.compile(r"\b(?:the |at the )?(?:end|last day) of (?:the|each|every|this) month\b", _FLAGS)
_LAST_DAY: Final = re.compile(r"\b(?:on |at )?the (?:very )?(?:last day|end)\b", _FLAGS)
_OF_MONTH: Final = re.compile(r"\bof (?=(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b)", _FLAGS)
_NEXT_UNIT: Final = re.compile(r"\b(?:next|in a|in one) (?P<unit>week|month|quarter|year)\b", _FLAGS)
_IN_UNITS: Final = re.compile(
    rf"\b(?:in|after|within) {_COUNT} (?P<business>business |working |work )?(?P<unit>days?|weeks?|months?)\b"
    rf"|\b(?P<from>\d{{1,3}}|a|one|two|three|four|five|six|seven|ten) "
    r"(?P<unit_from>days?|weeks?|months?) from (?:now|today)\b",
    _FLAGS,
)
_NEW_YEAR: Final = re.compile(r"\b(?:after|in|at) (?:the )?new year\b|\bnext year\b|\bin january\b", _FLAGS)
_SIXTY: Final = re.compile(r"\b(?:60|sixty)(?:th)?[- ]?days?\b", _FLAGS)
_FORMS_DUE: Final = re.compile(
    r"\bwhen (?:the |my )?(?:1099s?(?:-?r)?|forms?|tax forms?) (?:comes?|arrives?|is due|are due|is out|are out)\b",
    _FLAGS,
)
_TAX_DAY: Final = re.compile(
    r"\b(?:tax day|(?:the )?(?:tax|filing) deadline|(?:tax(?:es)?|return|file|filing)\b.{1,40}\bdeadline|"
    r"when (?:my )?taxes are due)\b",
    _FLAGS,
)
_YEAR_CHECK: Final = re.compile(r"\b(?:before|near|towards) (?:the )?(?:end of (?:the )?year|year[- ]end)\b", _FLAGS)

_ASKING: Final = re.compile(
    r"^\W*(?:(?:please|ok|okay|hey|hi|and|also|then|now|so|yes|can you|could you|would you|will you|i want you to|"
    r"i(?:'d| would) like you to)\W+)*"
    r"(?:remind(?:er)? me|nudge me|ping me|message me|text me|check in with me|"
    r"(?:set|make|add|create|give me)(?: up)?(?: me)? (?:a |an |the )?(?:[\w-]+ )?reminders?|reminders?)\b\W*",
    _FLAGS,
)
_TO_DO: Final = re.compile(r"\b(?:to|about|that|of) (?P<what>.+)", _FLAGS)
_TRAILING: Final = re.compile(
    r"(?:\W*\b(?:please|thanks|thank you|on|in|at|and|the|of|by|from now|too|again)\b)+\W*$", _FLAGS
)
_ON_WEEKDAY: Final = re.compile(rf"\b(?:on |next |this |is |every |each )(?P<day>{'|'.join(_WEEKDAYS)})s?\b", _FLAGS)
_NTH_ANY: Final = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)\b", _FLAGS)
_LAST_PAYDAY: Final = re.compile(
    rf"\b(?:last|latest|previous|most recent) {_PAYDAY}|\b(?:was|got|were) (?:last |just )?paid\b|\blast paid\b", _FLAGS
)
_PAY_WORDS: Final = re.compile(
    r"\b(?:i|i'm|am|get|paid|my|the|next|first|last|upcoming|coming|every|two|other|weeks?|biweekly|weekly|monthly|"
    r"semimonthly|twice|once|a|month|pay ?days?|pay ?checks?|pay ?dates?|is|are|comes?|one|of|and|with|salary)\b|,",
    _FLAGS,
)
_WHEN_BEHIND: Final = re.compile(
    r"\W+(?:(?:on|by|before|until|at) (?:the )?(?:\d{1,2}(?:st|nd|rd|th)\b|\d{1,2}/\d|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d|(?:mon|tues|wednes|thurs|fri|satur|sun)day)|"
    r"(?:tomorrow|next week|next month)\b).*$",
    _FLAGS,
)


def read_reminder(text: str, today: date) -> ReminderWish:
    """When `text` wants a reminder, from `today` on, and what about. Nothing in it is before tomorrow."""
    rest = _ASKING.sub("", text)
    if (found := read_time_of_day(rest)) is not None:
        without = f"{rest[: found[1]]} {rest[found[2] :]}"
        return replace(_read_wish(without, today), at=found[0])
    return _read_wish(rest, today)


def _read_wish(rest: str, today: date) -> ReminderWish:
    anchored = _anchored(rest)
    if anchored and anchored is not Anchor.SIXTY_DAYS and (day := _named_before_task(rest, today)) is not None:
        return ReminderWish(day, about=_about(rest))
    if anchored:
        return ReminderWish(_named(rest, today), anchor=anchored, about=_about(rest))
    return _rhythm_or_day(rest, today)


def read_when(text: str, today: date) -> ReminderWish:
    """The day or the rhythm that `text` names, whatever it may be about; no day and no rhythm where it names none."""
    found = read_time_of_day(text)
    rest = text if found is None else f"{text[: found[1]]} {text[found[2] :]}"
    wish = _rhythm_or_day(rest, today)
    return wish if found is None else replace(wish, at=found[0])


def _rhythm_or_day(text: str, today: date) -> ReminderWish:
    if payday := _paydays(text):
        return payday
    for read in (_monthly, _weekdays, _every):
        if wish := read(text, today):
            return wish
    return _once(text, today)


def read_payday(text: str, today: date) -> date | None:
    """The payday that `text` names: a date, a day of the week or of the month; None where it names none.

    It is after `today`, but for one that is told as the last. Days of the month that come twice a month name no single
    payday.
    """
    if _LAST_PAYDAY.search(text):
        return read_day(text, today)
    found = _ON_WEEKDAY.search(text)
    if found is not None:
        return weekday_after(today, _WEEKDAYS.index(found["day"].lower()))
    if len(_NTH_ANY.findall(text)) > 1:
        return None
    return _named(_PAY_WORDS.sub(" ", text), today) or _once(text, today).day


def _anchored(text: str) -> Anchor:
    if _LAST_PAYCHECK.search(text):
        return Anchor.LAST_PAYCHECK
    if _SIXTY.search(text):
        return Anchor.SIXTY_DAYS
    if _FORMS_DUE.search(text):
        return Anchor.FORMS
    if _TAX_DAY.search(text):
        return Anchor.TAX_DAY
    return Anchor.YEAR_CHECK if _YEAR_CHECK.search(text) else Anchor.NONE


def _paydays(text: str) -> ReminderWish | None:
    found = _EACH_PAYDAY.search(text) or _EVERY_PAYDAY.search(text)
    if found is None:
        return None
    before, after = text[: found.start()], text[found.end() :]
    words = found[0].lower()
    cut = (found.start(), found.end())
    offset = 0
    if plus := _OFFSET_AFTER.match(after.lstrip()):
        offset = _number(plus["count"])
        cut = (cut[0], len(text) - len(after.lstrip()) + plus.end())
    elif minus := _OFFSET_BEFORE.match(after.lstrip()):
        offset = -_number(minus["count"])
        cut = (cut[0], len(text) - len(after.lstrip()) + minus.end())
    elif (away := _DAYS_AWAY.search(text)) and away.start() <= found.start() <= away.end() + 1:
        offset = _number(away["count"] or "one") * (-1 if away["way"].lower() == "before" else 1)
        cut = (min(away.start(), cut[0]), cut[1])
    elif words.startswith("after"):
        offset = 1
    elif words.startswith("before"):
        offset = -1
    if words.startswith("the") and not offset:
        return None  # "about the paycheck" names no day
    every = re.search(r"\b(?:every|each)\b|days\b|checks\b|dates\b", words) or re.search(
        r"\b(?:every|each)\b\W*$", before, _FLAGS
    )
    once = bool(found.groupdict().get("next")) or not every
    rest = text[: cut[0]] + " " + text[cut[1] :]
    return ReminderWish(None, Repeats.PAYDAYS, max(-30, min(30, offset)), once=once, about=_about(rest))


def _monthly(text: str, today: date) -> ReminderWish | None:
    found = _EVERY_NTH.search(text)
    every = _EVERY.search(text)
    monthly = every is not None and _unit(every)[0] is Repeats.MONTHS
    if found is None and monthly and (nth := _NTH.search(text)):
        found = nth
    if found is not None:
        number = int(next(group for group in found.groups() if group))
        rest = _without(text, found, every)
        count = _unit(every)[1] if every is not None and monthly else 1
        first = _next_nth(number, today)
        return ReminderWish(first, Repeats.MONTHS, count, about=_about(rest), day_of_month=number) if number else None
    end = _MONTH_END.search(text) or (_LAST_DAY.search(text) if monthly else None)
    if end is not None and (monthly or re.search(r"\b(?:each|every)\b", end[0], _FLAGS)):
        rest = _without(text, end, every)
        return ReminderWish(_next_nth(31, today), Repeats.MONTHS, 1, about=_about(rest), day_of_month=31)
    return None


def _weekdays(text: str, today: date) -> ReminderWish | None:
    found = _EVERY_WEEKDAY.search(text)
    if found is None or not (found["plural"] or found[0].lower().startswith(("every", "each"))):
        return None
    first = weekday_after(today, _WEEKDAYS.index(found["day"].lower()))
    step = 14 if found["other"] else 7
    return ReminderWish(first, Repeats.DAYS, step, about=_about(_without(text, found)))


def _every(text: str, today: date) -> ReminderWish | None:
    found = _EVERY.search(text)
    if found is None:
        return None
    repeats, count = _unit(found)
    if not 0 < count <= MOST_APART:
        return None
    rest = _without(text, found)
    first = add_months(today, count) if repeats is Repeats.MONTHS else today + timedelta(days=count)
    new_year = _NEW_YEAR.search(rest) is not None
    if new_year:
        first = _new_year(found, today)
    named = _named(rest, today)
    said = new_year or named is not None
    return ReminderWish(named or first, repeats, count, about=_about(rest), day_said=said)


def _once(text: str, today: date) -> ReminderWish:
    for pattern, day_of in (
        (_IN_UNITS, _in_units), (_NEXT_UNIT, _next_unit), (_MONTH_END, _month_end), (_NEW_YEAR, _new_year),
    ):  # fmt: skip
        found = pattern.search(text)
        day = day_of(found, today) if found is not None else None
        if found is not None and day is not None:
            nth = 31 if pattern is _MONTH_END else 0
            return ReminderWish(day, about=_about(_without(text, found)), day_of_month=nth)
    day = _named(text, today)
    if day is None and (of_month := _NTH.search(text)):
        day = _next_nth(int(of_month["day"]), today)
    return ReminderWish(day, about=_about(text))


def _unit(found: re.Match[str]) -> tuple[Repeats, int]:
    repeats, step = _UNITS[(found["unit"] or found["word"]).lower().removesuffix("s")]
    times = _number(found["count"] or found["other"] or "one") if found["unit"] else 1
    return repeats, step * times


def _number(word: str) -> int:
    return int(word) if word.isdecimal() else _NUMBERS[word.lower()]


def _without(text: str, *parts: re.Match[str] | None) -> str:
    for found in parts:
        if found is not None:
            text = text[: found.start()] + " " * len(found[0]) + text[found.end() :]
    return text


def _next_nth(day: int, today: date) -> date | None:
    """The next day of that number; the last of a month that has not so many."""
    if not 1 <= day <= 31:
        return None
    for months in (0, 1):
        first = add_months(today.replace(day=1), months)
        found = first.replace(day=min(day, end_of_month(first.year, first.month).day))
        if found > today:
            return found
    return None


def _in_units(found: re.Match[str], today: date) -> date | None:
    count = _number(found["count"] or found["from"])
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
    return _next_nth(31, today)


def _new_year(_: re.Match[str], today: date) -> date:
    return date(today.year + 1, 1, 2)


def _named(text: str, today: date) -> date | None:
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


def _named_before_task(text: str, today: date) -> date | None:
    """The day that stands before what is to be done: "on Dec 15 to look at my last paycheck" names a day of its own."""
    found = _TO_DO.search(text)
    return _named(text[: found.start()], today) if found is not None and found.start() else None


def _windows(text: str) -> list[str]:
    """The first and the last few words, between which a wish is usually put."""
    words = text.split()[:40]
    return [" ".join(part) for size in (4, 3, 2, 1) for part in (words[:size], words[-size:]) if part]


def _about(text: str) -> str:
    """What is to be done, in the person's words: what stands behind "to" or "about"."""
    found = _TO_DO.search(" ".join(_OF_MONTH.sub(" ", text).split()))
    if found is None:
        return ""
    what = _WHEN_BEHIND.sub("", found["what"])
    return _short(_TRAILING.sub("", what).strip(" .!,;:").strip())


def _short(text: str) -> str:
    """The text, cut behind a whole word where it is too long."""
    if len(text) <= LONGEST_ABOUT:
        return text
    return f"{text[: LONGEST_ABOUT - 1].rpartition(' ')[0] or text[: LONGEST_ABOUT - 1]}…"

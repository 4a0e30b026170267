"""Calendar dates out of text: "12/31", "Dec 15", "next friday", "the 15th", "end of the year"."""

import re
from calendar import month_name, monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from nlu.entities.guarded import guarded

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAY_NAMES = r"mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
MONTHS = frozenset(
    {
        *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october"),
        *("november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"),
    }
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
SHORT_MONTHS = "|".join(_MONTHS)  # as one way to go on in a pattern
_ONES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_TEENS = (
    "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth",
    "nineteenth",
)  # fmt: skip
ORDINALS = {
    **{word: number for number, word in enumerate((*_ONES, *_TEENS), 1)},
    "twentieth": 20,
    "thirtieth": 30,
    **{
        f"{ten} {word}": tens + one
        for ten, tens in (("twenty", 20), ("thirty", 30))
        for one, word in enumerate(_ONES, 1)
    },
}
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:r?uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_MONTH_NAME = _MONTH.removeprefix("(?P<month>").removesuffix(r")\b\.?")
_CARDINALS = {
    word: number
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 1
    )
}
_YEAR = r"(?P<year>'?\d{2}\b|(?:19|20)\d{2}\b)"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\b"


def one_of_ordinals(words: Iterable[str]) -> str:
    """Each of `words` as one way to go on in a pattern, the longest first: "twenty-first" before "first"."""
    return "|".join(word.replace(" ", "[ -]") for word in sorted(words, key=len, reverse=True))


_PATTERNS = tuple(
    guarded(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<!\d)(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)",
        r"(?<![\d.])(?P<month>\d{1,2})\s?(?P<mark>[-/.])\s?(?P<day>\d{1,2})\s?(?P=mark)\s?'?(?P<year>\d{4}|\d{2})(?![\d])",
        rf"\b{_MONTH}\s+{_DAY}(?!\d)(?:\s*,?\s*(?:of\s+)?{_YEAR})?",
        rf"(?<!\d){_DAY}\s+(?:of\s+)?{_MONTH}(?:\s*,?\s*(?:of\s+)?{_YEAR})?",
        r"(?<![\d/.$,-])(?P<month>\d{1,2})/(?P<day>\d{1,2})(?![\d/%])",
        r"^\W*(?P<month>0?[1-9]|1[0-2])-(?P<day>0?[1-9]|[12]\d|3[01])\W*$",
    )
)
_HOLIDAYS = (
    (r"new year'?s eve|nye", "December 31"),
    (r"new year'?s day", "January 1"),
    (r"christmas eve", "December 24"),
    (r"(?:christmas|xmas)(?: day)?", "December 25"),
    (r"halloween", "October 31"),
    (r"valentine'?s day", "February 14"),
    (r"independence day|the fourth of july", "July 4"),
)
_HOLIDAY = re.compile(rf"\b(?:{'|'.join(f'({name})' for name, _ in _HOLIDAYS)})\b", re.IGNORECASE)
_MONTH_ONLY = guarded(rf"\b{_MONTH}(?:\s+(?:of\s+)?(?P<year>\d{{4}}))?", re.IGNORECASE)
_ISO = _PATTERNS[0]  # the year first: day and month never change places


@dataclass(frozen=True, slots=True)
class Written:
    """A date as written: `year` None where none was said; `swapped` where the day came first of necessity."""

    year: int | None
    month: int
    day: int
    start: int
    end: int
    swapped: bool = False
    two_digits: bool = False

    def on(self, year: int) -> date | None:
        """The date in `year`, or None where the calendar has no such day."""
        return date(year, self.month, self.day) if self.day <= monthrange(year, self.month)[1] else None


def month_number(name: str) -> int:
    """1 to 12 for an English month name or its abbreviation."""
    return _MONTHS.index(name[:3].lower()) + 1


def written_date(text: str, *, born: bool = False, today: date) -> Written | Literal["no_such_day"] | None:
    """The first date in `text`; None where there is none. A year of two digits lies in the past if `born`."""
    for pattern in _PATTERNS:
        match = pattern.search(text)
        if match is None:
            continue
        groups = match.groupdict()
        month_text, day = groups["month"], int(groups["day"])
        month = int(month_text) if month_text.isdigit() else month_number(month_text)
        swapped = False
        if month > 12 and day <= 12 and pattern is not _ISO:
            month, day, swapped = day, month, True
        year_text = (groups.get("year") or "").lstrip("'")
        year = _full_year(year_text, born=born, today=today) if year_text else None
        if not 1 <= month <= 12 or day < 1 or (year is not None and not 1900 <= year <= 2100):
            return "no_such_day"
        if day > monthrange(year or 2024, month)[1]:
            return "no_such_day"
        return Written(year, month, day, match.start(), match.end(), swapped, len(year_text) == 2)
    return None


_IN_WORDS = guarded(
    rf"\b(?:the )?(?P<before>{one_of_ordinals(ORDINALS)})(?: day)? of (?P<month>{_MONTH_NAME})\b"
    rf"|\b(?P<named>{_MONTH_NAME}) (?:the )?(?P<after>{one_of_ordinals((*ORDINALS, *_CARDINALS))})\b"
    rf"|\b(?:the )?(?P<end>last|first) day of (?P<whole>{_MONTH_NAME})\b",
    re.IGNORECASE,
)


def with_days_in_figures(text: str) -> str:
    """`text` with the days of months that are told in words in figures: "the ninth of July" is "July 9".

    "The last day of November" is "November 30"; that of February is its 28th.
    """
    return _IN_WORDS.sub(_in_figures, text)


def _in_figures(found: re.Match[str]) -> str:
    if found["whole"]:
        month = month_number(found["whole"])
        return f"{found['whole']} {1 if found['end'].lower() == 'first' else monthrange(2025, month)[1]}"
    day = " ".join((found["before"] or found["after"]).lower().replace("-", " ").split())
    return f"{found['month'] or found['named']} {ORDINALS.get(day) or _CARDINALS[day]}"


_LAST_MONTH = {"spring": 5, "summer": 8, "fall": 11, "autumn": 11}
_SEASON = re.compile(
    r"\b(?P<which>(?:(?:in|during|this|next|last|past|the|coming|late|early|upcoming)\s+){1,4})"
    r"(?P<season>spring|summer|fall|autumn)\b",
    re.IGNORECASE,
)


def with_holidays(text: str) -> str:
    """`text` with the holidays that fall on the same day each year as that day: "New Year's Eve" is "December 31"."""
    return _HOLIDAY.sub(lambda found: _HOLIDAYS[(found.lastindex or 1) - 1][1], text)


def with_seasons(text: str, today: date) -> str:
    """`text` with a season as its last month, and the year where its words tell it: "next spring" is "in May 2027".

    Winter stays, which lies in two years.
    """
    return _SEASON.sub(lambda found: _season(found["which"].lower().split(), found["season"].lower(), today), text)


def _season(which: list[str], season: str, today: date) -> str:
    last = _LAST_MONTH[season]
    if "past" in which:
        return f"in {month_name[last]} {today.year - (today.month < last)}"
    if "this" in which:
        return f"in {month_name[last]} {today.year}"
    if "next" in which:  # said in the season itself or after it, it is that of the year to come
        return f"in {month_name[last]} {today.year + (today.month >= last - 2)}"
    if "last" in which:
        return f"in {month_name[last]} {today.year - (today.month <= last)}"
    return f"in {month_name[last]}"


def _full_year(text: str, *, born: bool, today: date) -> int:
    year = int(text)
    if len(text) > 2:
        return year
    century = today.year // 100 * 100
    year += century
    if born:
        return year - 100 if year > today.year - 10 else year
    return year if year <= today.year + 30 else year - 100


_DAYS_OF_MONTH = guarded(
    rf"\b{_MONTH} (?P<days>(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
    r"(?:(?:,| and|, and| &) (?:the )?(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
    r"(?![\d,.:/%]*\d|k\b|%|(?:st|nd|rd|th)| ?[ap]m\b| (?:of|was|is|dollars|bucks|percent|more|in)\b))+)",
    re.IGNORECASE,
)


def with_month_at_each_day(text: str) -> str:
    """`text` with the month before each of its days: "Dec 4, 18 and 31" is "Dec 4, Dec 18 and Dec 31"."""
    return _DAYS_OF_MONTH.sub(_each_day, text)


def _each_day(found: re.Match[str]) -> str:
    days = [int(one) for one in re.findall(r"\d+", found["days"])]
    if (" and" not in found["days"] and " &" not in found["days"]) or days != sorted(set(days)):
        return found[0]
    return " and ".join(f"{found['month']} {day}" for day in days)


def month_only(text: str) -> tuple[int, int | None, int, int] | None:
    """A month without a day: its number, the year if one was said, and its place in `text`.

    "may" and "mar" as plain words are no month unless written with a capital or a year.
    """
    for match in _MONTH_ONLY.finditer(text):
        name = match["month"]
        if (
            name.lower().rstrip(".") in {"may", "mar"}
            and not (name[0].isupper() and match.start() > 0)
            and not match["year"]
        ):
            before = text[: match.start()].lower().split()[-1:]
            if before not in (["in"], ["until"], ["last"], ["this"], ["next"], ["of"]):
                continue
        return month_number(name), int(match["year"]) if match["year"] else None, match.start(), match.end()
    return None


def end_of_month(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def add_months(start: date, months: int) -> date:
    """`start` moved by `months`, kept within the month it lands in."""
    index = start.year * 12 + start.month - 1 + months
    year, month = divmod(index, 12)
    month += 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def day_of_month(month: date, number: int) -> date:
    """The day of that number in the month of `month`; its last where it has not so many."""
    return month.replace(day=min(number, end_of_month(month.year, month.month).day))


def next_day_of_month(number: int, today: date) -> date | None:
    """The first day after `today` that has that number, as `day_of_month` tells it; None where no month has it."""
    if not 1 <= number <= 31:
        return None
    this, following = (day_of_month(add_months(today.replace(day=1), ahead), number) for ahead in (0, 1))
    return this if this > today else following


def latest_day_of_month(number: int, today: date) -> date | None:
    """The last day up to `today` that is the `number` of its month; None where there is none."""
    for back in range(12):
        first = add_months(today.replace(day=1), -back)
        if 1 <= number <= end_of_month(first.year, first.month).day and first.replace(day=number) <= today:
            return first.replace(day=number)
    return None


def nth_weekday(month: date, weekday: int, place: int) -> date:
    """The `place`-th such day of the week (Monday is 0) in the month of `month`, -1 the last."""
    if place > 0:
        return weekday_after(month.replace(day=1) - timedelta(days=1), weekday) + timedelta(days=7 * (place - 1))
    last = end_of_month(month.year, month.month)
    return last - timedelta(days=(last.weekday() - weekday) % 7)


def latest_span(text: str, today: date) -> tuple[date, date] | None:
    """The first and the last day of the day or the month that `text` names; without a year the last that has begun."""
    written = written_date(text, today=today)
    if written is not None and written != "no_such_day":
        day = written.on(today.year if written.year is None else written.year)
        if day is not None and written.year is None and day > today:
            day = written.on(today.year - 1)
        return None if day is None else (day, day)
    month = month_only(f"in {text}")
    if month is None:
        return None
    year = month[1] or (today.year if month[0] <= today.month else today.year - 1)
    return date(year, month[0], 1), end_of_month(year, month[0])


def weekday_number(name: str) -> int:
    """The number of the weekday whose name, or the beginning of it, is `name` (Monday is 0)."""
    return next(place for place, day in enumerate(WEEKDAYS) if day.startswith(name[:3].lower()))


def weekday_after(today: date, weekday: int) -> date:
    """The first day after `today` that falls on `weekday` (Monday is 0)."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)

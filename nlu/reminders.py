"""When somebody wants to be reminded: "in 3 days", "on the 15th", "every month", "after payday"."""

import re
from dataclasses import dataclass
from datetime import date

from nlu.entities.calendar_dates import add_months
from nlu.entities.date import read_date
from nlu.entities.reading import Context

_EVERY = re.compile(
    r"\b(?:every|each|once a|per)\s+(?P<unit>day|week|two weeks|other week|pay ?day|pay ?check|month|quarter|year)\b"
    r"|\b(?P<word>daily|weekly|biweekly|monthly|quarterly|yearly|annually)\b",
    re.IGNORECASE,
)
_DAYS = {
    "day": 1, "daily": 1, "week": 7, "weekly": 7, "two weeks": 14, "other week": 14, "biweekly": 14,
    "payday": 14, "paycheck": 14, "month": 30, "monthly": 30, "quarter": 91, "quarterly": 91,
    "year": 365, "yearly": 365, "annually": 365,
}  # fmt: skip
_CALENDAR = {"month": 1, "monthly": 1, "quarter": 3, "quarterly": 3, "year": 12, "yearly": 12, "annually": 12}
_ASKS = re.compile(
    r"\b(?:please|can you|could you|remind(?:er)?s?|me|nudge|ping|check in with|message|to|about|convert(?:ing)?|"
    r"set|a|an)\b",
    re.IGNORECASE,
)
_NEW_YEAR = re.compile(r"\b(?:after|in|at) (?:the )?new year\b|\bnext year\b|\bin january\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ReminderWish:
    """The first `day`, None where none was said, and after how many days again, None for once."""

    day: date | None
    every: int | None


def read_reminder(text: str, today: date) -> ReminderWish:
    """When `text` wants a reminder, from `today` on."""
    found = _EVERY.search(text)
    if found is not None:
        word = (found["unit"] or found["word"]).lower()
        word = word.replace("pay day", "payday").replace("pay check", "paycheck")
        months = _CALENDAR.get(word)
        days = _DAYS[word]
        first = add_months(today, months) if months is not None else date.fromordinal(today.toordinal() + days)
        named = _named(text[: found.start()] + text[found.end() :], today)
        return ReminderWish(named or first, days)
    if _NEW_YEAR.search(text):
        return ReminderWish(date(today.year + 1, 1, 2), None)
    return ReminderWish(_named(text, today), None)


def _named(text: str, today: date) -> date | None:
    for words in (text, _ASKS.sub(" ", text)):
        reading = read_date(" ".join(words.split()), Context(today))
        if reading.value is not None:
            day = reading.value if isinstance(reading.value, date) else date.fromisoformat(str(reading.value))
            if day > today:
                return day
    return None

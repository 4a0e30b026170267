"""A wish to be reminded: its day or rhythm, its hour, and what it is about."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


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
    `workday`: by its `place`, 1 or -1, it is the first or last business day of the month.
    `day_said`: the first day was named, not only how often. `day_of_month`: the number that was named, which a short
    month may not have, 0 for none. `place`: the how many-th weekday of a month it is, -1 for the last, 0 for a
    day by its number. `at`: minutes after midnight, None where no time was named.
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
    place: int = 0
    workday: bool = False

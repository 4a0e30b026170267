"""The days of a year that matter for after-tax money: what somebody may be reminded of, and what a calendar holds."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from core.limits import constants
from core.paychecks import PaySchedule, changeable, paydays_left
from core.roth_ira import ira_contributions_until
from flows.reminders import Purpose

CHECK_MONTH, CHECK_DAY = 11, 10  # time enough to change the last paychecks
DAYS_BEFORE: Final = {Purpose.LAST_PAYDAY: 3, Purpose.RETURN: 14, Purpose.SIXTY_DAYS: 10}  # to act in time


USUAL_LEAD: Final = 4  # days before a payday by which payrolls commonly close it, where the person's own is not known

_FRIDAY: Final = 4
_WEEKEND: Final = frozenset({5, 6})


@dataclass(frozen=True, slots=True)
class YearDate:
    """A day of the calendar and, before it where there is something to do in time, the day to be `reminded`."""

    purpose: Purpose
    day: date
    reminded: date


def year_dates(today: date, schedule: PaySchedule | None, lead_days: int) -> tuple[YearDate, ...]:
    """The days after `today` until the return of this year is due, in order.

    The check of the year and, where the paydays are known, the day by which payroll has to know of a change to the
    last paycheck; the forms; the day of excess deferrals and of the return.
    """
    return tuple(sorted(_dates(today, schedule, lead_days), key=lambda one: (one.day, one.reminded)))


def last_change(schedule: PaySchedule, today: date, lead_days: int) -> date | None:
    """The day by which payroll has to know of a change to this year's last paycheck; None where it has passed.

    `lead_days` is how long payroll needs, 0 where that is not known: then it is as usual, and today once that is over.
    """
    left = changeable(paydays_left(schedule, today.year, today), today, lead_days)
    if not left:
        return None
    day = left[-1] - timedelta(days=lead_days or USUAL_LEAD)
    if not lead_days and day.weekday() in _WEEKEND:
        day -= timedelta(days=day.weekday() - _FRIDAY)
    return max(today, day)


def forms_due(tax_year: int) -> date:
    """The day by which the Forms 1099-R of `tax_year` have to be sent to the person."""
    law = constants()
    return date(tax_year + 1, int(law.forms_due_month), int(law.forms_due_day))


def dated(purpose: Purpose, day: date, today: date) -> Iterator[YearDate]:
    """The day, and before it the one on which there is still time; nothing that is over."""
    early = max(day - timedelta(days=DAYS_BEFORE.get(purpose, 0)), today + timedelta(days=1))
    if early < day:
        yield YearDate(purpose, day, early)
    if day > today:
        yield YearDate(purpose, day, day)


def _dates(today: date, schedule: PaySchedule | None, lead_days: int) -> Iterator[YearDate]:
    yield from dated(Purpose.YEAR_CHECK, date(today.year, CHECK_MONTH, CHECK_DAY), today)
    last = last_change(schedule, today, lead_days) if schedule is not None else None
    if last is not None:
        yield from dated(Purpose.LAST_PAYDAY, last, today)
    for tax_year in (today.year - 1, today.year):
        yield from dated(Purpose.FORMS, forms_due(tax_year), today)
        yield from dated(Purpose.RETURN, ira_contributions_until(tax_year), today)

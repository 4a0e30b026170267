"""Which paydays a tax year has. A pay date counts in the year in which it is paid, not in which it was earned."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Annotated, Literal, Self

from dateutil.relativedelta import MO, TH, relativedelta
from pydantic import BeforeValidator, Field, model_validator

from core.inputs import unfit, whole_number
from core.reading import EXAMPLE_DAY, Day, Input

PayFrequency = Literal["weekly", "biweekly", "semimonthly", "monthly"]
PAYDAYS_A_YEAR: dict[PayFrequency, int] = {"weekly": 52, "biweekly": 26, "semimonthly": 24, "monthly": 12}
_STEP_DAYS: dict[PayFrequency, int] = {"weekly": 7, "biweekly": 14}
_LAST_DAY = 31
_SATURDAY, _SUNDAY = 5, 6
_MONTH_END_OR_MIDDLE = (15, _LAST_DAY)

DayOfMonth = Annotated[int, BeforeValidator(whole_number(1, _LAST_DAY, "a day of the month, for example 15"))]
TurnOfYearKind = Literal["clear", "next_may_be_paid_this_year", "last_may_slip_into_next_year", "unknown"]


class PaySchedule(Input):
    """When someone is paid: the pay dates themselves, or a frequency with one payday that is known.

    Weekly and biweekly pay need the known payday. Without it, semimonthly pay is taken to come on the 15th and the
    last day, monthly pay on the last day. `month_days` names the two days of semimonthly pay (31 is the last day).
    `paid_before_days_off`: a payday that falls on a weekend or a bank holiday is paid on the business day before.
    """

    pay_frequency: PayFrequency | None = None
    known_payday: Day | None = None
    pay_dates: Annotated[tuple[Day, ...], Field(max_length=400)] = ()
    month_days: tuple[DayOfMonth, DayOfMonth] | None = None
    paid_before_days_off: bool = False

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.pay_dates:
            if len(set(self.pay_dates)) != len(self.pay_dates):
                raise unfit("pay_dates", "holds a day twice; give each payday once")
            return self
        if self.pay_frequency is None:
            raise unfit("pay_frequency", "is missing; give weekly, biweekly, semimonthly or monthly, or give pay_dates")
        if self.pay_frequency in _STEP_DAYS and self.known_payday is None:
            raise unfit(
                "known_payday",
                f"is missing; {self.pay_frequency} pay needs the day of one paycheck, such as {EXAMPLE_DAY}",
            )
        return self


@dataclass(frozen=True, slots=True)
class TurnOfYear:
    """What the last paydays of a tax year look like.

    `next_payday` is the first one that belongs to the next year, None if it is not known. `kind` is
    `next_may_be_paid_this_year` when the next one falls on days off that reach back to 1 January, so that payroll may
    pay on the last business day of this year, and it would then count this year; `last_may_slip_into_next_year`
    when the last one is the last business day of the year; `unknown` when the pay dates given stop before the next.
    """

    last_payday: date | None
    next_payday: date | None
    kind: TurnOfYearKind


def paydays_in_year(schedule: PaySchedule, year: int) -> tuple[date, ...]:
    """The paydays paid in calendar year `year`, in order."""
    return tuple(day for day in _paydays(schedule, date(year, 1, 1), date(year + 1, 1, 14)) if day.year == year)


def paydays_left(schedule: PaySchedule, year: int, as_of: date) -> tuple[date, ...]:
    """The paydays of `year` after the day `as_of`; the paycheck of that day itself has been run."""
    return tuple(day for day in paydays_in_year(schedule, year) if day > as_of)


def changeable(paydays: tuple[date, ...], as_of: date, lead_days: int) -> tuple[date, ...]:
    """Those of `paydays` that an election made on `as_of` still reaches, when payroll needs `lead_days` days."""
    return tuple(day for day in paydays if (day - as_of).days >= lead_days)


def turn_of_year(schedule: PaySchedule, year: int) -> TurnOfYear:
    """How the last payday of `year` and the first of the next lie about 31 December."""
    around = _paydays(schedule, date(year, 1, 1), date(year + 1, 2, 1))
    last = max((day for day in around if day.year == year), default=None)
    following = min((day for day in around if day.year > year), default=None)
    return TurnOfYear(last, following, _turn(last, following, year))


def is_day_off(day: date) -> bool:
    """Whether banks do not pay on `day`: a weekend or a holiday of the Federal Reserve Banks (5 USC 6103)."""
    return day.weekday() >= _SATURDAY or day in _bank_holidays(day.year)


def business_day_on_or_before(day: date) -> date:
    """`day` itself, or the last business day before it."""
    while is_day_off(day):
        day -= timedelta(days=1)
    return day


def business_day_of_month(month: date, *, last: bool) -> date:
    """The first or the last business day of the month in which `month` is."""
    if last:
        return business_day_on_or_before(month + relativedelta(day=_LAST_DAY))
    day = month.replace(day=1)
    while is_day_off(day):
        day += timedelta(days=1)
    return day


def _turn(last: date | None, following: date | None, year: int) -> TurnOfYearKind:
    if following is None:
        return "unknown"
    if business_day_on_or_before(following).year == year:
        return "next_may_be_paid_this_year"
    if last is not None and last >= business_day_on_or_before(date(year, 12, 31)):
        return "last_may_slip_into_next_year"
    return "clear"


def _paydays(schedule: PaySchedule, first: date, last: date) -> tuple[date, ...]:
    if schedule.pay_dates:
        return tuple(sorted(day for day in schedule.pay_dates if first <= day <= last))
    nominal = (
        _by_step(schedule, first, last) if schedule.pay_frequency in _STEP_DAYS else _by_month(schedule, first, last)
    )
    if not schedule.paid_before_days_off:
        return nominal
    return tuple(sorted({business_day_on_or_before(day) for day in nominal}))


def _by_step(schedule: PaySchedule, first: date, last: date) -> tuple[date, ...]:
    assert schedule.pay_frequency is not None  # noqa: S101 - PaySchedule has seen to it
    assert schedule.known_payday is not None  # noqa: S101
    step = _STEP_DAYS[schedule.pay_frequency]
    start = (schedule.known_payday - first).days % step
    return tuple(first + timedelta(days=days) for days in range(start, (last - first).days + 1, step))


def _by_month(schedule: PaySchedule, first: date, last: date) -> tuple[date, ...]:
    months = [(first.year, month) for month in range(1, 13)] + [
        (last.year, month) for month in range(1, last.month + 1)
    ]
    days = {_in_month(year, month, day) for year, month in months for day in _days_of_month(schedule)}
    return tuple(sorted(day for day in days if first <= day <= last))


def _days_of_month(schedule: PaySchedule) -> tuple[int, ...]:
    known = schedule.known_payday
    if schedule.pay_frequency == "monthly":
        return (_LAST_DAY if known is None or _is_month_end(known) else known.day,)
    if schedule.month_days is not None:
        return schedule.month_days
    if known is None or known.day == 15 or _is_month_end(known):
        return _MONTH_END_OR_MIDDLE
    return (known.day, known.day + 15) if known.day < 15 else (known.day - 15, known.day)


def _in_month(year: int, month: int, day: int) -> date:
    return min(date(year, month, 1) + timedelta(days=day - 1), _month_end(year, month))


def _month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _is_month_end(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1


@cache
def _bank_holidays(year: int) -> frozenset[date]:
    fixed = (date(year, 1, 1), date(year, 6, 19), date(year, 7, 4), date(year, 11, 11), date(year, 12, 25))
    observed = (day + timedelta(days=1) if day.weekday() == _SUNDAY else day for day in fixed)
    floating = (
        date(year, 1, 1) + relativedelta(weekday=MO(3)),
        date(year, 2, 1) + relativedelta(weekday=MO(3)),
        date(year, 5, 31) + relativedelta(weekday=MO(-1)),
        date(year, 9, 1) + relativedelta(weekday=MO(1)),
        date(year, 10, 1) + relativedelta(weekday=MO(2)),
        date(year, 11, 1) + relativedelta(weekday=TH(4)),
    )
    return frozenset((*observed, *floating))

"""What waiting to convert costs: earnings, and the tax on them, by how often the after-tax money is converted."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal, Self

from pydantic import Field, model_validator

from core.explanation import Line
from core.inputs import DollarsAboveZero, Share, unfit
from core.limits import constants
from core.money import ZERO, to_cents
from core.reading import AnnualReturn, Input, Years

Habit = Literal["never", "yearly", "quarterly", "monthly", "each_payday", "automatic"]
Deposits = Literal["weekly", "biweekly", "semimonthly", "monthly", "yearly"]
Timing = Literal["start", "end"]
HABITS: tuple[Habit, ...] = ("never", "yearly", "quarterly", "monthly", "each_payday", "automatic")
DEPOSITS_A_YEAR: dict[Deposits, int] = {"weekly": 52, "biweekly": 26, "semimonthly": 24, "monthly": 12, "yearly": 1}
_TIMES_A_YEAR: dict[Habit, int] = {"yearly": 1, "quarterly": 4, "monthly": 12}
_TAXABLE = "IRC 72(e)(8); taxed when converted"


class WaitingInput(Input):
    """After-tax contributions and what they earn.

    `contribution` dollars go in at the `timing` (start or end) of each of the periods of `frequency`; `yearly` is one
    deposit a year. `annual_return` is spread evenly over the periods (8% monthly is 8%/12). `tax_rate` is the rate on
    ordinary income. The habits run for `years`.
    """

    contribution: DollarsAboveZero = Field(description="the after-tax dollars that go in each time, for example 3000")
    frequency: Deposits = "monthly"
    annual_return: AnnualReturn = Field(description="a yearly return as a fraction, for example 0.08")
    tax_rate: Share | None = None
    timing: Timing = "start"
    years: Years = 1

    @model_validator(mode="after")
    def _stays_in_reason(self) -> Self:
        if self.years > 50:
            raise unfit("years", f"must be at most 50; I got {self.years}")
        return self


@dataclass(frozen=True, slots=True)
class HabitResult:
    """One habit over all years, in dollars.

    `conversions_a_year` is 0 for never. `earnings` is what was earned before conversion (negative after a fall) and
    `taxable` what of it is taxed: at conversion, and for never when the money is taken out or converted at the end.
    `tax` is None without a rate. The lines add up to `earnings`.
    """

    habit: Habit
    conversions_a_year: int
    earnings: Decimal
    taxable: Decimal
    tax: Decimal | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """All habits, from the one that waits longest to the one that does not wait, and what went in, in dollars.

    Tax is due when money is converted or leaves, never at year end, and a split rollover avoids it (Notice 2014-54).
    """

    contributed: Decimal
    habits: tuple[HabitResult, ...]

    def of(self, habit: Habit) -> HabitResult:
        """The result of one habit."""
        return next(one for one in self.habits if one.habit == habit)


def waiting(what: WaitingInput) -> Waiting:
    """Earnings and tax for each habit. Automatic conversion happens with each deposit, so nothing is earned before.

    A conversion takes the deposits made before it: with deposits at the start of a period, converting each payday
    converts one paycheck's money on the next payday.
    """
    deposits = DEPOSITS_A_YEAR[what.frequency]
    contributed = what.contribution * deposits * what.years
    results = [_result(what, habit, deposits, contributed) for habit in HABITS]
    return Waiting(to_cents(contributed), tuple(sorted(results, key=_how_often)))


def tax_at_rates(earnings: Decimal) -> tuple[tuple[Decimal, Decimal], ...]:
    """(rate, tax) for each federal rate on ordinary income, in dollars and cents; nothing is due on a loss."""
    return tuple((rate, to_cents(max(ZERO, earnings) * rate)) for rate in constants().federal_rates)


def _how_often(result: HabitResult) -> tuple[bool, int]:
    return result.habit == "automatic", result.conversions_a_year


def _result(what: WaitingInput, habit: Habit, deposits: int, contributed: Decimal) -> HabitResult:
    value = sum(_values_when_converted(what, habit, deposits), ZERO)
    earnings = to_cents(value - contributed)
    taxable = max(ZERO, earnings)
    return HabitResult(
        habit,
        conversions_a_year(habit, deposits),
        earnings,
        taxable,
        None if what.tax_rate is None else to_cents(taxable * what.tax_rate),
        (
            Line(
                "value_when_converted",
                to_cents(contributed) + earnings,
                "contributions with what they earned",
                "growth",
            ),
            Line("contributed", -to_cents(contributed), "after-tax contributions, not taxed again", _TAXABLE),
        ),
    )


def conversions_a_year(habit: Habit, deposits: int) -> int:
    """How often `habit` converts in a year with so many `deposits`; 0 for never."""
    if habit in ("each_payday", "automatic"):
        return deposits
    return _TIMES_A_YEAR.get(habit, 0)


def _values_when_converted(what: WaitingInput, habit: Habit, deposits: int) -> Iterator[Decimal]:
    """What each deposit has grown to by the time it is converted."""
    growth = 1 + what.annual_return / deposits
    first = 0 if what.timing == "start" else 1
    if habit == "automatic":
        yield what.contribution * deposits * what.years
        return
    # A habit that converts empties the account within the year, so that all its years are alike.
    years = what.years if habit == "never" else 1
    for place in range(first, deposits * years + first):
        made = Fraction(place, deposits)
        periods = (_converted(habit, made, deposits, years, what.timing) - made) * deposits
        grown = growth ** (Decimal(periods.numerator) / Decimal(periods.denominator))
        yield what.contribution * grown * (1 if habit == "never" else what.years)


def _converted(habit: Habit, made: Fraction, deposits: int, years: int, timing: Timing) -> Fraction:
    """When, in years from the start, a deposit `made` then is converted."""
    times = conversions_a_year(habit, deposits)
    if not times:
        return Fraction(years)
    place = made * times
    # A deposit at the start of a period comes after the conversion of the same moment, one at its end before it.
    next_place = (
        place.numerator // place.denominator + 1 if timing == "start" else -(-place.numerator // place.denominator)
    )
    return Fraction(next_place, times)

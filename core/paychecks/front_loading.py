"""What putting the whole deferral in early does to a match, seen by simulating the year payday by payday."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from itertools import count, pairwise
from typing import Self

from pydantic import Field, model_validator

from core.deferrals import PlanCatchUp, catch_up_limit
from core.explanation import Line
from core.inputs import Age, DollarsAboveZero, Share, unfit
from core.limits import Limits, limits_for
from core.match import MatchFormula
from core.match_arithmetic import Paycheck, employer_money, paycheck_match
from core.money import CENT, ZERO
from core.paychecks.calendar import PAYDAYS_A_YEAR, PayFrequency, PaySchedule, paydays_in_year
from core.paychecks.plan import ONE_PERCENT, spread
from core.reading import Day, DollarsOrMax, Input, Year

_PLAN = "the plan's match formula"


class FrontLoadingInput(Input):
    """A year's deferral, the match it draws, and the share of each paycheck that goes in until the deferral is full.

    `deferral` is dollars for the year or "max". With a `known_payday` the year's own paydays are used (a biweekly
    year may have 27); without it the usual number.
    """

    tax_year: Year
    pay: DollarsAboveZero = Field(description="the pay for the year in dollars, for example 180000")
    pay_frequency: PayFrequency = Field(description="weekly, biweekly, semimonthly or monthly")
    match: MatchFormula = Field(description="the match formula")
    front_loaded_share: Share = Field(default=Decimal("0.5"))
    known_payday: Day | None = None
    deferral: DollarsOrMax = "max"
    age: Age | None = None
    plan_catch_up: PlanCatchUp = "enhanced"

    @model_validator(mode="after")
    def _takes_something(self) -> Self:
        if self.front_loaded_share == 0:
            raise unfit("front_loaded_share", "must be more than 0; I got 0")
        return self


@dataclass(frozen=True, slots=True)
class FrontLoading:
    """The match of a year with an even deferral and with a front-loaded one, in dollars.

    `even` and `front_loaded` are matched by the paycheck without a true-up; `true_up` is what a plan with a true-up
    adds to `front_loaded` after the year, counted as an addition of this year. `cost` is what front-loading loses
    without one; `gain` is what it wins, as it can for pay above the compensation limit. `full_on` is the place among
    the `paydays` of the one on which the deferral is complete (1 is the first), None if it never is. `best_share` is
    the whole percent of pay, used until the deferral is full, that draws the most match: None if even is as good.
    The lines add up to `cost - gain`.
    """

    deferral: Decimal
    paydays: int
    dates: tuple[date, ...]
    full_on: int | None
    paydays_without_match: int
    even: Decimal
    front_loaded: Decimal
    true_up: Decimal
    best_share: Decimal | None
    best_match: Decimal
    lines: tuple[Line, ...]

    @property
    def cost(self) -> Decimal:
        """Match dollars lost by front-loading in a plan without a true-up."""
        return max(ZERO, self.even - self.front_loaded)

    @property
    def gain(self) -> Decimal:
        """Match dollars won by front-loading in a plan without a true-up."""
        return max(ZERO, self.front_loaded - self.even)

    @property
    def full_date(self) -> date | None:
        """The day on which the deferral is complete, where the paydays are known."""
        return self.dates[self.full_on - 1] if self.full_on and self.dates else None


def front_loading(what: FrontLoadingInput) -> FrontLoading:
    """Simulates the year twice. Raises `LimitsNotPublished` for a year that is not loaded."""
    limits = limits_for(what.tax_year)
    dates = _dates(what)
    checks = len(dates) or PAYDAYS_A_YEAR[what.pay_frequency]
    check = what.pay / PAYDAYS_A_YEAR[what.pay_frequency]
    most = min(limits.elective_deferral + catch_up_limit(what.age or 0, limits, what.plan_catch_up), check * checks)
    target = (most if what.deferral == "max" else min(what.deferral, most)).quantize(CENT, rounding=ROUND_FLOOR)

    even_amounts = spread(target, checks)
    early_amounts = until_full(target, checks, check * what.front_loaded_share)
    early = _match(what.match, check, early_amounts, limits)
    even_total = _total(what.match, check, even_amounts, limits)
    early_total = _total(what.match, check, early_amounts, limits)
    year = employer_money(what.match, check * checks, sum(early_amounts, ZERO), limits).match
    best_share, best_match = _best(what.match, check, target, checks, limits)
    return FrontLoading(
        target,
        checks,
        dates,
        next((place for place in range(1, checks + 1) if sum(early_amounts[:place], ZERO) >= target), None),
        sum(1 for amount in early if not amount),
        even_total,
        early_total,
        max(ZERO, year - early_total),
        best_share,
        best_match,
        (
            Line("match_even", even_total, "the deferral spread to the last payday", _PLAN),
            Line("match_front_loaded", -early_total, "the deferral put in early; no true-up", _PLAN),
        ),
    )


def until_full(target: Decimal, checks: int, most: Decimal) -> tuple[Decimal, ...]:
    """`most` dollars from each of `checks` paychecks, rounded down to cents, until `target` is reached."""
    each = most.quantize(CENT, rounding=ROUND_FLOOR)
    return tuple(max(ZERO, min(each, target - each * place)) for place in range(checks))


def _dates(what: FrontLoadingInput) -> tuple[date, ...]:
    if what.known_payday is None and what.pay_frequency in ("weekly", "biweekly"):
        return ()
    schedule = PaySchedule(pay_frequency=what.pay_frequency, known_payday=what.known_payday)
    return paydays_in_year(schedule, what.tax_year)


def _match(formula: MatchFormula, check: Decimal, amounts: Sequence[Decimal], limits: Limits) -> tuple[Decimal, ...]:
    """The match on each paycheck; a yearly match looks at the year so far, so that timing does not touch it."""
    if formula.per == "paycheck":
        return paycheck_match(formula, [Paycheck(check, amount) for amount in amounts], limits).by_paycheck
    pay = check * len(amounts)
    totals = [
        ZERO,
        *(employer_money(formula, pay, sum(amounts[:place], ZERO), limits).match for place in _places(amounts)),
    ]
    return tuple(after - before for before, after in pairwise(totals))


def _total(formula: MatchFormula, check: Decimal, amounts: Sequence[Decimal], limits: Limits) -> Decimal:
    """The match of all paychecks: never more than the year's formula gives, which rounding each to cents might pass."""
    year = employer_money(formula, check * len(amounts), sum(amounts, ZERO), limits).match
    return min(year, sum(_match(formula, check, amounts, limits), ZERO))


def _places(amounts: Sequence[Decimal]) -> range:
    return range(1, len(amounts) + 1)


def _best(
    formula: MatchFormula, check: Decimal, target: Decimal, checks: int, limits: Limits
) -> tuple[Decimal | None, Decimal]:
    best_share, best_match = None, _total(formula, check, spread(target, checks), limits)
    for percent in count(1):
        share = percent * ONE_PERCENT
        if share > 1:
            break
        matched = _total(formula, check, until_full(target, checks, check * share), limits)
        # Cents that come and go with the rounding of each paycheck are no reason to do it another way.
        if matched > best_match + checks * CENT:
            best_share, best_match = share, matched
        if check * share >= target:
            break
    return best_share, best_match

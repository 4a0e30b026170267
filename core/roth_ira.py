"""What may go into IRAs in a year, and what of it straight into a Roth IRA by income."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator, ValidationInfo

from core.explanation import Line
from core.inputs import MOST_DOLLARS, number, shown, unfit
from core.limits import Limits, constants
from core.money import ZERO, to_cents

FilingStatus = Literal["single", "married_joint", "married_separate", "head_of_household"]
PHASE_OUT = "IRC 408A(c)(3)"


def signed_dollars(value: object, info: ValidationInfo) -> Decimal:
    """Checks a dollar amount that may be below 0, as an income can be."""
    found = number(value, info.field_name, "a number of dollars, for example 160000")
    if abs(found) > MOST_DOLLARS:
        raise unfit(info.field_name, f"must be at most {MOST_DOLLARS:,}; I got {shown(value)}")
    return found


SignedDollars = Annotated[Decimal, BeforeValidator(signed_dollars)]


@dataclass(frozen=True, slots=True)
class RothIraLimit:
    """What may go straight into a Roth IRA, in dollars. The lines add up to `allowed`.

    `limit` is the year's limit for all IRAs together; `starts` and `ends` are the income (MAGI) range of the
    filing status, over which the limit falls to nothing.
    """

    allowed: Decimal
    limit: Decimal
    starts: Decimal
    ends: Decimal
    lines: tuple[Line, ...]


def ira_limit(limits: Limits, age: int) -> Decimal:
    """Contributions to traditional and Roth IRAs together, in dollars, for the age on 31 December (IRC 219(b)(5))."""
    return limits.ira + (limits.ira_catch_up if age >= constants().catch_up_age else ZERO)


def magi_with_conversions(agi_before: Decimal, *, in_plan: Decimal = ZERO, to_roth_ira: Decimal = ZERO) -> Decimal:
    """The Roth IRA's modified AGI in dollars for an AGI before conversions and the taxable parts of conversions.

    Income of a conversion inside the plan counts; income of one to a Roth IRA does not (IRC 408A(c)(3)(B)(i),
    402A(c)(4)).
    """
    del to_roth_ira
    return agi_before + in_plan


def ira_contributions_until(tax_year: int) -> date:
    """The last day for IRA contributions for `tax_year`, extensions of the return aside (IRC 219(f)(3))."""
    law = constants()
    return date(tax_year + 1, int(law.ira_contribution_month), int(law.ira_contribution_day))


def roth_ira_range(limits: Limits, status: FilingStatus, *, lived_apart: bool = False) -> tuple[Decimal, Decimal]:
    """The MAGI in dollars where the Roth IRA limit starts to fall and where it is gone.

    A married person who files separately and `lived_apart` from the spouse all year has the range of single people.
    """
    if status == "married_joint":
        return limits.roth_ira_joint_from, limits.roth_ira_joint_to
    if status == "married_separate" and not lived_apart:
        return limits.roth_ira_separate_from, limits.roth_ira_separate_to
    return limits.roth_ira_single_from, limits.roth_ira_single_to


def roth_ira_limit(
    limits: Limits,
    age: int,
    status: FilingStatus,
    magi: Decimal,
    *,
    lived_apart: bool = False,
    compensation: Decimal | None = None,
) -> RothIraLimit:
    """What may go straight into a Roth IRA at an income of `magi` dollars.

    Inside the range: limit x (end - MAGI) / width, rounded up to the next 10 dollars, at least 200 while anything is
    left (IRC 408A(c)(3), 219(g)(2)). `compensation` in dollars, where it is known and below the limit, takes its place
    before the share is taken (IRC 408A(c)(2)(A), 219(b)(1)(B); Pub. 590-A, worksheet 2-2).
    """
    law = constants()
    by_age = ira_limit(limits, age)
    limit = by_age if compensation is None else min(by_age, max(ZERO, compensation))
    starts, ends = roth_ira_range(limits, status, lived_apart=lived_apart)
    if magi <= starts:
        allowed = limit
    elif magi >= ends:
        allowed = ZERO
    else:
        exact = limit * (ends - magi) / (ends - starts)
        steps = (exact / law.roth_ira_round_to).to_integral_value(rounding=ROUND_CEILING)
        allowed = min(limit, max(law.roth_ira_smallest, steps * law.roth_ira_round_to))
    lines = (
        Line("ira_limit", to_cents(by_age), "traditional and Roth IRA together", limits.sources["ira"].authority),
        *_less_pay(by_age, limit),
        Line("income_phase_out", to_cents(allowed - limit), "falls to nothing over the income range", PHASE_OUT),
    )
    return RothIraLimit(to_cents(allowed), to_cents(limit), starts, ends, lines)


def _less_pay(by_age: Decimal, limit: Decimal) -> Iterator[Line]:
    if limit < by_age:
        yield Line(
            "compensation", to_cents(limit - by_age), "no more than the pay that is in income", "IRC 219(b)(1)(B)"
        )

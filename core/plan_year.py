"""What goes into a plan in the year apart from after-tax money: the deferral, the employer's money, and the pay."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from core.capacity_input import CapacityInput
from core.deferrals import DeferralLimits
from core.explanation import Line
from core.limits import Limits
from core.match_arithmetic import employer_money, percent
from core.money import ZERO, to_cents
from core.self_employed import SelfEmployed, largest_employer_contribution, own_income

RELATED = "related"  # how the labels of lines begin that belong to an employer who shares the limit
_COUNTS = "IRC 415(c)(2)(A)"


@dataclass(frozen=True, slots=True)
class PlanYear:
    """Dollars and cents. `lines` are the employer's money as negative amounts, related employers' included.

    `own_pay` is the pay from this employer, `compensation` the pay that the 100% limit looks at: related employers'
    pay included. `largest_employer_contribution` is there for a business of one's own alone.
    """

    own_pay: Decimal
    compensation: Decimal
    deferral: Decimal
    match: Decimal
    lines: tuple[Line, ...]
    largest_employer_contribution: Decimal | None = None

    @property
    def employer_total(self) -> Decimal:
        """All employer money that counts against the annual additions limit."""
        return -sum((line.amount for line in self.lines), ZERO)


def plan_year(told: CapacityInput, deferrals: DeferralLimits, limits: Limits) -> PlanYear:
    """Deferral, employer money and pay for what was `told`; the word "max" turned into dollars."""
    if told.self_employed is not None:
        return _own_business(told, told.self_employed, deferrals, limits)
    deferral = min(deferrals.here, told.pay) if told.deferral == "max" else told.deferral
    lines = tuple(_employer_lines(told, _deferral_matched(deferral, deferrals), limits))
    return PlanYear(
        own_pay=told.pay,
        compensation=told.pay + _related_pay(told),
        deferral=deferral,
        match=-sum((line.amount for line in lines if line.label.startswith("match")), ZERO),
        lines=(*lines, *_related_lines(told)),
    )


def match_on_after_tax(
    told: CapacityInput, year: PlanYear, deferrals: DeferralLimits, limits: Limits, more: Decimal
) -> Decimal:
    """By how many dollars the match grows when `more` dollars of after-tax money are added to those already made."""
    if told.match is None or not told.match.match_after_tax:
        return ZERO
    matched = _deferral_matched(year.deferral, deferrals)
    grown = employer_money(told.match, told.pay, matched, limits, told.after_tax_made + more)
    return grown.match - year.match


def _deferral_matched(deferral: Decimal, deferrals: DeferralLimits) -> Decimal:
    return min(deferral, deferrals.base + deferrals.catch_up)


def _related_pay(told: CapacityInput) -> Decimal:
    return told.other_employer.pay if told.other_employer is not None and told.shares_annual_additions else ZERO


def _employer_lines(told: CapacityInput, matched: Decimal, limits: Limits) -> Iterator[Line]:
    if told.match is not None:
        for line in employer_money(told.match, told.pay, matched, limits, told.after_tax_made).lines:
            yield replace(line, amount=-line.amount)
    on_pay = to_cents(told.nonelective_rate * min(told.pay, limits.compensation))
    for label, amount, rule in (
        ("match_dollars", told.match_dollars, "the match for the year, as you gave it"),
        (
            "nonelective_rate",
            on_pay,
            f"{percent(told.nonelective_rate)} of pay, counted up to the compensation limit",
        ),
        ("profit_sharing", told.profit_sharing, "profit sharing for the year"),
        ("true_up", told.true_up, "match that comes after year end and still counts for this year"),
    ):
        if amount:
            yield Line(label, -amount, rule, _COUNTS)


def _related_lines(told: CapacityInput) -> Iterator[Line]:
    other = told.other_employer
    if other is not None and told.shares_annual_additions and other.employer_money:
        yield Line(
            "related_employer_money",
            -other.employer_money,
            "employer money of the plan that shares this annual additions limit",
            "IRC 415(f), 415(h)",
        )


def _own_business(told: CapacityInput, business: SelfEmployed, deferrals: DeferralLimits, limits: Limits) -> PlanYear:
    other = told.other_employer
    income = own_income(business, limits, other.pay if other else ZERO)
    given = business.employer_contribution
    pay_before = to_cents(income.pay_after(ZERO if given == "max" else given))
    deferral = min(deferrals.here, pay_before) if told.deferral == "max" else told.deferral

    elsewhere = other.deferral_that_shares_the_limit if other and told.shares_annual_additions else ZERO
    related = (other.employer_money + other.after_tax) if other and told.shares_annual_additions else ZERO
    used = min(deferral + elsewhere, deferrals.base) + related + told.after_tax_made
    largest = largest_employer_contribution(income, limits, _related_pay(told), used)
    if told.must_pass_alone:
        own = min(deferral, deferrals.base) + told.after_tax_made
        largest = min(largest, largest_employer_contribution(income, limits, ZERO, own))
    contribution = largest if given == "max" else given
    own_pay = to_cents(income.pay_after(contribution))
    lines = (
        Line("employer_contribution", -contribution, "what your business puts in", f"{_COUNTS}, 404(a)(3)"),
        *_related_lines(told),
    )
    return PlanYear(
        own_pay=own_pay,
        compensation=own_pay + _related_pay(told),
        deferral=deferral,
        match=ZERO,
        lines=tuple(line for line in lines if line.amount),
        largest_employer_contribution=largest,
    )

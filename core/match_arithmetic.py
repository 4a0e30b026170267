"""What a match formula comes to in dollars: over the year, or paycheck by paycheck with or without a true-up."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.explanation import Line
from core.limits import Limits
from core.match import DeferralTier, DollarTier, MatchFormula, PayTier
from core.money import ZERO, to_cents

PLAN = "the plan's match formula"
AnyTier = PayTier | DollarTier | DeferralTier


@dataclass(frozen=True, slots=True)
class EmployerMoney:
    """What the employer puts in for the year, in dollars and cents. The amounts of `lines` add up to `total`."""

    match: Decimal
    nonelective: Decimal
    lines: tuple[Line, ...]

    @property
    def total(self) -> Decimal:
        """Match and non-elective money together."""
        return self.match + self.nonelective


@dataclass(frozen=True, slots=True)
class Paycheck:
    """One paycheck: pay, elective deferral (catch-up included) and after-tax contribution, in dollars."""

    pay: Decimal
    deferral: Decimal
    after_tax: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class PaycheckMatch:
    """The match of each paycheck, in order, and what a true-up adds after year end.

    `missed` is what is lost for want of a true-up; it is 0 where the plan has one.
    """

    by_paycheck: tuple[Decimal, ...]
    true_up: Decimal
    missed: Decimal

    @property
    def total(self) -> Decimal:
        """All match for the year, the true-up included: it is an addition of the year that it makes whole."""
        return sum(self.by_paycheck, ZERO) + self.true_up


def employer_money(
    formula: MatchFormula, pay: Decimal, deferral: Decimal, limits: Limits, after_tax: Decimal = ZERO
) -> EmployerMoney:
    """What `formula` gives over a whole year.

    In: `pay` for the year, `deferral` (elective deferrals to this plan, catch-up included) and `after_tax`
    (counted only where the formula matches it), all in dollars. Out: dollars and cents.

    Deferrals above the limit without catch-up draw a match only where the plan matches catch-up. Pay counts up to the
    year's compensation limit (IRC 401(a)(17)). A tier of pay matches the dollars of the
    deferral that lie between two shares of that pay; a tier of deferral dollars matches up to the elective deferral
    limit, so never catch-up; a tier of dollars what lies between two amounts. Below `min_deferral_pct_of_pay` nothing
    is matched. `max_dollars` caps the match (facts 2.7).
    """
    counted_pay = min(pay, limits.compensation)
    matched = _matched(formula, deferral, limits) + (after_tax if formula.match_after_tax else ZERO)
    if _too_little(formula, counted_pay, matched):
        matched = ZERO
    exact = [(_label(tier), _tier_amount(tier, counted_pay, matched, limits), tier) for tier in formula.tiers]
    uncapped = sum((amount for _, amount, _ in exact), ZERO)
    match = to_cents(uncapped if formula.max_dollars is None else min(uncapped, formula.max_dollars))
    nonelective = to_cents(formula.nonelective_rate * counted_pay + formula.nonelective_dollars)

    lines = list(
        _in_whole_cents(
            Line(label, amount, _tier_rule(tier, formula), _tier_source(tier)) for label, amount, tier in exact
        )
    )
    over_maximum = match - sum((line.amount for line in lines), ZERO)
    if over_maximum:
        lines.append(Line("match_maximum", over_maximum, "the match stops at the plan's dollar maximum", PLAN))
    lines.extend(_nonelective_lines(formula, counted_pay, nonelective))
    return EmployerMoney(match, nonelective, tuple(lines))


def paycheck_match(
    formula: MatchFormula, paychecks: Sequence[Paycheck], limits: Limits, *, true_up: bool = False
) -> PaycheckMatch:
    """The match when each paycheck looks at itself alone, whatever the formula's `per` says.

    Pay stops counting when the year's pay has reached the compensation limit; a tier of deferral dollars stops at
    the elective deferral limit; `max_dollars` is one maximum for the year. Each paycheck's match is what
    the running total, in whole cents, moves by, so that half cents do not pile up.
    With `true_up`, what the year's formula gives beyond the paychecks comes after year end; without, it is missed.
    """
    pay_so_far = deferred_so_far = matched_so_far = exact_so_far = match_so_far = ZERO
    by_paycheck: list[Decimal] = []
    for one in paychecks:
        counted_pay = max(ZERO, min(one.pay, limits.compensation - pay_so_far))
        before, deferred_so_far = _matched(formula, deferred_so_far, limits), deferred_so_far + one.deferral
        matched = _matched(formula, deferred_so_far, limits) - before
        matched += one.after_tax if formula.match_after_tax else ZERO
        if not _too_little(formula, counted_pay, matched):
            exact_so_far += sum(
                (_paycheck_tier_amount(tier, counted_pay, matched, matched_so_far, limits) for tier in formula.tiers),
                ZERO,
            )
        capped = exact_so_far if formula.max_dollars is None else min(exact_so_far, formula.max_dollars)
        amount = to_cents(capped) - match_so_far
        by_paycheck.append(amount)
        pay_so_far += one.pay
        matched_so_far += matched
        match_so_far += amount
    year = employer_money(
        formula,
        pay_so_far,
        sum((one.deferral for one in paychecks), ZERO),
        limits,
        sum((one.after_tax for one in paychecks), ZERO),
    )
    short = max(ZERO, year.match - match_so_far)
    return PaycheckMatch(tuple(by_paycheck), short if true_up else ZERO, ZERO if true_up else short)


def _matched(formula: MatchFormula, deferral: Decimal, limits: Limits) -> Decimal:
    """What of `deferral` dollars of a year a match looks at."""
    return deferral if formula.match_catch_up else min(deferral, limits.elective_deferral)


def _too_little(formula: MatchFormula, counted_pay: Decimal, matched: Decimal) -> bool:
    """Whether a deferral is below the least that the plan matches."""
    least = formula.min_deferral_pct_of_pay
    return least is not None and matched < least * counted_pay


def _tier_amount(tier: AnyTier, counted_pay: Decimal, matched: Decimal, limits: Limits) -> Decimal:
    if isinstance(tier, DeferralTier):
        return tier.rate * min(matched, limits.elective_deferral)
    if isinstance(tier, DollarTier):
        return tier.rate * max(ZERO, min(matched, tier.up_to_dollars) - tier.from_dollars)
    reached = min(matched, tier.up_to_pct_of_pay * counted_pay)
    return tier.rate * max(ZERO, reached - tier.from_pct_of_pay * counted_pay)


def _paycheck_tier_amount(
    tier: AnyTier, counted_pay: Decimal, matched: Decimal, matched_before: Decimal, limits: Limits
) -> Decimal:
    if isinstance(tier, DeferralTier):
        left = max(ZERO, limits.elective_deferral - matched_before)
        return tier.rate * min(matched, left)
    if isinstance(tier, DollarTier):  # its dollars are those of the year
        both = (matched_before + matched, matched_before)
        after, before = (_tier_amount(tier, counted_pay, so_far, limits) for so_far in both)
        return after - before
    return _tier_amount(tier, counted_pay, matched, limits)


def _nonelective_lines(formula: MatchFormula, counted_pay: Decimal, total: Decimal) -> Iterable[Line]:
    on_pay = to_cents(formula.nonelective_rate * counted_pay)
    if on_pay:
        yield Line(
            "nonelective_rate",
            on_pay,
            f"{percent(formula.nonelective_rate)} of pay, counted up to the compensation limit",
            "the plan's non-elective contribution; IRC 401(a)(17)",
        )
    if total - on_pay:
        yield Line(
            "nonelective_dollars",
            total - on_pay,
            "the dollars that the plan adds whatever you defer",
            "the plan's non-elective contribution",
        )


def _in_whole_cents(lines: Iterable[Line]) -> Iterable[Line]:
    """Rounds so that the lines add up to the rounded sum: each takes what the running total moves by."""
    exact = rounded = ZERO
    for line in lines:
        exact += line.amount
        amount = to_cents(exact) - rounded
        rounded += amount
        yield Line(line.label, amount, line.rule, line.source)


def _label(tier: AnyTier) -> str:
    return "match_on_pay" if isinstance(tier, PayTier) else "match_on_deferrals"


def _tier_rule(tier: AnyTier, formula: MatchFormula) -> str:
    least = formula.min_deferral_pct_of_pay
    only_if = "" if least is None else f", if you defer at least {percent(least)} of pay"
    if isinstance(tier, DeferralTier):
        return f"{percent(tier.rate)} of deferral dollars up to the deferral limit, without the catch-up{only_if}"
    if isinstance(tier, DollarTier):
        start = f"from ${tier.from_dollars:,.0f} " if tier.from_dollars else ""
        return f"{percent(tier.rate)} of what you defer {start}up to ${tier.up_to_dollars:,.0f} a year{only_if}"
    start = f"from {percent(tier.from_pct_of_pay)} " if tier.from_pct_of_pay else ""
    return f"{percent(tier.rate)} of what you defer {start}up to {percent(tier.up_to_pct_of_pay)} of pay{only_if}"


def _tier_source(tier: AnyTier) -> str:
    if isinstance(tier, DollarTier):
        return PLAN
    return f"{PLAN}; IRC 402(g)(1)" if isinstance(tier, DeferralTier) else f"{PLAN}; IRC 401(a)(17)"


def percent(fraction: Decimal) -> str:
    """`fraction` in words: 0.5 is "50%", 0.045 is "4.5%"."""
    return f"{(fraction * 100).normalize():f}%"

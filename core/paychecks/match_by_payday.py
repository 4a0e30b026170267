"""The match payday by payday: what each paycheck draws, and what a true-up would add after the year.

A plan that matches by the paycheck looks at that paycheck's pay and deferral alone, so a deferral that stops
early also stops the match. Pay counts until the year's compensation limit is reached (IRC 401(a)(17); a plan need
not spread that limit over the paychecks, Treas. Reg. 1.401(a)(17)-1(b)(3)(iii)).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.match import DeferralTier, MatchFormula, PayTier
from core.money import ZERO


@dataclass(frozen=True, slots=True)
class Paycheck:
    """One paycheck: eligible pay and elective deferral, in dollars."""

    pay: Decimal
    deferral: Decimal


@dataclass(frozen=True, slots=True)
class YearToDate:
    """What lies before the paychecks that are looked at, in dollars."""

    pay: Decimal = ZERO
    deferral: Decimal = ZERO
    match: Decimal = ZERO


NOTHING_YET = YearToDate()


def match_by_payday(
    formula: MatchFormula,
    paychecks: Iterable[Paycheck],
    compensation_limit: Decimal,
    deferral_limit: Decimal,
    before: YearToDate = NOTHING_YET,
) -> tuple[Decimal, ...]:
    """The match on each of `paychecks`, in dollars and not rounded, by the paycheck and without a true-up.

    `compensation_limit` is the pay that counts in the year; `deferral_limit` bounds a match on deferral dollars and
    leaves the catch-up out. Non-elective money is no match and is not in the sum.
    """
    pay, deferral, matched = before.pay, before.deferral, before.match
    amounts = []
    for check in paychecks:
        counted = max(ZERO, min(check.pay, compensation_limit - pay))
        room = max(ZERO, deferral_limit - deferral)
        amount = _matched(formula.tiers, counted, check.deferral, room)
        if formula.max_dollars is not None:
            amount = min(amount, max(ZERO, formula.max_dollars - matched))
        pay, deferral, matched = pay + check.pay, deferral + check.deferral, matched + amount
        amounts.append(amount)
    return tuple(amounts)


def match_for_year(
    formula: MatchFormula, pay: Decimal, deferral: Decimal, compensation_limit: Decimal, deferral_limit: Decimal
) -> Decimal:
    """The match on the whole year's `pay` and `deferral`: what a yearly match or a true-up comes to, not rounded."""
    return match_by_payday(formula, (Paycheck(pay, deferral),), compensation_limit, deferral_limit)[0]


def highest_matched_share(formula: MatchFormula) -> Decimal:
    """The share of pay above which nothing more is matched by tiers of pay; 0 if there are none."""
    return max((tier.up_to_pct_of_pay for tier in formula.tiers if isinstance(tier, PayTier)), default=ZERO)


def _matched(
    tiers: Sequence[PayTier | DeferralTier], pay: Decimal, deferral: Decimal, room_to_limit: Decimal
) -> Decimal:
    total = ZERO
    for tier in tiers:
        if isinstance(tier, DeferralTier):
            total += tier.rate * min(deferral, room_to_limit)
        else:
            within = min(deferral, tier.up_to_pct_of_pay * pay) - tier.from_pct_of_pay * pay
            total += tier.rate * max(ZERO, within)
    return total

"""Roth accounts in a plan: each withdrawal is a pro-rata slice of basis and earnings (IRC 72(e)(8), 402A(d))."""

from decimal import Decimal

from core.clocks.inputs import RothConversion, RothPlanWithdrawal, by_year, five_years_old
from core.clocks.values import Reason, Slice, Withdrawal, less_exempt, withdrawal
from core.limits import constants
from core.money import ZERO, to_cents

_ORDER = "IRC 72(e)(8), 402A(d); IRS Notice 2010-84"


def withdraw_from_roth_401k(what: RothPlanWithdrawal) -> Withdrawal:
    """Taxes the share of earnings in the withdrawal unless it is qualified.

    The 10% tax falls on that share and on the taxable part of in-plan rollovers of the last five years, taken to come
    out pro rata with the rest of the basis (IRC 402A(c)(4)(D)).
    """
    amount = to_cents(what.amount)
    earnings = to_cents(amount * max(ZERO, what.value - what.basis_in_account) / what.value)
    qualified = what.clock_met and what.grown_up
    spared = what.grown_up or what.separated_at_55
    recent = [one for one in by_year(what.conversions) if one.taxable and not five_years_old(one.year, what.year)]

    bears, exempt = less_exempt(ZERO if spared else earnings, to_cents(what.exempt_from_early_tax))
    slices = [_earnings(earnings, bears, qualified=qualified)] if earnings else []
    slices.extend(_from_basis(what, amount - earnings, recent, exempt, spared=spared))
    highest = bears if spared else bears + max(ZERO, _most_recent_taxable(recent, amount - earnings) - exempt)
    highest_tax = to_cents(highest * constants().early_distribution_tax)
    return withdrawal("roth_401k", what, slices, _ORDER, qualified=qualified, highest=highest_tax)


def _earnings(earnings: Decimal, bears: Decimal, *, qualified: bool) -> Slice:
    if qualified:
        return Slice("earnings", None, earnings, ZERO, ZERO, "earnings_qualified")
    return Slice("earnings", None, earnings, earnings, bears, "earnings_not_qualified")


def _from_basis(
    what: RothPlanWithdrawal, from_basis: Decimal, recent: list[RothConversion], exempt: Decimal, *, spared: bool
) -> list[Slice]:
    """The taxable parts of `recent` rollovers in proportion to the basis, then the rest of the basis."""
    slices, left = [], from_basis
    for one in recent:
        part = min(left, to_cents(from_basis * one.taxable / what.basis_in_account))
        left -= part
        bears, exempt = less_exempt(ZERO if spared else part, exempt)
        reason: Reason = "conversion_within_five_years" if bears else "early_tax_exception"
        slices.append(Slice("conversion_taxable", one.year, part, ZERO, bears, reason))
    return [*slices, Slice("basis", None, left, ZERO, ZERO, "already_taxed")] if left else slices


def _most_recent_taxable(recent: list[RothConversion], from_basis: Decimal) -> Decimal:
    """What of the withdrawal is recent taxable money if the plan takes that to come out before other basis."""
    return min(from_basis, sum((to_cents(one.taxable) for one in recent), ZERO))

"""Roth accounts in a plan: each withdrawal is a pro-rata slice of basis and earnings (IRC 72(e)(8), 402A(d))."""

from core.clocks.inputs import RothPlanWithdrawal, by_year, five_years_old
from core.clocks.values import Reason, Slice, Withdrawal, less_exempt, withdrawal
from core.limits import constants
from core.money import ZERO, to_cents

_ORDER = "IRC 72(e)(8), 402A(d); IRS Notice 2010-84"


def withdraw_from_roth_401k(what: RothPlanWithdrawal) -> Withdrawal:
    """Taxes the share of earnings in the withdrawal unless it is qualified.

    The 10% tax falls on that share and on the taxable part of in-plan rollovers of the last five years, taken to come
    out pro rata with the rest of the basis.
    """
    amount, basis = to_cents(what.amount), min(what.basis_in_account, what.value)
    qualified = what.clock_met and what.grown_up
    earnings = to_cents(amount * (what.value - basis) / what.value)
    from_basis = amount - earnings
    spared = what.grown_up or what.separated_at_55
    exempt = to_cents(what.exempt_from_early_tax)
    recent = [one for one in by_year(what.conversions) if one.taxable and not five_years_old(one.year, what.year)]
    slices = []
    bears, exempt = less_exempt(ZERO if spared or qualified else earnings, exempt)
    if earnings:
        reason: Reason = "earnings_qualified" if qualified else "earnings_not_qualified"
        slices.append(Slice("earnings", None, earnings, ZERO if qualified else earnings, bears, reason))
    highest = min(from_basis, sum((to_cents(one.taxable) for one in recent), ZERO))
    highest_bears = ZERO if spared else max(ZERO, highest - exempt)
    left = from_basis
    for one in recent:
        part = min(left, to_cents(from_basis * one.taxable / what.basis_in_account))
        left -= part
        reason = "early_tax_exception" if spared else "conversion_within_five_years"
        bears_part, exempt = less_exempt(ZERO if spared else part, exempt)
        slices.append(Slice("conversion_taxable", one.year, part, ZERO, bears_part, reason))
    if left:
        slices.append(Slice("basis", None, left, ZERO, ZERO, "already_taxed"))
    on_earnings = to_cents(bears * constants().early_distribution_tax)
    highest_tax = on_earnings + to_cents(highest_bears * constants().early_distribution_tax)
    return withdrawal("roth_401k", what, slices, _ORDER, qualified=qualified, highest=highest_tax)

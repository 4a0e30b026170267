"""Roth IRAs: contributions come out first, then conversions oldest first, then earnings (IRC 408A(d)(4))."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.clocks.inputs import Contribution, RothIraWithdrawal, by_year, five_years_old
from core.clocks.values import Reason, Slice, SliceKind, Withdrawal, less_exempt, withdrawal
from core.limits import constants
from core.money import ZERO, to_cents

_ORDER = "IRC 408A(d)(4)(B)"


def withdraw_from_roth_ira(what: RothIraWithdrawal) -> Withdrawal:
    """Takes the withdrawal out in the order of the law; earlier withdrawals first, each from what was there then.

    A first home frees earnings from all tax once the clock is met; before, it frees what bears the 10% tax from that.
    """
    layers = list(_layers(what))
    for earlier in sorted(what.earlier_withdrawals, key=lambda one: one.year):
        _, layers = _take(layers, to_cents(earlier.amount), earlier.year)
    taken, _ = _take(layers, to_cents(what.amount), what.year)
    qualified = what.clock_met and what.grown_up
    earnings = _of_kind(taken, "earnings")
    first_home = min(to_cents(what.first_home), constants().first_home)
    freed_by_home = min(earnings, first_home) if what.clock_met else ZERO
    exempt = first_home - freed_by_home + to_cents(what.exempt_from_early_tax)
    slices = _ira_slices(what, taken, earnings if qualified else freed_by_home, exempt)
    spared = what.grown_up or qualified
    recent = ZERO if spared else sum((one.recently_taxed for one in what.roth_401k), ZERO)
    bears = sum((one.bears_early_tax for one in slices), ZERO)
    # In which order that part leaves the Roth IRA nothing says, so it is at most what comes out untaxed.
    most = bears + max(ZERO, min(to_cents(recent), _of_kind(taken, "contributions")) - exempt)
    highest = to_cents(most * constants().early_distribution_tax)
    return withdrawal("roth_ira", what, slices, _ORDER, qualified=qualified, highest=highest)


@dataclass(frozen=True, slots=True)
class _Layer:
    """A layer of a Roth IRA in the order in which it comes out; `since` is the year in which it came in."""

    kind: SliceKind
    since: int
    amount: Decimal


def _layers(what: RothIraWithdrawal) -> Iterator[_Layer]:
    rolled_in = [Contribution(year=one.year, amount=one.as_contribution) for one in what.roth_401k]
    for contribution in sorted((*what.contributions, *rolled_in), key=lambda one: one.year):
        yield _Layer("contributions", contribution.year, to_cents(contribution.amount))
    for one in by_year(what.conversions):
        yield _Layer("conversion_taxable", one.year, to_cents(one.taxable))
        yield _Layer("conversion_basis", one.year, to_cents(one.basis))


def _take(layers: Sequence[_Layer], amount: Decimal, year: int) -> tuple[list[tuple[_Layer, Decimal]], list[_Layer]]:
    """Takes `amount` from the layers that were there in `year`; what they do not hold is earnings."""
    taken, left = [], []
    for layer in layers:
        part = min(amount, layer.amount) if layer.since <= year else ZERO
        amount -= part
        if part:
            taken.append((layer, part))
        left.append(_Layer(layer.kind, layer.since, layer.amount - part))
    if amount:
        taken.append((_Layer("earnings", year, amount), amount))
    return taken, left


def _of_kind(taken: Sequence[tuple[_Layer, Decimal]], kind: SliceKind) -> Decimal:
    return sum((amount for layer, amount in taken if layer.kind == kind), ZERO)


def _ira_slices(
    what: RothIraWithdrawal, taken: Sequence[tuple[_Layer, Decimal]], freed: Decimal, exempt: Decimal
) -> list[Slice]:
    """The parts in the order in which they come out.

    `freed` is what of the earnings is not taxed; `exempt` what is spared the 10% tax, used on earnings first.
    """
    earnings = _of_kind(taken, "earnings")
    bears_earnings, exempt = less_exempt(ZERO if what.grown_up else earnings - freed, exempt)
    slices: list[Slice] = []
    if contributions := _of_kind(taken, "contributions"):
        slices.append(Slice("contributions", None, contributions, ZERO, ZERO, "already_taxed"))
    for layer, amount in taken:
        if layer.kind == "conversion_basis":
            slices.append(Slice("conversion_basis", layer.since, amount, ZERO, ZERO, "already_taxed"))
        elif layer.kind == "conversion_taxable":
            old = five_years_old(layer.since, what.year)
            bears, exempt = less_exempt(ZERO if old or what.grown_up else amount, exempt)
            reason: Reason = "conversion_five_years_old" if old else "conversion_within_five_years"
            reason = reason if old or bears else "early_tax_exception"
            slices.append(Slice("conversion_taxable", layer.since, amount, ZERO, bears, reason))
    if earnings:
        taxed = earnings - freed
        reason = "earnings_not_qualified" if taxed else "earnings_qualified"
        slices.append(Slice("earnings", None, earnings, taxed, bears_earnings, reason))
    return slices

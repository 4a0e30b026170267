"""Roth IRAs, all as one: the layers that the list builds up, and what withdrawals take from them (facts 5.3, 7.2)."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from core.clocks import (
    Contribution,
    EarlierWithdrawal,
    Roth401kRollover,
    RothConversion,
    RothIraWithdrawal,
    Withdrawal,
    five_years_old,
    withdraw_from_roth_ira,
)
from core.clocks.inputs import by_year
from core.explanation import Line
from core.money import ZERO
from core.movements.accounts import Books, Payment
from core.movements.checks import Check
from core.movements.forms import is_qualified
from core.movements.movement import Movement
from core.movements.traditional_ira import IraYear
from core.movements.year_input import YearInput

TaxedInPlan = tuple[tuple[int, Decimal], ...]

_ORDER = "IRC 408A(d)(4)(B)"
_CONTRIBUTIONS_RULE = "contributions, and own money of Roth 401(k)s rolled in, come out first"


@dataclass(frozen=True, slots=True)
class ConversionLayer:
    """What is left of one year's conversions and rollovers, in dollars: the part taxed then comes out first."""

    year: int
    taxed: Decimal
    untaxed: Decimal


@dataclass(frozen=True, slots=True)
class RothLayers:
    """The layers at the end of the tax year, in the order in which they come out; beyond them there are earnings.

    `first_year` begins the one five-year clock, None without a Roth IRA. `taxed_in` is the taxed part of what was
    converted into Roth IRAs in the tax year, whose own five years begin. `withdrawals` are those of the tax year, each
    as (movement, result). The lines add up to what is not earnings.
    """

    contributions: Decimal
    conversions: tuple[ConversionLayer, ...]
    first_year: int | None
    taxed_in: Decimal
    withdrawals: tuple[tuple[Movement, Withdrawal], ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Ins:
    """All that ever came in, by year, and of Roth 401(k) money what had been taxed in the plan, by year."""

    contributions: tuple[Contribution, ...]
    conversions: tuple[RothConversion, ...]
    rolled: tuple[tuple[Roth401kRollover, TaxedInPlan], ...]
    first_year: int | None


def roth_layers(what: YearInput, ledger: Books, found: tuple[Check, ...], iras: tuple[IraYear, ...]) -> RothLayers:
    """Layers and withdrawals up to the end of the tax year."""
    ins = _came_in(what, ledger, found, iras)
    earlier = sorted(what.roth_ira.withdrawals, key=lambda one: one.year)
    results: list[tuple[Movement, Withdrawal]] = []
    taken = _taken_before(ins, earlier)
    out = [one for one in what.movements if one.kind == "withdrawal" and one.of == "roth_ira"]
    for one in sorted(out, key=lambda movement: movement.date):
        if one.date.year > what.tax_year:
            continue
        result = withdraw_from_roth_ira(_withdrawal(what, ins, one, earlier))
        for part in result.slices:
            key = (part.kind, part.year)
            taken[key] = taken.get(key, ZERO) + part.amount
        earlier.append(EarlierWithdrawal(year=one.date.year, amount=one.amount))
        if one.date.year == what.tax_year:
            results.append((one, result))
    return _layers(what.tax_year, ins, taken, tuple(results))


def _layers(
    tax_year: int,
    ins: _Ins,
    taken: dict[tuple[str, int | None], Decimal],
    results: tuple[tuple[Movement, Withdrawal], ...],
) -> RothLayers:
    contributed = sum((one.amount for one in ins.contributions), ZERO)
    rolled = sum((one.as_contribution for one, _ in ins.rolled), ZERO)
    left = contributed + rolled - taken.get(("contributions", None), ZERO)
    layers = []
    for year in sorted({one.year for one in ins.conversions}):
        taxed = sum((one.taxable for one in ins.conversions if one.year == year), ZERO)
        untaxed = sum((one.basis for one in ins.conversions if one.year == year), ZERO)
        layer = ConversionLayer(
            year,
            taxed - taken.get(("conversion_taxable", year), ZERO),
            untaxed - taken.get(("conversion_basis", year), ZERO),
        )
        if layer.taxed or layer.untaxed:
            layers.append(layer)
    taxed_in = sum((one.taxable for one in ins.conversions if one.year == tax_year), ZERO)
    return RothLayers(left, tuple(layers), ins.first_year, taxed_in, results, tuple(_lines(left, layers)))


def _lines(contributions: Decimal, layers: list[ConversionLayer]) -> Iterator[Line]:
    if contributions:
        yield Line("contributions", contributions, _CONTRIBUTIONS_RULE, f"{_ORDER}; Treas. Reg. 1.408A-10 A-3(a)")
    for one in layers:
        if one.taxed:
            yield Line(f"conversion_taxable_{one.year}", one.taxed, f"taxed when converted in {one.year}", _ORDER)
        if one.untaxed:
            yield Line(f"conversion_basis_{one.year}", one.untaxed, f"own money converted in {one.year}", _ORDER)


def _taken_before(ins: _Ins, earlier: list[EarlierWithdrawal]) -> dict[tuple[str, int | None], Decimal]:
    """What withdrawals from before the list took out of each layer."""
    taken: dict[tuple[str, int | None], Decimal] = {}
    for place, one in enumerate(earlier):
        raw = _raw(ins, one.year, one.amount, earlier[:place])
        for part in withdraw_from_roth_ira(raw).slices:
            key = (part.kind, part.year)
            taken[key] = taken.get(key, ZERO) + part.amount
    return taken


def _withdrawal(what: YearInput, ins: _Ins, one: Movement, earlier: list[EarlierWithdrawal]) -> RothIraWithdrawal:
    grown_up = what.grown_up(one.date, one.over_59_half)
    return _raw(ins, one.date.year, one.amount, earlier, grown_up=grown_up, exempt=one.early_tax_exception)


def _raw(
    ins: _Ins,
    year: int,
    amount: Decimal,
    earlier: list[EarlierWithdrawal],
    *,
    grown_up: bool = False,
    exempt: bool = False,
) -> RothIraWithdrawal:
    rolled = [
        one.model_copy(
            update={
                "recently_taxed": one.recently_taxed
                + sum((part for since, part in taxed if not five_years_old(since, year)), ZERO)
            }
        )
        for one, taxed in ins.rolled
        if one.year <= year
    ]
    contributions = [one for one in ins.contributions if one.year <= year]
    return RothIraWithdrawal(
        year=year,
        amount=amount,
        over_59_half=grown_up,
        contributions=tuple(contributions) or (Contribution(year=year, amount=ZERO),),
        conversions=tuple(one for one in ins.conversions if one.year <= year),
        roth_401k=tuple(rolled),
        earlier_withdrawals=tuple(_withdrawn(earlier, year)),
        first_year=None if ins.first_year is None else min(ins.first_year, year),
        exempt_from_early_tax=amount if exempt else ZERO,
    )


def _withdrawn(earlier: list[EarlierWithdrawal], until: int) -> Iterator[EarlierWithdrawal]:
    for year in sorted({one.year for one in earlier if one.year <= until}):
        yield EarlierWithdrawal(year=year, amount=sum((one.amount for one in earlier if one.year == year), ZERO))


def _came_in(what: YearInput, ledger: Books, found: tuple[Check, ...], iras: tuple[IraYear, ...]) -> _Ins:
    before = what.roth_ira
    contributions = [*before.contributions, *_contributions(what)]
    conversions = [one for one in _conversions(ledger, found, iras) if one.year <= what.tax_year]
    rolled: list[tuple[Roth401kRollover, TaxedInPlan]] = [(one, ()) for one in before.roth_401k]
    rolled += [one for one in _roth_401k(what, ledger, found) if one[0].year <= what.tax_year]
    conversions = [*before.conversions, *conversions]
    years = [one.year for one in contributions] + [one.year for one in conversions]
    years += [one.year for one, _ in rolled]
    if before.first_year is not None:
        years.append(before.first_year)
    return _Ins(
        tuple(_by_year(contributions)), tuple(by_year(conversions)), tuple(_together(rolled)), min(years, default=None)
    )


def _by_year(contributions: list[Contribution]) -> Iterator[Contribution]:
    for year in sorted({one.year for one in contributions}):
        yield Contribution(year=year, amount=sum((one.amount for one in contributions if one.year == year), ZERO))


def _together(rolled: list[tuple[Roth401kRollover, TaxedInPlan]]) -> Iterator[tuple[Roth401kRollover, TaxedInPlan]]:
    """Roth 401(k) money of one year as one; what was qualified is contribution as a whole."""
    for year in sorted({one.year for one, _ in rolled}):
        same = [(one, taxed) for one, taxed in rolled if one.year == year]
        yield (
            Roth401kRollover(
                year=year,
                amount=sum((one.amount for one, _ in same), ZERO),
                basis=sum((one.as_contribution for one, _ in same), ZERO),
                recently_taxed=sum((one.recently_taxed for one, _ in same), ZERO),
            ),
            tuple(part for _, taxed in same for part in taxed),
        )


def _contributions(what: YearInput) -> Iterator[Contribution]:
    """Roth IRA contributions by the year that they count for, less what of them was taken out again as too much."""
    of_roth = [one for one in what.movements if one.of == "roth_ira" and one.year <= what.tax_year]
    for year in sorted({one.year for one in of_roth if one.kind == "ira_contribution"}):
        made = sum((one.amount for one in of_roth if one.kind == "ira_contribution" and one.year == year), ZERO)
        back = sum((one.principal for one in of_roth if one.kind == "ira_excess_removed" and one.year == year), ZERO)
        yield Contribution(year=year, amount=max(ZERO, made - back))


def _conversions(ledger: Books, found: tuple[Check, ...], iras: tuple[IraYear, ...]) -> Iterator[RothConversion]:
    for payment in ledger.payments:
        for leg in payment.legs:
            if leg.movement.kind == "rollover_roth_ira":
                yield RothConversion(year=leg.movement.date.year, basis=leg.own, taxable=leg.taxable)
    for check in found:
        for one, own, taxed in check.put_in:
            if one.of == "roth_ira" and check.movement.of != "roth_401k":
                yield RothConversion(year=one.date.year, basis=own, taxable=taxed)
    for ira in iras:
        for one, untaxed, taxed in ira.parts:
            if one.kind == "ira_conversion":
                yield RothConversion(year=ira.year, basis=untaxed, taxable=taxed)


def _roth_401k(
    what: YearInput, ledger: Books, found: tuple[Check, ...]
) -> Iterator[tuple[Roth401kRollover, TaxedInPlan]]:
    for payment in ledger.payments:
        for leg in payment.legs:
            one = leg.movement
            if one.kind == "roth_401k_to_roth_ira":
                rolled = Roth401kRollover(
                    year=one.date.year,
                    amount=one.amount,
                    basis=leg.own,
                    qualified=is_qualified(what, payment, one),
                )
                yield rolled, _goes_along(payment, leg.own)
    for check in found:
        if check.movement.of != "roth_401k":
            continue
        for one, own, _ in check.put_in:
            yield Roth401kRollover(year=one.date.year, amount=one.amount, basis=own), _goes_along(check.payment, own)


def _goes_along(payment: Payment, own: Decimal) -> TaxedInPlan:
    """What had been taxed in the plan and may be in the own money that moved: all of it, as far as that reaches."""
    found = []
    for year, amount in payment.taxed_in_plan:
        part = min(amount, own)
        own -= part
        found.append((year, part))
    return tuple(found)

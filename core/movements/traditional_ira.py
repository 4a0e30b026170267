"""Traditional IRAs over the years: basis, and what of each year's conversions and payments is taxed (Form 8606)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.ira_basis import IraConversion, ira_conversion
from core.money import ZERO, to_cents
from core.movements.accounts import Books
from core.movements.checks import Check
from core.movements.movement import Movement
from core.movements.year_input import YearInput


@dataclass(frozen=True, slots=True)
class IraYear:
    """One year's Form 8606, in dollars. `lines` are its figures; `parts` the (movement, untaxed, taxed) of what left.

    `value_assumed`: the worth on 31 December was not told, so it is what the list leaves there.
    """

    year: int
    lines: IraConversion
    parts: tuple[tuple[Movement, Decimal, Decimal], ...]
    value_assumed: bool


def ira_years(what: YearInput, ledger: Books, found: tuple[Check, ...]) -> tuple[IraYear, ...]:
    """The years up to the tax year in which money left traditional IRAs, oldest first (IRC 408(d)(1), (2))."""
    flows = _flows(what, ledger, found)
    basis, years = what.ira_basis, []
    leaving = [one for one in what.movements if _leaves(one)]
    for year in range(min((one.year for one in what.movements), default=what.tax_year), what.tax_year + 1):
        basis += sum((own for when, own in flows.basis if when == year), ZERO)
        out = [one for one in leaving if one.date.year == year]
        if not out:
            continue
        gross = sum((one.amount for one in out), ZERO)
        told = what.ira_value if year == what.tax_year else None
        left = max(ZERO, flows.value_on(date(year, 12, 31))) if told is None else told
        lines = ira_conversion(left, basis, gross, _put_in_later(what, year))
        basis = lines.basis_left
        years.append(IraYear(year, lines, tuple(_shared(out, lines)), told is None))
    return tuple(years)


def _put_in_later(what: YearInput, year: int) -> Decimal:
    """Own money put in for `year` after it had ended, until the return was due, less what was taken out again."""
    later = [one for one in what.movements if one.of == "traditional_ira" and one.year == year < one.date.year]
    made = sum((one.amount for one in later if one.kind == "ira_contribution" and not one.deducted), ZERO)
    back = sum((one.principal for one in later if one.kind == "ira_excess_removed"), ZERO)
    return max(ZERO, made - back)


def _leaves(one: Movement) -> bool:
    return one.kind == "ira_conversion" or (one.kind == "withdrawal" and one.of == "traditional_ira")


@dataclass(frozen=True, slots=True)
class _Flows:
    """What came into traditional IRAs and left them, by day, and the basis that came in, by the year it counts for."""

    amounts: tuple[tuple[date, Decimal], ...]
    basis: tuple[tuple[int, Decimal], ...]

    def value_on(self, day: date) -> Decimal:
        return sum((amount for when, amount in self.amounts if when <= day), ZERO)


def _flows(what: YearInput, ledger: Books, found: tuple[Check, ...]) -> _Flows:
    amounts: list[tuple[date, Decimal]] = []
    basis: list[tuple[int, Decimal]] = []
    for payment in ledger.payments:
        for leg in payment.legs:
            if leg.movement.kind == "rollover_traditional_ira":
                amounts.append((leg.movement.date, leg.amount))
                basis.append((leg.movement.date.year, leg.own))
    for check in found:
        for one, own, _ in check.put_in:
            if one.of == "traditional_ira":
                untaxed_in = min(one.amount, check.outcome.taxable_part)
                amounts.append((one.date, one.amount))
                basis.append((one.date.year, min(own, one.amount - min(untaxed_in, one.amount - own))))
    for one in what.movements:
        if one.of != "traditional_ira" or one.kind == "rolled_within_60_days":
            continue
        goes_in = one.kind in ("ira_contribution", "rollover_in")
        amounts.append((one.date, one.amount if goes_in else -one.amount))
        if one.kind == "ira_contribution" and not one.deducted:
            basis.append((one.year, one.amount))
        elif one.kind == "rollover_in":
            basis.append((one.date.year, one.basis or ZERO))
        elif one.kind == "ira_excess_removed":
            basis.append((one.year, -one.principal))
    return _Flows(tuple(amounts), tuple(basis))


def _shared(out: list[Movement], lines: IraConversion) -> list[tuple[Movement, Decimal, Decimal]]:
    """The untaxed part over what left, in proportion; the last one takes what rounding leaves."""
    gross, left, parts = sum((one.amount for one in out), ZERO), lines.untaxed, []
    for place, one in enumerate(out):
        untaxed = left if place == len(out) - 1 else to_cents(lines.untaxed * one.amount / gross)
        left -= untaxed
        parts.append((one, untaxed, one.amount - untaxed))
    return parts

"""The five-year clocks that the tax year's movements start (facts 5.3, 7.2)."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from core.limits import constants
from core.money import ZERO
from core.movements.accounts import Books
from core.movements.roth_iras import RothLayers
from core.movements.year_input import YearInput

ClockKind = Literal["roth_ira", "roth_401k", "roth_ira_conversion", "in_plan_conversion"]


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock that runs from 1 January of `first_year` and is met from `met_from` on.

    `roth_ira` and `roth_401k` make earnings tax-free. The others free `taxed`, the part of a conversion that was
    taxed, in dollars, from the 10% tax for those under 59½. `plan` is None for Roth IRAs.
    """

    kind: ClockKind
    plan: str | None
    first_year: int
    met_from: int
    taxed: Decimal
    source: str


def clocks_started(what: YearInput, ledger: Books, roth: RothLayers) -> tuple[Clock, ...]:
    """The clocks that begin with the tax year."""
    return tuple(_clocks(what, ledger, roth))


def _clocks(what: YearInput, ledger: Books, roth: RothLayers) -> Iterator[Clock]:
    year = what.tax_year
    if roth.first_year == year:
        yield _clock("roth_ira", None, year, ZERO, "IRC 408A(d)(2)(B)")
    for account in ledger.roth:
        if account.first_year == year:
            yield _clock("roth_401k", account.plan, year, ZERO, "IRC 402A(d)(2)(B)")
    for account in ledger.roth:
        taxed = sum(
            (
                leg.taxable
                for payment in ledger.payments
                for leg in payment.legs
                if payment.plan == account.plan
                and leg.movement.kind == "in_plan_conversion"
                and leg.movement.date.year == year
            ),
            ZERO,
        )
        if taxed:
            yield _clock("in_plan_conversion", account.plan, year, taxed, "IRC 402A(c)(4)(D)")
    if roth.taxed_in:
        yield _clock("roth_ira_conversion", None, year, roth.taxed_in, "IRC 408A(d)(3)(F)")


def _clock(kind: ClockKind, plan: str | None, year: int, taxed: Decimal, source: str) -> Clock:
    return Clock(kind, plan, year, year + int(constants().five_year_clock), taxed, source)

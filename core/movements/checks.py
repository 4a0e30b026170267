"""Checks made out to the person, with what was put into IRAs within the 60 days (facts 2.10)."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from core.money import ZERO
from core.movements.accounts import Books, Payment
from core.movements.forms import is_qualified
from core.movements.movement import Movement
from core.movements.year_input import YearInput
from core.sixty_days import CheckInput, SixtyDays, sixty_days


@dataclass(frozen=True, slots=True)
class Check:
    """One check: the movement, its payment, what it comes to, and what came into IRAs, as (movement, own, taxed).

    Dollars. What is put in counts as the taxable part first. Of that, what goes to a Roth IRA is taxed this year; a
    traditional IRA holds it untaxed, and a check from a Roth 401(k) brings it as earnings, so that `taxed` is 0 there.
    `own` is own money alone.
    """

    movement: Movement
    payment: Payment
    outcome: SixtyDays
    put_in: tuple[tuple[Movement, Decimal, Decimal], ...]


def checks(what: YearInput, ledger: Books) -> tuple[Check, ...]:
    """All checks of the list, whatever their year."""
    return tuple(_checks(what, ledger))


def _checks(what: YearInput, ledger: Books) -> Iterator[Check]:
    tied = what.distributions()
    for payment in ledger.payments:
        for leg in payment.legs:
            one = leg.movement
            if one.kind != "check_to_you":
                continue
            legs = tied.get(one.distribution or "", [])
            rolled = [other for other in legs if other.kind == "rolled_within_60_days"]
            sums = {to: sum((x.amount for x in rolled if x.of == to), ZERO) for to in ("roth_ira", "traditional_ira")}
            of_roth = one.of == "roth_401k"
            own = one.amount if of_roth and is_qualified(what, payment, one) else leg.own
            outcome = sixty_days(
                CheckInput(
                    amount=one.amount,
                    own=own,
                    traditional=sums["traditional_ira"],
                    roth=sums["roth_ira"],
                    withheld=one.withheld,
                    early=not (what.grown_up(one.date, one.over_59_half) or one.early_tax_exception),
                    of_roth=of_roth,
                )
            )
            yield Check(one, payment, outcome, tuple(_put_in(rolled, one.amount - own, of_roth=of_roth)))


def _put_in(rolled: list[Movement], untaxed: Decimal, *, of_roth: bool) -> Iterator[tuple[Movement, Decimal, Decimal]]:
    """The untaxed part of the payment goes to the traditional IRA as far as it can, which is best for the person."""
    for one in sorted(rolled, key=lambda leg: (leg.of != "traditional_ira", leg.date)):
        part = min(untaxed, one.amount)
        untaxed -= part
        yield one, one.amount - part, part if one.of == "roth_ira" and not of_roth else ZERO

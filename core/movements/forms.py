"""The Forms 1099-R to expect for the movements of a calendar year (facts 5.2, 7.2)."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from core.clocks import five_years_old
from core.form_1099_r import ExpectedForm, StandsFor, TaxLine, added_up
from core.money import ZERO
from core.movements.accounts import Books, Leg, Payment
from core.movements.movement import Kind, Movement
from core.movements.year_input import YearInput
from core.sixty_days import withholding_on

_DIRECT: Final[dict[Kind, StandsFor]] = {
    "in_plan_conversion": "in_plan",
    "rollover_roth_ira": "roth_ira",
    "rollover_traditional_ira": "traditional_ira",
    "check_to_you": "check_to_you",
    "roth_401k_to_roth_ira": "roth_401k_to_roth_ira",
    "roth_401k_to_plan": "roth_401k_to_plan",
    "withdrawal": "withdrawal",
}
_UNTAXED: Final = ("rollover_traditional_ira", "roth_401k_to_roth_ira", "roth_401k_to_plan")


def expected_forms(what: YearInput, ledger: Books, year: int) -> tuple[ExpectedForm, ...]:
    """What each form of `year` should say; one form a plan and kind, for plans add the year up.

    A refund of the year before has the code P, and its earnings the code 8.
    """
    return added_up(_all(what, ledger, year))


def _all(what: YearInput, ledger: Books, year: int) -> Iterator[ExpectedForm]:
    for payment in ledger.payments:
        for leg in payment.legs:
            if leg.movement.date.year == year:
                yield _of_leg(what, payment, leg)
    for one in what.movements:
        if one.date.year != year:
            continue
        plan, name = what.plan_of(one), what.name_of(one)
        if one.kind in ("roth_match", "roth_nonelective"):
            yield ExpectedForm("roth_match", one.amount, one.amount, ZERO, "5", plan=plan, movements=(name,))
        elif one.kind == "refund":
            yield from _of_refund(one, plan, name)
        elif one.kind in ("ira_conversion", "ira_excess_removed", "withdrawal"):
            yield from _of_ira(one, name)


def _of_leg(what: YearInput, payment: Payment, leg: Leg) -> ExpectedForm:
    one = leg.movement
    kind = _DIRECT[one.kind]
    if payment.split and one.kind == "rollover_roth_ira" and not leg.taxable:
        kind = "split_contributions"
    elif payment.split and one.kind == "rollover_traditional_ira" and not leg.own:
        kind = "split_earnings"
    elif one.of == "roth_401k" and one.kind in ("withdrawal", "check_to_you"):
        kind = "roth_withdrawal" if one.kind == "withdrawal" else "roth_check"
    paid = kind in ("roth_withdrawal", "roth_check")
    untaxed = one.kind in _UNTAXED or (paid and is_qualified(what, payment, one))
    taxable = ZERO if untaxed else leg.taxable
    withheld = one.withheld
    if withheld is None and one.kind == "check_to_you":
        withheld = withholding_on(taxable)
    return ExpectedForm(
        kind,
        one.amount,
        taxable,
        leg.box_5,
        "5",
        box_4=withheld or ZERO,
        box_5_least=leg.own,
        plan=payment.plan,
        movements=(what.name_of(one),),
    )


def is_qualified(what: YearInput, payment: Payment, one: Movement) -> bool:
    """Whether a payment from a Roth account in a plan is qualified: 59½, and five tax years of the plan's clock."""
    if one.qualified is not None:
        return one.qualified
    clock_met = payment.first_year is not None and five_years_old(payment.first_year, one.date.year)
    return clock_met and what.grown_up(one.date, one.over_59_half)


def _of_refund(one: Movement, plan: str, name: str) -> Iterator[ExpectedForm]:
    def form(kind: StandsFor, box_1: Decimal, box_2a: Decimal, line: TaxLine, own: Decimal = ZERO) -> ExpectedForm:
        return ExpectedForm(
            kind, box_1, box_2a, own, line, one.withheld or ZERO, min(own, box_1), plan=plan, movements=(name,)
        )

    taxable = one.amount if one.of == "pretax" else one.earnings
    next_year = one.date.year > one.year
    if one.reason == "annual_additions":
        yield form("refund_e", one.amount, taxable, "5", one.own)
    elif one.reason == "auto_enrollment":
        yield form("auto_enrollment", one.amount, taxable, "1h", one.own)
    elif one.reason == "deferral_excess" and next_year and not one.in_time:
        # Missed, the excess is taxed again when it is paid, Roth money too (IRC 402(g)(6), 402A(d)(3)).
        yield form("late_refund", one.amount, one.amount, "1h")
    elif one.reason == "deferral_excess" and next_year:
        back = one.amount - one.earnings
        yield form("refund_p", back, back if one.of == "pretax" else ZERO, "none", one.own)
        if one.earnings:
            yield form("refund_8", one.earnings, one.earnings, "1h")
    else:
        yield form("refund_8", one.amount, taxable, "1h", one.own)


def _of_ira(one: Movement, name: str) -> Iterator[ExpectedForm]:
    if one.kind == "ira_excess_removed":
        yield ExpectedForm("ira_excess", one.amount, one.earnings, ZERO, "4", movements=(name,))
    elif one.kind == "withdrawal" and one.of == "roth_ira":
        yield ExpectedForm("roth_ira_distribution", one.amount, ZERO, ZERO, "4", movements=(name,))
    elif one.kind == "ira_conversion" or one.of == "traditional_ira":
        yield ExpectedForm("ira_distribution", one.amount, one.amount, ZERO, "4", movements=(name,))

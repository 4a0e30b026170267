"""The person's deferrals of the year over all plans: what is left of the limit, or above it (facts 2.8, 7.3)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.deferrals import excess_deferral_due, person_limit
from core.explanation import Line
from core.limits import Limits
from core.money import ZERO, to_cents
from core.movements.movement import DEFERRALS, Movement
from core.movements.year_input import YearInput


@dataclass(frozen=True, slots=True)
class Deferrals:
    """Dollars of the tax year. The lines add up to what is left of the limit, or to the excess below 0.

    `limit` is the person's, whatever the plans offer. `returned` is what plans have paid back in time. `excess` is
    still above the limit and has to be paid back by `due` (None without one); `excess_if_ordinary` is more where the
    higher catch-up of ages 60 to 63 is in doubt, because no plan offers it.
    """

    limit: Decimal
    deferred: Decimal
    returned: Decimal
    left: Decimal
    excess: Decimal
    excess_if_ordinary: Decimal
    due: date | None
    lines: tuple[Line, ...]


def deferrals(what: YearInput, limits: Limits) -> Deferrals:
    """What the year's deferrals come to, by pay date, with refunds of excess deferrals that were in time."""
    made = [one for one in what.for_year(*DEFERRALS) if counts(what, one)]
    back = [one for one in returned(what) if counts(what, one)]
    deferred = sum((one.amount for one in made), ZERO)
    given_back = sum((one.principal for one in back), ZERO)
    limit = person_limit(what.age, limits)
    offered = any(plan.catch_up == "enhanced" for plan in what.plans if plan.kind != "457b")
    ordinary = person_limit(what.age, limits, "enhanced" if offered else "regular")
    kept = deferred - given_back
    excess, if_ordinary = max(ZERO, kept - limit), max(ZERO, kept - ordinary)
    return Deferrals(
        to_cents(limit),
        deferred,
        given_back,
        max(ZERO, limit - kept),
        excess,
        if_ordinary,
        excess_deferral_due(what.tax_year) if if_ordinary else None,
        tuple(_lines(what, made, back, limits)),
    )


def returned(what: YearInput) -> list[Movement]:
    """Refunds that take deferrals of the tax year out of the person's limit: in time, or of automatic enrollment."""
    return [
        one
        for one in what.for_year("refund")
        if one.reason == "auto_enrollment" or (one.reason == "deferral_excess" and one.in_time)
    ]


def pretax_excess(what: YearInput, limits: Limits | None) -> Decimal:
    """Pre-tax deferrals of the tax year above the person's limit, whenever they are paid back: income of the year.

    Roth deferrals were taxed already. They are the excess only where they are paid back as it, or pass the limit by
    themselves (Treas. Reg. 1.402(g)-1(a)). Without limits of the year, the refunds alone tell.
    """
    made = [one for one in what.for_year(*DEFERRALS) if counts(what, one)]
    refunds = [one for one in what.for_year("refund") if one.reason == "deferral_excess"]
    told = sum((one.principal for one in refunds), ZERO)
    roth = sum((one.principal for one in refunds if one.of == "roth_401k"), ZERO)
    pretax = sum((one.amount for one in made if one.of == "pretax"), ZERO)
    automatic = sum((one.principal for one in what.for_year("refund") if one.reason == "auto_enrollment"), ZERO)
    by_law = ZERO
    if limits is not None:
        by_law = sum((one.amount for one in made), ZERO) - automatic - person_limit(what.age, limits)
        by_law = min(max(ZERO, by_law - roth), pretax)
    return max(by_law, told - roth)


def counts(what: YearInput, movement: Movement) -> bool:
    """Whether a deferral counts against the person's limit: not in a 457(b) plan, which has one of its own."""
    return what.plan(what.plan_of(movement)).kind != "457b"


def _lines(what: YearInput, made: list[Movement], back: list[Movement], limits: Limits) -> Iterator[Line]:
    sources = limits.sources
    catch_up = person_limit(what.age, limits) - limits.elective_deferral
    yield Line(
        "deferral_limit",
        to_cents(limits.elective_deferral),
        "one limit per person, whoever the employers are",
        sources["elective_deferral"].authority,
    )
    if catch_up:
        yield Line("catch_up_limit", to_cents(catch_up), "the catch-up at this age", sources["catch_up"].authority)
    for plan in what.plans:
        deferred = sum((one.amount for one in made if what.plan_of(one) == plan.name), ZERO)
        if deferred:
            yield Line("deferral", -deferred, f"deferred in {plan.name}, by pay date", "IRC 402(g)(3), 402(e)(3)")
        given = sum((one.principal for one in back if what.plan_of(one) == plan.name), ZERO)
        if given:
            yield Line("deferral_returned", given, f"paid back in time by {plan.name}", "IRC 402(g)(2)(C)")

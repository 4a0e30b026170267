"""The mega backdoor and the regular backdoor in one year, for one person or a couple."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, Self

from pydantic import Field, model_validator

from core.additions import after_tax_room, counted_deferral_line, limit_line, plan_cap
from core.deferrals import PlanCatchUp, catch_up_limit
from core.explanation import Line
from core.inputs import Age, Dollars, DollarsAboveZero, unfit
from core.limits import Limits, limits_for
from core.money import ZERO, to_cents
from core.reading import DollarsOrMax, Input, Year
from core.roth_ira import FilingStatus, RothIraLimit, SignedDollars, ira_limit, roth_ira_limit

IraRoute = Literal["direct", "partly_direct", "backdoor", "unknown"]


class Person(Input):
    """One person and, with `has_plan`, a workplace plan that takes after-tax money. Dollars a year, age on 31 December.

    `after_tax_room` is the room where it is known; without it the room is what `deferral` and `employer_money` leave.
    `pretax_ira` is the balance of all traditional, SEP and SIMPLE IRAs on 31 December, which makes the regular
    backdoor partly taxable; `ira_made` has gone into IRAs for the year already.
    """

    age: Age = Field(description="the age reached by 31 December, for example 42")
    has_plan: bool = True
    pay: DollarsAboveZero | None = None
    deferral: DollarsOrMax = "max"
    employer_money: Dollars = ZERO
    after_tax_room: Dollars | None = None
    plan_cap_dollars: Dollars | None = None
    plan_catch_up: PlanCatchUp = "enhanced"
    pretax_ira: Dollars = ZERO
    ira_made: Dollars = ZERO


class BothInput(Input):
    """One or two people in one tax year; `filing_status` and `magi` (dollars) tell the way into the Roth IRA too."""

    tax_year: Year
    people: tuple[Person, ...] = Field(min_length=1, max_length=2)
    filing_status: FilingStatus | None = None
    magi: SignedDollars | None = None
    lived_apart: bool = False

    @model_validator(mode="after")
    def _status_and_income_go_together(self) -> Self:
        if self.magi is not None and self.filing_status is None:
            raise unfit("filing_status", "is missing; magi says nothing without it")
        return self


@dataclass(frozen=True, slots=True)
class PersonBoth:
    """What one person can bring to Roth, in dollars; `mega` and `regular` add up to `total`, and so do the lines.

    `regular` is what may still go into IRAs. `direct` of it may go straight into a Roth IRA, which the `route` sums
    up: `direct`, `partly_direct`, `backdoor`, or `unknown` without an income. `regular_taxable` is the taxable part of
    converting what goes the backdoor, because of pre-tax IRA money (IRC 408(d)(2)).
    """

    age: int
    mega: Decimal
    regular: Decimal
    direct: Decimal
    route: IraRoute
    regular_taxable: Decimal
    total: Decimal
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class BothBackdoors:
    """Each person's amounts, and the household's `total` in dollars. Limits are per person; nothing is shared."""

    tax_year: int
    people: tuple[PersonBoth, ...]
    mega: Decimal
    regular: Decimal
    total: Decimal


def both_backdoors(what: BothInput) -> BothBackdoors:
    """Adds up both backdoors. Raises `LimitsNotPublished` for a year that is not loaded."""
    limits = limits_for(what.tax_year)
    people = tuple(_person(one, what, limits) for one in what.people)
    mega = sum((one.mega for one in people), ZERO)
    regular = sum((one.regular for one in people), ZERO)
    return BothBackdoors(what.tax_year, people, mega, regular, mega + regular)


def _person(who: Person, what: BothInput, limits: Limits) -> PersonBoth:
    mega, mega_lines = _mega(who, limits)
    limit = to_cents(ira_limit(limits, who.age))
    made = min(limit, to_cents(who.ira_made))
    regular = limit - made
    roth = _straight_in(who, what, limits)
    direct = ZERO if roth is None else min(regular, max(ZERO, roth.allowed - made))
    lines = [*mega_lines, Line("ira_limit", limit, "an IRA limit of its own", limits.sources["ira"].authority)]
    if made:
        lines.append(Line("ira_made", -made, "in an IRA for the year already", limits.sources["ira"].authority))
    return PersonBoth(
        who.age,
        mega,
        regular,
        direct,
        _route(roth, regular, direct),
        _taxable_share(regular - direct, who.pretax_ira),
        mega + regular,
        tuple(lines),
    )


def _mega(who: Person, limits: Limits) -> tuple[Decimal, tuple[Line, ...]]:
    if not who.has_plan:
        return ZERO, ()
    if who.after_tax_room is not None:
        given = to_cents(who.after_tax_room)
        return given, (Line("after_tax_room", given, "the room that was given", "your input"),)
    most = limits.elective_deferral + catch_up_limit(who.age, limits, who.plan_catch_up)
    if who.pay is not None:
        most = min(most, who.pay)
    deferral = most if who.deferral == "max" else min(who.deferral, most)
    employer = Line(
        "employer_money", -to_cents(who.employer_money), "all employer money of the year", "IRC 415(c)(2)(A)"
    )
    room = after_tax_room(
        limit_line(limits, limits.annual_additions if who.pay is None else who.pay),
        (counted_deferral_line(deferral, limits), employer),
        cap=plan_cap(who.pay or limits.compensation, limits, None, who.plan_cap_dollars),
    )
    return room.room, room.lines


def _straight_in(who: Person, what: BothInput, limits: Limits) -> RothIraLimit | None:
    if what.magi is None or what.filing_status is None:
        return None
    return roth_ira_limit(limits, who.age, what.filing_status, what.magi, lived_apart=what.lived_apart)


def _route(roth: RothIraLimit | None, regular: Decimal, direct: Decimal) -> IraRoute:
    if roth is None:
        return "unknown"
    if direct == regular:
        return "direct"
    return "partly_direct" if direct else "backdoor"


def _taxable_share(converted: Decimal, pretax: Decimal) -> Decimal:
    """The taxable part of a backdoor conversion of `converted` dollars beside `pretax` dollars of IRA money."""
    return to_cents(converted * pretax / (converted + pretax)) if converted and pretax else ZERO

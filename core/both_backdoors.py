"""The mega backdoor and the regular backdoor in one year, for one person or a couple."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, Self

from pydantic import Field, model_validator

from core.additions import after_tax_room, counted_deferral_line, limit_line, plan_cap
from core.deferrals import PlanCatchUp, catch_up_limit
from core.explanation import Line
from core.inputs import Age, Dollars, DollarsAboveZero, unfit
from core.ira_basis import ira_conversion
from core.limits import Limits, limits_for
from core.money import ZERO, to_cents
from core.paychecks.year_state import YearState, year_state
from core.reading import Day, DollarsOrMax, Input, InputError, Year
from core.roth_ira import (
    FilingStatus,
    RothIraLimit,
    SignedDollars,
    ira_contributions_until,
    ira_limit,
    roth_ira_limit,
)

IraRoute = Literal["direct", "partly_direct", "backdoor", "unknown"]


class Person(Input):
    """One person and, with `has_plan`, a workplace plan that takes after-tax money. Dollars a year, age on 31 December.

    `after_tax_room` is the room where it is known; without it the room is what `deferral` and `employer_money` leave.
    `pretax_deferral` is what of the deferral is pre-tax, all of it where it is not told; `compensation` is the pay of
    the year that is in income, otherwise `pay` less that. `pretax_ira` is the balance of all traditional, SEP and
    SIMPLE IRAs on 31 December beside the regular backdoor itself, and `ira_basis` the basis from earlier years in it
    (Form 8606, line 2); `ira_made` has gone into IRAs for the year already.
    """

    age: Age = Field(description="the age reached by 31 December, for example 42")
    has_plan: bool = True
    pay: DollarsAboveZero | None = None
    deferral: DollarsOrMax = "max"
    employer_money: Dollars = ZERO
    after_tax_room: Dollars | None = None
    plan_cap_dollars: Dollars | None = None
    plan_catch_up: PlanCatchUp = "enhanced"
    pretax_deferral: Dollars | None = None
    compensation: Dollars | None = None
    pretax_ira: Dollars = ZERO
    ira_basis: Dollars = ZERO
    ira_made: Dollars = ZERO


class BothInput(Input):
    """One or two people in one tax year; `filing_status` and `magi` (dollars) tell the way into the Roth IRA too.

    Two people are taken to file jointly where nothing else is told. With `as_of` the result says whether the year is
    still open.
    """

    tax_year: Year
    people: tuple[Person, ...] = Field(min_length=1, max_length=2)
    filing_status: FilingStatus | None = None
    magi: SignedDollars | None = None
    lived_apart: bool = False
    as_of: Day | None = None

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
    converting what goes the backdoor, because of pre-tax IRA money (IRC 408(d)(2)), and `ira_basis_left` the basis that
    stays in the IRAs. `compensation` is what bounds the IRA, None where it is not known.
    """

    age: int
    mega: Decimal
    regular: Decimal
    direct: Decimal
    route: IraRoute
    regular_taxable: Decimal
    ira_basis_left: Decimal
    compensation: Decimal | None
    total: Decimal
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class BothBackdoors:
    """Each person's amounts, and the household's `total` in dollars. Limits are per person; nothing is shared.

    `year` says whether the year still takes after-tax money, None where the day was not told; IRA contributions for it
    may be made until `ira_until`.
    """

    tax_year: int
    people: tuple[PersonBoth, ...]
    mega: Decimal
    regular: Decimal
    total: Decimal
    year: YearState | None
    ira_until: date


def both_backdoors(what: BothInput) -> BothBackdoors:
    """Adds up both backdoors.

    Raises `LimitsNotPublished` for a year that is not loaded, and `InputError` for a room that no plan can have.
    """
    limits = limits_for(what.tax_year)
    for place, one in enumerate(what.people):
        _check_room(one, place, limits)
    compensation = _compensation(what, limits)
    people = tuple(_person(one, what, limits, earned) for one, earned in zip(what.people, compensation, strict=True))
    mega = sum((one.mega for one in people), ZERO)
    regular = sum((one.regular for one in people), ZERO)
    year = None if what.as_of is None else year_state(what.tax_year, what.as_of)
    until = ira_contributions_until(what.tax_year)
    return BothBackdoors(what.tax_year, people, mega, regular, mega + regular, year, until)


def largest_room(limits: Limits, pay: Decimal | None = None) -> Decimal:
    """The most after-tax room in dollars that anybody can have: the annual limit, or pay if less (IRC 415(c)(1))."""
    return limits.annual_additions if pay is None else min(limits.annual_additions, pay)


def _check_room(who: Person, place: int, limits: Limits) -> None:
    most = largest_room(limits, who.pay)
    if who.after_tax_room is not None and who.after_tax_room > most:
        field = f"people.{place}.after_tax_room"
        raise InputError(
            field,
            f"{field} must be at most {most:,}, what the law lets into one plan in {limits.tax_year}; "
            f"I got {who.after_tax_room:,}. Is that the pay?",
        )


def _compensation(what: BothInput, limits: Limits) -> list[Decimal | None]:
    """What bounds each person's IRA in dollars, None where it is not known (IRC 219(b)(1)(B), (c)).

    On a joint return the one who earns less may use the other's compensation, less what the other puts into IRAs.
    """
    own = [_earned(one, limits) for one in what.people]
    joint = what.filing_status in (None, "married_joint")
    if what.filing_status == "married_joint" and len(own) == 1:
        return [None]  # the spouse's pay counts and is not known
    if not joint or len(own) == 1:
        return list(own)
    first, second = own
    if first is None or second is None:
        return [None, None]
    high, low = (0, 1) if first >= second else (1, 0)
    more, less = max(first, second), min(first, second)
    found: list[Decimal | None] = [None, None]
    found[high] = more
    found[low] = less + more - min(ira_limit(limits, what.people[high].age), more)
    return found


def _earned(who: Person, limits: Limits) -> Decimal | None:
    if who.compensation is not None:
        return who.compensation
    if who.pay is None:
        return None
    deferred = _deferral(who, limits) if who.has_plan else ZERO
    pretax = deferred if who.pretax_deferral is None else min(who.pretax_deferral, who.pay)
    return who.pay - pretax


def _person(who: Person, what: BothInput, limits: Limits, earned: Decimal | None) -> PersonBoth:
    mega, mega_lines = _mega(who, limits)
    by_age = to_cents(ira_limit(limits, who.age))
    limit = by_age if earned is None else min(by_age, to_cents(earned))
    made = min(limit, to_cents(who.ira_made))
    regular = limit - made
    roth = _straight_in(who, what, limits, earned)
    direct = ZERO if roth is None else min(regular, max(ZERO, roth.allowed - made))
    converted = regular - direct
    backdoor = ira_conversion(who.pretax_ira, who.ira_basis + converted, converted)
    lines = [*mega_lines, Line("ira_limit", by_age, "an IRA limit of its own", limits.sources["ira"].authority)]
    if limit < by_age:
        lines.append(
            Line("compensation", limit - by_age, "no more than the pay that is in income", "IRC 219(b)(1)(B), (c)")
        )
    if made:
        lines.append(Line("ira_made", -made, "in an IRA for the year already", limits.sources["ira"].authority))
    return PersonBoth(
        who.age,
        mega,
        regular,
        direct,
        _route(roth, regular, direct),
        backdoor.taxable if converted else ZERO,
        backdoor.basis_left,
        earned,
        mega + regular,
        tuple(lines),
    )


def _mega(who: Person, limits: Limits) -> tuple[Decimal, tuple[Line, ...]]:
    if not who.has_plan:
        return ZERO, ()
    if who.after_tax_room is not None:
        given = to_cents(who.after_tax_room)
        return given, (Line("after_tax_room", given, "the room that was given", "your input"),)
    deferral = _deferral(who, limits)
    employer = Line(
        "employer_money", -to_cents(who.employer_money), "all employer money of the year", "IRC 415(c)(2)(A)"
    )
    room = after_tax_room(
        limit_line(limits, limits.annual_additions if who.pay is None else who.pay),
        (counted_deferral_line(deferral, limits), employer),
        cap=plan_cap(who.pay or limits.compensation, limits, None, who.plan_cap_dollars),
    )
    return room.room, room.lines


def _deferral(who: Person, limits: Limits) -> Decimal:
    most = limits.elective_deferral + catch_up_limit(who.age, limits, who.plan_catch_up)
    if who.pay is not None:
        most = min(most, who.pay)
    return most if who.deferral == "max" else min(who.deferral, most)


def _straight_in(who: Person, what: BothInput, limits: Limits, earned: Decimal | None) -> RothIraLimit | None:
    if what.magi is None or what.filing_status is None:
        return None
    return roth_ira_limit(
        limits, who.age, what.filing_status, what.magi, lived_apart=what.lived_apart, compensation=earned
    )


def _route(roth: RothIraLimit | None, regular: Decimal, direct: Decimal) -> IraRoute:
    if roth is None:
        return "unknown"
    if direct == regular:
        return "direct"
    return "partly_direct" if direct else "backdoor"

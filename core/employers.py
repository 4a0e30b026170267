"""Several employers in one tax year: one deferral limit per person, one annual additions limit per unrelated employer.

Facts 2.8; IRC 402(g), 414(v), 415(c), 415(f), 415(h).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from core.additions import (
    Binding,
    after_tax_room,
    becomes_catch_up_line,
    catch_up_by_definition,
    counted_deferral_line,
    limit_line,
)
from core.deferrals import (
    PlanCatchUp,
    PlanKind,
    catch_up_limit,
    deferral_limits,
    excess_deferral_due,
    person_limit,
)
from core.explanation import Line
from core.inputs import Age, Dollars, TaxYear, unfit, without_nothing
from core.limits import Limits, limits_for
from core.money import ZERO, to_cents
from core.paychecks.year_state import YearState, year_state
from core.reading import Day


class Employer(BaseModel):
    """One employer's plan in the year. Dollars.

    Employers with the same `group` (any text) are related: a controlled group or an affiliated service group.
    `deferral` is pre-tax and Roth together, catch-up included; `deferral_refunded` is what of it the plan has paid back
    in time, or will, because it was above the person's limit. `plan_catch_up` is what this plan offers, which the
    person's own limit does not ask. A 457(b) plan stands outside of both limits here.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    name: str = Field(min_length=1, max_length=80, description="a name to tell the employers apart, for example A")
    pay: Dollars = Field(description="the pay from this employer in the year, in dollars, for example 120000")
    deferral: Dollars = ZERO
    employer_money: Dollars = ZERO
    after_tax_made: Dollars = ZERO
    deferral_refunded: Dollars = ZERO
    plan_catch_up: PlanCatchUp = "enhanced"
    plan: PlanKind = "401k"
    group: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _null_is_absent(cls, raw: Any) -> Any:
        return without_nothing(raw)

    @model_validator(mode="after")
    def _refund_is_part_of_the_deferral(self) -> Self:
        if self.deferral_refunded > self.deferral:
            raise unfit(
                "deferral_refunded", f"must be at most the deferral of {self.deferral}; I got {self.deferral_refunded}"
            )
        return self

    @property
    def kept(self) -> Decimal:
        """Deferrals that stay in the plan."""
        return self.deferral - self.deferral_refunded


class EmployersInput(BaseModel):
    """A person's employers of one tax year; `age` as of 31 December. `as_of` is the day on which it is asked."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    age: Age = Field(description="the age reached by 31 December, for example 42")
    tax_year: TaxYear = Field(description="the tax year, for example 2026")
    employers: tuple[Employer, ...] = Field(min_length=1, max_length=20)
    as_of: Day | None = None

    @model_validator(mode="after")
    def _names_differ(self) -> Self:
        names = [one.name for one in self.employers]
        for name in names:
            if names.count(name) > 1:
                raise unfit("employers", f"must have different names; {name!r} is there more than once")
        return self


@dataclass(frozen=True, slots=True)
class GroupRoom:
    """After-tax room under one annual additions limit: one employer, or related ones together. Dollars and cents.

    `after_tax_room` is what is still open in all the plans of the group together; `lines` add up to it.
    `becomes_catch_up` of the deferrals is catch-up by definition and no excess; `true_excess` is what deferrals and
    employer money are above the limit after that. `plan_deferral_limit` is what these plans may take and
    `plan_excess_deferral` what they took above it, which they correct themselves (IRC 401(a)(30)).
    """

    names: tuple[str, ...]
    annual_additions_limit: Decimal
    plan_deferral_limit: Decimal
    plan_excess_deferral: Decimal
    deferral_counted: Decimal
    becomes_catch_up: Decimal
    true_excess: Decimal
    employer_money: Decimal
    after_tax_made: Decimal
    after_tax_limit: Decimal
    after_tax_room: Decimal
    over_limit_by: Decimal
    binding: Binding
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class EmployersResult:
    """The person's one deferral limit and each group's room, in dollars and cents.

    `person_deferral_limit` takes in the catch-up that the law has for the age, whatever the plans offer (Treas. Reg.
    1.402(g)-2(a), (b)). `excess_deferral` is above it and must be paid back by `excess_deferral_due` (None without an
    excess): the person asks one of the plans for it well before. `excess_deferral_if_ordinary` is the excess if only
    the ordinary catch-up counts: more at 60 to 63 where no plan offers the higher one, for that is not confirmed.
    `deferral_lines` add up to what is left of the limit, less the excess. `year` says whether the year is still open,
    None where the day was not told; the rooms of a closed year are history.
    """

    tax_year: int
    deferral_limit: Decimal
    catch_up_limit: Decimal
    person_deferral_limit: Decimal
    deferrals: Decimal
    deferral_left: Decimal
    excess_deferral: Decimal
    excess_deferral_if_ordinary: Decimal
    excess_deferral_due: date | None
    deferral_lines: tuple[Line, ...]
    groups: tuple[GroupRoom, ...]
    year: YearState | None = None


def several_employers(told: EmployersInput) -> EmployersResult:
    """Deferral limit across all employers and after-tax room at each, in the order told.

    Raises `LimitsNotPublished` for a tax year that is not loaded.
    """
    limits = limits_for(told.tax_year)
    in_limits = [one for one in told.employers if one.plan != "457b"]
    person = person_limit(told.age, limits)
    catch_up = person - limits.elective_deferral
    offered = any(one.plan_catch_up == "enhanced" for one in in_limits)
    deferred = sum((one.kept for one in in_limits), ZERO)
    if_ordinary = max(ZERO, deferred - person_limit(told.age, limits, "enhanced" if offered else "regular"))
    lines = tuple(_deferral_lines(in_limits, catch_up, limits))
    left = sum((line.amount for line in lines), ZERO)
    excess = max(ZERO, -left)
    return EmployersResult(
        tax_year=told.tax_year,
        deferral_limit=to_cents(limits.elective_deferral),
        catch_up_limit=to_cents(catch_up),
        person_deferral_limit=to_cents(person),
        deferrals=sum((one.deferral for one in in_limits), ZERO),
        deferral_left=max(ZERO, left),
        excess_deferral=excess,
        excess_deferral_if_ordinary=if_ordinary,
        excess_deferral_due=excess_deferral_due(told.tax_year) if if_ordinary else None,
        deferral_lines=lines,
        groups=tuple(_group_room(members, told.age, deferred, limits) for members in _groups(in_limits)),
        year=None if told.as_of is None else year_state(told.tax_year, told.as_of),
    )


def _deferral_lines(employers: Iterable[Employer], catch_up: Decimal, limits: Limits) -> Iterable[Line]:
    sources = limits.sources
    yield Line(
        "deferral_limit",
        to_cents(limits.elective_deferral),
        "one limit per person, whoever the employers are",
        sources["elective_deferral"].authority,
    )
    if catch_up:
        yield Line("catch_up_limit", to_cents(catch_up), "the catch-up at this age", sources["catch_up"].authority)
    for one in employers:
        if one.deferral:
            yield Line("deferral", -one.deferral, f"deferred at {one.name}", "IRC 402(g)(3)")
        if one.deferral_refunded:
            yield Line("deferral_refunded", one.deferral_refunded, f"paid back by {one.name}", "IRC 402(g)(2)(C)")


def _groups(employers: Iterable[Employer]) -> list[list[Employer]]:
    groups: dict[tuple[str, str], list[Employer]] = {}
    for one in employers:
        key = ("alone", one.name) if one.group is None else ("group", one.group)
        groups.setdefault(key, []).append(one)
    return list(groups.values())


def _group_room(members: list[Employer], age: int, deferred: Decimal, limits: Limits) -> GroupRoom:
    limit = limit_line(limits, sum((one.pay for one in members), ZERO))
    deferral = sum((one.kept for one in members), ZERO)
    counted = counted_deferral_line(deferral, limits)
    made = sum((one.after_tax_made for one in members), ZERO)
    money = sum((one.employer_money for one in members), ZERO)
    offered = max((one.plan_catch_up for one in members), key=lambda plan: catch_up_limit(age, limits, plan))
    own = deferral_limits(age, limits, offered, deferred - deferral)
    of_catch_up = catch_up_by_definition(deferral, money, limit.amount, own.catch_up_here, own.base)
    used = [counted, becomes_catch_up_line(of_catch_up.becomes)]
    for one in members:
        used.append(Line("employer_money", -one.employer_money, f"employer money at {one.name}", "IRC 415(c)(2)(A)"))
        used.append(
            Line("after_tax_made", -one.after_tax_made, f"after-tax money made at {one.name}", "IRC 415(c)(2)(B)")
        )
    room = after_tax_room(limit, used, made=made)
    return GroupRoom(
        names=tuple(one.name for one in members),
        annual_additions_limit=limit.amount,
        plan_deferral_limit=to_cents(own.plan),
        plan_excess_deferral=max(ZERO, deferral - own.plan),
        deferral_counted=-counted.amount - of_catch_up.becomes,
        becomes_catch_up=of_catch_up.becomes,
        true_excess=of_catch_up.true_excess,
        employer_money=money,
        after_tax_made=made,
        after_tax_limit=room.year_limit,
        after_tax_room=room.room,
        over_limit_by=room.over_limit_by,
        binding=room.binding,
        lines=room.lines,
    )

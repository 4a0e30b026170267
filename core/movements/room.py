"""After-tax room of each plan, from the list (facts 2.4, 2.5, 7.3)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.additions import (
    Binding,
    after_tax_room,
    becomes_catch_up_line,
    catch_up_by_definition,
    counted_deferral_line,
    limit_line,
    plan_cap,
)
from core.deferrals import catch_up_limit, deferral_limits
from core.explanation import Line
from core.limits import Limits
from core.money import ZERO, to_cents
from core.movements.deferral import counts, returned
from core.movements.movement import DEFERRALS, EMPLOYER_MONEY, Movement
from core.movements.year_input import Plan, YearInput
from core.paychecks import year_state


@dataclass(frozen=True, slots=True)
class PlanRoom:
    """What is used and left of one plan's year, in dollars. The lines add up to `left`.

    `shares_with` are the plans of related employers, whose additions count in. `deferral_counted` and
    `becomes_catch_up` are what of the deferrals is an addition, and what is catch-up because employer money and
    deferrals pass the limit; `true_excess` is above the limit all the same, for the plan to correct, and
    `over_limit_by` all that is above it with after-tax money. `plan_excess_deferral` is what these plans took above
    what they may take of one person (IRC 401(a)(30)). `closed`: the year takes nothing any more, whatever is left.
    """

    plan: str
    shares_with: tuple[str, ...]
    limit: Decimal
    used: Decimal
    left: Decimal
    deferral_counted: Decimal
    becomes_catch_up: Decimal
    employer_money: Decimal
    after_tax: Decimal
    true_excess: Decimal
    over_limit_by: Decimal
    over_plan_cap_by: Decimal
    plan_excess_deferral: Decimal
    binding: Binding
    closed: bool
    lines: tuple[Line, ...]


def rooms(what: YearInput, limits: Limits) -> tuple[PlanRoom, ...]:
    """The room of each plan, in the order told; a 457(b) plan takes no after-tax money and is left out."""
    return tuple(_room(plan, what, limits) for plan in what.plans if plan.kind != "457b")


def _room(plan: Plan, what: YearInput, limits: Limits) -> PlanRoom:
    members = [one for one in what.plans if one.name == plan.name or (one.group and one.group == plan.group)]
    names = tuple(one.name for one in members)
    pays = [one.pay for one in members]
    known = [pay for pay in pays if pay is not None]
    limit = limit_line(limits, sum(known, ZERO) if len(known) == len(pays) else limits.annual_additions)
    kept = {one.name: _kept(one.name, what) for one in what.plans if one.kind != "457b"}
    deferral = sum((kept[name] for name in names if name in kept), ZERO)
    money = _sum(what, names, *EMPLOYER_MONEY)
    pension = _sum(what, names, "db_mandatory")
    offered = max((one.catch_up for one in members), key=lambda one: catch_up_limit(what.age, limits, one))
    own = deferral_limits(what.age, limits, offered, sum(kept.values(), ZERO) - deferral)
    catch_up = catch_up_by_definition(deferral, money + pension, limit.amount, own.catch_up_here, own.base)
    counted = counted_deferral_line(deferral, limits)
    made = {one.name: _after_tax(one.name, what) for one in members}
    lines = [counted, becomes_catch_up_line(catch_up.becomes), *_employer_lines(what, names)]
    lines.extend(Line("after_tax", -made[name], f"after-tax money in {name}", "IRC 415(c)(2)(B)") for name in names)
    pay = limits.compensation if plan.pay is None else plan.pay
    room = after_tax_room(
        limit,
        lines,
        cap=plan_cap(pay, limits, plan.cap_rate, plan.cap_dollars),
        made=made[plan.name],
    )
    return PlanRoom(
        plan=plan.name,
        shares_with=tuple(name for name in names if name != plan.name),
        limit=limit.amount,
        used=-sum((line.amount for line in lines), ZERO),
        left=room.room,
        deferral_counted=-counted.amount - catch_up.becomes,
        becomes_catch_up=catch_up.becomes,
        employer_money=money,
        after_tax=made[plan.name],
        true_excess=catch_up.true_excess,
        over_limit_by=room.over_limit_by,
        over_plan_cap_by=room.over_plan_cap_by,
        plan_excess_deferral=to_cents(max(ZERO, deferral - own.plan)),
        binding=room.binding,
        closed=what.as_of is not None and year_state(what.tax_year, what.as_of, owner=plan.owner).closed,
        lines=room.lines,
    )


def _kept(name: str, what: YearInput) -> Decimal:
    """Deferrals that stay in the plan: less what was paid back in time, or to bring it back to its limit."""
    made = sum((one.amount for one in _of_plan(what, name, *DEFERRALS) if counts(what, one)), ZERO)
    back = [one for one in returned(what) if what.plan_of(one) == name]
    back += [one for one in _additions_returned(what, name) if one.of != "after_tax"]
    return max(ZERO, made - sum((one.principal for one in back), ZERO))


def _after_tax(name: str, what: YearInput) -> Decimal:
    """After-tax money of the year; what was refunded after a failed test stays an addition of it."""
    made = sum((one.amount for one in _of_plan(what, name, "after_tax")), ZERO)
    back = sum((one.principal for one in _additions_returned(what, name) if one.of == "after_tax"), ZERO)
    return max(ZERO, made - back)


def _additions_returned(what: YearInput, name: str) -> list[Movement]:
    return [one for one in _of_plan(what, name, "refund") if one.reason == "annual_additions"]


def _of_plan(what: YearInput, name: str, *kinds: str) -> list[Movement]:
    return [one for one in what.for_year(*kinds) if what.plan_of(one) == name]


def _sum(what: YearInput, names: Sequence[str], *kinds: str) -> Decimal:
    return sum((one.amount for name in names for one in _of_plan(what, name, *kinds)), ZERO)


def _employer_lines(what: YearInput, names: Sequence[str]) -> Iterator[Line]:
    for name in names:
        for kind in EMPLOYER_MONEY:
            amount = _sum(what, (name,), kind)
            yield Line(kind, -amount, f"employer money in {name}, vested or not", "IRC 415(c)(2)(A)")
        amount = _sum(what, (name,), "db_mandatory")
        rule = f"mandatory contributions to a pension plan beside {name}"
        yield Line("db_mandatory", -amount, rule, "Treas. Reg. 1.415(c)-1(a)(2)(ii)(B)")

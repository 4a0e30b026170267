"""How much after-tax money still fits into a plan in a tax year, and why (facts 2.4 to 2.9, 2.13)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Literal

from core.additions import (
    Binding,
    after_tax_room,
    counted_deferral_line,
    limit_line,
    plan_cap,
    relabelled_deferral_line,
)
from core.capacity_input import CapacityInput
from core.deferrals import deferral_limits, excess_deferral_due
from core.explanation import Line
from core.limits import limits_for
from core.money import ZERO, to_cents
from core.plan_year import PlanYear, match_on_after_tax, plan_year

Note = Literal[
    "excess_deferral",
    "over_limit",
    "over_plan_cap",
    "ceiling_depends_on_plan",
    "pay_left_below_room",
    "deferral_above_pay",
    "match_looks_at_each_paycheck",
    "match_counts_after_tax",
    "employer_contribution_above_largest",
    "pay_not_used",
]


@dataclass(frozen=True, slots=True)
class CapacityResult:
    """What the year allows, in dollars and cents.

    `deferral_limit` is the limit without catch-up, `catch_up_limit` what this plan allows on top at this age,
    `deferral_limit_here` both, less what was deferred elsewhere. `deferral` is what was reckoned with,
    `deferral_counted` what of it is an annual addition. Where another employer shares the annual additions limit,
    `deferral_counted`, `catch_up_used`, `employer_total`, `compensation` and the lines take in both.

    `excess_deferral` is above the person's limit across all employers and must be paid back by
    `excess_deferral_due` (None without an excess).

    `after_tax_room` is what is still open after the after-tax money already made; `lines` add up to it.
    `after_tax_limit` is the figure for the whole year, the money already made here included.
    `after_tax_ceiling` is what is open where the plan re-labels deferrals as catch-up (facts 2.5); `ceiling_lines`
    add up to it. They are `after_tax_room` and `lines` where re-labelling changes nothing.

    `pay_left` is the pay of the year that no deferral or after-tax money has taken; taxes come out of it too.
    """

    tax_year: int
    deferral_limit: Decimal
    catch_up_limit: Decimal
    deferral_limit_here: Decimal
    excess_deferral: Decimal
    deferral_counted: Decimal
    catch_up_used: Decimal
    annual_additions_limit: Decimal
    match: Decimal
    employer_total: Decimal
    after_tax_room: Decimal
    after_tax_ceiling: Decimal
    over_limit_by: Decimal
    binding: Binding
    lines: tuple[Line, ...]
    ceiling_lines: tuple[Line, ...]
    after_tax_limit: Decimal
    over_plan_cap_by: Decimal
    deferral: Decimal
    excess_deferral_due: date | None
    compensation: Decimal
    pay_left: Decimal
    notes: tuple[Note, ...]


def capacity(told: CapacityInput) -> CapacityResult:
    """The after-tax room for what was `told`, with every figure that leads to it.

    Raises `LimitsNotPublished` for a tax year that is not loaded.
    """
    limits = limits_for(told.tax_year)
    other = told.other_employer
    elsewhere = other.deferral_that_shares_the_limit if other else ZERO
    deferrals = deferral_limits(told.age, limits, told.plan_catch_up, elsewhere)
    year = plan_year(told, deferrals, limits)

    together = year.deferral + elsewhere if told.shares_annual_additions else year.deferral
    catch_up = deferrals.person - deferrals.base if told.shares_annual_additions else deferrals.catch_up_here
    limit = limit_line(limits, year.compensation)
    counted = counted_deferral_line(together, limits)
    relabelled = relabelled_deferral_line(together, catch_up, limits)
    also_used = (*year.lines, *_after_tax_lines(told))
    matches_after_tax = told.match is not None and told.match.match_after_tax
    room_beside = partial(
        after_tax_room,
        limit,
        cap=plan_cap(year.own_pay, limits, told.plan_cap_rate, told.plan_cap_dollars),
        made=told.after_tax_made,
        match_on=partial(match_on_after_tax, told, year, deferrals, limits) if matches_after_tax else None,
    )
    room = room_beside((counted, *also_used))
    ceiling = room_beside((relabelled, *also_used)) if relabelled.amount > counted.amount else room
    if ceiling.room == room.room:
        ceiling = room

    excess = max(ZERO, year.deferral + elsewhere - deferrals.person)
    pay_left = max(ZERO, year.own_pay - year.deferral - told.after_tax_made)
    found: dict[Note, bool] = {
        "excess_deferral": excess > 0,
        "over_limit": room.over_limit_by > 0,
        "over_plan_cap": room.over_plan_cap_by > 0,
        "ceiling_depends_on_plan": ceiling.room > room.room,
        "pay_left_below_room": pay_left < room.room,
        **_notes_on_input(told, year),
    }
    return CapacityResult(
        tax_year=told.tax_year,
        deferral_limit=to_cents(deferrals.base),
        catch_up_limit=to_cents(deferrals.catch_up),
        deferral_limit_here=to_cents(deferrals.here),
        excess_deferral=excess,
        deferral_counted=-counted.amount,
        catch_up_used=min(max(ZERO, together - deferrals.base), deferrals.person - deferrals.base),
        annual_additions_limit=limit.amount,
        match=year.match + room.kept_for_match,
        employer_total=year.employer_total + room.kept_for_match,
        after_tax_room=room.room,
        after_tax_ceiling=ceiling.room,
        over_limit_by=room.over_limit_by,
        binding=room.binding,
        lines=room.lines,
        ceiling_lines=ceiling.lines,
        after_tax_limit=room.year_limit,
        over_plan_cap_by=room.over_plan_cap_by,
        deferral=year.deferral,
        excess_deferral_due=excess_deferral_due(told.tax_year) if excess else None,
        compensation=year.compensation,
        pay_left=pay_left,
        notes=tuple(note for note, holds in found.items() if holds),
    )


def _after_tax_lines(told: CapacityInput) -> Iterator[Line]:
    source = "IRC 415(c)(2)(B)"
    yield Line("after_tax_made", -told.after_tax_made, "after-tax money already in this plan this year", source)
    if told.other_employer is not None and told.shares_annual_additions:
        yield Line(
            "related_after_tax",
            -told.other_employer.after_tax,
            "after-tax money in the plan that shares this annual additions limit",
            "IRC 415(f), 415(h)",
        )


def _notes_on_input(told: CapacityInput, year: PlanYear) -> dict[Note, bool]:
    formula, business = told.match, told.self_employed
    income = None if business is None else business.net_profit or business.wages
    given = ZERO if business is None or business.employer_contribution == "max" else business.employer_contribution
    largest = year.largest_employer_contribution
    return {
        "deferral_above_pay": year.deferral > year.own_pay,
        "match_looks_at_each_paycheck": formula is not None and formula.per == "paycheck",
        "match_counts_after_tax": formula is not None and formula.match_after_tax,
        "employer_contribution_above_largest": largest is not None and given > largest,
        "pay_not_used": income is not None and income != told.pay,
    }

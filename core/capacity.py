"""How much after-tax money still fits into a plan in a tax year, and why (facts 2.4 to 2.9, 2.13)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Literal

from core.additions import (
    Binding,
    Room,
    after_tax_room,
    becomes_catch_up_line,
    catch_up_by_definition,
    counted_deferral_line,
    limit_line,
    plan_cap,
    relabelled_deferral_line,
)
from core.capacity_input import CapacityInput
from core.deferrals import DeferralLimits, deferral_limits, excess_deferral_due
from core.explanation import Line
from core.limits import Limits, limits_for
from core.money import ZERO, to_cents
from core.paychecks.year_state import YearState, year_state
from core.plan_year import RELATED, PlanYear, match_on_after_tax, plan_year

Note = Literal[
    "excess_deferral",
    "excess_deferral_unless_higher_catch_up",
    "plan_excess_deferral",
    "becomes_catch_up",
    "over_limit",
    "over_plan_cap",
    "ceiling_depends_on_plan",
    "pay_left_below_room",
    "deferral_above_pay",
    "match_looks_at_each_paycheck",
    "match_counts_after_tax",
    "employer_contribution_above_largest",
    "pay_not_used",
    "must_pass_alone",
    "cap_on_counted_pay",
    "year_closed",
]


@dataclass(frozen=True, slots=True)
class CapacityResult:
    """What the year allows, in dollars and cents.

    `deferral_limit` is the limit without catch-up, `catch_up_limit` what this plan allows on top at this age,
    `deferral_limit_here` both, less what was deferred elsewhere. `deferral` is what was worked with,
    `deferral_counted` what of it is an annual addition. Where another employer shares the annual additions limit,
    `deferral_counted`, `catch_up_used`, `employer_total`, `compensation` and the lines take in both.

    `excess_deferral` is above the person's limit across all employers, after what was paid back, and must be paid
    back by `excess_deferral_due` (None without an excess). `excess_deferral_if_ordinary` is more than that at 60 to 63
    where the plan does not offer the higher catch-up and the person's right to it is not confirmed.
    `plan_excess_deferral` is what this plan took above what it may (IRC 401(a)(30)) and has to correct itself.

    Where deferrals and employer money together pass the limit, `becomes_catch_up` of the deferral is catch-up by
    definition, which is no excess (IRC 414(v)(5)(B), (3)(A)(i)). `true_excess` is what remains above the limit then,
    after-tax money left out; `over_limit_by` takes the after-tax money in. `catch_up_left` is catch-up that is still
    open above the limit without it.

    `after_tax_room` is what is still open after the after-tax money already made; `lines` add up to it.
    `after_tax_limit` is the figure for the whole year, the money already made here included.
    `after_tax_ceiling` is what is open where the plan re-labels deferrals as catch-up (facts 2.5); `ceiling_lines`
    add up to it. They are `after_tax_room` and `lines` where re-labelling changes nothing.

    `plan_cap` is the plan's own cap in dollars, None without one. `plan_cap_on_full_pay` and `room_on_full_pay` are
    the cap and the room if a cap that is a share of pay counts pay above the compensation limit too.

    `pay_left` is the pay of the year that no deferral or after-tax money has taken; taxes come out of it too.

    `year` says whether the year still takes money, None where the day was not told. The room of a closed year is
    history: nothing more can be put in.
    """

    tax_year: int
    deferral_limit: Decimal
    catch_up_limit: Decimal
    deferral_limit_here: Decimal
    excess_deferral: Decimal
    excess_deferral_if_ordinary: Decimal
    plan_excess_deferral: Decimal
    becomes_catch_up: Decimal
    true_excess: Decimal
    catch_up_left: Decimal
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
    plan_cap: Decimal | None
    plan_cap_on_full_pay: Decimal | None
    room_on_full_pay: Decimal
    deferral: Decimal
    excess_deferral_due: date | None
    compensation: Decimal
    pay_left: Decimal
    year: YearState | None
    notes: tuple[Note, ...]

    @property
    def closed(self) -> bool:
        """Whether nothing more can be put in for the year, so that the room is history."""
        return self.year is not None and self.year.closed


def capacity(told: CapacityInput) -> CapacityResult:
    """The after-tax room for what was `told`, with every figure that leads to it.

    Raises `LimitsNotPublished` for a tax year that is not loaded.
    """
    limits = limits_for(told.tax_year)
    other = told.other_employer
    elsewhere = other.deferral_that_shares_the_limit if other else ZERO
    deferrals = deferral_limits(told.age, limits, told.plan_catch_up, elsewhere)
    year = plan_year(told, deferrals, limits)
    test = _tested(told, year, deferrals, limits)
    room, ceiling = test.room, test.ceiling

    kept = max(ZERO, year.deferral - told.deferral_refunded)
    in_all = kept + elsewhere
    excess = max(ZERO, in_all - deferrals.person)
    if_ordinary = max(ZERO, in_all - deferrals.person_if_ordinary)
    plan_excess = max(ZERO, kept - deferrals.plan)
    pay_left = max(ZERO, year.own_pay - year.deferral - told.after_tax_made)
    state = _state(told)
    on_full_pay = _cap_on_full_pay(told, year)
    found: dict[Note, bool] = {
        "excess_deferral": excess > 0,
        "excess_deferral_unless_higher_catch_up": if_ordinary > excess,
        "plan_excess_deferral": plan_excess > excess,
        "becomes_catch_up": test.becomes > 0,
        "over_limit": room.over_limit_by > 0,
        "over_plan_cap": room.over_plan_cap_by > 0,
        "ceiling_depends_on_plan": min(ceiling.room, pay_left) > room.room,
        "pay_left_below_room": pay_left < room.room,
        "must_pass_alone": test.alone,
        "cap_on_counted_pay": on_full_pay != test.cap,
        "year_closed": state is not None and state.closed,
        **_notes_on_input(told, year),
    }
    return CapacityResult(
        tax_year=told.tax_year,
        deferral_limit=to_cents(deferrals.base),
        catch_up_limit=to_cents(deferrals.catch_up),
        deferral_limit_here=to_cents(deferrals.here),
        excess_deferral=excess,
        excess_deferral_if_ordinary=if_ordinary,
        plan_excess_deferral=plan_excess,
        becomes_catch_up=test.becomes,
        true_excess=test.true_excess,
        catch_up_left=test.catch_up_left,
        deferral_counted=test.deferral_counted,
        catch_up_used=test.catch_up_used,
        annual_additions_limit=test.limit,
        match=year.match + room.kept_for_match,
        employer_total=test.employer_total + room.kept_for_match,
        after_tax_room=room.room,
        after_tax_ceiling=ceiling.room,
        over_limit_by=room.over_limit_by,
        binding=room.binding,
        lines=room.lines,
        ceiling_lines=ceiling.lines,
        after_tax_limit=room.year_limit,
        over_plan_cap_by=room.over_plan_cap_by,
        plan_cap=test.cap,
        plan_cap_on_full_pay=on_full_pay,
        room_on_full_pay=room.room if on_full_pay == test.cap else test.room_with(on_full_pay),
        deferral=year.deferral,
        excess_deferral_due=excess_deferral_due(told.tax_year) if if_ordinary else None,
        compensation=year.own_pay if test.alone else year.compensation,
        pay_left=pay_left,
        year=state,
        notes=tuple(note for note, holds in found.items() if holds),
    )


@dataclass(frozen=True, slots=True)
class _Test:
    """The annual additions limit put to one plan, or to the plans that share it, with what came of it. Dollars.

    `room_with` gives the room under another cap of the plan.
    """

    alone: bool
    limit: Decimal
    cap: Decimal | None
    deferral_counted: Decimal
    becomes: Decimal
    true_excess: Decimal
    catch_up_used: Decimal
    catch_up_left: Decimal
    employer_total: Decimal
    room: Room
    ceiling: Room
    room_with: Callable[[Decimal | None], Decimal]


def _tested(told: CapacityInput, year: PlanYear, deferrals: DeferralLimits, limits: Limits) -> _Test:
    """The test that leaves less: a business's plan beside a 403(b) must pass together with it and alone."""
    together = _test(told, year, deferrals, limits, alone=False)
    if not told.must_pass_alone:
        return together
    alone = _test(told, year, deferrals, limits, alone=True)
    left = (alone.room.room, -alone.room.over_limit_by)
    return alone if left < (together.room.room, -together.room.over_limit_by) else together


def _test(told: CapacityInput, year: PlanYear, deferrals: DeferralLimits, limits: Limits, *, alone: bool) -> _Test:
    other = told.other_employer
    shared = told.shares_annual_additions and not alone
    here = max(ZERO, year.deferral - told.deferral_refunded)
    deferred = here + other.deferral_that_shares_the_limit if other and shared else here
    catch_up = deferrals.catch_up_together if shared else deferrals.catch_up_here
    limit = limit_line(limits, year.own_pay if alone else year.compensation)
    counted = counted_deferral_line(deferred, limits)
    employer = tuple(line for line in year.lines if shared or not line.label.startswith(RELATED))
    employer_total = -sum((line.amount for line in employer), ZERO) + told.pension_contributions

    of_catch_up = catch_up_by_definition(deferred, employer_total, limit.amount, catch_up, deferrals.base)
    becomes = of_catch_up.becomes
    cap = plan_cap(year.own_pay, limits, told.plan_cap_rate, told.plan_cap_dollars)
    matches_after_tax = told.match is not None and told.match.match_after_tax
    room_beside = partial(
        after_tax_room,
        limit,
        made=told.after_tax_made,
        match_on=partial(match_on_after_tax, told, year, deferrals, limits) if matches_after_tax else None,
    )
    also_used = (*employer, *_other_lines(told, shared=shared))
    beside = (counted, becomes_catch_up_line(becomes), *also_used)
    room = room_beside(beside, cap=cap)
    relabelled = relabelled_deferral_line(deferred, catch_up, limits)
    gains = relabelled.amount > counted.amount + becomes
    ceiling = room_beside((relabelled, *also_used), cap=cap) if gains else room
    return _Test(
        alone=alone,
        limit=limit.amount,
        cap=cap,
        deferral_counted=-counted.amount - becomes,
        becomes=becomes,
        true_excess=of_catch_up.true_excess,
        catch_up_used=of_catch_up.used + becomes,
        catch_up_left=of_catch_up.left,
        employer_total=employer_total - told.pension_contributions,
        room=room,
        ceiling=room if ceiling.room == room.room else ceiling,
        room_with=lambda cap: room_beside(beside, cap=cap).room,
    )


def _state(told: CapacityInput) -> YearState | None:
    if told.as_of is None:
        return None
    owner = told.self_employed is not None
    return year_state(told.tax_year, told.as_of, told.pay_schedule, lead_days=told.lead_days, owner=owner)


def _cap_on_full_pay(told: CapacityInput, year: PlanYear) -> Decimal | None:
    """The plan's cap where a share of pay counts all of the pay, which some plans do."""
    caps = [] if told.plan_cap_dollars is None else [told.plan_cap_dollars]
    if told.plan_cap_rate is not None:
        caps.append(to_cents(told.plan_cap_rate * year.own_pay))
    return min(caps, default=None)


def _other_lines(told: CapacityInput, *, shared: bool) -> Iterator[Line]:
    source = "IRC 415(c)(2)(B)"
    yield Line(
        "pension_contributions",
        -told.pension_contributions,
        "mandatory contributions to a pension plan of the same employer",
        "Treas. Reg. 1.415(c)-1(a)(2)(ii)(B)",
    )
    yield Line("after_tax_made", -told.after_tax_made, "after-tax money already in this plan this year", source)
    if told.other_employer is not None and shared:
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

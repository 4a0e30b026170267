"""Annual additions: the limit of IRC 415(c) and the after-tax room that it leaves, as lines that add up."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from core.explanation import Line
from core.limits import Limits
from core.money import CENT, ZERO, to_cents

Binding = Literal["annual_additions", "compensation", "plan_cap", "none_left"]


@dataclass(frozen=True, slots=True)
class Room:
    """After-tax room that is still open, in dollars and cents; the amounts of `lines` add up to `room`.

    `year_limit` is the room for the whole year, after-tax money already made included. `over_limit_by` is by how much
    the additions are above the limit, `over_plan_cap_by` by how much the after-tax money made is above the plan's
    cap. `kept_for_match` is what a plan that matches after-tax money would add to `room`. `binding` says what holds
    the room where it is; "none_left" whenever nothing is left, for whatever reason.
    """

    room: Decimal
    year_limit: Decimal
    over_limit_by: Decimal
    over_plan_cap_by: Decimal
    kept_for_match: Decimal
    binding: Binding
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class CatchUp:
    """How a catch-up of the year is used, in dollars.

    `used` is above the deferral limit. `becomes` is what of the other deferrals is catch-up by definition, because
    employer money and deferrals together pass the annual additions limit; `true_excess` is what of that is no catch-up
    any more, for the plan to correct. `left` is still open.
    """

    used: Decimal
    becomes: Decimal
    true_excess: Decimal
    left: Decimal


def catch_up_by_definition(
    deferred: Decimal, employer_total: Decimal, limit: Decimal, catch_up: Decimal, base: Decimal
) -> CatchUp:
    """What of `deferred` dollars is catch-up without anybody's doing (facts 2.5 a; IRC 414(v)(5)(B), (3)(A)(i)).

    `employer_total` counts with the deferrals against `limit`; `catch_up` is what the plan has at this age and `base`
    the deferral limit without it. After-tax money stays out: whether it makes catch-up is for the plan to say.
    """
    counted = min(deferred, base)
    used = min(deferred - counted, catch_up)
    over = max(ZERO, counted + employer_total - limit)
    becomes = min(over, catch_up - used, counted)
    return CatchUp(used, becomes, over - becomes, catch_up - used - becomes)


def limit_line(limits: Limits, compensation: Decimal) -> Line:
    """The annual additions limit: the dollar limit, or 100% of `compensation` (deferrals included) if that is less."""
    if compensation < limits.annual_additions:
        return Line(
            "compensation_limit",
            to_cents(compensation),
            "100% of pay, which is less than the dollar limit",
            "IRC 415(c)(1)(B)",
        )
    return Line(
        "annual_additions_limit",
        to_cents(limits.annual_additions),
        "the limit without catch-up, which does not count against it",
        limits.sources["annual_additions"].authority,
    )


def counted_deferral_line(deferral: Decimal, limits: Limits) -> Line:
    """What of `deferral` counts as an annual addition, as a negative amount: not the catch-up."""
    rule = (
        "deferrals up to the limit without catch-up"
        if deferral > limits.elective_deferral
        else "all deferrals, which stay within the limit without catch-up"
    )
    return Line(
        "deferral_counted",
        -to_cents(min(deferral, limits.elective_deferral)),
        rule,
        "IRC 415(c)(2)(B), 414(v)(3)(A)",
    )


def becomes_catch_up_line(amount: Decimal) -> Line:
    """Deferrals that are catch-up by definition, because they and employer money pass the limit together."""
    return Line(
        "becomes_catch_up",
        to_cents(amount),
        "deferrals above the limit are catch-up, which does not count",
        "IRC 414(v)(5)(B), (3)(A)(i); Treas. Reg. 1.414(v)-1(a)(1)",
    )


def relabelled_deferral_line(deferral: Decimal, catch_up: Decimal, limits: Limits) -> Line:
    """What of `deferral` would still count if the plan re-labelled up to `catch_up` of it, as a negative amount."""
    lawful = min(deferral, limits.elective_deferral + catch_up)
    return Line(
        "deferral_counted",
        -to_cents(min(max(ZERO, lawful - catch_up), limits.elective_deferral)),
        "deferrals less what the plan may re-label as catch-up once the annual additions limit is passed",
        "Treas. Reg. 1.414(v)-1(a)(1), (b)(1)(i); depends on the plan",
    )


def plan_cap(pay: Decimal, limits: Limits, rate: Decimal | None, dollars: Decimal | None) -> Decimal | None:
    """The plan's cap on after-tax contributions in dollars, or None where it has none.

    `rate` is a fraction of `pay`, which counts up to the compensation limit (IRC 401(a)(17)); the lower of the two
    caps holds where a plan has both.
    """
    caps = [] if dollars is None else [dollars]
    if rate is not None:
        caps.append(to_cents(rate * min(pay, limits.compensation)))
    return min(caps, default=None)


def after_tax_room(
    limit: Line,
    used: Iterable[Line],
    *,
    cap: Decimal | None = None,
    made: Decimal = ZERO,
    match_on: Callable[[Decimal], Decimal] | None = None,
) -> Room:
    """What is still open for after-tax contributions (facts 2.4).

    `limit` comes from `limit_line`; `used` are the additions as negative amounts, after-tax money already made
    included. `cap` is the plan's cap for the year and `made` what of it is used. `match_on(more)` is the match that
    `more` dollars of after-tax money bring, for plans that match it. All in dollars and cents.
    """
    lines = [limit, *(line for line in used if line.amount)]
    left = sum((line.amount for line in lines), ZERO)
    open_by_law = max(ZERO, left)
    by_law = open_by_law if match_on is None else _largest_with_its_match(open_by_law, match_on)
    cap_left = None if cap is None else cap - made
    room = by_law if cap_left is None else min(by_law, max(ZERO, cap_left))
    kept = ZERO
    if match_on is not None:
        kept = open_by_law - by_law if room == by_law else match_on(room)

    if left < 0:
        lines.append(Line("over_limit", -left, "the additions are above the limit; nothing is left", limit.source))
    if kept:
        lines.append(
            Line("match_on_after_tax", -kept, "kept free for the match on the after-tax money itself", "the plan")
        )
    if room < open_by_law - kept:
        lines.append(
            Line("plan_cap", room - (open_by_law - kept), "the plan takes less than the law leaves open", "the plan")
        )
    year_limit = left - kept + made if cap is None else min(left - kept + made, cap)
    return Room(
        room=room,
        year_limit=max(ZERO, year_limit),
        over_limit_by=max(ZERO, -left),
        over_plan_cap_by=ZERO if cap_left is None else max(ZERO, -cap_left),
        kept_for_match=kept,
        binding=_binding(limit, room, by_law),
        lines=tuple(lines),
    )


def _largest_with_its_match(open_by_law: Decimal, match_on: Callable[[Decimal], Decimal]) -> Decimal:
    """The most after-tax dollars that fit together with the match they bring; halves the interval, in whole cents."""
    fits, too_much = 0, int(open_by_law / CENT) + 1
    while too_much - fits > 1:
        middle = (fits + too_much) // 2
        amount = middle * CENT
        if amount + match_on(amount) <= open_by_law:
            fits = middle
        else:
            too_much = middle
    return fits * CENT


def _binding(limit: Line, room: Decimal, by_law: Decimal) -> Binding:
    if not room:
        return "none_left"
    if room < by_law:
        return "plan_cap"
    return "compensation" if limit.label == "compensation_limit" else "annual_additions"

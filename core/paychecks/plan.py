"""What to take from each paycheck that is left, so that the year ends on the target and the match goes on."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from typing import Literal

from core.additions import after_tax_room, counted_deferral_line, limit_line, plan_cap
from core.deferrals import catch_up_limit
from core.explanation import Line
from core.limits import Limits, limits_for
from core.match_arithmetic import Paycheck, employer_money, paycheck_match
from core.money import CENT, ZERO, to_cents
from core.paychecks.calendar import changeable, paydays_in_year, turn_of_year
from core.paychecks.plan_input import PaycheckInput
from core.paychecks.plan_values import Bucket, BucketPlan, MatchOutlook, PaycheckPlan, WholePercents
from core.paychecks.year_state import year_state

ONE_PERCENT = Decimal("0.01")
_SHARE_STEP = Decimal("0.000001")


def plan_paychecks(what: PaycheckInput) -> PaycheckPlan:
    """Spreads what is left of both targets evenly over the paychecks that can still be changed, to the last payday.

    Raises `LimitsNotPublished` for a year that is not loaded.
    """
    limits = limits_for(what.tax_year)
    regular = paydays_in_year(what, what.tax_year)
    pay_by_day = what.pay_by_day(regular)
    all_paydays = regular if pay_by_day is None else tuple(pay_by_day)
    left = tuple(day for day in all_paydays if day > what.as_of)
    open_paydays = changeable(left, what.as_of, what.lead_days)
    pays = None if pay_by_day is None else [pay_by_day[day] for day in open_paydays]
    locked = len(left) - len(open_paydays)
    deferral_cap = limits.elective_deferral + catch_up_limit(what.age or 0, limits, what.plan_catch_up)
    if what.pay is not None:
        deferral_cap = min(deferral_cap, what.pay)
    most = _most_each(pays, len(open_paydays), what.largest_share_of_pay, what.largest_each)
    deferral = _bucket(
        "elective_deferral",
        "IRC 402(g)(1), 414(v)",
        asked=what.deferral,
        limit=deferral_cap,
        made=what.deferral_made,
        locked=what.deferral_now * locked,
        pays=pays,
        most=most,
    )
    in_year = deferral.made + deferral.locked + deferral.planned
    after_tax = _bucket(
        "after_tax",
        "IRC 415(c)(1), 415(c)(2)",
        asked=what.after_tax,
        limit=after_tax_limit(what, limits, in_year),
        made=what.after_tax_made,
        locked=what.after_tax_now * locked,
        pays=pays,
        most=_beside(
            most,
            deferral.amounts,
            _most_each(pays, len(open_paydays), what.after_tax_largest_share, what.after_tax_largest_each),
        ),
    )
    return PaycheckPlan(
        what.tax_year,
        left,
        open_paydays,
        turn_of_year(what, what.tax_year),
        deferral,
        after_tax,
        None if pay_by_day is None else _outlook(what, limits, deferral, pay_by_day, locked=locked),
        year_state(what.tax_year, what.as_of, what, lead_days=what.lead_days),
        None if pays is None else tuple(pays),
    )


Most = list[Decimal | None]


def _most_each(pays: Sequence[Decimal] | None, checks: int, share: Decimal | None, dollars: Decimal | None) -> Most:
    """The most in dollars that each paycheck gives by a share of its pay and by dollars; None where nothing bounds."""
    by_share: Most = [None] * checks if pays is None or share is None else [pay * share for pay in pays]
    return [_lower(one, dollars) for one in by_share]


def _beside(most: Most, taken: Sequence[Decimal], own: Most) -> Most:
    """What is left of `most` on each paycheck beside what is `taken`, at most `own`."""
    return [
        _lower(None if one is None else max(ZERO, one - amount), cap)
        for one, amount, cap in zip(most, taken, own, strict=True)
    ]


def _lower(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return min((bound for bound in (one, other) if bound is not None), default=None)


def after_tax_limit(what: PaycheckInput, limits: Limits, deferral: Decimal) -> Decimal:
    """Dollars of after-tax contributions that the year allows beside `deferral`, the plan's own cap included."""
    used = (
        counted_deferral_line(deferral, limits),
        Line("employer_money", -to_cents(what.employer_money), "all employer money of the year", "IRC 415(c)(2)(A)"),
    )
    cap = plan_cap(what.pay or limits.compensation, limits, what.plan_cap_rate, what.plan_cap_dollars)
    return after_tax_room(limit_line(limits, what.pay or limits.annual_additions), used, cap=cap).year_limit


def spread(total: Decimal, checks: int) -> tuple[Decimal, ...]:
    """`total` dollars in `checks` equal amounts of whole cents; the last one takes the rest, so that all add up."""
    if checks == 0:
        return ()
    each = to_cents(total / checks)
    if each * (checks - 1) > total:
        each = (total / checks).quantize(CENT, rounding=ROUND_FLOOR)
    return (*(each for _ in range(checks - 1)), total - each * (checks - 1))


def share_out(total: Decimal, pays: Sequence[Decimal], most: Most) -> tuple[Decimal, ...]:
    """`total` dollars as the same share of each of `pays`, none above its `most`, in whole cents.

    What a bound keeps off one paycheck goes to the others; what fits nowhere is left out. The last takes odd cents.
    """
    bounds = [None if one is None else one.quantize(CENT, rounding=ROUND_FLOOR) for one in most]
    if len(set(pays)) <= 1 and all(one is None or one >= to_cents(total / len(pays)) for one in bounds):
        return spread(total, len(pays))
    amounts = [ZERO for _ in pays]
    open_places = [place for place, pay in enumerate(pays) if pay > 0]
    left = total
    while left > 0 and open_places:
        weight = sum((pays[place] for place in open_places), ZERO)
        given = ZERO
        full = []
        for place in open_places:
            wanted = (left * pays[place] / weight).quantize(CENT, rounding=ROUND_FLOOR)
            bound = bounds[place]
            fits = wanted if bound is None else min(wanted, bound - amounts[place])
            if fits < wanted:
                full.append(place)
            amounts[place] += fits
            given += fits
        left -= given
        open_places = [place for place in open_places if place not in full]
        if not full:
            break
    for place in reversed(open_places):  # cents that rounding down left over
        bound = bounds[place]
        more = left if bound is None else min(left, bound - amounts[place])
        amounts[place] += more
        left -= more
    return tuple(amounts)


def _bucket(
    bucket: Bucket,
    source: str,
    *,
    asked: Decimal | Literal["max"] | None,
    limit: Decimal,
    made: Decimal,
    locked: Decimal,
    pays: Sequence[Decimal] | None,
    most: Most,
) -> BucketPlan:
    made, locked = to_cents(made), to_cents(locked)
    checks = len(most)
    wish = limit if asked == "max" else made + locked if asked is None else asked
    target = min(wish, limit).quantize(CENT, rounding=ROUND_FLOOR)
    open_amount = target - made - locked
    wanted = max(ZERO, open_amount)
    amounts = share_out(wanted, pays or [Decimal(1)] * checks, most) if checks else ()
    planned = sum(amounts, ZERO)
    unreachable = wanted - planned
    over_by = max(ZERO, -open_amount)
    lines = (
        Line("target", target, "for the whole year, at most the limit", source),
        Line("already_made", -made, "in the plan already", "year-to-date contributions"),
        Line("locked_paychecks", -locked, "comes from paychecks that can no longer be changed", "payroll lead time"),
        Line(
            "does_not_fit",
            over_by - unreachable,
            "more than the paychecks left can take, or already over",
            "paychecks left",
        ),
    )
    to_come = to_cents(sum(pays, ZERO)) if pays else ZERO  # a year over 26 paychecks has endless digits
    return BucketPlan(
        bucket,
        to_cents(wish),
        limit,
        target,
        made,
        locked,
        amounts,
        planned,
        unreachable,
        over_by,
        (planned / to_come).quantize(_SHARE_STEP, rounding=ROUND_FLOOR) if to_come else None,
        whole_percents(planned, pays) if pays and to_come else None,
        lines,
    )


def whole_percents(planned: Decimal, pays: Sequence[Decimal]) -> WholePercents:
    """`planned` dollars over paychecks of `pays` dollars, in whole percents rounded down."""
    share = (planned / to_cents(sum(pays, ZERO))).quantize(ONE_PERCENT, rounding=ROUND_FLOOR)
    while share and sum(_at(share, pays), ZERO) > planned:
        share -= ONE_PERCENT
    each, higher = _at(share, pays), _at(share + ONE_PERCENT, pays)
    total = raised_total = sum(each, ZERO)
    raised = 0
    for amount, more in zip(reversed(each), reversed(higher), strict=True):
        if more == amount or raised_total + more - amount > planned:
            break
        raised_total += more - amount
        raised += 1
    return WholePercents(share, each[0], total, planned - total, raised, raised_total, planned - raised_total)


def _at(share: Decimal, pays: Sequence[Decimal]) -> list[Decimal]:
    return [to_cents(share * pay) for pay in pays]


def _outlook(
    what: PaycheckInput,
    limits: Limits,
    deferral: BucketPlan,
    pay_by_day: Mapping[date, Decimal],
    *,
    locked: int,
) -> MatchOutlook | None:
    """What the planned deferral draws, beside the most that any deferral within the limit could draw (facts 2.7)."""
    if what.match is None:
        return None
    pays = list(pay_by_day.values())
    gone = len(pays) - locked - len(deferral.amounts)
    deferred = [
        *spread(what.deferral_made, gone),
        *(what.deferral_now for _ in range(locked)),
        *deferral.amounts,
    ]
    year = [Paycheck(pay, amount) for pay, amount in zip(pays, deferred, strict=True)]
    total_pay = sum(pays, ZERO)
    most = limits.elective_deferral
    if what.match.match_catch_up:
        most += catch_up_limit(what.age or 0, limits, what.plan_catch_up)
    best = employer_money(what.match, total_pay, min(most, total_pay), limits).match
    if what.true_up or what.match.per == "year":
        expected = employer_money(what.match, total_pay, sum(deferred, ZERO), limits).match
        return _seen(expected, best)
    by_paycheck = paycheck_match(what.match, year, limits).by_paycheck
    everything = [*year[:gone], *(Paycheck(one.pay, one.pay) for one in year[gone:])]
    unbounded = what.match.model_copy(update={"match_catch_up": True})
    at_most = sum(paycheck_match(unbounded, everything, limits).by_paycheck[gone:], ZERO)
    return _seen(sum(by_paycheck[gone:], ZERO), min(at_most, best - sum(by_paycheck[:gone], ZERO)))


def _seen(expected: Decimal, possible: Decimal) -> MatchOutlook:
    best = max(expected, possible)
    return MatchOutlook(expected, best, best - expected)

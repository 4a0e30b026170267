"""What to take from each paycheck that is left, so that the year ends on the target and the match goes on."""

from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal
from typing import Literal

from core.additions import after_tax_room, counted_deferral_line, limit_line, plan_cap
from core.deferrals import catch_up_limit
from core.explanation import Line
from core.limits import Limits, limits_for
from core.match import MatchFormula
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
    all_paydays = paydays_in_year(what, what.tax_year)
    left = tuple(day for day in all_paydays if day > what.as_of)
    open_paydays = changeable(left, what.as_of, what.lead_days)
    check = what.pay_each
    locked = len(left) - len(open_paydays)
    deferral_cap = limits.elective_deferral + catch_up_limit(what.age or 0, limits, what.plan_catch_up)
    if what.pay is not None:
        deferral_cap = min(deferral_cap, what.pay)
    room = None if check is None else check * what.largest_share_of_pay
    deferral = _bucket(
        "elective_deferral",
        "IRC 402(g)(1), 414(v)",
        asked=what.deferral,
        limit=deferral_cap,
        made=what.deferral_made,
        locked=what.deferral_now * locked,
        checks=len(open_paydays),
        check=check,
        room_each=room,
    )
    in_year = deferral.made + deferral.locked + deferral.planned
    after_tax_cap = after_tax_limit(what, limits, in_year)
    after_tax = _bucket(
        "after_tax",
        "IRC 415(c)(1), 415(c)(2)",
        asked=what.after_tax,
        limit=after_tax_cap,
        made=what.after_tax_made,
        locked=what.after_tax_now * locked,
        checks=len(open_paydays),
        check=check,
        room_each=None if room is None else max(ZERO, room - max(deferral.amounts, default=ZERO)),
    )
    return PaycheckPlan(
        what.tax_year,
        left,
        open_paydays,
        turn_of_year(what, what.tax_year),
        deferral,
        after_tax,
        _outlook(what, limits, deferral, locked=locked, gone=len(all_paydays) - len(left)),
        year_state(what.tax_year, what.as_of, what, lead_days=what.lead_days),
    )


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


def _bucket(
    bucket: Bucket,
    source: str,
    *,
    asked: Decimal | Literal["max"] | None,
    limit: Decimal,
    made: Decimal,
    locked: Decimal,
    checks: int,
    check: Decimal | None,
    room_each: Decimal | None,
) -> BucketPlan:
    made, locked = to_cents(made), to_cents(locked)
    wish = limit if asked == "max" else made + locked if asked is None else asked
    target = min(wish, limit).quantize(CENT, rounding=ROUND_FLOOR)
    open_amount = target - made - locked
    wanted = max(ZERO, open_amount)
    fits = wanted if room_each is None else min(wanted, (room_each * checks).quantize(CENT, rounding=ROUND_FLOOR))
    planned = fits if checks else ZERO
    amounts = spread(planned, checks)
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
        None if not check or not checks else (planned / checks / check).quantize(_SHARE_STEP, rounding=ROUND_FLOOR),
        None if not check or not checks else whole_percents(planned, checks, check),
        lines,
    )


def whole_percents(planned: Decimal, checks: int, check: Decimal) -> WholePercents:
    """`planned` dollars over `checks` paychecks of `check` dollars each, in whole percents rounded down."""
    share = (planned / checks / check).quantize(ONE_PERCENT, rounding=ROUND_FLOOR)
    each, higher = to_cents(share * check), to_cents((share + ONE_PERCENT) * check)
    while share and each * checks > planned:
        share -= ONE_PERCENT
        each, higher = to_cents(share * check), each
    total = each * checks
    step = higher - each
    raised = min(checks, int((planned - total) / step)) if step else 0
    raised_total = total + step * raised
    return WholePercents(share, each, total, planned - total, raised, raised_total, planned - raised_total)


def _outlook(
    what: PaycheckInput, limits: Limits, deferral: BucketPlan, *, locked: int, gone: int
) -> MatchOutlook | None:
    check = what.pay_each
    if what.match is None or check is None:
        return None
    past = [Paycheck(check, amount) for amount in spread(what.deferral_made, gone)]
    planned = (*(what.deferral_now for _ in range(locked)), *deferral.amounts)
    paychecks = [*past, *(Paycheck(check, amount) for amount in planned)]
    everything = [*past, *(Paycheck(check, check) for _ in planned)]
    if what.true_up or what.match.per == "year":
        expected, possible = (_match_for_year(what.match, checks, limits) for checks in (paychecks, everything))
    else:
        expected, possible = (
            sum(paycheck_match(what.match, checks, limits).by_paycheck[gone:], ZERO)
            for checks in (paychecks, everything)
        )
    return MatchOutlook(expected, possible, possible - expected)


def _match_for_year(formula: MatchFormula, paychecks: Sequence[Paycheck], limits: Limits) -> Decimal:
    pay = sum((one.pay for one in paychecks), ZERO)
    return employer_money(formula, pay, sum((one.deferral for one in paychecks), ZERO), limits).match

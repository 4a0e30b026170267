"""What to take from each paycheck that is left, so that the year ends on the target and the match goes on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from typing import Literal, Self

from pydantic import Field, model_validator

from core.additions import after_tax_room, counted_deferral_line, limit_line, plan_cap
from core.deferrals import PlanCatchUp, catch_up_limit
from core.explanation import Line
from core.inputs import Age, Dollars, DollarsAboveZero, Share, unfit
from core.limits import Limits, limits_for
from core.match import MatchFormula
from core.match_arithmetic import Paycheck, employer_money, paycheck_match
from core.money import CENT, ZERO, to_cents
from core.paychecks.calendar import PAYDAYS_A_YEAR, PaySchedule, TurnOfYear, changeable, paydays_in_year, turn_of_year
from core.reading import Day, DayCount, DollarsOrMax, Year

Bucket = Literal["elective_deferral", "after_tax"]
ONE_PERCENT = Decimal("0.01")
_SHARE_STEP = Decimal("0.000001")


class PaycheckInput(PaySchedule):
    """What is wanted for the year, what has been done, and how pay comes.

    `deferral` and `after_tax` are totals for the whole year in dollars; "max" stands for what the law leaves open.
    `deferral_made` and `after_tax_made` are in the plan already; `deferral_now` and `after_tax_now` are the dollars
    taken from each paycheck that can no longer be changed. `employer_money` is all of it for the year, a true-up
    included. `pay` is for the year; `pay_per_paycheck` may be given instead or beside it. `lead_days` is how many days
    payroll needs before a change works. `largest_share_of_pay` is what the two buckets may take of a paycheck together.
    """

    tax_year: Year
    as_of: Day
    age: Age | None = None
    pay: DollarsAboveZero | None = None
    pay_per_paycheck: DollarsAboveZero | None = None
    deferral: DollarsOrMax = ZERO
    deferral_made: Dollars = ZERO
    deferral_now: Dollars = ZERO
    after_tax: DollarsOrMax = ZERO
    after_tax_made: Dollars = ZERO
    after_tax_now: Dollars = ZERO
    employer_money: Dollars = ZERO
    plan_catch_up: PlanCatchUp = "enhanced"
    plan_cap_dollars: Dollars | None = None
    plan_cap_rate: Share | None = None
    lead_days: DayCount = 0
    largest_share_of_pay: Share = Field(default=Decimal(1), gt=0)
    match: MatchFormula | None = None
    true_up: bool = False

    @model_validator(mode="after")
    def _pay_is_known_where_needed(self) -> Self:
        if self.plan_cap_rate is not None and self.pay is None:
            raise unfit("pay", "is missing; a plan cap that is a share of pay needs it")
        if self.match is not None and self.pay is None and self.pay_per_paycheck is None:
            raise unfit("pay", "is missing; the match needs it")
        return self


@dataclass(frozen=True, slots=True)
class WholePercents:
    """The same for a plan that takes whole percents only.

    `share` of each paycheck (0.12 is 12%), rounded down so that the limit is never passed, comes to `total`;
    `remains` is what is left open. One percent more on the last `raised` paychecks brings it to `raised_total`.
    """

    share: Decimal
    per_paycheck: Decimal
    total: Decimal
    remains: Decimal
    raised: int
    raised_total: Decimal
    raised_remains: Decimal


@dataclass(frozen=True, slots=True)
class BucketPlan:
    """One bucket: what the year is to hold and what each paycheck that can still be changed gives to it.

    `target` is what was asked for, at most `limit`. `made` and `locked` (from paychecks that can no longer be
    changed) lead up to it. `amounts`, one per changeable payday, add up to `planned` to the cent; what does not
    fit is `unreachable`. `over_by` is what made and locked already exceed the target by. `share_of_pay` is a fraction,
    rounded down to a ten-thousandth of a percent. The lines add up to `planned`.
    """

    bucket: Bucket
    asked: Decimal
    limit: Decimal
    target: Decimal
    made: Decimal
    locked: Decimal
    amounts: tuple[Decimal, ...]
    planned: Decimal
    unreachable: Decimal
    over_by: Decimal
    share_of_pay: Decimal | None
    whole_percents: WholePercents | None
    lines: tuple[Line, ...]

    @property
    def per_paycheck(self) -> Decimal:
        """Dollars from each paycheck but the last, which takes the rest."""
        return self.amounts[0] if self.amounts else ZERO

    @property
    def last_paycheck(self) -> Decimal:
        """Dollars from the last paycheck of the year."""
        return self.amounts[-1] if self.amounts else ZERO


@dataclass(frozen=True, slots=True)
class MatchOutlook:
    """The match under the plan, what a deferral that is always high enough would draw, and the difference, in dollars.

    By the paycheck it is the match of the paychecks to come; with a true-up or a yearly match, that of the whole year.
    What has been deferred so far is taken to have come evenly.
    """

    expected: Decimal
    possible: Decimal
    missed: Decimal


@dataclass(frozen=True, slots=True)
class PaycheckPlan:
    """The paydays left in the tax year, those that can still be changed, and what each gives to the two buckets."""

    tax_year: int
    paydays: tuple[date, ...]
    changeable: tuple[date, ...]
    turn_of_year: TurnOfYear
    elective_deferral: BucketPlan
    after_tax: BucketPlan
    match: MatchOutlook | None

    @property
    def locked(self) -> tuple[date, ...]:
        """The paydays that are left but can no longer be changed."""
        return self.paydays[: len(self.paydays) - len(self.changeable)]


def plan_paychecks(what: PaycheckInput) -> PaycheckPlan:
    """Spreads what is left of both targets evenly over the paychecks that can still be changed, to the last payday.

    Raises `LimitsNotPublished` for a year that is not loaded.
    """
    limits = limits_for(what.tax_year)
    all_paydays = paydays_in_year(what, what.tax_year)
    left = tuple(day for day in all_paydays if day > what.as_of)
    open_paydays = changeable(left, what.as_of, what.lead_days)
    check = pay_per_paycheck(what)
    locked = len(left) - len(open_paydays)
    deferral_cap = limits.elective_deferral + catch_up_limit(what.age or 0, limits, what.plan_catch_up)
    if what.pay is not None:
        deferral_cap = min(deferral_cap, what.pay)
    room = None if check is None else check * what.largest_share_of_pay
    deferral = _bucket(
        "elective_deferral",
        "IRC 402(g)(1), 414(v)",
        asked=deferral_cap if what.deferral == "max" else what.deferral,
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
        asked=after_tax_cap if what.after_tax == "max" else what.after_tax,
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
    )


def pay_per_paycheck(what: PaycheckInput) -> Decimal | None:
    """Dollars of pay on one paycheck: as given, or the year's pay over the usual number of paydays; None if unknown."""
    if what.pay_per_paycheck is not None:
        return what.pay_per_paycheck
    if what.pay is None:
        return None
    if what.pay_frequency is not None:
        return what.pay / PAYDAYS_A_YEAR[what.pay_frequency]
    return None


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
    asked: Decimal,
    limit: Decimal,
    made: Decimal,
    locked: Decimal,
    checks: int,
    check: Decimal | None,
    room_each: Decimal | None,
) -> BucketPlan:
    target = min(asked, limit).quantize(CENT, rounding=ROUND_FLOOR)
    made, locked = to_cents(made), to_cents(locked)
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
        asked,
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
    check = pay_per_paycheck(what)
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

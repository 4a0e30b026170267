"""What to take from each paycheck that is left in the year, for the deferral and for after-tax money."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from functools import lru_cache
from typing import Any

from core.capacity import CapacityResult, capacity
from core.limits import limits_for
from core.match import MatchFormula, PayTier
from core.money import ZERO, to_cents
from core.paychecks import (
    BucketPlan,
    FrontLoading,
    FrontLoadingInput,
    PaycheckInput,
    PaycheckPlan,
    front_loading,
    plan_paychecks,
)
from core.paychecks.calendar import PaySchedule, paydays_in_year
from core.reading import InputError, read
from flows.definitions.plan_facts import NO_CAP, SLOT_OF_FIELD, capacity_input, questions
from flows.definitions.unfit import guarded
from flows.definitions.year_end import day_of, year_words
from flows.engine.answers import Answers
from flows.engine.flow import Flow, Outcome, ask, assume, make_flow, then, when
from flows.engine.results import Shown, View
from flows.slots import Slot, SlotKind

SLOTS = (
    Slot("known_payday", SlotKind.DATE, unknown=True),
    Slot("deferral_made", SlotKind.MONEY),
    Slot("lead_days", SlotKind.COUNT, unknown=True),
    Slot("deferral_now", SlotKind.MONEY, unknown=True),
    Slot("after_tax_now", SlotKind.MONEY, unknown=True),
    Slot("bonus", SlotKind.MONEY),
    Slot("bonus_day", SlotKind.DAY_OR_MONTH, unknown=True),
    Slot("pay_list", SlotKind.PAY_LIST),
    Slot("paycheck_most", SlotKind.CAP),
)

HALF_OF_PAY = Decimal("0.5")  # beyond it taxes and a plan's own bounds seldom leave enough of a paycheck
FRONT_LOADED_SHARE = Decimal("0.5")
SHARE_STEP = Decimal("0.00001")
SAMPLE_CHECKS = (1, 2, 3, 4, 6, 8)
NEED_A_PAYDAY = frozenset({"weekly", "biweekly"})
LONGEST_LEAD = 366
EVEN = "even"
MONTH_ALONE = len("2026-03")


def paychecks() -> Flow:
    """The flow: what the room needs, how pay comes, what has been deferred, and how early payroll has to know."""
    return make_flow(
        "paychecks",
        *questions("pay_frequency", business="own_business"),
        ask("pay_frequency", when(_frequency_unknown, "deferral_made"), then("known_payday")),
        ask("known_payday", then("deferral_made")),
        ask("deferral_made", then("pay_list")),
        assume("pay_list", EVEN, when(_no_schedule, "no_schedule"), then("lead_days")),
        ask(
            "lead_days",
            when(_may_lock_paychecks, "deferral_now"),
            when(_listed, "paycheck_most"),
            then("bonus"),
        ),
        ask("deferral_now", then("after_tax_now")),
        ask("after_tax_now", when(_listed, "paycheck_most"), then("bonus")),
        assume("bonus", 0, when(_has_bonus, "bonus_day"), then("paycheck_most")),
        ask("bonus_day", then("paycheck_most")),
        assume("paycheck_most", NO_CAP, then("plan")),
        Outcome("plan", show_plan),
        Outcome("no_schedule", show_no_schedule),
        Outcome("own_business", _show_own_business),
        plans_year=True,
    )


def _frequency_unknown(answers: Answers) -> bool:
    return answers.get("pay_frequency") is None


def _no_schedule(answers: Answers) -> bool:
    return not _regular(answers) and not _with_days(answers)


def _regular(answers: Answers) -> bool:
    """Whether the paydays of the year follow from what was told."""
    frequency = answers.get("pay_frequency")
    return frequency is not None and (frequency not in NEED_A_PAYDAY or answers.get("known_payday") is not None)


def _listed(answers: Answers) -> bool:
    return isinstance(answers.get("pay_list"), list)


def _with_days(answers: Answers) -> bool:
    return _listed(answers) and all(one["day"] for one in answers["pay_list"])


def _has_bonus(answers: Answers) -> bool:
    return bool(answers.dollars("bonus"))


def _may_lock_paychecks(answers: Answers) -> bool:
    return (answers.whole("lead_days", 0) or 0) > 0


@dataclass(frozen=True, slots=True)
class YearPlan:
    """The plan for the paychecks, and the room it was made for, by the deferral that the year really ends with."""

    paychecks: PaycheckPlan
    room: CapacityResult


def year_plan(answers: Answers, today: date) -> YearPlan:
    """Plans both buckets. Raises InputError, pydantic.ValidationError or LimitsNotPublished for what cannot be used."""
    told = capacity_input(answers)
    room = capacity(told)
    deferral = min(room.deferral, room.deferral_limit_here)
    first = plan_paychecks(_input(answers, today, room, deferral, after_tax=None)).elective_deferral
    in_year = first.made + first.locked + first.planned
    room = capacity(told.model_copy(update={"deferral": in_year}))
    return YearPlan(plan_paychecks(_input(answers, today, room, deferral, after_tax=room.after_tax_limit)), room)


def _input(
    answers: Answers, today: date, room: CapacityResult, deferral: Decimal, after_tax: Decimal | None
) -> PaycheckInput:
    lead = answers.whole("lead_days", 0) or 0
    most: Mapping[str, Any] = answers.get("paycheck_most") or {}
    told: Mapping[str, Any] = {
        "tax_year": room.tax_year,
        "as_of": today,
        "age": answers.whole("age"),
        "pay": answers.dollars("pay"),
        "pay_frequency": answers.get("pay_frequency"),
        "known_payday": answers.day("known_payday"),
        "deferral": deferral,
        "deferral_made": answers.dollars("deferral_made", ZERO),
        "deferral_now": answers.dollars("deferral_now", ZERO),
        "after_tax": after_tax,
        "after_tax_made": answers.dollars("after_tax_made", ZERO),
        "after_tax_now": answers.dollars("after_tax_now", ZERO),
        "employer_money": room.employer_total,
        "plan_catch_up": answers.word("plan_catch_up", "regular") if "plan_catch_up" in answers else None,
        "lead_days": min(lead, LONGEST_LEAD),
        "match": None if _rest_of_year_unknown(answers, today) else answers.match(),
        "true_up": (answers.dollars("true_up", ZERO) or ZERO) > 0,
        "largest_share_of_pay": most.get("rate"),
        "largest_each": most.get("dollars"),
        "bonuses": _bonuses(answers, today),
        "paychecks": _paychecks(answers, today) or None,
    }
    return read(PaycheckInput, told)


def _bonuses(answers: Answers, today: date) -> list[dict[str, Any]] | None:
    bonus = answers.dollars("bonus")
    return [{"day": bonus_day(answers) or today, "amount": bonus}] if bonus else None


def bonus_day(answers: Answers) -> date | None:
    """The day of the bonus: as told, or the last payday of the month that was told alone; None if neither was."""
    told = answers.get("bonus_day")
    if told is None or len(str(told)) != MONTH_ALONE:
        return answers.day("bonus_day")
    year, month = map(int, str(told).split("-"))
    paydays = paydays_in_year(_schedule(answers), year) if _regular(answers) else ()
    return max((day for day in paydays if day.month == month), default=date(year, month, monthrange(year, month)[1]))


def _schedule(answers: Answers) -> PaySchedule:
    return PaySchedule(pay_frequency=answers.get("pay_frequency"), known_payday=answers.day("known_payday"))


def _rest_of_year_unknown(answers: Answers, today: date) -> bool:
    """Whether listed paychecks are all that is known of the year's pay, so that no match can be foreseen."""
    listed = _paychecks(answers, today)
    return bool(listed) and not any(one["day"] <= today for one in listed)


def _paychecks(answers: Answers, today: date) -> list[dict[str, Any]]:
    """The year's paychecks where those to come were listed: these, and before them what the year's pay leaves.

    Amounts without days are those of the next paydays; paydays beyond the list are taken to bring nothing.
    Raises InputError for more of them than there are paydays left.
    """
    if not _listed(answers):
        return []
    regular = paydays_in_year(_schedule(answers), answers.whole("tax_year") or today.year) if _regular(answers) else ()
    coming = [day for day in regular if day > today]
    told = answers["pay_list"]
    if not _with_days(answers) and len(told) > len(coming):
        raise InputError("pay_list", f"names {len(told)} paychecks, but {len(coming)} paydays of the year are left")
    days = [date.fromisoformat(one["day"]) for one in told] if _with_days(answers) else coming[: len(told)]
    listed: list[dict[str, Any]] = [
        {"day": day, "amount": Decimal(str(one["amount"]))} for day, one in zip(days, told, strict=True)
    ]
    gone = [day for day in regular if day <= today and day < min(days)]
    before = (answers.dollars("pay") or ZERO) - sum((one["amount"] for one in listed), ZERO)
    each = to_cents(before / len(gone)) if gone else ZERO
    return [{"day": day, "amount": each} for day in gone if each > 0] + listed


FIELDS = {
    **SLOT_OF_FIELD,
    "bonuses": "bonus",
    "paychecks": "pay_list",
    "pay_list": "pay_list",
    "largest_each": "paycheck_most",
    "largest_share_of_pay": "paycheck_most",
}


@guarded(FIELDS)
def show_plan(view: View) -> Shown:
    """Dollars and percent from each paycheck for both buckets, or that the year is closed."""
    answers = view.answers
    made = year_plan(answers, view.today)
    plan, room = made.paychecks, made.room
    if not plan.changeable:
        return _show_closed(view, made)
    early = _front_loading(answers, plan)
    values_at_half = at_half(answers, view.today, made)
    values = {
        "plan": plan,
        "room": room,
        "checks": len(plan.changeable),
        "deferral": plan.elective_deferral,
        "after_tax": plan.after_tax,
        "deferral_share": said_share(plan.elective_deferral),
        "after_tax_share": said_share(plan.after_tax),
        "uneven": plan.pays is not None and len(set(plan.pays)) > 1,
        "bounded": bool((answers.get("paycheck_most") or NO_CAP) != NO_CAP),
        "together": _together(plan),
        "half": values_at_half,
        "bonus_unknown": bool(answers.dollars("bonus")) and answers.get("bonus_day") is None,
        "bonus_taken_on": _taken_on(answers),
        "listed": _listed(answers),
        "beyond_list": _beyond_list(answers, view.today),
        "payday_known": answers.get("known_payday") is not None,
        "lead_unknown": answers.get("lead_days") is None,
        "match_unknown": answers.get("match") is None,
        "formula": answers.match(),
        "full_match_each": _deferral_for_full_match(answers.match()),
        "early": early,
        "early_share": FRONT_LOADED_SHARE,
    }
    hide = set() if answers.get("match") is not None else {"detail:match"}
    if plan.elective_deferral.planned + plan.after_tax.planned <= 0:
        hide.add("detail:percents")
    return Shown(
        values=values,
        hide=frozenset(hide),
        headline=plan.after_tax.per_paycheck,
        tax_year=plan.tax_year,
        learned={"guide_room": "done"},  # the room was worked out on the way
    )


def _taken_on(answers: Answers) -> date | None:
    """The day that a bonus told by its month alone was taken to be paid on."""
    alone = len(str(answers.get("bonus_day") or "")) == MONTH_ALONE
    return bonus_day(answers) if alone and answers.dollars("bonus") else None


def _beyond_list(answers: Answers, today: date) -> int:
    """How many paydays to come the list has no amount for, where it names no days."""
    if not _listed(answers) or _with_days(answers):
        return 0
    coming = [day for day in paydays_in_year(_schedule(answers), today.year) if day > today]
    return max(0, len(coming) - len(answers["pay_list"]))


def _show_closed(view: View, made: YearPlan) -> Shown:
    values = {
        "plan": made.paychecks,
        "after_tax": made.paychecks.after_tax,
        "past": made.paychecks.tax_year < view.today.year,
        "next_payday": _ahead(made.paychecks.turn_of_year.next_payday, view.today),
    }
    return Shown(values=values, words="closed", headline=ZERO, tax_year=made.paychecks.tax_year)


def _ahead(day: date | None, today: date) -> date | None:
    return day if day is not None and day > today else None


@guarded(SLOT_OF_FIELD)
def show_no_schedule(view: View) -> Shown:
    """What is left for each bucket, divided by some numbers of paychecks, for somebody whose paydays are not known."""
    answers = view.answers
    room = capacity(capacity_input(answers).model_copy(update=day_of(view)))
    made = answers.dollars("deferral_made", ZERO) or ZERO
    deferral = max(ZERO, min(room.deferral, room.deferral_limit_here) - made)
    rows = [(checks, to_cents(deferral / checks), to_cents(room.after_tax_room / checks)) for checks in SAMPLE_CHECKS]
    values = {
        "deferral_left": deferral,
        "after_tax_left": room.after_tax_room,
        "rows": rows,
        "closed": room.closed,
        "year_note": year_words(view, room.year),
    }
    return Shown(values=values, headline=room.after_tax_room, tax_year=room.tax_year)


@guarded(SLOT_OF_FIELD)
def _show_own_business(view: View) -> Shown:
    return Shown(tax_year=limits_for(view.answers.whole("tax_year") or view.today.year).tax_year)


def _together(plan: PaycheckPlan) -> Decimal:
    """The share of the pay to come that both buckets take together; 0 where pay is not known."""
    return sum((bucket.share_of_pay or ZERO for bucket in (plan.elective_deferral, plan.after_tax)), ZERO)


def at_half(answers: Answers, today: date, made: YearPlan) -> PaycheckPlan | None:
    """The same with at most half of each paycheck, where it takes more than that and no bound was told."""
    told = (answers.get("paycheck_most") or NO_CAP) != NO_CAP
    if told or _together(made.paychecks) <= HALF_OF_PAY:
        return None
    half = answers.with_(paycheck_most={"rate": float(HALF_OF_PAY)})
    return year_plan(half, today).paychecks


def said_share(bucket: BucketPlan) -> Decimal | None:
    """The share of pay to type into the plan's website, cut off and not rounded, so that it never goes over."""
    return None if bucket.share_of_pay is None else bucket.share_of_pay.quantize(SHARE_STEP, rounding=ROUND_FLOOR)


def _deferral_for_full_match(formula: MatchFormula | None) -> Decimal | None:
    """The share of pay that has to be deferred for the whole match; None where the match does not go by pay."""
    shares = [tier.up_to_pct_of_pay for tier in formula.tiers if isinstance(tier, PayTier)] if formula else []
    return max(shares, default=None)


def _front_loading(answers: Answers, plan: PaycheckPlan) -> FrontLoading | None:
    """A whole year with the deferral put in early, as if the plan matched each paycheck and had no true-up."""
    formula = answers.match()
    if formula is None or not formula.tiers or not _regular(answers):
        return None
    told = {
        "tax_year": plan.tax_year,
        "pay": answers.dollars("pay"),
        "pay_frequency": answers.get("pay_frequency"),
        "match": formula.model_copy(update={"per": "paycheck"}),
        "front_loaded_share": FRONT_LOADED_SHARE,
        "known_payday": answers.day("known_payday"),
        "deferral": plan.elective_deferral.target,
        "age": answers.whole("age"),
    }
    return _front_loaded(read(FrontLoadingInput, told))


@lru_cache(maxsize=256)
def _front_loaded(what: FrontLoadingInput) -> FrontLoading:
    """Kept for a while: it simulates a year a hundred times, and one screen may be made several times in a turn."""
    return front_loading(what)

"""`paychecks`: what to take from each paycheck that is left in the year."""

from datetime import date

from bot.commands.calculation import amounts, answered, told, year_as_json
from bot.commands.output import Json, lines
from core.paychecks import (
    BucketPlan,
    FrontLoading,
    FrontLoadingInput,
    PaycheckInput,
    WholePercents,
    front_loading,
    plan_paychecks,
)
from core.reading import InputError, read
from nlu.entities.reading import Context
from nlu.match.formula import read_match

HELP = """What to take from each paycheck that is left, so that the year ends on the target.

Input: pay_frequency (weekly biweekly semimonthly monthly) with known_payday, or pay_dates; pay or pay_per_paycheck;
deferral and after_tax (dollars for the year, or "max"), deferral_made, after_tax_made, employer_money, age,
plan_cap_dollars, plan_cap_rate, plan_catch_up, lead_days (days payroll needs), deferral_now and after_tax_now (dollars
from paychecks that can no longer be changed), largest_share_of_pay, paid_before_days_off, month_days, match, true_up.
The match comes in words ("50% up to 6% each paycheck") or as the structure that the capacity command takes.
With front_loaded_share (0.5 is half of each paycheck) and match: what putting the deferral in early costs.
Example: {"pay_frequency": "biweekly", "known_payday": "2026-11-20", "pay": 200000, "after_tax": 35250,
"after_tax_made": 30000, "employer_money": 12250, "deferral": "max", "deferral_made": 23500}"""

_FRONT_LOADING = ("tax_year", "pay", "pay_frequency", "match", "front_loaded_share", "known_payday", "deferral", "age")
_BUCKET = (
    "asked",
    "limit",
    "target",
    "made",
    "locked",
    "planned",
    "per_paycheck",
    "last_paycheck",
    "unreachable",
    "over_by",
)
_WHOLE = ("per_paycheck", "total", "remains", "raised_total", "raised_remains")


def answer(raw: dict[str, object], as_of: date, year: int) -> dict[str, object]:
    """The plan for one input object; `as_of` and `year` stand in where the object names none."""
    return answered(lambda: _answer(_with_formula(told(raw, tax_year=year, as_of=as_of), as_of)))


def _with_formula(raw: Json, as_of: date) -> Json:
    """`raw` with a match in words made into its formula."""
    words = raw.get("match")
    if not isinstance(words, str):
        return raw
    reading = read_match(words, Context(today=as_of))
    if not reading.plain:
        wanted = 'in words such as "50% up to 6% each paycheck", or the structure'
        raise InputError("match", f"match must be a match formula, {wanted}; I got {words!r}")
    return {**raw, "match": reading.value}


def _answer(raw: Json) -> Json:
    planned = {key: value for key, value in raw.items() if key != "front_loaded_share"}
    what = read(PaycheckInput, planned)
    plan = plan_paychecks(what)
    turn = plan.turn_of_year
    found: Json = {
        "tax_year": plan.tax_year,
        "as_of": what.as_of.isoformat(),
        "paydays_left": [day.isoformat() for day in plan.paydays],
        "changeable": [day.isoformat() for day in plan.changeable],
        "turn_of_year": {
            "last_payday": _day(turn.last_payday),
            "next_payday": _day(turn.next_payday),
            "kind": turn.kind,
        },
        "elective_deferral": _bucket(plan.elective_deferral),
        "after_tax": _bucket(plan.after_tax),
        "year": year_as_json(plan.year),
        "match": None if plan.match is None else amounts(plan.match, ("expected", "possible", "missed")),
    }
    if "front_loaded_share" in raw:
        wanted = {key: raw[key] for key in (*_FRONT_LOADING, "plan_catch_up") if key in raw}
        found["front_loading"] = _front_loading(front_loading(read(FrontLoadingInput, wanted)))
    return found


def _bucket(bucket: BucketPlan) -> Json:
    return {
        **amounts(bucket, _BUCKET),
        "amounts": [float(one) for one in bucket.amounts],
        "share_of_pay": None if bucket.share_of_pay is None else float(bucket.share_of_pay),
        "whole_percents": None if bucket.whole_percents is None else _whole_percents(bucket.whole_percents),
        "lines": lines(bucket.lines),
    }


def _whole_percents(whole: WholePercents) -> Json:
    return {"share_of_pay": float(whole.share), "raised_paychecks": whole.raised, **amounts(whole, _WHOLE)}


def _front_loading(result: FrontLoading) -> Json:
    return {
        **amounts(result, ("deferral", "even", "front_loaded", "true_up", "cost", "gain", "best_match")),
        "paydays": result.paydays,
        "full_on": result.full_on,
        "full_date": _day(result.full_date),
        "paydays_without_match": result.paydays_without_match,
        "best_share": None if result.best_share is None else float(result.best_share),
        "lines": lines(result.lines),
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()

"""The questions about one plan in one tax year that every flow needs that works with the after-tax room."""

from collections.abc import Mapping
from typing import Any

from core.capacity import CapacityResult, capacity
from core.capacity_input import CapacityInput
from core.deferrals import catch_up_limit
from core.limits import constants, limits_for, published_years
from core.money import ZERO
from flows.engine.answers import Answers
from flows.engine.flow import Question, ask, assume, is_, then, when
from flows.engine.results import Show, Shown, View
from flows.slots import Slot, SlotKind

SLOTS = (
    Slot("self_employed", SlotKind.YES_NO_UNKNOWN),
    Slot("business_kind", SlotKind.CHOICE),
    Slot("net_profit", SlotKind.MONEY),
    Slot("own_wages", SlotKind.MONEY),
    Slot("business_money", SlotKind.MONEY, unknown=True),
    Slot("day_job", SlotKind.YES_NO_UNKNOWN),
    Slot("other_employer", SlotKind.YES_NO_UNKNOWN),
    Slot("other_deferral", SlotKind.MONEY, unknown=True),
    Slot("other_plan", SlotKind.CHOICE, unknown=True),
    Slot("other_pay", SlotKind.MONEY, unknown=True),
    Slot("other_related", SlotKind.YES_NO_UNKNOWN),
    Slot("other_employer_money", SlotKind.MONEY, unknown=True),
    Slot("other_after_tax", SlotKind.MONEY, unknown=True),
)
NO_CAP = {"none": True}
_WITHOUT_NOTHING = frozenset({"option:0"})

# Which slot holds a field of the core's input, where their names differ.
SLOT_OF_FIELD: Mapping[str, str] = {
    "self_employed.net_profit": "net_profit",
    "self_employed.wages": "own_wages",
    "self_employed.employer_contribution": "business_money",
    "self_employed": "business_kind",
    "other_employer.deferral": "other_deferral",
    "other_employer.pay": "other_pay",
    "other_employer.employer_money": "other_employer_money",
    "other_employer.after_tax": "other_after_tax",
    "plan_cap_rate": "plan_cap",
    "plan_cap_dollars": "plan_cap",
}


def questions(to: str, *, business: str = "", show_match: Show | None = None) -> tuple[Question, ...]:
    """The questions, the last of which leads on `to`. What is seldom true is assumed until the user corrects it.

    A business of one's own leads to `business` at once; where that is "", its questions are asked too. `show_match`
    gives what the question after the match can say about it.
    """
    own = is_("self_employed", "yes")
    own_here = () if business else (own,)
    return (
        ask("tax_year", then("age")),
        ask("age", then("self_employed")),
        assume("self_employed", "no", when(own, business or "business_kind"), then("pay")),
        *(() if business else _business_questions()),
        ask("pay", when(_has_higher_catch_up, "plan_catch_up"), then("deferral")),
        ask("plan_catch_up", then("deferral")),
        ask("deferral", *(when(one, "business_money") for one in own_here), then("match"), show=show_deferral),
        ask("match", then("after_tax_made")),
        ask("after_tax_made", *(when(one, "plan_cap") for one in own_here), then("profit_sharing"), show=show_match),
        assume("profit_sharing", 0, then("true_up")),
        assume("true_up", 0, then("plan_cap")),
        assume("plan_cap", NO_CAP, *(when(one, "day_job") for one in own_here), then("other_employer")),
        assume("other_employer", "no", when(is_("other_employer", "yes"), "other_deferral"), then(to)),
        *(() if business else (ask("day_job", when(is_("day_job", "yes"), "other_deferral"), then(to)),)),
        ask("other_deferral", then("other_plan")),
        ask(
            "other_plan",
            when(_own_income_needs_other_pay, "other_pay"),
            when(_stands_alone, to),
            then("other_related"),
        ),
        ask("other_related", when(is_("other_related", "yes"), "other_pay"), then(to)),
        ask("other_pay", when(_shares_additions, "other_employer_money"), then(to)),
        ask("other_employer_money", then("other_after_tax")),
        ask("other_after_tax", then(to)),
    )


def show_deferral(view: View) -> Shown:
    """What the person's deferral limit leaves for this plan, in dollars, beside what is known of the other plans.

    Only the answer that fits is offered: the maximum while something is left, nothing where all is used up.
    """
    known, year, age = view.known, view.known.whole("tax_year"), view.known.whole("age")
    here = "day_job" if is_own_business(known) else "other_employer"
    elsewhere = known.dollars("other_deferral", ZERO) if known.is_yes(here) else ZERO
    if not elsewhere or known.word("other_plan") == "457b" or age is None or year not in published_years():
        return Shown(
            values=dict.fromkeys(("elsewhere", "deferral_left", "deferral_limit"), ZERO), hide=_WITHOUT_NOTHING
        )
    limits = limits_for(year)
    limit = limits.elective_deferral + catch_up_limit(age, limits)
    left = max(ZERO, limit - elsewhere)
    values = {"elsewhere": elsewhere, "deferral_left": left, "deferral_limit": limit}
    return Shown(values=values, hide=_WITHOUT_NOTHING if left else frozenset({"option:max"}))


def _business_questions() -> tuple[Question, ...]:
    return (
        ask("business_kind", when(is_("business_kind", "s_corporation"), "own_wages"), then("net_profit")),
        ask("net_profit", when(_has_higher_catch_up, "plan_catch_up"), then("deferral")),
        ask("own_wages", when(_has_higher_catch_up, "plan_catch_up"), then("deferral")),
        ask("business_money", then("after_tax_made")),
    )


def is_own_business(answers: Answers) -> bool:
    """Whether the plan is that of the user's own business."""
    return answers.is_yes("self_employed")


def _has_higher_catch_up(answers: Answers) -> bool:
    year, age = answers.whole("tax_year"), answers.whole("age")
    if year is None or age is None or year not in published_years() or limits_for(year).higher_catch_up is None:
        return False
    law = constants()
    return law.higher_catch_up_first_age <= age <= law.higher_catch_up_last_age


def _own_income_needs_other_pay(answers: Answers) -> bool:
    """Wages use up the Social Security wage base, and a 403(b) shares the limit of a business of one's own."""
    sole = answers.word("business_kind") == "sole_proprietor"
    return is_own_business(answers) and (sole or answers.word("other_plan") == "403b")


def _stands_alone(answers: Answers) -> bool:
    """Whether the other plan can share nothing but the deferral limit with this one."""
    return is_own_business(answers) or answers.word("other_plan") == "457b"


def _shares_additions(answers: Answers) -> bool:
    own_403b = is_own_business(answers) and answers.word("other_plan") == "403b"
    return own_403b or answers.is_yes("other_related")


def capacity_input(answers: Answers) -> CapacityInput:
    """The core's input from the answers; employer money that is not known counts as none, and is said to.

    Raises pydantic.ValidationError for an answer that the core refuses.
    """
    cap: Mapping[str, Any] = answers.get("plan_cap") or {}
    told: dict[str, Any] = {
        "tax_year": answers.get("tax_year"),
        "age": answers.get("age"),
        "deferral": answers.get("deferral"),
        "after_tax_made": answers.dollars("after_tax_made", ZERO),
        "plan_cap_rate": cap.get("rate"),
        "plan_cap_dollars": cap.get("dollars"),
    }
    if "plan_catch_up" in answers:
        told["plan_catch_up"] = answers.word("plan_catch_up", "regular")
    told |= _own_business(answers) if is_own_business(answers) else _employer(answers)
    if answers.is_yes("day_job" if is_own_business(answers) else "other_employer"):
        told["other_employer"] = {
            "deferral": answers.dollars("other_deferral", ZERO),
            "plan": answers.word("other_plan", "401k"),
            "pay": answers.dollars("other_pay", ZERO),
            "employer_money": answers.dollars("other_employer_money", ZERO),
            "after_tax": answers.dollars("other_after_tax", ZERO),
            "related": answers.is_yes("other_related"),
        }
    return CapacityInput.model_validate({name: value for name, value in told.items() if value is not None})


def room_by(answers: Answers) -> CapacityResult:
    """The after-tax room by the answers. Raises pydantic.ValidationError or LimitsNotPublished where it cannot be."""
    return capacity(capacity_input(answers))


def _employer(answers: Answers) -> dict[str, Any]:
    return {
        "pay": answers.dollars("pay"),
        "match": answers.match(),
        "profit_sharing": answers.dollars("profit_sharing", ZERO),
        "true_up": answers.dollars("true_up", ZERO),
    }


def _own_business(answers: Answers) -> dict[str, Any]:
    kind = answers.word("business_kind", "sole_proprietor")
    field, slot = ("wages", "own_wages") if kind == "s_corporation" else ("net_profit", "net_profit")
    given = answers.get("business_money")
    income = answers.dollars(slot)
    return {
        "pay": income,
        "self_employed": {"kind": kind, field: income, "employer_contribution": 0 if given is None else given},
    }

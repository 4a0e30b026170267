"""How much fits? Asks what the calculation needs, shows the room and every line that leads to it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from content.templates import money
from core.capacity import CapacityResult, capacity
from core.capacity_input import CapacityInput
from core.limits import constants, limits_for
from flows.engine.answers import Answers
from flows.engine.flow import Flow, Outcome, ask, assume, is_, make_flow, then, when
from flows.engine.results import Shown, View
from flows.screens import Picture
from flows.slots import Slot

SLOTS = (
    Slot("other_employer", "yes_no_unknown"),
    Slot("other_deferral", "money", unknown=True),
    Slot("other_related", "yes_no_unknown"),
    Slot("other_employer_money", "money", unknown=True),
    Slot("other_after_tax", "money", unknown=True),
)

NO_MATCH: dict[str, Any] = {
    "tiers": [],
    "nonelective_rate": 0,
    "nonelective_dollars": 0,
    "max_dollars": None,
    "per": "year",
}


def capacity_flow() -> Flow:
    """The flow: year, age, pay, deferral, match, after-tax so far; the rest is assumed until the user corrects it."""
    return make_flow(
        "capacity",
        ask("tax_year", then("age")),
        ask("age", then("pay")),
        ask("pay", when(_has_higher_catch_up, "plan_catch_up"), then("deferral")),
        ask("plan_catch_up", then("deferral")),
        ask("deferral", then("match")),
        ask("match", then("after_tax_made")),
        ask("after_tax_made", then("profit_sharing")),
        assume("profit_sharing", 0, then("true_up")),
        assume("true_up", 0, then("plan_cap")),
        assume("plan_cap", {"none": True}, then("other_employer")),
        assume("other_employer", "no", when(is_("other_employer", "yes"), "other_deferral"), then("room")),
        ask("other_deferral", then("other_related")),
        ask("other_related", when(is_("other_related", "yes"), "other_employer_money"), then("room")),
        ask("other_employer_money", then("other_after_tax")),
        ask("other_after_tax", then("room")),
        Outcome("room", show_room),
    )


def _has_higher_catch_up(answers: Answers) -> bool:
    year, age = answers.whole("tax_year"), answers.whole("age")
    if year is None or age is None or limits_for(year).higher_catch_up is None:
        return False
    law = constants()
    return law.higher_catch_up_first_age <= age <= law.higher_catch_up_last_age


def capacity_input(answers: Answers) -> CapacityInput:
    """The core's input from the answers of this flow; unknown employer money counts as none, and is said to."""
    cap: Mapping[str, Any] = answers.get("plan_cap") or {}
    told: dict[str, Any] = {
        "tax_year": answers.whole("tax_year"),
        "age": answers.whole("age"),
        "pay": answers.dollars("pay"),
        "deferral": answers.get("deferral"),
        "match": answers.match(),
        "profit_sharing": answers.dollars("profit_sharing", Decimal(0)),
        "true_up": answers.dollars("true_up", Decimal(0)),
        "after_tax_made": answers.dollars("after_tax_made", Decimal(0)),
        "plan_cap_rate": cap.get("rate"),
        "plan_cap_dollars": cap.get("dollars"),
        "plan_catch_up": answers.word("plan_catch_up", "regular"),
    }
    if answers.is_yes("other_employer"):
        told["other_employer"] = {
            "deferral": answers.dollars("other_deferral", Decimal(0)),
            "employer_money": answers.dollars("other_employer_money", Decimal(0)),
            "after_tax": answers.dollars("other_after_tax", Decimal(0)),
            "related": answers.is_yes("other_related"),
        }
    if "plan_catch_up" not in answers:
        del told["plan_catch_up"]
    return CapacityInput.model_validate({name: value for name, value in told.items() if value is not None})


def show_room(view: View) -> Shown:
    """The room, the lines that add up to it, the ceiling at the catch-up age, and the picture of the limit."""
    answers = view.answers
    result = capacity(capacity_input(answers))
    age = answers.whole("age", 0) or 0
    values = {
        "result": result,
        "lines": [(line.label, line.amount, line.rule, line.source) for line in result.lines],
        "match_unknown": answers.get("match") is None,
        "unknown": [slot for slot in ("profit_sharing", "true_up", "plan_cap") if answers.get(slot) is None],
        "catch_up_age": age >= constants().catch_up_age,
        "catch_up_left": max(Decimal(0), result.deferral_limit_here - result.deferral),
        "roth_catch_up": limits_for(result.tax_year).roth_catch_up_enforced and age >= constants().catch_up_age,
        "limits": limits_for(result.tax_year),
    }
    hide = set()
    if result.after_tax_ceiling <= result.after_tax_room:
        hide.add("detail:ceiling")
    if result.after_tax_room <= 0:
        hide |= {"flow:paychecks", "flow:projection"}
    return Shown(
        values=values,
        hide=frozenset(hide),
        headline=result.after_tax_room,
        tax_year=result.tax_year,
        picture=room_picture(result, answers),
    )


def room_picture(result: CapacityResult, answers: Answers) -> Picture:
    """How the annual additions limit is used up, with the same in words."""
    made = answers.dollars("after_tax_made", Decimal(0)) or Decimal(0)
    data = {
        "year": result.tax_year,
        "limit": str(result.annual_additions_limit),
        "deferral": str(result.deferral_counted),
        "employer": str(result.employer_total),
        "made": str(made),
        "room": str(result.after_tax_room),
        "catch_up": str(result.catch_up_used),
    }
    alt = (
        f"{result.tax_year}: {money(result.annual_additions_limit)} = {money(result.deferral_counted)} deferral + "
        f"{money(result.employer_total)} employer + {money(made)} after-tax made + {money(result.after_tax_room)} room"
    )
    return Picture("room", data, alt)

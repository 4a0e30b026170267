"""In the plan or out to a Roth IRA? What the plan allows, what the user values, and what speaks for which route."""

from typing import Final

from core.limits import constants
from flows.engine.answers import Answers
from flows.engine.flow import Flow, Outcome, ask, is_, make_flow, then, when
from flows.engine.results import Shown, View
from flows.figures import current_year
from flows.slots import Slot, SlotKind

SLOTS = (Slot("route_values", SlotKind.CHOICES, unknown=True),)

ROUTES: Final = ("in_plan_conversion", "in_service_distribution")
# On which side each value weighs (facts 5.7); what weighs on neither has its own sentence.
FOR_ROTH_IRA: Final = ("investments", "early_access", "gains")
FOR_PLAN: Final = ("simplicity", "fees", "protection", "age_55", "loans")
VALUES: Final = (*FOR_ROTH_IRA, *FOR_PLAN)


def destination() -> Flow:
    """The flow: the two routes and automation from the case, then what the user values."""
    return make_flow(
        "destination",
        ask(
            "in_plan_conversion",
            when(is_("in_plan_conversion", "yes"), "automatic_conversion"),
            then("in_service_distribution"),
        ),
        ask("automatic_conversion", then("in_service_distribution")),
        ask("in_service_distribution", when(_no_route, "no_route"), then("route_values")),
        ask("route_values", then("comparison")),
        Outcome("comparison", show_comparison),
        Outcome("no_route", _show_no_route),
        reviewed=False,
    )


def _no_route(answers: Answers) -> bool:
    return all(answers.word(feature) == "no" for feature in ROUTES)


def allowed(answers: Answers) -> str:
    """What the plan allows: `both`, `in_plan` or `in_service` alone, or `unclear` while an unknown route decides."""
    in_plan, in_service = (answers.word(feature) for feature in ROUTES)
    if in_plan == in_service == "yes":
        return "both"
    if in_plan == "yes" and in_service == "no":
        return "in_plan"
    if in_service == "yes" and in_plan == "no":
        return "in_service"
    return "unclear"


def show_comparison(view: View) -> Shown:
    """The reasons of this user's values, by the route they speak for; all reasons if nothing was chosen."""
    answers = view.answers
    chosen = [value for value in VALUES if value in (answers.get("route_values") or ())]
    told = chosen or list(VALUES)
    age = view.known.whole("age")
    routes = allowed(answers)
    past = age is not None and age > constants().distribution_age
    hide = frozenset() if routes in {"both", "unclear"} else frozenset({"detail:both"})
    return Shown(
        values={
            "allowed": routes,
            "in_plan": answers.word("in_plan_conversion"),
            "in_service": answers.word("in_service_distribution"),
            "automatic": answers.word("automatic_conversion"),
            "chosen": chosen,
            "for_roth_ira": [value for value in FOR_ROTH_IRA if value in told],
            "for_plan": [value for value in FOR_PLAN if value in told],
            "past_distribution_age": past,
            "open": _open_questions(answers, told),
            "law": constants(),
        },
        hide=hide,
        tax_year=current_year(view.today),
    )


def _open_questions(answers: Answers, told: list[str]) -> list[str]:
    """What to ask the plan, in order: what is not known about it, then what the user's values turn on."""
    unknown = [slot for slot in (*ROUTES, "automatic_conversion") if answers.is_unknown(slot)]
    turns_on = {"loans": "loans", "fees": "fees", "gains": "gains", "early_access": "withdrawals", "age_55": "payments"}
    asks = [question for value, question in turns_on.items() if value in told]
    both = ["converted_money"] if answers.word("in_plan_conversion") != "no" else []
    return [*unknown, *both, *asks]


def _show_no_route(view: View) -> Shown:
    return Shown(tax_year=current_year(view.today))

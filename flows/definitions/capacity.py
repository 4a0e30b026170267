"""How much fits? Asks what the calculation needs, shows the room and every line that leads to it."""

from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from core.capacity import CapacityResult, capacity
from core.limits import LimitsNotPublished, constants, limits_for
from core.money import ZERO
from flows.definitions.plan_facts import (
    SLOT_OF_FIELD,
    SLOTS,
    capacity_input,
    is_own_business,
    questions,
    room_by,
)
from flows.definitions.unfit import guarded
from flows.definitions.year_end import day_of, year_words
from flows.engine.answers import Answers
from flows.engine.flow import Flow, Outcome, make_flow
from flows.engine.results import Shown, View
from flows.figures import current_year
from flows.screens import Picture

__all__ = ["CAPACITY", "SLOTS", "capacity_flow", "capacity_input", "room_picture", "show_room"]

CAPACITY = "capacity"  # the flow that "how much can I put in?" means, and that facts told out of the blue lead to
ROOM_SEEN = "guide_room"  # set once the room of the year was worked out
UNKNOWN_COUNTS_AS_NONE = ("match", "profit_sharing", "true_up", "plan_cap", "business_money", "other_deferral")


def capacity_flow() -> Flow:
    """The flow: year, age, pay, deferral, match, after-tax so far; the rest is assumed until the user corrects it."""
    return make_flow(CAPACITY, *questions("room", show_match=_show_match), Outcome("room", show_room), plans_year=True)


@guarded(SLOT_OF_FIELD)
def show_room(view: View) -> Shown:
    """The room, the lines that add up to it, the ceiling at the catch-up age, and the picture of the limit."""
    answers = view.answers
    result = capacity(capacity_input(answers).model_copy(update=day_of(view)))
    limits, law = limits_for(result.tax_year), constants()
    catch_up_age = (answers.whole("age", 0) or 0) >= law.catch_up_age
    values = {
        "result": result,
        "lines": [(line.label, line.amount, line.rule, line.source) for line in result.lines],
        "made": _after_tax_made(answers),
        "cut_by_plan": sum((line.amount for line in result.lines if line.label == "plan_cap"), ZERO),
        "unknown": [slot for slot in UNKNOWN_COUNTS_AS_NONE if slot in answers and answers[slot] is None],
        "ceiling": _ceiling(result),
        **_still_to_defer(result),
        "closed": result.closed,
        "year_note": year_words(view, result.year),
        "own_business": answers.word("business_kind") if is_own_business(answers) else "",
        "limits": limits,
        "law": law,
    }
    return Shown(
        values=values,
        hide=frozenset(_hidden(result, answers, catch_up_age=catch_up_age)),
        headline=result.after_tax_room,
        tax_year=result.tax_year,
        picture=room_picture(view, result),
        learned={ROOM_SEEN: "done"} if result.tax_year == current_year(view.today) and not result.closed else {},
    )


def _hidden(result: CapacityResult, answers: Answers, *, catch_up_age: bool) -> set[str]:
    own = is_own_business(answers)
    hide = {"flow:paychecks"} if own else {"detail:business", "article:solo-401k"}
    closed = result.closed
    if _ceiling(result) <= result.after_tax_room:
        hide.add("detail:ceiling")
    if closed:
        hide.add("flow:paychecks")
    if not catch_up_age:
        hide.add("detail:roth")
    if result.after_tax_room <= 0:
        hide |= {"flow:paychecks", "flow:projection", "flow:both"}
    return hide


def _ceiling(result: CapacityResult) -> Decimal:
    """What re-labelling could open in dollars, never more than the pay that is left for it."""
    return max(result.after_tax_room, min(result.after_tax_ceiling, result.pay_left))


def _still_to_defer(result: CapacityResult) -> dict[str, Decimal]:
    """What may still be deferred, in dollars: `lowers_room` takes room dollar for dollar, `takes_no_room` does not.

    Both are at most the pay that is left, the catch-up at most what the limits leave for this plan.
    """
    if not result.catch_up_limit:
        return {"lowers_room": ZERO, "takes_no_room": ZERO}
    more = min(max(ZERO, result.deferral_limit_here - result.deferral), result.pay_left)
    base_left = min(more, max(ZERO, result.deferral_limit - result.deferral))
    return {"lowers_room": base_left, "takes_no_room": min(more - base_left, result.catch_up_left)}


def _after_tax_made(answers: Answers) -> Any:
    made = answers.dollars("after_tax_made", ZERO) or ZERO
    return made + (answers.dollars("other_after_tax", ZERO) or ZERO)


def _show_match(view: View) -> Shown:
    """What the match that was just told comes to; None where it is not known or the answers do not fit together."""
    if view.answers.get("match") is None:
        return Shown(values={"match_dollars": None})
    try:
        result = room_by(view.answers)
    except (ValidationError, LimitsNotPublished):
        return Shown(values={"match_dollars": None})
    return Shown(values={"match_dollars": result.employer_total, "match_year": result.tax_year})


def room_picture(view: View, result: CapacityResult) -> Picture | None:
    """How the annual additions limit is used up, with the same in words; None where there is no limit to be used."""
    if result.annual_additions_limit <= 0:
        return None
    data: dict[str, Any] = {
        "year": result.tax_year,
        "limit": str(result.annual_additions_limit),
        "deferral": str(result.deferral_counted),
        "employer": str(result.employer_total),
        "made": str(_after_tax_made(view.answers)),
        "room": str(result.after_tax_room),
        "catch_up": str(result.catch_up_used),
    }
    phrases = view.library.flows[CAPACITY].phrases
    if result.closed:
        labels = {"left": "picture_left", "room": "picture_unused"}
        data["labels"] = {label: phrases[phrase].plain({"year": result.tax_year}) for label, phrase in labels.items()}
    said = phrases["picture"]
    return Picture("room", data, said.plain({"result": result, "made": _after_tax_made(view.answers)}))

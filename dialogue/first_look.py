"""The room as far as a story tells it: the figure at once, with what it takes for granted, before the questions left.

Whoever tells age, pay and match and asks how much has asked one question. The answer need not wait for the rest, as
long as it says what it rests on.
"""

from collections.abc import Collection
from dataclasses import replace
from typing import Any, Final

from core.capacity import CapacityResult
from dialogue.assuming import MADE, ground
from dialogue.heard import Heard
from dialogue.replies import Prompt, Reply
from dialogue.state import State
from flows.definitions.capacity import CAPACITY
from flows.engine.flow import REVIEW
from flows.screens import joined
from flows.session import Frame
from flows.values import changed

_NEEDED: Final = ("age", "pay", "match")
_ASSUMED: Final = frozenset({"deferral", MADE})  # questions whose usual answer can be said in a few words


def with_first_look(state: State, reply: Reply) -> Reply:
    """`reply` with the first look at the room above its question, where enough is known and nothing is in doubt."""
    look = first_look(state.with_(reply.session)) if reply.prompt is Prompt.ALWAYS else ""
    return replace(reply, lead=joined([reply.lead, look])) if look else reply


def first_look(state: State) -> str:
    """The after-tax room of the open flow with what is assumed for it, as HTML; empty where too little is known."""
    flow, frame, case = state.flow, state.frame, state.session.case
    if flow is None or flow.id != CAPACITY or frame is None or state.session.pending is not None:
        return ""
    waits_for = state.question.slot if state.question is not None else ""
    if state.outcome is not None or state.known_from_before or (waits_for and waits_for not in _ASSUMED):
        return ""
    if any(slot not in frame.accepted or case[slot].value is None for slot in _NEEDED) or _has_another_plan(state):
        return ""
    found = ground(state, {}, _ASSUMED)
    if found is None:
        return ""
    done = Frame(CAPACITY, (*flow.slots, REVIEW))
    shown = found.state.with_(changed(found.state.session, frames=(done,))).result
    if shown.problem or shown.values.get("closed"):
        return ""
    result: CapacityResult = shown.values["result"]
    if result.over_limit_by or result.excess_deferral or result.plan_excess_deferral:
        return ""  # what is over needs the whole result to be understood
    return state.domain.message("first_look", **_values(result, found.assumed))


def _has_another_plan(state: State) -> bool:
    """Whether another plan of this person is known, whose deferrals may leave less than the maximum here."""
    household = state.session.household
    other = state.session.case.get("other_employer")
    theirs = any(plan.owner is household.open.owner for plan in household.plans if plan != household.open)
    return theirs or (other is not None and other.value == "yes")


def _values(result: CapacityResult, assumed: Collection[str]) -> dict[str, Any]:
    return {
        "year": result.tax_year,
        "room": result.after_tax_room,
        "deferral": result.deferral,
        "deferral_assumed": "deferral" in assumed,
        "made_assumed": MADE in assumed,
    }


def with_look_at_one_plan(heard: Heard, reply: Reply) -> Reply:
    """`reply` with the first look; not where figures of another plan are told too, which may bear on this one."""
    return reply if heard.apart else with_first_look(heard.state, reply)

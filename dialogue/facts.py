"""Facts in whole messages, in the slots of this program."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from core.limits import published_years
from core.match import NO_FORMULA
from dialogue.replaced import told_instead
from dialogue.replies import fact
from dialogue.state import State
from flows.engine.flow import Flow
from flows.session import Fact
from nlu.message.fact import Op, Whose
from nlu.readers import MessageReading, read_message
from nlu.requests import year_of_story


def read_facts(state: State, text: str) -> MessageReading:
    """What a whole message holds, with the known employers and providers in mind."""
    domain = state.domain
    message = read_message(text, state.context, domain.employer_names, domain.provider_names)
    year = year_of_story(text) or message.slots.get("tax_year")
    if isinstance(year, int) and year < min(published_years()):
        # What is told of a year that is not kept here is told of no other.
        return replace(message, slots={"tax_year": year}, unclear={}, facts=())
    otherwise = any(one.whose is not Whose.ME or one.op is Op.ADD for one in message.facts)
    told = None if otherwise else told_instead(state, text)
    if told is None:
        return message
    slot, value = told
    return replace(message, slots={slot: value}, correction_of=slot, unclear={}, facts=(), left=())


def facts_of(state: State, text: str, values: Mapping[str, Any]) -> dict[str, Fact]:
    """The facts among `values`, which a message was read into; keys that no slot of this program has are left out."""
    return {slot: fact(state, value, text) for slot, value in as_slots(values).items() if slot in state.domain.slots}


def in_order(flow: Flow | None, facts: Mapping[str, Fact]) -> dict[str, Fact]:
    """`facts` in the order in which `flow` asks for them, then those that it does not ask for."""
    if flow is None or len(facts) < 2:
        return dict(facts)
    first = [slot for slot in flow.nodes if slot in facts]
    return {slot: facts[slot] for slot in (*first, *(slot for slot in facts if slot not in first))}


def as_slots(values: Mapping[str, Any]) -> dict[str, Any]:
    """The slots of this program from the keys that a message is read into."""
    found = dict(values)
    if (rate := found.pop("plan_cap_rate", None)) is not None:
        found["plan_cap"] = {"rate": rate}
    if (dollars := found.pop("plan_cap_dollars", None)) is not None:
        found["plan_cap"] = {"dollars": dollars}
    if (share := found.pop("nonelective_rate", None)) is not None:
        found["match"] = {**NO_FORMULA, **(found.get("match") or {}), "nonelective_rate": share}
    if (amount := found.pop("match_dollars", None)) is not None:
        formula = found.get("match") or NO_FORMULA
        if "match" not in found or (share is not None and not formula["nonelective_dollars"] and not formula["tiers"]):
            found["match"] = {**formula, "nonelective_dollars": amount}
    return found

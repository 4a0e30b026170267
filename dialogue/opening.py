"""Opens the flow that a message asks for, with all that it tells of it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from content.found import Found
from core.limits import published_years
from dialogue import browsing, computed
from dialogue.asking_back import ask_about_unclear
from dialogue.facts import as_slots, facts_of, in_order
from dialogue.first_look import with_look_at_one_plan
from dialogue.heard import FITS, Heard
from dialogue.lookup import NAMES, look_up
from dialogue.replies import Reply, acknowledge, fact, start_flow
from dialogue.starting import told_in_wish
from dialogue.state import State
from flows.definitions.capacity import CAPACITY
from flows.definitions.troubleshooting import TROUBLESHOOTING
from flows.household.levels import YEAR
from flows.screens import joined
from nlu.requests import speaks_of_this_year
from nlu.wish_figures import CALCULATORS, GROWTH, RegularGrowthAsked, words_in_wish


def open_flow(heard: Heard, flow: str) -> Reply:
    """Opens `flow` with what the message tells of it, and asks back about what is unclear."""
    state, message = heard.state, heard.message
    if flow == TROUBLESHOOTING and _tells_trouble(heard.found):
        return look_up(heard)  # its first question is answered already
    wished = {slot: fact(state, value, heard.text) for slot, value in told_in_wish(state, flow, heard.text).items()}
    figures = {slot: one for slot, one in wished.items() if slot in words_in_wish(flow, heard.text)}
    names = {slot: one for slot, one in wished.items() if slot in NAMES}
    if flow in CALCULATORS:
        # The figures are those of the wish: "20k a year for 10 years" is no pay.
        asked = state.domain.flows[flow].slots | {"age"}
        message = replace(
            message,
            slots={slot: value for slot, value in message.slots.items() if slot in asked},
            unclear={slot: one for slot, one in message.unclear.items() if slot in asked},
        )
    # What another flow would ask back is not asked on the way into this one.
    used = state.domain.flows[flow].slots | {"age"}
    unclear = {slot: one for slot, one in message.unclear.items() if not used.isdisjoint(as_slots({slot: {}}))}
    message = replace(message, unclear=unclear)
    told = in_order(state.domain.flows[flow], facts_of(state, heard.text, message.slots))
    lead = joined([acknowledge(state, {**names, **figures, **told}), _not_loaded(state, flow, heard.text, told)])
    started = start_flow(state, flow, {**wished, **told}, lead, text=heard.text)
    reply = with_look_at_one_plan(heard, ask_about_unclear(state, started, heard.text, message))
    return replace(reply, took=False) if figures else reply  # no amount of it is left over


def _tells_trouble(found: Found) -> bool:
    """Whether the words surely tell which trouble it is, by the article that mends it."""
    return found.answer is not None and found.answer.startswith(browsing.MENDS) and found.score >= FITS


def _not_loaded(state: State, flow: str, text: str, told: Mapping[str, Any]) -> str:
    """That the limits of the present year, of which `text` speaks, are not loaded, where `flow` asks for a year."""
    asks, years = YEAR in state.domain.flows[flow].slots, published_years()
    if not asks or YEAR in told or state.today.year in years or not speaks_of_this_year(text):
        return ""
    return state.domain.message("year_not_loaded", year=state.today.year, years=", ".join(map(str, years)))


def open_room(heard: Heard, told: Any) -> Reply:
    """Opens the calculation of the room with what was `told`."""
    state = heard.state
    numbers = state.domain.flows[CAPACITY]
    started = start_flow(state, numbers.id, in_order(numbers, told), acknowledge(state, told), text=heard.text)
    return with_look_at_one_plan(heard, ask_about_unclear(state, started, heard.text, heard.message))


def growth_of_years(heard: Heard, asked: RegularGrowthAsked) -> Reply:
    """Works the growth out; where nothing else is open, the calculator goes on with the same figures."""
    reply = computed.regular_growth(heard.state, asked)
    if heard.state.flow is not None or GROWTH not in heard.state.domain.flows:
        return reply
    begun = open_flow(heard, GROWTH)
    return replace(begun, screens=(*reply.screens, *begun.screens))

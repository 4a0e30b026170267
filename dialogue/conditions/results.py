"""At a result, and where a flow waits below it."""

from rapidfuzz import fuzz, process

from dialogue.conditions.answers import SHORTEST_MESSAGE
from dialogue.heard import Heard
from dialogue.prompts import detail_buttons
from dialogue.replies import start_flow
from dialogue.starting import told_in_wish
from flows.household.levels import YEAR
from flows.session import PendingKind
from nlu.answers import FREE
from nlu.control import GOES_ON
from nlu.entities.reading import Reading
from nlu.entities.text import bare
from nlu.message.supposition import Supposition
from nlu.requests import another_year_asked, asks_for_details
from nlu.wish_figures import CALCULATORS

LONGEST_COMPLETION = 5  # words
LONGEST_REQUEST = 6  # words
MOST_TRIED = 10  # words of other figures for a result
NEARLY = 80.0  # of 100, between what was typed and a label


def resumes_below(heard: Heard) -> str | None:
    """The flow that waits under a finished one, where a word asks to go on."""
    return _waiting_below(heard) if heard.said in GOES_ON else None


def answer_below(heard: Heard) -> tuple[str, Reading] | None:
    """The flow that waits under a finished one, with the short answer that it waits for."""
    flow = _waiting_below(heard)
    if flow is None or heard.words > SHORTEST_MESSAGE:
        return None
    below = heard.state.with_(start_flow(heard.state, flow).session)
    if below.question is None or below.known_from_before or below.domain.slots[below.question.slot].kind in FREE:
        return None
    reading = below.read_answer(heard.text)
    return (flow, reading) if reading is not None and reading.plain else None


def _waiting_below(heard: Heard) -> str | None:
    state = heard.state
    if state.waits:
        return None
    below = [frame.flow for frame in state.unfinished if frame is not state.frame or not state.waits]
    return below[-1] if below else None


def completes(heard: Heard) -> tuple[str, Reading] | None:
    """The slot and the reading of what completes a fact that did not stand by itself ("95 an hour", then "40")."""
    state = heard.state
    partial = state.session.notes.partial
    slot = partial.slot if partial is not None else None
    if slot is None or state.waits or heard.words > LONGEST_COMPLETION:
        return None
    reading = state.read_for(slot, heard.text)
    return (slot, reading) if reading is not None and reading.value is not None else None


def part_of_result(heard: Heard) -> str | None:
    """The part of a result that is asked for: nearly by its label, or just for the details."""
    state, said = heard.state, heard.said
    if state.outcome is None or len(said.split()) > LONGEST_REQUEST:
        return None
    parts = detail_buttons(state)
    labels = [bare(button.label) for button in parts.values()]
    near = process.extractOne(said, labels, scorer=fuzz.token_sort_ratio, score_cutoff=NEARLY)
    if near is not None:
        return list(parts)[near[2]]
    return next(iter(parts)) if parts and asks_for_details(said) else None


def another_year(heard: Heard) -> Reading | None:
    """The year for which a result is wanted too, named with next to no other word ("and for 2025?")."""
    state = heard.state
    asked = another_year_asked(heard.said)
    if asked is None or state.outcome is None or state.position is None or YEAR not in state.position.answers:
        return None
    reading = state.read_for(YEAR, asked)
    return reading if reading is not None and reading.plain else None


def calculator_tried(heard: Heard) -> Supposition | None:
    """Other figures are asked for at the result of a calculator ("and over 30 years?"): those that differ from it.

    Empty where all that is named is so already.
    """
    state, position = heard.state, heard.state.position
    asked_back = state.session.pending is not None and state.session.pending.kind is not PendingKind.WHAT_IF
    if asked_back or state.outcome is None or state.flow is None or state.flow.id not in CALCULATORS:
        return None
    if position is None or heard.command is not None or not heard.asks or heard.words > MOST_TRIED:
        return None
    told = told_in_wish(state, state.flow.id, heard.text)
    if not told:
        return None
    return Supposition({slot: one for slot, one in told.items() if one != position.answers.get(slot)})

"""What is typed while no question is open: the name of a walk, facts about oneself, or a question."""

import re
from dataclasses import replace

from rapidfuzz import fuzz, process

from dialogue import browsing, comparing, payloads
from dialogue.answering import LONGEST_ANSWER, SHORTEST_MESSAGE, correct, long_text, not_understood
from dialogue.asking_back import ask_about_unclear, take
from dialogue.facts import facts_of, in_order, read_facts
from dialogue.layout import joined
from dialogue.pressing import press
from dialogue.prompts import prompt_rows
from dialogue.replies import Reply, accept, acknowledge, fact, start_flow
from dialogue.starting import flow_named
from dialogue.state import State
from dialogue.understanding import FREE, read_answer, read_for
from dialogue.wording import GOES_ON, asks_how_much, bare, looks_like_question
from flows.session import Fact
from nlu.readers import MessageReading

LONGEST_COMPLETION = 5  # words
LONGEST_REQUEST = 6  # words
NEARLY = 80.0  # of 100, between what was typed and a label
_DETAILS = re.compile(
    r"^(?:(?:can you |please )?(?:show|give|explain|see)\b.*)?\b"
    r"(?:lines|breakdown|math|calculation|details|steps|work|how so|how come|explain(?: that| this| it)?)(?: please)?$"
)
_OTHER_YEAR = re.compile(
    r"(?:and |what about |how about |now |what is it |same )*(?:for |in )?(?P<year>20\d\d|(?:last|this|next) year)"
)
YEAR = "tax_year"
NUMBERS = "capacity"  # the flow that facts told out of the blue lead to
MAIN_NUMBERS = frozenset({"age", "pay", "deferral", "match"})
ENOUGH_NUMBERS = 3  # told one after the other, they show what the person is after


def idle(state: State, text: str) -> Reply:
    """What `text` does while no question is open."""
    if len(text) > LONGEST_ANSWER:
        long = long_text(state, text)
        return long if long.outcome != "not understood" else _look_up(state, text)
    if (reply := _of_walk_below(state, text) or _completing(state, text) or _of_result(state, text)) is not None:
        return reply
    if (reply := _for_another_year(state, text)) is not None:
        return reply
    message = read_facts(state, text)
    if flow := flow_named(state, text):
        facts = in_order(state.domain.flows[flow], facts_of(state, text, message.slots))
        return ask_about_unclear(state, start_flow(state, flow, facts, acknowledge(state, facts)), text, message)
    if message.hypothetical:
        return comparing.what_if(state, text, message)
    if (message.slots or message.unclear) and message.correction_of is not None and state.flow is not None:
        return correct(state, text, message)
    if message.slots or (message.unclear and not looks_like_question(text)):
        return _facts(state, text, message)
    return _look_up(state, text)


def _completing(state: State, text: str) -> Reply | None:
    """Takes what completes a fact that did not stand by itself ("95 an hour", then "40")."""
    partial = state.session.notes.get("partial")
    slot = partial.get("slot") if isinstance(partial, dict) else None
    if not isinstance(slot, str) or state.waits or len(text.split()) > LONGEST_COMPLETION:
        return None
    reading = read_for(state, slot, text)
    return take(state, text, reading, slot) if reading is not None and reading.value is not None else None


def _for_another_year(state: State, text: str) -> Reply | None:
    """Works a result out for the year that `text` names with next to no other word ("and for 2025?")."""
    asked = _OTHER_YEAR.fullmatch(bare(text))
    if asked is None or state.outcome is None or state.position is None or YEAR not in state.position.answers:
        return None
    reading = read_for(state, YEAR, asked["year"])
    if reading is None or not reading.plain:
        return None
    facts = {YEAR: fact(state, reading.json, text)}
    return accept(state, facts, acknowledge(state, facts, corrected=True), last=YEAR)


def _of_result(state: State, text: str) -> Reply | None:
    """Opens the part of a result that `text` asks for: nearly by the label of its button, or just for the details."""
    said = bare(text)
    if state.outcome is None or len(said.split()) > LONGEST_REQUEST:
        return None
    parts = [button for row in prompt_rows(state) for button in row if button.payload.startswith(payloads.DETAIL + ":")]
    labels = [bare(button.label) for button in parts]
    near = process.extractOne(said, labels, scorer=fuzz.token_sort_ratio, score_cutoff=NEARLY)
    if near is not None:
        return press(state, parts[near[2]].payload, typed=True)
    return press(state, parts[0].payload, typed=True) if parts and _DETAILS.search(said) else None


def _look_up(state: State, text: str) -> Reply:
    if not any(character.isalpha() for character in text):
        return not_understood(state, text)
    found = state.domain.search.find(text)
    if found.answer is None and not looks_like_question(text) and len(text.split()) <= 2:
        return not_understood(state, text)
    return browsing.answer_question(state, text, found)


def _of_walk_below(state: State, text: str) -> Reply | None:
    """Goes on with a walk that waits under a finished one, if `text` says so or is the answer it waits for."""
    waiting = [frame for frame in state.unfinished if frame is not state.frame or not state.waits]
    if not waiting or state.waits:
        return None
    resumed = start_flow(state, waiting[-1].flow)
    if bare(text) in GOES_ON:
        return resumed
    below = state.with_(resumed.session)
    if below.question is None or below.known_from_before or state.domain.slots[below.question.slot].kind in FREE:
        return None
    reading = read_answer(below, text)
    if reading is None or not reading.plain or len(text.split()) > SHORTEST_MESSAGE:
        return None
    reply = take(below, text, reading)
    return replace(reply, lead=joined([resumed.lead, reply.lead]), whole=True)


def _facts(state: State, text: str, message: MessageReading) -> Reply:
    facts = facts_of(state, text, message.slots)
    flow = state.flow
    mentioned = {*facts, *message.unclear}
    if flow is not None and mentioned & flow.slots and not message.question:
        facts = in_order(flow, facts)
        reply = accept(state, facts, acknowledge(state, facts)) if facts else Reply(state.session)
        return ask_about_unclear(state, reply, text, message)
    numbers = mentioned & (state.domain.flows[NUMBERS].slots if NUMBERS in state.domain.flows else frozenset())
    enough = numbers and len((numbers | set(state.session.case)) & MAIN_NUMBERS) >= ENOUGH_NUMBERS
    if len(numbers) >= 2 or (numbers and asks_how_much(text)) or (enough and not message.question):
        said = acknowledge(state, in_order(state.domain.flows[NUMBERS], facts))
        facts = in_order(state.domain.flows[NUMBERS], {**_told_today(state), **facts})
        started = start_flow(state, NUMBERS, facts, said)
        return ask_about_unclear(state, started, text, message)
    if message.question:
        return browsing.answer_question(state, text, state.domain.search.find(text))
    reply = Reply(state.session, prompt="open", outcome="noted")
    if facts:
        reply = replace(accept(state, facts, acknowledge(state, facts)), prompt="open", outcome="noted")
    return ask_about_unclear(state, reply, text, message)


def _told_today(state: State) -> dict[str, Fact]:
    """The main figures that were told today: they need no asking whether they are still right."""
    return {slot: one for slot, one in state.session.case.items() if slot in MAIN_NUMBERS and one.on == state.today}

"""Answers taken and corrected: all facts of a message, a correction, a long text, and what could not be read."""

from dataclasses import replace

from dialogue.actions import repeat
from dialogue.asking_back import ask_about_unclear, missed, reason_for, take
from dialogue.assuming import MADE
from dialogue.comparing import what_if
from dialogue.facts import facts_of, in_order
from dialogue.heard import LONGEST_ANSWER, Heard
from dialogue.prompts import answer_lines
from dialogue.replies import Done, Prompt, Reply, accept, acknowledge, fact, hold, note_miss, start_flow
from dialogue.state import State
from flows.definitions.capacity import CAPACITY
from flows.household.levels import AGE, YEAR
from flows.screens import joined
from flows.session import ANSWERS, Candidate, PendingKind
from flows.values import changed
from nlu.entities.deferral import names_deferral
from nlu.entities.reading import Reading
from nlu.entities.text import short
from nlu.message.reader import MessageReading
from nlu.message.supposition import Supposition


def take_all(heard: Heard, reading: Reading | None) -> Reply:
    """Takes all facts of a message; the open question's own answer is what its own reader says."""
    state = heard.state
    facts = facts_of(state, heard.text, heard.message.slots)
    asked = state.question.slot if state.question is not None else ""
    if reading is not None and reading.plain and asked in facts:
        facts[asked] = replace(facts[asked], value=reading.json)
    facts = in_order(state.flow, facts)
    reply = (
        accept(state, facts, acknowledge(state, facts))
        if facts
        else Reply(state.session, outcome=Done.ASKED_BACK, took=True)
    )
    return ask_about_unclear(state, reply, heard.text, heard.message)


def correct(heard: Heard) -> Reply:
    """Corrects an earlier answer, and goes on where the dialogue was."""
    state, message = heard.state, _as_asked(heard)
    facts = in_order(state.flow, facts_of(state, heard.text, message.slots))
    if not facts:
        return ask_about_unclear(state, Reply(state.session, outcome=Done.ASKED_BACK, took=True), heard.text, message)
    lead = acknowledge(state, facts, corrected=True)
    reply = accept(state, facts, lead, last=message.correction_of)
    asked = state.session.pending
    if (
        asked is not None
        and asked.kind in ANSWERS
        and asked.slot
        and asked.slot not in facts
        and _still_open(reply, asked.slot)
    ):
        # What is asked back is not settled by another answer put right.
        reply = replace(reply, session=changed(reply.session, pending=asked))
    return ask_about_unclear(state, reply, heard.text, message)


def _still_open(reply: Reply, slot: str) -> bool:
    """Whether nothing else is asked back after `reply`, and the answer to `slot` is still wanted."""
    return reply.session.pending is None and slot not in reply.session.case


def _as_asked(heard: Heard) -> MessageReading:
    """The message with an amount that only may be a deferral as the answer to the open question: "zero so far"."""
    message, question = heard.message, heard.state.question
    doubt = message.unclear.get("deferral")
    if not heard.waits or question is None or question.slot != MADE or MADE in message.slots or doubt is None:
        return message
    if doubt.value is None or names_deferral(heard.said):
        return message
    unclear = {slot: one for slot, one in message.unclear.items() if slot != "deferral"}
    return replace(message, slots={**message.slots, MADE: doubt.json}, unclear=unclear)


def take_long(heard: Heard) -> Reply:
    """A text too long for an answer: the facts in it count once the user agrees; else it is not read."""
    state = heard.state
    facts = in_order(state.flow, facts_of(state, heard.text, heard.message.slots)) if heard.may_hold_facts else {}
    if not facts:
        return not_understood(state, heard.text)
    values = {slot: fact.value for slot, fact in facts.items()}
    yes = Candidate(state.domain.button("button_facts_yes"), values)
    return hold(state, "", heard.text, (yes,), PendingKind.FACTS, {"lines": answer_lines(state.domain, values)})


def take_for_year(heard: Heard, year: Reading) -> Reply:
    """The open result for another year: that year where it was told of, else a look at the room that keeps nothing.

    What has gone in so far went into the year that was talked about.
    """
    state, household = heard.state.without_pending(), heard.state.session.household
    before = state.tax_year
    if year.json == before:
        return repeat(state)
    room = state.flow is not None and state.flow.id == CAPACITY
    if room and not household.plan.year(year.json).facts:
        age, made = state.known.whole(AGE), state.known.get(MADE)
        supposed = {YEAR: year.json, **({MADE: 0} if made else {})}
        supposed |= {AGE: age + year.json - before} if age is not None else {}
        return what_if(state, heard.text, Supposition(supposed))
    facts = {YEAR: fact(state, year.json, heard.text)}
    return accept(state, facts, acknowledge(state, facts), last=YEAR)


def answer_below(heard: Heard, flow: str, reading: Reading) -> Reply:
    """Goes on with `flow`, which waits under a finished one, with the answer that it waits for."""
    resumed = start_flow(heard.state, flow)
    taken = take(heard.state.with_(resumed.session), heard.text, reading)
    return replace(taken, lead=joined([resumed.lead, taken.lead]), whole=True)


def not_understood(state: State, text: str, reading: Reading | None = None) -> Reply:
    """Says what was wanted, with an example; after three in a row, offers help instead of asking for ever."""
    domain, question = state.domain, state.question
    if question is None or state.known_from_before:
        lead = _unread(state, text, "not_understood_idle")
        return Reply(note_miss(state.session), lead=lead, prompt=Prompt.OPEN, outcome=Done.NOT_UNDERSTOOD)
    if state.session.pending is not None and state.session.pending.kind in ANSWERS:
        return missed(state, domain.message("pick_one"))
    told = reason_for(state, reading, text) if reading is not None else ""
    name = "not_a_step" if domain.slots[question.slot].passing else "not_understood"
    return missed(state, told or _unread(state, text, name))


def _unread(state: State, text: str, name: str) -> str:
    if not text:
        return state.domain.message("received_nothing")
    if len(text) > LONGEST_ANSWER:
        return state.domain.message("too_long")
    return state.domain.message(name, said=short(text))

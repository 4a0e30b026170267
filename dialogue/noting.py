"""Facts that are noted: alone, or beside the answer to what a message asks."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from dialogue.asking_back import ask_about_unclear
from dialogue.facts import facts_of, in_order
from dialogue.heard import Heard
from dialogue.replies import Done, Prompt, Reply, accept, acknowledge
from flows.screens import joined
from flows.session import ANSWERS, Fact
from flows.values import changed
from nlu.message.fact import Whose


def note_facts(heard: Heard) -> Reply:
    """Notes what the message tells, and keeps the question that no flow would come back to."""
    state = heard.state
    told = facts_of(state, heard.text, heard.message.slots)
    reply = accept(state, told, acknowledge(state, told)) if told else Reply(state.session, outcome=Done.NOTED)
    asked = state.session.pending
    if asked is not None and asked.kind in ANSWERS and asked.slot not in told and state.frame is None:
        # No flow would come back to what is asked: what was told before would be lost.
        reply = replace(reply, session=changed(reply.session, pending=asked))
    return ask_about_unclear(
        state, replace(reply, prompt=Prompt.OPEN, outcome=Done.NOTED, took=True), heard.text, heard.message
    )


def take_facts(heard: Heard, told: dict[str, Fact]) -> Reply:
    """Takes the facts that were `told`, in the order of the open flow."""
    facts = in_order(heard.state.flow, told)
    return accept(heard.state, facts, acknowledge(heard.state, facts))


def with_slots(heard: Heard, reply: Reply, kept: Collection[str]) -> Reply:
    """`reply` with those facts of the message noted that are in `kept`; nothing of what is only supposed."""
    return with_told(heard, reply, {slot: value for slot, value in heard.message.slots.items() if slot in kept})


def with_told(heard: Heard, reply: Reply, told: Mapping[str, Any]) -> Reply:
    """`reply` with the facts `told` noted, unless they are only supposed."""
    if heard.message.hypothetical or not (found := facts_of(heard.state, heard.text, told)):
        return reply
    taken = accept(heard.state.with_(reply.session), found, acknowledge(heard.state, found))
    return replace(reply, session=taken.session, lead=joined([reply.lead, taken.lead]))


def own_age(heard: Heard) -> int | None:
    """The age that the message tells of the person, who is of one age in every plan."""
    told = {one.value for one in heard.message.facts if one.slot == "age" and one.whose is Whose.ME}
    age = heard.message.slots.get("age", told.pop() if len(told) == 1 else None)
    return age if isinstance(age, int) else None

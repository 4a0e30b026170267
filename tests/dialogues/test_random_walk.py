"""The dialogue gone through at random: no exception, no silence, no dead end, no message over Telegram's limits."""

import re
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from bot.app import dialogue, plans
from bot.plain_text import plain_text
from content.pages import units
from dialogue.events import DocumentRead, DocumentSent, Edited, Event, Pressed, Problem, Received, ReminderDue, Said
from dialogue.prompts import prompt
from dialogue.state import State
from tests.conversation import TODAY, Talk
from tests.walker import (
    ANSWERS,
    FORGED,
    KINDS,
    MESSAGE_UNITS,
    PLAN,
    SAYINGS,
    dead_end,
    not_repeated,
    problems,
    reached,
)

RUNS = 1500  # at most, to come by every node of one flow
FLOWS = sorted(dialogue().domain.flows)
PLACES = [(flow, node) for flow in FLOWS for node in sorted(not_repeated(dialogue().domain.flows[flow].nodes))]
PLACE = st.integers(0, 200)


class Conversation(RuleBasedStateMachine):
    """A person who does anything at all. Hypothesis shortens what goes wrong to the steps that it takes."""

    def __init__(self) -> None:
        super().__init__()
        self.talk = Talk()

    def take(self, event: Event) -> None:
        turn = self.talk.send(event)
        assert not list(problems(turn.screens, turn.toast if isinstance(event, Pressed) else ""))
        assert not dead_end(turn, self.talk.today)

    @initialize(begin=st.sampled_from(("/start", *(f"/{flow}" for flow in FLOWS))))
    def begins(self, begin: str) -> None:
        self.take(Said(begin))

    @rule(text=st.sampled_from(SAYINGS))
    def says(self, text: str) -> None:
        self.take(Said(text))

    @rule(place=PLACE)
    def answers(self, place: int) -> None:
        state = State(dialogue().domain, self.talk.session, self.talk.today)
        question = state.question
        typed = ANSWERS.get(state.domain.slots[question.slot].kind, ()) if question is not None else ()
        self.take(Said(typed[place % len(typed)]) if typed else self._button(place, 1))

    @rule(place=PLACE)
    def presses(self, place: int) -> None:
        self.take(self._button(place, 1))

    @rule(place=PLACE)
    def presses_an_old_button(self, place: int) -> None:
        self.take(self._button(place, 30))

    @rule(payload=st.sampled_from(FORGED))
    def presses_a_forged_button(self, payload: str) -> None:
        self.take(Pressed(payload))

    @rule(text=st.sampled_from((*SAYINGS, *ANSWERS["pay"], *ANSWERS["age"])))
    def edits(self, text: str) -> None:
        self.take(Edited(text))

    @rule(kind=st.sampled_from(KINDS))
    def sends_what_is_no_text(self, kind: str) -> None:
        self.take(Received(kind))

    @rule(size=st.sampled_from((1000, 30_000_000)), problem=st.sampled_from(Problem))
    def sends_a_file(self, size: int, problem: Problem) -> None:
        self.take(DocumentSent("handle", "spd.pdf", size))
        self.take(DocumentRead("spd.pdf", None if problem else plans().read((PLAN,)), problem))

    @rule(flow=st.sampled_from(FLOWS))
    def is_reminded(self, flow: str) -> None:
        self.take(ReminderDue(flow))

    @rule(days=st.integers(1, 40))
    def is_silent(self, days: int) -> None:
        self.talk.today += timedelta(days=days)

    def _button(self, place: int, screens: int) -> Event:
        shown = self.talk.history[-screens:]
        payloads = [one.payload for screen in shown for row in screen.buttons for one in row if one.payload]
        return Pressed(payloads[place % len(payloads)]) if payloads else Said("/start")


def test_whatever_a_user_does_there_is_an_answer_and_a_way_on() -> None:
    run: Any = settings(max_examples=60, stateful_step_count=40, deadline=None)
    run_state_machine_as_test(Conversation, settings=run)


@pytest.mark.parametrize("flow", FLOWS)
def test_every_node_of_the_flow_can_be_reached(flow: str) -> None:
    wanted = not_repeated(dialogue().domain.flows[flow].nodes)
    seen = set(reached(flow, RUNS))
    assert wanted <= seen, f"never reached: {sorted(wanted - seen)}"


@pytest.mark.parametrize(("flow", "node"), PLACES, ids=[f"{flow}/{node}" for flow, node in PLACES])
def test_the_node_renders(flow: str, node: str) -> None:
    screen = prompt(State(dialogue().domain, reached(flow, RUNS)[node], TODAY))
    assert screen is not None
    text = plain_text(screen.text)
    assert text.strip()
    assert units(text) <= MESSAGE_UNITS
    assert not re.search(r"(?:: |\$|= )None\b", text)
    assert "{{" not in text
    assert screen.buttons

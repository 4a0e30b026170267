"""The dialogue walked at random: no exception, no silence, no dead end, no message over Telegram's limits."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.app import dialogue
from dialogue.events import Said
from tests.walker import Walk, not_repeated, reached

STEPS = 200
RUNS = 1500  # at most, to come by every node of one flow


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32))
def test_whatever_a_user_does_there_is_an_answer_and_a_way_on(seed: int) -> None:
    walk = Walk(seed)
    walk.take(Said("/start"))
    walk.go(STEPS)
    assert len(walk.trail) == STEPS + 1


@pytest.mark.parametrize("flow", sorted(dialogue().domain.flows))
def test_every_node_of_the_flow_can_be_reached(flow: str) -> None:
    wanted = not_repeated(dialogue().domain.flows[flow].nodes)
    seen = reached(flow, RUNS)
    assert wanted <= seen, f"never reached: {sorted(wanted - seen)}"

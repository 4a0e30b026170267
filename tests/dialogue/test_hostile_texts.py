"""Texts made to be slow or to break: each is answered, and soon."""

import time

import pytest

from bot.app import dialogue
from dialogue.events import Said
from flows.session import Session
from tests.conversation import TODAY
from tests.dialogue.hostile_texts import LONGEST, REPEATED, hostile, repeated, states

MOST_SECONDS = 1.0  # of processor time; what grew with the square of the length took five and more


def answered(session: Session, text: str) -> None:
    began = time.process_time()
    turn = dialogue().step(session, Said(text), TODAY)
    assert time.process_time() - began < MOST_SECONDS, text[:40]
    assert turn.screens or turn.toast or turn.effects  # what is read apart is answered later
    assert Session.loads(turn.session.dumps()) == turn.session


@pytest.mark.parametrize("state", ["nothing open", "year asked", "match asked"])
def test_one_piece_over_and_over_is_answered(state: str) -> None:
    session = states()[state]
    for unit in REPEATED:
        answered(session, repeated(unit, LONGEST))


def test_mixtures_are_answered() -> None:
    moments = list(states().values())
    for number, text in enumerate(hostile(200)):
        answered(moments[number % len(moments)], text)

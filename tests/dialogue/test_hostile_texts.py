"""Texts made to be slow or to break: each is answered. How long it takes is measured by `bench/hostile_texts.py`."""

import pytest

from bot.app import dialogue
from dialogue.events import Said
from flows.session import Session
from tests.conversation import TODAY, Talk
from tests.dialogue.hostile_texts import EVOLVED, LONGEST, REPEATED, hostile, repeated, states


def answered(session: Session, text: str) -> None:
    turn = dialogue().step(session, Said(text), TODAY)
    assert turn.screens or turn.toast or turn.effects, text[:40]  # what is read apart is answered later
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


def test_what_was_left_unread_of_a_message_is_said() -> None:
    story = "I am 42. I make 210k. My match is 50% up to 6%. " + "We went for a walk and it was warm. " * 60
    assert "more than I can read at once" in Talk().say(story)
    assert "more than I can read at once" not in Talk().say(story[:60])


def test_evolved_texts_are_answered() -> None:
    moments = list(states().values())
    for number, text in enumerate(EVOLVED):
        answered(moments[number % len(moments)], text)

"""Buttons: old, forged and doubled ones have no effect, and no button leads nowhere."""

import pytest

from dialogue.events import Pressed
from flows import payloads
from tests.conversation import Talk

FORGED = ("", "x", "o:0:age:42:9", "o:zzzzzzzzzz:age:42", "n:0:", "<b>", "o:é:age:1", "a:" + "x" * 80, "f:../..")


def at_the_year() -> Talk:
    """A conversation at the question for the tax year."""
    talk = Talk()
    talk.say("how much can i put in?")
    talk.say("back")
    return talk


@pytest.mark.parametrize("payload", FORGED)
def test_a_forged_button_changes_nothing_and_asks_again(payload: str) -> None:
    talk = at_the_year()
    before = talk.session
    turn = talk.send(Pressed(payload))
    assert turn.toast
    assert (talk.session.case, talk.session.frames) == (before.case, before.frames)
    assert "Which tax year" in talk.text


def test_a_button_of_an_option_that_the_question_does_not_have_changes_nothing() -> None:
    talk = at_the_year()
    talk.send(Pressed(payloads.make(payloads.OPTION, "age", "42", revision=talk.session.revision)))
    assert talk.session.case == {}
    assert "Which tax year" in talk.text


def test_two_taps_are_one_answer_and_no_second_question() -> None:
    talk = at_the_year()
    button = talk.button("2026")
    talk.send(Pressed(button.payload))
    session = talk.session
    turn = talk.send(Pressed(button.payload))
    assert turn.screens == ()
    assert turn.toast
    assert talk.session.frames == session.frames


def test_three_taps_are_one_answer_too() -> None:
    talk = at_the_year()
    button = talk.button("2026")
    turns = [talk.send(Pressed(button.payload)) for _ in range(3)]
    assert [bool(turn.screens) for turn in turns] == [True, False, False]


def test_two_taps_on_a_walk_begin_it_once() -> None:
    talk = Talk()
    talk.say("/start")
    payload = talk.button("Can I do it?").payload
    assert talk.send(Pressed(payload)).screens
    assert not talk.send(Pressed(payload)).screens
    assert len(talk.session.frames) == 1


def test_the_button_of_a_walk_works_again_later() -> None:
    talk = Talk()
    talk.say("/start")
    payload = talk.button("Can I do it?").payload
    talk.send(Pressed(payload))
    talk.press("◀ Back")
    assert "Who is your employer" in "".join(screen.text for screen in talk.send(Pressed(payload)).screens)


def test_an_old_answer_is_called_old_and_the_open_question_is_asked_again() -> None:
    talk = at_the_year()
    talk.press("2026")
    talk.say("42")
    heard = talk.press("2025")
    assert "old" in heard
    assert "What is your pay" in heard
    assert talk.session.case["tax_year"].value == 2026


def test_every_button_of_a_result_does_something() -> None:
    talk = Talk()
    for text in ("how much can i put in?", "2026", "42", "180k", "10k", "no match", "0", "yes"):
        talk.say(text)
    result, session = talk.screens[-1], talk.session
    for row in result.buttons:
        for button in row:
            if button.payload:
                talk.session = session
                assert talk.send(Pressed(button.payload)).screens, button.label
                assert "old" not in talk.text

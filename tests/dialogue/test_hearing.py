"""What a typed message is taken for, in the order in which meanings are likely."""

import pytest

from dialogue.events import Said
from tests.conversation import Talk

CAPACITY = ("how much can i put in?", "2026", "42", "180k")


def talk_to(*said: str) -> Talk:
    """A conversation in which all of `said` was typed."""
    talk = Talk()
    for text in said:
        talk.say(text)
    return talk


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("10k", "answered"),
        ("The Maximum", "answered"),
        ("is 10% of pay ok?", "asked_back"),
        ("maybe 5k?", "asked_back"),
        ("why?", "why"),
        ("WHY DO YOU ASK", "why"),
        ("where do i find this?", "unknown"),
        ("back", "back"),
        ("go back", "back"),
        ("change my age", "change"),
        ("cancel", "cancel"),
        ("start over", "restart"),
        ("what?", "repeat"),
        ("thanks", "thanks"),
        ("hello", "hello"),
        ("help", "help"),
        ("what can you do?", "help"),
        ("what if i defer 5k?", "what if"),
        ("what if i made 90k?", "what if"),
        ("can i do it?", "started"),
        ("/capacity", "started"),
        ("/start", "greeted"),
        ("/start basis", "deep link"),
        ("/nonsense", "unknown command"),
        ("i have the reply", "reply wanted"),
        ("banana", "not understood"),
        ("", "not understood"),
    ],
)
def test_at_an_open_question_the_message_is_taken_for(text: str, outcome: str) -> None:
    talk = talk_to(*CAPACITY)
    turn = talk.send(Said(text))
    assert turn.labels.outcome == outcome


@pytest.mark.parametrize("text", ["yes", "yep", "looks good", "ok", "Show the result", "go on", "I think so"])
def test_the_review_is_left_by(text: str) -> None:
    talk = talk_to(*CAPACITY, "max", "no match", "0")
    talk.say(text)
    assert talk.turn is not None
    assert talk.turn.labels.step == "room"


@pytest.mark.parametrize("text", ["is that right?", "what is a true-up?", "why?", "banana"])
def test_the_review_is_not_left_by(text: str) -> None:
    talk = talk_to(*CAPACITY, "max", "no match", "0")
    talk.say(text)
    assert talk.turn is not None
    assert talk.turn.labels.step == "review"


def test_the_review_is_shown_once_and_only_asked_again() -> None:
    talk = talk_to(*CAPACITY, "max", "no match", "0")
    assert "Assumed" in talk.text
    assert "Assumed" not in talk.say("thanks")
    assert "Assumed" in talk.say("repeat")


def test_what_explains_a_question_is_not_said_again_after_an_aside() -> None:
    talk = talk_to(*CAPACITY)
    hint = "Not the after-tax money"
    assert hint in talk.text
    assert hint not in talk.say("thanks")
    assert hint not in talk.say("banana")
    assert hint in talk.say("repeat")


@pytest.mark.parametrize("text", ["yes", "{{ limits }}", "<b>", "50%", "12345", "ok", "is it far?"])
def test_no_employer_is_called(text: str) -> None:
    talk = talk_to("can i do it?", text)
    assert "employer" not in talk.session.case


@pytest.mark.parametrize(
    ("text", "name"),
    [("I work at Google", "Google"), ("it's microsoft", "Microsoft"), ("Acme Rockets.", "Acme Rockets")],
)
def test_an_employer_is_named(text: str, name: str) -> None:
    talk = talk_to("can i do it?", text)
    assert talk.session.case["employer"].value == name


def test_three_misses_lead_to_help_and_the_count_begins_anew_after_an_answer() -> None:
    talk = talk_to(*CAPACITY)
    outcomes = [talk.send(Said("banana")).labels.outcome for _ in range(4)]
    assert outcomes == ["not understood", "not understood", "stuck", "not understood"]
    talk.say("10k")
    assert talk.session.misses == 0


def test_an_hourly_rate_is_completed_by_the_hours_and_not_read_as_a_salary() -> None:
    talk = talk_to("how much can i put in?", "2026", "42", "95 an hour", "40")
    if talk.session.pending is not None:
        talk.say("yes")
    assert talk.session.case["pay"].value == 197_600
    assert talk.session.notes.partial is None


def test_a_command_is_not_read_as_a_message() -> None:
    talk = talk_to(*CAPACITY, "/menu")
    assert talk.rules[-1] == "menu"
    assert talk.session.notes.others == ()  # what else it may have wanted was not looked up

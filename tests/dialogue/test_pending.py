"""What is asked about an answer: settled by a tap, a word or the figure; and what stays open meanwhile."""

import pytest

from bot.app import plans
from dialogue.events import DocumentRead
from tests.conversation import Talk

CAPACITY = ("how much can i put in?", "2026", "42", "180k")
PLAN = (
    "The plan permits participants to make voluntary after-tax contributions of up to 10% of eligible compensation. "
    "Participants may elect an in-plan Roth conversion of the after-tax contributions at any time while employed. "
)


def talk_to(*said: str) -> Talk:
    """A conversation in which all of `said` was typed."""
    talk = Talk()
    for text in said:
        talk.say(text)
    return talk


@pytest.mark.parametrize("text", ["yes", "Yes", "yep", "$5,000", "5000", "1"])
def test_a_proposed_figure_is_confirmed_by(text: str) -> None:
    talk = talk_to(*CAPACITY, "maybe 5k?", text)
    assert talk.session.case["deferral"].value == 5000
    assert talk.session.pending is None


@pytest.mark.parametrize("text", ["no", "nope", "neither", "back"])
def test_a_proposed_figure_is_refused_by(text: str) -> None:
    talk = talk_to(*CAPACITY, "maybe 5k?", text)
    assert "deferral" not in talk.session.case
    assert talk.session.pending is None
    assert "How much will you defer" in talk.text


@pytest.mark.parametrize("text", ["thanks", "why?", "what is a true-up?", "banana", "hello"])
def test_a_proposed_figure_stays_open_after(text: str) -> None:
    talk = talk_to(*CAPACITY, "maybe 5k?", text)
    assert talk.session.pending is not None
    assert "did you mean" in talk.text


def test_another_figure_takes_the_place_of_the_proposed_one() -> None:
    talk = talk_to(*CAPACITY, "maybe 5k?", "6k")
    assert talk.session.case["deferral"].value == 6000


def test_an_unclear_fact_of_a_message_is_asked_after_the_clear_ones_are_taken() -> None:
    talk = talk_to("i'm 44 and make maybe 180k")
    assert talk.session.case["age"].value == 44
    assert "pay" not in talk.session.case
    assert talk.session.pending is not None
    assert talk.session.pending.slot == "pay"


def test_what_a_document_says_stays_open_until_it_is_settled() -> None:
    talk = talk_to(*CAPACITY)
    talk.send(DocumentRead("spd.pdf", plans().read((PLAN,))))
    talk.say("10k")
    assert talk.session.case["deferral"].value == 10_000
    assert talk.session.pending is not None
    talk.say("yes")
    assert talk.session.case["in_plan_conversion"].value == "yes"
    assert talk.session.frames[-1].flow == "capacity"


@pytest.mark.parametrize("text", ["no", "never mind", "cancel", "keep it"])
def test_nothing_is_forgotten_after(text: str) -> None:
    talk = talk_to(*CAPACITY, "/forget", text)
    assert talk.session.case["age"].value == 42
    assert talk.session.pending is None

"""What if: the difference is shown, nothing is kept unless it is wanted; and a change says what it has changed."""

import pytest

from tests.conversation import Talk

RESULT = ("how much can i put in?", "2026", "42", "180k", "10k", "no match", "0", "yes")


def talk_to(*said: str) -> Talk:
    """A conversation in which all of `said` was typed."""
    talk = Talk()
    for text in said:
        talk.say(text)
    return talk


@pytest.mark.parametrize(
    ("text", "difference"),
    [
        ("what if I defer the maximum?", "$14,500 less"),
        ("what if i defer 5,000?", "$5,000 more"),
        ("suppose my pay was 50k", "$22,000 less"),
        ("what if I'm 50 and defer the maximum?", "$14,500 less"),
        ("what if i'm 43?", "stays at"),
    ],
)
def test_the_difference_is_shown(text: str, difference: str) -> None:
    talk = talk_to(*RESULT)
    case = talk.session.case
    assert difference in talk.say(text)
    assert talk.session.case == case


def test_what_was_supposed_is_left_or_kept() -> None:
    talk = talk_to(*RESULT, "what if i defer 5,000?", "no")
    assert talk.session.case["deferral"].value == 10_000
    talk.say("what if i defer 5,000?")
    assert "The result was $62,000 before: $5,000 more" in talk.say("keep it")
    assert talk.session.case["deferral"].value == 5000


def test_it_compares_with_the_last_result_while_another_walk_is_open() -> None:
    talk = talk_to(*RESULT, "can i do it?", "what if i defer 5,000?")
    assert "instead of $62,000" in talk.text
    assert "Who is your employer" in talk.say("no")


@pytest.mark.parametrize("text", ["my pay is 50k", "change my pay"])
def test_a_change_at_the_result_says_what_it_has_changed(text: str) -> None:
    talk = talk_to(*RESULT, text)
    if "Changing" in talk.text:
        talk.say("50k")
    assert "The result was $62,000 before: $22,000 less." in talk.text


def test_nothing_is_compared_before_the_first_result() -> None:
    talk = talk_to(*RESULT[:-1], "my pay is 50k")
    assert "before:" not in talk.text
    assert "before:" not in talk.say("yes")

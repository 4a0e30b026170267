"""Whether a message is put as a request for something to be done."""

import pytest

from nlu.requests import is_request, wants_another_year


@pytest.mark.parametrize(
    "text",
    [
        "Could you work out my room?",
        "hi there, can u check my plan",
        "let's figure out the paycheck percent",
        "I'd like to see how much fits",
        "please help me set this up",
        "calculate my space for this year",
    ],
)
def test_a_request_is_told_whatever_its_end(text: str) -> None:
    assert is_request(text)


@pytest.mark.parametrize(
    "text", ["can I convert while I still work?", "what is a true-up?", "does my plan check it?", "would it be taxed?"]
)
def test_a_question_is_no_request(text: str) -> None:
    assert not is_request(text)


@pytest.mark.parametrize("text", ["ok , . ! " * 400, "so " + " , " * 1300, "hi" + "!" * 4000, "good good good " * 270])
def test_a_hostile_text_is_no_request_and_takes_no_time(text: str) -> None:
    assert not is_request(text)


@pytest.mark.parametrize(
    ("text", "another"),
    [
        ("how much could I put in for last year", True),
        ("what is the room in 2025", True),
        ("next year's limits please", True),
        ("would it be wise if I quit next year", False),
        ("we had twins last year. how much room do I have", False),
        ("$2000 after tax so far, what is my room", False),
    ],
)
def test_another_year_is_wanted_only_where_it_is_asked_about(text: str, another: bool) -> None:
    assert wants_another_year(text, 2026) is another

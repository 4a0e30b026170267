"""The figures of a wish for a calculation."""

import pytest

from nlu.wish_figures import framed, words_in_wish


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "what do 18k a year at 6% make in 15 years",
            {"projection_amount": "18000", "annual_return": "6%", "projection_years": "15"},
        ),
        ("900 a month for 25 years, show the growth", {"projection_amount": "10800", "projection_years": "25"}),
        (
            "30,000 once, 7.5% growth, 12 yrs",
            {"projection_amount": "30000", "annual_return": "7.5%", "projection_years": "12"},
        ),
        ("show me how it could grow", {}),
    ],
)
def test_a_projection_takes_amount_return_and_years(text: str, words: dict[str, str]) -> None:
    assert words_in_wish("projection", text) == words


def test_the_cost_of_waiting_takes_amount_period_habit_and_bracket() -> None:
    assert words_in_wish(
        "waiting", "1,500 every two weeks, I convert once a quarter, 32% bracket, what does it cost"
    ) == {
        "waiting_amount": "1500",
        "waiting_frequency": "every two weeks",
        "bracket": "32%",
        "convert_habit": "once a quarter",
    }


def test_other_flows_take_no_figures_of_a_wish() -> None:
    assert words_in_wish("capacity", "18k a year at 6% for 15 years") == {}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("what about 5 percent instead", "5 percent"),
        ("and for 12 years?", "12 years"),
        ("is 7% realistic", ""),
        ("yes", ""),
    ],
)
def test_a_short_what_if_gives_what_stands_within_it(text: str, words: str) -> None:
    assert framed(text) == words

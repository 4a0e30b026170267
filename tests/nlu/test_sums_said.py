"""Sums that a sentence leaves to be worked out: each with the neighbors that look like it and are none."""

from datetime import date

import pytest

from nlu.entities.reading import Context
from nlu.message.reader import read_message
from nlu.message.rewording import reworded
from nlu.message.sums_said import worked_out

KNOWN = {"pay": 150_000, "after_tax_made": 10_000}


@pytest.mark.parametrize(
    ("text", "sums_to"),
    [
        ("roth was 9k and pre-tax 12k", "my deferral is 21,000"),
        ("$9k roth, and $12k pre-tax", "my deferral is 21,000"),
        ("1,900 a month except Jan and Feb, which were 1,000", "21,000 a year"),
        ("half of that was roth", "the after tax is 5,000"),
    ],
)
def test_a_sum_is_worked_out(text: str, sums_to: str) -> None:
    assert sums_to in worked_out(text, KNOWN)


@pytest.mark.parametrize(
    "text",
    [
        "converted 5k in roth and 2k in pre-tax",
        "roth is 40,000 and pre-tax 210,000 in my account",
        "my wife's roth was 10k and pre-tax 14k",
        "they put in 8,000 a year. half of it is roth",
    ],
)
def test_what_moved_is_held_or_is_of_others_is_no_sum_of_ones_own(text: str) -> None:
    assert worked_out(text, KNOWN) == text


@pytest.mark.parametrize(
    "text", ["I have 25 years here", "i have 30 years seniority", "I have 27 years before I retire"]
)
def test_years_that_are_no_age_are_not_said_over(text: str) -> None:
    assert reworded(text, {}) == text


@pytest.mark.parametrize("text", ["I have 44 years", "I have 44 years and make 160k", "i have 44 years old"])
def test_an_age_is_told_as_other_languages_do(text: str) -> None:
    assert read_message(text, Context(date(2026, 11, 28))).slots["age"] == 44


@pytest.mark.parametrize("text", ["my number for 10,000 was 500", "the house at 150 was 250k"])
def test_another_amount_of_something_else_takes_no_place(text: str) -> None:
    assert not read_message(text, Context(date(2026, 11, 28), 2026, KNOWN)).slots

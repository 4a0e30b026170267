"""A number typed at a choice: the number itself where the options are numbers, else the place."""

import pytest

from content.schema import Option
from nlu.answers import read_choice

FORMS = {"none": Option(label="None yet", also=("0",)), "one": Option(label="One"), "two": Option(label="Two")}
PLANS = {"401k": Option(label="401(k)"), "403b": Option(label="403(b)")}


@pytest.mark.parametrize(("said", "chosen"), [("0", "none"), ("1", "one"), ("2", "two")])
def test_the_number_said_beats_the_place(said: str, chosen: str) -> None:
    assert read_choice(FORMS, said).value == chosen


def test_a_number_that_no_option_is_chooses_nothing() -> None:
    assert read_choice(FORMS, "3").value is None


@pytest.mark.parametrize(("said", "chosen"), [("1", "401k"), ("2", "403b")])
def test_the_place_counts_where_the_options_are_no_numbers(said: str, chosen: str) -> None:
    assert read_choice(PLANS, said).value == chosen

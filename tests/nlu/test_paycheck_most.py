"""What sentences tell of the most of a paycheck, and what is left alone."""

from typing import Any

import pytest

from nlu.paycheck_most import read_paycheck_most


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("I can spare at most 1,500 of each paycheck", {"dollars": 1500}),
        ("I can afford $900", {"dollars": 900}),
        ("the plan lets only 30% of a paycheck in", {"rate": 0.3}),
        ("no more than half of a paycheck", {"rate": 0.5}),
        ("limit each paycheck to 1,200", {"dollars": 1200}),
        ("no limit per paycheck", {"none": True}),
        ("can spare 850 out of each check, 3 left this year", {"dollars": 850}),
    ],
)
def test_the_most_of_a_paycheck_is_read(said: str, told: dict[str, Any]) -> None:
    assert read_paycheck_most(said) == told


@pytest.mark.parametrize(
    ("said", "told"),
    [("2,000", {"dollars": 2000}), ("at most 30%", {"rate": 0.3}), ("30% of each paycheck", {"rate": 0.3})],
)
def test_a_bare_share_counts_where_it_was_asked_for_alone(said: str, told: dict[str, Any]) -> None:
    assert read_paycheck_most(said, asked=True) == told
    assert read_paycheck_most(said) is None


@pytest.mark.parametrize(
    "said",
    [
        "what is the most of a paycheck?",
        "I put in 500 from each paycheck",
        "my match is up to 6% of each paycheck",
        "the last 2 paychecks were 3,000 at most",
        "120% of a paycheck at most",
        "2026",
    ],
)
def test_what_is_no_such_bound_is_left_alone(said: str) -> None:
    assert read_paycheck_most(said) is None


@pytest.mark.parametrize("said", ["2025", "use 2025", "6%?"])
def test_a_year_or_a_question_is_no_share_even_where_one_was_asked_for(said: str) -> None:
    assert read_paycheck_most(said, asked=True) is None

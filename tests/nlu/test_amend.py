"""A known match formula changed in part, or added to."""

from datetime import date

import pytest

from core.match import MatchFormula, PayTier
from nlu.entities.reading import Context
from nlu.match.amend import amend
from nlu.match.describe import describe_match
from nlu.message.reader import read_message

ONE = MatchFormula(tiers=(PayTier(rate="0.4", up_to_pct_of_pay="0.05"),))
TWO = MatchFormula(
    tiers=(
        PayTier(rate="1", up_to_pct_of_pay="0.03"),
        PayTier(rate="0.5", from_pct_of_pay="0.03", up_to_pct_of_pay="0.05"),
    )
)


@pytest.mark.parametrize(
    ("formula", "text", "words"),
    [
        (ONE, "match should be 60% instead of 40%", "60% of what you put in, up to 5% of pay"),
        (ONE, "not 40% but 60%", "60% of what you put in, up to 5% of pay"),
        (ONE, "change it from 40% to 60%", "60% of what you put in, up to 5% of pay"),
        (ONE, "it's up to 7%, not 5", "40% of what you put in, up to 7% of pay"),
        (ONE, "up to 7", "40% of what you put in, up to 7% of pay"),
        (ONE, "make it 75%", "75% of what you put in, up to 5% of pay"),
        (ONE, "dollar for dollar, not 40%", "100% of what you put in, up to 5% of pay"),
        (ONE, "they also add 2%", "40% of what you put in, up to 5% of pay, plus 2% of pay whatever you put in"),
        (ONE, "plus $900 a year", "40% of what you put in, up to 5% of pay, plus $900 a year whatever you put in"),
        (
            ONE,
            "and also 20% of the next 3%",
            "40% of what you put in, up to 5% of pay, then 20% of what you put in between 5% and 8% of pay",
        ),
        (ONE, "capped at $4,000", "40% of what you put in, up to 5% of pay, at most $4,000 a year"),
        (ONE, "there is no true-up", "40% of what you put in, up to 5% of pay, figured each paycheck"),
        (ONE, "100% of the first 4%", "100% of what you put in, up to 4% of pay"),
        (ONE, "no match", "no match"),
        (
            TWO,
            "it's 60%, not 50%",
            "100% of what you put in, up to 3% of pay, then 60% of what you put in between 3% and 5% of pay",
        ),
        (
            TWO,
            "the first 4%, not 3%",
            "100% of what you put in, up to 4% of pay, then 50% of what you put in between 4% and 6% of pay",
        ),
    ],
)
def test_a_part_of_a_formula_is_changed(formula: MatchFormula, text: str, words: str) -> None:
    reading = amend(formula, text)
    assert reading.plain
    assert describe_match(reading.value) == words


_FIRST_STAYS = "100% of what you put in, up to 3% of pay, then"


@pytest.mark.parametrize(
    ("formula", "text", "words"),
    [
        (TWO, "50 cents on the next 4, not 2", f"{_FIRST_STAYS} 50% of what you put in between 3% and 7% of pay"),
        (TWO, "the second tier runs to 8", f"{_FIRST_STAYS} 50% of what you put in between 3% and 8% of pay"),
        (TWO, "2nd band is 25%", f"{_FIRST_STAYS} 25% of what you put in between 3% and 5% of pay"),
        (TWO, "the last part is a quarter up to 9", f"{_FIRST_STAYS} 25% of what you put in between 3% and 9% of pay"),
        (TWO, "the next 6, not the next 2", f"{_FIRST_STAYS} 50% of what you put in between 3% and 9% of pay"),
        (
            TWO,
            "dollar for dollar on the first 4, not 3",
            "100% of what you put in, up to 4% of pay, then 50% of what you put in between 4% and 6% of pay",
        ),
        (
            ONE,
            "the second tier is a quarter up to 9",
            "40% of what you put in, up to 5% of pay, then 25% of what you put in between 5% and 9% of pay",
        ),
    ],
)
def test_the_band_that_is_named_is_changed_and_the_others_stay(formula: MatchFormula, text: str, words: str) -> None:
    reading = amend(formula, text)
    assert reading.plain
    assert describe_match(reading.value) == words
    told = read_message(text, Context(date(2026, 11, 30), known={"match": formula.model_dump(mode="json")}))
    assert told.correction_of == "match"
    assert describe_match(MatchFormula.model_validate(told.slots["match"])) == words


def test_a_band_that_may_end_or_be_as_wide_is_asked_about() -> None:
    assert [one.label for one in amend(TWO, "the second tier is 4%").readings] == [
        "50% of what you put in between 3% and 4% of pay",
        "50% of what you put in between 3% and 7% of pay",
    ]


@pytest.mark.parametrize("text", ["the third tier is 25%", "the second tier is 90%, not 60%"])
def test_a_band_that_is_not_there_changes_no_other(text: str) -> None:
    assert amend(TWO, text).value is None


def test_a_change_that_may_be_of_either_band_is_asked_about() -> None:
    reading = amend(TWO, "make it 75%")
    assert reading.value is None
    assert len(reading.readings) == 2


def test_a_small_share_alone_may_be_anything_and_is_said_back() -> None:
    assert amend(ONE, "it's 4%").confirm


@pytest.mark.parametrize(
    "text",
    ["hello", "what is a match?", "my pay is 200k", "75 instead of 33", "plus 300% more"],
)
def test_what_changes_nothing_of_the_formula_is_not_understood(text: str) -> None:
    assert amend(ONE, text).value is None


@pytest.mark.parametrize("text", ["what if I skip nov 6 and put it all in the last one", "the last one is on dec 4"])
def test_the_day_of_a_month_changes_no_band(text: str) -> None:
    assert amend(TWO, text).value is None


def test_half_up_to_some_dollars_is_no_share_of_pay() -> None:
    reading = amend(ONE, "it's half up to four thousand dollars not four percent")
    assert not reading.plain
    assert all(one.value.max_dollars == 4000 for one in reading.readings)
    assert reading.readings

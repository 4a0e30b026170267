"""What a document states beside the four features: its match, whose money vests, how often."""

from datetime import date

import pytest

from tests.nlu.plans.documents import read

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("words", "match"),
    [
        ("The Company matches 50% of the first 6% of pay that you defer.", True),
        ("We match the first 7% that you put in. First 3% at 100%, next 4% at 50%.", True),
        ("After-tax: up to 20% of pay, our match included, and never past the law's total.", False),
        ("Bonus deferrals of up to 10% are not matched.", False),
    ],
)
def test_only_what_states_the_match_is_its_formula(words: str, match: bool) -> None:
    assert ("match" in read([words], TODAY).details) is match


def test_a_match_in_two_sentences_is_quoted_whole() -> None:
    words = "We match the first 7% that you put in. First 3% at 100%, next 4% at 50%."
    assert read([words], TODAY).details["match"].quote == words


def test_the_vesting_of_one_s_own_money_is_not_that_of_the_match() -> None:
    words = "You are vested immediately in your own contributions. Company contributions vest over three years."
    assert read([words], TODAY).details["vesting"].quote == "Company contributions vest over three years."


def test_what_begins_later_is_shown_as_near() -> None:
    found = read(["Starting March 1, 2027 after-tax contributions can be converted to Roth in the plan."], TODAY)
    assert found.in_plan_conversion.verdict == "not_stated"
    assert found.nearest["in_plan_conversion"]

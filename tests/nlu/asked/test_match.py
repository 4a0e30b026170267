"""A match formula whose money on a pay is asked for."""

from datetime import date
from decimal import Decimal

import pytest

from nlu.asked.match import only_asks_what_it_means, read_match_asked
from nlu.entities.reading import Context

CONTEXT = Context(today=date(2026, 11, 24))


@pytest.mark.parametrize(
    ("text", "pay", "rates"),
    [
        ('can you show how "100% of the first 3 and then half of the next 2" pays out on ninety thousand', 90_000, 2),
        ("can you explain how 50% of the first 6 works on, say, $80,000?", 80_000, 1),
        ("what does 50% up to 6% come to on 120k?", 120_000, 1),
    ],
)
def test_the_formula_and_the_pay_are_read(text: str, pay: int, rates: int) -> None:
    asked = read_match_asked(text, CONTEXT)
    assert asked is not None
    assert asked.pay == Decimal(pay)
    assert isinstance(asked.formula, dict)
    assert len(asked.formula["tiers"]) == rates


@pytest.mark.parametrize(
    "text",
    [
        "50% of the first 6%",
        "I make 90k and they match 50% of the first 6",
        "how much can I put in with 50% up to 6 on 90k",
        "does the match count on 90k?",
        "what is 50% up to 6%?",
    ],
)
def test_other_messages_ask_for_no_formula(text: str) -> None:
    assert read_match_asked(text, CONTEXT) is None


@pytest.mark.parametrize("text", ["how 5% " * 40, "50% of the first " * 17, "show " + "a " * 140, "on, say, " * 30])
def test_a_hostile_text_takes_no_time(text: str) -> None:
    assert read_match_asked(text, CONTEXT) is None


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("what does 50% up to 4% mean?", True),
        ("what do you mean by formula, something like '40% of the first 5%'?", True),
        ("my match is 50% up to 4%, what does that mean?", False),
        ("they give 50% up to 4%. what is that worth on 90k?", False),
    ],
)
def test_a_formula_of_no_plan_in_particular_is_only_asked_about(text: str, only: bool) -> None:
    assert only_asks_what_it_means(text) is only

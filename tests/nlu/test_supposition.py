"""What a message supposes, in the words that people use for it."""

from datetime import date
from typing import Any

import pytest

from nlu.entities.reading import Context
from nlu.message.supposition import read_supposition

CONTEXT = Context(today=date(2026, 11, 24), known={"pay": 180000, "age": 42})
NO_MATCH = {"tiers": [], "nonelective_rate": 0, "nonelective_dollars": 0, "max_dollars": None, "per": "year"}


@pytest.mark.parametrize(
    ("text", "supposed"),
    [
        ("suppose i get promoted to 205k in march", {"pay": 205000}),
        ("imagine my manager finally gives me a raise to $205,000", {"pay": 205000}),
        ("say i end up at 205,000", {"pay": 205000}),
        ("scenario 2: pay +10%", {"pay": 198000}),
        ("what if i cut my pre-tax 401k to about 5%", {"deferral": 9000}),
        ("what if I stopped contributing to the regular side completely?", {"deferral": 0}),
        ("redo it with a 12% ATC cap", {"plan_cap_rate": 0.12}),
        ("what if profit sharing drops to 0", {"profit_sharing": 0}),
        ("and if PS goes to zero?", {"profit_sharing": 0}),
        ("what happens if they stop giving the match", {"match": NO_MATCH}),
        ("run it again, match = 0", {"match": NO_MATCH}),
        ("what would the answer be with no employer money at all", {"match": NO_MATCH}),
        ("in a scenario where I decline the match", {"match": NO_MATCH}),
    ],
)
def test_what_is_supposed_is_read(text: str, supposed: dict[str, Any]) -> None:
    assert dict(read_supposition(text, CONTEXT).slots) == supposed


@pytest.mark.parametrize("text", ["what if they drop the match to 4%", "what if the match drops to 3%"])
def test_a_smaller_match_is_not_taken_for_none(text: str) -> None:
    assert read_supposition(text, CONTEXT).slots.get("match") != NO_MATCH


def test_a_profit_is_no_age() -> None:
    assert "age" not in read_supposition("what if i net 70 next time instead", CONTEXT).slots


@pytest.mark.parametrize(
    ("text", "supposed"),
    [
        ("imagine they had paid me 230 all year", {"pay": 230000}),
        ("a cut of fifteen percent, and then?", {"pay": 153000}),
        ("suppose my boss bumps me up by 6%", {"pay": 190800}),
        ("a 20k bonus is due, what if half of it lands in after-tax?", {"after_tax_made": 10000}),
        ("and if i quit after my after-tax comes to 12,000", {"after_tax_made": 12000}),
        ("suppose they add 5k of profit sharing", {"profit_sharing": 5000}),
        ("say i go all the way up to 23,000", {"deferral": 23000}),
        ("would lowering my deferral to 15,000 change it", {"deferral": 15000}),
        ("picture me deferring 20k rather than 10", {"deferral": 20000}),
        ("what if only 6k more goes in this year", {"after_tax_made": 6000}),
    ],
)
def test_a_figure_may_be_told_by_what_would_change(text: str, supposed: dict[str, Any]) -> None:
    assert dict(read_supposition(text, CONTEXT).slots) == supposed


def test_a_limit_that_is_quoted_is_no_age() -> None:
    read = read_supposition("if nothing of mine goes in, is the whole 72 open?", CONTEXT)
    assert "age" not in read.slots
    assert "age" not in read.unclear

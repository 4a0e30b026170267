"""Figures told in relation to what is known, in the words that people use for it."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from nlu.entities.reading import Context
from nlu.message.relative import factor_of_that
from nlu.message.supposition import names_value, read_supposition

HALF_OF_SIX = {
    "tiers": [{"rate": 0.5, "from_pct_of_pay": 0, "up_to_pct_of_pay": 0.06}],
    "nonelective_rate": 0,
    "nonelective_dollars": 0,
    "max_dollars": None,
    "per": "year",
}
KNOWN = {"pay": 200000, "age": 42, "deferral": 20000, "match": HALF_OF_SIX, "after_tax_made": 6000}
CONTEXT = Context(today=date(2026, 11, 24), known=KNOWN)


def _dollars(amount: int) -> dict[str, Any]:
    return {"tiers": [], "nonelective_rate": 0, "nonelective_dollars": amount, "max_dollars": None, "per": "year"}


@pytest.mark.parametrize(
    ("text", "supposed"),
    [
        ("1,500 less match and 4k less of mine, what then?", {"match": _dollars(4500), "deferral": 16000}),
        ("what if they gave me 2k more match", {"match": _dollars(8000)}),
        ("say I cut my deferral by 3,000", {"deferral": 17000}),
        ("raise my pay by 20k and the match by 1k", {"pay": 220000, "match": _dollars(7000)}),
        ("half the deferral?", {"deferral": 10000}),
        ("what if my pay goes up 4%", {"pay": 208000}),
        ("what if pay was 10% lower", {"pay": 180000}),
        ("what if I earned 15k more", {"pay": 215000}),
        ("what's left if I put in another 5 by the end of december", {"after_tax_made": 11000}),
        ("as if I had never put in the 6k", {"after_tax_made": 0}),
        ("what if I hadn't deferred anything", {"deferral": 0}),
        ("suppose there's a 3% profit share on top", {"profit_sharing": 6000}),
        ("and by last year's limits?", {"tax_year": 2025}),
        ("what if I go down to 80% hours", {"pay": 160000}),
        ("what if I retire at the end of june", {"pay": 100000}),
        ("what if the match was 2% higher", {"match": {**HALF_OF_SIX, "nonelective_rate": 0.02}}),
        ("what if they capped after-tax at 9%", {"plan_cap_rate": 0.09}),
    ],
)
def test_a_figure_told_by_another_is_worked_out(text: str, supposed: dict[str, Any]) -> None:
    assert dict(read_supposition(text, CONTEXT).slots) == supposed


def test_the_maximum_less_something_is_worked_out_by_the_limit() -> None:
    context = Context(today=date(2026, 11, 24), known={**KNOWN, "deferral": "max"})
    assert dict(read_supposition("what if I deferred 4,500 less of mine", context).slots) == {"deferral": 20000}


def test_more_from_the_employer_is_no_pay() -> None:
    context = Context(today=date(2026, 11, 24), known={"pay": 200000})
    assert dict(read_supposition("how is it with 3k more from them", context).slots) == {"match": _dollars(3000)}


@pytest.mark.parametrize(
    ("text", "supposed"),
    [
        ("my cousin makes 250k, how would mine look with that", {"pay": 250000}),
        ("my sister has a 7k match, what would my room be with hers", {"match_dollars": 7000}),
        ("with my husband's pay of 90k instead", {"pay": 90000}),
    ],
)
def test_what_somebody_else_has_is_supposed_of_the_writer(text: str, supposed: dict[str, Any]) -> None:
    assert dict(read_supposition(text, CONTEXT).slots) == supposed


def test_a_bonus_paid_at_another_time_changes_no_pay() -> None:
    assert not read_supposition("what if the bonus of 25k gets moved to February", CONTEXT).slots


@pytest.mark.parametrize(
    ("text", "factor"), [("half of that?", "0.5"), ("and twice that", "2"), ("half my pay", None), ("what if 5k", None)]
)
def test_a_part_of_what_was_spoken_of_last(text: str, factor: str | None) -> None:
    assert factor_of_that(text) == (None if factor is None else Decimal(factor))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("no what if, it IS 240 now", True),
        ("my pay really is 240,000", True),
        ("it's 230", False),
        ("240 or 250", False),
    ],
)
def test_the_one_figure_of_a_text_names_a_value(text: str, named: bool) -> None:
    assert names_value(text, 240000) is named

"""Mega and regular together: alone, as a couple, and the way into the Roth IRA."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from bot.pictures.drawings import read as read_picture
from bot.plain_text import plain_text
from flows.definitions.both import both
from tests.flows.definitions.flow_driver import library, node, shown, words

FLOW = both()
ROOM = {
    "pay": 220000, "deferral": "max", "after_tax_made": 10000,
    "match": {"tiers": [{"rate": 0.5, "up_to_pct_of_pay": 0.06}]},
}  # fmt: skip


def alone(**more: Any) -> dict[str, Any]:
    """One person with the law's most."""
    told: dict[str, Any] = {"tax_year": 2026, "age": 42, "own_mega": "most", "household": "alone"}
    return {**told, "roth_way": "no", "review": None, **more}


def couple(**more: Any) -> dict[str, Any]:
    """Two people with the law's most each."""
    return alone(household="couple", **{"spouse_age": 42, "spouse_mega": "most", **more})


@pytest.mark.parametrize(
    ("answers", "total"),
    [
        pytest.param(alone(), 55000, id="2026, under 50"),
        pytest.param(alone(age=50), 56100, id="2026, at 50"),
        pytest.param(alone(age=62), 56100, id="2026, at 62"),
        pytest.param(couple(), 110000, id="2026, a couple"),
        pytest.param(couple(spouse_age=51), 111100, id="2026, one of them 51"),
        pytest.param(alone(tax_year=2025), 53500, id="2025, under 50"),
        pytest.param(alone(tax_year=2025, age=55), 54500, id="2025, at 55"),
        pytest.param(couple(tax_year=2025), 107000, id="2025, a couple"),
        pytest.param(alone(own_mega=40900), 48400, id="a room in dollars"),
        pytest.param(alone(own_mega="none"), 7500, id="no such plan"),
        pytest.param(couple(own_mega=40900, spouse_mega=None), 55900, id="the spouse's plan is not known"),
        pytest.param(couple(spouse_mega="none"), 62500, id="the spouse has no such plan"),
        pytest.param(alone(ira_made=3000), 52000, id="an IRA is partly used"),
    ],
)
def test_the_total_is_right_to_the_dollar(answers: dict[str, Any], total: int) -> None:
    assert shown(FLOW, answers).headline == Decimal(total)


def test_the_known_room_counts_for_the_whole_year() -> None:
    assert shown(FLOW, alone(own_mega="room"), ROOM).values["own"].mega == Decimal(40900)
    assert shown(FLOW, alone(own_mega="room")).words == "no_room"


@pytest.mark.parametrize(
    ("status", "magi", "next_node"),
    [
        ("single", 153000, "review"),
        ("single", 153001, "pretax_ira"),
        ("married_joint", 242000, "review"),
        ("married_joint", 242001, "pretax_ira"),
        ("married_separate", 5000, "lived_apart"),
    ],
)
def test_pre_tax_ira_money_is_asked_only_where_a_backdoor_is_needed(status: str, magi: int, next_node: str) -> None:
    answers = alone(roth_way="yes", filing_status=status, magi=magi)
    del answers["review"]
    assert node(FLOW, answers) == next_node


@pytest.mark.parametrize(
    ("magi", "said"),
    [(150000, "straight into a Roth IRA, without"), (160000, "$4,000 may go straight"), (170000, "by the backdoor")],
)
def test_income_decides_the_way_in_not_the_amount(magi: int, said: str) -> None:
    answers = alone(roth_way="yes", filing_status="single", magi=magi, pretax_ira=0)
    assert said in plain_text(words(FLOW, answers))
    assert shown(FLOW, answers).headline == Decimal(55000)


def test_pre_tax_ira_money_taxes_the_regular_part_alone() -> None:
    answers = alone(roth_way="yes", filing_status="single", magi=300000, pretax_ira=22500, ira_basis=0)
    assert shown(FLOW, answers).values["taxable"] == Decimal(5625)
    assert "The mega part is not affected by it" in plain_text(words(FLOW, answers))


def test_what_assumes_no_employer_money_is_said_to() -> None:
    assert "assumes that no employer puts anything in" in plain_text(words(FLOW, alone()))
    assert "assumes" not in plain_text(words(FLOW, alone(own_mega=40000)))


@pytest.mark.parametrize("answers", [alone(), couple(), couple(spouse_mega=None), alone(own_mega="none")])
def test_the_picture_and_the_details_can_be_shown(answers: dict[str, Any]) -> None:
    what = shown(FLOW, answers)
    assert what.picture is not None
    assert read_picture(what.picture.kind, what.picture.data)
    for text in library().flows["both"].results["together"].details.values():
        assert text.render({"year": 2026, **what.values})


@pytest.mark.parametrize(
    "answers", [alone(age=7), alone(own_mega=-5), alone(tax_year=2031), couple(spouse_age=900), alone(ira_made=-1)]
)
def test_an_answer_that_the_core_refuses_gives_a_clear_screen(answers: dict[str, Any]) -> None:
    assert shown(FLOW, answers).words == "unfit"


@pytest.mark.parametrize("room", [380000, 72001])
def test_a_room_that_is_more_than_the_law_has_is_asked_again(room: int) -> None:
    answers = alone(own_mega=room)
    del answers["review"]
    assert node(FLOW, {"tax_year": 2026, "age": 38, "own_mega": room}) == "own_mega_again"
    again = {"tax_year": 2026, "age": 38, "own_mega": room, "own_mega_again": 40000, "household": "alone"}
    assert shown(FLOW, {**again, "roth_way": "no", "review": None}).headline == Decimal(47500)
    assert node(FLOW, {"tax_year": 2026, "age": 38, "own_mega": room, "own_mega_again": 90000}) == "review"
    assert "Was that the pay?" in plain_text(
        words(FLOW, {"tax_year": 2026, "age": 38, "own_mega": room, "own_mega_again": 90000, "review": None})
    )


def test_pay_that_is_in_income_bounds_the_regular_part() -> None:
    answers = alone(own_mega=5500, ira_made=0, ira_pay=5500)
    assert shown(FLOW, answers).headline == Decimal(11000)
    assert "no more than the pay that is in income" in plain_text(words(FLOW, answers))
    assert shown(FLOW, couple(own_mega="none", spouse_mega="none", ira_made=0, ira_pay=10000)).headline == 10000


def test_earlier_basis_lowers_the_taxable_part() -> None:
    answers = alone(roth_way="yes", filing_status="single", magi=300000, pretax_ira=218000, ira_basis=10000)
    assert shown(FLOW, answers).values["taxable"] == Decimal("6917.96")


def test_a_closed_year_is_history_but_the_regular_part_may_still_go_in() -> None:
    text = plain_text(words(FLOW, alone(), today=date(2027, 1, 5)))
    assert "2026 is closed: no paycheck of it is left" in text
    assert "may still go in until April 15, 2027" in text

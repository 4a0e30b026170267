"""How it could grow: one deposit and a yearly habit, to the dollar; never a forecast."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from bot.pictures.drawings import Projection
from bot.pictures.drawings import read as read_picture
from bot.plain_text import plain_text
from flows.definitions.projection import projection
from tests.flows.definitions.flow_driver import library, node, shown, words

FLOW = projection()
ROOM = {
    "tax_year": 2026, "age": 38, "pay": 220000, "deferral": "max", "after_tax_made": 10000,
    "match": {"tiers": [{"rate": 0.5, "up_to_pct_of_pay": 0.06}]},
}  # fmt: skip


def told(**more: Any) -> dict[str, Any]:
    """47,500 at 8% for 30 years."""
    answers: dict[str, Any] = {
        "projection_amount": 47500,
        "annual_return": 0.08,
        "projection_years": 30,
        "later_rate": 0.24,
        "review": None,
    }
    return {**answers, **more}


@pytest.mark.parametrize(
    ("amount", "years", "once", "yearly", "yearly_early"),
    [
        (47500, 30, 477976, 5380953, 5811429),
        (46500, 30, 467914, 5267669, 5689083),
        (47500, 5, 69793, 278664, 300957),
        (46500, 5, 68324, 272797, 294621),
    ],
)
def test_one_deposit_and_a_yearly_habit_are_told_apart(
    amount: int, years: int, once: int, yearly: int, yearly_early: int
) -> None:
    what = shown(FLOW, told(projection_amount=amount, projection_years=years))
    assert what.headline == once
    assert what.values["once"]["roth"]["after_tax"] == once
    assert what.values["yearly"]["roth"]["after_tax"] == yearly
    assert what.values["yearly_early"] == yearly_early


def test_it_says_that_it_is_not_a_forecast() -> None:
    what = shown(FLOW, told())
    assert "not a forecast" in plain_text(words(FLOW, told()))
    assert what.picture is not None
    assert "Not a forecast" in what.picture.alt
    assert "Not a forecast" in what.picture.data["note"]


def test_todays_dollars_and_taxes_make_the_other_two_places_smaller() -> None:
    once = shown(FLOW, told()).values["once"]
    assert once["roth"]["today"] < once["roth"]["after_tax"]
    assert once["unconverted"]["after_tax"] < once["taxable"]["after_tax"] < once["roth"]["after_tax"]


def test_the_known_room_is_the_amount_for_whoever_wants_it() -> None:
    what = shown(FLOW, told(projection_amount="room"), ROOM)
    assert what.values["amount"] == Decimal(30900)
    assert shown(FLOW, told(projection_amount="room")).words == "no_room"


def test_the_question_tells_the_room_that_is_known() -> None:
    assert shown(FLOW, {}, ROOM).values["room"].after_tax_room == Decimal(30900)
    assert shown(FLOW, {}).values["room"] is None


def test_a_rate_that_nobody_knows_is_taken_from_the_middle_and_said_to_be() -> None:
    assert "I used 24%" in plain_text(words(FLOW, told(later_rate=None)))


@pytest.mark.parametrize(
    "change",
    [{"projection_amount": 0}, {"annual_return": 9}, {"annual_return": -1}, {"projection_years": 0},
     {"projection_years": 500}, {"inflation": 0.9}, {"later_rate": 3}],
)  # fmt: skip
def test_an_answer_that_the_core_refuses_gives_a_clear_screen(change: dict[str, Any]) -> None:
    assert shown(FLOW, told(**change)).words == "unfit"


@pytest.mark.parametrize("years", [1, 2, 29, 30, 31, 45, 80])
def test_the_pictures_run_from_now_to_the_last_year(years: int) -> None:
    what = shown(FLOW, told(projection_years=years))
    assert what.picture is not None
    for picture in (what.picture, what.pictures["accounts"]):
        drawn = read_picture(picture.kind, picture.data)
        assert isinstance(drawn, Projection)
        assert {(series.points[0][0], series.points[-1][0]) for series in drawn.series} == {(0, years)}


def test_every_detail_can_be_opened() -> None:
    values = {"year": 2026, **shown(FLOW, told()).values}
    for name, text in library().flows["projection"].results["growth"].details.items():
        assert text.render(values), name


def test_two_assumptions_are_not_asked() -> None:
    answers = told()
    del answers["review"]
    assert node(FLOW, answers) == "review"


def test_the_room_of_a_closed_year_is_only_an_example() -> None:
    room = {"tax_year": 2026, "age": 42, "pay": 200000, "deferral": "max", "match": {"tiers": []}, "after_tax_made": 0}
    answers = told(projection_amount="room")
    open_year = plain_text(words(FLOW, answers, room, date(2026, 6, 1)))
    closed = plain_text(words(FLOW, answers, room, date(2027, 1, 5)))
    assert "is closed" not in open_year
    assert closed.startswith("2026 is closed: no paycheck of it is left")

"""What waiting costs: the seed's example with exact figures, habits beside each other."""

from decimal import Decimal
from typing import Any

import pytest

from bot.pictures.drawings import read as read_picture
from bot.plain_text import plain_text
from flows.definitions.waiting import waiting_flow
from tests.flows.definitions.flow_driver import library, shown, words

FLOW = waiting_flow()


def told(**more: Any) -> dict[str, Any]:
    """3,000 a month at 8%, converted once a year, taxed at 24%."""
    answers: dict[str, Any] = {
        "waiting_amount": 3000,
        "waiting_frequency": "monthly",
        "annual_return": 0.08,
        "convert_habit": "yearly",
        "bracket": 0.24,
        "review": None,
    }
    return {**answers, **more}


def test_three_thousand_a_month_earns_between_two_exact_figures() -> None:
    values = shown(FLOW, told()).values
    assert values["contributed"] == Decimal(36000)
    assert (values["least"].earnings, values["most"].earnings) == (Decimal("1349.78"), Decimal("1598.78"))
    assert (values["least"].tax, values["most"].tax) == (Decimal("323.95"), Decimal("383.71"))


def test_forty_thousand_left_for_a_year_at_ten_percent() -> None:
    answers = told(waiting_amount=40000, waiting_frequency="yearly", annual_return=0.10, bracket=0.37)
    values = shown(FLOW, answers).values
    assert values["most"].earnings == Decimal(4000)
    assert values["most"].tax == Decimal(1480)
    assert values["least"] == values["most"]


def test_automatic_conversion_leaves_nothing_to_tax() -> None:
    assert shown(FLOW, told(convert_habit="automatic")).headline == 0
    assert "nothing is taxed" in plain_text(words(FLOW, told(convert_habit="automatic")))


def test_an_unknown_rate_shows_the_tax_at_each_federal_rate() -> None:
    text = plain_text(words(FLOW, told(bracket=None)))
    assert "You did not know your rate" in text
    assert "22% $351.73" in text
    assert "37% $591.55" in text
    assert shown(FLOW, told(bracket=None)).headline == Decimal("1598.78")


def test_a_rate_that_does_not_exist_is_nowhere() -> None:
    assert "25%" not in plain_text(words(FLOW, told(bracket=None)))


@pytest.mark.parametrize("habit", ["never", "yearly", "quarterly", "monthly", "each_payday", "automatic"])
@pytest.mark.parametrize("frequency", ["weekly", "biweekly", "semimonthly", "monthly", "yearly"])
@pytest.mark.parametrize("bracket", [None, 0.24])
def test_every_habit_has_its_screen_and_its_picture(habit: str, frequency: str, bracket: float | None) -> None:
    answers = told(convert_habit=habit, waiting_frequency=frequency, bracket=bracket)
    what = shown(FLOW, answers)
    assert what.picture is not None
    assert read_picture(what.picture.kind, what.picture.data)
    assert len(plain_text(words(FLOW, answers))) <= 850
    for text in library().flows["waiting"].results["cost"].details.values():
        assert text.render({"year": 2026, **what.values})


@pytest.mark.parametrize("change", [{"waiting_amount": 0}, {"annual_return": 4}, {"bracket": 24}, {"waiting_years": 0}])
def test_an_answer_that_the_core_refuses_gives_a_clear_screen(change: dict[str, Any]) -> None:
    assert shown(FLOW, told(**change)).words == "unfit"

"""Whether a plan's year is open, ending or closed."""

from datetime import date
from typing import Any

import pytest

from core.capacity import capacity
from core.capacity_input import CapacityInput
from core.paychecks import PaySchedule, year_state

FRIDAYS = PaySchedule(pay_frequency="biweekly", known_payday=date(2026, 12, 4))  # then 18 December and 1 January


@pytest.mark.parametrize(
    ("name", "year", "day", "kind"),
    [
        ("the year before it begins", 2027, date(2026, 12, 15), "ahead"),
        ("the year before it is long over", 2025, date(2026, 11, 28), "closed"),
        ("October is open", 2026, date(2026, 10, 31), "open"),
        ("November is ending", 2026, date(2026, 11, 1), "ending"),
        ("30 December without known paydays is ending", 2026, date(2026, 12, 30), "ending"),
        ("31 December is closed", 2026, date(2026, 12, 31), "closed"),
        ("1 January is closed", 2026, date(2027, 1, 1), "closed"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_calendar_alone(name: str, year: int, day: date, kind: str) -> None:
    assert year_state(year, day).kind == kind, name


@pytest.mark.parametrize(
    ("day", "lead", "left", "reached", "closing"),
    [
        (date(2026, 11, 28), 0, 2, 2, None),
        (date(2026, 11, 28), 7, 2, 1, None),
        (date(2026, 12, 4), 0, 1, 1, None),
        (date(2026, 12, 12), 7, 1, 0, "too_late_to_change"),
        (date(2026, 12, 18), 0, 0, 0, "no_payday_left"),
    ],
)
def test_the_paydays_decide(day: date, lead: int, left: int, reached: int, closing: str | None) -> None:
    state = year_state(2026, day, FRIDAYS, lead_days=lead)

    assert (state.paydays_left, state.changeable_left, state.closing) == (left, reached, closing)
    assert state.closed == (closing is not None)
    assert state.last_changeable == (date(2026, 12, 18) if reached else None)


@pytest.mark.parametrize(
    ("day", "kind"),
    [(date(2026, 12, 31), "ending"), (date(2027, 1, 30), "owner_days"), (date(2027, 1, 31), "closed")],
)
def test_an_owner_has_some_days_more(day: date, kind: str) -> None:
    assert year_state(2026, day, owner=True).kind == kind


@pytest.mark.parametrize(("day", "closed"), [("2026-12-30", False), ("2027-01-05", True)])
def test_the_room_of_a_closed_year_is_history_and_says_so(day: str, closed: bool) -> None:
    told: dict[str, Any] = {"tax_year": 2026, "age": 42, "pay": 400000, "deferral": "max", "as_of": day}
    result = capacity(CapacityInput.model_validate(told))

    assert result.after_tax_room == 47500
    assert result.year is not None
    assert result.year.closed is closed
    assert ("year_closed" in result.notes) is closed

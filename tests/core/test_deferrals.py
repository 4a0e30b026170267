"""Catch-up by age, plan and year; the Roth catch-up mandate; the day for excess deferrals."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from core.deferrals import PlanCatchUp, catch_up_limit, catch_up_must_be_roth, deferral_limits, excess_deferral_due
from core.limits import limits_for


@pytest.mark.parametrize(
    ("age", "plan", "wanted"),
    [
        (61, "enhanced", 11250),
        (61, "regular", 8000),
        (61, "none", 0),
        (49, "enhanced", 0),
        (55, "enhanced", 8000),
        (55, "regular", 8000),
    ],
)
def test_a_plan_may_offer_less_catch_up_than_the_law_allows(age: int, plan: PlanCatchUp, wanted: int) -> None:
    assert catch_up_limit(age, limits_for(2026), plan) == wanted


@pytest.mark.parametrize(
    ("year", "wages", "wanted"),
    [
        pytest.param(2025, 200000, False, id="in 2025 the mandate was not enforced"),
        pytest.param(2026, 150000, False, id="wages of exactly the threshold are not above it"),
        pytest.param(2026, "150000.01", True, id="wages above the threshold make catch-up Roth"),
        pytest.param(2026, 0, False, id="someone new at the employer has no wages there last year"),
    ],
)
def test_catch_up_must_be_roth(year: int, wages: int | str, wanted: bool) -> None:
    assert catch_up_must_be_roth(Decimal(wages), limits_for(year)) is wanted


@pytest.mark.parametrize(("year", "day"), [(2025, date(2026, 4, 15)), (2026, date(2027, 4, 15))])
def test_an_excess_is_due_on_15_april_of_the_next_year(year: int, day: date) -> None:
    assert excess_deferral_due(year) == day


@pytest.mark.parametrize(
    ("elsewhere", "here", "catch_up_here"),
    [(0, 32500, 8000), (15000, 17500, 8000), (28000, 4500, 4500), (32500, 0, 0), (40000, 0, 0)],
)
def test_what_is_left_here_after_deferrals_elsewhere(elsewhere: int, here: Any, catch_up_here: Any) -> None:
    found = deferral_limits(52, limits_for(2026), "enhanced", Decimal(elsewhere))

    assert (found.here, found.catch_up_here) == (here, catch_up_here)
    assert found.person == 32500

"""Figures that are often told wrong, set right from the limits and the core."""

from decimal import Decimal
from typing import Any

import pytest

from core.limits import Limits, limits_for


def ratio(limits: Limits) -> Decimal:
    return (limits.after_tax_without_employer_money / limits.ira).quantize(Decimal("0.1"))


@pytest.mark.parametrize(("year", "times"), [(2025, "6.6"), (2026, "6.3")])
def test_the_after_tax_room_is_six_times_the_ira_limit_and_not_ten(year: int, times: str) -> None:
    assert ratio(limits_for(year)) == Decimal(times)


@pytest.mark.parametrize(("year", "pay"), [(2023, 330000), (2024, 345000), (2025, 350000), (2026, 360000)])
def test_pay_that_counts_for_a_match_stops_at_the_limit_of_its_own_year(year: int, pay: int) -> None:
    assert limits_for(year).compensation == pay


@pytest.mark.parametrize(
    ("year", "under_50", "at_50", "at_60"),
    [
        (2023, (22500, 66000), (30000, 73500), (30000, 73500)),
        (2024, (23000, 69000), (30500, 76500), (30500, 76500)),
        (2025, (23500, 70000), (31000, 77500), (34750, 81250)),
        (2026, (24500, 72000), (32500, 80000), (35750, 83250)),
    ],
)
def test_totals_by_age_with_the_catch_up_fully_used(
    year: int, under_50: tuple[Any, ...], at_50: tuple[Any, ...], at_60: tuple[Any, ...]
) -> None:
    limits = limits_for(year)

    assert (limits.elective_deferral, limits.annual_additions) == under_50
    assert (limits.deferral_with_catch_up, limits.plan_total_with_catch_up) == at_50
    assert (limits.deferral_with_higher_catch_up, limits.plan_total_with_higher_catch_up) == at_60


@pytest.mark.parametrize(
    ("year", "single", "joint"),
    [(2025, (150000, 165000), (236000, 246000)), (2026, (153000, 168000), (242000, 252000))],
)
def test_a_roth_ira_narrows_over_a_range_of_income_and_closes_at_its_top(
    year: int, single: tuple[Any, ...], joint: tuple[Any, ...]
) -> None:
    limits = limits_for(year)

    assert (limits.roth_ira_single_from, limits.roth_ira_single_to) == single
    assert (limits.roth_ira_joint_from, limits.roth_ira_joint_to) == joint


@pytest.mark.parametrize(("year", "plain", "older"), [(2025, 7000, 8000), (2026, 7500, 8600)])
def test_ira_limits_of_the_year(year: int, plain: Any, older: Any) -> None:
    limits = limits_for(year)

    assert (limits.ira, limits.ira_with_catch_up) == (plain, older)


@pytest.mark.parametrize(
    ("year", "one", "at_50", "couple"), [(2025, 53500, 54500, 107000), (2026, 55000, 56100, 110000)]
)
def test_both_backdoors_together_without_employer_money(year: int, one: Any, at_50: Any, couple: Any) -> None:
    limits = limits_for(year)
    room = limits.after_tax_without_employer_money

    assert (room + limits.ira, room + limits.ira_with_catch_up, 2 * (room + limits.ira)) == (one, at_50, couple)

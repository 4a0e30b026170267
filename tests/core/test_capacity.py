"""Capacity: the tables, every boundary age and year, the edges, and inputs that are refused."""

from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from core.capacity import CapacityResult, capacity
from core.capacity_input import CapacityInput
from core.inputs import readable_errors
from core.limits import LimitsNotPublished, published_years
from tests.core.cases_from import as_expected, cases

THIS_YEAR = 2026


def capacity_of(raw: dict[str, Any]) -> CapacityResult:
    return capacity(CapacityInput.model_validate({"tax_year": THIS_YEAR, **raw}))


@pytest.mark.parametrize(
    "case",
    cases(
        "capacity_tables.yaml",
        "capacity_ages.yaml",
        "capacity_edges.yaml",
        "capacity_self_employed.yaml",
        "capacity_catch_up.yaml",
        "capacity_403b.yaml",
    ),
)
def test_capacity_case(case: dict[str, Any]) -> None:
    result = capacity_of(case["input"])

    found = {name: as_expected(getattr(result, name)) for name in case["expect"]}
    assert found == {name: as_expected(value) for name, value in case["expect"].items()}
    assert sum(line.amount for line in result.lines) == result.after_tax_room
    assert sum(line.amount for line in result.ceiling_lines) == result.after_tax_ceiling


@pytest.mark.parametrize("case", cases("capacity_errors.yaml"))
def test_refused_input(case: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as refused:
        capacity_of(case["input"])

    assert readable_errors(refused.value, CapacityInput) == [tuple(one) for one in case["errors"]]


def test_a_year_that_is_not_loaded_is_refused_by_name_with_the_years_that_are() -> None:
    with pytest.raises(
        LimitsNotPublished, match=rf"{published_years()[-1] + 1} are not loaded here.*2023, 2024, 2025, 2026"
    ):
        capacity_of({"tax_year": published_years()[-1] + 1, "age": 40, "pay": 100000, "deferral": "max"})


def test_every_line_says_what_was_applied_and_on_whose_authority() -> None:
    result = capacity_of(
        {
            "age": 52,
            "pay": 250000,
            "deferral": 20000,
            "match": {
                "tiers": [{"rate": 0.5, "up_to_pct_of_pay": 0.06}],
                "max_dollars": 5000,
                "nonelective_rate": 0.01,
            },
            "profit_sharing": 1000,
            "after_tax_made": 3000,
            "plan_cap_dollars": 20000,
        }
    )

    assert [(line.label, line.amount) for line in result.lines] == [
        ("annual_additions_limit", Decimal(72000)),
        ("deferral_counted", Decimal(-20000)),
        ("match_on_pay", Decimal(-7500)),
        ("match_maximum", Decimal(2500)),
        ("nonelective_rate", Decimal(-2500)),
        ("profit_sharing", Decimal(-1000)),
        ("after_tax_made", Decimal(-3000)),
        ("plan_cap", Decimal(-23500)),
    ]
    assert all(line.rule and line.source for line in result.lines)


def test_the_input_error_itself_can_be_read() -> None:
    with pytest.raises(ValidationError, match="pay must be more than 0; I got -5"):
        capacity_of({"age": 42, "pay": -5, "deferral": 0})

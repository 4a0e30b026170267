"""Several employers: one deferral limit per person, one annual additions limit per unrelated employer."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from core.capacity import capacity
from core.capacity_input import CapacityInput
from core.employers import EmployersInput, EmployersResult, several_employers
from core.inputs import readable_errors
from tests.core.cases_from import as_expected, cases

dollars = st.integers(0, 6_000_000).map(lambda cents: Decimal(cents) / 100)
employers = st.lists(
    st.fixed_dictionaries(
        {
            "pay": dollars,
            "deferral": dollars,
            "employer_money": dollars,
            "after_tax_made": dollars,
            "group": st.sampled_from([None, "one", "two"]),
        }
    ),
    min_size=1,
    max_size=5,
).map(lambda some: [{"name": str(number), **one} for number, one in enumerate(some)])


def of(raw: dict[str, Any]) -> EmployersResult:
    return several_employers(EmployersInput.model_validate({"tax_year": 2026, **raw}))


@pytest.mark.parametrize("case", cases("employers.yaml"))
def test_employers_case(case: dict[str, Any]) -> None:
    result = of(case["input"])

    assert {name: as_expected(getattr(result, name)) for name in case["expect"]} == {
        name: as_expected(value) for name, value in case["expect"].items()
    }
    assert [group.after_tax_room for group in result.groups] == case["rooms"]
    assert [group.over_limit_by for group in result.groups] == case.get("over", [0] * len(result.groups))


@pytest.mark.parametrize("case", cases("employers_deferrals.yaml"))
def test_the_limit_of_the_person_and_the_limit_of_each_plan(case: dict[str, Any]) -> None:
    result = of(case["input"])

    assert {name: as_expected(getattr(result, name)) for name in case["expect"]} == {
        name: as_expected(value) for name, value in case["expect"].items()
    }
    assert [group.plan_excess_deferral for group in result.groups] == case["plans"]


def test_an_excess_that_one_plan_pays_back_in_time_frees_that_plans_room_alone() -> None:
    employers = [
        {"name": "A", "pay": 90000, "deferral": 15000},
        {"name": "B", "pay": 120000, "deferral": 12000, "deferral_refunded": 2500, "employer_money": 4000},
    ]
    result = of({"age": 38, "employers": employers})

    assert result.excess_deferral == 0
    assert [group.after_tax_room for group in result.groups] == [57000, 58500]


@given(age=st.integers(18, 80), some=employers)
def test_the_lines_add_up_to_each_room_and_to_what_is_left_of_the_deferral_limit(
    age: int, some: list[dict[str, Any]]
) -> None:
    result = of({"age": age, "employers": some})

    for group in result.groups:
        assert sum(line.amount for line in group.lines) == group.after_tax_room
        assert 0 <= group.after_tax_room <= group.annual_additions_limit
    left = sum(line.amount for line in result.deferral_lines)
    assert left == result.deferral_left - result.excess_deferral
    assert 0 in (result.deferral_left, result.excess_deferral)


@given(age=st.integers(18, 80), some=employers)
def test_the_order_in_which_employers_are_told_changes_nothing(age: int, some: list[dict[str, Any]]) -> None:
    told, turned = of({"age": age, "employers": some}), of({"age": age, "employers": some[::-1]})

    assert turned.excess_deferral == told.excess_deferral
    assert sorted(group.after_tax_room for group in turned.groups) == sorted(
        group.after_tax_room for group in told.groups
    )


@given(age=st.integers(18, 80), some=employers.filter(lambda some: len(some) == 2), related=st.booleans())
def test_two_employers_come_to_the_same_as_one_beside_another(
    age: int, some: list[dict[str, Any]], related: bool
) -> None:
    here, other = ({**one, "group": "g" if related else None} for one in some)
    here["pay"] += 1
    both = of({"age": age, "employers": [here, other]})
    beside = capacity(
        CapacityInput.model_validate(
            {
                "age": age,
                "tax_year": 2026,
                "pay": here["pay"],
                "deferral": here["deferral"],
                "profit_sharing": here["employer_money"],
                "after_tax_made": here["after_tax_made"],
                "other_employer": {
                    "pay": other["pay"],
                    "deferral": other["deferral"],
                    "employer_money": other["employer_money"],
                    "after_tax": other["after_tax_made"],
                    "related": related,
                },
            }
        )
    )

    assert beside.after_tax_room == both.groups[0].after_tax_room
    assert beside.excess_deferral == both.excess_deferral
    assert beside.over_limit_by == both.groups[0].over_limit_by


def test_two_employers_of_one_name_are_refused() -> None:
    raw = {"tax_year": 2026, "age": 40, "employers": [{"name": "A", "pay": 1}, {"name": "A", "pay": 2}]}

    with pytest.raises(ValidationError) as refused:
        EmployersInput.model_validate(raw)
    assert readable_errors(refused.value, EmployersInput) == [
        ("employers", "employers must have different names; 'A' is there more than once")
    ]

"""Both backdoors together, and the income range of the Roth IRA."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.both_backdoors import BothInput, IraRoute, both_backdoors
from core.ira_basis import ira_conversion
from core.limits import LimitsNotPublished, limits_for, published_years
from core.reading import InputError, read
from core.roth_ira import magi_with_conversions, roth_ira_limit
from tests.core.cases_from import cases
from tests.core.found import comparable, mismatches

COUPLE: dict[str, Any] = {"tax_year": 2026, "filing_status": "married_joint"}


@pytest.mark.parametrize("case", cases("both_backdoors.yaml"))
def test_both_backdoors_case(case: dict[str, Any]) -> None:
    result = both_backdoors(read(BothInput, {"tax_year": 2026, **case["input"]}))

    assert mismatches(result, case["expect"]) == {}
    for person in result.people:
        assert sum(line.amount for line in person.lines) == person.total


@pytest.mark.parametrize("case", cases("roth_ira_limit.yaml"))
def test_roth_ira_limit_case(case: dict[str, Any]) -> None:
    limits = limits_for(case.get("year", 2026))
    apart = case.get("lived_apart", False)
    result = roth_ira_limit(limits, case["age"], case["status"], Decimal(case["magi"]), lived_apart=apart)

    assert result.allowed == comparable(case["allowed"])
    assert sum(line.amount for line in result.lines) == result.allowed


@pytest.mark.parametrize(
    ("magi", "route", "direct"),
    [
        pytest.param(200_000, "direct", 7500, id="a couple below its range goes straight in"),
        pytest.param(247_000, "partly_direct", 3750, id="a couple within its range goes straight in with a part"),
        pytest.param(252_000, "backdoor", 0, id="a couple above its range needs the backdoor"),
    ],
)
def test_the_way_into_the_roth_ira(magi: int, route: IraRoute, direct: int) -> None:
    person = both_backdoors(read(BothInput, {**COUPLE, "magi": magi, "people": [{"age": 40}]})).people[0]

    assert person.route == route
    assert person.direct == direct


def test_pretax_ira_money_makes_the_regular_backdoor_partly_taxable() -> None:
    raw = {**COUPLE, "magi": 300_000, "people": [{"age": 40, "pretax_ira": 92_500}]}

    assert both_backdoors(read(BothInput, raw)).people[0].regular_taxable == Decimal("6937.50")


@pytest.mark.parametrize("case", cases("ira_basis.yaml"))
def test_earlier_basis_spreads_over_all_iras(case: dict[str, Any]) -> None:
    found = ira_conversion(**{name: Decimal(str(amount)) for name, amount in case["input"].items()})

    assert mismatches(found, case["expect"]) == {}


def test_earlier_basis_lowers_the_tax_on_the_regular_backdoor() -> None:
    raw = {**COUPLE, "magi": 300_000, "people": [{"age": 40, "pretax_ira": 218_000, "ira_basis": 10_000}]}
    person = both_backdoors(read(BothInput, raw)).people[0]

    assert (person.regular_taxable, person.ira_basis_left) == (Decimal("6917.96"), Decimal("16917.96"))


@pytest.mark.parametrize("case", cases("rooms_refused.yaml"))
def test_a_room_that_no_plan_can_have_is_refused_with_a_question(case: dict[str, Any]) -> None:
    raw = {"tax_year": 2026, "people": [{"age": 38, **case["input"]}]}

    with pytest.raises(InputError, match=rf"{case['expect']['limit']:,}.*Is that the pay\?"):
        both_backdoors(read(BothInput, raw))


@pytest.mark.parametrize("case", cases("conversions_in_magi.yaml"))
def test_only_a_conversion_inside_the_plan_counts_for_the_roth_ira(case: dict[str, Any]) -> None:
    found = magi_with_conversions(**{name: Decimal(amount) for name, amount in case["input"].items()})

    assert found == case["expect"]["magi"]
    assert roth_ira_limit(limits_for(2026), 49, "single", found).allowed == case["expect"]["allowed"]


def test_the_regular_part_of_a_closed_year_may_still_go_in() -> None:
    result = both_backdoors(read(BothInput, {"tax_year": 2026, "people": [{"age": 40}], "as_of": "2027-01-05"}))

    assert result.year is not None
    assert result.year.closed
    assert result.ira_until == date(2027, 4, 15)


def test_a_year_that_is_not_loaded_is_refused() -> None:
    with pytest.raises(LimitsNotPublished, match=str(published_years()[-1] + 1)):
        both_backdoors(read(BothInput, {"tax_year": published_years()[-1] + 1, "people": [{"age": 40}]}))


@given(
    magi=st.integers(0, 300_000),
    more=st.integers(0, 20_000),
    age=st.integers(20, 70),
    status=st.sampled_from(["single", "married_joint", "married_separate", "head_of_household"]),
    year=st.sampled_from([2023, 2024, 2025, 2026]),
)
def test_more_income_never_allows_more(magi: int, more: int, age: int, status: Any, year: int) -> None:
    limits = limits_for(year)
    less = roth_ira_limit(limits, age, status, Decimal(magi + more)).allowed
    allowed = roth_ira_limit(limits, age, status, Decimal(magi)).allowed

    assert 0 <= less <= allowed
    assert allowed % 10 == 0

"""Both backdoors together, and the income range of the Roth IRA."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.both_backdoors import BothInput, IraRoute, both_backdoors
from core.limits import LimitsNotPublished, limits_for, published_years
from core.reading import read
from core.roth_ira import roth_ira_limit
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

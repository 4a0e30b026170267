"""What waiting costs: the check values, a ledger kept day by day as the second way, and what must always hold."""

from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.reading import read
from core.waiting import HABITS, WaitingInput, tax_at_rates, waiting
from tests.core.cases_from import cases
from tests.core.found import comparable

CENT = Decimal("0.01")


@pytest.mark.parametrize("case", cases("waiting.yaml"))
def test_waiting_case(case: dict[str, Any]) -> None:
    result = waiting(read(WaitingInput, case["input"]))

    assert {habit: result.of(habit).earnings for habit in case["expect"]} == {
        habit: comparable(value) for habit, value in case["expect"].items()
    }
    assert {habit: result.of(habit).tax for habit in case.get("tax", {})} == {
        habit: comparable(value) for habit, value in case.get("tax", {}).items()
    }
    for habit in HABITS:
        assert sum(line.amount for line in result.of(habit).lines) == result.of(habit).earnings


def test_the_tax_on_1440_at_each_federal_rate() -> None:
    assert [str(tax) for _, tax in tax_at_rates(Decimal(1440))] == [
        "144.00",
        "172.80",
        "316.80",
        "345.60",
        "460.80",
        "504.00",
        "532.80",
    ]


def test_nothing_is_due_on_a_loss() -> None:
    assert all(tax == 0 for _, tax in tax_at_rates(Decimal(-50)))


@given(
    frequency=st.sampled_from(["weekly", "biweekly", "semimonthly", "monthly", "yearly"]),
    timing=st.sampled_from(["start", "end"]),
    rate=st.decimals(min_value=0, max_value=Decimal("0.4"), places=3),
    years=st.integers(1, 4),
)
def test_converting_more_often_never_yields_more_taxable_earnings(
    frequency: str, timing: str, rate: Decimal, years: int
) -> None:
    what = {"contribution": 700, "frequency": frequency, "timing": timing, "annual_return": rate, "years": years}
    taxable = [habit.taxable for habit in waiting(read(WaitingInput, what)).habits]

    assert all(after <= before + CENT for before, after in pairwise(taxable))
    assert taxable[-1] == 0


@given(
    timing=st.sampled_from(["start", "end"]),
    rate=st.decimals(min_value=Decimal("-0.5"), max_value=Decimal("0.4"), places=3),
    months=st.sampled_from([(12, "yearly"), (3, "quarterly"), (1, "monthly")]),
)
def test_a_ledger_kept_month_by_month_agrees(timing: str, rate: Decimal, months: tuple[int, str]) -> None:
    every, habit = months
    balance = converted = Decimal(0)
    for month in range(1, 13):
        balance += 1000 if timing == "start" else 0
        balance *= 1 + rate / 12
        balance += 1000 if timing == "end" else 0
        if month % every == 0:
            converted, balance = converted + balance, Decimal(0)
    what = {"contribution": 1000, "annual_return": rate, "timing": timing}

    result = waiting(read(WaitingInput, what)).of(habit)  # type: ignore[arg-type]

    assert abs(result.earnings - (converted - 12_000)) <= CENT

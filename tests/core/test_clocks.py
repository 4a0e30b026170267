"""Withdrawals and the five-year clocks, with a dollar by dollar withdrawal as the second way."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.clocks import (
    RothIraWithdrawal,
    RothPlanWithdrawal,
    Withdrawal,
    new_jersey_income,
    withdraw_from_roth_401k,
    withdraw_from_roth_ira,
)
from core.reading import read
from tests.core.cases_from import cases
from tests.core.found import comparable

small = st.integers(0, 40)
conversions = st.lists(
    st.fixed_dictionaries({"year": st.integers(2018, 2026), "basis": small, "taxable": small}), max_size=5
)


def withdraw(account: str, raw: dict[str, Any]) -> Withdrawal:
    if account == "roth_ira":
        return withdraw_from_roth_ira(read(RothIraWithdrawal, raw))
    return withdraw_from_roth_401k(read(RothPlanWithdrawal, raw))


@pytest.mark.parametrize("case", cases("withdrawals.yaml"))
def test_withdrawal_case(case: dict[str, Any]) -> None:
    result = withdraw(case["account"], case["input"])
    seen = {
        name: [one.kind for one in result.slices] if name == "kinds" else getattr(result, name)
        for name in case["expect"]
    }

    assert {name: comparable(value) for name, value in seen.items()} == {
        name: comparable(value) for name, value in case["expect"].items()
    }
    assert sum(line.amount for line in result.lines) == result.amount
    assert sum(one.amount for one in result.slices) == result.amount


@pytest.mark.parametrize("case", cases("new_jersey.yaml"))
def test_new_jersey_spreads_own_money_over_every_early_payment(case: dict[str, Any]) -> None:
    told = {name: Decimal(amount) for name, amount in case["input"].items()}

    assert new_jersey_income(**told) == Decimal(str(case["expect"]["income"]))


@given(
    amount=st.integers(1, 300),
    contributed=small,
    converted=conversions,
    age=st.sampled_from([40, 62]),
    year=st.integers(2026, 2033),
)
def test_a_roth_ira_emptied_dollar_by_dollar_agrees(
    amount: int, contributed: int, converted: list[dict[str, int]], age: int, year: int
) -> None:
    stack: list[tuple[str, int]] = [("free", 0)] * contributed
    for at in sorted({one["year"] for one in converted}):
        same = [one for one in converted if one["year"] == at]
        stack += [("taxable", at)] * sum(one["taxable"] for one in same)
        stack += [("free", 0)] * sum(one["basis"] for one in same)
    first = min([2025, *(one["year"] for one in converted)])
    out = stack[:amount]
    earnings = amount - len(out)
    qualified = age >= 60 and year >= first + 5
    recaptured = 0 if age >= 60 else sum(1 for kind, at in out if kind == "taxable" and year < at + 5)

    result = withdraw(
        "roth_ira",
        {
            "year": year,
            "amount": amount,
            "age": age,
            "contributions": [{"year": 2025, "amount": contributed}],
            "conversions": converted,
        },
    )

    assert result.taxed == (0 if qualified else earnings)
    assert result.bears_early_tax == recaptured + (earnings if age < 60 else 0)


@given(
    value=st.integers(1, 500),
    basis=st.integers(0, 600),
    share=st.integers(1, 100),
    recent=st.integers(0, 50),
    age=st.sampled_from([40, 62]),
)
def test_a_slice_of_a_roth_401k_adds_up_and_never_taxes_more_than_the_earnings(
    value: int, basis: int, share: int, recent: int, age: int
) -> None:
    amount = Decimal(value) * share / 100
    rollovers = [{"year": 2024, "taxable": min(recent, basis)}]
    raw = {"year": 2026, "amount": amount, "value": value, "basis": basis, "age": age, "conversions": rollovers}

    result = withdraw("roth_401k", raw)

    assert sum(one.amount for one in result.slices) == result.amount
    assert 0 <= result.taxed <= max(0, value - basis)
    assert result.early_tax <= result.early_tax_highest
    assert result.early_tax == 0 or age < 59


@given(first=st.integers(1, 100), second=st.integers(1, 100), converted=conversions)
def test_two_withdrawals_of_a_year_tax_what_one_does(first: int, second: int, converted: list[dict[str, int]]) -> None:
    base = {"year": 2026, "age": 40, "contributions": [{"year": 2020, "amount": 25}], "conversions": converted}
    one = withdraw("roth_ira", {**base, "amount": first})
    earlier = [{"year": 2026, "amount": first}]
    two = withdraw("roth_ira", {**base, "amount": second, "earlier_withdrawals": earlier})
    both = withdraw("roth_ira", {**base, "amount": first + second})

    assert one.taxed + two.taxed == both.taxed
    assert one.bears_early_tax + two.bears_early_tax == both.bears_early_tax

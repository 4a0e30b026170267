"""Projections: the check values, and a closed form for the taxable account that is simulated year by year."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.projection import ProjectionInput, project
from core.reading import read
from tests.core.cases_from import cases
from tests.core.found import comparable, found

rates = st.decimals(min_value=Decimal("-0.1"), max_value=Decimal("0.2"), places=3)
shares = st.decimals(min_value=0, max_value=Decimal("0.5"), places=2)
yields = st.decimals(min_value=0, max_value=Decimal("0.05"), places=3)


@pytest.mark.parametrize("case", cases("projection.yaml"))
def test_projection_case(case: dict[str, Any]) -> None:
    result = project(read(ProjectionInput, case["input"]))

    assert {path: found(result, path).quantize(Decimal(1)) for path in case["expect"]} == {
        path: comparable(value) for path, value in case["expect"].items()
    }


@given(rate=rates, years=st.integers(1, 40), tax=shares, gains=shares, paid=yields, dividend_tax=shares)
def test_one_deposit_in_a_taxable_account_agrees_with_the_closed_form(
    rate: Decimal, years: int, tax: Decimal, gains: Decimal, paid: Decimal, dividend_tax: Decimal
) -> None:
    result = project(
        ProjectionInput(
            amount=Decimal(10_000),
            annual_return=rate,
            years=years,
            withdrawal_tax_rate=tax,
            dividend_yield=paid,
            dividend_tax_rate=dividend_tax,
            capital_gains_rate=gains,
        )
    )
    growth = rate - paid * dividend_tax
    value = 10_000 * (1 + growth) ** years
    kept = paid * (1 - dividend_tax)
    basis = 10_000 * (1 + kept * (years if growth == 0 else ((1 + growth) ** years - 1) / growth))
    after_tax = value - max(Decimal(0), value - basis) * gains

    assert abs(result.taxable.after_tax - after_tax) <= Decimal("0.02")


@given(
    rate=rates,
    years=st.integers(1, 40),
    tax=shares,
    deposit=st.sampled_from(["once", "yearly"]),
    timing=st.sampled_from(["start", "end"]),
    paid=yields,
    inflation=st.decimals(min_value=0, max_value=Decimal("0.1"), places=2),
)
def test_lines_add_up_and_no_account_beats_roth(
    rate: Decimal, years: int, tax: Decimal, deposit: str, timing: str, paid: Decimal, inflation: Decimal
) -> None:
    result = project(
        read(
            ProjectionInput,
            {
                "amount": 5000,
                "annual_return": rate,
                "years": years,
                "deposit": deposit,
                "timing": timing,
                "inflation": inflation,
                "withdrawal_tax_rate": tax,
                "dividend_yield": paid,
                "dividend_tax_rate": tax,
                "capital_gains_rate": tax,
            },
        )
    )
    for account in (result.roth, result.unconverted, result.taxable):
        assert sum(line.amount for line in account.lines) == account.after_tax
        assert account.after_tax <= result.roth.after_tax + Decimal("0.01")
        assert account.after_tax_today <= account.after_tax

"""Conversions: the cases of the law, and that the parts always add up."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.conversions import Conversion, ConversionInput, convert
from core.reading import read
from tests.core.cases_from import cases
from tests.core.found import mismatches

dollars = st.decimals(min_value=Decimal("0.01"), max_value=500_000, places=2)


@pytest.mark.parametrize("case", cases("conversions.yaml"))
def test_conversion_case(case: dict[str, Any]) -> None:
    result = convert(read(ConversionInput, case["input"]))

    assert mismatches(result, case["expect"]) == {}
    assert sum(line.amount for line in result.lines) == result.taxable


@given(value=dollars, basis=dollars, part=st.decimals(min_value=Decimal("0.01"), max_value=1, places=2))
def test_the_parts_of_a_partial_conversion_add_up(value: Decimal, basis: Decimal, part: Decimal) -> None:
    amount = max(Decimal("0.01"), (value * part).quantize(Decimal("0.01")))
    result = convert(ConversionInput(value=value, basis=basis, amount=min(amount, value)))

    assert result.taxable + result.basis_moved == result.amount
    assert result.value_left + result.amount == value
    assert result.basis_left + result.basis_moved + result.loss == max(basis, result.basis_moved)
    assert result.taxable >= 0
    assert result.basis_moved >= 0


@given(value=dollars, basis=dollars, first=st.decimals(min_value=Decimal("0.1"), max_value=Decimal("0.9"), places=1))
def test_converting_in_two_parts_taxes_what_converting_at_once_does(
    value: Decimal, basis: Decimal, first: Decimal
) -> None:
    whole = convert(ConversionInput(value=value, basis=basis))
    one = convert(ConversionInput(value=value, basis=basis, amount=(value * first).quantize(Decimal("0.01"))))
    taxed = one.taxable + (_rest(one).taxable if one.value_left else 0)

    assert abs(taxed - whole.taxable) <= Decimal("0.02")


@given(value=dollars, basis=dollars)
def test_a_split_sends_every_dollar_somewhere_and_taxes_none(value: Decimal, basis: Decimal) -> None:
    result = convert(ConversionInput(value=value, basis=basis, to="split"))

    assert result.to_roth + result.to_traditional_ira == value
    assert result.taxable == 0


def _rest(one: Conversion) -> Conversion:
    return convert(ConversionInput(value=one.value_left, basis=one.basis_left))

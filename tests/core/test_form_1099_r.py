"""The check of Forms 1099-R: each likely mistake by name, and that a right form always agrees."""

from decimal import Decimal
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.conversions import ConversionInput, convert
from core.form_1099_r import Form1099R, FormInput, Mistake, Moved, check_forms
from core.reading import read
from tests.core.cases_from import cases
from tests.core.found import comparable

CONVERTED = [{"year": 2026, "amount": 40600, "basis": 40000}]
dollars = st.decimals(min_value=10, max_value=200_000, places=2)


@pytest.mark.parametrize("case", cases("form_1099_r.yaml"))
def test_form_case(case: dict[str, Any]) -> None:
    raw = {
        "tax_year": 2026,
        "forms": case["forms"],
        "moved": case.get("moved", CONVERTED),
        "contributed": case.get("contributed", 0),
    }
    result = check_forms(read(FormInput, raw))
    expect = dict(case["expect"])

    assert [one.mistake for one in result.findings] == expect.pop("mistakes")
    assert result.agrees == (not result.findings)
    assert {name: comparable(getattr(result, name)) for name in expect} == {
        name: comparable(value) for name, value in expect.items()
    }
    assert all(one.follows for one in result.findings)


def test_every_mistake_has_a_case() -> None:
    told = {mistake for case in cases("form_1099_r.yaml") for mistake in case.values[0]["expect"]["mistakes"]}

    assert set(get_args(Mistake)) - told == set()


def test_a_code_that_fits_nothing_is_named() -> None:
    raw = {
        "tax_year": 2026,
        "moved": CONVERTED,
        "forms": [{"box_1": 40600, "box_2a": 600, "box_5": 40000, "box_7": "3"}],
    }

    assert [one.mistake for one in check_forms(read(FormInput, raw)).findings] == ["code_unexpected"]


@given(value=dollars, basis=dollars)
def test_a_form_that_shows_what_was_converted_agrees(value: Decimal, basis: Decimal) -> None:
    converted = convert(ConversionInput(value=value, basis=basis))
    form = Form1099R(box_1=value, box_2a=converted.taxable, box_5=converted.basis_moved, box_7="G")
    moved = Moved(year=2026, amount=value, basis=basis)

    result = check_forms(FormInput(tax_year=2026, forms=(form,), moved=(moved,)))

    assert result.agrees
    assert result.line_5b == converted.taxable

"""A check to the person: what is income, what bears the 10% tax, what stays untaxed."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.reading import InputError, read
from core.sixty_days import CheckInput, last_day_to_put_in, sixty_days
from tests.core.cases_from import cases
from tests.core.found import mismatches

dollars = st.decimals(min_value=Decimal("0.01"), max_value=500_000, places=2)


@pytest.mark.parametrize("case", cases("sixty_days.yaml"))
def test_sixty_days_case(case: dict[str, Any]) -> None:
    result = sixty_days(read(CheckInput, case["input"]))

    assert mismatches(result, case["expect"]) == {}
    assert sum(line.amount for line in result.lines) == result.income


@given(amount=dollars, own=dollars, first=dollars, second=dollars)
def test_every_dollar_of_the_payment_is_somewhere(
    amount: Decimal, own: Decimal, first: Decimal, second: Decimal
) -> None:
    traditional = min(amount, first)
    roth = min(amount - traditional, second)
    result = sixty_days(CheckInput(amount=amount, own=own, traditional=traditional, roth=roth))

    stayed_out = amount - traditional - roth
    assert result.own_kept + result.bears_early_tax == stayed_out
    assert 0 <= result.bears_early_tax <= result.income <= result.taxable_part
    assert result.received + result.withheld == amount


def test_more_than_came_cannot_be_put_in() -> None:
    with pytest.raises(InputError, match="at most the payment of"):
        read(CheckInput, {"amount": 100, "own": 50, "traditional": 60, "roth": 60})


def test_the_sixtieth_day_is_the_last() -> None:
    assert last_day_to_put_in(date(2026, 11, 20)) == date(2027, 1, 19)

"""The largest loan that a plan may make."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.limits import constants
from core.plan_loans import largest_plan_loan
from tests.core.cases_from import cases

DOLLARS = st.integers(0, 400_000).map(Decimal)


@pytest.mark.parametrize("case", cases("plan_loans.yaml"))
def test_a_plan_may_lend_so_much_more(case: dict[str, Any]) -> None:
    told = {name: Decimal(amount) for name, amount in case["input"].items()}

    assert largest_plan_loan(**told) == case["expect"]["most"]


@given(vested=DOLLARS, owed=DOLLARS, paid=DOLLARS)
def test_no_loan_passes_the_dollar_limit_and_paying_down_never_adds_to_it(
    vested: Decimal, owed: Decimal, paid: Decimal
) -> None:
    law = constants()
    more = largest_plan_loan(vested, owed, owed + paid)

    assert more <= largest_plan_loan(vested, owed)
    assert more == 0 or owed + more <= law.plan_loan_limit
    assert owed + more <= max(owed, law.plan_loan_floor, vested * law.plan_loan_share)

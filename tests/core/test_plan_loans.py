"""The largest loan that a plan may make."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.limits import constants
from core.plan_loans import largest_plan_loan

DOLLARS = st.integers(0, 400_000).map(Decimal)


@pytest.mark.parametrize(
    ("vested", "owed", "highest", "most"),
    [
        pytest.param(8000, 0, 0, 10000, id="Z8 a small balance meets the floor of the law"),
        pytest.param(15000, 0, 0, 10000, id="Z8 half of 15,000 is below the floor"),
        pytest.param(30000, 0, 0, 15000, id="Z8 half of 30,000"),
        pytest.param(140000, 0, 0, 50000, id="Z8 half of 140,000 is above the dollar limit"),
        pytest.param(140000, 5000, 20000, 30000, id="Z9 what was paid down in the last 12 months comes off the limit"),
        pytest.param(140000, 5000, None, 45000, id="what is owed counts, and nothing was paid down"),
        pytest.param(30000, 20000, 20000, 0, id="more is owed than half of the balance"),
    ],
)
def test_a_plan_may_lend_so_much_more(vested: int, owed: int, highest: int | None, most: int) -> None:
    told = None if highest is None else Decimal(highest)
    assert largest_plan_loan(Decimal(vested), Decimal(owed), told) == most


@given(vested=DOLLARS, owed=DOLLARS, paid=DOLLARS)
def test_no_loan_passes_the_dollar_limit_and_paying_down_never_adds_to_it(
    vested: Decimal, owed: Decimal, paid: Decimal
) -> None:
    law = constants()
    more = largest_plan_loan(vested, owed, owed + paid)

    assert more <= largest_plan_loan(vested, owed)
    assert more == 0 or owed + more <= law.plan_loan_limit
    assert owed + more <= max(owed, law.plan_loan_floor, vested * law.plan_loan_share)

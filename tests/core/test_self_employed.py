"""Income and contributions of a business of one's own: self-employment tax to the cent."""

from decimal import Decimal

import pytest

from core.limits import limits_for
from core.money import ZERO, to_cents
from core.self_employed import SelfEmployed, largest_employer_contribution, own_income

LIMITS = limits_for(2026)


@pytest.mark.parametrize(
    ("profit", "wages_elsewhere", "tax", "earned"),
    [
        pytest.param(60000, 0, "8477.73", "55761.14", id="profit of 60,000"),
        pytest.param(120000, 0, "16955.46", "111522.27", id="profit of 120,000"),
        pytest.param(200000, 0, "28234.30", "185882.85", id="profit of 200,000 passes the wage base"),
        pytest.param(80000, 184500, "2142.52", "78928.74", id="a day job at the wage base leaves 2.9% alone"),
        pytest.param(80000, 500000, "2142.52", "78928.74", id="a day job above the wage base leaves no less"),
    ],
)
def test_self_employment_tax_and_earned_income(profit: int, wages_elsewhere: int, tax: str, earned: str) -> None:
    business = SelfEmployed.model_validate({"kind": "sole_proprietor", "net_profit": profit})

    income = own_income(business, LIMITS, Decimal(wages_elsewhere))
    assert to_cents(income.self_employment_tax) == Decimal(tax)
    assert to_cents(income.earned) == Decimal(earned)


def test_each_dollar_that_a_sole_proprietor_puts_in_lowers_the_pay_that_the_limit_looks_at() -> None:
    income = own_income(SelfEmployed.model_validate({"kind": "sole_proprietor", "net_profit": 60000}), LIMITS, ZERO)

    assert income.pay_after(Decimal(1000)) == income.earned - 1000


def test_wages_from_an_s_corporation_are_not_lowered_by_what_it_puts_in() -> None:
    income = own_income(SelfEmployed.model_validate({"kind": "s_corporation", "wages": 50000}), LIMITS, ZERO)

    assert income.pay_after(Decimal(12500)) == 50000
    assert largest_employer_contribution(income, LIMITS, ZERO, Decimal(24500)) == 12500

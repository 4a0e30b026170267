"""Income and contributions of a business of one's own: self-employment tax to the cent."""

from decimal import Decimal
from typing import Any

import pytest

from core.limits import limits_for
from core.money import ZERO, to_cents
from core.self_employed import SelfEmployed, largest_employer_contribution, own_income
from tests.core.cases_from import cases

LIMITS = limits_for(2026)


@pytest.mark.parametrize("case", cases("self_employed.yaml"))
def test_self_employment_tax_and_earned_income(case: dict[str, Any]) -> None:
    told = case["input"]
    business = SelfEmployed.model_validate({"kind": "sole_proprietor", "net_profit": told["net_profit"]})

    income = own_income(business, LIMITS, Decimal(told.get("wages_elsewhere", 0)))
    assert to_cents(income.self_employment_tax) == Decimal(str(case["expect"]["tax"]))
    assert to_cents(income.earned) == Decimal(str(case["expect"]["earned"]))


def test_each_dollar_that_a_sole_proprietor_puts_in_lowers_the_pay_that_the_limit_looks_at() -> None:
    income = own_income(SelfEmployed.model_validate({"kind": "sole_proprietor", "net_profit": 60000}), LIMITS, ZERO)

    assert income.pay_after(Decimal(1000)) == income.earned - 1000


def test_wages_from_an_s_corporation_are_not_lowered_by_what_it_puts_in() -> None:
    income = own_income(SelfEmployed.model_validate({"kind": "s_corporation", "wages": 50000}), LIMITS, ZERO)

    assert income.pay_after(Decimal(12500)) == 50000
    assert largest_employer_contribution(income, LIMITS, ZERO, Decimal(24500)) == 12500

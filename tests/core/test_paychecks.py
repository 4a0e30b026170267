"""Paydays, paycheck plans and front-loading, with a payday by payday account of match as the second way."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.limits import limits_for
from core.money import ZERO
from core.paychecks import (
    FrontLoadingInput,
    PaycheckInput,
    PaySchedule,
    front_loading,
    paydays_in_year,
    paydays_left,
    plan_paychecks,
    turn_of_year,
)
from core.paychecks.plan import spread
from core.reading import read
from tests.core.cases_from import cases
from tests.core.found import comparable, mismatches

YEAR = 2026
DEFAULTS: dict[str, Any] = {"tax_year": YEAR, "as_of": date(2026, 11, 23)}
dollars = st.decimals(min_value=0, max_value=100_000, places=2)
frequencies = st.sampled_from(["weekly", "biweekly", "semimonthly", "monthly"])
days_of_the_year = st.dates(date(YEAR, 1, 1), date(YEAR, 12, 31))


@pytest.mark.parametrize("case", cases("paydays.yaml"))
def test_paydays_case(case: dict[str, Any]) -> None:
    schedule = read(PaySchedule, case["schedule"])
    left = paydays_left(schedule, YEAR, case["as_of"])
    turn = turn_of_year(schedule, YEAR)
    seen = {
        "left": left,
        "first": left[0] if left else None,
        "next": turn.next_payday,
        "kind": turn.kind,
        "in_year": len(paydays_in_year(schedule, YEAR)),
    }

    assert {name: comparable(seen[name]) for name in case["expect"]} == {
        name: comparable(value) for name, value in case["expect"].items()
    }


@pytest.mark.parametrize("case", cases("paychecks.yaml"))
def test_paycheck_plan_case(case: dict[str, Any]) -> None:
    plan = plan_paychecks(read(PaycheckInput, {**DEFAULTS, **case["input"]}))

    assert mismatches(plan, case["expect"]) == {}


@pytest.mark.parametrize("case", cases("front_loading.yaml"))
def test_front_loading_case(case: dict[str, Any]) -> None:
    result = front_loading(read(FrontLoadingInput, {"tax_year": YEAR, **case["input"]}))

    assert mismatches(result, case["expect"]) == {}
    assert sum(line.amount for line in result.lines) == result.cost - result.gain


@given(total=dollars, checks=st.integers(1, 53))
def test_paychecks_add_up_to_the_cent_and_none_is_below_zero(total: Decimal, checks: int) -> None:
    amounts = spread(total, checks)

    assert sum(amounts) == total
    assert min(amounts) >= 0
    assert all(amount == amount.quantize(Decimal("0.01")) for amount in amounts)


@given(
    frequency=frequencies,
    known=days_of_the_year,
    as_of=days_of_the_year,
    pay=st.integers(20_000, 900_000),
    deferral=dollars,
    made=dollars,
    after_tax=dollars,
    after_tax_made=dollars,
    employer=dollars,
    lead=st.integers(0, 40),
    age=st.integers(20, 70),
)
def test_a_plan_never_passes_a_limit_and_adds_up(
    frequency: str,
    known: date,
    as_of: date,
    pay: int,
    deferral: Decimal,
    made: Decimal,
    after_tax: Decimal,
    after_tax_made: Decimal,
    employer: Decimal,
    lead: int,
    age: int,
) -> None:
    limits = limits_for(YEAR)
    plan = plan_paychecks(
        PaycheckInput(
            tax_year=YEAR,
            as_of=as_of,
            pay_frequency=frequency,
            known_payday=known,
            pay=Decimal(pay),
            age=age,
            deferral=deferral,
            deferral_made=made,
            after_tax=after_tax,
            after_tax_made=after_tax_made,
            employer_money=employer,
            lead_days=lead,
        )
    )

    for bucket in (plan.elective_deferral, plan.after_tax):
        assert sum(bucket.amounts, ZERO) == bucket.planned == sum(line.amount for line in bucket.lines)
        assert len(bucket.amounts) == len(plan.changeable)
        assert bucket.planned == 0 or bucket.made + bucket.planned <= bucket.limit
        whole = bucket.whole_percents
        assert whole is None or 0 <= whole.total <= whole.raised_total <= bucket.planned
    if plan.after_tax.planned:
        counted = min(made + plan.elective_deferral.planned, limits.elective_deferral)
        additions = counted + employer + after_tax_made + plan.after_tax.planned
        assert additions <= min(limits.annual_additions, Decimal(pay))
    together = (a + b for a, b in zip(plan.elective_deferral.amounts, plan.after_tax.amounts, strict=True))
    assert all(amount <= Decimal(pay) / 12 + 1 for amount in together)


@given(frequency=frequencies, known=days_of_the_year, year=st.integers(2000, 2040))
def test_paydays_of_neighbouring_years_never_overlap_and_leave_no_gap(frequency: str, known: date, year: int) -> None:
    schedule = PaySchedule(pay_frequency=frequency, known_payday=known)
    both = (*paydays_in_year(schedule, year), *paydays_in_year(schedule, year + 1))
    gaps = [after - before for before, after in pairwise(both)]
    longest = {"weekly": 7, "biweekly": 14, "semimonthly": 17, "monthly": 31}[frequency]

    assert min(gaps) > timedelta(0)
    assert max(gaps) <= timedelta(days=longest)


@given(
    pay=st.integers(30, 300).map(lambda thousands: Decimal(thousands * 1000)),
    rate=st.sampled_from([Decimal("0.5"), Decimal(1)]),
    share=st.sampled_from([Decimal("0.03"), Decimal("0.06")]),
    early=st.sampled_from([Decimal("0.3"), Decimal("0.5"), Decimal("0.8")]),
)
def test_front_loading_agrees_with_counting_the_paychecks_that_still_defer(
    pay: Decimal, rate: Decimal, share: Decimal, early: Decimal
) -> None:
    result = front_loading(
        read(
            FrontLoadingInput,
            {
                "tax_year": YEAR,
                "pay": pay,
                "pay_frequency": "monthly",
                "front_loaded_share": early,
                "match": {"tiers": [{"rate": rate, "up_to_pct_of_pay": share}], "per": "paycheck"},
            },
        )
    )
    check, target = pay / 12, min(limits_for(YEAR).elective_deferral, pay)
    full = int(target / (check * early)) if target < check * early * 12 else 12
    rest = min(max(ZERO, target - full * check * early), check * early) if full < 12 else ZERO
    by_hand = rate * (full * min(check * early, share * check) + min(rest, share * check))

    assert abs(result.front_loaded - by_hand) <= Decimal("0.13")
    assert result.cost >= 0
    assert result.best_match >= result.even

"""Match formulas: cases over a year and by paycheck, and the ledger that earns the match dollar by dollar."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import ValidationError

from core.limits import limits_for
from core.match import DeferralTier, MatchFormula, PayTier
from core.match_arithmetic import Paycheck, employer_money, paycheck_match
from tests.core.cases_from import as_expected, cases
from tests.core.reference import Law, Tier, match_dollar_by_dollar

LIMITS = limits_for(2026)
LAW = Law(int(LIMITS.elective_deferral), int(LIMITS.catch_up), int(LIMITS.annual_additions), int(LIMITS.compensation))

tiers = st.lists(
    st.builds(
        lambda rate, start, width, on_pay: Tier(rate, start, start + width, on_pay),
        st.integers(0, 200),
        st.integers(0, 8),
        st.integers(1, 8),
        st.booleans(),
    ),
    max_size=3,
)


def formula_of(some: list[Tier]) -> MatchFormula:
    return MatchFormula(
        tiers=tuple(
            PayTier(
                rate=Decimal(one.rate) / 100,
                from_pct_of_pay=Decimal(one.start) / 100,
                up_to_pct_of_pay=Decimal(one.end) / 100,
            )
            if one.on_pay
            else DeferralTier(rate=Decimal(one.rate) / 100)
            for one in some
        )
    )


@pytest.mark.parametrize("case", cases("match.yaml"))
def test_match_case(case: dict[str, Any]) -> None:
    formula = MatchFormula.model_validate(case["formula"])
    result: Any
    if "paychecks" in case:
        paychecks = [
            Paycheck(*(Decimal(str(amount)) for amount in amounts))
            for count, *amounts in case["paychecks"]
            for _ in range(count)
        ]
        result = paycheck_match(formula, paychecks, LIMITS, true_up=case.get("true_up", False))
    else:
        amounts = (Decimal(case["pay"]), Decimal(case["deferral"]))
        result = employer_money(formula, *amounts, LIMITS, Decimal(case.get("after_tax", 0)))
        assert sum(line.amount for line in result.lines) == result.total

    assert {name: as_expected(getattr(result, name)) for name in case["expect"]} == {
        name: as_expected(value) for name, value in case["expect"].items()
    }


@given(some=tiers, pay=st.integers(1, 4500), deferral=st.integers(0, 33000))
@example(some=[Tier(rate=1, start=0, end=8, on_pay=True)], pay=3063, deferral=24501)
def test_the_year_agrees_with_a_ledger_that_earns_the_match_dollar_by_dollar(
    some: list[Tier], pay: int, deferral: int
) -> None:
    result = employer_money(formula_of(some), Decimal(pay * 100), Decimal(deferral), LIMITS)

    assert Fraction(result.match) == match_dollar_by_dollar(some, LAW, [(pay * 100, deferral)])[0]


@given(some=tiers, paychecks=st.lists(st.tuples(st.integers(0, 600), st.integers(0, 4000)), max_size=12))
def test_each_paycheck_agrees_with_a_ledger_that_earns_the_match_dollar_by_dollar(
    some: list[Tier], paychecks: list[tuple[int, int]]
) -> None:
    in_dollars = [(pay * 100, deferral) for pay, deferral in paychecks]
    result = paycheck_match(formula_of(some), [Paycheck(Decimal(p), Decimal(d)) for p, d in in_dollars], LIMITS)

    assert [Fraction(one) for one in result.by_paycheck] == match_dollar_by_dollar(some, LAW, in_dollars)


@given(
    some=tiers,
    paychecks=st.lists(st.tuples(st.integers(0, 600), st.integers(0, 4000)), max_size=12),
    maximum=st.integers(0, 30000) | st.none(),
)
def test_a_true_up_brings_the_paychecks_to_the_match_of_the_year(
    some: list[Tier], paychecks: list[tuple[int, int]], maximum: int | None
) -> None:
    formula = formula_of(some).model_copy(update={"max_dollars": None if maximum is None else Decimal(maximum)})
    made = [Paycheck(Decimal(pay * 100), Decimal(deferral)) for pay, deferral in paychecks]
    year = employer_money(
        formula,
        sum((one.pay for one in made), Decimal(0)),
        sum((one.deferral for one in made), Decimal(0)),
        LIMITS,
    )
    trued_up = paycheck_match(formula, made, LIMITS, true_up=True)
    plain = paycheck_match(formula, made, LIMITS)

    assert trued_up.total == max(year.match, plain.total)
    assert plain.total + plain.missed == trued_up.total
    assert plain.true_up == trued_up.missed == 0


@given(
    some=tiers,
    paychecks=st.sampled_from([12, 24, 26, 52]),
    pay=st.integers(1, 60),
    deferral=st.integers(0, 400),
)
def test_spread_evenly_the_match_by_paycheck_is_that_of_the_year(
    some: list[Tier], paychecks: int, pay: int, deferral: int
) -> None:
    formula = formula_of(some)
    one = Paycheck(Decimal(pay * 100), Decimal(deferral))

    by_paycheck = paycheck_match(formula, [one] * paychecks, LIMITS)
    assert by_paycheck.total == employer_money(formula, one.pay * paychecks, one.deferral * paychecks, LIMITS).match
    assert by_paycheck.missed == 0


def test_the_json_of_a_formula_is_numbers_and_says_nothing_of_what_is_rare() -> None:
    formula = MatchFormula.model_validate({"tiers": [{"rate": 0.5, "up_to_pct_of_pay": 0.06}]})

    assert formula.model_dump(mode="json") == {
        "tiers": [{"rate": 0.5, "from_pct_of_pay": 0, "up_to_pct_of_pay": 0.06}],
        "nonelective_rate": 0,
        "nonelective_dollars": 0,
        "max_dollars": None,
        "per": "year",
    }
    assert MatchFormula.model_validate(formula.model_dump(mode="json")) == formula


def test_a_formula_that_matches_after_tax_money_says_so_in_its_json() -> None:
    formula = MatchFormula.model_validate(
        {"tiers": [{"rate": 1, "up_to_deferral_limit": True}], "match_after_tax": True}
    )

    assert formula.model_dump(mode="json")["match_after_tax"] is True
    assert MatchFormula.model_validate_json(formula.model_dump_json()) == formula


def test_a_tier_of_no_kind_is_refused() -> None:
    with pytest.raises(ValidationError, match="rate"):
        MatchFormula.model_validate({"tiers": [{"up_to_deferral_limit": True}]})

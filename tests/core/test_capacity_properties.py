"""What must hold for every capacity, and the plan's ledger as a second way to the same room."""

from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from core.capacity import CapacityResult, capacity
from core.capacity_input import CapacityInput
from core.deferrals import catch_up_limit
from core.limits import limits_for
from tests.core.reference import Law, after_tax_taken, most_with_relabelling

YEARS = st.sampled_from([2023, 2024, 2025, 2026])


def cents(most: int) -> st.SearchStrategy[Decimal]:
    return st.integers(0, most * 100).map(lambda number: Decimal(number) / 100)


def fractions(most: int) -> st.SearchStrategy[Decimal]:
    return st.integers(0, most * 10).map(lambda number: Decimal(number) / 1000)


tiers = st.one_of(
    st.builds(lambda rate: {"rate": rate, "up_to_deferral_limit": True}, fractions(200)),
    st.builds(
        lambda rate, start, width: {"rate": rate, "from_pct_of_pay": start, "up_to_pct_of_pay": start + width},
        fractions(200),
        fractions(10),
        fractions(10).filter(bool),
    ),
)
formulas = st.fixed_dictionaries(
    {"tiers": st.lists(tiers, max_size=3), "match_after_tax": st.booleans()},
    optional={
        "nonelective_rate": fractions(10),
        "nonelective_dollars": cents(5000),
        "max_dollars": cents(20000),
    },
)
other_employers = st.fixed_dictionaries(
    {},
    optional={
        "deferral": cents(40000),
        "employer_money": cents(40000),
        "after_tax": cents(40000),
        "pay": cents(400000),
        "related": st.booleans(),
        "plan": st.sampled_from(["401k", "403b", "457b"]),
    },
)
employees = st.fixed_dictionaries(
    {
        "age": st.integers(18, 80),
        "tax_year": YEARS,
        "pay": cents(600000).filter(bool),
        "deferral": st.just("max") | cents(40000),
    },
    optional={
        "match": formulas,
        "profit_sharing": cents(60000),
        "nonelective_rate": fractions(20),
        "true_up": cents(10000),
        "after_tax_made": cents(60000),
        "plan_cap_rate": fractions(100),
        "plan_cap_dollars": cents(80000),
        "plan_catch_up": st.sampled_from(["none", "regular", "enhanced"]),
        "other_employer": other_employers,
    },
)
owners = st.fixed_dictionaries(
    {
        "age": st.integers(18, 80),
        "tax_year": YEARS,
        "pay": cents(600000).filter(bool),
        "deferral": st.just("max") | cents(40000),
        "self_employed": st.builds(
            lambda kind, income, contribution: {
                "kind": kind,
                ("net_profit" if kind == "sole_proprietor" else "wages"): income,
                "employer_contribution": contribution,
            },
            st.sampled_from(["sole_proprietor", "s_corporation"]),
            cents(600000).filter(bool),
            st.just("max") | cents(60000),
        ),
    },
    optional={"after_tax_made": cents(60000), "other_employer": other_employers},
)


def capacity_of(raw: dict[str, Any]) -> CapacityResult:
    return capacity(CapacityInput.model_validate(raw))


@given(raw=employees | owners)
def test_room_and_ceiling_lie_between_nothing_and_the_limit_and_the_lines_add_up(raw: dict[str, Any]) -> None:
    result = capacity_of(raw)

    assert 0 <= result.after_tax_room <= result.after_tax_ceiling <= result.annual_additions_limit
    assert result.annual_additions_limit <= limits_for(raw["tax_year"]).annual_additions
    assert sum(line.amount for line in result.lines) == result.after_tax_room
    assert sum(line.amount for line in result.ceiling_lines) == result.after_tax_ceiling
    assert all(line.amount == line.amount.quantize(Decimal("0.01")) for line in result.lines)
    assert (result.binding == "none_left") == (result.after_tax_room == 0)


@given(raw=employees | owners)
def test_what_goes_in_and_what_is_open_never_pass_the_limit_unless_it_is_said_by_how_much(raw: dict[str, Any]) -> None:
    result = capacity_of(raw)
    made = -sum(line.amount for line in result.lines if line.label in ("after_tax_made", "related_after_tax"))
    filled = result.deferral_counted + result.employer_total + made + result.after_tax_room

    if result.over_limit_by:
        assert filled - result.over_limit_by == result.annual_additions_limit
        assert result.after_tax_room == 0
    elif result.binding in ("annual_additions", "compensation"):
        assert filled == result.annual_additions_limit
    else:
        assert filled <= result.annual_additions_limit


@given(raw=employees, more=cents(20000))
def test_more_employer_money_never_gives_more_room(raw: dict[str, Any], more: Decimal) -> None:
    grown = {**raw, "profit_sharing": raw.get("profit_sharing", Decimal(0)) + more}

    assert capacity_of(grown).after_tax_room <= capacity_of(raw).after_tax_room
    assert capacity_of(grown).after_tax_ceiling <= capacity_of(raw).after_tax_ceiling


@given(raw=employees, by=st.integers(0, 100))
def test_a_richer_match_never_gives_more_room(raw: dict[str, Any], by: int) -> None:
    formula = raw.get("match", {"tiers": []})
    richer = {**formula, "tiers": [*formula["tiers"], {"rate": Decimal(by) / 100, "up_to_pct_of_pay": Decimal("0.05")}]}

    assert capacity_of({**raw, "match": richer}).after_tax_room <= capacity_of({**raw, "match": formula}).after_tax_room


@given(raw=owners, less=cents(60000), more=cents(60000))
def test_more_from_the_business_never_gives_more_room(raw: dict[str, Any], less: Decimal, more: Decimal) -> None:
    business = raw["self_employed"]
    small = {**raw, "deferral": 0, "self_employed": {**business, "employer_contribution": less}}
    large = {**raw, "deferral": 0, "self_employed": {**business, "employer_contribution": less + more}}

    assert capacity_of(large).after_tax_room <= capacity_of(small).after_tax_room


@given(raw=owners)
def test_the_most_that_a_business_may_put_in_never_passes_the_limit_by_itself(raw: dict[str, Any]) -> None:
    greatest = {key: value for key, value in raw.items() if key not in ("after_tax_made", "other_employer")} | {
        "deferral": "max",
        "self_employed": {**raw["self_employed"], "employer_contribution": "max"},
    }

    assert capacity_of(greatest).over_limit_by == 0


@given(raw=employees)
def test_after_tax_money_made_takes_just_itself_from_the_room(raw: dict[str, Any]) -> None:
    formula = raw.get("match")
    plain = {**raw, "match": {**formula, "match_after_tax": False}} if formula else raw
    before = capacity_of({**plain, "after_tax_made": 0})
    half = (before.after_tax_room / 2).quantize(Decimal("0.01"))
    after = capacity_of({**plain, "after_tax_made": half})

    assert after.after_tax_room == max(Decimal(0), before.after_tax_room - half)
    assert after.after_tax_limit == before.after_tax_limit


@given(raw=employees)
def test_room_that_is_used_up_to_the_cent_leaves_nothing_and_goes_over_by_nothing(raw: dict[str, Any]) -> None:
    before = capacity_of({**raw, "after_tax_made": 0})
    full = capacity_of({**raw, "after_tax_made": before.after_tax_room})

    assert full.over_limit_by <= before.over_limit_by
    assert full.over_plan_cap_by == 0
    assert full.after_tax_room <= Decimal("0.01")


@given(age=st.integers(50, 80), year=YEARS, part=st.integers(0, 100))
def test_catch_up_never_changes_the_room(age: int, year: int, part: int) -> None:
    limits = limits_for(year)
    catch_up = catch_up_limit(age, limits) * part / 100
    raw = {"age": age, "tax_year": year, "pay": 300000, "match_dollars": 9000}

    without = capacity_of({**raw, "deferral": limits.elective_deferral})
    with_some = capacity_of({**raw, "deferral": limits.elective_deferral + catch_up})
    assert with_some.after_tax_room == without.after_tax_room
    assert with_some.excess_deferral == 0


@given(
    age=st.integers(18, 80),
    year=YEARS,
    pay=st.integers(1, 120000),
    deferral=st.integers(0, 40000),
    employer=st.integers(0, 60000),
    paydays=st.sampled_from([1, 12, 24, 26, 52]),
)
def test_the_room_is_what_a_plan_takes_that_books_every_dollar_on_every_payday(
    age: int, year: int, pay: int, deferral: int, employer: int, paydays: int
) -> None:
    limits = limits_for(year)
    law = Law(
        int(limits.elective_deferral),
        int(catch_up_limit(age, limits)),
        int(limits.annual_additions),
        int(limits.compensation),
    )
    lawful = min(deferral, law.deferral + law.catch_up)
    result = capacity_of({"age": age, "tax_year": year, "pay": pay, "deferral": lawful, "match_dollars": employer})

    assert result.after_tax_room == after_tax_taken(law, pay, lawful, employer, paydays, 80000 // paydays + 1)
    assert result.after_tax_ceiling == most_with_relabelling(law, pay, lawful, employer)

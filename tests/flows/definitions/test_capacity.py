"""How much fits: where the answers lead, and what is shown, to the dollar."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.pictures.drawings import read as read_picture
from bot.plain_text import plain_text
from core.limits import published_years
from flows.definitions.capacity import capacity_flow
from tests.flows.definitions.flow_driver import library, node, position, shown, words

FLOW = capacity_flow()
CAPTION = 1000
DISCLAIMER = 150

HALF_OF_SIX = {"tiers": [{"rate": 0.5, "up_to_pct_of_pay": 0.06}]}
HALF_OF_FOUR = {"tiers": [{"rate": 0.5, "up_to_pct_of_pay": 0.04}]}
HALF_OF_DEFERRAL = {"tiers": [{"rate": 0.5, "up_to_deferral_limit": True}]}
SIX_PERCENT = {"tiers": [{"rate": 1, "up_to_pct_of_pay": 0.06}]}
TWO_TIERS = {
    "tiers": [
        {"rate": 1, "up_to_pct_of_pay": 0.03},
        {"rate": 0.5, "from_pct_of_pay": 0.03, "up_to_pct_of_pay": 0.05},
    ]
}
NONE: dict[str, Any] = {"tiers": []}


def employee(year: int, age: int, pay: int, deferral: Any, match: Any, **more: Any) -> dict[str, Any]:
    """Answers of an employee; what is not given is assumed."""
    told = {"tax_year": year, "age": age, "pay": pay, "deferral": deferral, "match": match, "after_tax_made": 0}
    return {**told, **more}


def business(kind: str, income: int, deferral: Any, money: Any, **more: Any) -> dict[str, Any]:
    """Answers of an owner of a business."""
    slot = "net_profit" if kind == "sole_proprietor" else "own_wages"
    told = {"tax_year": 2026, "age": 40, "self_employed": "yes", "business_kind": kind, slot: income}
    return {**told, "deferral": deferral, "business_money": money, "after_tax_made": 0, "day_job": "no", **more}


def result_of(answers: Mapping[str, Any]) -> Any:
    """The result for answers that were reviewed."""
    return shown(FLOW, {**answers, "review": None})


@pytest.mark.parametrize(
    ("answers", "room"),
    [
        pytest.param(employee(2026, 38, 250000, "max", HALF_OF_DEFERRAL), "35250", id="half of deferral dollars"),
        pytest.param(employee(2025, 38, 250000, "max", HALF_OF_DEFERRAL), "34750", id="half of deferrals, 2025"),
        pytest.param(employee(2026, 38, 220000, "max", HALF_OF_SIX), "40900", id="the seed's engineer, 2026"),
        pytest.param(employee(2025, 38, 220000, "max", HALF_OF_SIX), "39900", id="the seed's engineer, 2025"),
        pytest.param(employee(2026, 42, 400000, "max", HALF_OF_FOUR), "40300", id="2% of capped pay, 2026"),
        pytest.param(employee(2025, 42, 400000, "max", HALF_OF_FOUR), "39500", id="2% of capped pay, 2025"),
        pytest.param(employee(2026, 40, 500000, "max", SIX_PERCENT), "25900", id="6% match of 500,000, 2026"),
        pytest.param(employee(2025, 40, 500000, "max", SIX_PERCENT), "25500", id="6% match of 500,000, 2025"),
        pytest.param(employee(2026, 35, 180000, "max", TWO_TIERS), "40300", id="two tiers"),
        pytest.param(employee(2026, 35, 450000, "max", TWO_TIERS), "33100", id="two tiers on capped pay"),
        pytest.param(employee(2026, 38, 250000, "max", HALF_OF_DEFERRAL, after_tax_made=30000), "5250", id="late"),
        pytest.param(employee(2026, 50, 250000, "max", NONE), "47500", id="turns 50 in the year"),
        pytest.param(
            employee(2026, 41, 200000, "max", NONE, profit_sharing=8000, true_up=0, plan_cap={"rate": 0.1}),
            "20000",
            id="the plan's own cap binds",
        ),
        pytest.param(
            employee(
                2026, 37, 120000, 9500, NONE, profit_sharing=4000, other_employer="yes", other_deferral=15000,
                other_plan="401k", other_related="no",
            ),
            "58500",
            id="two unrelated employers",
        ),
        pytest.param(
            employee(
                2026, 37, 120000, 9500, NONE, profit_sharing=4000, other_employer="yes", other_deferral=15000,
                other_plan="401k", other_related="yes", other_pay=100000, other_employer_money=5000,
                other_after_tax=10000,
            ),
            "28500",
            id="two employers of one group",
        ),
        pytest.param(business("sole_proprietor", 60000, 24500, 0), "31261.14", id="S1 without business money"),
        pytest.param(business("sole_proprietor", 60000, 24500, "max"), "8956.68", id="S1 with the most"),
        pytest.param(business("sole_proprietor", 120000, 24500, 0), "47500", id="S2 without business money"),
        pytest.param(business("sole_proprietor", 120000, 24500, "max"), "25195.55", id="S2 with the most"),
        pytest.param(business("sole_proprietor", 200000, 24500, "max"), "10323.43", id="S3 with the most"),
        pytest.param(business("s_corporation", 100000, 24500, "max"), "22500", id="S4 with the most"),
        pytest.param(business("s_corporation", 100000, 24500, 0), "47500", id="S4 without business money"),
        pytest.param(business("s_corporation", 50000, 24500, 12500), "13000", id="S5"),
        pytest.param(
            business(
                "sole_proprietor", 80000, 0, 0, day_job="yes", other_deferral=24500, other_plan="401k",
                other_pay=200000,
            ),
            "72000",
            id="S6, a day job that used up the deferral",
        ),
        pytest.param(
            business(
                "sole_proprietor", 80000, 0, 0, day_job="yes", other_deferral=24500, other_plan="403b",
                other_pay=200000, other_employer_money=10000, other_after_tax=0,
            ),
            "37500",
            id="S7, the day job has a 403(b)",
        ),
    ],
)  # fmt: skip
def test_the_room_is_right_to_the_dollar(answers: dict[str, Any], room: str) -> None:
    assert result_of(answers).headline == Decimal(room)


@pytest.mark.parametrize(
    ("answers", "next_node"),
    [
        ({}, "tax_year"),
        ({"tax_year": 2026}, "age"),
        ({"tax_year": 2026, "age": 42}, "pay"),
        ({"tax_year": 2026, "age": 59, "pay": 200000}, "deferral"),
        ({"tax_year": 2026, "age": 60, "pay": 200000}, "plan_catch_up"),
        ({"tax_year": 2026, "age": 63, "pay": 200000}, "plan_catch_up"),
        ({"tax_year": 2026, "age": 64, "pay": 200000}, "deferral"),
        ({"tax_year": 2024, "age": 61, "pay": 200000}, "deferral"),
        ({"tax_year": published_years()[-1] + 1, "age": 61, "pay": 200000}, "deferral"),
        ({"tax_year": 2026, "age": 42, "self_employed": "yes"}, "business_kind"),
        ({"tax_year": 2026, "age": 42, "self_employed": "yes", "business_kind": "s_corporation"}, "own_wages"),
        ({"tax_year": 2026, "age": 42, "self_employed": "yes", "business_kind": "sole_proprietor"}, "net_profit"),
        (employee(2026, 42, 200000, "max", NONE), "review"),
        (employee(2026, 42, 200000, "max", NONE, other_employer="yes"), "other_deferral"),
        (employee(2026, 42, 200000, "max", NONE, other_employer="yes", other_deferral=1), "other_plan"),
        (
            employee(2026, 42, 200000, "max", NONE, other_employer="yes", other_deferral=1, other_plan="457b"),
            "review",
        ),
        (
            employee(
                2026, 42, 60000, "max", NONE, other_employer="yes", other_deferral=1, other_plan="401k",
                other_related="yes",
            ),
            "other_pay",
        ),
    ],
)  # fmt: skip
def test_only_what_matters_is_asked(answers: dict[str, Any], next_node: str) -> None:
    assert node(FLOW, answers) == next_node


def test_what_is_seldom_true_is_assumed_and_said() -> None:
    at = position(FLOW, employee(2026, 42, 200000, "max", NONE))
    assert at.assumed == {"self_employed", "profit_sharing", "true_up", "plan_cap", "other_employer"}


def test_the_match_is_said_back_in_dollars_before_the_next_answer() -> None:
    answers = employee(2026, 38, 220000, "max", HALF_OF_SIX)
    del answers["after_tax_made"]
    assert shown(FLOW, answers).values["match_dollars"] == Decimal(6600)
    answers["match"] = None
    assert shown(FLOW, answers).values["match_dollars"] is None


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"pay": 0}, "Pay must be more than 0; I got 0"),
        ({"age": 3}, "age must be from 14 to 110; I got 3"),
        ({"tax_year": 2031}, "The limits for 2031 are not loaded here"),
        ({"plan_cap": {"rate": 7}}, "plan_cap must be a fraction from 0 to 1"),
        ({"deferral": -5}, "deferral must be 0 or more"),
    ],
)
def test_an_answer_that_the_core_refuses_gives_a_clear_screen(change: dict[str, Any], said: str) -> None:
    answers = {**employee(2026, 42, 200000, "max", NONE), **change}
    full = {**answers, "profit_sharing": 0, "true_up": 0, "plan_cap": answers.get("plan_cap", {"none": True})}
    text = plain_text(words(FLOW, {**full, "review": None}))
    assert said.lower() in text.lower()


def test_an_unknown_match_counts_as_none_and_is_said_to() -> None:
    text = plain_text(words(FLOW, {**employee(2026, 42, 200000, "max", None), "review": None}))
    assert "Not known and counted as none: the match" in text


def test_buttons_are_shown_only_where_they_lead_somewhere_useful() -> None:
    young = result_of(employee(2026, 42, 200000, "max", NONE)).hide
    assert {"detail:ceiling", "detail:roth", "detail:business"} <= young
    assert "flow:paychecks" not in young
    older = result_of(employee(2026, 52, 200000, 24500, NONE)).hide
    assert not {"detail:ceiling", "detail:roth"} & older
    closed = result_of(employee(2026, 42, 420000, "max", {**NONE, "nonelective_rate": 0.14})).hide
    assert {"flow:paychecks", "flow:projection", "flow:both"} <= closed
    owner = result_of(business("s_corporation", 100000, 24500, 0)).hide
    assert "flow:paychecks" in owner
    assert "detail:business" not in owner


money = st.integers(min_value=0, max_value=600_000)


@given(
    year=st.sampled_from([2023, 2024, 2025, 2026]),
    age=st.integers(min_value=18, max_value=80),
    pay=st.integers(min_value=1, max_value=900_000),
    deferral=st.one_of(st.just("max"), money),
    match=st.sampled_from([None, NONE, HALF_OF_SIX, HALF_OF_DEFERRAL, TWO_TIERS]),
    made=money,
    sharing=st.one_of(st.none(), money),
    cap=st.sampled_from([None, {"none": True}, {"rate": 0.1}, {"dollars": 5000}]),
)
def test_the_result_fits_under_its_picture(
    year: int, age: int, pay: int, deferral: Any, match: Any, made: int, sharing: int | None, cap: Any
) -> None:
    answers = employee(year, age, pay, deferral, match, after_tax_made=made, profit_sharing=sharing, true_up=None)
    answers |= {"plan_cap": cap, "other_employer": "no", "plan_catch_up": "enhanced", "review": None}
    what = result_of(answers)
    assert len(plain_text(words(FLOW, answers))) <= CAPTION - DISCLAIMER
    assert what.picture is not None
    assert read_picture(what.picture.kind, what.picture.data)


def test_every_detail_can_be_opened() -> None:
    answers = {**employee(2026, 52, 200000, 24500, {**HALF_OF_SIX, "per": "paycheck"}), "review": None}
    values = {"year": 2026, **shown(FLOW, answers).values}
    details = library().flows["capacity"].results["room"].details
    assert {name: bool(text.render(values)) for name, text in details.items()} == dict.fromkeys(details, True)


@pytest.mark.parametrize(
    ("answers", "said", "never"),
    [
        pytest.param(
            employee(2026, 52, 210000, 0, NONE),
            "The next $24,500 you defer lower this room dollar for dollar; the $8,000 after that do not",
            "takes none of this room",
            id="at 52 with nothing deferred the first part takes the room",
        ),
        pytest.param(
            employee(2026, 61, 210000, 35750, NONE, plan_catch_up="enhanced"),
            "$47,500",
            "you defer lower",
            id="everything deferred leaves nothing to say",
        ),
        pytest.param(
            employee(2026, 52, 25000, 25000, NONE),
            "$500",
            "re-label",
            id="no ceiling is shown that no pay is left for",
        ),
        pytest.param(
            employee(2026, 55, 420000, 24500, {**NONE, "nonelective_rate": 0.14}),
            "$2,900 of your deferral becomes catch-up|That is not an excess; $5,100 of catch-up is left",
            "The plan has to put",
            id="employer money above the limit makes catch-up and no excess",
        ),
        pytest.param(
            employee(2026, 55, 420000, 32500, {**NONE, "nonelective_rate": 0.14}),
            "$2,900 over the limit|The plan has to correct $2,900",
            "re-label",
            id="with the catch-up used it is an excess and only that",
        ),
        pytest.param(
            employee(2026, 40, 500000, 24500, NONE, profit_sharing=8000, plan_cap={"rate": 0.1}),
            "$36,000|if your plan counts full pay, the cap is $50,000 and the room $39,500",
            "re-label",
            id="a percent cap is on the pay that counts and says so",
        ),
        pytest.param(
            employee(2026, 52, 200000, 32500, NONE, plan_catch_up="none"),
            "$47,500",
            "above your own limit",
            id="a person's limit has catch-up",
        ),
    ],
)
def test_one_statement_and_not_two(answers: dict[str, Any], said: str, never: str) -> None:
    given = {"profit_sharing": 0, "true_up": 0, "plan_cap": {"none": True}, "other_employer": "no", "review": None}
    text = plain_text(words(FLOW, {**given, **answers}))
    for one in said.split("|"):
        assert one in text
    assert never not in text


@pytest.mark.parametrize(
    ("today", "known", "said"),
    [
        (date(2026, 6, 1), {}, "Your after-tax room for 2026: $47,500"),
        (date(2026, 11, 28), {}, "It has to come out of the paychecks that 2026 still has"),
        (
            date(2026, 11, 28),
            {"pay_frequency": "biweekly", "known_payday": "2026-12-04", "lead_days": 7},
            "1 paycheck of 2026 can still be changed, the last on December 18",
        ),
        (date(2026, 12, 19), {"pay_frequency": "biweekly", "known_payday": "2026-12-18"}, "2026 is closed: its last"),
        (date(2026, 12, 31), {}, "2026 is closed: no paycheck of it is left"),
        (date(2027, 1, 5), {}, "2026 is closed: no paycheck of it is left"),
    ],
)
def test_a_closed_year_is_said_to_be_closed(today: date, known: dict[str, Any], said: str) -> None:
    answers = {**employee(2026, 42, 200000, "max", NONE), "review": None}
    text = plain_text(words(FLOW, answers, known, today))
    assert said in text
    assert ("Your after-tax room for 2026" in text) is ("is closed" not in text)
    labels = (shown(FLOW, answers, known, today).picture or pytest.fail("no picture")).data.get("labels", {})
    assert ("is closed" in text) is ("left unused" in labels.get("left", ""))


def test_a_year_before_is_closed_in_november() -> None:
    text = plain_text(words(FLOW, {**employee(2025, 42, 200000, "max", NONE), "review": None}))
    assert text.startswith("2025 is closed")
    assert "your after-tax room for 2025: $46,500, left unused" in text


def test_a_limit_of_nothing_has_no_picture_that_could_be_passed_on() -> None:
    owner = business("sole_proprietor", 27_000, 0, 27_000)
    assert result_of(owner).values["result"].annual_additions_limit == 0
    assert result_of(owner).picture is None

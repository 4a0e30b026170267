"""Per paycheck for the rest of the year: paydays, dollars, percent, the turn of the year."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.plain_text import plain_text
from flows.definitions.paychecks import paychecks
from tests.flows.definitions.flow_driver import library, node, shown, words

FLOW = paychecks()
HALF_OF_SIX = {"tiers": [{"rate": 0.5, "up_to_pct_of_pay": 0.06}]}
HALF_OF_DEFERRAL = {"tiers": [{"rate": 0.5, "up_to_deferral_limit": True}]}


def told(**more: Any) -> dict[str, Any]:
    """Facts row 27: the match on deferral dollars, 30,000 made, and three paychecks left after 24 November."""
    answers: dict[str, Any] = {
        "tax_year": 2026,
        "age": 38,
        "pay": 250000,
        "deferral": "max",
        "match": HALF_OF_DEFERRAL,
        "after_tax_made": 30000,
        "pay_frequency": "biweekly",
        "known_payday": "2026-11-27",
        "deferral_made": 24500,
        "lead_days": 0,
        "review": None,
    }
    return {**answers, **more}


def test_what_is_left_late_in_the_year_is_split_over_three_paychecks() -> None:
    what = shown(FLOW, told())
    assert what.headline == Decimal(1750)
    assert what.values["checks"] == 3
    assert what.values["after_tax"].amounts == (Decimal(1750),) * 3
    assert "$1,750" in plain_text(words(FLOW, told()))


@pytest.mark.parametrize(
    ("year", "pay", "match", "payday", "today", "deferral", "share", "after_tax"),
    [
        (2026, 200000, {"tiers": []}, "2026-01-09", date(2026, 1, 2), "942.31", "0.1225", "1826.92"),
        (2025, 200000, {"tiers": []}, "2025-01-10", date(2025, 1, 2), "903.85", "0.1175", "1788.46"),
        (2026, 400000, {"tiers": [{"rate": 0.5, "up_to_pct_of_pay": 0.04}]}, "2026-01-09", date(2026, 1, 2),
         "942.31", "0.06125", "1550"),
    ],
)  # fmt: skip
def test_a_whole_year_gives_the_same_percentage_on_every_paycheck(
    year: int, pay: int, match: Any, payday: str, today: date, deferral: str, share: str, after_tax: str
) -> None:
    answers = told(tax_year=year, pay=pay, match=match, known_payday=payday, deferral_made=0, after_tax_made=0)
    values = shown(FLOW, answers, today=today).values
    assert values["checks"] == 26
    assert values["deferral"].per_paycheck == Decimal(deferral)
    assert values["deferral_share"] == Decimal(share)
    assert values["after_tax"].per_paycheck == Decimal(after_tax)


def test_paychecks_that_can_no_longer_be_changed_carry_what_is_set_now() -> None:
    answers = told(lead_days=7, deferral_now=0, after_tax_now=500)
    values = shown(FLOW, answers).values
    assert len(values["plan"].locked) == 1
    assert values["after_tax"].amounts == (Decimal(2375), Decimal(2375))


@pytest.mark.parametrize(
    ("change", "next_node"),
    [
        ({"pay_frequency": None}, "no_schedule"),
        ({"known_payday": None}, "no_schedule"),
        ({"known_payday": None, "pay_frequency": "monthly"}, "plan"),
        ({"known_payday": None, "pay_frequency": "semimonthly"}, "plan"),
        ({"lead_days": None}, "plan"),
        ({"lead_days": 0}, "plan"),
        ({"lead_days": 7}, "deferral_now"),
        ({"self_employed": "yes"}, "own_business"),
    ],
)
def test_the_way_depends_on_what_is_known(change: dict[str, Any], next_node: str) -> None:
    assert node(FLOW, told(**change)) == next_node


def test_after_the_last_paycheck_the_year_is_closed() -> None:
    text = plain_text(words(FLOW, told(), today=date(2026, 12, 28)))
    assert "No paycheck of 2026 is left that can still be changed" in text
    assert "January 8, 2027" in text


def test_a_year_that_is_over_is_said_to_be() -> None:
    assert "2025 is over" in plain_text(words(FLOW, told(tax_year=2025, known_payday="2025-11-28")))


def test_a_payday_on_new_year_is_pointed_out() -> None:
    assert "first payday of January may be paid in December" in plain_text(
        words(FLOW, told(pay_frequency="weekly", known_payday="2026-11-27"))
    )


def test_a_match_that_each_paycheck_earns_is_not_starved_in_silence() -> None:
    answers = told(match={**HALF_OF_SIX, "per": "paycheck"})
    assert "would be missed" in plain_text(words(FLOW, answers))
    values = {"year": 2026, **shown(FLOW, answers).values}
    detail = plain_text(library().flows["paychecks"].results["plan"].details["match"].render(values))
    assert "at least 6% of pay has to be deferred" in detail
    assert values["early"].cost > 0


def test_without_paydays_what_is_left_is_divided_for_some_counts() -> None:
    values = shown(FLOW, told(pay_frequency=None)).values
    assert (3, Decimal(0), Decimal(1750)) in values["rows"]


@pytest.mark.parametrize("change", [{"pay": 0}, {"deferral_made": -1}, {"tax_year": 2031}, {"age": 300}])
def test_an_answer_that_the_core_refuses_gives_a_clear_screen(change: dict[str, Any]) -> None:
    assert shown(FLOW, told(**change)).words == "unfit"


@given(
    pay=st.integers(min_value=1, max_value=900_000),
    frequency=st.sampled_from(["weekly", "biweekly", "semimonthly", "monthly"]),
    payday=st.dates(min_value=date(2026, 1, 1), max_value=date(2026, 12, 31)),
    today=st.dates(min_value=date(2026, 1, 1), max_value=date(2026, 12, 31)),
    deferral=st.one_of(st.just("max"), st.integers(min_value=0, max_value=40_000)),
    made=st.integers(min_value=0, max_value=80_000),
    lead=st.integers(min_value=0, max_value=30),
    match=st.sampled_from([None, HALF_OF_SIX, HALF_OF_DEFERRAL, {**HALF_OF_SIX, "per": "paycheck"}]),
)
def test_whatever_is_told_the_amounts_add_up_and_every_detail_opens(
    pay: int, frequency: str, payday: date, today: date, deferral: Any, made: int, lead: int, match: Any
) -> None:
    answers = told(
        pay=pay, pay_frequency=frequency, known_payday=payday.isoformat(), deferral=deferral, deferral_made=made,
        after_tax_made=made, lead_days=lead, match=match, deferral_now=100, after_tax_now=100,
    )  # fmt: skip
    what = shown(FLOW, answers, today=today)
    assert words(FLOW, answers, today=today)
    if what.words == "closed":
        return
    after_tax = what.values["after_tax"]
    assert sum(after_tax.amounts) == after_tax.planned
    assert after_tax.made + after_tax.locked + after_tax.planned <= max(
        after_tax.limit, after_tax.made + after_tax.locked
    )
    values = {"year": 2026, **what.values}
    for text in library().flows["paychecks"].results["plan"].details.values():
        assert text.render(values)


def test_a_room_that_takes_more_than_pay_leaves_is_not_led_with() -> None:
    answers = told(pay=60000, match={"tiers": []}, after_tax_made=0, deferral_made=20000)
    text = plain_text(words(FLOW, answers))
    assert "can still be changed. From half of each" in text
    assert "stays open" in text
    assert "even if whole paychecks went in" not in text
    assert text.index("From half of each") < text.index("more than taxes leave")
    assert "most you can spare" in text


def test_what_can_be_spared_bounds_what_goes_in() -> None:
    answers = told(deferral_made=24500, after_tax_made=20000, paycheck_most={"dollars": 1000}, bonus=0)
    what = shown(FLOW, answers)
    assert what.values["after_tax"].amounts == (Decimal(1000),) * 3
    assert "With the most you told me, $12,250 stays open" in plain_text(words(FLOW, answers))


def test_a_bonus_to_come_carries_its_share() -> None:
    answers = told(bonus=20000, bonus_day="2026-12-11", paycheck_most={"none": True})
    what = shown(FLOW, answers)
    assert sum(what.values["after_tax"].amounts) == Decimal(5250)
    assert max(what.values["after_tax"].amounts) == what.values["after_tax"].amounts[1]
    assert "The same percentage of each, bonus included" in plain_text(words(FLOW, answers))


def test_a_bonus_of_the_past_only_makes_the_usual_paycheck_smaller() -> None:
    answers = told(bonus=42000, bonus_day="2026-03-13", paycheck_most={"none": True})
    assert shown(FLOW, answers).values["plan"].pays == (Decimal(8000),) * 3


def test_the_match_that_the_limit_makes_impossible_is_not_missed() -> None:
    answers = told(
        pay=300000, age=42, match={"tiers": [{"rate": 0.5, "up_to_pct_of_pay": 0.1}]}, deferral_made=0,
        after_tax_made=0, known_payday="2026-01-09",
    )  # fmt: skip
    assert "would be missed" not in plain_text(words(FLOW, answers, today=date(2026, 1, 2)))


@pytest.mark.parametrize(
    ("month", "today", "day", "still_to_come"),
    [
        ("2026-03", date(2026, 11, 24), "March 20", False),
        ("2026-12", date(2026, 11, 24), "December 25", True),
        ("2026-11", date(2026, 11, 24), "November 27", True),
    ],
)
def test_a_bonus_of_a_month_counts_on_its_last_payday_and_the_day_is_said(
    month: str, today: date, day: str, still_to_come: bool
) -> None:
    answers = told(bonus=42000, bonus_day=month, paycheck_most={"none": True})
    pays = shown(FLOW, answers, today=today).values["plan"].pays
    assert (Decimal(50000) in pays) is still_to_come
    assert f"last payday of that month, {day}." in plain_text(words(FLOW, answers, today=today))


def listed(*paychecks: tuple[str | None, float], **more: Any) -> dict[str, Any]:
    """The answers with the paychecks that are still to come told one by one."""
    answers = told(pay_list=[{"day": day, "amount": amount} for day, amount in paychecks], **more)
    return {**answers, "paycheck_most": {"none": True}}


def test_listed_paychecks_take_the_next_paydays_and_the_same_percentage() -> None:
    answers = listed((None, 8000), (None, 8000), (None, 12000))
    what = shown(FLOW, answers)
    assert what.values["plan"].pays == (Decimal(8000), Decimal(8000), Decimal(12000))
    assert what.values["after_tax"].amounts == (Decimal(1500), Decimal(1500), Decimal(2250))
    text = plain_text(words(FLOW, answers))
    assert "The same percentage of each:" in text
    assert "bonus" not in text


def test_paychecks_listed_with_their_days_need_no_schedule() -> None:
    answers = listed(("2026-12-04", 7000), ("2026-12-18", 28000), pay_frequency=None, known_payday=None)
    assert node(FLOW, answers) == "plan"
    values = shown(FLOW, answers).values
    assert values["plan"].changeable == (date(2026, 12, 4), date(2026, 12, 18))
    assert values["after_tax"].amounts == (Decimal(1050), Decimal(4200))


def test_paychecks_listed_without_days_and_without_a_schedule_fit_nowhere() -> None:
    assert node(FLOW, listed((None, 8000), pay_frequency=None)) == "no_schedule"


def test_paydays_that_the_list_leaves_out_are_said() -> None:
    text = plain_text(words(FLOW, listed((None, 8000))))
    assert "I took the last 2 as bringing no pay" in text


def test_more_paychecks_than_paydays_are_asked_about() -> None:
    what = shown(FLOW, listed(*[(None, 5000)] * 4))
    assert what.words == "unfit"
    assert "3 paydays of the year are left" in plain_text(words(FLOW, listed(*[(None, 5000)] * 4)))

"""Troubleshooting: every symptom leads to a cause, every fix of the library is reached, and the figures are right."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from content.pages import units
from flows.definitions.troubleshooting import SLOTS, troubleshooting
from flows.engine.flow import Outcome, Question
from tests.flows.definitions.flow_driver import library, node, position, shown, words

FLOW = troubleshooting()
WORDS = library().flows["troubleshooting"]
SAMPLES: dict[str, tuple[Any, ...]] = {
    "money": (None, "0", "40000"),
    "date": (None, "2026-11-03", "2026-08-01"),
    "yes_no_unknown": ("yes", "no", "unknown"),
}
SHARED = {"tax_year": (2026, 2025), "age": (42, 61), "pay": ("250000",), "deferral": ("max",), "after_tax_made": ("0",)}
OF_FIX = {
    "fix-no-after-tax-option": "no_after_tax_option",
    "fix-over-limit": "over_limit",
    "fix-over-limit-in-roth-ira": "over_limit",
    "fix-employer-money-still-due": "over_limit",
    "fix-conversion-denied": "conversion_denied",
    "fix-large-earnings": "large_earnings",
    "fix-pro-rata-tax": "pro_rata_tax",
    "fix-wrong-1099-r": "wrong_1099_r",
    "fix-deferral-instead-of-after-tax": "deferral_instead",
    "fix-acp-refund": "acp_refund",
    "fix-rate-cut": "rate_cut",
    "fix-check-by-post": "check_by_post",
    "fix-wrong-source-converted": "wrong_source",
    "fix-landed-in-traditional-ira": "landed_in_traditional",
    "fix-penalty-notice": "penalty_notice",
    "fix-excess-deferral": "excess_deferral",
    "fix-payroll-missed": "payroll_missed",
}


def paths(answers: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every way through the flow, with samples for what is typed."""
    at = position(FLOW, answers).node
    if isinstance(at, Outcome):
        yield answers
    elif isinstance(at, Question):
        kinds = {slot.name: slot.kind for slot in SLOTS}
        options = WORDS.steps[at.slot].options if at.slot in WORDS.steps else None
        samples = options or SHARED.get(at.slot) or SAMPLES[kinds[at.slot]]
        for value in samples:
            yield from paths({**answers, at.slot: value})


ALL = list(paths({}))


def test_every_fix_of_the_library_is_an_outcome_with_a_button_to_its_article() -> None:
    assert set(OF_FIX) == {name for name in library().articles if name.startswith("fix-")}
    for article, outcome in OF_FIX.items():
        buttons = {action for row in WORDS.results[outcome].buttons for action in row}
        assert f"article:{article}" in buttons


def test_every_outcome_is_reached() -> None:
    reached = {node(FLOW, answers) for answers in ALL}
    assert reached == {name for name, one in FLOW.nodes.items() if isinstance(one, Outcome)}
    assert set(OF_FIX.values()) <= reached


def test_the_cause_is_found_in_at_most_four_taps() -> None:
    kinds = {slot.name: slot.kind for slot in SLOTS}
    for answers in ALL:
        taps = [slot for slot in answers if kinds.get(slot) in {"choice", "yes_no_unknown"}]
        assert 1 <= len(taps) <= 4, answers


def test_every_outcome_reads_well_within_one_message_whatever_was_answered() -> None:
    for answers in ALL:
        text = words(FLOW, answers)
        assert 100 < units(text) < 3500, answers
        assert "None" not in text, answers


def test_the_words_to_copy_fit_a_button_whatever_was_answered() -> None:
    for answers in ALL:
        result = WORDS.results[node(FLOW, answers)]
        what = shown(FLOW, answers)
        for text in result.copies.values():
            assert 20 < len(text.plain({"year": 2026, **what.values})) <= 256, answers


def test_every_outcome_but_the_open_one_says_what_to_ask() -> None:
    for answers in ALL:
        text = words(FLOW, answers)
        no_excess = node(FLOW, answers) == "excess_deferral" and "no excess" in text
        assert no_excess or answers["trouble"] == "other" or "What to" in text, answers


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        ({"trouble": "tax", "trouble_tax": "worry"}, "pro_rata_worry"),
        ({"trouble": "conversion", "trouble_conversion": "refused", "trouble_reason": "age"}, "conversion_denied"),
        ({"trouble": "payroll", "trouble_payroll": "lowered", "trouble_cut": "testing"}, "rate_cut"),
        ({"trouble": "place", "trouble_place": "check", "trouble_payee": "custodian"}, "check_by_post"),
        ({"trouble": "form", "trouble_form": "penalty", "trouble_rolled": "direct"}, "penalty_notice"),
        ({"trouble": "too_much", "trouble_too_much": "refund", "trouble_letter": "excess"}, "tax_year"),
        ({"trouble": "too_much", "trouble_too_much": "refund", "trouble_letter": "acp"}, "trouble_refunded"),
        ({"trouble": "other"}, "something_else"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_answer_leads_on_as_it_should(answers: dict[str, str], outcome: str) -> None:
    assert node(FLOW, answers) == outcome


def test_a_conversion_that_took_pre_tax_money_is_the_same_trouble_from_both_sides() -> None:
    by_conversion = {"trouble": "conversion", "trouble_conversion": "wrong_money", "trouble_request": "all"}
    by_place = {"trouble": "place", "trouble_place": "wrong_money", "trouble_request": "all"}
    assert node(FLOW, {**by_conversion, "trouble_pretax": None}) == "wrong_source"
    assert node(FLOW, {**by_place, "trouble_pretax": None}) == "wrong_source"


def gain(value: str | None, basis: str | None) -> dict[str, Any]:
    return {"trouble": "tax", "trouble_tax": "gain", "trouble_value": value, "trouble_basis": basis}


@pytest.mark.parametrize(
    ("value", "basis", "taxable"),
    [
        ("35000", "30000", Decimal(5_000)),
        ("30000", "30000", Decimal(0)),
        ("29000", "30000", Decimal(0)),
        ("0", "0", None),
        (None, "30000", None),
        ("35000", None, None),
    ],
)
def test_a_large_gain_is_taxable_above_the_contributions(
    value: str | None, basis: str | None, taxable: Decimal | None
) -> None:
    assert shown(FLOW, gain(value, basis)).values["gain"] == taxable


def test_the_gain_of_the_article_comes_out_to_the_dollar() -> None:
    text = words(FLOW, gain("35000", "30000"))
    assert "$5,000 would be taxable" in text
    assert "$1,600 at 32%" in text
    assert "$2,500 of income in each" in text


def form(box_1: str | None, box_5: str | None) -> dict[str, Any]:
    return {"trouble": "form", "trouble_form": "form_1099", "trouble_box_1": box_1, "trouble_box_5": box_5}


@pytest.mark.parametrize(
    ("box_1", "box_5", "box_2a", "misfit"),
    [
        ("40600", "40000", Decimal(600), False),
        ("40000", "40000", Decimal(0), False),
        ("40000", "40001", None, True),
        ("0", "0", None, True),
        ("40600", None, None, False),
        (None, None, None, False),
    ],
)
def test_box_2a_should_be_box_1_less_box_5(
    box_1: str | None, box_5: str | None, box_2a: Decimal | None, misfit: bool
) -> None:
    values = shown(FLOW, form(box_1, box_5)).values
    assert (values["box_2a"], values["misfit"]) == (box_2a, misfit)


def excess(year: int, age: int, deferred: str | None, *, today: date = date(2026, 11, 24)) -> dict[str, Any]:
    answers = {
        "trouble": "too_much",
        "trouble_too_much": "two_jobs",
        "tax_year": year,
        "age": age,
        "trouble_deferred": deferred,
    }
    return dict(shown(FLOW, answers, today=today).values)


@pytest.mark.parametrize(
    ("year", "age", "deferred", "over"),
    [
        (2026, 42, "24500", Decimal(0)),
        (2026, 42, "24500.01", Decimal("0.01")),
        (2026, 49, "29500", Decimal(5_000)),
        (2026, 50, "32500", Decimal(0)),
        (2026, 59, "33500", Decimal(1_000)),
        (2026, 60, "35750", Decimal(0)),
        (2026, 63, "36000", Decimal(250)),
        (2026, 64, "33000", Decimal(500)),
        (2025, 42, "25000", Decimal(1_500)),
        (2026, 42, None, None),
    ],
)
def test_excess_deferrals_are_what_is_above_the_persons_own_limit(
    year: int, age: int, deferred: str | None, over: Decimal | None
) -> None:
    assert excess(year, age, deferred)["excess"] == over


@pytest.mark.parametrize(
    ("today", "missed"),
    [(date(2026, 4, 15), False), (date(2026, 4, 16), True)],
    ids=["on the day itself it can still be done", "a day later it is missed"],
)
def test_the_day_for_excess_deferrals_of_2025_is_15_april_2026(today: date, missed: bool) -> None:
    values = excess(2025, 42, "30000", today=today)
    assert (values["due"], values["missed"]) == ("April 15, 2026", missed)


def check(received: str | None, earnings: str | None, today: date = date(2026, 11, 24)) -> dict[str, Any]:
    answers = {
        "trouble": "place",
        "trouble_place": "check",
        "trouble_payee": "me",
        "trouble_received": received,
        "trouble_earnings": earnings,
    }
    return {**shown(FLOW, answers, today=today).values, "text": words(FLOW, answers, today=today)}


def test_a_check_to_oneself_has_to_be_in_the_roth_ira_within_sixty_days() -> None:
    values = check("2026-11-03", "600")
    assert (values["last_day"], values["days_left"], values["withheld"]) == ("January 2, 2027", 39, Decimal(120))


@pytest.mark.parametrize(
    ("today", "left", "told"),
    [
        (date(2027, 1, 1), 1, "1 day is left"),
        (date(2027, 1, 2), 0, "today, January 2, 2027, is the last day"),
        (date(2027, 1, 3), -1, "ended on January 2, 2027"),
    ],
)
def test_the_last_of_the_sixty_days_still_counts(today: date, left: int, told: str) -> None:
    values = check("2026-11-03", None, today)
    assert values["days_left"] == left
    assert told in values["text"]


def over_limit(employer: str | None, after_tax: str, age: int = 42, deferral: str = "24500") -> dict[str, Any]:
    answers = {
        "trouble": "too_much",
        "trouble_too_much": "over_plan",
        "tax_year": 2026,
        "age": age,
        "pay": "250000",
        "deferral": deferral,
        "trouble_employer": employer,
        "after_tax_made": after_tax,
    }
    return dict(shown(FLOW, answers).values)


@pytest.mark.parametrize(
    ("employer", "after_tax", "over", "room"),
    [
        ("20000", "27500", Decimal(0), Decimal(0)),
        ("20000", "27501", Decimal(1), Decimal(0)),
        ("20000", "27499", Decimal(0), Decimal(1)),
        ("20000", "40000", Decimal(12_500), Decimal(0)),
        (None, "40000", Decimal(0), Decimal(7_500)),
    ],
)
def test_additions_above_the_annual_limit_are_told_to_the_dollar(
    employer: str | None, after_tax: str, over: Decimal, room: Decimal
) -> None:
    values = over_limit(employer, after_tax)
    assert (values["over"], values["room"]) == (over, room)
    assert values["employer_unknown"] is (employer is None)


def test_unused_catch_up_is_pointed_out_from_fifty_on() -> None:
    assert over_limit("20000", "40000", age=49)["catch_up_left"] == 0
    assert over_limit("20000", "40000", age=50)["catch_up_left"] == Decimal(8_000)


@pytest.mark.parametrize(
    ("put_in", "penalty", "said"),
    [
        pytest.param("40480", 0, "$120 that stayed out is your own money", id="C2, withheld and not replaced"),
        pytest.param("40600", 0, "No extra tax is due", id="C1, all of it"),
        pytest.param("0", 60, "On $600 of the taxable part", id="C5, nothing"),
        pytest.param("400", 20, "On $200 of the taxable part", id="C7, less than the taxable part"),
    ],
)
def test_the_extra_tax_touches_only_what_is_missing_from_the_taxable_part(put_in: str, penalty: int, said: str) -> None:
    answers = {
        "trouble": "form", "trouble_form": "penalty", "trouble_rolled": "part",
        "trouble_gross": "40600", "trouble_own": "40000", "trouble_put_in": put_in,
    }  # fmt: skip
    assert shown(FLOW, answers).values["penalty"] == penalty
    assert said in words(FLOW, answers)


def test_a_conversion_out_of_the_iras_is_taxed_in_proportion() -> None:
    answers = {
        "trouble": "tax",
        "trouble_tax": "taxed",
        "trouble_payer": "ira",
        "trouble_ira_total": "70000",
        "trouble_ira_basis": "7000",
    }
    assert shown(FLOW, answers).values["ira_share"] == Decimal("0.9")
    assert "90% of each dollar" in words(FLOW, answers)


def test_an_answer_that_the_core_refuses_is_asked_to_be_changed() -> None:
    answers = {"trouble": "too_much", "trouble_too_much": "two_jobs", "tax_year": 2019, "age": 42}
    assert shown(FLOW, {**answers, "trouble_deferred": "30000"}).words == "unfit"


def test_ways_back_are_shown_only_to_those_who_came_from_a_flow() -> None:
    answers = {"trouble": "other"}
    assert shown(FLOW, answers).hide == {"flow:provider", "flow:guide"}
    assert shown(FLOW, answers, {"provider_task": "convert"}).hide == {"flow:guide"}
    assert shown(FLOW, answers, {"provider_task": "convert", "guide_plan": "done"}).hide == frozenset()


@pytest.mark.parametrize(
    ("age", "deferred", "over", "said"),
    [
        pytest.param(52, "30500", 0, "there is no excess", id="B2, the person's catch-up counts"),
        pytest.param(52, "33500", 1000, "does not depend on what your plans offer", id="B3"),
        pytest.param(61, "33500", 0, "If only the ordinary catch-up counts, $1,000 is too much", id="B5"),
        pytest.param(61, "36500", 750, "If only the ordinary catch-up counts, $4,000 is too much", id="B7"),
        pytest.param(64, "35750", 3250, "$3,250 is too much", id="B8"),
    ],
)
def test_the_persons_limit_does_not_ask_the_plans(age: int, deferred: str, over: int, said: str) -> None:
    year = {"tax_year": 2026, "age": age}
    answers = {"trouble": "too_much", "trouble_too_much": "two_jobs", **year, "trouble_deferred": deferred}
    assert shown(FLOW, answers).values["excess"] == over
    assert said in words(FLOW, answers)


@pytest.mark.parametrize(
    ("age", "deferral", "employer", "made", "said", "never"),
    [
        pytest.param(
            55, 24500, "50400", "0", "$2,900 of your deferral becomes catch-up", "above the limit of", id="A1"
        ),
        pytest.param(55, 32500, "50400", "0", "$2,900 is above the limit", "becomes catch-up", id="A3"),
        pytest.param(49, 24500, "50400", "0", "$2,900 is above the limit", "becomes catch-up", id="A4"),
        pytest.param(55, 24500, "50400", "1000", "$1,000 is above the limit", "There is no excess", id="A13"),
        pytest.param(55, 24500, "40000", "10000", "$8,000 of catch-up is unused", "becomes catch-up", id="A14"),
    ],
)
def test_over_the_limit_says_one_thing(
    age: int, deferral: int, employer: str, made: str, said: str, never: str
) -> None:
    answers = {
        "trouble": "too_much", "trouble_too_much": "over_plan", "tax_year": 2026, "age": age, "pay": "420000",
        "deferral": deferral, "trouble_employer": employer, "after_tax_made": made,
    }  # fmt: skip
    text = words(FLOW, answers)
    assert said in text
    assert never not in text

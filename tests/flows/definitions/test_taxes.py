from datetime import date
from decimal import Decimal
from typing import Any, get_args

import pytest

from core.form_1099_r import FollowUp, Mistake
from flows.definitions.taxes import taxes
from flows.engine.position import locate
from flows.session import Fact, Frame
from nlu.entities.states import states as all_states
from tests.flows.definitions.answered import asked, reached, shown, text_of
from tests.flows.definitions.flow_driver import library

FLOW = taxes(library())
CONVERTED: dict[str, Any] = {
    "tax_year": 2025,
    "money_moved": "in_plan",
    "forms_there": "one",
    "moved_amount": 40600,
    "moved_basis": 40000,
    "second_money_moved": "nothing",
    "box_1": 40600,
    "box_2a": 600,
    "box_5": 40000,
    "box_7": "G",
    "state": "CA",
}


PUT_IN: dict[str, Any] = {
    "check_received": None,
    "check_until": None,
    "check_traditional": 0,
    "check_roth": 40600,
    "past_59_half": "no",
    "check_withheld": 120,
}


UNTOLD: dict[str, Any] = {
    "refund_when": "same_year",
    "refund_source": "pretax",
    "moved_amount": None,
    "second_money_moved": "nothing",
    "forms_there": "none",
    "state": None,
}


def mistakes(**changed: Any) -> list[str]:
    return [one.mistake for one in shown(FLOW, **{**CONVERTED, **changed}).values["check"].findings]


def test_every_mistake_and_every_follow_up_of_the_check_has_words() -> None:
    phrases = library().flows["taxes"].phrases
    assert set(phrases) == {f"mistake_{one}" for one in get_args(Mistake)} | {
        f"follow_{one}" for one in get_args(FollowUp)
    }


def test_a_form_that_agrees_is_said_to_and_its_lines_are_given() -> None:
    text = text_of(FLOW, **CONVERTED)
    assert "agrees with what you told me" in text
    assert "line 5a <b>$40,600</b>" in text
    assert "line 5b <b>$600</b>" in text
    assert "Form 8606 is not needed" in text


def test_less_than_a_dollar_is_no_difference_and_a_dollar_is_one() -> None:
    assert mistakes(box_2a=600.99) == []
    assert mistakes(box_2a=601) == ["earnings_mismatch"]


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"box_2a": 40600}, ["taxable_equals_gross"]),
        ({"box_2a": "empty"}, ["taxable_missing"]),
        ({"box_5": "empty"}, ["box_5_missing"]),
        ({"box_5": 39000}, ["box_5_mismatch"]),
        ({"box_7": "1", "check_withheld": 0}, ["code_says_paid_to_you"]),
        ({"box_7": "H"}, ["code_h_instead_of_g"]),
        ({"box_7": "J"}, ["code_says_withdrawal"]),
        ({"box_7": "E"}, ["code_e_refund", "form_missing"]),
        ({"box_7": "8"}, ["code_8_or_p_refund", "form_missing"]),
        ({"box_7": "L"}, ["code_unexpected"]),
        ({"box_4": 120}, ["withholding_on_direct_rollover"]),
        ({"money_moved": "roth_401k", "box_2a": 0}, ["code_g_instead_of_h"]),
        ({"money_moved": "check_to_you", **PUT_IN}, ["code_says_direct"]),
        ({"money_moved": "split"}, ["earnings_taxed_in_split"]),
        ({"money_moved": "roth_ira"}, []),
        ({"money_moved": "check_to_you", "box_7": "1", **PUT_IN}, []),
    ],
)
def test_the_typed_boxes_show_the_likely_mistake(changed: dict[str, Any], found: list[str]) -> None:
    assert mistakes(**changed) == found
    assert text_of(FLOW, **{**CONVERTED, **changed})


def test_the_neighbouring_years_are_asked_only_when_box_1_does_not_fit() -> None:
    assert reached(FLOW, **{**CONVERTED, "box_1": 43600}) == "moved_year_before"
    assert "moved_year_before" not in asked(FLOW, **CONVERTED, moved_year_before=0)
    assert mistakes(box_1=43600, box_5=43000, moved_year_before=0, moved_year_after=3000) == ["calendar_year_mismatch"]
    assert mistakes(box_1=43600, box_5=43000, moved_year_before=0, moved_year_after=0) == ["gross_mismatch"]
    assert mistakes(box_1=43600, box_2a=3600, moved_year_before=None, moved_year_after=None) == [
        "other_money_converted"
    ]


def test_a_split_expects_two_forms() -> None:
    one: dict[str, Any] = {
        "money_moved": "split",
        "box_1": 40000,
        "box_2a": 0,
        "moved_year_before": 0,
        "moved_year_after": 0,
    }
    assert mistakes(**one) == ["two_forms_expected"]
    second: dict[str, Any] = {"second_box_1": 600, "second_box_2a": 0, "second_box_5": "empty", "second_box_7": "G"}
    assert mistakes(**{**one, "forms_there": "two"}, **second) == []


def test_a_form_without_a_conversion_is_not_expected_or_of_another_year() -> None:
    told: dict[str, Any] = {"tax_year": 2025, "money_moved": "nothing", "forms_there": "one", "state": None}
    boxes: dict[str, Any] = {"box_1": 500, "box_2a": 0, "box_5": 500, "box_7": "G", "moved_year_after": 0}
    none = shown(FLOW, **told, **boxes, moved_year_before=0)
    other = shown(FLOW, **told, **boxes, moved_year_before=500)
    assert [one.mistake for one in none.values["check"].findings] == ["form_not_expected"]
    assert [one.mistake for one in other.values["check"].findings] == ["calendar_year_mismatch"]


def test_without_figures_of_the_users_own_a_form_is_checked_against_itself() -> None:
    told: dict[str, Any] = {**CONVERTED, "moved_amount": None, "moved_basis": None}
    assert "agree with each other" in text_of(FLOW, **told)
    assert mistakes(moved_amount=None, moved_basis=None, box_7="2", check_withheld=0) == ["code_says_paid_to_you"]
    assert mistakes(moved_amount=None, moved_basis=None, box_2a=40600) == ["taxable_equals_gross"]


@pytest.mark.parametrize("move", ["in_plan", "roth_ira", "split", "check_to_you", "roth_401k"])
@pytest.mark.parametrize("amounts", [(40600, 40000), (None, None), (40600, None), (0, 0)])
def test_before_the_form_comes_it_is_said_what_to_expect(move: str, amounts: tuple[int | None, int | None]) -> None:
    told: dict[str, Any] = {"tax_year": 2026, "money_moved": move, "forms_there": "none", "state": None}
    told |= {"second_money_moved": "nothing"}
    told |= {"moved_amount": amounts[0], "moved_basis": amounts[1], **PUT_IN, "check_roth": 0}
    text = text_of(FLOW, **told)
    assert "January 2027" in text
    assert "Form 8606 is not needed" in text
    assert "5a" in text_of(FLOW, "lines", **told)
    assert "5b" in text_of(FLOW, "software", **told)
    assert "Form 1099-R" in text_of(FLOW, "forms", **told)


def test_a_form_that_is_late_is_asked_for_once_the_post_has_had_its_time() -> None:
    told: dict[str, Any] = {**CONVERTED, "forms_there": "none"}
    assert not shown(FLOW, date(2026, 2, 14), **told).values["late"]
    assert shown(FLOW, date(2026, 2, 15), **told).values["late"]
    assert "should have come" in text_of(FLOW, today=date(2026, 2, 15), **told)


def test_contributions_alone_bring_nothing_to_report() -> None:
    told: dict[str, Any] = {"tax_year": 2026, "money_moved": "nothing", "forms_there": "none", "state": "TX"}
    assert reached(FLOW, **told) == "nothing"
    assert "nothing to report" in text_of(FLOW, **told)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("annual_additions", "code E"),
        ("deferral", "April 15, 2027"),
        ("testing", "code 8"),
        ("unsure", "The code in box 7 says"),
    ],
)
def test_each_refund_has_its_own_form_and_year(kind: str, words: str) -> None:
    told: dict[str, Any] = {"tax_year": 2026, "money_moved": "refund", "refund_kind": kind, **UNTOLD}
    assert shown(FLOW, **told).words == "refund"
    assert words in text_of(FLOW, **told)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("TX", "no income tax"),
        ("PA", "ask about the earnings"),
        ("NJ", "only the earnings should be New Jersey income"),
        ("CA", "follows the federal treatment"),
        ("OH", "usually starts from the federal taxable amount"),
        (None, "usually starts from the federal taxable amount"),
    ],
)
def test_the_state_is_told_what_is_known_of_it(state: str | None, words: str) -> None:
    assert words in text_of(FLOW, "state", **{**CONVERTED, "state": state})


def test_the_notes_on_states_are_of_states_and_carry_their_sources() -> None:
    states, names = library().states, all_states()
    assert set(states) <= set(names)
    untaxed = {code for code, note in states.items() if note.kind == "no_income_tax"}
    assert untaxed == {"AK", "FL", "NV", "NH", "SD", "TN", "TX", "WA", "WY"}
    assert all(note.sources and names[code] == note.name for code, note in states.items())


def test_an_old_note_says_that_it_is_old() -> None:
    old: dict[str, Any] = {**CONVERTED, "state": "NJ"}
    assert "a while ago" in text_of(FLOW, "state", today=date(2028, 1, 1), **old)
    assert "a while ago" not in text_of(FLOW, "state", **old)


def test_the_headline_is_what_is_taxable() -> None:
    assert shown(FLOW, **CONVERTED).headline == Decimal(600)


CHECK: dict[str, Any] = {
    **CONVERTED,
    "money_moved": "check_to_you",
    "check_received": "2025-06-02",
    "check_until": "2025-07-01",
    "check_traditional": 0,
    "check_roth": 40600,
    "past_59_half": "no",
    "box_7": "1",
    "check_withheld": 120,
}


@pytest.mark.parametrize(
    ("changed", "line_5b", "said"),
    [
        pytest.param({}, 600, "counts as the earnings first", id="C1, all into the Roth IRA"),
        pytest.param({"check_roth": 40480}, 600, "$120 that stayed out is your own money", id="C2"),
        pytest.param({"check_traditional": 600, "check_roth": 40000}, 0, "rollover box checked", id="C3"),
        pytest.param({"check_traditional": 600, "check_roth": 39880}, 0, "$120 that stayed out", id="C4"),
        pytest.param({"check_roth": 0}, 600, "Form 5329: $60", id="C5, nothing put in"),
        pytest.param({"check_traditional": 400, "check_roth": 0}, 200, "Form 5329: $20", id="C6"),
        pytest.param({"check_roth": 400}, 600, "Form 5329: $20", id="C7"),
        pytest.param({"check_until": "2025-08-02"}, 600, "after the 60 days", id="a day too late"),
        pytest.param({"check_until": "2025-08-01"}, 600, "counts as the earnings first", id="on the sixtieth day"),
        pytest.param({"check_withheld": 0}, 600, "20% of the taxable part, $120, is expected", id="nothing withheld"),
    ],
)
def test_a_check_is_asked_for_what_became_of_it(changed: dict[str, Any], line_5b: int, said: str) -> None:
    what = shown(FLOW, **{**CHECK, **changed})
    assert what.headline == line_5b
    assert said in text_of(FLOW, **{**CHECK, **changed})


def test_nothing_put_in_ticks_no_rollover_box() -> None:
    told = {**CHECK, "check_roth": 0}
    assert "rollover box checked" not in text_of(FLOW, **told)
    assert "Form 5329 with $60" in text_of(FLOW, "software", **told)
    assert "to a Roth IRA" in text_of(FLOW, "software", **CHECK)
    assert "Roth account" not in text_of(FLOW, "software", **CHECK)


def test_from_59_and_a_half_no_extra_tax_is_said() -> None:
    assert "5329:" not in text_of(FLOW, **{**CHECK, "check_roth": 0, "past_59_half": "yes"})


@pytest.mark.parametrize("kind", ["deferral", "testing", "unsure"])
def test_refunded_deferrals_go_on_line_1h(kind: str) -> None:
    told: dict[str, Any] = {"tax_year": 2026, "money_moved": "refund", "refund_kind": kind, **UNTOLD}
    assert "<b>line 1h</b>" in text_of(FLOW, **told)


def test_a_refund_of_annual_additions_goes_on_lines_5a_and_5b_in_most_programs() -> None:
    told: dict[str, Any] = {"tax_year": 2026, "money_moved": "refund", "refund_kind": "annual_additions", **UNTOLD}
    assert "lines 5a and 5b in most tax programs" in text_of(FLOW, **told)


def test_roth_401k_money_is_asked_for_its_roth_basis() -> None:
    told: dict[str, Any] = {**CONVERTED, "money_moved": "roth_401k", "moved_basis": 40600}
    assert mistakes(**{**told, "box_2a": 0, "box_5": 40600, "box_7": "H"}) == []


def test_the_questions_to_come_are_counted_before_the_year_is_told() -> None:
    case = {slot: Fact(value, "", date(2026, 11, 24)) for slot, value in CONVERTED.items() if slot != "tax_year"}
    assert locate(FLOW, Frame("taxes"), case).total >= 1

"""The calculation commands: an object in, an object of JSON values out, and refusals that name the field."""

import json
from datetime import date
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.commands import both, conversion, form_1099_r, movements, paychecks, projection, waiting, withdrawal

AS_OF = date(2026, 11, 23)
COMMANDS = (both, conversion, form_1099_r, movements, paychecks, projection, waiting, withdrawal)
every_command = pytest.mark.parametrize("command", COMMANDS, ids=lambda one: one.__name__)


def answer(command: ModuleType, raw: dict[str, Any]) -> dict[str, Any]:
    """The command's answer as it reads after a way through JSON."""
    return dict(json.loads(json.dumps(command.answer(raw, AS_OF, 2026), allow_nan=False)))


@every_command
def test_the_example_in_the_help_is_answered(command: ModuleType) -> None:
    example = json.loads(command.HELP.partition("Example: ")[2])

    assert "error" not in answer(command, example)


@every_command
def test_an_empty_object_is_refused_by_field(command: ModuleType) -> None:
    error = answer(command, {})["error"]

    assert error["field"]
    assert error["message"].startswith(error["field"])


@every_command
def test_a_key_that_is_not_known_is_refused(command: ModuleType) -> None:
    example = json.loads(command.HELP.partition("Example: ")[2])

    assert answer(command, {**example, "shoe_size": 42})["error"]["field"].endswith("shoe_size")


@pytest.mark.parametrize("command", [both, paychecks], ids=lambda one: one.__name__)
def test_a_year_that_is_not_loaded_is_refused_by_name(command: ModuleType) -> None:
    example = json.loads(command.HELP.partition("Example: ")[2])
    error = answer(command, {**example, "tax_year": 2031})["error"]

    assert error["field"] == "tax_year"
    assert "2031" in error["message"]


def test_paychecks_gives_days_dollars_and_shares() -> None:
    raw = {
        "pay_dates": ["2026-12-04", "2026-12-18", "2026-12-31"],
        "after_tax": 35250,
        "after_tax_made": 30000,
        "deferral_made": 24500,
        "employer_money": 12250,
    }
    found = answer(paychecks, raw)

    assert found["paydays_left"] == ["2026-12-04", "2026-12-18", "2026-12-31"]
    assert found["after_tax"]["amounts"] == [1750.0, 1750.0, 1750.0]
    assert found["match"] is None


def test_paychecks_tells_what_front_loading_costs_when_asked() -> None:
    raw = {
        "pay_frequency": "monthly",
        "pay": 120000,
        "deferral": "max",
        "front_loaded_share": 0.5,
        "match": {"tiers": [{"rate": 1, "up_to_pct_of_pay": 0.04}], "per": "paycheck"},
    }

    front = answer(paychecks, raw)["front_loading"]

    assert (front["even"], front["front_loaded"], front["cost"]) == (4800.0, 2000.0, 2800.0)


def test_a_match_may_come_in_words() -> None:
    raw = {"pay_frequency": "monthly", "pay": 120000, "deferral": "max", "front_loaded_share": 0.5}
    structure = {"tiers": [{"rate": 0.5, "up_to_pct_of_pay": 0.06}], "per": "paycheck"}

    in_words = answer(paychecks, {**raw, "match": "50% up to 6% each paycheck"})

    assert in_words == answer(paychecks, {**raw, "match": structure})
    assert in_words["front_loading"]["cost"] > 0


def test_words_that_are_no_match_are_refused() -> None:
    error = answer(paychecks, {"pay_frequency": "monthly", "pay": 120000, "match": "plenty"})["error"]

    assert error["field"] == "match"
    assert "plenty" in error["message"]


def test_a_couple_may_come_as_person_and_spouse_or_as_people() -> None:
    folded = answer(both, {"age": 40, "spouse": {"age": 41}})

    assert folded == answer(both, {"people": [{"age": 40}, {"age": 41}]})
    assert folded["total"] == 110000.0


def test_one_form_and_one_conversion_may_stand_in_the_object_itself() -> None:
    flat = {"box_1": 40600, "box_2a": 600, "box_5": 40000, "box_7": "G", "converted": 40600, "basis": 40000}
    found = answer(form_1099_r, flat)

    assert found["agrees"]
    assert found["form_1040"] == {"line_1h": 0.0, "line_5a": 40600.0, "line_5b": 600.0, "rollover": True}


def test_one_plan_may_stand_in_the_object_itself_or_among_the_plans() -> None:
    listed = [{"kind": "after_tax", "date": "2026-03-10", "amount": 5000}]
    folded = {"age": 40, "movements": listed, "pay": 90000, "plan_cap_dollars": 8000}
    apart = {"age": 40, "movements": listed, "plans": [{"pay": 90000, "cap_dollars": 8000}]}

    assert answer(movements, folded) == answer(movements, apart)
    assert answer(movements, apart)["rooms"][0]["left"] == 3000.0
    assert answer(movements, {**apart, "pay": 90000})["error"]["field"] == "pay"


def test_a_year_that_is_not_loaded_still_has_its_lines_of_the_return() -> None:
    refund = {"kind": "refund", "reason": "adp", "date": "2031-02-10", "amount": 2350}
    found = answer(movements, {"tax_year": 2031, "age": 40, "movements": [refund]})

    assert found["return"]["line_1h"] == 2350.0
    assert found["rooms"] == []
    assert found["notes"] == ["limits_not_loaded"]


def test_without_a_rate_the_tax_at_each_federal_rate_is_told() -> None:
    table = answer(conversion, {"value": 11440, "basis": 10000})["tax_at_rates"]

    assert table[-1] == {"rate": 0.37, "tax": 532.8}


def test_an_account_of_another_kind_is_refused() -> None:
    raw = {"account": "savings", "amount": 5}

    assert answer(withdrawal, raw)["error"] == {
        "field": "account",
        "message": "account must be 'roth_ira' or 'roth_401k'; I got 'savings'",
    }


@every_command
def test_null_is_as_good_as_a_key_that_is_not_there(command: ModuleType) -> None:
    example = json.loads(command.HELP.partition("Example: ")[2])
    nulls = {"tax_year": None} if command in (both, form_1099_r, movements, paychecks) else {}

    assert answer(command, {**example, **nulls}) == answer(command, example)


@every_command
@given(spoilt=st.data())
@settings(max_examples=60, deadline=None)
def test_whatever_stands_in_a_key_is_answered_or_refused(command: ModuleType, spoilt: st.DataObject) -> None:
    example = json.loads(command.HELP.partition("Example: ")[2])
    key = spoilt.draw(st.sampled_from(sorted(example)))
    odd = st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.text(max_size=8),
        st.sampled_from(["1e400", "-0", "NaN", "max", "9" * 40, "2026-02-30"]),
        st.lists(st.integers(), max_size=2),
        st.dictionaries(st.sampled_from(["year", "amount", "age"]), st.integers(), max_size=2),
    )

    found = answer(command, {**example, key: spoilt.draw(odd)})

    assert "error" not in found or found["error"]["message"]

"""The command `understand` answers in the shape that its readers rely on."""

import json
from datetime import date

import pytest

from bot.commands.understand import answer, known_names, match_formula
from core.limits import published_years
from core.match import MatchFormula, PayTier

TODAY = date(2026, 11, 24)


def test_a_slot_is_answered_with_its_value_and_whether_to_confirm() -> None:
    assert answer("pay", "260k plus bonus", TODAY) == {
        "slot": "pay",
        "text": "260k plus bonus",
        "value": 260000,
        "confirm": True,
        "reason": "plus_more",
        "readings": [260000],
    }


@pytest.mark.parametrize(
    ("slot", "text", "value"),
    [
        ("percent", "6", 0.06),
        ("age", "60 next month", 60),
        ("date", "12/31", "2026-12-31"),
        ("yes_no_unknown", "🤷", "unknown"),
        ("tax_year", str(published_years()[-1] + 1), None),
        ("filing_status", "mfj", "married_joint"),
    ],
)
def test_values_are_plain_json(slot: str, text: str, value: object) -> None:
    found = answer(slot, text, TODAY)
    assert found["value"] == value
    assert json.loads(json.dumps(found)) == found


def test_the_tax_year_moves_the_age() -> None:
    assert answer("age", "born 3/4/1966", TODAY, year=2025)["value"] == 59


def test_the_tax_year_of_a_message_moves_the_age_unless_it_names_its_own() -> None:
    assert answer("message", "born in 1980, 155k", TODAY, year=2025)["slots"] == {"age": 45, "pay": 155000}
    told = {"age": 44, "pay": 155000, "tax_year": 2024}
    assert answer("message", "born in 1980, 155k, for 2024", TODAY, year=2025)["slots"] == told


def test_a_message_is_answered_with_its_slots_and_what_it_corrects() -> None:
    found = answer("message", "sorry, it's 270 not 240", TODAY)
    assert found["slots"] == {"pay": 270000}
    assert found["correction_of"] == "pay"
    assert [(one["slot"], one["value"], one["op"]) for one in found["facts"]] == [("pay", 270000, "set")]
    assert found["left"] == []


def test_employers_and_providers_of_the_content_are_known_by_all_their_names() -> None:
    found = answer("message", "I work at AWS and my 401k is on NetBenefits", TODAY)
    assert found["slots"] == {"employer": "Amazon", "provider": "fidelity"}
    employers, providers = known_names()
    assert employers
    assert providers


def test_a_message_is_answered_with_what_it_may_be_meant_to_do_the_likeliest_first() -> None:
    acts = answer("message", "what does the pro-rata rule mean for my IRA", TODAY)["acts"]

    assert set(acts[0]) == {"act", "flow", "article", "command", "movement", "score"}
    assert (acts[0]["act"], acts[0]["article"], acts[0]["flow"]) == ("ask", "pro-rata", None)
    assert [one["score"] for one in acts] == sorted((one["score"] for one in acts), reverse=True)


def test_an_unknown_slot_names_the_slots() -> None:
    assert "pay" in answer("shoe_size", "44", TODAY)["error"]["message"]


def test_a_formula_in_words_becomes_one_or_a_reason() -> None:
    assert match_formula("50% up to 4%", TODAY) == MatchFormula(tiers=(PayTier(rate="0.5", up_to_pct_of_pay="0.04"),))
    assert "could mean" in str(match_formula("6% match", TODAY))
    assert "not understood" in str(match_formula("hello", TODAY))

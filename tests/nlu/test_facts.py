"""Facts in whole messages with what they are of: whose, which plan, which year, done or planned, set or added."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from core.match import MatchFormula
from nlu.message.fact import Fact
from nlu.readers import Context, MessageReading, describe_match, read, read_message

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "facts.yaml").read_text(encoding="utf-8"))
TODAY = date(2026, 11, 24)
DEFAULTS = {"whose": "me", "plan": "this", "year": None, "status": "done", "op": "set"}
OWN_BUSINESS = {"self_employed", "business_kind", "net_profit", "own_wages", "business_money", "day_job"}
TEXTS = [str(case["text"]) for case in CASES]


def message_of(case: dict[str, Any]) -> MessageReading:
    known = dict(case.get("known", {}))
    if "match" in known:
        known["match"] = read("match", known["match"], Context(TODAY)).json
    return read_message(case["text"], Context(TODAY, known=known), ("Oracle", "Google"), ("fidelity",))


def apart(facts: tuple[Fact, ...], slots: dict[str, Any]) -> list[dict[str, Any]]:
    """The facts that are more than the slots say."""
    here = [one.json for one in facts]
    return [one for one in here if not (one["slot"] in slots and all(one[key] == DEFAULTS[key] for key in DEFAULTS))]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_a_message_tells_facts(case: dict[str, Any]) -> None:
    message = message_of(case)
    slots = dict(message.slots)
    if "match" in slots:
        slots["match"] = describe_match(MatchFormula.model_validate(slots["match"]))
    assert slots == case["slots"]
    for fact in case.get("facts", []):
        assert {**DEFAULTS, **fact} in apart(message.facts, slots)
    assert {slot: one.reason for slot, one in message.unclear.items()} == case.get("unclear", {})
    assert message.correction_of == case.get("correction_of")
    assert list(message.left) == case.get("left", [])


@pytest.mark.parametrize("text", TEXTS)
def test_each_slot_of_this_plan_is_filled_by_a_fact_of_it(text: str) -> None:
    message = read_message(text, Context(TODAY))
    here = {
        (fact.slot, str(fact.value))
        for fact in message.facts
        if (fact.whose, fact.plan, fact.year, fact.op) == ("me", "this", None, "set")
        and fact.status in {"done", "planned"}
    }
    for slot, value in message.slots.items():
        assert slot.startswith("other_") or slot in OWN_BUSINESS or (slot, str(value)) in here


@pytest.mark.parametrize("text", TEXTS)
def test_every_fact_is_plain_json_and_tells_its_words(text: str) -> None:
    for fact in read_message(text, Context(TODAY)).facts:
        assert fact.said
        assert set(fact.json) == {"slot", "value", *DEFAULTS}

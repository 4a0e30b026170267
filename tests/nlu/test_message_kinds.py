"""Whole messages by the kinds of what they tell: each kind is read, or asked about, and never taken for another."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from core.match import MatchFormula
from nlu.readers import Context, describe_match, read_message

CASES = yaml.safe_load(Path(__file__).with_name("message_kinds_cases.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_a_kind_of_message_is_read(case: dict[str, Any]) -> None:
    message = read_message(case["text"], Context(date(2026, 11, 24)))
    slots = dict(message.slots)
    if "match" in slots:
        slots["match"] = describe_match(MatchFormula.model_validate(slots["match"]))
    for slot, value in case.get("slots", {}).items():
        assert slots.get(slot) == value, slot
    for slot, value in case.get("unclear", {}).items():
        assert message.unclear[slot].json == value
    assert not set(case.get("never", ())) & slots.keys()

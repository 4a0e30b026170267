"""Words that steer the talk are told from answers."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from nlu.readers import read_control

GROUPS = yaml.safe_load((Path(__file__).parent / "cases" / "control.yaml").read_text(encoding="utf-8"))
CASES = [
    pytest.param(text, group["kind"], group.get("slot"), id=f"{group['kind']}: {text}")
    for group in GROUPS
    for text in group["texts"]
]


@pytest.mark.parametrize(("text", "kind", "slot"), CASES)
def test_control_words_are_recognised(text: str, kind: Any, slot: str | None) -> None:
    control = read_control(text)
    assert (control.kind if control else None) == kind
    assert (control.slot if control else None) == slot

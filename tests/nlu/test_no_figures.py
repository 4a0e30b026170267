"""Ages that are only looked forward to, and prices, are no figures of anybody."""

from datetime import date
from typing import Any

import pytest

from nlu.entities.reading import Context
from nlu.message.reader import read_message

CONTEXT = Context(today=date(2026, 11, 24))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("show me what it grows to by the time I'm 60", {}),
        ("i want to keep this until i am 62", {}),
        ("I'm 41 and want to see it when im 60", {"age": 41}),
        ("i turn 50 next month", {"age": 50}),
        ("the adviser charges 2,000 a year, i earn 150k", {"pay": 150_000}),
        ("they cost ~$550 to set up and 125 a year", {}),
        ("our magi is about 240k, we file jointly", {"filing_status": "married_joint"}),
        ("50,000 of the 70 went in last time", {}),
        ("the after-tax 9,000 with 300 of gains is still there", {}),
    ],
)
def test_only_what_is_told_of_now_is_noted(text: str, told: dict[str, Any]) -> None:
    assert dict(read_message(text, CONTEXT).slots) == told

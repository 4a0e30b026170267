"""Inline mode computes where it is told enough, and answers from the library where it is not."""

from datetime import date

import pytest

from bot.tools import inline_results

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("42, 400k, 50% up to 4%", "After-tax room 2026: $40,300"),
        ("42, 400k, 50% up to 4%, 2025", "After-tax room 2025: $39,500, left unused"),
        ("I'm 42 and make 400k", "After-tax room 2026: $47,500"),
    ],
)
def test_the_room_comes_first_where_age_and_pay_are_told(query: str, title: str) -> None:
    first, *others = inline_results(query, TODAY)
    assert first["title"] == title
    assert title in first["input_message_content"]["message_text"]
    assert all(result["id"] != "room" for result in others)


@pytest.mark.parametrize("query", ["", "does my rollover IRA matter?", "42", "400k"])
def test_without_age_and_pay_the_library_answers(query: str) -> None:
    assert all(result["id"] != "room" for result in inline_results(query, TODAY))

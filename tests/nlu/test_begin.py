"""A start in the year that is supposed."""

import pytest

from nlu.message.begin import supposed_start


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("what if I had started in June", 6),
        ("and if I don't begin until february", 2),
        ("suppose I'd only joined the plan in Sept", 9),
        ("what if we waited till october", 10),
        ("I started in June, what is my room?", None),
        ("what may I put in if I start now", None),
        ("what if I start at 20%", None),
    ],
)
def test_the_month_in_which_a_start_is_supposed(text: str, month: int | None) -> None:
    assert supposed_start(text) == month

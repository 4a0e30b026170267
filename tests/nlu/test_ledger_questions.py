"""Questions for some days of the ledger."""

from datetime import date

import pytest

from nlu.ledger_questions import read_days_asked

TODAY = date(2026, 11, 24)
ASKED = {
    "how much did I contribute since August": (date(2026, 8, 1), TODAY, "contributed"),
    "what have I put in since 9/15": (date(2026, 9, 15), TODAY, "contributed"),
    "what's recorded for July": (date(2026, 7, 1), date(2026, 7, 31), ""),
    "how much was converted in December": (date(2025, 12, 1), date(2025, 12, 31), "converted"),
}
NOT_ASKED = [
    "how much can I still put in for December",
    "what is the limit for contributions in 2025",
    "how much of it is taxable since June",
    "how much have I put in",
]


@pytest.mark.parametrize("text", ASKED)
def test_the_days_are_read(text: str) -> None:
    found = read_days_asked(text, TODAY)
    assert found is not None
    assert (found.first, found.last, found.kind) == ASKED[text]


@pytest.mark.parametrize("text", NOT_ASKED)
def test_other_questions_are_none_of_the_ledger(text: str) -> None:
    assert read_days_asked(text, TODAY) is None

"""How many messages a new user needs until something is done, each message counted, buttons too."""

from datetime import date

import pytest

from tests.conversation import Talk

ELIGIBLE = ("can i do it?", "Acme Rockets", "401k", "yes", "yes", "yes", "no", "no cap")
ONE_BY_ONE = ("how much room do i have?", "2026", "42", "180k", "max", "50% up to 6%", "0", "yes")
TOGETHER = (
    "how much can i put in for 2026? i am 42, make 180k, defer the maximum and get a match of 50% up to 6%", "0", "yes",
)  # fmt: skip
SET_UP = ("help me set up after-tax contributions", "fidelity", "All steps", "all done")

TAX_FORM = (
    "which forms will i get", "2026", "converted inside the plan", "12,000", "11,900", "that was all", "none yet",
    "Texas", "yes",
)  # fmt: skip


@pytest.mark.parametrize(("room", "most"), [(ONE_BY_ONE, 20), (TOGETHER, 16)], ids=["one by one", "facts together"])
def test_contributions_are_set_up_within(room: tuple[str, ...], most: int) -> None:
    talk, sent, seen = Talk(), 0, ""
    for words in (*ELIGIBLE, *room, *SET_UP):
        talk.say(words)
        sent, seen = sent + 1, seen + talk.text
    assert "Your after-tax room for 2026: $42,100" in seen
    assert "Contributions are set up at Fidelity" in talk.text
    assert sent <= most


def test_known_facts_are_confirmed_once_with_all_that_counts() -> None:
    talk = Talk()
    for words in (*ELIGIBLE, *ONE_BY_ONE[:-1]):
        talk.say(words)
    assert "Is that right?" in talk.text
    for line in ("Pay for the year: $180,000", "The plan's own cap: no cap", "Expected true-up: $0"):
        assert line in talk.text
    talk.say("yes")
    assert "Your after-tax room for 2026: $42,100" in talk.text


@pytest.mark.parametrize(("room", "most"), [(ONE_BY_ONE, 29), (TOGETHER, 25)], ids=["one by one", "facts together"])
def test_the_tax_form_is_reached_within(room: tuple[str, ...], most: int) -> None:
    before = (*ELIGIBLE, *room, *SET_UP)
    talk = Talk()
    for words in before:
        talk.say(words)
    talk.today = date(2027, 2, 2)
    for words in TAX_FORM:
        talk.say(words)
    assert "box 1 $12,000, box 2a $100, box 5 $11,900" in talk.text
    assert len(before) + len(TAX_FORM) <= most

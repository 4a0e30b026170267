"""What has not happened, and what only another clause denies."""

import pytest

from nlu.intentions import is_not_done, says_who_did

DONE = [
    "they sent 640 back, HR says I was never on the list",
    "converted 2,900 on Nov 3 and the plan didn't withhold a cent",
    "put in 750 on the 13th, I need to tell my accountant",
    "rolled 8,000 over last week because I couldn't wait any longer",
]
NOT_DONE = [
    "I haven't put in the 750 yet",
    "going to convert 2,900",
    "converted 2,900, it is pending till Thursday",
    "put in 750 on Nov 3, but it never went through",
    "I was about to roll 8,000 over. I didn't",
    "750 should go in next week",
]


@pytest.mark.parametrize("text", DONE)
def test_what_is_denied_of_something_else_leaves_what_happened(text: str) -> None:
    assert not is_not_done(text)


@pytest.mark.parametrize("text", NOT_DONE)
def test_what_is_denied_of_the_money_has_not_happened(text: str) -> None:
    assert is_not_done(text)


@pytest.mark.parametrize(("text", "says"), [("we just rolled 900", True), ("a conversion of 900", False)])
def test_it_is_heard_whether_somebody_is_said_to_have_done_it(text: str, says: bool) -> None:
    assert says_who_did(text) is says

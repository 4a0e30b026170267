"""A check that the plan sent, by its payee."""

from datetime import date

import pytest

from nlu.plan_checks import read_plan_check

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "payee"),
    [
        ("a check over 7,320 arrived on nov 9, made out to me", "me"),
        ("they cut me a check for 7,320 on nov 9, it is in my name", "me"),
        ("got a 7,320 check on nov 9, payable to Schwab for my benefit", "custodian"),
        ("check for 7,320 came on nov 9, made out to Vanguard fbo me", "custodian"),
        ("the plan mailed me a check of 7,320 on nov 9, 7,300 of it mine", ""),
    ],
)
def test_the_payee_is_read_or_left_open(text: str, payee: str) -> None:
    assert read_plan_check(text, TODAY) == payee


@pytest.mark.parametrize(
    "text",
    [
        "my paycheck of nov 6 had 7,320 gross",
        "can you check whether 7,320 arrived",
        "rolled the check of 7,320 over to my Roth IRA on nov 9",
        "a refund check of 320 came on nov 9",
        "got a check on nov 9",
        "what happens with a check made out to me for 7,320?",
    ],
)
def test_other_checks_are_none(text: str) -> None:
    assert read_plan_check(text, TODAY) is None

"""The same dollars again and again, told in words."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from nlu.regular_sums import amend, read_regular_sum

TODAY = date(2026, 11, 24)

TOLD: dict[str, dict[str, Any]] = {
    "I've put in 640 every other week since January 16": {
        "amount": Decimal(640), "every": "biweekly", "since": date(2026, 1, 16), "since_day": True, "money": "",
    },
    "$900 a month after-tax since May": {
        "amount": Decimal(900), "every": "monthly", "since": date(2026, 5, 1), "since_day": False, "money": "after_tax",
    },
    "each check since Sep 4 i put 620 in, that makes 6 by now, correct?": {
        "amount": Decimal(620), "every": "paycheck", "since": date(2026, 9, 4), "count": 6,
    },
    "310 per paycheck, 17 paychecks so far": {"amount": Decimal(310), "every": "paycheck", "count": 17, "since": None},
    "from each check 275 goes into my pretax 401k, all year": {
        "amount": Decimal(275), "every": "paycheck", "money": "deferral", "account": "pretax",
    },
    "contributed 450 weekly from March 6 until June 26 to after tax": {
        "every": "weekly", "since": date(2026, 3, 6), "until": date(2026, 6, 26), "money": "after_tax",
    },
    "put in six hundred a month from February to October": {
        "amount": Decimal(600), "until": date(2026, 10, 31), "since_day": False,
    },
    "500 on the 1st and 15th of each month since July after tax": {"every": "semimonthly", "days": (1, 15)},
    "been doing 2000 a month after tax since April": {"amount": Decimal(2000), "since": date(2026, 4, 1)},
}  # fmt: skip
NOT_TOLD = [
    "I make 9,000 a month since January",
    "my employer puts in 200 per check since March",
    "I'll put in 700 every two weeks from January 8",
    "should I have put in 700 a month since January?",
    "500 a month into my Roth IRA since January",
    "I converted 900 every month since January",
    "I defer 700 per paycheck",
    "my wife has put in 300 a month since June",
    "contributed 1,500 on Nov 13",
    "remind me every two weeks",
    "I can spare 600 a paycheck, 2 left this year",
    "12% goes in every paycheck since January",
]


@pytest.mark.parametrize(("text", "expected"), TOLD.items())
def test_a_regular_sum_is_read_with_its_rhythm_and_its_days(text: str, expected: dict[str, Any]) -> None:
    found = read_regular_sum(text, TODAY)
    assert found is not None
    assert {name: getattr(found, name) for name in expected} == expected


@pytest.mark.parametrize("text", NOT_TOLD)
def test_other_money_and_what_is_to_come_is_no_regular_sum(text: str) -> None:
    assert read_regular_sum(text, TODAY) is None


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("no, 660", {"amount": Decimal(660)}),
        ("since February 13", {"since": date(2026, 2, 13), "since_day": True}),
        ("it was pre-tax", {"money": "deferral", "account": "pretax"}),
        ("until the end of October", {"until": date(2026, 10, 31)}),
        ("every two weeks, the last was November 20", {"every": "biweekly", "payday": date(2026, 11, 20)}),
    ],
)
def test_what_was_worked_out_is_corrected_in_few_words(text: str, changed: dict[str, Any]) -> None:
    told = read_regular_sum("640 per paycheck into after-tax since January", TODAY)
    assert told is not None
    found = amend(told, text, TODAY)
    assert found is not None
    assert {name: getattr(found, name) for name in changed} == changed


def test_a_bare_number_counts_only_where_it_was_asked_how_often() -> None:
    told = read_regular_sum("640 per paycheck into after-tax since January", TODAY)
    assert told is not None
    asked = amend(told, "21", TODAY, asked=True)
    assert asked is not None
    assert (asked.count, asked.amount) == (21, Decimal(640))
    assert amend(told, "thanks", TODAY) is None


def test_the_day_of_a_check_is_the_day_it_began() -> None:
    told = read_regular_sum("350 a check since the Aug 7 check, biweekly", TODAY)
    assert told is not None
    assert (told.amount, told.every, told.since) == (Decimal(350), "biweekly", date(2026, 8, 7))

"""Money that went in on a day is a movement, whatever the verb, the dollars and the way the day is written."""

from datetime import date
from decimal import Decimal

import pytest

from nlu.put_in import read_put_in

TODAY = date(2026, 11, 24)  # a Tuesday

WORDINGS = (
    "I put in {amount} {day}",
    "put {amount} in {day}",
    "contributed {amount} {day}",
    "sent in {amount} {day}",
    "added {amount} {day}",
    "{day} I paid in {amount}",
    "my after-tax {day} was {amount}",
    "{day} {amount} after tax",
    "made a contribution of {amount} {day}",
    "{amount} went into the after-tax bucket {day}",
)
AMOUNTS = {
    "640": "640",
    "2,300": "2300",
    "2300": "2300",
    "$3,750": "3750",
    "11,000": "11000",
    "815.25": "815.25",
    "12k": "12000",
}
DAYS = {
    "on sep 25": "2026-09-25",
    "on jan 9": "2026-01-09",
    "on feb 27": "2026-02-27",
    "on 10/9": "2026-10-09",
    "on October 9": "2026-10-09",
    "on 2026-07-17": "2026-07-17",
    "on nov 13th": "2026-11-13",
    "today": "2026-11-24",
    "yesterday": "2026-11-23",
    "last friday": "2026-11-20",
    "on the 18th": "2026-11-18",
}


@pytest.mark.parametrize("wording", WORDINGS)
@pytest.mark.parametrize("amount", AMOUNTS)
@pytest.mark.parametrize("day", DAYS)
def test_dollars_and_a_day_make_a_contribution(wording: str, amount: str, day: str) -> None:
    told = read_put_in(wording.format(amount=amount, day=day), TODAY)
    assert told is not None
    assert (told.kind, told.reading.amount) == ("contributed", Decimal(AMOUNTS[amount]))
    assert told.reading.day == date.fromisoformat(DAYS[day])


@pytest.mark.parametrize(
    ("text", "kind", "account"),
    [
        ("deferred 1,020 on oct 23", "deferred", ""),
        ("my deferral on oct 23 was 1,020", "deferred", ""),
        ("put in 1,020 pre-tax on oct 23", "deferred", "pretax"),
        ("put 1,020 into my Roth 401(k) on oct 23", "deferred", "roth_401k"),
        ("the company matched 510 on oct 23", "matched", ""),
        ("they put in a match of 510 on oct 23", "matched", ""),
        ("510 match on oct 23", "matched", ""),
    ],
)
def test_other_money_keeps_its_kind(text: str, kind: str, account: str) -> None:
    told = read_put_in(text, TODAY)
    assert told is not None
    assert (told.kind, told.reading.account, told.reading.day) == (kind, account, date(2026, 10, 23))


@pytest.mark.parametrize(
    ("text", "day", "unsure"),
    [
        ("after-tax ytd is 6,150 on my oct 23 stub", "2026-10-23", ""),
        ("year to date match is 3,900", "2026-11-24", "day"),
        ("pre-tax year to date 19,300 on my stub of Nov 6", "2026-11-06", ""),
    ],
)
def test_a_sum_of_the_year_is_a_checkpoint(text: str, day: str, unsure: str) -> None:
    told = read_put_in(text, TODAY)
    assert told is not None
    assert told.reading.to_date
    assert (told.reading.day, told.reading.unsure) == (date.fromisoformat(day), unsure)


def test_the_plan_alone_does_not_tell_which_money_it_was() -> None:
    told = read_put_in("put 640 into my 401k on oct 23", TODAY)
    assert told is not None
    assert told.reading.unsure == "money"


@pytest.mark.parametrize(
    "text",
    [
        "I want to put in 1,250 on dec 4",
        "could I put in 640 today?",
        "put 640 in",
        "put 6,500 into my IRA on feb 3",
        "put 2,900 in my hsa on feb 3",
        "had I not put in 640 on oct 23, if I had waited",
        "put 8% in on oct 23",
        "my pay is 240k since oct 23",
        "I make 240k and put in 640 today",
        "my husband put in 640 on oct 23",
        "converted 640 on oct 23",
        "the plan sent back 640 on oct 23",
        "put in 640 each month, the last on oct 23",
        "the after-tax balance on oct 23 was 6,400",
        "my company contributed 900 on oct 23",
        "we left Acme in June. I had put 5,100 in there",
        "put in 7,300 this year before I left in april",
        "paid 1,900 in taxes on apr 15",
    ],
)
def test_what_is_planned_elsewhere_or_of_others_is_none(text: str) -> None:
    assert read_put_in(text, TODAY) is None

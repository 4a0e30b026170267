"""Movements that are told by the one before them, days in words, and dollars of another account."""

from datetime import date
from decimal import Decimal

import pytest

from nlu.movements.chains import what_happened
from nlu.movements.reading import read_movement
from nlu.movements.several import read_movements, tells_more_than_one

TODAY = date(2026, 11, 24)  # a Tuesday

CHAINS = {
    "10/16 after-tax 940, auto converted the same day, no growth": [
        ("contributed", 940, "2026-10-16"),
        ("converted", 940, "2026-10-16"),
    ],
    "Oct 30 after tax 720 and converted it right away": [
        ("contributed", 720, "2026-10-30"),
        ("converted", 720, "2026-10-30"),
    ],
    "put in 1,200 after tax on Nov 6 and converted it the next day": [
        ("contributed", 1200, "2026-11-06"),
        ("converted", 1200, "2026-11-07"),
    ],
    "contributed 2,000 on Nov 6 and rolled it to my Roth IRA on Nov 9": [
        ("contributed", 2000, "2026-11-06"),
        ("rolled", 2000, "2026-11-09"),
    ],
    "contributed 700 on Oct 9 and the same again on Oct 23, both converted two days later": [
        ("contributed", 700, "2026-10-09"),
        ("contributed", 700, "2026-10-23"),
        ("converted", 700, "2026-10-11"),
        ("converted", 700, "2026-10-25"),
    ],
    "contributed 900 on May 4 and 800 on June 4, then all of it was rolled to my Roth IRA on June 10": [
        ("contributed", 900, "2026-05-04"),
        ("contributed", 800, "2026-06-04"),
        ("rolled", 1700, "2026-06-10"),
    ],
    "contributed 950 on the third of March, and again on the seventh of April, though only 650": [
        ("contributed", 950, "2026-03-03"),
        ("contributed", 650, "2026-04-07"),
    ],
}


@pytest.mark.parametrize("text", CHAINS)
def test_what_follows_has_the_dollars_of_what_was_told_before(text: str) -> None:
    found = read_movements(text, TODAY, "contributed")
    assert [(one.kind, one.amount, one.day) for one in found] == [
        (kind, Decimal(amount), date.fromisoformat(day)) for kind, amount, day in CHAINS[text]
    ]


def test_the_kind_that_the_whole_message_is_taken_for_does_not_matter() -> None:
    found = read_movements("contributed 2,000 on Nov 6 and rolled it to my Roth IRA on Nov 9", TODAY, "rolled")
    assert [one.kind for one in found] == ["contributed", "rolled"]


def test_a_day_that_only_follows_from_the_week_has_to_be_asked() -> None:
    _, converted = read_movements("contributed 500 on Nov 2, converted that week", TODAY, "contributed")
    assert converted.unsure == "day"


@pytest.mark.parametrize(
    "text",
    [
        "contributed 500 on Nov 2, not converted yet",
        "contributed 500 on Nov 2 and want to convert it",
        "contributed 500 on Nov 2",
        "withdrew 3,000 on Nov 2, it was money converted in 2022",
    ],
)
def test_what_did_not_happen_is_no_second_movement(text: str) -> None:
    assert not tells_more_than_one(text, TODAY, "")


def test_a_rollover_that_was_parted_makes_one_entry_for_each_ira() -> None:
    text = "rolled out on Nov 9: 21,000 basis went to the Roth IRA and 1,300 growth went to the rollover IRA"
    found = read_movements(text, TODAY, "rolled")
    assert [(one.amount, one.account, one.own) for one in found] == [
        (Decimal(21000), "roth_ira", Decimal(21000)),
        (Decimal(1300), "traditional_ira", Decimal(0)),
    ]


def test_dollars_of_another_account_and_dollars_to_come_are_left_out() -> None:
    brokerage = "I took 9,000 out of my brokerage for the roof, and contributed 1,100 after tax on Oct 2"
    reading = read_movement(what_happened(brokerage), TODAY, "contributed")
    assert reading is not None
    assert (reading.amount, reading.day) == (Decimal(1100), date(2026, 10, 2))
    assert "4,000" not in what_happened("contributed 1,100 on Oct 2, the employer's 4,000 is still due")
    assert what_happened("the 4,000 is still due") == "the 4,000 is still due"


def test_so_many_times_the_same_at_the_ends_of_months_is_a_list() -> None:
    found = read_movements(
        "contributed 2 x $1,150 after tax so far, end of September and October", TODAY, "contributed"
    )
    assert [(one.amount, one.day) for one in found] == [
        (Decimal(1150), date(2026, 9, 30)),
        (Decimal(1150), date(2026, 10, 31)),
    ]


def test_a_day_in_words_is_the_day() -> None:
    reading = read_movement("rolled 8,100 to my Roth IRA on the twenty-first of September", TODAY, "rolled")
    assert reading is not None
    assert (reading.day, reading.unsure) == (date(2026, 9, 21), "")


def test_dollars_in_words_stay_one_number() -> None:
    text = "converted thirty-one thousand two hundred and five dollars on Nov 3"
    reading = read_movement(text, TODAY, "converted")
    assert reading is not None
    assert reading.amount == Decimal(31205)


def test_the_year_that_money_is_of_is_not_the_year_it_was_taken_out() -> None:
    reading = read_movement("withdrew 2,000 from my Roth IRA in May, money from 2021", TODAY, "withdrew")
    assert reading is not None
    assert reading.day.year == 2026

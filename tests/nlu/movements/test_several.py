"""Messages with several movements: each with its dollars and day, or nothing at all."""

from datetime import date
from decimal import Decimal

import pytest

from nlu.movements.several import left_out, read_movements

TODAY = date(2026, 11, 24)

SEVERAL = {
    "900 went in on the 6th and the 20th": [
        ("contributed", "900", "2026-11-06"), ("contributed", "900", "2026-11-20"),
    ],
    "640 after tax each on Oct 9, 23 and 30": [
        ("contributed", "640", "2026-10-09"), ("contributed", "640", "2026-10-23"),
        ("contributed", "640", "2026-10-30"),
    ],
    "820 on the 6th, 820 on the 20th, converted 1,640 on 11/23": [
        ("contributed", "820", "2026-11-06"), ("contributed", "820", "2026-11-20"),
        ("converted", "1640", "2026-11-23"),
    ],
    "payroll withheld 730 for the after-tax account on Nov 13, and it got swept to roth on Nov 16": [
        ("contributed", "730", "2026-11-13"), ("converted", "730.00", "2026-11-16"),
    ],
    "contributed 1,500 on Oct 2 and 1,450 on Oct 16": [
        ("contributed", "1500", "2026-10-02"), ("contributed", "1450", "2026-10-16"),
    ],
    "put in 420 on Sep 11, 450 on Sep 25, 480 on 10/9": [
        ("contributed", "420", "2026-09-11"), ("contributed", "450", "2026-09-25"),
        ("contributed", "480", "2026-10-09"),
    ],
    "Put in 1,500 today. Converted 1,490 today.": [
        ("contributed", "1500", "2026-11-24"), ("converted", "1490", "2026-11-24"),
    ],
    "put in 1,500 today and converted 1,490 of it": [
        ("contributed", "1500", "2026-11-24"), ("converted", "1490", "2026-11-24"),
    ],
    "contributed 1,500 each on Oct 2, Oct 16 and Oct 30": [
        ("contributed", "1500", "2026-10-02"), ("contributed", "1500", "2026-10-16"),
        ("contributed", "1500", "2026-10-30"),
    ],
    "contributed 1,500 on 10/2, 10/16, and 10/30": [
        ("contributed", "1500", "2026-10-02"), ("contributed", "1500", "2026-10-16"),
        ("contributed", "1500", "2026-10-30"),
    ],
    "contributed 1,500 on Nov 13\nconverted 1,505 on Nov 16\nwithdrew 200 on Nov 18": [
        ("contributed", "1500", "2026-11-13"), ("converted", "1505", "2026-11-16"), ("withdrew", "200", "2026-11-18"),
    ],
    "Sep 25: after-tax 1,150\nOct 9: after-tax 1,150\nOct 12: converted 2,306": [
        ("contributed", "1150", "2026-09-25"), ("contributed", "1150", "2026-10-09"),
        ("converted", "2306", "2026-10-12"),
    ],
    "rolled over 8,085 on Nov 3, 8,000 to my Roth IRA and 85 to a traditional IRA": [
        ("rolled", "8000", "2026-11-03"), ("rolled", "85", "2026-11-03"),
    ],
    "rolled over on Nov 3: 8,000 to the Roth IRA, 85 to the rollover IRA": [
        ("rolled", "8000", "2026-11-03"), ("rolled", "85", "2026-11-03"),
    ],
    "rolled 4,000 to my Roth IRA on Nov 3 and 45 to a traditional IRA on Nov 3": [
        ("rolled", "4000", "2026-11-03"), ("rolled", "45", "2026-11-03"),
    ],
}  # fmt: skip
ONE_OR_UNSURE = [
    "converted 12,150 last Friday, 12,000 of it mine",
    "converted 5,000 and 20 of it growth today",
    "contributed 1,500 and 1,450",
    "contributed 1,500 from Oct 2 to Oct 30",
    "contributed 900 each payday",
    "contributed about 1,500 on Oct 2 and 1,450 on Oct 16",
    "I make 200,000 and contributed 1,500 today",
]


MONTHS = {
    "in march 3,000 and in april 2,000 went after-tax": [("3000", "2026-03-31", False), ("2000", "2026-04-30", False)],
    "put in 4,200 after tax in september and 3,800 on oct 23": [
        ("4200", "2026-09-30", False), ("3800", "2026-10-23", True),
    ],
}  # fmt: skip


@pytest.mark.parametrize("text", MONTHS)
def test_what_names_a_month_alone_is_of_its_last_day_which_was_not_said(text: str) -> None:
    found = read_movements(text, TODAY, "contributed")
    expected = [(Decimal(amount), date.fromisoformat(day), said) for amount, day, said in MONTHS[text]]
    assert [(one.amount, one.day, one.day_said) for one in found] == expected


@pytest.mark.parametrize("text", SEVERAL)
def test_several_are_read_each_with_its_day(text: str) -> None:
    found = read_movements(text, TODAY, "contributed")
    expected = [(kind, Decimal(amount), date.fromisoformat(day)) for kind, amount, day in SEVERAL[text]]
    assert [(one.kind, one.amount, one.day) for one in found] == expected


def test_what_belongs_to_one_stays_with_it() -> None:
    text = (
        "contributed 1,500 on Nov 13; converted 1,505 on Nov 16, 1,500 of it mine; "
        "the plan sent back 300 on Nov 20, code 8"
    )
    found = read_movements(text, TODAY, "contributed")
    assert [(one.kind, one.amount, one.own, one.code) for one in found] == [
        ("contributed", Decimal(1500), None, ""),
        ("converted", Decimal(1505), Decimal(1500), ""),
        ("refunded", Decimal(300), None, "8"),
    ]


@pytest.mark.parametrize("text", ONE_OR_UNSURE)
def test_one_movement_or_an_unsure_one_makes_no_list(text: str) -> None:
    assert read_movements(text, TODAY, "contributed") == ()


def test_months_without_their_days_stay_unsure() -> None:
    found = read_movements("in march 3,000 and in april 2,000 went after-tax", TODAY, "contributed")
    assert [(one.amount, one.day, one.unsure) for one in found] == [
        (Decimal(3000), date(2026, 3, 31), "day"),
        (Decimal(2000), date(2026, 4, 30), "day"),
    ]


def test_the_day_of_one_is_not_given_to_another_that_has_a_month() -> None:
    found = read_movements("put in 4,000 in September; converted 3,950 on Nov 9", TODAY, "contributed")
    assert [(one.kind, one.day, one.unsure) for one in found] == [
        ("contributed", date(2026, 9, 30), "day"),
        ("converted", date(2026, 11, 9), ""),
    ]


def test_days_by_their_names_and_shares_of_pay_are_worked_out() -> None:
    found = read_movements("halloween 700 and nov 13 10% of 5,200, both after tax", TODAY, "contributed")
    assert [(one.day, one.amount) for one in found] == [
        (date(2026, 10, 31), Decimal(700)),
        (date(2026, 11, 13), Decimal(520)),
    ]


def test_growth_that_went_elsewhere_is_no_part_of_what_went_to_the_roth() -> None:
    text = "on Nov 5 rolled 6k to my Roth IRA and the 150 of gains to the traditional IRA"
    assert [one.amount for one in read_movements(text, TODAY, "rolled")] == [Decimal(6000), Decimal(150)]


def test_two_accounts_with_a_plus_between_are_two_withdrawals() -> None:
    found = read_movements(
        "withdrew 900 from my roth 401k + 300 from the after-tax account, both Nov 2", TODAY, "withdrew"
    )
    assert [(one.amount, one.account) for one in found] == [
        (Decimal(900), "roth_401k"),
        (Decimal(300), "after_tax"),
    ]


def test_of_a_rollover_parted_between_two_iras_own_money_goes_to_the_roth_one() -> None:
    own, untaxed = read_movements(
        "rolled over 8,085 on Nov 3, 8,000 to my Roth IRA and 85 to a traditional IRA", TODAY, "rolled"
    )
    assert (own.account, own.own) == ("roth_ira", Decimal(8000))
    assert (untaxed.account, untaxed.own) == ("traditional_ira", Decimal(0))


def test_parts_that_do_not_come_to_their_sum_are_not_kept() -> None:
    assert (
        read_movements("rolled over 8,500 on Nov 3, 8,000 to my Roth IRA and 85 to a traditional IRA", TODAY, "rolled")
        == ()
    )


def test_a_stretch_of_months_is_told_month_by_month() -> None:
    found = read_movements("contributed 800 each month March thru May", TODAY, "contributed")
    assert [(one.amount, one.day.month, one.unsure) for one in found] == [
        (Decimal(800), month, "day") for month in (3, 4, 5)
    ]


def test_a_verb_at_the_end_is_said_of_all() -> None:
    found = read_movements("900 on Oct 2 and 950 on Oct 16 converted", TODAY, "converted")
    assert {one.kind for one in found} == {"converted"}


def test_what_went_into_an_ira_of_ones_own_is_left_out() -> None:
    assert left_out("contributed 5,000 to my Roth IRA in March and 900 after tax on May 8", TODAY) == (Decimal(5000),)
    assert left_out("rolled 5,000 to my Roth IRA on March 3 and 90 to my traditional IRA", TODAY) == ()


def test_what_was_moved_on_a_weekday_was_moved_after_it_went_in() -> None:
    went_in, moved = read_movements("put in 900 after tax friday, and it was moved to roth on Tuesday", TODAY)
    assert (went_in.day, moved.day) == (date(2026, 11, 20), date(2026, 11, 24))

"""Messages on what happened, read into movements: kind, dollars, own part, day, and what has to be asked."""

from datetime import date
from decimal import Decimal

import pytest

from nlu.movements.amounts import moves_the_rest
from nlu.movements.days import read_day
from nlu.movements.reading import read_movement

TODAY = date(2026, 11, 24)  # a Tuesday


@pytest.mark.parametrize(
    ("text", "kind", "amount", "own", "day"),
    [
        ("contributed $1,500 yesterday", "contributed", "1500", None, "2026-11-23"),
        ("put 2.2k in after-tax on the 13th", "contributed", "2200", None, "2026-11-13"),
        ("my bonus paid out and 6,400 of it went after-tax today", "contributed", "6400", None, "2026-11-24"),
        ("contributed 1,250 on Nov 6, my salary is 210k", "contributed", "1250", None, "2026-11-06"),
        ("put in 1,900 on Nov 3 but haven't converted it yet", "contributed", "1900", None, "2026-11-03"),
        ("contributed 640 on 11/13. no conversion yet", "contributed", "640", None, "2026-11-13"),
        ("converted 12,050 on Oct 30, 12,000 of it mine", "converted", "12050", "12000", "2026-10-30"),
        ("converted 25,300 on 9/4, 25k of it contributions", "converted", "25300", "25000", "2026-09-04"),
        ("converted 4,150 today, 150 growth", "converted", "4150", "4000", "2026-11-24"),
        ("converted 3,000 + 8 earnings on 11/13", "converted", "3008", "3000", "2026-11-13"),
        ("converted 4,300 on Oct 21, it had gone up to 4,317.50", "converted", "4317.50", "4300", "2026-10-21"),
        ("rolled 6,000 to my Roth IRA on 10/5, by then it had grown to 6,090", "rolled", "6090", "6000", "2026-10-05"),
        ("converted 2,400 on Sep 8, it had fallen to 2,371", "converted", "2371", "2371", "2026-09-08"),
        ("converted 2,400 on Sep 8, and it has grown to 2,600 since", "converted", "2400", None, "2026-09-08"),
        ("converted 5,000 of the 9,000 today", "converted", "5000", None, "2026-11-24"),
        ("rolled 7,700 of my own plus 45 earnings to my Roth IRA on Nov 9", "rolled", "7745", "7700", "2026-11-09"),
        ("refund of 902 on March 10, 12 of it earnings, code 8", "refunded", "902", "890", "2026-03-10"),
        ("an excess deferral of 1,700 was sent back on May 2", "refunded", "1700", None, "2026-05-02"),
        ("2,620 came back on May 4, 2,500 excess deferral and 120 earnings", "refunded", "2620", "2500", "2026-05-04"),
        ("1,250 came back on May 4, 1,200 I deferred too much and 50 gains", "refunded", "1250", "1200", "2026-05-04"),
        ("withdrew 3,300 from my roth ira on oct 2", "withdrew", "3300", None, "2026-10-02"),
        ("converted 6k last friday", "converted", "6000", None, "2026-11-20"),
        ("rolled 85 of earnings to a traditional IRA on Nov 3", "rolled", "85", "0", "2026-11-03"),
        ("rolled 85 to a traditional IRA on Nov 3, none of it mine", "rolled", "85", "0", "2026-11-03"),
    ],
)  # fmt: skip
def test_a_plain_message_is_read_whole(text: str, kind: str, amount: str, own: str | None, day: str) -> None:
    reading = read_movement(text, TODAY)
    assert reading is not None
    assert (reading.kind, reading.amount) == (kind, Decimal(amount))
    assert reading.own == (None if own is None else Decimal(own))
    assert (reading.day, reading.unsure) == (date.fromisoformat(day), "")


@pytest.mark.parametrize(
    ("text", "kind", "unsure"),
    [
        ("contributed 1,500", "contributed", "day"),
        ("contributed 1,500 in march", "contributed", "day"),
        ("contributed 1,500 on 12/18", "contributed", "day"),
        ("contributed 1,500 before nov 15", "contributed", "day"),
        ("contributed about 1,500 today", "contributed", "amount"),
        ("contributed 1,400 to 1,600 today", "contributed", "amount"),
        ("made a conversion of 7.250 usd today", "converted", "amount"),
        ("contributed 15 today", "contributed", "amount"),
        ("contributed 900 on sept 18 and 900 on oct 2", "contributed", "several"),
        ("contributed 900 each payday", "contributed", "several"),
        ("in march 3,000 and in april 2,000 went after-tax", "contributed", "several"),
        ("contributed 1,500 on 12/31/2026", "contributed", "future"),
        ("rolled 2,205 on Nov 3", "rolled", "account"),
        ("an excess deferral of 1,700 was sent back on April 2", "refunded", "year"),
    ],
)
def test_what_is_not_plain_is_marked(text: str, kind: str, unsure: str) -> None:
    reading = read_movement(text, TODAY, kind)
    assert reading is not None
    assert reading.unsure == unsure


@pytest.mark.parametrize(
    "text",
    [
        "did i contribute 1,500 too much?",
        "should I convert 4,000 now",
        "I will contribute 1,500 tomorrow",
        "I haven't converted the 4,000 yet",
        "left the company on sept 4. 7k of after tax sat there, never rolled over",
        "3,100 after-tax money since march, none of it converted yet",
        "my 2,600 is still unconverted as of nov 1",
        "my wife contributed 1,500 today",
        "what if I converted 4,000",
        "contributed again today",
        "contributed 500 pre-tax today",
        "contributed €900 today",
        "contributed 10% today",
        "converted in 2025",
    ],
)
def test_nothing_is_read_where_nothing_happened_or_no_dollars_are_told(text: str) -> None:
    assert read_movement(text, TODAY) is None


@pytest.mark.parametrize(
    ("text", "amount", "day", "unsure"),
    [
        ("year to date after-tax is 18,400 on my stub of Nov 15", "18400", "2026-11-15", ""),
        ("stub of 11/20: after-tax current 1,275 ytd 26,775", "26775", "2026-11-20", ""),
        ("contributed 9,000 so far this year", "9000", "2026-11-24", "day"),
    ],
)
def test_a_year_to_date_figure_is_told_apart(text: str, amount: str, day: str, unsure: str) -> None:
    reading = read_movement(text, TODAY, "contributed")
    assert reading is not None
    assert reading.to_date
    assert (reading.amount, reading.day, reading.unsure) == (Decimal(amount), date.fromisoformat(day), unsure)


@pytest.mark.parametrize(
    ("text", "code", "reason", "for_year"),
    [
        ("the plan sent back 2,100 yesterday, code 8", "8", "", None),
        ("refund of 2,100 yesterday, code E", "E", "annual_additions", None),
        ("refund of 2,100 on feb 20, code P", "P", "deferral_excess", 2025),
        ("ACP refund of 2,100 on feb 20 for 2025", "", "acp_after_tax", 2025),
        ("over-deferred, got 2,100 back on march 3", "", "deferral_excess", 2025),
        ("over-deferred, got 2,100 back on may 3", "", "deferral_excess", None),
        ("over-deferred, got 2,100 back on march 3, code 8", "8", "deferral_excess", None),
    ],
)
def test_a_refund_says_why(text: str, code: str, reason: str, for_year: int | None) -> None:
    reading = read_movement(text, TODAY, "refunded")
    assert reading is not None
    assert (reading.code, reading.reason, reading.for_year) == (code, reason, for_year)


def test_words_that_name_another_kind_make_it_unsure() -> None:
    reading = read_movement("converted 4,000 today", TODAY, "contributed")
    assert reading is not None
    assert (reading.kind, reading.unsure) == ("converted", "kind")


@pytest.mark.parametrize(
    "text",
    [
        "1,900 moved from after-tax into roth today",
        "an IPRR of 1,900 cleared today",
        "today 1,900 went over to the roth side",
        "1,900 of aftertax swept to roth this morning",
    ],
)
def test_where_the_money_went_decides_over_what_the_message_is_taken_for(text: str) -> None:
    reading = read_movement(text, TODAY, "contributed")
    assert reading is not None
    assert (reading.kind, reading.amount, reading.unsure) == ("converted", Decimal(1900), "")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("the firm deposited its yearly contribution today, 9,000", "contributed"),
        ("they put in 9,000 for me today", "contributed"),
        ("got a profit sharing contribution of 9,000 today", "contributed"),
        ("the true-up went in on friday, 1,240.75", "contributed"),
        ("bonus day: 26k gross on 11/13, a third of it went after tax", "contributed"),
        ("her after-tax money was converted yesterday, 2,000 in all", "converted"),
        ("his balance got converted yesterday, 2,000", "converted"),
    ],
)
def test_money_of_the_employer_or_of_somebody_else_is_no_movement_of_ones_own(text: str, kind: str) -> None:
    assert read_movement(text, TODAY, kind) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [("it was on nov 3", date(2026, 11, 3)), ("some day", None), ("on the 0th", None), ("on 12/31/2026", None)],
)
def test_a_day_is_read_alone(text: str, day: date | None) -> None:
    assert read_day(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "all_of_it"),
    [
        ("converted the rest on Nov 20, 2,310", True),
        ("rolled over everything that was left", True),
        ("moved the whole after-tax balance", True),
        ("converted 900, the rest stays", False),
        ("converted half of the rest", False),
        ("rest of the year is fine", False),
    ],
)
def test_what_is_moved_as_the_rest_is_all_that_was_left(text: str, all_of_it: bool) -> None:
    assert moves_the_rest(text) is all_of_it


@pytest.mark.parametrize(
    ("text", "day", "said"),
    [
        ("I just noticed that the October paycheck had 640 of after-tax in it", date(2026, 10, 31), False),
        ("found out today that payroll put in 640 after-tax on Nov 6", date(2026, 11, 6), True),
        ("just put in 640 after-tax", date(2026, 11, 24), True),
        ("I just put in 640 after-tax last Tuesday", date(2026, 11, 17), True),
        ("just put in 640 after-tax on the 13th", date(2026, 11, 13), True),
        ("the year before last I put in 640 after-tax", date(2024, 12, 31), False),
    ],
)
def test_the_day_on_which_something_was_learned_is_not_the_day_on_which_it_happened(
    text: str, day: date, said: bool
) -> None:
    reading = read_movement(text, TODAY, "contributed")
    assert reading is not None
    assert (reading.day, reading.day_said) == (day, said)

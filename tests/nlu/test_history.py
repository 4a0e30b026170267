"""Tables of a provider's history: read for sure, or given back."""

from datetime import date
from decimal import Decimal

import pytest

from nlu.history import MOST_ROWS, History, looks_like_history, read_history

TODAY = date(2026, 11, 24)

QUOTED = """Date,Transaction Type,Amount
11/13/2026,After-Tax Contribution,"$1,500.00"
11/13/2026,Pre-Tax Contribution,$900.00
11/13/2026,Employer Match,450
11/16/2026,Roth In-Plan Conversion,"(1,505.00)"
11/16/2026,Roth In-Plan Conversion,"1,505.00"
11/20/2026,Dividend,12.11
11/30/2026,After-Tax Contribution,1500
"""
OTHER_ORDER = """Amount;Description;Posted date
1,500.00;AFTER-TAX CONTRIBUTION;2026-10-02
-300.00;Corrective distribution of after-tax;2026-03-10
"""
LINES = """11/13/2026 After-tax contribution $1,500.00
10/30/2026 After-tax contribution $1,450.00
Nov 2, 2026 in-plan conversion $2,960.12
Target 2045 fund dividend 10/1/2026 $5.00
"""
TABS = (
    "Date\tSource\tAmount\tShares\n10/02/26\tAfter Tax\t1,500.00\t12.331\n"
    "10/16/26\tAfter Tax\t($20.00)\t1\n10/16/26\tRoth 401(k) contribution\t200\t3\n"
)


def rows(history: History) -> list[tuple[str, str, Decimal, str]]:
    return [(one.kind, one.day.isoformat(), one.amount, one.account) for one in history.rows]


def test_a_quoted_table_with_headers_is_read_and_a_conversion_that_is_booked_twice_counts_once() -> None:
    found = read_history(QUOTED, TODAY)
    assert rows(found) == [
        ("contributed", "2026-11-13", Decimal("1500.00"), ""),
        ("deferred", "2026-11-13", Decimal("900.00"), "pretax"),
        ("matched", "2026-11-13", Decimal(450), ""),
        ("converted", "2026-11-16", Decimal("1505.00"), ""),
    ]
    assert found.others == 1, "the dividend"
    assert found.unread == ("11/30/2026,After-Tax Contribution,1500",), "its day is still to come"


def test_the_headers_may_stand_in_any_order_and_a_minus_is_read() -> None:
    assert rows(read_history(OTHER_ORDER, TODAY)) == [
        ("contributed", "2026-10-02", Decimal("1500.00"), ""),
        ("refunded", "2026-03-10", Decimal("300.00"), "after_tax"),
    ]


def test_lines_without_headers_are_read() -> None:
    assert rows(read_history(LINES, TODAY)) == [
        ("contributed", "2026-11-13", Decimal("1500.00"), ""),
        ("contributed", "2026-10-30", Decimal("1450.00"), ""),
        ("converted", "2026-11-02", Decimal("2960.12"), ""),
    ]


def test_a_contribution_taken_back_is_never_guessed_at() -> None:
    found = read_history(TABS, TODAY)
    assert rows(found) == [
        ("contributed", "2026-10-02", Decimal("1500.00"), ""),
        ("deferred", "2026-10-16", Decimal(200), "roth_401k"),
    ]
    assert len(found.unread) == 1


@pytest.mark.parametrize("text", [QUOTED, OTHER_ORDER, LINES, TABS])
def test_a_table_is_recognised(text: str) -> None:
    assert looks_like_history(text)


@pytest.mark.parametrize(
    "text",
    [
        "contributed 1,500 on Nov 13\nconverted 1,505 on Nov 16",
        "I am 42\nI earn 400,000\nthey match 4%",
        "The plan year ends 12/31/2026.\nParticipants may contribute up to 10% of pay.\nSee page 12.",
        "",
        "11/13/2026",
    ],
)
def test_a_message_is_no_table(text: str) -> None:
    assert not looks_like_history(text)


@pytest.mark.parametrize(
    "text",
    ["(" * 100_000, "1," * 50_000, '"' * 5_000 + "\n" + '11/1/2026,"x,' * 200, "$" * 100_000 + "1", "1" * 100_000,
     "-" * 90_000 + "1", "\x00,\x00\n" * 500, "13/45/2026,After-tax contribution,1\n" * 50,
     "11/1/2026,After-tax contribution,99999999999999999999\n" * 3, "=cmd|'/c calc',11/1/2026,1\n" * 3],
)  # fmt: skip
def test_a_hostile_table_holds_nothing(text: str) -> None:
    assert read_history(text, TODAY).rows == ()


def test_a_wide_gap_in_a_line_is_read_over() -> None:
    found = read_history(("11/1/2026 $5 After-tax" + " " * 900 + "contribution\n") * 3, TODAY)
    assert rows(found) == [("contributed", "2026-11-01", Decimal(5), "")] * 3


def test_only_so_many_rows_are_taken_and_that_is_said() -> None:
    long = "".join(f"11/{day % 28 + 1:02d}/2025,After-tax contribution,{day}.00\n" for day in range(1, MOST_ROWS + 60))
    found = read_history(long, TODAY)
    assert (len(found.rows), found.cut) == (MOST_ROWS, True)


def test_days_that_begin_with_the_day_are_read_and_each_line_keeps_its_kind() -> None:
    found = read_history(
        "25 Sep 2026  EE After-Tax  1,150.00\n25 Sep 2026  EE Pre-Tax  880.00\n25-Sep-26  ER Match  440.00\n"
        "12 Oct 2026  ROTH CONVERSION  -2,306.00\n13 Oct 2026  Fee  -4.00",
        TODAY,
    )
    assert rows(found) == [
        ("contributed", "2026-09-25", Decimal("1150.00"), ""),
        ("deferred", "2026-09-25", Decimal("880.00"), "pretax"),
        ("matched", "2026-09-25", Decimal("440.00"), ""),
        ("converted", "2026-10-12", Decimal("2306.00"), ""),
    ]
    assert found.others == 1

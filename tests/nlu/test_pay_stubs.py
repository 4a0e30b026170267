"""Pay stubs told in words: each amount with its money, its day and its column, or nothing at all."""

from datetime import date

import pytest

from nlu.pay_stubs import names_several_moneys, read_pay_stub

TODAY = date(2026, 11, 30)

CHECKS = {
    "paycheck of the 6th: 510 after-tax, 700 roth, 205 match": [
        ("contributed", "2026-11-06", "510", "", False), ("deferred", "2026-11-06", "700", "roth_401k", False),
        ("matched", "2026-11-06", "205", "", False),
    ],
    "stub of 11/13, pretax 640 and after tax 480; the 27th the same": [
        ("deferred", "2026-11-13", "640", "pretax", False), ("contributed", "2026-11-13", "480", "", False),
        ("deferred", "2026-11-27", "640", "pretax", False), ("contributed", "2026-11-27", "480", "", False),
    ],
}  # fmt: skip
OF_THE_YEAR = {
    "Check date 11/13/2026\nPRE TAX  510.00  11,730.00\nAFT TX  300.00  6,900.00\nER MATCH  255.00  5,865.00": [
        ("deferred", "2026-11-13", "11730.00", "pretax", True), ("contributed", "2026-11-13", "6900.00", "", True),
        ("matched", "2026-11-13", "5865.00", "", True),
    ],
    "payslip Nov 20 ytd: deferrals 18,300 / AT 9,950 / employer 6,120": [
        ("deferred", "2026-11-20", "18300", "pretax", True), ("contributed", "2026-11-20", "9950", "", True),
        ("matched", "2026-11-20", "6120", "", True),
    ],
    "11/20 stub: after-tax current 300 ytd 7,200, match current 150 ytd 3,600": [
        ("contributed", "2026-11-20", "7200", "", True), ("matched", "2026-11-20", "3600", "", True),
    ],
    "stub 11/13 totals: regular 24,500, catch-up 3,000, after tax 4,100": [
        ("deferred", "2026-11-13", "27500", "pretax", True), ("contributed", "2026-11-13", "4100", "", True),
    ],
}  # fmt: skip
NO_STUB = [
    "after-tax 500 on my check of the 6th",
    "age 44, salary 210k, deferral 24,500, match 9,000, after tax 5,000 so far",
    "my stub has after tax 500, match 200 and 77",
    "if my check had 500 after tax and 200 match, what is left?",
    "check today: converted 500 after tax, match 200",
]


@pytest.mark.parametrize("text", [*CHECKS, *OF_THE_YEAR])
def test_each_money_is_read_with_its_day_and_column(text: str) -> None:
    found = read_pay_stub(text, TODAY)
    assert found is not None
    told = [(one.kind, one.day.isoformat(), f"{one.amount:f}", one.account, one.to_date) for one in found.rows]
    assert told == {**CHECKS, **OF_THE_YEAR}[text]


@pytest.mark.parametrize("text", NO_STUB)
def test_what_is_no_stub_for_sure_is_left_to_other_readers(text: str) -> None:
    assert read_pay_stub(text, TODAY) is None


def test_a_day_that_no_month_has_is_none() -> None:
    found = read_pay_stub("check of the 0th: 510 after-tax, 205 match", TODAY)
    assert found is not None
    assert {one.day for one in found.rows} == {TODAY}


def test_lines_of_several_moneys_for_the_year_are_not_one_amount() -> None:
    assert names_several_moneys("YTD\nPre-tax 9,000\nRoth 4,000\nAfter-tax 0")
    assert not names_several_moneys("after-tax ytd 4,000")

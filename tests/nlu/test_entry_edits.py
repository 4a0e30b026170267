"""Which entries of the ledger a message names, and what it wants of them."""

from datetime import date
from decimal import Decimal

import pytest

from nlu.entry_edits import EntryName, asks_back, asks_to_undo, read_entry_edit, read_new_kind, read_other_year

TODAY = date(2026, 11, 24)

NAMED = {
    "scratch the Oct 9 deposit payroll took it back": (
        EntryName(kind="contributed", day=date(2026, 10, 9), until=date(2026, 10, 9)),
        "",
    ),
    "the rollover wasn't on the 9th, it was the 12th": (EntryName(kind="rolled"), "the 12th"),
    "the Oct 9 one had 2.40 of earnings": (
        EntryName(day=date(2026, 10, 9), until=date(2026, 10, 9)),
        "2.40 of earnings",
    ),
    "10/9 should've been 810": (EntryName(day=date(2026, 10, 9), until=date(2026, 10, 9)), "810"),
    "both october deposits were actually my wife's": (
        EntryName(kind="contributed", day=date(2026, 10, 1), until=date(2026, 10, 31), everyone=True, pair=True),
        "my wife's",
    ),
    "delete the rollover": (EntryName(kind="rolled"), ""),
    "remove the 2,310": (EntryName(amount=Decimal(2310)), ""),
    "erase entries 2 and 5": (EntryName((2, 5)), ""),
    "the Sept 11 deposit never happened": (
        EntryName(kind="contributed", day=date(2026, 9, 11), until=date(2026, 9, 11)),
        "",
    ),
    "sorry the 10/23 one never came through, payroll forgot it": (
        EntryName(day=date(2026, 10, 23), until=date(2026, 10, 23)),
        "",
    ),
    "the Oct 9 deposit didn't post because the window was closed": (
        EntryName(kind="contributed", day=date(2026, 10, 9), until=date(2026, 10, 9)),
        "",
    ),
    "the Oct 9 one was 810": (EntryName(day=date(2026, 10, 9), until=date(2026, 10, 9)), "810"),
    "change the date of the conversion to Oct 30": (EntryName(kind="converted"), "Oct 30"),
    "entry 6 went to a traditional IRA": (EntryName((6,)), "a traditional IRA"),
    "sorry, the refund was 412": (EntryName(kind="refunded"), "412"),
    "the conversion of 2,310 was on Nov 3": (EntryName(kind="converted", amount=Decimal(2310)), "Nov 3"),
    "the september contribution was pre-tax": (
        EntryName(kind="contributed", day=date(2026, 9, 1), until=date(2026, 9, 30)),
        "pre tax",
    ),
}
NOT_NAMED = [
    "delete everything",
    "delete my account",
    "the match is 5%",
    "the limit is 24,500",
    "the conversion was 2,950",
    "my contributions were 1,400",
    "my deferral was 24,500 this year",
    "contributed 1,500 on Nov 13",
    "that was a conversion",
    "was the conversion 2,950?",
]


@pytest.mark.parametrize(("text", "expected"), NAMED.items())
def test_entries_are_named_by_number_day_dollars_or_kind(text: str, expected: tuple[EntryName, str]) -> None:
    found = read_entry_edit(text, TODAY)
    assert found is not None
    assert (found.name, found.words) == expected


@pytest.mark.parametrize("text", NOT_NAMED)
def test_what_names_no_entry_or_may_be_told_for_the_first_time_changes_none(text: str) -> None:
    assert read_entry_edit(text, TODAY) is None


@pytest.mark.parametrize(
    "text", ["bring it back", "put that back in", "restore entry 3", "I didn't want to remove that", "wrong one"]
)
def test_what_was_deleted_is_wanted_back(text: str) -> None:
    assert asks_back(text)


@pytest.mark.parametrize("text", ["undo", "please undo that", "undo the last change", "revert it", "change it back"])
def test_the_last_change_is_to_be_undone(text: str) -> None:
    assert asks_to_undo(text)


@pytest.mark.parametrize("text", ["undo entry 3", "can a conversion be undone?", "go back", "bring me to the menu"])
def test_other_wishes_undo_nothing(text: str) -> None:
    assert not asks_to_undo(text)
    assert not asks_back(text)


@pytest.mark.parametrize(
    ("words", "kind", "account"),
    [
        ("a rollover", "rolled", "roth_ira"),
        ("a rollover to a traditional IRA", "rolled", "traditional_ira"),
        ("pre-tax", "deferred", "pretax"),
        ("a Roth 401k contribution", "deferred", "roth_401k"),
        ("a conversion, not a rollover", "converted", ""),
        ("employer match", "matched", ""),
    ],
)
def test_another_kind_is_read_with_its_account(words: str, kind: str, account: str) -> None:
    found = read_new_kind(words)
    assert found is not None
    assert (found.kind, found.account) == (kind, account)


def test_a_year_alone_is_another_year_and_a_day_is_not() -> None:
    assert read_other_year("last year", TODAY) == 2025
    assert read_other_year("in 2024", TODAY) == 2024
    assert read_other_year("on Nov 3, 2025", TODAY) is None

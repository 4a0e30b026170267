"""The ledger: entries survive the store, year-to-date figures hold, and the core can read the list."""

from datetime import date
from decimal import Decimal

import pytest

from core.movements import YearInput, movements_of_year
from flows.ledger import (
    Entry,
    EntryKind,
    add,
    by_month,
    correct,
    delete,
    difference,
    entries_of,
    find,
    from_json,
    missing_for_core,
    to_movements,
    total,
    unconverted,
)
from flows.session import Session


def entry(kind: EntryKind, day: str, amount: str, **more: object) -> Entry:
    return Entry(kind, date.fromisoformat(day), Decimal(amount), **more)  # type: ignore[arg-type]


def ledger_of(*entries: Entry) -> Session:
    session = Session()
    for one in entries:
        session, _ = add(session, one)
    return Session.loads(session.dumps())


def test_an_entry_comes_back_from_the_store_as_it_was_told() -> None:
    told = entry(
        "refunded", "2026-03-10", "902.55", basis=Decimal("890"), code="8", reason="acp_after_tax", said="902.55 back"
    )
    (kept,) = entries_of(ledger_of(told))
    assert (kept.amount, kept.basis, kept.code, kept.reason, kept.said, kept.id) == (
        told.amount, told.basis, "8", "acp_after_tax", "902.55 back", 1,
    )  # fmt: skip


def test_entries_are_listed_by_day_and_numbered_as_they_were_told() -> None:
    session = ledger_of(entry("contributed", "2026-05-15", "900"), entry("contributed", "2026-02-27", "800"))
    assert [one.id for one in entries_of(session)] == [2, 1]


def test_a_number_is_never_given_twice() -> None:
    session = ledger_of(entry("contributed", "2026-05-15", "900"), entry("contributed", "2026-05-29", "900"))
    session, gone = delete(session, 2)
    session, new = add(session, entry("contributed", "2026-06-12", "900"))
    assert (gone.id, new.id) == (2, 3)


def test_a_corrected_entry_keeps_its_number() -> None:
    session = ledger_of(entry("contributed", "2026-05-15", "900"))
    session = correct(session, entry("contributed", "2026-05-15", "950", id=1))
    assert [(one.id, one.amount) for one in entries_of(session)] == [(1, Decimal(950))]


@pytest.mark.parametrize("number", [2, -1])
def test_what_is_not_there_cannot_be_deleted_or_corrected(number: int) -> None:
    session = ledger_of(entry("contributed", "2026-05-15", "900"))
    with pytest.raises(KeyError):
        delete(session, number)
    with pytest.raises(KeyError):
        correct(session, entry("contributed", "2026-05-15", "950", id=number))


def test_the_entry_told_last_is_found_whatever_its_day() -> None:
    session = ledger_of(entry("contributed", "2026-05-15", "900"), entry("converted", "2026-01-15", "100"))
    found = find(session, 0)
    assert found is not None
    assert found.kind == "converted"


@pytest.mark.parametrize(
    "raw",
    [None, [], {"kind": "spent"}, {"kind": "contributed", "day": "x", "amount": "1"},
     {"kind": "contributed", "day": "2026-01-01", "amount": "NaN"}, {"kind": "contributed", "day": "2026-01-01"}],
)  # fmt: skip
def test_what_is_no_entry_is_not_read_as_one(raw: object) -> None:
    assert from_json(raw) is None


def test_later_entries_add_to_a_year_to_date_figure_and_earlier_ones_are_part_of_it() -> None:
    entries = entries_of(
        ledger_of(
            entry("contributed", "2026-10-30", "1500"),
            entry("contributed", "2026-11-15", "18400", to_date=True),
            entry("contributed", "2026-11-30", "1500"),
            entry("contributed", "2025-12-31", "700"),
        )
    )
    assert total(entries, "contributed", 2026) == Decimal(19900)
    assert difference(entries, "contributed", 2026) == Decimal(16900)
    assert total(entries, "contributed", 2025) == Decimal(700)


def test_own_money_stays_unconverted_until_it_leaves() -> None:
    entries = entries_of(
        ledger_of(
            entry("contributed", "2026-03-31", "12000"),
            entry("converted", "2026-04-02", "5100", basis=Decimal(5000)),
            entry("rolled", "2026-05-04", "2000", account="roth_ira"),
            entry("refunded", "2026-06-01", "500", reason="acp_after_tax"),
            entry("withdrew", "2026-06-02", "800", account="roth_ira"),
        )
    )
    assert unconverted(entries, 2026) == Decimal(4500)


def test_the_core_reads_the_movements_and_expects_the_forms() -> None:
    entries = entries_of(
        ledger_of(
            entry("contributed", "2026-11-15", "18400", to_date=True),
            entry("converted", "2026-04-02", "5100", basis=Decimal(5000)),
            entry("refunded", "2026-06-01", "512", basis=Decimal(500), code="8", reason="acp_after_tax"),
        )
    )
    result = movements_of_year(YearInput(tax_year=2026, age=42, movements=to_movements(entries, 2026)))
    forms = {one.stands_for: (one.box_1, one.box_2a, one.box_5) for one in result.forms}
    assert forms["in_plan"] == (Decimal(5100), Decimal(100), Decimal(5000))
    assert forms["refund_8"] == (Decimal(512), Decimal(12), Decimal(500))
    assert result.after_tax[0].basis == Decimal(12900)


def test_a_year_to_date_figure_below_the_entries_cuts_the_latest_of_them() -> None:
    entries = entries_of(
        ledger_of(
            entry("contributed", "2026-01-30", "1000"),
            entry("contributed", "2026-02-27", "1000"),
            entry("contributed", "2026-02-28", "1200", to_date=True),
        )
    )
    assert sorted((one.date, one.amount) for one in to_movements(entries, 2026)) == [
        (date(2026, 1, 30), Decimal(1000)),
        (date(2026, 2, 27), Decimal(200)),
    ]


def test_a_refund_without_a_reason_is_left_out_and_named() -> None:
    entries = entries_of(ledger_of(entry("refunded", "2026-06-01", "512", code="8")))
    assert to_movements(entries, 2026) == ()
    assert [one.id for one in missing_for_core(entries, 2026)] == [1]


def test_a_conversion_is_not_taxable_only_because_what_went_in_was_not_told() -> None:
    entries = entries_of(ledger_of(entry("converted", "2026-11-03", "4000")))
    (form,) = movements_of_year(YearInput(tax_year=2026, age=42, movements=to_movements(entries, 2026))).forms
    assert (form.box_1, form.box_2a, form.box_5) == (Decimal(4000), Decimal(0), Decimal(4000))


def test_money_of_a_roth_account_without_its_own_part_is_left_out() -> None:
    entries = entries_of(
        ledger_of(
            entry("withdrew", "2026-11-03", "4000", account="roth_401k"),
            entry("rolled", "2026-11-04", "5000", account="roth_401k"),
        )
    )
    assert [one.id for one in missing_for_core(entries, 2026)] == [1, 2]


def test_each_year_to_date_figure_adds_to_its_own_month() -> None:
    session = Session()
    for entry in (
        Entry("contributed", date(2026, 3, 13), Decimal(1600)),
        Entry("contributed", date(2026, 6, 19), Decimal(9600), to_date=True),
        Entry("contributed", date(2026, 11, 6), Decimal(30000), to_date=True),
        Entry("contributed", date(2026, 11, 13), Decimal(2400)),
    ):
        session, _ = add(session, entry)
    months = [went_in for went_in, _ in by_month(entries_of(session), 2026)]
    assert [months[2], months[5], months[10]] == [Decimal(1600), Decimal(8000), Decimal(22800)]
    assert sum(months) == total(entries_of(session), "contributed", 2026)


def test_a_year_to_date_figure_below_the_entries_cuts_the_latest_months() -> None:
    session = Session()
    for entry in (
        Entry("contributed", date(2026, 3, 13), Decimal(1000)),
        Entry("contributed", date(2026, 4, 10), Decimal(1000)),
        Entry("contributed", date(2026, 5, 1), Decimal(1500), to_date=True),
    ):
        session, _ = add(session, entry)
    assert [went_in for went_in, _ in by_month(entries_of(session), 2026)][2:5] == [1000, 500, 0]

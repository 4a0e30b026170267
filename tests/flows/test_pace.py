"""The rest of the year by the ledger, checked by hand."""

from datetime import date
from decimal import Decimal

from core.paychecks import PaySchedule
from flows.ledger import Entry, by_month
from flows.pace import likely_growth, pace, stop

TODAY = date(2026, 11, 24)
BIWEEKLY = PaySchedule(pay_frequency="biweekly", known_payday=date(2026, 12, 4))  # and 18 December


def contributed(day: str, amount: str, **more: object) -> Entry:
    return Entry("contributed", date.fromisoformat(day), Decimal(amount), **more)  # type: ignore[arg-type]


def test_the_room_is_spread_over_the_paydays_that_are_left() -> None:
    found = pace(Decimal("12801.50"), BIWEEKLY, TODAY)
    assert found is not None
    assert (found.each, found.paydays) == (Decimal(6400), (date(2026, 12, 4), date(2026, 12, 18)))


def test_without_paydays_or_room_there_is_no_pace() -> None:
    assert pace(Decimal(5000), None, TODAY) is None
    assert pace(Decimal(0), BIWEEKLY, TODAY) is None
    assert pace(Decimal(5000), BIWEEKLY, date(2026, 12, 18)) is None


def test_the_paycheck_that_passes_the_limit_is_named_with_what_still_fits() -> None:
    found = stop(Decimal(2200), Decimal(0), [contributed("2026-11-20", "1500")], BIWEEKLY, TODAY)
    assert found is not None
    assert (found.usual, found.day, found.last) == (Decimal(1500), date(2026, 12, 18), Decimal(700))


def test_no_warning_while_all_that_is_usual_fits() -> None:
    assert stop(Decimal(3000), Decimal(0), [contributed("2026-11-20", "1500")], BIWEEKLY, TODAY) is None
    assert stop(Decimal(3000), Decimal(0), [contributed("2026-11-20", "20000", to_date=True)], BIWEEKLY, TODAY) is None


def test_what_is_over_the_limit_is_said_whatever_the_paydays() -> None:
    found = stop(Decimal(0), Decimal(640), [], None, TODAY)
    assert found is not None
    assert (found.over, found.day) == (Decimal(640), None)


def test_the_latest_money_is_taken_as_unconverted_and_grows_since_its_day() -> None:
    entries = [
        contributed("2026-03-01", "10000"),
        contributed("2026-11-04", "5000"),
        Entry("converted", date(2026, 6, 1), Decimal(10100), Decimal(10000)),
    ]
    assert likely_growth(entries, TODAY) == Decimal("19.18")  # 5,000 x 7% x 20 / 365
    assert likely_growth([], TODAY) == 0


def test_a_year_to_date_figure_stands_in_the_month_of_its_day() -> None:
    entries = [contributed("2026-10-02", "1500"), contributed("2026-11-15", "18400", to_date=True)]
    months = by_month(entries, 2026)
    assert [str(went_in) for went_in, _ in months[9:11]] == ["1500", "16900"]
    assert sum(went_in for went_in, _ in months) == Decimal(18400)

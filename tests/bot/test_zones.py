"""When the morning of a day is, for a person."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.zones import SPREAD_SECONDS, due_at, zone_of
from flows.household.household import household_of
from flows.notes import Notes
from flows.session import Fact, Session

NOW = datetime(2026, 10, 30, 22, 15, tzinfo=ZoneInfo("America/New_York"))


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "America/New_York", "Pacific/Honolulu", "America/Phoenix"])
def test_a_reminder_comes_in_the_morning_of_its_zone_also_over_the_change_of_the_clocks(zone: str) -> None:
    place = ZoneInfo(zone)
    today = NOW.astimezone(place).date()
    for chat in (0, 1, 7, 812_345):
        due = datetime.fromtimestamp(due_at(date(2026, 11, 3), today, NOW.timestamp(), zone, chat), place)
        assert due.date() == date(2026, 11, 3)
        assert (9, 30) <= (due.hour, due.minute) <= (10, 30)


def test_where_no_zone_is_known_it_is_day_from_maine_to_hawaii() -> None:
    due = due_at(date(2026, 11, 3), date(2026, 10, 30), NOW.timestamp(), None, 3)
    assert datetime.fromtimestamp(due, ZoneInfo("Pacific/Honolulu")).hour >= 8
    assert datetime.fromtimestamp(due, ZoneInfo("America/New_York")).hour <= 14


def test_many_of_one_morning_are_spread_over_an_hour() -> None:
    day = [
        due_at(date(2026, 11, 3), date(2026, 10, 30), NOW.timestamp(), "America/New_York", chat) for chat in range(2000)
    ]
    assert max(day) - min(day) <= SPREAD_SECONDS
    fullest = max(sum(1 for due in day if due // 60 == minute) for minute in {due // 60 for due in day})
    assert fullest <= 60, "2,000 over 60 minutes are about 33 a minute"


def test_a_time_that_was_asked_for_is_kept_to_the_minute_also_over_the_change_of_the_clocks() -> None:
    place = ZoneInfo("America/Denver")
    today = NOW.astimezone(place).date()
    due = datetime.fromtimestamp(due_at(date(2026, 11, 3), today, NOW.timestamp(), "America/Denver", 7, 19 * 60), place)
    assert (due.date(), due.hour, due.minute) == (date(2026, 11, 3), 19, 0)


def test_what_is_due_today_is_due_now() -> None:
    assert due_at(date(2026, 10, 30), date(2026, 10, 30), NOW.timestamp(), None, 1) == int(NOW.timestamp())


def test_an_hour_of_today_is_waited_for_and_one_that_has_passed_is_now() -> None:
    place, today = ZoneInfo("America/New_York"), date(2026, 10, 30)
    due = due_at(today, today, NOW.timestamp(), "America/New_York", 1, 23 * 60)
    assert datetime.fromtimestamp(due, place) == datetime(2026, 10, 30, 23, tzinfo=place)
    assert due_at(today, today, NOW.timestamp(), "America/New_York", 1, 20 * 60) == int(NOW.timestamp())


def test_the_zone_that_was_named_counts_before_that_of_the_state() -> None:
    state = {"state": Fact("CA", "California", date(2026, 10, 30))}
    assert zone_of(Session(household=household_of(state))) == "America/Los_Angeles"
    assert zone_of(Session(household=household_of(state), notes=Notes(zone="America/Denver"))) == "America/Denver"
    assert zone_of(Session(household=household_of(state), notes=Notes(zone="Mars/Olympus"))) == "America/Los_Angeles"
    assert zone_of(Session()) is None

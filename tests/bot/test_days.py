"""Whose day it is: that of the operator's TIMEZONE, and of a person's own zone once they have told it."""

from collections.abc import AsyncIterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.app import dialogue
from bot.delivery.turns import Place, Rules, Turns, rules_of
from bot.metrics import Metrics
from bot.notices import Notices
from bot.settings import load_settings
from bot.storage import open_store
from bot.storage.store import FromUpdate, Store
from bot.telegram.rendering import render
from dialogue.events import Said
from flows.session import Session

# It is never the same day in these two, which are 26 hours apart.
FIRST_OF_ALL, LAST_OF_ALL = "Pacific/Kiritimati", "Etc/GMT+12"
NEW_YEAR, OLD_YEAR = date(2027, 1, 1), date(2026, 12, 31)


@pytest.fixture
async def kept(tmp_path: Path) -> AsyncIterator[Store]:
    opened = await open_store(f"sqlite:///{tmp_path}/bot.sqlite3")
    yield opened
    await opened.close()


def test_the_day_is_that_of_the_operators_time_zone() -> None:
    first, last = (load_settings({"timezone": zone}, env_file=None) for zone in (FIRST_OF_ALL, LAST_OF_ALL))
    assert first.today > last.today
    assert first.today_in(LAST_OF_ALL) == last.today
    told = load_settings({"timezone": FIRST_OF_ALL, "as_of": OLD_YEAR}, env_file=None)
    assert told.today == told.today_in(LAST_OF_ALL) == OLD_YEAR


def test_the_morning_of_a_reminder_is_that_of_the_operators_time_zone_until_another_is_told() -> None:
    rules = rules_of(load_settings({"timezone": "America/Denver", "as_of": OLD_YEAR}, env_file=None))
    due = rules.due_at(date(2027, 1, 4), Session(), 0)
    assert datetime.fromtimestamp(due, ZoneInfo("America/Denver")).hour in (9, 10)


@pytest.mark.parametrize(
    ("said", "zone"),
    [
        ("Pacific time", "America/Los_Angeles"),
        ("I'm on Pacific time", "America/Los_Angeles"),
        ("my time zone is hawaii time", "Pacific/Honolulu"),
        ("EST", "America/New_York"),
    ],
)
async def test_the_day_is_that_of_the_zone_that_a_person_told(kept: Store, said: str, zone: str) -> None:
    days = await days_of(kept, zone, said, "hello")
    assert days == [NEW_YEAR, OLD_YEAR]


async def test_the_day_is_that_of_the_state_that_a_person_told(kept: Store) -> None:
    days = await days_of(kept, "America/Los_Angeles", "I live in California and I'm 42 and I make 400k", "hello")
    assert days == [NEW_YEAR, OLD_YEAR]


async def days_of(store: Store, zone: str, *said: str) -> list[date]:
    """The days on which the messages are answered, where it is still the old year in `zone` alone."""
    days: list[date] = []

    class Asked:
        def step(self, session: Session, event: Any, today: date) -> Any:
            days.append(today)
            return dialogue().step(session, event, today)

    rules = Rules(lambda: NEW_YEAR, today_in=lambda asked: OLD_YEAR if asked == zone else NEW_YEAR)
    turns = Turns(store, Asked(), render, rules, Notices(), Metrics(), lambda _: None, lambda _: None)
    for number, text in enumerate(said):
        await turns.take(FromUpdate(1, number), Place(5), Said(text, number))
    return days

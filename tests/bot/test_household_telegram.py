"""The same year of a household through a Bot API server, the bot started anew on each day of it."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from bot.app import dialogue
from content.templates import money
from tests.bot.bot_api_server import BotApiServer
from tests.bot.conftest import Running
from tests.bot.test_household_year import TYPED, year_until

ADA = 7
LAST = "/nonsense"


def days() -> Iterator[tuple[str, list[str]]]:
    """Each day of the year with what is typed on it."""
    day, typed = "", list[str]()
    for line in TYPED.read_text(encoding="utf-8").splitlines():
        if not line.startswith("{"):
            typed.append(line)
            continue
        if typed:
            yield day, typed
        day, typed = json.loads(line)["at"], []
    yield day, typed


def let_come_due(path: Path, day: str) -> int:
    """Make the reminders due that are set for `day` or before, as the clock would have; how many there are."""
    if not path.exists():
        return 0
    with closing(sqlite3.connect(path)) as connection, connection:
        (session,) = connection.execute("SELECT session FROM chats WHERE id = ?", (ADA,)).fetchone()
        there = json.loads(session)["notes"].get("reminders", {}).get("set", ())
        due = [(one["topic"],) for one in there if one["day"] <= day]
        connection.executemany("UPDATE reminders SET due_at = 0 WHERE topic = ?", due)
        return int(connection.execute("SELECT count(*) FROM reminders WHERE due_at = 0").fetchone()[0])


async def test_the_year_goes_the_same_way_over_telegram(server: BotApiServer, running: Running, tmp_path: Path) -> None:
    said: dict[str, str] = {}
    for day, typed in days():
        before = len(server.texts(ADA))
        came = let_come_due(tmp_path / "bot.sqlite3", day)
        async with running(dialogue(), as_of=day, reminder_seconds=0.1):
            await server.until(lambda count=before + came: len(server.texts(ADA)) >= count)  # type: ignore[misc]
            for line in typed:
                answered = len(server.texts(ADA))
                await server.say(ADA, line)
                await server.until(lambda count=answered: len(server.texts(ADA)) > count)  # type: ignore[misc]
            # Answers of one chat come in order, so that with this one all others are there.
            await server.say(ADA, LAST)
            await server.until(lambda count=before: any(LAST in text for text in server.texts(ADA)[count:]))  # type: ignore[misc]
        said[day] = "\n".join(server.texts(ADA)[before:])
    assert server.refused == []
    for day in ("2026-06-22", "2026-11-16", "2026-12-20"):
        result = year_until(day)
        if day < "2026-12-18":  # the last payday
            assert f"<b>{money(result.rooms[0].left)}</b>" in said[day]
        for form in result.forms:
            boxes = f"box 1 {money(form.box_1)}, box 2a {money(form.box_2a)}, box 5 {money(form.box_5)}"
            assert boxes in said[day]
    assert "Time to convert." in said["2026-02-16"]
    assert "Did it arrive?" in said["2026-02-24"]
    assert "Check the year." in said["2026-11-16"]
    assert "Form 1099-R for 2026" in said["2027-02-03"]
    assert "All reminders are off." in said["2027-04-16"]
    assert any("document" in call.files for call in server.of("sendDocument"))

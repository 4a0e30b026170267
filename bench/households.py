"""Turns in households among few and many stored ones: `python -m bench.households [--many N]`.

Each stored household is that of the transcript `household-year.txt`: five plans, a ledger, reminders. Reported for
1,000 and for `--many` of them: the database's size, the memory of this process after 300 turns of the real dialogue in
as many chats, and how long a turn takes, from the database and back into it.
"""

# ruff: noqa: ASYNC240 - a bench may wait for the disk

import argparse
import asyncio
import json
import statistics
import tempfile
import time
from datetime import date
from pathlib import Path

import psutil

from bot.app import dialogue
from bot.storage import open_store
from bot.storage.store import Changes, FromUpdate, Kept
from dialogue.events import Said
from flows.session import Session

TYPED = Path(__file__).parents[1] / "docs" / "transcripts" / "household-year.txt"
TURNS, AT_ONCE, LAST_DAY = 300, 500, date(2027, 2, 4)


def household() -> str:
    """The session at the end of the transcript, as it is stored."""
    session, day = Session(), date(2026, 2, 2)
    for line in TYPED.read_text(encoding="utf-8").splitlines():
        if line.startswith("{"):
            day = date.fromisoformat(json.loads(line)["at"])
        else:
            session = dialogue().step(session, Said(line), day).session
    return session.dumps()


async def measure(stored: int, kept: str) -> None:
    """Stores `stored` households that are `kept` as JSON, takes turns in some of them, and reports."""
    with tempfile.TemporaryDirectory() as folder:
        store = await open_store(f"sqlite:///{folder}/bot.sqlite3")
        for first in range(0, stored, AT_ONCE):
            chats = range(1 + first, 1 + first + AT_ONCE)
            await asyncio.gather(*(store.turn(one, FromUpdate(1, one), lambda _: Changes(kept), 1) for one in chats))
        took = []
        for number in range(TURNS):
            chat = 1 + number * (stored // TURNS)
            began = time.perf_counter()
            await store.turn(chat, FromUpdate(2, stored + number), _turn, 2)
            took.append(time.perf_counter() - began)
        await store.close()
        size = Path(folder, "bot.sqlite3").stat().st_size / 1e6
    used = psutil.Process().memory_info().rss / 1e6
    print(
        f"{stored:,} households ({size:,.0f} MB on disk): {used:.0f} MB of memory, a turn takes "
        f"{statistics.median(took) * 1000:.1f} ms, 99 of 100 at most {sorted(took)[TURNS * 99 // 100] * 1000:.1f} ms",
        flush=True,
    )


def _turn(stored: Kept) -> Changes:
    session = Session.loads(stored.session) if stored.session else Session()
    return Changes(dialogue().step(session, Said("/ledger"), LAST_DAY).session.dumps())


async def main() -> None:
    """Runs it with few and with many."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--many", type=int, default=100_000)
    asked = parser.parse_args()
    kept = household()
    print(f"a household takes {len(kept):,} characters", flush=True)
    for stored in (1_000, asked.many):
        await measure(stored, kept)


if __name__ == "__main__":
    asyncio.run(main())

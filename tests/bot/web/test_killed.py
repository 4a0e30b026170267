"""The page as a process that is killed while people talk: what was taken is kept, once and in order."""

import asyncio
import random
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.bot.web.page_process import PageProcess
from tests.bot.web.tabs import Tab, exchanges

TABS = 3
KILLS = 3
FIRST_PAY = 50  # thousand dollars; each message tells another one


@pytest.fixture
async def page(tmp_path: Path, database_url: str, unused_tcp_port: int) -> AsyncIterator[PageProcess]:
    """The page, started, once on each kind of database."""
    process = PageProcess(tmp_path, unused_tcp_port, database_url)
    await process.start()
    yield process
    await process.kill()


async def test_three_kills_lose_nothing_double_nothing_and_change_no_order(page: PageProcess) -> None:
    stop, chance = asyncio.Event(), random.Random(4)
    tabs = [Tab(page.address) for _ in range(TABS)]

    async def talk(tab: Tab) -> list[str]:
        taken: list[str] = []
        while not stop.is_set():
            taken.append(await tab.say(f"my pay is {pay(len(taken), 'k')}"))
            await asyncio.sleep(chance.uniform(0.2, 0.5))
        return taken

    talking = [asyncio.ensure_future(talk(tab)) for tab in tabs]
    for _ in range(KILLS):
        await asyncio.gather(*(tab.news() for tab in tabs))
        await asyncio.sleep(chance.uniform(0, 0.4))
        await page.kill()
        await page.start()
    stop.set()
    for tab, task in zip(tabs, talking, strict=True):
        taken = await task
        assert len(taken) > KILLS
        await tab.answer(taken[-1])
        assert_in_order(tab, taken)
        await tab.reload()
        await tab.answer(taken[-1])
        assert_in_order(tab, taken)
        await tab.close()
    await page.stop()


def assert_in_order(tab: Tab, taken: list[str]) -> None:
    """Each message that was taken stands once, in order, with the answer to what it said."""
    talk = exchanges(tab.seen)
    assert [message for message, _ in talk] == taken
    for place, (_, answer) in enumerate(talk):
        assert pay(place, ",000") in answer


def pay(place: int, thousands: str) -> str:
    """The pay that the message at `place` tells."""
    return f"{FIRST_PAY + place}{thousands}"

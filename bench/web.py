"""How the web page holds up: `python -m bench.web [--browsers N] [--kills N] [--postgresql]`.

turns    so many browsers at once on one process, each talking to its room at a person's pace: how long a turn takes,
         from what is sent to the answer that arrives on the stream
kills    SIGKILL at random moments under load: nothing that was sent is lost, nothing comes twice
"""

# ruff: noqa: S311 - a bench may throw dice

import argparse
import asyncio
import random
import statistics
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext

import psutil

from bench.delivery import TYPED, database, free_port, postgresql_server
from tests.bot.web.page_process import PageProcess
from tests.bot.web.tabs import Tab, exchanges


def _processor_seconds(page: PageProcess) -> float:
    """What the page has used of the processor."""
    used = psutil.Process(page.process_id).cpu_times()
    return float(used.user + used.system)


@asynccontextmanager
async def _started(server: str) -> AsyncIterator[PageProcess]:
    """A page that runs, on an empty database of the PostgreSQL `server`; without a server on SQLite."""
    async with database(server) if server else nullcontext("") as url:
        with tempfile.TemporaryDirectory() as folder:
            page = PageProcess(folder, free_port(), url)
            await page.start()
            try:
                yield page
                await page.stop()
            finally:
                await page.kill()


async def bench_turns(browsers: int, server: str) -> None:
    """So many browsers at once, each at a person's pace."""
    async with _started(server) as page:
        waits: list[float] = []
        opened = [Tab(page.address) for _ in range(browsers)]

        async def greet(one: Tab) -> None:
            await one.answer(await one.say("hello"))

        await asyncio.gather(*map(greet, opened))

        async def talk(one: Tab) -> None:
            await asyncio.sleep(random.uniform(0, 4))
            for text in TYPED:
                began = time.monotonic()
                await one.answer(await one.say(text))
                waits.append(time.monotonic() - began)
                await asyncio.sleep(random.uniform(2, 6))

        began, used = time.monotonic(), _processor_seconds(page)
        await asyncio.gather(*map(talk, opened))
        seconds, used = time.monotonic() - began, _processor_seconds(page) - used
        for one in opened:
            await one.close()
    waits.sort()
    p50, p99 = statistics.median(waits) * 1000, waits[int(len(waits) * 0.99)] * 1000
    pace = len(waits) / seconds
    print(
        f"{browsers} browsers at once, {pace:.0f} turns/s: "
        f"p50 {p50:.0f} ms, p99 {p99:.0f} ms, worst {waits[-1] * 1000:.0f} ms, "
        f"{used / len(waits) * 1000:.1f} ms of processor a turn"
    )


async def bench_kills(browsers: int, kills: int, server: str) -> None:
    """Killed again and again while everybody talks: each message stands once in its talk, in order, with its answer."""
    async with _started(server) as page:
        stop, sent = asyncio.Event(), 0
        opened = [Tab(page.address) for _ in range(browsers)]

        async def talk(one: Tab) -> list[str]:
            nonlocal sent
            told = []
            while not stop.is_set():
                told.append(await one.say(f"my pay is {random.randrange(50, 900)}k"))
                sent += 1
                await asyncio.sleep(random.uniform(0.9, 1.6))
            await one.answer(told[-1])
            return told

        talking = [asyncio.ensure_future(talk(one)) for one in opened]
        for _ in range(kills):
            await asyncio.sleep(random.uniform(0.3, 2.0))
            await page.kill()
            await page.start()
        stop.set()
        lost = doubled = disordered = 0
        for one, task in zip(opened, talking, strict=True):
            told = await task
            mine = [message for message, _ in exchanges(one.seen)]
            lost += len(set(told) - set(mine))
            doubled += len(mine) - len(set(mine))
            disordered += [message for message in told if message in mine] != mine
            await one.close()
    print(f"{kills} kills, {sent:,} messages: {lost} lost, {doubled} doubled, {disordered} talks out of order")
    if lost or doubled or disordered:
        raise RuntimeError("a message was lost, doubled or out of order")


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="*", default=["turns", "kills"], help="turns, kills")
    parser.add_argument("--browsers", type=int, default=200)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--postgresql", action="store_true", help="on PostgreSQL (TEST_DATABASE_URL, or from a wheel)")
    options = parser.parse_args()
    with postgresql_server() if options.postgresql else nullcontext("") as server:
        if "turns" in options.what:
            asyncio.run(bench_turns(options.browsers, server))
        if "kills" in options.what:
            asyncio.run(bench_kills(min(40, options.browsers), options.kills, server))


if __name__ == "__main__":
    main()

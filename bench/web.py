"""How the web page holds up: `python -m bench.web [--browsers N] [--kills N]`.

turns    so many browsers at once on one process, each talking to its room at a person's pace: how long a turn takes,
         from what is sent to the answer that arrives on the stream
kills    SIGKILL at random moments under load: nothing that was sent is lost, nothing comes twice
"""

# ruff: noqa: S101, S311 - a bench may wait and throw dice

import argparse
import asyncio
import json
import os
import random
import signal
import statistics
import sys
import tempfile
import time
import uuid
from pathlib import Path
from typing import Any

import aiohttp
import psutil

from bench.delivery import TYPED, free_port

ROOT = Path(__file__).parents[1]
LATE_SECONDS = 120.0


class PageProcess:
    """The page as a process of its own."""

    def __init__(self, folder: str, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}"
        self._log = Path(folder) / "log"
        self._environment = {
            **os.environ,
            "TELEGRAM_BOT_TOKEN": "",
            "DATABASE_URL": f"sqlite:///{folder}/page.sqlite3",
            "WEB_PORT": str(port),
            "LOG_LEVEL": "WARNING",
        }
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Start it, and wait until it answers."""
        with self._log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "web", cwd=ROOT, env=self._environment, stdout=log, stderr=log
            )
        async with aiohttp.ClientSession() as http:
            for _ in range(600):
                try:
                    async with http.get(f"{self.address}/healthz") as answer:
                        if answer.status == 200:
                            return
                except aiohttp.ClientError:
                    pass
                await asyncio.sleep(0.1)
        raise RuntimeError(f"the page did not start; see {self._log}")

    def processor_seconds(self) -> float:
        """What it has used of the processor."""
        assert self._process is not None
        used = psutil.Process(self._process.pid).cpu_times()
        return float(used.user + used.system)

    async def kill(self) -> None:
        """SIGKILL."""
        assert self._process is not None
        self._process.kill()
        await self._process.wait()

    async def stop(self) -> None:
        """SIGTERM; its status must be 0."""
        assert self._process is not None
        self._process.send_signal(signal.SIGTERM)
        if await asyncio.wait_for(self._process.wait(), 30) != 0:
            raise RuntimeError(f"the page ended in disorder; see {self._log}")


class Browser:
    """One browser: it sends with ids of its own until it is told that all is well, and listens from where it was."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._http = aiohttp.ClientSession(
            cookie_jar=aiohttp.CookieJar(unsafe=True), connector=aiohttp.TCPConnector(limit=4)
        )
        self._last = 0
        self.seen: list[dict[str, Any]] = []
        self._news = asyncio.Event()
        self._listening: asyncio.Task[None] | None = None

    async def say(self, text: str, message: str = "") -> str:
        """Send `text` until it has been taken; returns what it was called."""
        message = message or uuid.uuid4().hex
        headers = {"origin": self._address, "accept": "application/json"}
        while True:
            try:
                data = {"text": text, "message": message}
                async with self._http.post(f"{self._address}/say", data=data, headers=headers) as answer:
                    if answer.status == 200:
                        break
                    assert answer.status in (429, 503), answer.status
            except aiohttp.ClientError:
                pass
            await asyncio.sleep(0.3)
        if self._listening is None:
            self._listening = asyncio.get_running_loop().create_task(self._listen())
        return message

    async def answer(self, message: str) -> None:
        """Wait for the answer to `message`."""
        async with asyncio.timeout(LATE_SECONDS):
            while not self._answered(message):
                self._news.clear()
                await self._news.wait()

    def _answered(self, message: str) -> bool:
        places = [place for place, one in enumerate(self.seen) if f'data-message="{message}"' in one["html"]]
        return bool(places) and any(one["who"] == "guide" for one in self.seen[places[0] + 1 :])

    async def _listen(self) -> None:
        while True:
            try:
                headers = {"last-event-id": str(self._last)}
                timeout = aiohttp.ClientTimeout(total=None)
                async with self._http.get(f"{self._address}/stream", headers=headers, timeout=timeout) as answer:
                    async for line in answer.content:
                        if line.startswith(b"data: "):
                            one = json.loads(line[6:])
                            self._last = one["id"]
                            self.seen.append(one)
                            self._news.set()
            except (aiohttp.ClientError, ValueError):
                pass
            await asyncio.sleep(0.2)

    async def close(self) -> None:
        """Close the tab."""
        if self._listening is not None:
            self._listening.cancel()
        await self._http.close()


async def bench_turns(browsers: int) -> None:
    """So many browsers at once, each at a person's pace."""
    with tempfile.TemporaryDirectory() as folder:
        page = PageProcess(folder, free_port())
        await page.start()
        waits: list[float] = []
        opened = [Browser(page.address) for _ in range(browsers)]

        async def greet(one: Browser) -> None:
            await one.answer(await one.say("hello"))

        await asyncio.gather(*map(greet, opened))

        async def talk(one: Browser) -> None:
            await asyncio.sleep(random.uniform(0, 4))
            for text in TYPED:
                began = time.monotonic()
                await one.answer(await one.say(text))
                waits.append(time.monotonic() - began)
                await asyncio.sleep(random.uniform(2, 6))

        began, used = time.monotonic(), page.processor_seconds()
        await asyncio.gather(*map(talk, opened))
        seconds, used = time.monotonic() - began, page.processor_seconds() - used
        for one in opened:
            await one.close()
        await page.stop()
    waits.sort()
    p50, p99 = statistics.median(waits) * 1000, waits[int(len(waits) * 0.99)] * 1000
    pace = len(waits) / seconds
    print(
        f"{browsers} browsers at once, {pace:.0f} turns/s: "
        f"p50 {p50:.0f} ms, p99 {p99:.0f} ms, worst {waits[-1] * 1000:.0f} ms, "
        f"{used / len(waits) * 1000:.1f} ms of processor a turn"
    )


async def bench_kills(browsers: int, kills: int) -> None:
    """Killed again and again while everybody talks: each message stands once in its talk, in order, with its answer."""
    with tempfile.TemporaryDirectory() as folder:
        page = PageProcess(folder, free_port())
        await page.start()
        stop, sent = asyncio.Event(), 0
        opened = [Browser(page.address) for _ in range(browsers)]

        async def talk(one: Browser) -> list[str]:
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
            mine = [html["html"].split('data-message="')[1].split('"')[0] for html in one.seen if html["who"] == "you"]
            lost += len(set(told) - set(mine))
            doubled += len(mine) - len(set(mine))
            disordered += [message for message in told if message in mine] != mine
            await one.close()
        await page.stop()
    print(f"{kills} kills, {sent:,} messages: {lost} lost, {doubled} doubled, {disordered} talks out of order")
    if lost or doubled or disordered:
        raise RuntimeError("a message was lost, doubled or out of order")


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="*", default=["turns", "kills"], help="turns, kills")
    parser.add_argument("--browsers", type=int, default=200)
    parser.add_argument("--kills", type=int, default=20)
    options = parser.parse_args()
    if "turns" in options.what:
        asyncio.run(bench_turns(options.browsers))
    if "kills" in options.what:
        asyncio.run(bench_kills(min(40, options.browsers), options.kills))


if __name__ == "__main__":
    main()

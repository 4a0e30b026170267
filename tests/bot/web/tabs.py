"""What a tab of the page does, without a browser: it sends until all is taken, and listens from where it was."""

import asyncio
import json
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

import aiohttp

LATE_SECONDS = 120.0


class Tab:
    """It sends with ids of its own until it is told that all is well, and listens from where it was."""

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

    async def news(self) -> None:
        """Wait for anything new."""
        known = len(self.seen)
        async with asyncio.timeout(LATE_SECONDS):
            while len(self.seen) == known:
                self._news.clear()
                await self._news.wait()

    async def answer(self, message: str) -> None:
        """Wait for the answer to `message`."""
        async with asyncio.timeout(LATE_SECONDS):
            while not self._answered(message):
                self._news.clear()
                await self._news.wait()

    def _answered(self, message: str) -> bool:
        places = [place for place, one in enumerate(self.seen) if f'data-message="{message}"' in one["html"]]
        return bool(places) and any(one["who"] == "guide" for one in self.seen[places[0] + 1 :])

    async def reload(self) -> None:
        """Forget what was seen, and listen from the beginning of the talk."""
        await self._stop_listening()
        self.seen.clear()
        self._last = 0
        self._listening = asyncio.get_running_loop().create_task(self._listen())

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
        await self._stop_listening()
        await self._http.close()

    async def _stop_listening(self) -> None:
        if self._listening is not None:
            self._listening.cancel()
            await asyncio.wait([self._listening])


def exchanges(seen: Sequence[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """Each message of the visitor in the order in which the page showed them, by what it is called, and its answer."""
    found: list[tuple[str, str]] = []
    for one in seen:
        if one["who"] == "you":
            found.append((one["html"].split('data-message="')[1].split('"')[0], ""))
        elif found:
            message, answer = found[-1]
            found[-1] = (message, answer + one["html"])
    return found

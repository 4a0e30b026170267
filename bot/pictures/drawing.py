"""Turns drawings into pixels beside the event loop and keeps the latest, so that the same picture is drawn once."""

import asyncio
import hashlib
from collections import OrderedDict
from concurrent.futures import Future
from functools import cache
from threading import Lock

from bot.pictures.painting import svg
from bot.side_process import SideProcess
from flows.screens import Picture

SECONDS = 30
KEPT = 128


class Painter:
    """Draws in a process of its own and keeps the latest `kept` pictures by what they show."""

    def __init__(self, process: SideProcess | None = None, kept: int = KEPT) -> None:
        self.process = process or SideProcess("bot.rasterizing:png", SECONDS)
        self._kept = kept
        self._pictures: OrderedDict[str, Future[bytes]] = OrderedDict()
        self._lock = Lock()

    async def draw(self, picture: Picture) -> bytes:
        """`picture` as PNG. Raises BadPicture for an unknown kind or unfit data, SideProcessFailed otherwise."""
        drawing = svg(picture.kind, picture.data)
        # Others may wait for the same picture, so that one who stops waiting must not stop the drawing.
        return await asyncio.shield(asyncio.wrap_future(self._drawn(drawing)))

    def _drawn(self, drawing: str) -> "Future[bytes]":
        key = hashlib.sha256(drawing.encode()).hexdigest()
        with self._lock:
            future = self._pictures.get(key)
            if future is None or (future.done() and future.exception() is not None):
                future = self._pictures[key] = self.process.submit({"svg": drawing})
            self._pictures.move_to_end(key)
            while len(self._pictures) > self._kept:
                self._pictures.popitem(last=False)
        return future


@cache
def painter() -> Painter:
    """The painter of this program."""
    return Painter()


async def draw(picture: Picture) -> bytes:
    """`picture` as PNG, 1080 pixels wide. Raises BadPicture for an unknown kind or unfit data."""
    return await painter().draw(picture)

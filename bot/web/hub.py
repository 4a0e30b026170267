"""Tells the open pages of a chat that there is something new for them."""

import asyncio
import random
from collections.abc import Iterator
from contextlib import contextmanager

import structlog

from bot.metrics import Metrics
from bot.storage.store import Store, StoreUnavailable

LOOK_SECONDS = 0.7
log = structlog.get_logger()


class Hub:
    """Who listens to which chat. With a shared database, other processes' messages are looked for too."""

    def __init__(self, store: Store, metrics: Metrics) -> None:
        self._store = store
        self._metrics = metrics
        self._listening: dict[int, set[asyncio.Event]] = {}
        self._newest: dict[int, int] = {}
        self.stopping = False

    def wake(self, chat: int) -> None:
        """There is something new for `chat`."""
        for event in self._listening.get(chat, ()):
            event.set()

    def count(self, chat: int) -> int:
        """How many pages listen to `chat`."""
        return len(self._listening.get(chat, ()))

    def __len__(self) -> int:
        return sum(map(len, self._listening.values()))

    @contextmanager
    def listen(self, chat: int) -> Iterator[asyncio.Event]:
        """An event that is set whenever there is something new for `chat`."""
        event = asyncio.Event()
        self._listening.setdefault(chat, set()).add(event)
        self._metrics.pages.set(len(self))
        try:
            yield event
        finally:
            self._listening[chat].discard(event)
            if not self._listening[chat]:
                del self._listening[chat]
                self._newest.pop(chat, None)
            self._metrics.pages.set(len(self))

    async def look_for_ever(self) -> None:
        """Look now and then for what other processes have put there."""
        while self._store.shared:
            await asyncio.sleep(LOOK_SECONDS * random.uniform(0.8, 1.2))  # noqa: S311
            try:
                newest = await self._store.newest_shown(list(self._listening))
            except StoreUnavailable as error:
                log.warning("store_unavailable", while_doing="look", error=str(error))
                continue
            for chat, number in newest.items():
                if self._newest.get(chat) != number:
                    self._newest[chat] = number
                    self.wake(chat)

    def stop(self) -> None:
        """End all streams; the pages come back by themselves."""
        self.stopping = True
        for events in self._listening.values():
            for event in events:
                event.set()

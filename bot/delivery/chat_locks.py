"""One at a time per chat, all chats at the same time."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class LaneFull(Exception):
    """Too many already wait in this lane."""


class Lanes:
    """A lock per chat, first come first served, that exists only while somebody holds it or waits for it."""

    def __init__(self, longest: int) -> None:
        self._longest = longest
        self._locks: dict[int, tuple[asyncio.Lock, int]] = {}

    def __len__(self) -> int:
        return len(self._locks)

    @asynccontextmanager
    async def hold(self, chat: int) -> AsyncIterator[None]:
        """Be alone in the lane of `chat`. Raises LaneFull at once if `longest` are already in it."""
        lock, inside = self._locks.get(chat) or (asyncio.Lock(), 0)
        if inside >= self._longest:
            raise LaneFull
        self._locks[chat] = (lock, inside + 1)
        try:
            async with lock:
                yield
        finally:
            inside = self._locks[chat][1] - 1
            if inside:
                self._locks[chat] = (lock, inside)
            else:
                del self._locks[chat]

"""The pace of what nobody asked for just now: one for all processes on a database, and the same after a restart."""

import asyncio
from collections.abc import Awaitable, Callable

from bot.storage.store import Store

A_SECOND = 24.0  # Telegram takes about 30 messages a second from one bot; the rest is for those who write themselves
SLACK_SECONDS = 0.08  # what one who comes late may catch up: two messages, so never more than 27 begin in a second
REMINDERS = "reminders"


class Pace:
    """Lets through at most `a_second` a second, one after another in the order in which they come."""

    def __init__(
        self, store: Store, a_second: float = A_SECOND, sleep: Callable[[float], Awaitable[object]] = asyncio.sleep
    ) -> None:
        self._store = store
        self._a_second = a_second
        self._sleep = sleep
        self._one_at_a_time = asyncio.Lock()

    async def wait(self) -> None:
        """Return when the next may go. Raises StoreUnavailable."""
        # The next place is taken when this one has gone: a process that stood still for a while has then no places
        # of that while, which would all be due at once.
        async with self._one_at_a_time:
            seconds = await self._store.take_slot(REMINDERS, self._a_second, SLACK_SECONDS)
            if seconds > 0:
                await self._sleep(seconds)

"""The pace of what nobody asked for just now: one for all processes on a database, and the same after a restart."""

import asyncio
from collections.abc import Awaitable, Callable

from bot.storage.store import Store

# Telegram takes about 30 messages a second from one bot. In any second so many begin, one that catches up, and one more
# since both ends count; what else a second can bring was on its way before it, and of that there are at most so many.
# Together that is 30, also where a process or a line has stood still.
A_SECOND = 23.0
SLACK_SECONDS = 1 / A_SECOND
AT_ONCE = 6  # one of them waits for its moment
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

"""Processor time that one chat may use: a bucket that its turns empty and that fills again by itself."""

import time
from collections.abc import Callable

MOST_CHATS = 1000  # remembered before those whose buckets are full again are forgotten


class Budget:
    """Each chat may use `most` seconds at once, and gets `share` of the time that passes back.

    Where others wait to be answered, it may use no more than the `fair` seconds at once.
    """

    def __init__(self, most: float, fair: float, share: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._fair = fair
        self._share = share
        self._clock = clock
        self._used: dict[int, tuple[float, float]] = {}

    def has_some(self, chat: int, *, crowded: bool = False) -> bool:
        """Whether anything is left for `chat`; `crowded`: others wait."""
        return self._owed(chat) < (min(self._fair, self._most) if crowded else self._most)

    def spend(self, chat: int, seconds: float) -> None:
        """Take `seconds` from what `chat` has."""
        self._used[chat] = (self._owed(chat) + seconds, self._clock())
        if len(self._used) > MOST_CHATS:
            self._used = {one: kept for one, kept in self._used.items() if self._owed(one) > 0}

    def _owed(self, chat: int) -> float:
        used, at = self._used.get(chat, (0.0, 0.0))
        return max(0.0, used - (self._clock() - at) * self._share)

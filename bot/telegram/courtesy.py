"""What keeps the bot from saying the same thing again and again: to a busy group, and to an album of pictures.

Kept in memory and bounded: after a restart a group may be told once more, which does no harm.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from dialogue.events import Event, Received

QUIET_SECONDS = 3600.0
MOST_KEPT = 2000


class Refusals:
    """Which groups were told lately that the bot talks in private only."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._told: OrderedDict[int, tuple[float, int]] = OrderedDict()

    def silent(self, group: int, update: int) -> bool:
        """Whether `group` was told within the hour, by another update; if not, it now counts as told."""
        now = self._clock()
        at, by = self._told.get(group, (-QUIET_SECONDS, update))
        if by != update and now - at < QUIET_SECONDS:
            return True
        self._told[group] = (now, update)
        _shorten(self._told)
        return False


class Albums:
    """Which albums have been answered: their parts come as messages of their own."""

    def __init__(self) -> None:
        self._first: OrderedDict[tuple[int, str], int] = OrderedDict()

    def another(self, chat: int, album: str, update: int, event: Event) -> bool:
        """Whether `event` is a further part of an album that is not read anyway; its first part is answered for all."""
        if not album or not isinstance(event, Received):
            return False
        first = self._first.setdefault((chat, album), update)
        _shorten(self._first)
        return first != update


def _shorten(kept: OrderedDict[Any, Any]) -> None:
    while len(kept) > MOST_KEPT:
        kept.popitem(last=False)

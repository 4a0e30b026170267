"""Reminders: rows with a due time, looked for now and then."""

import asyncio
import random
import time
from collections.abc import Callable

import structlog

from bot.delivery.chat_locks import LaneFull
from bot.delivery.turns import Place, Turns
from bot.metrics import Metrics
from bot.storage.store import FromReminder, Store, StoreUnavailable
from dialogue.events import ReminderDue

AT_ONCE = 50
log = structlog.get_logger()


async def remind_for_ever(
    store: Store, turns: Turns, metrics: Metrics, every: float, clock: Callable[[], float] = time.time
) -> None:
    """Every `every` seconds, turn each due reminder into a turn of its chat.

    The reminder is deleted in the transaction of its turn, so that it comes once, whoever finds it.
    """
    while True:
        try:
            await remind_once(store, turns, metrics, clock)
        except StoreUnavailable as error:
            log.warning("store_unavailable", while_doing="remind", error=str(error))
        await asyncio.sleep(every * random.uniform(0.9, 1.1))  # noqa: S311


async def remind_once(store: Store, turns: Turns, metrics: Metrics, clock: Callable[[], float] = time.time) -> int:
    """Take the turns of the reminders that are due now and return how many there were."""
    taken = 0
    for reminder in await store.due_reminders(int(clock()), AT_ONCE):
        try:
            place = Place(reminder.chat)
            answer = await turns.take(FromReminder(reminder.topic), place, ReminderDue(reminder.topic))
        except LaneFull:
            continue  # the chat is busy; the row stays and comes up again
        if answer is not None:
            metrics.reminders.inc()
            taken += 1
    return taken

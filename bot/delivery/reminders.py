"""Reminders: rows with a due time, looked for now and then."""

import asyncio
import random
import time
from collections.abc import Callable
from weakref import WeakKeyDictionary

import structlog

from bot.delivery.chat_locks import LaneFull
from bot.delivery.turns import Place, Turns
from bot.errors import log_failure
from bot.metrics import Metrics
from bot.storage.store import FromReminder, Store, StoreUnavailable, is_visitor
from dialogue.events import ReminderDue

AT_ONCE = 50
FAILED_SECONDS = 3600.0  # until one that failed is tried again
log = structlog.get_logger()
_FAILED: WeakKeyDictionary[Store, dict[tuple[int, str], float]] = WeakKeyDictionary()


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
    taken, failed = 0, _FAILED.setdefault(store, {})
    # Those that failed before come with the others, so that however many they are, they keep nobody from his.
    for reminder in await store.due_reminders(int(clock()), AT_ONCE + len(failed)):
        key = (reminder.chat, reminder.topic)
        if failed.get(key, 0.0) > clock():
            continue
        try:
            place = Place(reminder.chat, page=is_visitor(reminder.chat))
            answer = await turns.take(FromReminder(reminder.topic), place, ReminderDue(reminder.topic))
        except LaneFull:
            continue  # the chat is busy; the row stays and comes up again
        except StoreUnavailable:
            raise
        except Exception as error:
            log_failure(log, "reminder_failed", error)
            failed[key] = clock() + FAILED_SECONDS
            continue
        failed.pop(key, None)
        if answer is not None:
            metrics.reminders.inc()
            taken += 1
    return taken

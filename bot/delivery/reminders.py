"""Reminders: rows with a due time, looked for now and then, and turned into turns in order."""

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
from bot.storage.store import FromReminder, Reminder, Store, StoreUnavailable, is_visitor
from dialogue.events import ReminderDue

AT_ONCE = 25
MOST_WAITING = 25  # messages of reminders that wait to be sent when the next are taken: a second of the pace
STUCK_SECONDS = 60
WAITING_PAUSE_SECONDS = 0.2
CLAIM, ONLY_ONE = "reminders", 0
FAILED_SECONDS = 3600.0  # until one that failed is tried again
log = structlog.get_logger()
_FAILED: WeakKeyDictionary[Store, dict[tuple[int, str], float]] = WeakKeyDictionary()


async def remind_for_ever(
    store: Store,
    turns: Turns,
    metrics: Metrics,
    every: float,
    clock: Callable[[], float] = time.time,
    wake: Callable[[int], None] = lambda _: None,
) -> None:
    """Every `every` seconds, turn each due reminder into a turn of its chat, the earliest first.

    The reminder is deleted in the transaction of its turn, so that it comes once, whoever finds it. Of several
    processes on one database one does it at a time, so that all together keep the order. The sender, which `wake`
    tells of a chat whose messages wait, keeps the pace.
    """
    while True:
        try:
            await remind_all(store, turns, metrics, clock, MOST_WAITING, wake)
        except StoreUnavailable as error:
            log.warning("store_unavailable", while_doing="remind", error=str(error))
        await asyncio.sleep(every * random.uniform(0.9, 1.1))  # noqa: S311


async def remind_all(
    store: Store,
    turns: Turns,
    metrics: Metrics,
    clock: Callable[[], float] = time.time,
    most_waiting: int | None = None,
    wake: Callable[[int], None] = lambda _: None,
) -> int:
    """Take the turns of all reminders that are due; how many there were, 0 where another process is at it.

    With `most_waiting`, the next come when no more of their messages than that wait to be sent.
    """
    if not await store.claim(CLAIM, ONLY_ONE):
        return 0
    taken = 0
    try:
        if most_waiting is not None and await store.waiting_reminders(int(clock()) - STUCK_SECONDS):
            # What a process has left that is no more goes before the next.
            for chat in await store.waiting_chats():
                wake(chat)
        while True:
            if most_waiting is not None:
                await _until_few_wait(store, clock, most_waiting)
            more = await remind_once(store, turns, metrics, clock)
            if not more:
                return taken
            taken += more
    finally:
        await store.release(CLAIM, ONLY_ONE)


async def remind_once(store: Store, turns: Turns, metrics: Metrics, clock: Callable[[], float] = time.time) -> int:
    """Take the turns of the next few reminders that are due and return how many there were."""
    taken, failed = 0, _FAILED.setdefault(store, {})
    # Those that failed before come with the others, so that however many they are, they keep nobody from his.
    for reminder in await store.due_reminders(int(clock()), AT_ONCE + len(failed)):
        if failed.get((reminder.chat, reminder.topic), 0.0) > clock():
            continue
        taken += await _take(turns, metrics, reminder, failed, clock)
    return taken


async def _until_few_wait(store: Store, clock: Callable[[], float], most: int) -> None:
    # One that has waited for long waits for its chat alone, and must not keep the others.
    while await store.waiting_reminders(int(clock()) - STUCK_SECONDS) > most:  # noqa: ASYNC110 - it is a database
        await asyncio.sleep(WAITING_PAUSE_SECONDS)


async def _take(
    turns: Turns,
    metrics: Metrics,
    reminder: Reminder,
    failed: dict[tuple[int, str], float],
    clock: Callable[[], float],
) -> bool:
    key = (reminder.chat, reminder.topic)
    try:
        place = Place(reminder.chat, page=is_visitor(reminder.chat))
        answer = await turns.take(FromReminder(reminder.topic), place, ReminderDue(reminder.topic))
    except LaneFull:
        return False  # the chat is busy; the row stays and comes up again
    except StoreUnavailable:
        raise
    except Exception as error:
        log_failure(log, "reminder_failed", error)
        failed[key] = clock() + FAILED_SECONDS
        return False
    failed.pop(key, None)
    if answer is None:
        return False
    metrics.reminders.inc()
    return True

"""Sends what waits in the outbox: in order per chat, many chats at once, again and again until it has arrived."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import structlog

from bot.delivery.pace import AT_ONCE, Pace
from bot.errors import log_failure
from bot.metrics import Metrics
from bot.storage.store import Queued, Store, StoreUnavailable

FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 60.0
SWEEP_SECONDS = 5.0
FILES = {"picture", "attachment"}
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Sent:
    """The message has arrived."""


@dataclass(frozen=True, slots=True)
class Later:
    """Try again: after `seconds` if the messenger named them, else after a pause that grows.

    `perhaps`: it may have arrived all the same.
    """

    seconds: float | None = None
    reason: str = ""
    perhaps: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """This message will never be accepted; go on with the next."""

    reason: str


@dataclass(frozen=True, slots=True)
class Blocked:
    """Nothing can be sent to this chat any more."""

    reason: str


Outcome = Sent | Later | Refused | Blocked
Post = Callable[[Queued, int], Awaitable[Outcome]]


class Sender:
    """A short-lived task per chat that has something to send; at most `at_once` of them are posting.

    Messages with files, which have to be made first, have `files_at_once` places of their own, so that texts never
    wait for them. `post` is told how often a message has been tried before.

    Reminders go at `pace`, from places of their own. Each of their attempts is counted in the database before it is
    made, so that after the end of the process it is known which of them may have arrived.
    """

    def __init__(
        self,
        store: Store,
        post: Post,
        metrics: Metrics,
        *,
        at_once: int = 32,
        files_at_once: int = 16,
        reminders_at_once: int = AT_ONCE,
        give_up_hours: int = 24,
        pace: Pace | None = None,
    ) -> None:
        self._store = store
        self._post = post
        self._metrics = metrics
        self._places = asyncio.Semaphore(at_once)
        self._file_places = asyncio.Semaphore(files_at_once)
        self._reminder_places = asyncio.Semaphore(reminders_at_once)
        self._pace = pace or Pace(store)
        self._give_up_seconds = give_up_hours * 3600
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._woken: set[int] = set()
        self._stopping = asyncio.Event()

    def wake(self, chat: int) -> None:
        """Something has been put into the outbox for `chat`."""
        if self._stopping.is_set():
            return
        self._woken.add(chat)
        if chat not in self._tasks:
            task = asyncio.get_running_loop().create_task(self._serve(chat))
            self._tasks[chat] = task
            self._metrics.lanes.labels("sending").set(len(self._tasks))

    async def sweep_for_ever(self) -> None:
        """Look now and then for messages that nobody sends: after a start, or after another process has died."""
        while True:
            try:
                for chat in await self._store.waiting_chats():
                    self.wake(chat)
            except StoreUnavailable as error:
                log.warning("store_unavailable", while_doing="sweep", error=str(error))
            await asyncio.sleep(SWEEP_SECONDS * random.uniform(0.8, 1.2))  # noqa: S311

    async def stop(self, within: float) -> None:
        """Let what is being posted come to its end, for at most `within` seconds. The rest stays in the outbox."""
        self._stopping.set()
        if self._tasks:
            _, late = await asyncio.wait(self._tasks.values(), timeout=within)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _serve(self, chat: int) -> None:
        try:
            while chat in self._woken and not self._stopping.is_set():
                self._woken.discard(chat)
                await self._send_all(chat)
        except StoreUnavailable as error:
            # The messages are in the database; the sweep comes back for them.
            self._metrics.store_troubles.inc()
            log.warning("store_unavailable", while_doing="send", error=str(error))
        except Exception as error:
            log_failure(log, "sender_failed", error)
        finally:
            del self._tasks[chat]
            self._metrics.lanes.labels("sending").set(len(self._tasks))

    async def _send_all(self, chat: int) -> None:
        if not await self._store.claim("chat", chat):
            return  # whoever holds the claim looks again after giving it up, and so finds our messages
        try:
            rows = await self._store.pending(chat)
            while rows and not self._stopping.is_set():
                rows = await self._send(rows[0])
        finally:
            await self._store.release("chat", chat)
        # Another process may have queued a message and been refused the claim between our last look and the release.
        if self._store.shared and not self._stopping.is_set() and await self._store.pending(chat):
            self._woken.add(chat)

    async def _send(self, row: Queued) -> Sequence[Queued]:
        """Post `row` until there is an outcome, and return what waits next."""
        attempt = 0
        while True:
            outcome = await (self._attempt(row, attempt) if row.tries is None else self._remind(row, attempt))
            if outcome is None:
                return await self._store.pending(row.chat)
            self._metrics.messages.labels(type(outcome).__name__.lower()).inc()
            match outcome:
                case Sent():
                    break
                case Refused(reason):
                    log.error("message_refused", method=row.method, reason=reason)
                    break
                case Blocked(reason):
                    log.info("chat_blocked", reason=reason)
                    await self._store.block(row.chat)
                    return ()
                case Later(seconds, reason):
                    if time.time() - row.queued_at > self._give_up_seconds:
                        log.error("message_given_up", method=row.method, reason=reason, attempts=attempt + 1)
                        break
                    pause = _pause(attempt, seconds)
                    log.warning("message_later", method=row.method, reason=reason, seconds=round(pause, 2))
                    if await self._sleep_unless_stopping(pause):
                        return ()
                    rows = await self._store.pending(row.chat)
                    if not rows or rows[0].id != row.id:
                        return rows  # forgotten in the meantime
                    row = rows[0]
                    attempt += 1
        return await self._store.sent(row)

    async def _attempt(self, row: Queued, attempt: int) -> Outcome:
        async with self._file_places if row.payload.keys() & FILES else self._places:
            return await self._timed(row, attempt)

    async def _remind(self, row: Queued, attempt: int) -> Outcome | None:
        """What came of an attempt to send a reminder; None where it was not made."""
        async with self._reminder_places:
            await self._pace.wait()
            if self._stopping.is_set() or not await self._store.begin(row):
                return None
            outcome = await self._timed(row, attempt)
            if isinstance(outcome, Later) and not outcome.perhaps:
                await self._store.unbegin(row)
            return outcome

    async def _timed(self, row: Queued, attempt: int) -> Outcome:
        began = time.perf_counter()
        outcome = await self._post(row, attempt)
        self._metrics.message_seconds.observe(time.perf_counter() - began)
        return outcome

    async def _sleep_unless_stopping(self, seconds: float) -> bool:
        try:
            await asyncio.wait_for(self._stopping.wait(), seconds)
        except TimeoutError:
            return False
        return True


def _pause(attempt: int, named: float | None) -> float:
    """Seconds to wait: the messenger's own number and a little more, or twice as long each time, with jitter."""
    if named is not None:
        return named + random.uniform(0.05, 0.5)  # noqa: S311
    pause = min(LONGEST_PAUSE_SECONDS, FIRST_PAUSE_SECONDS * float(2 ** min(attempt, 10)))
    return pause * random.uniform(0.75, 1.25)  # noqa: S311

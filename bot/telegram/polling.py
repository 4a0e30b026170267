"""Long polling that acknowledges after the commit.

The next getUpdates confirms all before the offset that it names, so that is the first update that is not committed yet.
A turn is a pure step and one commit, and sending comes after it from the outbox, so this holds nobody up. Where some
chats say so much that their turns take long, what is left of it is fetched again with what others have said meanwhile.
"""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Sequence
from itertools import accumulate
from typing import Any

import structlog
from telegram import Bot
from telegram.error import Conflict, EndPointNotFound, InvalidToken, RetryAfter, TelegramError

from bot.delivery.chat_locks import LaneFull
from bot.errors import describe
from bot.storage.store import StoreUnavailable
from bot.telegram.api import call
from bot.telegram.intake import LONGEST_RUN, MOST_CHARACTERS
from bot.telegram.reading import ALLOWED_UPDATES, text_length

BATCH = 100
LONGEST_PAUSE_SECONDS = 30.0
EMPTY_PAUSE_SECONDS = 0.2
LONGEST_BATCH_SECONDS = 0.1  # what is not taken by then comes with the next batch
NOT_FOUND_LIMIT = 3
log = structlog.get_logger()

Handle = Callable[[Sequence[dict[str, Any]]], Awaitable[None]]


class Polling:
    """Fetches updates and hands them to `handle`, batch by batch."""

    def __init__(self, bot: Bot, handle: Handle, poll_seconds: int) -> None:
        self._bot = bot
        self._handle = handle
        self._poll_seconds = poll_seconds
        self._offset: int | None = None
        self._taken: frozenset[int] = frozenset()  # committed, though something before them is not
        self._failures = 0
        self._answered = False
        self._stopping = asyncio.Event()

    def stop(self) -> None:
        """Fetch no more. What has been fetched is still committed."""
        self._stopping.set()

    async def run(self) -> None:
        """Poll until `stop`. Raises InvalidToken if Telegram does not know the token."""
        while not self._stopping.is_set():
            fetching = asyncio.ensure_future(self._fetch())
            stopping = asyncio.ensure_future(self._stopping.wait())
            await asyncio.wait([fetching, stopping], return_when=asyncio.FIRST_COMPLETED)
            stopping.cancel()
            if not fetching.done():
                fetching.cancel()
                break
            await self._take(fetching.result())

    async def _fetch(self) -> list[dict[str, Any]]:
        """One getUpdates; an empty list, after a pause, if it failed."""
        began = time.monotonic()
        parameters: dict[str, Any] = {"timeout": self._poll_seconds, "limit": BATCH, "allowed_updates": ALLOWED_UPDATES}
        if self._offset is not None:
            parameters["offset"] = self._offset
        try:
            updates = _updates(await call(self._bot, "getUpdates", **parameters))
        except InvalidToken:
            raise
        except EndPointNotFound as error:
            # A token of the wrong shape is answered in the same way as an unknown method.
            if not self._answered and self._failures >= NOT_FOUND_LIMIT:
                raise InvalidToken(error.message) from error
            await self._pause(describe(error))
            return []
        except RetryAfter as error:
            after = error.retry_after
            await self._pause(describe(error), after if isinstance(after, int | float) else after.total_seconds())
            return []
        except Conflict as error:
            if "webhook" in error.message.lower():
                await self._remove_webhook()
            await self._pause(describe(error))
            return []
        except TelegramError as error:
            await self._pause(describe(error))
            return []
        self._failures, self._answered = 0, True
        new = any(self._offset is None or update["update_id"] >= self._offset for update in updates)
        if not new and time.monotonic() - began < EMPTY_PAUSE_SECONDS:
            await asyncio.sleep(EMPTY_PAUSE_SECONDS)  # a server that does not hold the request open, or keeps repeating
        return updates

    async def _take(self, updates: list[dict[str, Any]]) -> None:
        """Commit `updates`: in order within a chat, all chats at the same time; then move the offset.

        Chats that say little come first, so that they do not wait for those that say much. Of each chat a transaction
        is taken by turns, and after the first one no more than there is time for.
        """
        chats: dict[int, list[dict[str, Any]]] = {}
        for update in updates:
            if update["update_id"] not in self._taken:
                chats.setdefault(_chat(update), []).append(update)
        left = sorted(chats.values(), key=lambda of_chat: sum(map(text_length, of_chat)))
        give_up = time.monotonic() + LONGEST_BATCH_SECONDS
        while left:
            sizes = [_of_one_transaction(of_chat) for of_chat in left]
            first = [of_chat[:size] for of_chat, size in zip(left, sizes, strict=True)]
            await asyncio.gather(*(self._take_in_order(one) for one in first))
            left = [of_chat[size:] for of_chat, size in zip(left, sizes, strict=True) if len(of_chat) > size]
            if time.monotonic() > give_up:
                break
        if updates:
            numbers = frozenset(update["update_id"] for update in updates)
            missing = {update["update_id"] for of_chat in left for update in of_chat}
            self._offset = min(missing, default=max(numbers) + 1)
            self._taken = frozenset(number for number in numbers - missing if number > self._offset)

    async def _take_in_order(self, updates: list[dict[str, Any]]) -> None:
        attempt = 0
        while True:
            try:
                await self._handle(updates)
            except (StoreUnavailable, LaneFull) as error:
                log.warning("updates_later", count=len(updates), error=type(error).__name__)
                await asyncio.sleep(_backoff(attempt))
                attempt += 1
            else:
                return

    async def _remove_webhook(self) -> None:
        log.warning("webhook_removed", reason="a webhook was set, and this bot is told to poll")
        try:
            await call(self._bot, "deleteWebhook")
        except TelegramError as error:
            log.warning("webhook_not_removed", error=describe(error))

    async def _pause(self, reason: str, seconds: float | None = None) -> None:
        pause = _backoff(self._failures) if seconds is None else seconds
        self._failures += 1
        log.warning("polling_failed", reason=reason, seconds=round(pause, 2))
        await asyncio.sleep(pause)


def _backoff(attempt: int) -> float:
    return min(LONGEST_PAUSE_SECONDS, 0.25 * float(2 ** min(attempt, 10))) * random.uniform(0.75, 1.25)  # noqa: S311


def _updates(result: Any) -> list[dict[str, Any]]:
    """The updates in the server's answer; what has no number could not be confirmed, and so is passed over."""
    found = result if isinstance(result, list) else []
    return [one for one in found if isinstance(one, dict) and isinstance(one.get("update_id"), int)]


def _of_one_transaction(updates: Sequence[dict[str, Any]]) -> int:
    """How many of the first of `updates`, at least one, are short enough together for one transaction."""
    together = list(accumulate(map(text_length, updates[:LONGEST_RUN])))
    return max(1, sum(characters <= MOST_CHARACTERS for characters in together))


def _chat(update: dict[str, Any]) -> int:
    """The chat that a raw update belongs to, 0 if to none."""
    for value in update.values():
        if isinstance(value, dict):
            chat = value.get("chat") or (value.get("message") or {}).get("chat")
            if isinstance(chat, dict) and isinstance(chat.get("id"), int):
                return int(chat["id"])
    return 0

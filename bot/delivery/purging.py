"""Deletes what is no longer needed."""

import asyncio
import time

import structlog

from bot.storage.store import Store, StoreUnavailable

DAY = 86_400
EVERY_SECONDS = 6 * 3600
FIRST_AFTER_SECONDS = 60
VISIT_SECONDS = DAY  # what a visitor of the page told is kept so long, unless they asked for more
UPDATES_DAYS = 3  # Telegram keeps an update for a day, so none comes again after that
log = structlog.get_logger()


async def purge_for_ever(store: Store, session_days: int) -> None:
    """A few times a day, delete the chats not seen for `session_days` and the update ids that cannot come again."""
    await asyncio.sleep(FIRST_AFTER_SECONDS)
    while True:
        now = int(time.time())
        try:
            deleted = await store.purge(now - session_days * DAY, now - UPDATES_DAYS * DAY, now - VISIT_SECONDS)
            log.info("purged", chats=deleted)
        except StoreUnavailable as error:
            log.warning("store_unavailable", while_doing="purge", error=str(error))
        await asyncio.sleep(EVERY_SECONDS)

"""`migrate`: brings the database's schema up to date. SQLite does it by itself at start; PostgreSQL waits for this."""

import asyncio
import sys
from typing import TextIO

from bot.settings import WrongSettings, load_settings
from bot.storage import open_store
from bot.storage.store import SchemaOutOfDate, StoreUnavailable


def migrate_database(out: TextIO) -> int:
    """Applies what is missing and says what was applied; returns the exit status."""
    try:
        url = load_settings().database_url.get_secret_value()
        applied = asyncio.run(_migrate(url))
    except (WrongSettings, StoreUnavailable, SchemaOutOfDate) as error:
        print(error, file=sys.stderr)
        return 1
    for name in applied:
        out.write(f"applied {name}\n")
    if not applied:
        out.write("the schema is up to date\n")
    return 0


async def _migrate(url: str) -> tuple[str, ...]:
    if url.startswith("sqlite:"):
        await (await open_store(url)).close()
        return ()
    from bot.storage.postgresql import migrate_postgresql

    return await migrate_postgresql(url)

"""Where sessions, outgoing messages, reminders and update ids are kept: SQLite by default, PostgreSQL for replicas."""

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from bot.storage.store import Store


async def open_store(url: str) -> "Store":
    """Open the database at `url`: `sqlite:///file` (relative), `sqlite:////file` (absolute) or `postgresql://…`.

    Raises StoreUnavailable if it cannot be reached, SchemaOutOfDate if its schema is not this program's.
    """
    if url.startswith("sqlite:///"):
        from bot.storage.sqlite import open_sqlite

        return await open_sqlite(Path(unquote(url.removeprefix("sqlite:///"))))
    from bot.storage.postgresql import open_postgresql

    return await open_postgresql(url)

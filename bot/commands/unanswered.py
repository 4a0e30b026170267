"""`unanswered`: the questions that had no answer, the most frequent first; nobody's name is with them."""

import asyncio
import sys
from typing import TextIO

from bot.settings import WrongSettings, load_settings
from bot.storage import open_store
from bot.storage.store import SchemaOutOfDate, StoreUnavailable

MOST = 1000


def unanswered(out: TextIO) -> int:
    """Writes one question a line, with how often it came; returns the exit status."""
    try:
        settings = load_settings()
        questions = asyncio.run(_read(settings.database_url.get_secret_value()))
    except (WrongSettings, StoreUnavailable, SchemaOutOfDate) as error:
        print(error, file=sys.stderr)
        return 1
    for question, times in questions:
        out.write(f"{times}\t{' '.join(question.split())}\n")
    if not questions and not settings.keep_unanswered:
        print("Nothing is kept: KEEP_UNANSWERED is off.", file=sys.stderr)
    return 0


async def _read(url: str) -> list[tuple[str, int]]:
    store = await open_store(url)
    try:
        return list(await store.unanswered(MOST))
    finally:
        await store.close()

"""Commands for the operators listed in ADMIN_IDS; for anybody else they are unknown commands like any other."""

import html
import time
from collections.abc import Collection

from bot.storage.store import Counts, Store
from flows.screens import Screen

UNANSWERED_LIMIT = 30


class Admin:
    """Answers /stats and /unanswered."""

    def __init__(self, store: Store, admins: Collection[int]) -> None:
        self._store = store
        self._admins = frozenset(admins)

    def is_meant(self, chat: int, text: str) -> bool:
        """Whether `text`, said in `chat`, is an operator's command."""
        return chat in self._admins and text.strip().lower() in ("/stats", "/unanswered")

    async def answer(self, text: str) -> Screen:
        """The answer to an operator's command."""
        if text.strip().lower() == "/stats":
            return Screen(_stats(await self._store.counts(int(time.time()))))
        questions = await self._store.unanswered(UNANSWERED_LIMIT)
        if not questions:
            return Screen("No unanswered questions are kept.")
        lines = (f"{times} × {html.escape(question, quote=False)}" for question, times in questions)
        return Screen("<b>Unanswered</b>\n" + "\n".join(lines))


def _stats(counts: Counts) -> str:
    lines = [
        "<b>Numbers</b>",
        f"Chats: {counts.chats} ({counts.active_day} active in a day, {counts.active_week} in a week)",
        f"Blocked by: {counts.blocked}",
        f"Messages waiting: {counts.outbox} (the oldest for {counts.oldest_waiting_seconds} s)",
        f"Reminders: {counts.reminders}",
        f"Documents waiting: {counts.documents}",
        f"Unanswered questions: {counts.unanswered}",
    ]
    for article, (yes, no) in counts.helpful.items():
        lines.append(f"Helpful, {html.escape(article, quote=False)}: {yes} yes, {no} no")
    return "\n".join(lines)

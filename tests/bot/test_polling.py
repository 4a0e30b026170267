"""What is fetched by polling is handed on once, in order within a chat, and nobody waits for all that another says."""

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest
from telegram import Bot

from bot.telegram import polling
from bot.telegram.polling import Polling

LOUD, QUIET = 1, 2


def said(number: int, chat: int, text: str) -> dict[str, Any]:
    return {"update_id": number, "message": {"message_id": number, "chat": {"id": chat}, "text": text}}


class Telegram:
    """What has not been confirmed yet comes again; `quiet` is said while the first long message is being answered."""

    def __init__(self) -> None:
        self.waiting = [said(number, LOUD, "x" * 4000) for number in range(10)]
        self.polling: Polling | None = None
        self.handled: list[int] = []

    async def call(self, _: Bot, method: str, offset: int = 0, limit: int = 100, **__: Any) -> list[dict[str, Any]]:
        assert method == "getUpdates"
        self.waiting = [one for one in self.waiting if one["update_id"] >= offset]
        assert {one["update_id"] for one in self.waiting} >= set(range(11)) - set(self.handled) - {10}
        if not self.waiting and self.polling is not None:
            self.polling.stop()
        return self.waiting[:limit]

    async def handle(self, updates: Sequence[dict[str, Any]]) -> None:
        if not self.handled:
            self.waiting.append(said(10, QUIET, "hi"))
        await asyncio.sleep(0.06 * (len(updates[0]["message"]["text"]) > 100))
        self.handled += [one["update_id"] for one in updates]


async def test_a_quiet_chat_does_not_wait_until_all_that_another_has_said_is_answered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    telegram = Telegram()
    monkeypatch.setattr(polling, "call", telegram.call)
    telegram.polling = Polling(Bot("4242:token"), telegram.handle, 0)
    async with asyncio.timeout(20):
        await telegram.polling.run()
    assert sorted(telegram.handled) == list(range(11)), "each once"
    assert [one for one in telegram.handled if one < 10] == list(range(10)), "in order"
    assert telegram.handled.index(10) < 6

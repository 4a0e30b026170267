"""A person in a private chat with the bot, as the Bot API server sees one."""

from collections.abc import Awaitable
from typing import Any

from tests.bot.bot_api_server import BotApiServer, Call


class Person:
    """Says and presses, and waits for what comes back."""

    def __init__(self, server: BotApiServer, chat: int) -> None:
        self.server = server
        self.chat = chat

    async def say(self, text: str) -> Call:
        """Type `text`; returns the answer."""
        return await self._answer(self.server.say(self.chat, text))

    async def press(self, label: str, call: Call | None = None) -> Call:
        """Press the button called `label`, under the newest message that has it or under `call`; returns the answer."""
        return await self._answer(self.server.press(self.chat, label, call))

    async def edit(self, text: str) -> Call:
        """Edit the message typed last, which then reads `text`; returns the answer."""
        return await self._answer(self.server.edit(self.chat, text, self.server.last_said))

    async def send(self, **content: Any) -> Call:
        """Send something that is not text; returns the answer."""
        return await self._answer(self.server.send(self.chat, **content))

    async def hold(self, *parts: str) -> Call:
        """Say one part after another, where `[label]` presses a button; returns the last answer."""
        answer: Call | None = None
        for part in parts:
            pressing = part.startswith("[") and part.endswith("]")
            answer = await (self.press(part[1:-1]) if pressing else self.say(part))
        assert answer is not None
        return answer

    async def send_and_wait(self, answers: int, **content: Any) -> Call:
        """Send something that is not text and wait until `answers` messages have come back; returns the last."""
        return await self._answer(self.server.send(self.chat, **content), answers)

    async def _answer(self, doing: Awaitable[int], answers: int = 1) -> Call:
        before = len(self.server.sent(self.chat))
        await doing
        return await self.server.reply(self.chat, before + answers, 40.0)


def labels(call: Call) -> list[str]:
    """The labels of the buttons under a message."""
    from tests.bot.bot_api_server import keyboard

    return [button["text"] for row in keyboard(call.parameters.get("reply_markup")) for button in row]

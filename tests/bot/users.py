"""Users who keep talking to the echo bot while it is killed, and the account of what they got."""

import asyncio
import random
import re
from dataclasses import dataclass
from itertools import pairwise

from tests.bot.bot_api_server import BotApiServer

THINKING_SECONDS = 0.4


@dataclass(frozen=True, slots=True)
class Account:
    """What came of a conversation: `lost` answers, answers `out_of_order`, and messages that came `doubled`."""

    updates: int = 0
    lost: int = 0
    out_of_order: int = 0
    doubled: int = 0

    def __add__(self, other: "Account") -> "Account":
        return Account(
            self.updates + other.updates,
            self.lost + other.lost,
            self.out_of_order + other.out_of_order,
            self.doubled + other.doubled,
        )


async def talk(
    server: BotApiServer, chat: int, messages: int, chance: random.Random, burst: int, stop: asyncio.Event, wait: float
) -> int:
    """Send `messages` messages (fewer, if `stop` comes before) and wait for the answers; returns how many were sent."""
    said = 0
    while said < messages and not stop.is_set():
        for _ in range(min(chance.randint(1, burst), messages - said)):
            said += 1
            await server.say(chat, f"m{said}")
        await asyncio.sleep(chance.uniform(0, THINKING_SECONDS))
        last = f": said m{said}"
        await server.until(lambda last=last: any(text.endswith(last) for text in server.texts(chat)[-60:]), wait)  # type: ignore[misc]
    return said


def account(server: BotApiServer, chat: int, messages: int) -> Account:
    """Compare what `chat` got with what it must have got: one answer each, counted up, in order."""
    expected = [f"{number}: said m{number}" for number in range(1, messages + 1)]
    got = server.texts(chat)
    wanted, first_times = set(expected), list(dict.fromkeys(got))
    order = [int(re.match(r"\d+", text)[0]) for text in first_times if text in wanted]  # type: ignore[index]
    return Account(
        updates=messages,
        lost=len(set(expected) - set(got)) + len(set(got) - set(expected)),
        out_of_order=sum(later < earlier for earlier, later in pairwise(order)),
        doubled=len(got) - len(first_times),
    )


async def everybody_talks(
    server: BotApiServer,
    chats: int,
    messages: int,
    seed: int,
    burst: int = 3,
    stop: asyncio.Event | None = None,
    wait: float = 60.0,
) -> Account:
    """Let `chats` users send `messages` messages each, all at once, and add up their accounts.

    Webhook deliveries come in any order, so with a webhook only a `burst` of 1 has an order to be kept.
    """
    chance, stop = random.Random(seed), stop or asyncio.Event()
    users = range(100, 100 + chats)
    sent = await asyncio.gather(
        *(talk(server, chat, messages, random.Random(chance.random()), burst, stop, wait) for chat in users)
    )
    return sum((account(server, chat, count) for chat, count in zip(users, sent, strict=True)), Account())

"""Users who keep talking to a bot while it is killed, and the account of what they got."""

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


@dataclass(frozen=True, slots=True)
class Script:
    """Numbered messages (`say`, with the number in it) and the one answer that each has, as a pattern (`answer`)."""

    say: str
    answer: str
    first: int = 1

    def said(self, number: int) -> str:
        """The message of this number, from 1."""
        return self.say.format(number - 1 + self.first)

    def heard(self, text: str) -> int | None:
        """The number that an answer is to; None for what is no answer."""
        found = re.fullmatch(self.answer, text, re.DOTALL)
        # The echo counts its turns: one that was taken twice, or not at all, does not fit what was said.
        numbers = {int(one.replace(",", "")) - self.first + 1 for one in found.groups()} if found else set()
        return numbers.pop() if len(numbers) == 1 else None


ECHO = Script("m{}", r"(\d+): said m(\d+)")
# Each turn of the real dialogue replaces the pay that the one before has kept, and says the new one.
REAL = Script("my pay is {:,}", r"✓ Pay for the year: (?:<b>)?\$([\d,]+)\b.*", 100_001)


async def talk(
    server: BotApiServer,
    chat: int,
    messages: int,
    chance: random.Random,
    burst: int,
    stop: asyncio.Event,
    wait: float,
    script: Script = ECHO,
) -> int:
    """Send `messages` messages (fewer, if `stop` comes before) and wait for the answers; returns how many were sent."""
    said = 0
    while said < messages and not stop.is_set():
        for _ in range(min(chance.randint(1, burst), messages - said)):
            said += 1
            await server.say(chat, script.said(said))
        await asyncio.sleep(chance.uniform(0, THINKING_SECONDS))
        await server.until(
            lambda last=said: any(script.heard(text) == last for text in server.texts(chat)[-60:]),  # type: ignore[misc]
            wait,
        )
    return said


def account(server: BotApiServer, chat: int, messages: int, script: Script = ECHO) -> Account:
    """Compare what `chat` got with what it must have got: one answer each, in order, and nothing else."""
    got = server.texts(chat)
    numbers = [script.heard(text) for text in got]
    first_times = list(dict.fromkeys(number for number in numbers if number is not None))
    wanted = range(1, messages + 1)
    return Account(
        updates=messages,
        lost=len(set(wanted) - set(first_times)) + len({*first_times} - set(wanted)) + numbers.count(None),
        out_of_order=sum(later < earlier for earlier, later in pairwise(first_times)),
        doubled=len([number for number in numbers if number is not None]) - len(first_times),
    )


async def everybody_talks(
    server: BotApiServer,
    chats: int,
    messages: int,
    seed: int,
    burst: int = 3,
    stop: asyncio.Event | None = None,
    wait: float = 60.0,
    script: Script = ECHO,
) -> Account:
    """Let `chats` users send `messages` messages each, all at once, and add up their accounts.

    Webhook deliveries come in any order, so with a webhook only a `burst` of 1 has an order to be kept.
    """
    chance, stop = random.Random(seed), stop or asyncio.Event()
    users = range(100, 100 + chats)
    sent = await asyncio.gather(
        *(talk(server, chat, messages, random.Random(chance.random()), burst, stop, wait, script) for chat in users)
    )
    return sum((account(server, chat, count, script) for chat, count in zip(users, sent, strict=True)), Account())

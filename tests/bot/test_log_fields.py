"""A hundred varied conversations, and what goes wrong around them: no log line has a word or an amount of theirs.

Fields are compared, not the lines: digits of a time or an id may be those of any amount.
"""

import asyncio
import gc
import io
import json
import logging
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.app import dialogue
from dialogue.events import Edited, Said
from dialogue.turn import Turn
from flows.session import Session
from tests.bot.bot_api_server import BotApiServer, Fault
from tests.bot.conftest import Running

CONVERSATIONS = 100
MEASURES = frozenset(
    {"timestamp", "ms", "seconds", "within_seconds", "update", "attempt", "attempts", "tries", "count", "status"}
)
FIELDS = MEASURES | frozenset(
    {"event", "level", "logger", "error", "cause", "frames", "rule", "flow", "step", "outcome", "event_kind", "method"}
    | {"reason", "receiving", "while_doing", "problem", "asked", "chats"}
)
NAMES = (
    "Quillon",
    "Brzęczyszczykiewicz",
    "O'Zanehy",
    "Xochitl",
    "Nguyễn",
    "Vandergriftson",
    "Ødegaardson",
    "Zubizarreta",
)
EMPLOYERS = ("Frobnitz Dynamics", "Wuthering Widgets", "Plonkworth & Sons", "Ypsilon-Gearworks")
BROKEN = "explodingly"


@dataclass
class Told:
    """What the conversations say: words that nothing else has, and the digits of amounts."""

    words: set[str] = field(default_factory=set)
    digits: set[str] = field(default_factory=set)

    def amount(self, dice: random.Random) -> str:
        """An amount in one of its many spellings."""
        number = dice.randint(101_111, 989_989)
        cents = dice.randint(11, 98)
        self.digits |= {str(number), f"{number}{cents}", f"{number // 1000}{number % 1000:03}"}
        grouped = f"{number:,}"
        return dice.choice(
            (
                *(f"${grouped}", grouped, f"{number}", f"{grouped}.{cents}", f"${number}.{cents}", f"USD {number}"),
                *(grouped.replace(",", " "), grouped.replace(",", "."), f"{number / 1000}k", f"${number / 1000:.3f} K"),
                "".join(chr(0xFF10 + int(digit)) for digit in str(number)),  # full-width digits
                *(f"*{grouped}*", f"<b>{grouped}</b>", f'"{number}"', f"{number}/yr"),
            )
        )

    def name(self, dice: random.Random, names: tuple[str, ...] = NAMES) -> str:
        """A name, in one of its spellings."""
        name = dice.choice(names)
        said = dice.choice((name, name.lower(), name.upper(), f"“{name}”", f"@{name}"))
        self.words |= {word.casefold() for word in re.findall(r"\w{5,}", name)}
        return said

    def token(self, dice: random.Random) -> str:
        """A bot's token, a key, a number of an account or of a person."""
        letters = "".join(dice.choices("abcdefghjkmnpqrstuvwxyzABCDEFGH", k=36))
        self.words.add(letters.casefold())
        account = str(dice.randint(10**9, 10**10 - 1))
        self.digits.add(account)
        return dice.choice(
            (f"{account}:{letters}", f"sk-{letters}", f"account {account}", f"https://a.example/{letters}")
        )

    def in_(self, value: object) -> list[str]:
        """What `value` has of it."""
        said = json.dumps(value, ensure_ascii=False).casefold()
        plain = re.sub(r"(?<=\d)[,. '_](?=\d)", "", said)
        runs = {run for text in (said, plain) for run in re.findall(r"\d{4,}", text)}
        return sorted(word for word in self.words if word in said) + sorted(runs & self.digits)


class Breaking:
    """The real dialogue, which fails with all that it was told in its error where a message asks for that."""

    def step(self, session: Session, event: Any, today: date) -> Turn:
        if isinstance(event, Said | Edited) and BROKEN in event.text:
            try:
                float(event.text)
            except ValueError as error:
                raise RuntimeError(f"{event.text} in {session!r}") from error
        return dialogue().step(session, event, today)


def conversation(dice: random.Random, told: Told) -> Iterator[dict[str, Any]]:
    """What one person sends, as the contents of messages."""
    yield {"text": dice.choice(("/start", "/capacity", f"/start {told.token(dice)}"[:64], "how much room do I have?"))}
    for _ in range(dice.randint(2, 4)):
        name, employer = told.name(dice), told.name(dice, EMPLOYERS)
        amount, more = told.amount(dice), told.amount(dice)
        yield dice.choice(
            (
                {"text": f"I'm {dice.randint(23, 66)}, {name} at {employer} pays me {amount}"},
                {"text": amount},
                {"text": f"my sister {name} put {amount} into after-tax and converted {more} in March"},
                {"text": f"my key is {told.token(dice)}, ok? {amount}"},
                {"text": f"/ask does {employer} match {amount}?"},
                {"text": f"/{name} {amount}"},
                {"text": f"{BROKEN} {name} {amount}"},
                {"text": f"{name} {employer} {amount} " * dice.choice((1, 60))},
                {"caption": f"{amount} says {name}", "photo": [photo(dice, told)]},
                {"document": document(dice, told), "caption": f"from {name}: {amount}"},
                {"contact": {"phone_number": told.amount(dice), "first_name": name}},
                {"sticker": {"file_id": name}, "text": None},
            )
        )


def photo(dice: random.Random, told: Told) -> dict[str, Any]:
    return {"file_id": told.token(dice), "file_unique_id": "u", "width": 90, "height": 90, "file_size": 900}


def document(dice: random.Random, told: Told) -> dict[str, Any]:
    name = f"{told.name(dice)} {told.amount(dice)}.pdf"
    return {"file_id": told.token(dice), "file_unique_id": "u", "file_name": name, "file_size": dice.choice((9, 10**9))}


def faults(dice: random.Random, told: Told) -> list[Fault]:
    """What Telegram may refuse, with what was sent in its words."""
    said = [f"{told.name(dice)} {told.amount(dice)}" for _ in range(5)]
    return [
        Fault("sendMessage", 400, description=f'Bad Request: can\'t parse entities: unsupported tag "{said[0]}"'),
        Fault("sendMessage", 400, description=f"Bad Request: message '{said[1]}' is too long", times=2),
        Fault("sendMessage", 500, description=f"Internal Server Error: {told.amount(dice)}", times=2),
        Fault("answerCallbackQuery", 400, description=f'Bad Request: query "{said[2]}" is too old'),
        Fault("getFile", 400, description=f'Bad Request: file "{said[3]}" is gone'),
        Fault("sendMessage", "cut"),
    ]


async def libraries_speak(text: str) -> None:
    """What asyncio and python-telegram-bot write by themselves, with `text` in all that they have at hand."""

    async def fails() -> None:
        raise ValueError(text)

    task = asyncio.ensure_future(fails(), loop=asyncio.get_running_loop())
    task.set_name(text)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    del task
    gc.collect()  # "Task exception was never retrieved"
    loop = asyncio.get_running_loop()
    loop.call_exception_handler({"message": f"Unhandled exception: {text}", "exception": ValueError(text)})
    loop.call_exception_handler({"message": f"Future <{text}> was destroyed"})
    loop.call_soon(lambda: (_ for _ in ()).throw(KeyError(text)))
    await asyncio.sleep(0)
    for name in ("asyncio", "telegram.Bot", "telegram.ext.Application", "httpx", "aiohttp.client"):
        logging.getLogger(name).debug("parameters %s", text)
        logging.getLogger(name).info("Calling Bot API endpoint with %s", text)
    logging.getLogger("asyncio").warning("Executing <Task coro=<%s>> took %s seconds", text, text)
    for name in ("asyncio", "telegram.Bot"):
        try:
            float(text)
        except ValueError:
            logging.getLogger(name).exception("Task exception was never retrieved")


async def test_no_field_of_the_log_has_a_word_or_an_amount_that_somebody_told(
    server: BotApiServer, running: Running, lines: io.StringIO
) -> None:
    dice, told = random.Random(100), Told()
    server.token = "123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"
    async with running(Breaking(), telegram_bot_token=server.token, webhook_secret="a-webhook-secret"):
        server.faults.append(Fault("getUpdates", "cut"))
        for number in range(CONVERSATIONS):
            chat = 1000 + number
            if number % 10 == 0:
                server.faults += faults(dice, told)
            for content in conversation(dice, told):
                await server.send(chat, **{name: value for name, value in content.items() if value is not None})
            await server.edit(chat, f"{told.amount(dice)} {dice.choice(('', BROKEN))}", server.last_said)
            await server.push_query(chat, f"o:1:pay:{told.amount(dice)}", 1)
            await server.push({"inline_query": inline(chat, f"{told.name(dice)} {told.amount(dice)}")})
            await server.push({"message": {"text": told.amount(dice), "chat": {"id": chat, "type": "private"}}})
        await libraries_speak(f"{told.name(dice)} {told.amount(dice)}")
        await server.until(lambda: server.unconfirmed() == 0 and len(server.sent()) > 3 * CONVERSATIONS, 120)
    records = [json.loads(line) for line in lines.getvalue().splitlines()]
    events = {record["event"] for record in records}
    assert {"turn", "dialogue_failed", "stray_error"} <= events
    assert sum(record["event"] == "turn" for record in records) > 4 * CONVERSATIONS
    assert {"asyncio", "telegram.Bot"} <= {record.get("logger") for record in records}
    assert set().union(*records) <= FIELDS, "a new field: say above whether it is a measure"
    for record in records:
        for name, value in record.items():
            if name in MEASURES:
                assert name == "timestamp" or isinstance(value, int | float | None)
                continue
            assert not told.in_(value), (name, value)
            assert "AAbbCCddEE" not in str(value)
            assert "a-webhook-secret" not in str(value)


def inline(chat: int, text: str) -> dict[str, Any]:
    user = {"id": chat, "is_bot": False, "first_name": "Ada"}
    return {"id": f"i{chat}", "from": user, "query": text, "offset": "", "chat_type": "sender"}


def test_what_is_looked_for_would_be_found() -> None:
    dice, told = random.Random(1), Told()
    for _ in range(200):
        name, amount = told.name(dice), told.amount(dice)
        assert told.in_({"reason": f"bad {name}"})
        assert told.in_([f"{amount} a year"]) or "k" in amount.lower() or not amount.isascii()
    assert not told.in_({"reason": "Bad Request: message is too long", "frames": ["a.py:1234 step"]})

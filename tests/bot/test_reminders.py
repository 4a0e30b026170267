"""Many reminders at once: in order, each once, at a pace, whoever is killed and however many processes there are."""

import asyncio
import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from bot.delivery.reminders import Pace, remind_all
from bot.delivery.turns import Rules, Turns
from bot.metrics import Metrics
from bot.notices import Notices
from bot.storage import open_store
from bot.storage.store import Changes, FromUpdate, Store
from bot.telegram.rendering import render
from tests.bot.bot_api_server import BotApiServer, Fault
from tests.bot.conftest import BotProcess
from tests.bot.echo import Echo

DUE = 1_700_000_000
MANY = 300
FIRST_CHAT = 1000


async def set_reminders(store: Store, count: int = MANY) -> list[int]:
    """`count` reminders of as many chats, all due within a minute; the chats in the order in which they are due."""
    due = {FIRST_CHAT + number: DUE + number * 7 % 60 for number in range(count)}
    for number, (chat, at) in enumerate(due.items()):
        changes = Changes("", remind=(("plan", at),))
        await store.turn(chat, FromUpdate(1, number), lambda _, changes=changes: changes, DUE)  # type: ignore[misc]
    return sorted(due, key=lambda chat: (due[chat], chat))


def turns_of(store: Store, order: list[int]) -> Turns:
    rules = Rules(lambda: date(2026, 11, 28))
    return Turns(store, Echo(), render, rules, Notices(), Metrics(), order.append, lambda _: None)


async def test_all_that_are_due_come_in_order_and_each_once(store: Store) -> None:
    expected = await set_reminders(store)
    order: list[int] = []
    assert await remind_all(store, turns_of(store, order), Metrics()) == MANY
    assert order == expected
    assert await remind_all(store, turns_of(store, order), Metrics()) == 0
    assert (await store.counts(DUE)).reminders == 0
    assert (await store.counts(DUE)).outbox == MANY


async def test_two_processes_share_them_and_none_comes_twice(
    fresh_postgresql: str, store_of: Callable[[str], Any]
) -> None:
    stores = [await store_of(fresh_postgresql) for _ in range(2)]
    expected = await set_reminders(stores[0])
    order: list[int] = []

    async def work(store: Store) -> int:
        turns, taken = turns_of(store, order), 0
        for _ in range(20):
            taken += await remind_all(store, turns, Metrics())
            await asyncio.sleep(0.01)
        return taken

    taken = await asyncio.gather(*map(work, stores))
    assert sum(taken) == MANY
    assert order == expected
    assert (await stores[0].counts(DUE)).outbox == MANY


async def test_they_go_at_an_even_pace_also_after_a_pause() -> None:
    clock = [100.0]

    async def sleep(seconds: float) -> None:
        clock[0] += seconds

    pace = Pace(25, lambda: clock[0], sleep)
    gone = []
    for number in range(60):
        if number == 30:
            clock[0] += 8
        await pace.wait()
        gone.append(clock[0])
    for first in gone:
        assert sum(1 for at in gone if first <= at < first + 1 - 1e-9) <= 25


async def test_kills_while_they_go_out_lose_none(
    server: BotApiServer, bot_process: Callable[..., BotProcess], database_url: str
) -> None:
    store = await open_store(database_url)
    chats = await set_reminders(store, 60)
    await store.close()
    bot = bot_process(database_url, reminder_seconds=0.1)
    kills = 3
    for number in range(kills):
        await bot.start()
        await server.until(lambda number=number: len(server.of("sendMessage")) >= 12 * (number + 1))  # type: ignore[misc]
        await bot.kill()
    await bot.start()
    await server.until(lambda: {one.chat for one in server.of("sendMessage")} >= set(chats))
    assert await bot.terminate() == 0
    came = [one.chat for one in server.of("sendMessage")]
    # A message that is on its way when the process dies is sent again: Telegram cannot be asked whether it arrived.
    assert len(came) - len(set(came)) <= kills
    assert all(server.texts(chat)[0] == "1: reminder plan" for chat in chats)
    first = list(dict.fromkeys(came))
    assert max(abs(first.index(chat) - place) for place, chat in enumerate(chats)) <= 3, "nearly in order"


async def test_a_telegram_that_asks_for_patience_gets_each_once(
    server: BotApiServer, bot_process: Callable[..., BotProcess], database_url: str
) -> None:
    store = await open_store(database_url)
    chats = await set_reminders(store, 40)
    await store.close()
    server.faults.append(Fault("sendMessage", 429, times=10, seconds=1))
    bot = bot_process(database_url, reminder_seconds=0.1)
    await bot.start()
    await server.until(lambda: {one.chat for one in server.of("sendMessage")} >= set(chats))
    assert await bot.terminate() == 0
    assert sorted(one.chat for one in server.of("sendMessage")) == sorted(chats)
    assert json.loads(server.of("sendMessage")[0].parameters["reply_markup"])


@pytest.mark.parametrize("topic", ["plan", "r1"])
async def test_a_blocked_chat_keeps_nobody_from_his(store: Store, topic: str) -> None:
    await set_reminders(store, 3)
    await store.block(FIRST_CHAT)
    changes = Changes("", remind=((topic, DUE),))
    await store.turn(9, FromUpdate(1, 99), lambda _: changes, DUE)
    order: list[int] = []
    await remind_all(store, turns_of(store, order), Metrics())
    assert sorted(order) == [9, FIRST_CHAT + 1, FIRST_CHAT + 2]

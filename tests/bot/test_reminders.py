"""Many reminders at once: in order, each once, at a pace, whoever is killed and however many processes there are."""

import asyncio
import json
import time
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from bot.delivery import pace
from bot.delivery.pace import Pace
from bot.delivery.reminders import remind_all
from bot.delivery.sender import Later, Outcome, Sender, Sent
from bot.delivery.turns import Rules, Turns
from bot.metrics import Metrics
from bot.notices import Notices
from bot.storage import open_store
from bot.storage.store import Changes, FromUpdate, Outgoing, Queued, Store
from bot.telegram.rendering import render
from tests.bot.bot_api_server import BotApiServer, Fault
from tests.bot.conftest import BotProcess
from tests.bot.echo import Echo

DUE = 1_700_000_000
MANY = 300
FIRST_CHAT = 1000
AGAIN = f"{Notices().again}\n\n"


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


def most_in_a_second(times: list[float]) -> int:
    return max(sum(1 for at in times if first <= at < first + 1) for first in times)


async def test_two_processes_together_keep_the_pace_and_so_do_those_after_a_restart(
    database_url: str, store_of: Callable[[str], Any]
) -> None:
    gone: list[float] = []

    async def go(store: Store, count: int) -> None:
        its = Pace(store)
        for _ in range(count):
            await its.wait()
            gone.append(time.monotonic())

    began = time.monotonic()
    first = await store_of(database_url)
    await asyncio.gather(*(go(first, 20) for _ in range(2)))
    # Another process takes over at once, beside the first, where the database can be shared.
    second = await store_of(database_url)
    await asyncio.gather(go(second, 20), *([go(first, 20)] if first.shared else []))
    assert most_in_a_second(gone) <= pace.A_SECOND + 2
    assert time.monotonic() - began >= (len(gone) - 3) / pace.A_SECOND


async def test_a_process_that_stood_still_catches_up_by_a_few_only(store: Store) -> None:
    its, gone = Pace(store), list[float]()

    async def go() -> None:
        for _ in range(8):
            await its.wait()
            gone.append(time.monotonic())

    waiting = [asyncio.ensure_future(go()) for _ in range(4)]
    await asyncio.sleep(0.2)
    time.sleep(0.7)  # noqa: ASYNC251 - the whole process stands still
    await asyncio.gather(*waiting)
    assert most_in_a_second(gone) <= pace.A_SECOND + 2


async def test_a_clock_that_was_set_back_stops_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    if store.shared:
        pytest.skip("the clock of PostgreSQL is its own")
    assert await store.take_slot("a", 25, 0) == 0
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() - 86_400)
    assert await store.take_slot("a", 25, 0) <= 1


async def queue(store: Store, *messages: Outgoing) -> None:
    await store.turn(7, FromUpdate(1, 1), lambda _: Changes("", messages), int(time.time()))


async def test_attempts_at_reminders_are_counted_and_others_are_not(store: Store) -> None:
    await queue(store, Outgoing("sendMessage", {"text": "due"}, reminds=True), Outgoing("sendMessage", {"text": "hi"}))
    due, answer = await store.pending(7)
    assert (due.tries, answer.tries) == (0, None)
    assert await store.waiting_reminders(0) == 1
    assert await store.begin(due)
    assert [row.tries for row in await store.pending(7)] == [1, None]
    await store.unbegin(due)
    assert [row.tries for row in await store.pending(7)] == [0, None]
    await store.sent(due)
    assert not await store.begin(due)
    assert await store.waiting_reminders(0) == 0


@pytest.mark.parametrize(
    ("outcome", "counted"),
    [(Later(0.01, "asked for patience"), 0), (Later(0.01, "no answer came", perhaps=True), 1)],
    ids=["one that surely did not arrive is as if it had not been tried", "one without an answer may have arrived"],
)
async def test_what_is_known_of_an_earlier_attempt_is_told_to_the_next(
    store: Store, outcome: Outcome, counted: int
) -> None:
    await queue(store, Outgoing("sendMessage", {"text": "due"}, reminds=True))
    told: list[int | None] = []
    outcomes = [outcome, Sent()]

    async def post(row: Queued, _: int) -> Outcome:
        told.append(row.tries)
        # The attempt is in the database before it is made.
        assert [one.tries for one in await store.pending(7)] == [(row.tries or 0) + 1]
        return outcomes.pop(0)

    sender = Sender(store, post, Metrics())
    sender.wake(7)
    async with asyncio.timeout(10):
        while await store.waiting_chats():  # noqa: ASYNC110 - it is a database
            await asyncio.sleep(0.02)
    assert told == [0, counted]
    await sender.stop(1)


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
    # Of one that is on its way when the process dies nobody knows whether it arrived: it says so when it comes again.
    assert all(server.texts(chat)[0] in {"1: reminder plan", f"{AGAIN}1: reminder plan"} for chat in chats)
    assert all(text == f"{AGAIN}1: reminder plan" for chat in chats for text in server.texts(chat)[1:])
    assert len(came) - len(set(came)) <= kills * 2
    times = [one.at for one in server.of("sendMessage")]
    assert most_in_a_second(times) <= 30
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


async def test_one_that_was_lost_on_the_way_says_that_it_may_come_twice(
    server: BotApiServer, bot_process: Callable[..., BotProcess], database_url: str
) -> None:
    store = await open_store(database_url)
    (chat,) = await set_reminders(store, 1)
    await store.close()
    server.faults.append(Fault("sendMessage", "lost"))
    bot = bot_process(database_url, reminder_seconds=0.1)
    await bot.start()
    await server.until(lambda: len(server.of("sendMessage")) == 2)
    assert await bot.terminate() == 0
    assert server.texts(chat) == ["1: reminder plan", f"{AGAIN}1: reminder plan"]


@pytest.mark.parametrize("topic", ["plan", "r1"])
async def test_a_blocked_chat_keeps_nobody_from_his(store: Store, topic: str) -> None:
    await set_reminders(store, 3)
    await store.block(FIRST_CHAT)
    changes = Changes("", remind=((topic, DUE),))
    await store.turn(9, FromUpdate(1, 99), lambda _: changes, DUE)
    order: list[int] = []
    await remind_all(store, turns_of(store, order), Metrics())
    assert sorted(order) == [9, FIRST_CHAT + 1, FIRST_CHAT + 2]

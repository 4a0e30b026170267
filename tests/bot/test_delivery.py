"""Lanes, the sender and reminders, without Telegram."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.delivery.chat_locks import LaneFull, Lanes
from bot.delivery.sender import Blocked, Later, Outcome, Refused, Sender, Sent
from bot.metrics import Metrics
from bot.storage import open_store
from bot.storage.store import Changes, FromUpdate, Outgoing, Queued, Store

NOW = 4_000_000_000  # far in the future: a message queued now is not given up as too old


async def test_a_lane_is_first_come_first_served_and_gone_when_empty() -> None:
    lanes, order = Lanes(10), list[int]()

    async def work(number: int) -> None:
        async with lanes.hold(1):
            await asyncio.sleep(0)
            order.append(number)

    await asyncio.gather(*(work(number) for number in range(5)))
    assert order == [0, 1, 2, 3, 4]
    assert len(lanes) == 0


async def test_lanes_do_not_wait_for_each_other() -> None:
    lanes = Lanes(10)
    async with lanes.hold(1), asyncio.timeout(1), lanes.hold(2):
        assert len(lanes) == 2


async def test_a_full_lane_refuses() -> None:
    lanes = Lanes(2)
    async with lanes.hold(1):
        waiting = asyncio.ensure_future(_enter(lanes))
        await asyncio.sleep(0)
        with pytest.raises(LaneFull):
            await _enter(lanes)
    await waiting
    assert len(lanes) == 0


async def _enter(lanes: Lanes) -> None:
    async with lanes.hold(1):
        pass


async def test_a_cancelled_waiter_leaves_the_lane_open() -> None:
    lanes = Lanes(10)
    async with lanes.hold(1):
        waiting = asyncio.ensure_future(_enter(lanes))
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
    async with asyncio.timeout(1):
        await _enter(lanes)
    assert len(lanes) == 0


async def queue(store: Store, chat: int, update: int, *texts: str) -> None:
    messages = tuple(Outgoing("sendMessage", {"text": text}) for text in texts)
    await store.turn(chat, FromUpdate(1, update), lambda _: Changes("s", messages), NOW)


async def send_all(
    store: Store, post: Callable[[Queued], Outcome], enough: Callable[[], bool] = lambda: False
) -> list[str]:
    """Send until the outbox is empty (or it is `enough`); the texts in the order in which they were posted."""
    posted: list[str] = []

    async def record(row: Queued, attempt: int) -> Outcome:
        posted.append(row.payload["text"])
        await asyncio.sleep(0.001)
        return post(row)

    sender = Sender(store, record, Metrics())
    for chat in await store.waiting_chats():
        sender.wake(chat)
        sender.wake(chat)
    async with asyncio.timeout(10):
        while await store.waiting_chats() and not enough():  # noqa: ASYNC110
            await asyncio.sleep(0.005)
    await sender.stop(1)
    return posted


async def test_messages_are_sent_in_order_and_each_once(store: Store) -> None:
    for chat in range(1, 6):
        await queue(store, chat, chat, *(f"{chat}.{number}" for number in range(12)))
    posted = await send_all(store, lambda _: Sent())
    assert len(posted) == 60
    for chat in range(1, 6):
        assert [text for text in posted if text.startswith(f"{chat}.")] == [f"{chat}.{n}" for n in range(12)]


async def test_a_message_is_tried_again_before_the_next_is_sent(store: Store) -> None:
    await queue(store, 1, 1, "one", "two")
    answers: list[Outcome] = [Later(0.01), Later(0.01), Sent(), Sent()]
    assert await send_all(store, lambda _: answers.pop(0)) == ["one", "one", "one", "two"]


async def test_a_refused_message_is_passed_over(store: Store) -> None:
    await queue(store, 1, 1, "one", "two")
    answers: list[Outcome] = [Refused("no"), Sent()]
    assert await send_all(store, lambda _: answers.pop(0)) == ["one", "two"]


async def test_a_blocked_chat_gets_no_more(store: Store) -> None:
    await queue(store, 1, 1, "one", "two")
    await queue(store, 2, 2, "other")
    posted = await send_all(store, lambda row: Blocked("kicked") if row.chat == 1 else Sent())
    assert sorted(posted) == ["one", "other"]
    assert (await store.counts(NOW)).blocked == 1


async def test_a_message_nobody_could_send_for_a_day_is_given_up(tmp_path: Path) -> None:
    store = await open_store(f"sqlite:///{tmp_path}/bot.sqlite3")
    await store.turn(1, FromUpdate(1, 1), lambda _: Changes("s", (Outgoing("sendMessage", {"text": "old"}),)), 1)
    assert await send_all(store, lambda _: Later(0.01)) == ["old"]
    await store.close()


async def test_a_message_that_is_forgotten_while_it_waits_is_not_sent(store: Store) -> None:
    await queue(store, 1, 1, "old")
    goodbye = Changes(None, (Outgoing("sendMessage", {"text": "bye"}),), forget=True)
    tried: list[str] = []

    async def post(row: Queued, attempt: int) -> Outcome:
        tried.append(row.payload["text"])
        if len(tried) > 1:
            return Sent()
        await store.turn(1, FromUpdate(1, 2), lambda _: goodbye, NOW)
        return Later(0.01)

    sender = Sender(store, post, Metrics())
    sender.wake(1)
    async with asyncio.timeout(5):
        while await store.waiting_chats():  # noqa: ASYNC110
            await asyncio.sleep(0.005)
    await sender.stop(1)
    assert tried == ["old", "bye"]


async def test_a_waiting_chat_does_not_keep_a_stopping_sender(store: Store) -> None:
    await queue(store, 1, 1, "one")
    tried: list[int] = []

    def later(_: Queued) -> Outcome:
        tried.append(1)
        return Later(3600)

    async with asyncio.timeout(5):
        await send_all(store, later, enough=lambda: bool(tried))
    assert list(await store.waiting_chats()) == [1]


async def test_two_senders_on_one_database_keep_the_order_of_a_chat(fresh_postgresql: str) -> None:
    stores = [await open_store(fresh_postgresql), await open_store(fresh_postgresql)]
    posted: list[str] = []

    async def record(row: Queued, attempt: int) -> Outcome:
        await asyncio.sleep(0.002)
        posted.append(row.payload["text"])
        return Sent()

    senders = [Sender(store, record, Metrics()) for store in stores]
    for number in range(60):
        await queue(stores[number % 2], 7, number, str(number))
        senders[number % 2].wake(7)
    sweeps = [asyncio.ensure_future(sender.sweep_for_ever()) for sender in senders]
    async with asyncio.timeout(20):
        while await stores[0].waiting_chats():  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    for sweep in sweeps:
        sweep.cancel()
    for sender, store in zip(senders, stores, strict=True):
        await sender.stop(1)
        await store.close()
    assert posted == [str(number) for number in range(60)]


async def test_texts_do_not_wait_for_files_of_other_chats(store: Store) -> None:
    for chat in range(1, 9):
        picture = Outgoing("sendPhoto", {"picture": {"kind": "bars"}, "text": f"picture {chat}"})
        await store.turn(chat, FromUpdate(1, chat), lambda _, picture=picture: Changes("s", (picture,)), NOW)  # type: ignore[misc]
    await queue(store, 9, 9, "text")
    drawn, posted = asyncio.Event(), list[str]()

    async def post(row: Queued, attempt: int) -> Outcome:
        if "picture" in row.payload:
            await drawn.wait()
        posted.append(row.payload["text"])
        return Sent()

    sender = Sender(store, post, Metrics(), at_once=2, files_at_once=2)
    for chat in range(1, 10):
        sender.wake(chat)
    async with asyncio.timeout(10):
        while not posted:  # noqa: ASYNC110
            await asyncio.sleep(0.005)
        assert posted == ["text"]
        drawn.set()
        while len(posted) < 9:  # noqa: ASYNC110
            await asyncio.sleep(0.005)
    await sender.stop(1)
    assert sorted(posted) == [*(f"picture {chat}" for chat in range(1, 9)), "text"]

"""The webhook: who may call it, what it answers, and when."""

import asyncio
import random
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from bot.storage.store import Store
from bot.telegram.webhook import secret_of
from tests.bot.bot_api_server import BotApiServer
from tests.bot.conftest import BotProcess, Running

ADA = 7
SECRET = "a-secret_1"


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def settings(unused_tcp_port: int) -> dict[str, Any]:
    return {
        "webhook_url": f"http://127.0.0.1:{unused_tcp_port}/hook",
        "listen_port": unused_tcp_port,
        "webhook_secret": SECRET,
    }


async def post(http: aiohttp.ClientSession, url: str, secret: str | None = SECRET, **body: Any) -> int:
    headers = {} if secret is None else {"X-Telegram-Bot-Api-Secret-Token": secret}
    async with http.post(url, headers=headers, **body) as answer:
        return answer.status


async def test_a_conversation_over_the_webhook(
    server: BotApiServer, running: Running, settings: dict[str, Any]
) -> None:
    async with running(**settings):
        await server.until(lambda: bool(server.webhook))
        await server.say(ADA, "hello")
        assert (await server.reply(ADA, 1)).text == "1: said hello"
        await server.press(ADA, "More")
        assert (await server.reply(ADA, 2)).text == "2: pressed more"
    assert "callback_query" in server.webhook["allowed_updates"]
    assert server.webhook["secret_token"] == SECRET


async def test_without_a_secret_in_the_settings_there_is_still_one(
    server: BotApiServer, running: Running, settings: dict[str, Any]
) -> None:
    async with running(**{**settings, "webhook_secret": None}):
        await server.until(lambda: bool(server.webhook))
    assert server.webhook["secret_token"] == secret_of(server.token)


async def test_only_the_secret_opens_and_only_updates_come_in(
    server: BotApiServer, running: Running, settings: dict[str, Any], http: aiohttp.ClientSession
) -> None:
    url = settings["webhook_url"]
    update = {"update_id": 1, "message": server.message(ADA, text="hi")}
    async with running(**settings):
        await server.until(lambda: bool(server.webhook))
        assert await post(http, url, "wrong", json=update) == 403
        assert await post(http, url, None, json=update) == 403
        assert await post(http, url, "é", json=update) == 403
        assert await post(http, url, data=b"not json") == 400
        assert await post(http, url, json=[1]) == 400
        assert await post(http, url, data=b"x" * 2_000_000) == 413
        assert await post(http, url, json=update) == 200
        assert await post(http, url, json={"update_id": 2}) == 200
        async with http.get(url) as answer:
            assert answer.status == 405
        await server.reply(ADA, 1)
    assert server.texts(ADA) == ["1: said hi"]


async def test_repeated_and_unordered_deliveries_are_each_answered_once(
    server: BotApiServer, running: Running, settings: dict[str, Any], http: aiohttp.ClientSession
) -> None:
    updates = [{"update_id": n, "message": server.message(ADA, text=f"m{n}")} for n in range(100, 130)]
    deliveries = updates * 3
    random.Random(4).shuffle(deliveries)
    async with running(**settings):
        await server.until(lambda: bool(server.webhook))
        statuses = await asyncio.gather(*(post(http, settings["webhook_url"], json=one) for one in deliveries))
        assert set(statuses) == {200}
        await server.reply(ADA, 30)
    texts = server.texts(ADA)
    assert sorted(text.split(" ")[-1] for text in texts) == sorted(f"m{n}" for n in range(100, 130))
    assert [int(text.split(":")[0]) for text in texts] == list(range(1, 31))


async def test_when_full_it_says_so_and_what_is_delivered_again_is_taken(
    server: BotApiServer, running: Running, settings: dict[str, Any]
) -> None:
    async with running(**settings, webhook_backlog=3):
        await server.until(lambda: bool(server.webhook))
        for chat in range(1, 60):
            await server.say(chat, "hello")
        await server.until(lambda: len(server.sent()) == 59)
    assert all(server.texts(chat) == ["1: said hello"] for chat in range(1, 60))


async def test_health_and_metrics(
    server: BotApiServer, running: Running, settings: dict[str, Any], http: aiohttp.ClientSession
) -> None:
    base = settings["webhook_url"].removesuffix("/hook")
    async with running(**settings):
        await server.until(lambda: bool(server.webhook))
        await server.say(ADA, "hello")
        await server.reply(ADA, 1)
        assert [await status(http, base + path) for path in ("/healthz", "/readyz", "/nothing")] == [200, 200, 404]
        async with http.get(base + "/metrics") as answer:
            text = await answer.text()
    assert 'bot_turns_total{event="Said",flow="echo",outcome="ok"} 1.0' in text
    assert "bot_turn_seconds_bucket" in text
    assert "hello" not in text


async def test_metrics_are_there_when_polling_too(
    server: BotApiServer, running: Running, unused_tcp_port: int, http: aiohttp.ClientSession
) -> None:
    async with running(metrics_port=unused_tcp_port):
        await server.say(ADA, "hello")
        await server.reply(ADA, 1)
        assert await status(http, f"http://127.0.0.1:{unused_tcp_port}/metrics") == 200
        assert await status(http, f"http://127.0.0.1:{unused_tcp_port}/readyz") == 200


async def test_a_taken_port_is_named_at_start(server: BotApiServer, running: Running, settings: dict[str, Any]) -> None:
    async with running(**settings):
        await server.until(lambda: bool(server.webhook))
        async with running(**settings) as second:
            assert await second == 1


async def test_two_replicas_on_one_database_answer_each_update_once_and_in_order(
    server: BotApiServer, bot_process: Any, fresh_postgresql: str, store_of: Any, unused_tcp_port_factory: Any
) -> None:
    ports = (unused_tcp_port_factory(), unused_tcp_port_factory())
    bots: list[BotProcess] = []
    for port in ports:
        more = {"webhook_url": "http://127.0.0.1:9/never", "listen_port": port, "webhook_secret": SECRET}
        bots.append(bot_process(fresh_postgresql, **more))
    await asyncio.gather(*(bot.start() for bot in bots))
    chance = random.Random(5)
    async with aiohttp.ClientSession() as http:
        for port in ports:
            await until_ready(http, port)

        async def deliver(chat: int) -> None:
            for number in range(1, 21):
                update = {"update_id": chat * 1000 + number, "message": server.message(chat, text=f"m{number}")}
                url = f"http://127.0.0.1:{chance.choice(ports)}/never"
                assert await post(http, url, json=update) == 200
                if chance.random() < 0.3:  # delivered again, to any of them
                    assert await post(http, f"http://127.0.0.1:{chance.choice(ports)}/never", json=update) == 200

        await asyncio.gather(*(deliver(chat) for chat in range(1, 11)))
        await server.until(lambda: len(server.sent()) >= 200)
    assert [await bot.terminate() for bot in bots] == [0, 0]
    for chat in range(1, 11):
        assert server.texts(chat) == [f"{number}: said m{number}" for number in range(1, 21)]
    opened: Store = await store_of(fresh_postgresql)
    assert (await opened.counts(0)).outbox == 0


async def until_ready(http: aiohttp.ClientSession, port: int) -> None:
    for _ in range(200):
        try:
            if await status(http, f"http://127.0.0.1:{port}/readyz") == 200:
                return
        except aiohttp.ClientError:
            pass
        await asyncio.sleep(0.05)
    raise AssertionError("it did not get ready")


async def status(http: aiohttp.ClientSession, url: str) -> int:
    async with http.get(url) as answer:
        return answer.status

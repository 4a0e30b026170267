"""The bot as a process: killed in the middle of an answer, stopped in order, started with wrong settings."""

import asyncio
import json
import random
from collections.abc import Callable

import pytest

from tests.bot.bot_api_server import BotApiServer, Fault
from tests.bot.conftest import BotProcess
from tests.bot.users import everybody_talks

MakeProcess = Callable[..., BotProcess]
ADA = 7
KILLS = 5


async def test_a_kill_in_the_middle_of_an_answer_loses_nothing_and_asks_nothing_twice(
    server: BotApiServer, bot_process: MakeProcess, database_url: str
) -> None:
    bot = bot_process(database_url)
    await bot.start()
    await server.say(ADA, "one")
    await server.reply(ADA, 1)
    server.faults.append(Fault("sendMessage", "slow", times=1, seconds=30))
    await server.say(ADA, "two")
    await server.until(lambda: not server.faults[0].times)
    await bot.kill()
    await server.say(ADA, "three")
    await bot.start()
    await server.reply(ADA, 3)
    assert server.texts(ADA) == ["1: said one", "2: said two", "3: said three"]
    assert await bot.terminate() == 0


@pytest.mark.parametrize("way", ["polling", "webhook"])
async def test_kills_at_random_moments_lose_nothing(
    server: BotApiServer, bot_process: MakeProcess, database_url: str, way: str, unused_tcp_port: int
) -> None:
    more = {"webhook_url": f"http://127.0.0.1:{unused_tcp_port}/hook", "listen_port": unused_tcp_port}
    bot = bot_process(database_url, **(more if way == "webhook" else {}))
    await bot.start()
    talking = asyncio.ensure_future(
        everybody_talks(server, chats=10, messages=30, seed=1, burst=3 if way == "polling" else 1)
    )
    chance = random.Random(2)
    for _ in range(KILLS):
        await asyncio.sleep(chance.uniform(0.3, 0.8))
        await bot.kill()
        await bot.start()
    result = await talking
    assert (result.updates, result.lost, result.out_of_order) == (300, 0, 0)
    assert result.doubled <= KILLS * 10
    await server.say(ADA, "the end")
    await server.reply(ADA, 1)
    assert await bot.terminate() == 0


async def test_a_document_asked_for_is_read_after_a_kill(
    server: BotApiServer, bot_process: MakeProcess, database_url: str
) -> None:
    server.files["plan"] = b"yes"
    server.faults.append(Fault("getFile", "slow", seconds=30))
    bot = bot_process(database_url)
    await bot.start()
    document = {"file_id": "plan", "file_unique_id": "p", "file_name": "spd.txt", "file_size": 3}
    await server.send(ADA, document=document)
    await server.until(lambda: not server.faults[0].times)
    await bot.kill()
    await bot.start()
    await server.until(lambda: "1: read spd.txt: yes" in server.texts(ADA))
    assert await bot.terminate() == 0


async def test_sigterm_ends_with_status_0_and_leaves_the_webhook(
    server: BotApiServer, bot_process: MakeProcess, tmp_path: object, unused_tcp_port: int
) -> None:
    more = {"webhook_url": f"http://127.0.0.1:{unused_tcp_port}/hook", "listen_port": unused_tcp_port}
    bot = bot_process(f"sqlite:///{tmp_path}/bot.sqlite3", **more)
    await bot.start()
    await server.say(ADA, "one")
    await server.reply(ADA, 1)
    assert await bot.terminate() == 0
    assert server.webhook["url"] == more["webhook_url"]
    assert server.of("deleteWebhook") == []


async def test_sigterm_while_telegram_is_away_ends_within_the_bound_and_sends_later(
    server: BotApiServer, bot_process: MakeProcess, tmp_path: object
) -> None:
    bot = bot_process(f"sqlite:///{tmp_path}/bot.sqlite3", drain_seconds=1)
    await bot.start()
    server.faults.append(Fault("sendMessage", 500, times=1000))
    await server.say(ADA, "one")
    await server.until(lambda: bool(server.refused))
    assert await bot.terminate() == 0
    server.faults.clear()
    await bot.start()
    assert (await server.reply(ADA, 1)).text == "1: said one"
    assert await bot.terminate() == 0


async def test_neither_token_nor_amounts_nor_words_are_in_the_log(
    server: BotApiServer, bot_process: MakeProcess, tmp_path: object
) -> None:
    bot = bot_process(f"sqlite:///{tmp_path}/bot.sqlite3", log_level="DEBUG", webhook_secret="a-webhook-secret")
    await bot.start()
    server.faults += [
        Fault("sendMessage", 500, description="Internal Server Error: 40300"),
        Fault("sendMessage", 400, description='Bad Request: can\'t parse entities: unsupported tag "40300"'),
        Fault("getUpdates", "cut"),
    ]
    for number, text in enumerate(["pay 40300 a year", "/broken", "/fail", "my sister Grace", "/nothing"], 1):
        await server.say(ADA, text)
        await server.reply(ADA, number)
    await server.push({"message": {"text": "40300", "chat": {"id": 1, "type": "private"}}})
    await server.reply(1, 1)
    assert await bot.terminate() == 0
    log = bot.log.read_text()
    assert len(log.splitlines()) > 8
    for secret in (server.token, server.token.split(":")[1], "a-webhook-secret", "40300", "Grace", "sister"):
        assert secret not in log
    for line in log.splitlines():
        assert json.loads(line)["event"]


async def test_all_wrong_settings_are_named_at_once_and_none_is_repeated(
    server: BotApiServer, bot_process: MakeProcess
) -> None:
    bot = bot_process("mysql://root:hunter2@db/x", telegram_bot_token="nonsense", session_days="many")
    await bot.start()
    assert bot.process is not None
    assert await bot.process.wait() == 2
    said = bot.log.read_text()
    for name in ("DATABASE_URL", "TELEGRAM_BOT_TOKEN", "SESSION_DAYS"):
        assert name in said
    for value in ("hunter2", "nonsense", "many"):
        assert value not in said

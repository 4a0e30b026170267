"""The network and Telegram misbehave; once it is over, every message has arrived, in order."""

import asyncio
from typing import Any

import asyncpg
import pytest

from tests.bot.bot_api_server import BotApiServer, Fault
from tests.bot.conftest import Running

ADA = 7


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": 429, "seconds": 1},
        {"kind": 500},
        {"kind": 502},
        {"kind": "cut"},
        {"kind": 404},
        {"kind": "slow", "seconds": 0.5},
    ],
    ids=lambda fault: str(fault["kind"]),
)
async def test_messages_arrive_once_and_in_order_when_the_fault_is_over(
    server: BotApiServer, running: Running, fault: dict[str, Any]
) -> None:
    async with running():
        server.faults.append(Fault("sendMessage", times=2, **fault))
        for number in range(5):
            await server.say(ADA, f"m{number}")
        await server.reply(ADA, 5)
    assert server.texts(ADA) == [f"{number + 1}: said m{number}" for number in range(5)]


async def test_retry_after_is_waited_for(server: BotApiServer, running: Running) -> None:
    async with running():
        server.faults.append(Fault("sendMessage", 429, seconds=2, chat=ADA))
        await server.say(ADA, "slowly")
        await server.until(lambda: bool(server.refused))
        refused_at = server.calls[-1].at if server.calls else 0.0
        await server.say(8, "others go on")
        other = await server.reply(8, 1)
        slow = await server.reply(ADA, 1)
    assert slow.at - max(refused_at, other.at) > 1.0
    assert slow.at > other.at


async def test_an_answer_lost_on_the_way_costs_at_most_a_double(server: BotApiServer, running: Running) -> None:
    async with running():
        server.faults.append(Fault("sendMessage", "lost"))
        await server.say(ADA, "one")
        await server.say(ADA, "two")
        await server.until(lambda: "2: said two" in server.texts(ADA))
    assert server.texts(ADA) == ["1: said one", "1: said one", "2: said two"]


@pytest.mark.parametrize("kind", [500, 429, "cut", 502], ids=str)
async def test_polling_goes_on_after_trouble(server: BotApiServer, running: Running, kind: int | str) -> None:
    server.faults.append(Fault("getUpdates", kind, times=2))
    async with running():
        await server.say(ADA, "hello")
        assert (await server.reply(ADA, 1)).text == "1: said hello"


async def test_a_start_without_telegram_is_tried_again(server: BotApiServer, running: Running) -> None:
    server.faults.append(Fault("getMe", "cut", times=2))
    async with running():
        await server.say(ADA, "hello")
        await server.reply(ADA, 1)


async def test_a_token_that_telegram_does_not_know_ends_the_bot_with_status_1(
    server: BotApiServer, running: Running
) -> None:
    async with running(telegram_bot_token="1:wrong") as task:
        assert await task == 1


async def test_a_token_that_is_revoked_ends_the_bot_with_status_1(server: BotApiServer, running: Running) -> None:
    async with running() as task:
        await server.say(ADA, "hello")
        await server.reply(ADA, 1)
        server.token = "1:another"
        await server.say(ADA, "are you there?")
        assert await task == 1


async def test_connections_to_the_database_that_break_lose_nothing(
    server: BotApiServer, running: Running, fresh_postgresql: str, postgresql: str
) -> None:
    name = fresh_postgresql.partition("?")[0].rpartition("/")[2]
    async with running(database_url=fresh_postgresql):
        other = await asyncpg.connect(postgresql)
        for number in range(1, 31):
            await server.say(ADA, f"m{number}")
            if number % 10 == 0:
                await other.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", name)
                await asyncio.sleep(0.1)
        await server.until(lambda: "30: said m30" in server.texts(ADA), 40)
        await other.close()
    assert list(dict.fromkeys(server.texts(ADA))) == [f"{number}: said m{number}" for number in range(1, 31)]


async def test_a_message_that_telegram_never_takes_does_not_hold_up_the_next(
    server: BotApiServer, running: Running
) -> None:
    async with running():
        server.faults.append(Fault("sendMessage", 400, description="Bad Request: some new rule"))
        await server.say(ADA, "one")
        await server.say(ADA, "two")
        assert (await server.reply(ADA, 1)).text == "2: said two"


async def test_a_question_whose_buttons_are_refused_comes_without_them(server: BotApiServer, running: Running) -> None:
    async with running():
        server.faults.append(Fault("sendMessage", 400, description="Bad Request: BUTTON_DATA_INVALID"))
        await server.say(ADA, "one")
        question = await server.reply(ADA, 1)
    assert question.text == "1: said one"
    assert "reply_markup" not in question.parameters


async def test_not_modified_is_no_trouble(server: BotApiServer, running: Running) -> None:
    async with running():
        await server.say(ADA, "one")
        await server.reply(ADA, 1)
        server.faults.append(Fault("editMessageText", 400, description="Bad Request: message is not modified: …"))
        await server.press(ADA, "In place")
        await server.until(lambda: bool(server.refused))
        await server.say(ADA, "two")
        assert (await server.reply(ADA, 2)).text == "3: said two"


async def test_a_chat_that_does_not_exist_is_given_up(server: BotApiServer, running: Running) -> None:
    async with running():
        server.faults.append(Fault("sendMessage", 400, description="Bad Request: chat not found", times=9))
        await server.say(ADA, "one")
        await server.until(lambda: bool(server.refused))
        await server.say(8, "hello")
        server.faults.clear()
        await server.reply(8, 1)
    assert [said for _, said in server.refused] == ["Bad Request: chat not found"]


@pytest.mark.parametrize(("said", "method"), [("/picture", "sendPhoto"), ("/file", "sendDocument")])
@pytest.mark.parametrize("kind", [500, "cut", 501, 400])
async def test_a_file_that_the_server_never_takes_comes_in_words(
    server: BotApiServer, running: Running, said: str, method: str, kind: int | str
) -> None:
    server.faults.append(Fault(method, kind, times=99))
    async with running():
        await server.say(ADA, said)
        await server.say(ADA, "next")
        await server.reply(ADA, 2)
    assert [one.method for one in server.sent(ADA)] == ["sendMessage", "sendMessage"]
    assert server.texts(ADA)[0].startswith("see" if said == "/picture" else "here")
    assert server.texts(ADA)[1] == "1: said next"


@pytest.mark.parametrize("kind", [501, 404, 400])
async def test_a_message_that_cannot_be_edited_is_sent_anew(server: BotApiServer, running: Running, kind: int) -> None:
    async with running():
        await server.say(ADA, "one")
        await server.reply(ADA, 1)
        server.faults.append(Fault("editMessageText", kind, times=99))
        await server.press(ADA, "In place")
        again = await server.reply(ADA, 2)
    assert (again.method, again.text) == ("sendMessage", "2: pressed place")

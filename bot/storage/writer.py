"""Group commit for SQLite: what waits while one commit is under way shares the next one."""

import asyncio
import sqlite3
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import structlog

from bot.errors import log_failure
from bot.storage.store import StoreUnavailable

Result = TypeVar("Result")
Job = Callable[[sqlite3.Connection], Any]

log = structlog.get_logger()
LONGEST_GROUP = 256
LONGEST_GROUP_SECONDS = 0.02  # what was decided by then is committed, and the loop does what else there is to do
LOCKED_PAUSE_SECONDS = 0.02
LOCKED_LIMIT_SECONDS = 10.0


class Writer:
    """The one way to the SQLite connection.

    Jobs run one after another on the event loop, inside an open transaction; they are a millisecond long, and on a
    thread of their own each of their statements would wait for the interpreter lock. Only the commit, which waits
    for the disk, happens in a thread, and all jobs that came in the meantime share the next one.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._waiting: deque[tuple[Job, asyncio.Future[Any]]] = deque()
        self._task: asyncio.Task[None] | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="sqlite-commit")
        self._between: deque[tuple[str, asyncio.Future[None]]] = deque()
        self._closed = False

    async def run(self, job: Callable[[sqlite3.Connection], Result]) -> Result:
        """Run `job` in a transaction and return its result once it is on the disk.

        If a job of the group raises, the whole group is rolled back and each job is run again by itself, so that
        only the one at fault gets its exception; a job may therefore run twice.
        """
        if self._closed:
            raise StoreUnavailable("the database is closed")
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Result] = loop.create_future()
        self._waiting.append((job, future))
        if self._task is None:
            self._task = loop.create_task(self._drain())
        return await future

    async def outside(self, statement: str) -> None:
        """Execute `statement` between two transactions."""
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._between.append((statement, future))
        await self.run(lambda _: None)
        await future

    async def close(self) -> None:
        """Finish what waits and close the connection."""
        self._closed = True
        while self._task is not None:
            await asyncio.wait([self._task])
        await asyncio.get_running_loop().run_in_executor(self._thread, self._connection.close)
        self._thread.shutdown()

    async def _drain(self) -> None:
        try:
            while self._waiting:
                while self._between:
                    await self._execute_outside(*self._between.popleft())
                await self._commit([self._waiting.popleft() for _ in range(min(len(self._waiting), LONGEST_GROUP))])
                await asyncio.sleep(0)  # who was answered goes on before the next are
        finally:
            self._task = None

    async def _commit(self, group: list[tuple[Job, asyncio.Future[Any]]]) -> None:
        results = []
        try:
            await self._begin()
            give_up = time.monotonic() + LONGEST_GROUP_SECONDS
            for job, _ in group:
                results.append(job(self._connection))
                if time.monotonic() > give_up:
                    break
            self._waiting.extendleft(reversed(group[len(results) :]))
            del group[len(results) :]
            await asyncio.get_running_loop().run_in_executor(self._thread, self._connection.commit)
        except Exception as error:
            self._roll_back()
            if len(group) > 1:
                for one in group:
                    await self._commit([one])
                return
            if not group[0][1].done():
                group[0][1].set_exception(_as_ours(error))
        else:
            for (_, future), result in zip(group, results, strict=True):
                if not future.done():
                    future.set_result(result)

    def _roll_back(self) -> None:
        """Leave the transaction. Where even that fails, the next one fails too, and nobody waits for ever."""
        try:
            if self._connection.in_transaction:
                self._connection.rollback()
        except sqlite3.Error as error:
            log_failure(log, "rollback_failed", error)

    async def _execute_outside(self, statement: str, future: asyncio.Future[None]) -> None:
        try:
            await asyncio.get_running_loop().run_in_executor(self._thread, self._connection.execute, statement)
        except sqlite3.Error as error:
            future.set_exception(_as_ours(error))
        else:
            future.set_result(None)

    async def _begin(self) -> None:
        """Begin, and wait without stopping the loop while another process (a backup, a workbench) writes."""
        loop = asyncio.get_running_loop()
        give_up = loop.time() + LOCKED_LIMIT_SECONDS
        while True:
            try:
                self._connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or loop.time() > give_up:
                    raise
                await asyncio.sleep(LOCKED_PAUSE_SECONDS)
            else:
                return


def _as_ours(error: Exception) -> Exception:
    """Trouble of the database, which may pass, as StoreUnavailable; anything else as it is."""
    if isinstance(error, sqlite3.OperationalError | sqlite3.InternalError):
        ours = StoreUnavailable(f"SQLite: {error}")
        ours.__cause__ = error
        return ours
    return error

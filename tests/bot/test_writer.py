"""Jobs that share a commit: a few long ones do not make the others wait for all of them."""

import asyncio
import sqlite3
import time
from pathlib import Path

import pytest

from bot.storage.writer import LONGEST_GROUP_SECONDS, Writer


@pytest.fixture
def writer(tmp_path: Path) -> Writer:
    connection = sqlite3.connect(tmp_path / "w.sqlite3", isolation_level=None, check_same_thread=False)
    connection.execute("CREATE TABLE done (number INTEGER)")
    return Writer(connection)


async def test_what_was_done_is_committed_before_long_jobs_that_came_with_it(writer: Writer) -> None:
    answered: list[int] = []
    seen: list[int] = []

    def job(number: int, connection: sqlite3.Connection) -> int:
        seen.append(len(answered))
        time.sleep(2 * LONGEST_GROUP_SECONDS if number else 0)
        connection.execute("INSERT INTO done VALUES (?)", (number,))
        return number

    async def ask(number: int) -> None:
        answered.append(await writer.run(lambda connection: job(number, connection)))

    await asyncio.gather(*(ask(number) for number in range(5)))
    assert answered == [0, 1, 2, 3, 4]
    assert seen == [0, 0, 2, 3, 4], "the first long job ends the group"
    await writer.close()


async def test_a_failing_job_fails_alone_also_where_the_group_was_parted(writer: Writer) -> None:
    def job(number: int, connection: sqlite3.Connection) -> int:
        time.sleep(LONGEST_GROUP_SECONDS if number == 2 else 0)
        connection.execute("INSERT INTO done VALUES (?)", (number,))
        if number in (1, 4):
            raise ValueError(number)
        return number

    jobs = (writer.run(lambda connection, number=number: job(number, connection)) for number in range(6))  # type: ignore[misc]
    told = await asyncio.gather(*jobs, return_exceptions=True)
    assert [one if isinstance(one, int) else type(one) for one in told] == [0, ValueError, 2, 3, ValueError, 5]
    kept = await writer.run(lambda connection: connection.execute("SELECT number FROM done").fetchall())
    assert sorted(number for (number,) in kept) == [0, 2, 3, 5]
    await writer.close()

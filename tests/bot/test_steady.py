"""Nobody stops anybody else, and nothing is lost: documents, reminders, sessions, and what goes wrong around them."""

import asyncio
import io
import json
import logging
import os
import signal
import sqlite3
from collections.abc import AsyncIterator, Callable
from datetime import date
from pathlib import Path
from typing import Any

import psutil
import pytest
from telegram.error import BadRequest, NetworkError

import bot.delivery.documents as documents
from bot.app import dialogue
from bot.delivery.budget import Budget
from bot.delivery.documents import DocumentReader
from bot.delivery.reminders import remind_once
from bot.delivery.turns import Place, Rules, Turns
from bot.metrics import Metrics
from bot.notices import Notices
from bot.plan_files import read_file
from bot.storage import open_store
from bot.storage.store import FromUpdate, Store
from bot.telegram.api import patiently
from bot.telegram.rendering import render
from bot.zones import ZONES, is_zone, zone_of
from dialogue.events import DocumentRead, DocumentSent, Problem, Said
from flows.household.household import household_of
from flows.session import VERSION, Fact, Session
from tests.bot import pdfs
from tests.bot.bot_api_server import BotApiServer
from tests.bot.conftest import REAL_BOT, BotProcess
from tests.bot.person import Person
from tests.bot.test_real_bot import TYPED

TODAY = date(2026, 11, 28)
Read = Callable[[bytes, str], Any]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "bot.sqlite3"


@pytest.fixture
async def kept(path: Path) -> AsyncIterator[Store]:
    opened = await open_store(f"sqlite:///{path}")
    yield opened
    await opened.close()


def turns_of(store: Store, reader: DocumentReader | None = None, rules: Rules | None = None) -> Turns:
    wake = reader.wake if reader is not None else lambda _: None
    rules = rules or Rules(lambda: TODAY)
    turns = Turns(store, dialogue(), render, rules, Notices(), Metrics(), lambda _: None, wake)
    if reader is not None:
        reader.turns = turns
    return turns


def reader_of(store: Store, read: Read, content: bytes = b"") -> DocumentReader:
    async def fetch(_: str) -> bytes:
        return content

    async def busy(_: int, __: int | None) -> None:
        pass

    return DocumentReader(store, fetch, read, busy, Metrics())


async def until(condition: Callable[[], bool]) -> None:
    for _ in range(3000):
        if condition():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it did not come about")


async def all_read(store: Store) -> None:
    for _ in range(3000):
        if not await store.open_jobs():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("a document was not read")


async def texts(store: Store, chat: int) -> list[str]:
    return [message.payload.get("text", "") for message in await store.pending(chat)]


async def test_the_documents_of_one_chat_hold_up_nobody_else(kept: Store) -> None:
    order: list[str] = []
    sent = asyncio.Event()

    async def read(_: bytes, name: str) -> DocumentRead:
        await sent.wait()
        order.append(name)
        return DocumentRead(name, problem=Problem.NO_TEXT)

    reader = reader_of(kept, read)
    turns = turns_of(kept, reader)
    for number in range(10):
        await turns.take(FromUpdate(1, number), Place(7), DocumentSent("f", f"a{number}.pdf", 10))
    await turns.take(FromUpdate(1, 99), Place(8), DocumentSent("f", "other.pdf", 10))
    sent.set()
    await until(lambda: len(order) == 11)
    assert order.index("other.pdf") <= 2
    assert [name for name in order if name != "other.pdf"] == [f"a{number}.pdf" for number in range(10)]
    await reader.stop()


async def test_a_document_whose_reading_fails_in_any_way_is_answered(kept: Store) -> None:
    async def read(_: bytes, __: str) -> DocumentRead:
        raise RecursionError("the salary is 123456")

    reader = reader_of(kept, read)
    await turns_of(kept, reader).take(FromUpdate(1, 1), Place(5), DocumentSent("f", "plan.pdf", 1000))
    await all_read(kept)
    assert "could not be opened" in (await texts(kept, 5))[-1]
    await reader.stop()


async def test_a_document_that_ends_the_program_is_given_up_at_the_third_start(kept: Store) -> None:
    async def hangs(_: bytes, __: str) -> DocumentRead:
        await asyncio.sleep(100)
        raise AssertionError

    await turns_of(kept, reader_of(kept, hangs)).take(FromUpdate(1, 1), Place(5), DocumentSent("f", "plan.pdf", 1000))
    (job,) = await kept.open_jobs()
    for _ in range(documents.MOST_TRIES):
        await kept.begin_job(job.id)
    again = reader_of(kept, hangs)
    turns_of(kept, again)
    again.wake(job)
    await all_read(kept)
    assert "could not be opened" in (await texts(kept, 5))[-1]
    await again.stop()


async def test_stopping_in_order_says_nothing_against_a_document(kept: Store) -> None:
    async def hangs(_: bytes, __: str) -> DocumentRead:
        await asyncio.sleep(100)
        raise AssertionError

    await turns_of(kept).take(FromUpdate(1, 1), Place(5), DocumentSent("f", "plan.pdf", 1000))
    (job,) = await kept.open_jobs()
    for _ in range(4):
        reader = reader_of(kept, hangs)
        turns_of(kept, reader)
        reader.wake(job)
        await asyncio.sleep(0.05)
        await reader.stop()
    assert await kept.begin_job(job.id) == 1


async def test_half_a_surrogate_pair_in_a_document_is_answered_and_not_logged(kept: Store, lines: io.StringIO) -> None:
    text = "The Plan permits voluntary after-tax contributions~ of up to 10% of pay. My salary is 123456 dollars."
    reader = reader_of(kept, read_file, pdfs.half_a_pair(text))
    await turns_of(kept, reader).take(FromUpdate(1, 1), Place(5), DocumentSent("f", "plan.pdf", 1000))
    await all_read(kept)
    assert "after-tax" in (await texts(kept, 5))[-1].lower()
    assert "123456" not in lines.getvalue()
    assert "after-tax" not in lines.getvalue()
    await reader.stop()


async def test_what_asyncio_says_names_no_task_with_all_that_it_holds(lines: io.StringIO) -> None:
    logging.getLogger("asyncio").error("Task exception was never retrieved\nfuture: <Task salary 123456>")
    logging.getLogger("asyncio").warning("Executing <Task name='salary 123456'> took 0.2 seconds")
    assert "123456" not in lines.getvalue()
    assert "Task exception was never retrieved" in lines.getvalue()


def put(path: Path, session: str, chat: int = 5) -> None:
    connection = sqlite3.connect(path)
    connection.execute(
        "INSERT OR REPLACE INTO chats (id, session, blocked, slowed, seen_at) VALUES (?, ?, 0, 0, 0)", (chat, session)
    )
    connection.commit()
    connection.close()


def rows(path: Path, query: str) -> list[Any]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


async def test_a_session_of_a_newer_program_is_left_as_it_is(kept: Store, path: Path) -> None:
    newer = json.dumps({"version": VERSION + 1, "whatever": "it holds"})
    put(path, newer)
    await turns_of(kept).take(FromUpdate(1, 1), Place(5), Said("hello"))
    assert "being updated" in (await texts(kept, 5))[0]
    assert rows(path, "SELECT session FROM chats WHERE id = 5") == [(newer,)]


@pytest.mark.parametrize("shape", ['{"version":1,"case":[]}', '{"version":2,"pending":["a"]}', "[]", "no JSON"])
async def test_a_session_that_nobody_can_read_is_put_aside_and_said(kept: Store, path: Path, shape: str) -> None:
    put(path, shape)
    turns = turns_of(kept)
    await turns.take(FromUpdate(1, 1), Place(5), Said("/capacity"))
    said = await texts(kept, 5)
    assert "begin anew" in said[0]
    assert "old will you be" in said[1].lower()
    assert rows(path, "SELECT chat, session FROM set_aside") == [(5, shape)]
    assert Session.loads(rows(path, "SELECT session FROM chats")[0][0]).frames


async def test_a_reminder_that_cannot_be_taken_keeps_nobody_from_his(kept: Store, path: Path) -> None:
    put(path, json.dumps({"version": VERSION + 1}), chat=7)
    connection = sqlite3.connect(path)
    connection.executemany("INSERT INTO reminders VALUES (?, 'provider', ?)", [(7, 100), (8, 200)])
    connection.commit()
    connection.close()
    turns, metrics = turns_of(kept), Metrics()
    assert await remind_once(kept, turns, metrics) == 1
    assert await remind_once(kept, turns, metrics) == 0
    assert rows(path, "SELECT chat FROM reminders") == [(7,)]


async def test_a_rollback_that_fails_leaves_nobody_waiting(kept: Any) -> None:
    class Bad:
        def __init__(self, connection: sqlite3.Connection) -> None:
            self.connection, self.bad = connection, True

        def __getattr__(self, name: str) -> Any:
            return getattr(self.connection, name)

        def commit(self) -> None:
            if self.bad:
                raise sqlite3.OperationalError("disk I/O error")
            self.connection.commit()

        def rollback(self) -> None:
            self.connection.rollback()
            if self.bad:
                self.bad = False
                raise sqlite3.OperationalError("disk I/O error")

    kept._writer._connection = Bad(kept._writer._connection)
    with pytest.raises(Exception, match="disk"):
        await asyncio.wait_for(kept.ping(), 5)
    await asyncio.wait_for(kept.ping(), 5)


async def test_what_does_no_harm_twice_is_tried_again() -> None:
    tried: list[int] = []

    async def at_the_third() -> str:
        tried.append(1)
        if len(tried) < 3:
            raise NetworkError("cut")
        return "done"

    assert await patiently(at_the_third) == "done"

    async def never() -> str:
        tried.append(1)
        raise BadRequest("query is too old")

    tried.clear()
    with pytest.raises(BadRequest):
        await patiently(never)
    assert len(tried) == 1


def test_a_chat_that_has_used_its_time_waits_until_some_has_come_back() -> None:
    now = [100.0]
    budget = Budget(2.0, 0.5, 0.1, lambda: now[0])
    budget.spend(7, 2.5)
    assert not budget.has_some(7)
    assert budget.has_some(8)
    now[0] += 6
    assert budget.has_some(7)


def test_a_chat_has_less_time_while_others_wait() -> None:
    budget = Budget(2.0, 0.5, 0.1, lambda: 100.0)
    budget.spend(7, 0.6)
    assert budget.has_some(7)
    assert not budget.has_some(7, crowded=True)
    assert budget.has_some(8, crowded=True)


async def test_a_chat_that_uses_too_much_time_is_told_once_and_others_are_not(kept: Store) -> None:
    turns = turns_of(kept, rules=Rules(lambda: TODAY, processor_seconds=0.0))
    for number in range(3):
        await turns.take(FromUpdate(1, number), Place(5), Said("hello"))
    assert len([text for text in await texts(kept, 5) if "faster than I am" in text]) == 1


def test_every_state_has_a_time_zone_that_is_known() -> None:
    assert len(ZONES) == 51
    assert all(map(is_zone, ZONES.values()))
    told = {"state": Fact("CA", "California", TODAY)}
    assert zone_of(Session(household=household_of(told))) == "America/Los_Angeles"
    assert zone_of(Session()) is None


async def test_the_day_is_that_of_the_state(kept: Store) -> None:
    days: list[date] = []

    class Asked:
        def step(self, session: Session, event: Any, today: date) -> Any:
            days.append(today)
            return dialogue().step(session, event, today)

    rules = Rules(
        lambda: date(2027, 1, 1), today_in=lambda zone: date(2026, 12, 31) if "Los_Angeles" in zone else TODAY
    )
    turns = Turns(kept, Asked(), render, rules, Notices(), Metrics(), lambda _: None, lambda _: None)
    session = Session(household=household_of({"state": Fact("CA", "California", TODAY)}))
    put(Path(kept._writer._connection.execute("PRAGMA database_list").fetchone()[2]), session.dumps())  # type: ignore[attr-defined]
    await turns.take(FromUpdate(1, 1), Place(5), Said("hello"))
    await turns.take(FromUpdate(1, 2), Place(6), Said("hello"))
    assert days == [date(2026, 12, 31), date(2027, 1, 1)]


def _has_ended(pid: int) -> bool:
    """Whether the process is gone, or ended and only waits for the system's first process to take note of it."""
    try:
        return bool(psutil.Process(pid).status() == psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return True


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="there is no SIGSTOP here")
async def test_a_side_process_that_hangs_does_not_keep_a_stopping_bot(
    server: BotApiServer, bot_process: Callable[..., BotProcess], path: Path
) -> None:
    bot = bot_process(f"sqlite:///{path}", REAL_BOT, as_of="2026-11-28", drain_seconds=1)
    await bot.start()
    assert bot.process is not None
    await Person(server, 8).hold(*TYPED[:-1])
    await server.say(8, "Show the result")
    stopped: list[int] = []
    for _ in range(600):
        stopped = [child.pid for child in psutil.Process(bot.process.pid).children()]
        if stopped:
            os.kill(stopped[0], signal.SIGSTOP)
            break
        await asyncio.sleep(0.01)
    assert stopped
    await asyncio.sleep(0.3)
    bot.process.terminate()
    assert await asyncio.wait_for(bot.process.wait(), 15) == 0
    assert _has_ended(stopped[0])

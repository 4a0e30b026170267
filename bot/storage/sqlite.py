"""The store on an SQLite file: nothing to install, one process."""

import asyncio
import contextlib
import json
import sqlite3
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from bot.storage.migrations import migrations
from bot.storage.store import (
    FIRST_WEB_CHAT,
    MOST_SHOWN,
    SHOW,
    UPLOADED,
    Changes,
    Counts,
    Decide,
    FromJob,
    FromReminder,
    FromUpdate,
    Job,
    Kept,
    Outgoing,
    Queued,
    Reminder,
    SchemaOutOfDate,
    Shown,
    Source,
    Step,
    StoreUnavailable,
    Written,
    document_of,
)
from bot.storage.writer import Writer

PENDING_LIMIT = 8
PURGE_CHUNK = 500
DAY = 86_400
MOST_FRESH = 1000  # chats
KEPT = """
    SELECT session, blocked, slowed, chats.id IS NOT NULL, (SELECT count(*) FROM outbox WHERE chat = asked.id)
    FROM (SELECT ?1 AS id) AS asked LEFT JOIN chats ON chats.id = asked.id"""
QUEUE = "INSERT INTO outbox (chat, method, payload, queued_at, tries) VALUES (?, ?, ?, ?, ?)"
LONGEST_ROW_SECONDS = 1.0  # ahead of now at most, so that a clock that was set back stops nothing
# ?2 is now. The place is taken from what stood there, which is no longer ago than the slack and not in a far future.
TAKE_SLOT = """
    INSERT INTO paces (name, next_at) VALUES (?1, ?2 + ?3)
    ON CONFLICT (name) DO UPDATE SET next_at = min(max(next_at, ?2 - ?4), ?2 + ?5) + ?3
    RETURNING max(0.0, next_at - ?3 - ?2)"""
_dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


async def open_sqlite(path: Path) -> "SqliteStore":
    """Open or create the database file and bring its schema up to date.

    Raises SchemaOutOfDate if a newer program wrote it, StoreUnavailable if the file cannot be used.
    """
    try:
        connection = await asyncio.to_thread(_connect, path)
    except (sqlite3.Error, OSError) as error:
        raise StoreUnavailable(f"SQLite cannot use the file {path}: {error}") from error
    return SqliteStore(connection)


class SqliteStore:
    """See `Store`. Everything goes through one connection, grouped into shared commits by `Writer`."""

    shared = False

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._writer = Writer(connection)
        # All that waits for a chat, where the turn that queued it knows: whoever sends it need not look.
        self._fresh: dict[int, Sequence[Queued]] = {}

    async def turns(self, chat: int, steps: Sequence[Step], now: int) -> Sequence[Written | None]:
        def job(connection: sqlite3.Connection) -> list[Written | None]:
            return [_turn(connection, chat, source, decide, now) for source, decide in steps]

        results = await self._writer.run(job)
        self._note_fresh(chat, results)
        forgotten = any(written is not None and written.changes.forget for written in results)
        if forgotten or any(isinstance(source, FromJob) for source, _ in steps):
            # What was deleted is overwritten in the file (secure_delete) and must not stay in the log beside it.
            await self._checkpoint()
        return results

    async def turn(self, chat: int, source: Source, decide: Decide, now: int) -> Written | None:
        return (await self.turns(chat, [(source, decide)], now))[0]

    def _note_fresh(self, chat: int, results: Sequence[Written | None]) -> None:
        queued = [written.queued for written in results if written is not None]
        if len(queued) == 1 and queued[0] and len(self._fresh) < MOST_FRESH:
            self._fresh[chat] = queued[0]
        elif queued:
            self._fresh.pop(chat, None)

    async def pending(self, chat: int) -> Sequence[Queued]:
        if (fresh := self._fresh.pop(chat, None)) is not None:
            return fresh
        return await self._writer.run(lambda connection: _pending(connection, chat))

    async def sent(self, row: Queued) -> Sequence[Queued]:
        self._fresh.pop(row.chat, None)

        def job(connection: sqlite3.Connection) -> Sequence[Queued]:
            connection.execute("DELETE FROM outbox WHERE id = ?", (row.id,))
            return _pending(connection, row.chat)

        return await self._writer.run(job)

    async def begin(self, row: Queued) -> bool:
        self._fresh.pop(row.chat, None)
        query = "UPDATE outbox SET tries = tries + 1 WHERE id = ?"
        return await self._writer.run(lambda connection: connection.execute(query, (row.id,)).rowcount == 1)

    async def unbegin(self, row: Queued) -> None:
        self._fresh.pop(row.chat, None)
        query = "UPDATE outbox SET tries = tries - 1 WHERE id = ?"
        await self._writer.run(lambda connection: connection.execute(query, (row.id,)))

    async def take_slot(self, name: str, a_second: float, slack: float) -> float:
        def take(connection: sqlite3.Connection) -> float:
            now = time.time()
            given = (name, now, 1 / a_second, slack, LONGEST_ROW_SECONDS)
            return float(connection.execute(TAKE_SLOT, given).fetchone()[0])

        return await self._writer.run(take)

    async def waiting_reminders(self, since: int) -> int:
        query = "SELECT count(*) FROM outbox WHERE tries IS NOT NULL AND queued_at > ?"
        return await self._writer.run(lambda connection: int(connection.execute(query, (since,)).fetchone()[0]))

    async def waiting_chats(self) -> Sequence[int]:
        query = "SELECT chat FROM outbox GROUP BY chat ORDER BY min(id) LIMIT 5000"
        return await self._writer.run(lambda connection: [chat for (chat,) in connection.execute(query)])

    async def block(self, chat: int) -> None:
        self._fresh.pop(chat, None)

        def job(connection: sqlite3.Connection) -> None:
            connection.execute("UPDATE chats SET blocked = 1 WHERE id = ?", (chat,))
            _delete_waiting(connection, chat)

        await self._writer.run(job)

    async def claim(self, kind: str, key: int) -> bool:  # noqa: ARG002 - one process works on a file, so all is its own
        return True

    async def release(self, kind: str, key: int) -> None:
        pass

    async def due_reminders(self, now: int, limit: int) -> Sequence[Reminder]:
        query = "SELECT chat, topic, due_at FROM reminders WHERE due_at <= ? ORDER BY due_at, chat LIMIT ?"
        return await self._writer.run(
            lambda connection: [Reminder(*row) for row in connection.execute(query, (now, limit))]
        )

    async def begin_job(self, job: int) -> int:
        def begin(connection: sqlite3.Connection) -> int:
            connection.execute("UPDATE documents SET tries = tries + 1 WHERE id = ?", (job,))
            row = connection.execute("SELECT tries FROM documents WHERE id = ?", (job,)).fetchone()
            return int(row[0]) if row else 0

        return await self._writer.run(begin)

    async def unbegin_job(self, job: int) -> None:
        await self._writer.run(
            lambda connection: connection.execute("UPDATE documents SET tries = tries - 1 WHERE id = ?", (job,))
        )

    async def open_jobs(self) -> Sequence[Job]:
        query = "SELECT id, chat, document FROM documents ORDER BY id"
        return await self._writer.run(
            lambda connection: [
                Job(key, chat, document_of(json.loads(document))) for key, chat, document in connection.execute(query)
            ]
        )

    async def counts(self, now: int) -> Counts:
        return await self._writer.run(lambda connection: _counts(connection, now))

    async def unanswered(self, limit: int) -> Sequence[tuple[str, int]]:
        query = "SELECT question, times FROM unanswered ORDER BY times DESC, last_at DESC LIMIT ?"
        return await self._writer.run(lambda connection: connection.execute(query, (limit,)).fetchall())

    async def purge(self, sessions_before: int, updates_before: int, visits_before: int = 0) -> int:
        def some(connection: sqlite3.Connection) -> int:
            return connection.execute(
                "DELETE FROM chats WHERE id IN (SELECT id FROM chats WHERE seen_at < ? AND NOT EXISTS"
                " (SELECT 1 FROM reminders WHERE reminders.chat = chats.id) LIMIT ?)",
                (sessions_before, PURGE_CHUNK),
            ).rowcount

        self._fresh.clear()  # what waits for a visitor goes with the visitor
        deleted = 0
        while count := await self._writer.run(some):
            deleted += count
        await self._writer.run(
            lambda connection: connection.execute("DELETE FROM updates WHERE taken_at < ?", (updates_before,))
        )
        await self._writer.run(
            lambda connection: connection.execute("DELETE FROM set_aside WHERE set_aside_at < ?", (sessions_before,))
        )
        return deleted + await self._writer.run(lambda connection: _purge_page(connection, visits_before))

    async def session(self, chat: int) -> str | None:
        query = "SELECT session FROM chats WHERE id = ?"
        row = await self._writer.run(lambda connection: connection.execute(query, (chat,)).fetchone())
        return row[0] if row else None

    async def shown(self, chat: int, after: int, limit: int = MOST_SHOWN) -> Sequence[Shown]:
        query = "SELECT id, payload FROM shown WHERE chat = ? AND id > ? ORDER BY id DESC LIMIT ?"
        rows = await self._writer.run(lambda connection: connection.execute(query, (chat, after, limit)).fetchall())
        return [Shown(key, json.loads(payload)) for key, payload in reversed(rows)]

    async def newest_shown(self, chats: Sequence[int]) -> Mapping[int, int]:
        query = "SELECT chat, max(id) FROM shown WHERE chat IN (SELECT value FROM json_each(?)) GROUP BY chat"
        return dict(
            await self._writer.run(lambda connection: connection.execute(query, (json.dumps(chats),)).fetchall())
        )

    async def remember(self, chat: int, kept: bool) -> None:
        query = "UPDATE chats SET kept = ? WHERE id = ?"
        await self._writer.run(lambda connection: connection.execute(query, (kept, chat)))

    async def keep_upload(self, chat: int, content: bytes, now: int) -> int:
        query = "INSERT INTO uploads (chat, content, uploaded_at) VALUES (?, ?, ?)"
        return await self._writer.run(
            lambda connection: int(connection.execute(query, (chat, content, now)).lastrowid or 0)
        )

    async def upload(self, number: int) -> bytes | None:
        query = "SELECT content FROM uploads WHERE id = ?"
        row = await self._writer.run(lambda connection: connection.execute(query, (number,)).fetchone())
        return bytes(row[0]) if row else None

    async def drop_upload(self, number: int) -> None:
        await self._writer.run(lambda connection: connection.execute("DELETE FROM uploads WHERE id = ?", (number,)))
        await self._checkpoint()

    async def secret(self, name: str, fresh: str) -> str:
        def make(connection: sqlite3.Connection) -> str:
            connection.execute("INSERT INTO secrets VALUES (?, ?) ON CONFLICT DO NOTHING", (name, fresh))
            return str(connection.execute("SELECT value FROM secrets WHERE name = ?", (name,)).fetchone()[0])

        return await self._writer.run(make)

    async def ping(self) -> None:
        await self._writer.run(lambda connection: connection.execute("SELECT 1").fetchone())

    async def close(self) -> None:
        await self._writer.close()

    async def _checkpoint(self) -> None:
        # It fails only while another process reads the file; then the next automatic checkpoint does the same.
        with contextlib.suppress(StoreUnavailable):
            await self._writer.outside("PRAGMA wal_checkpoint(TRUNCATE)")


def _connect(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=10)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA secure_delete = ON")
    _migrate(connection, path)
    # From here on the writer waits by itself where another process holds the lock, without stopping the loop.
    connection.execute("PRAGMA busy_timeout = 0")
    return connection


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    steps = migrations("sqlite")
    connection.execute("BEGIN IMMEDIATE")
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > len(steps):
        connection.execute("ROLLBACK")
        raise SchemaOutOfDate(
            f"{path} has schema version {version}, and this program knows versions up to {len(steps)}: "
            "run the newer program again, or restore the backup made before its first start"
        )
    for step in steps[version:]:
        for statement in _statements(step.sql):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {step.number}")
    connection.execute("COMMIT")


def _statements(sql: str) -> list[str]:
    """The statements of a script one by one, since `executescript` would commit in between."""
    statements, text = [], ""
    for line in sql.splitlines(keepends=True):
        text += line
        if sqlite3.complete_statement(text):
            statements.append(text)
            text = ""
    return statements


def _turn(connection: sqlite3.Connection, chat: int, source: Source, decide: Decide, now: int) -> Written | None:
    if not _take(connection, chat, source, now):
        return None
    session, blocked, slowed, known, waiting = connection.execute(KEPT, (chat,)).fetchone()
    kept = Kept(bool(known), session, bool(blocked), bool(slowed), waiting)
    changes = decide(kept)
    return _write(connection, chat, kept, changes, now)


def _take(connection: sqlite3.Connection, chat: int, source: Source, now: int) -> bool:
    match source:
        case FromUpdate(bot, update):
            done = connection.execute("INSERT INTO updates VALUES (?, ?, ?) ON CONFLICT DO NOTHING", (bot, update, now))
        case FromReminder(topic):
            done = connection.execute(
                "DELETE FROM reminders WHERE chat = ? AND topic = ? AND due_at <= ?", (chat, topic, now)
            )
        case FromJob(job):
            connection.execute(
                "DELETE FROM uploads WHERE chat = ?2 AND ? || id ="
                " (SELECT json_extract(document, '$.file') FROM documents WHERE id = ?1 AND chat = ?2)",
                (job, chat, UPLOADED),
            )
            done = connection.execute("DELETE FROM documents WHERE id = ? AND chat = ?", (job, chat))
    return done.rowcount == 1


def _write(connection: sqlite3.Connection, chat: int, kept: Kept, changes: Changes, now: int) -> Written:
    execute = connection.execute
    if changes.forget:
        execute("DELETE FROM chats WHERE id = ?", (chat,))
        for table in ("set_aside", "shown", "uploads"):
            execute(f"DELETE FROM {table} WHERE chat = ?", (chat,))  # noqa: S608 - names from above
    elif kept.known or changes.session is not None or changes.blocked or changes.slowed:
        execute(
            "INSERT INTO chats (id, session, blocked, slowed, seen_at) VALUES (?1, ?2, ?3, ?4, ?5)"
            " ON CONFLICT (id) DO UPDATE"
            " SET session = coalesce(?2, session), blocked = ?3, slowed = ?4, seen_at = ?5",
            (chat, changes.session, changes.blocked, changes.slowed, now),
        )
    if changes.forget or changes.blocked:
        _delete_waiting(connection, chat)
    if changes.set_aside is not None:
        execute("INSERT INTO set_aside VALUES (?, ?, ?)", (chat, changes.set_aside, now))
    queued = _queue(connection, chat, changes.outgoing, now)
    for topic in changes.forget_reminders:
        execute("DELETE FROM reminders WHERE chat = ? AND topic = ?", (chat, topic))
    for topic, due_at in changes.remind:
        execute("INSERT OR REPLACE INTO reminders VALUES (?, ?, ?)", (chat, topic, due_at))
    jobs = []
    for document in changes.documents:
        fields = asdict(document)
        done = execute(
            "INSERT INTO documents (chat, document, queued_at) VALUES (?, ?, ?)", (chat, _dumps(fields), now)
        )
        jobs.append(Job(int(done.lastrowid or 0), chat, document))
    for question in changes.unanswered:
        execute(
            "INSERT INTO unanswered VALUES (?1, 1, ?2) ON CONFLICT DO UPDATE SET times = times + 1, last_at = ?2",
            (question, now),
        )
    for article, helpful in changes.helpful:
        execute(
            "INSERT INTO helpful VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET yes = yes + ?2, no = no + ?3",
            (article, int(helpful), int(not helpful)),
        )
    alone = not kept.waiting or changes.forget or changes.blocked
    return Written(changes, tuple(jobs), queued if alone else ())


def _queue(connection: sqlite3.Connection, chat: int, messages: Sequence[Outgoing], now: int) -> tuple[Queued, ...]:
    """Put what is to be sent into the outbox, and what is to be shown on the page beside it; the rows of the former."""
    shown = [(chat, _dumps(one.payload), now) for one in messages if one.method == SHOW]
    queued = []
    for one in messages:
        if one.method != SHOW:
            tries = 0 if one.reminds else None
            done = connection.execute(QUEUE, (chat, one.method, _dumps(one.payload), now, tries))
            queued.append(Queued(int(done.lastrowid or 0), chat, one.method, one.payload, now, tries))
    if shown:
        connection.executemany("INSERT INTO shown (chat, payload, shown_at) VALUES (?, ?, ?)", shown)
        connection.execute(
            "DELETE FROM shown WHERE chat = ?1 AND id <="
            " (SELECT id FROM shown WHERE chat = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2)",
            (chat, MOST_SHOWN),
        )
    return tuple(queued)


def _delete_waiting(connection: sqlite3.Connection, chat: int) -> None:
    connection.execute("DELETE FROM outbox WHERE chat = ?", (chat,))
    connection.execute("DELETE FROM reminders WHERE chat = ?", (chat,))
    connection.execute("DELETE FROM documents WHERE chat = ?", (chat,))


def _purge_page(connection: sqlite3.Connection, visits_before: int) -> int:
    """Delete what the page kept of visitors and chats until `visits_before`; how many visitors that were."""
    old = "chat IN (SELECT id FROM chats WHERE id >= ?1 AND NOT kept AND seen_at < ?2)"
    given = (FIRST_WEB_CHAT, visits_before)
    for table in ("shown", "uploads", "outbox", "reminders", "documents", "set_aside"):
        connection.execute(f"DELETE FROM {table} WHERE {old}", given)  # noqa: S608 - names from above
    gone = connection.execute("DELETE FROM chats WHERE id >= ?1 AND NOT kept AND seen_at < ?2", given).rowcount
    connection.execute(
        "DELETE FROM shown WHERE shown_at < ?2 AND (chat < ?1 OR chat NOT IN (SELECT id FROM chats))", given
    )
    connection.execute(
        "DELETE FROM uploads WHERE uploaded_at < ? AND ? || id NOT IN"
        " (SELECT json_extract(document, '$.file') FROM documents)",
        (visits_before, UPLOADED),
    )
    return gone


def _pending(connection: sqlite3.Connection, chat: int) -> Sequence[Queued]:
    rows = connection.execute(
        "SELECT id, chat, method, payload, queued_at, tries FROM outbox WHERE chat = ? ORDER BY id LIMIT ?",
        (chat, PENDING_LIMIT),
    )
    return [Queued(key, of, method, json.loads(payload), at, tries) for key, of, method, payload, at, tries in rows]


def _counts(connection: sqlite3.Connection, now: int) -> Counts:
    def one(query: str, *values: int) -> int:
        return int(connection.execute(query, values).fetchone()[0] or 0)

    oldest = one("SELECT min(queued_at) FROM outbox")
    return Counts(
        chats=one("SELECT count(*) FROM chats"),
        active_day=one("SELECT count(*) FROM chats WHERE seen_at > ?", now - DAY),
        active_week=one("SELECT count(*) FROM chats WHERE seen_at > ?", now - 7 * DAY),
        blocked=one("SELECT count(*) FROM chats WHERE blocked"),
        outbox=one("SELECT count(*) FROM outbox"),
        oldest_waiting_seconds=max(0, now - oldest) if oldest else 0,
        reminders=one("SELECT count(*) FROM reminders"),
        documents=one("SELECT count(*) FROM documents"),
        unanswered=one("SELECT count(*) FROM unanswered"),
        helpful={
            article: (yes, no) for article, yes, no in connection.execute("SELECT * FROM helpful ORDER BY article")
        },
    )

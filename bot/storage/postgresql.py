"""The store on PostgreSQL: for several processes behind one webhook."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import asdict, dataclass
from typing import Any

import asyncpg

from bot.storage.batches import Batches
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

PENDING_LIMIT = 8
PURGE_CHUNK = 500
CONNECTIONS = 10
CONNECT_SECONDS = 10
COMMAND_SECONDS = 15
DAY = 86_400
LONGEST_GROUP = 64  # turns of one transaction
GROUPS = 2  # transactions at once: while one waits for the database, the other's turns are decided
# Advisory locks are numbers: a chat's or a document's, times four, plus what it is about.
CLAIMS = {"chat": 0, "document": 1, "reminders": 2}
MIGRATING = 3
_dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
Connection = Any

LOCK_CHAT = """
    INSERT INTO chats (id, seen_at) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at
    RETURNING session, blocked, slowed, (SELECT count(*) FROM outbox WHERE chat = $1) AS waiting"""
TAKE_UPDATE = """
    WITH fresh AS (INSERT INTO updates (bot, id, taken_at) VALUES ($3, $4, $2) ON CONFLICT DO NOTHING RETURNING 1)
    INSERT INTO chats (id, seen_at) SELECT $1, $2 FROM fresh ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at
    RETURNING session, blocked, slowed, (SELECT count(*) FROM outbox WHERE chat = $1) AS waiting"""
DELETE_EMPTY = "DELETE FROM chats WHERE id = $1 AND session IS NULL AND NOT blocked AND NOT slowed"
TAKE_REMINDER = "DELETE FROM reminders WHERE chat = $1 AND topic = $2 AND due_at <= $3 RETURNING 1"
TAKE_JOB = "DELETE FROM documents WHERE chat = $1 AND id = $2 RETURNING document"
WRITE = """
    WITH kept AS (UPDATE chats SET session = coalesce($2, session), blocked = $3, slowed = $4 WHERE id = $1)
    INSERT INTO outbox (chat, method, payload, queued_at, tries)
    SELECT $1, method, payload, $5, tries FROM unnest($6::text[], $7::text[], $8::int[]) WITH ORDINALITY
        AS message (method, payload, tries, place)
    ORDER BY place"""
# The updates of many chats, one of each chat. In the order of the chats, so that two processes cannot lock each other.
TAKE_UPDATES = """
    WITH fresh AS (
        INSERT INTO updates (bot, id, taken_at)
        SELECT bot, id, $1 FROM unnest($3::bigint[], $4::bigint[]) AS one (bot, id)
        ON CONFLICT DO NOTHING RETURNING bot, id),
    wanted AS (
        SELECT one.chat FROM unnest($2::bigint[], $3::bigint[], $4::bigint[]) WITH ORDINALITY
            AS one (chat, bot, id, place) JOIN fresh USING (bot, id) ORDER BY one.place)
    INSERT INTO chats (id, seen_at) SELECT chat, $1 FROM wanted
    ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at
    RETURNING id, session, blocked, slowed, (SELECT count(*) FROM outbox WHERE chat = chats.id) AS waiting"""
WRITE_MANY = """
    WITH kept AS (
        UPDATE chats SET session = coalesce(one.session, chats.session), blocked = FALSE, slowed = one.slowed
        FROM unnest($1::bigint[], $2::text[], $3::bool[]) AS one (chat, session, slowed) WHERE chats.id = one.chat)
    INSERT INTO outbox (chat, method, payload, queued_at)
    SELECT chat, method, payload, $4 FROM unnest($5::bigint[], $6::text[], $7::text[]) WITH ORDINALITY
        AS message (chat, method, payload, place)
    ORDER BY place"""
PENDING = """
    SELECT message.id, message.chat, method, payload, queued_at, tries FROM unnest($1::bigint[]) AS asked (chat)
    CROSS JOIN LATERAL (SELECT * FROM outbox WHERE outbox.chat = asked.chat ORDER BY id LIMIT $2) AS message
    ORDER BY message.chat, message.id"""
SENT = """
    WITH gone AS (DELETE FROM outbox WHERE id = ANY($3::bigint[]))
    SELECT message.id, message.chat, method, payload, queued_at, tries FROM unnest($1::bigint[]) AS asked (chat)
    CROSS JOIN LATERAL (
        SELECT * FROM outbox WHERE outbox.chat = asked.chat AND id <> ALL($3::bigint[]) ORDER BY id LIMIT $2
    ) AS message
    ORDER BY message.chat, message.id"""
CLAIM = """
    SELECT pg_try_advisory_lock(number) FROM unnest($1::bigint[]) WITH ORDINALITY AS one (number, place)
    ORDER BY place"""
RELEASE = """
    SELECT pg_advisory_unlock(number) FROM unnest($1::bigint[]) WITH ORDINALITY AS one (number, place)
    ORDER BY place"""
# The clock is the database's, the same for all replicas. The place is taken from what stood there, which is no longer
# ago than the slack and not in a far future, so that a clock that was set back stops nothing.
TAKE_SLOT = """
    INSERT INTO paces AS pace (name, next_at)
    VALUES ($1, extract(epoch FROM clock_timestamp())::float8 + $2::float8)
    ON CONFLICT (name) DO UPDATE SET next_at = $2::float8 + least(
        greatest(pace.next_at, extract(epoch FROM clock_timestamp())::float8 - $3::float8),
        extract(epoch FROM clock_timestamp())::float8 + $4::float8)
    RETURNING greatest(0, next_at - $2::float8 - extract(epoch FROM clock_timestamp())::float8)"""
LONGEST_ROW_SECONDS = 1.0
PURGE = """
    DELETE FROM chats WHERE id IN (
        SELECT id FROM chats WHERE seen_at < $1 AND NOT EXISTS (SELECT FROM reminders WHERE reminders.chat = chats.id)
        LIMIT $2 FOR UPDATE SKIP LOCKED)"""
SHOWN = """
    WITH fresh AS (
        INSERT INTO shown (chat, payload, shown_at)
        SELECT $1, payload, $2 FROM unnest($3::text[]) WITH ORDINALITY AS message (payload, place) ORDER BY place)
    DELETE FROM shown WHERE chat = $1
        AND id <= (SELECT id FROM shown WHERE chat = $1 ORDER BY id DESC LIMIT 1 OFFSET $4)"""
OLD_VISITORS = "SELECT id FROM chats WHERE id >= $1 AND NOT kept AND seen_at < $2 FOR UPDATE"
COUNTS = """
    SELECT (SELECT count(*) FROM chats) AS chats,
           (SELECT count(*) FROM chats WHERE seen_at > $1::bigint - 86400) AS active_day,
           (SELECT count(*) FROM chats WHERE seen_at > $1::bigint - 7 * 86400) AS active_week,
           (SELECT count(*) FROM chats WHERE blocked) AS blocked,
           (SELECT count(*) FROM outbox) AS outbox,
           coalesce((SELECT greatest(0, $1::bigint - min(queued_at)) FROM outbox), 0) AS oldest_waiting_seconds,
           (SELECT count(*) FROM reminders) AS reminders,
           (SELECT count(*) FROM documents) AS documents,
           (SELECT count(*) FROM unanswered) AS unanswered"""


async def open_postgresql(url: str) -> "PostgresqlStore":
    """Connect to the database; an empty one gets its schema.

    Raises SchemaOutOfDate if an upgrade waits to be made (or was made by a newer program), StoreUnavailable if it
    cannot be reached.
    """
    with_steps = migrations("postgresql")
    async with _trouble():
        pool = await asyncpg.create_pool(
            url, min_size=1, max_size=CONNECTIONS, timeout=CONNECT_SECONDS, command_timeout=COMMAND_SECONDS
        )
    async with _trouble(), pool.acquire() as connection:
        version = await _version(connection)
        if version == 0:
            await _migrate(connection)
    if version not in (0, len(with_steps)):
        await pool.close()
        remedy = "run `python -m bot migrate`" if version < len(with_steps) else "run the newer program again"
        raise SchemaOutOfDate(
            f"the database has schema version {version} and this program needs {len(with_steps)}: {remedy}"
        )
    return PostgresqlStore(pool, url)


async def migrate_postgresql(url: str) -> tuple[str, ...]:
    """Bring the schema up to date; returns the names of the steps taken. Raises StoreUnavailable."""
    async with _trouble():
        connection = await asyncpg.connect(url, timeout=CONNECT_SECONDS)
        try:
            return await _migrate(connection)
        finally:
            await connection.close()


class PostgresqlStore:
    """See `Store`. A turn locks its chat's row; a claim is an advisory lock, which ends with the process."""

    shared = True

    def __init__(self, pool: Any, url: str) -> None:
        self._pool = pool
        self._claims = _Claims(url)
        self._groups = Batches(self._group, longest=LONGEST_GROUP, at_once=GROUPS)
        self._looks = Batches(self._look, longest=LONGEST_GROUP)
        self._departures = Batches(self._depart, longest=LONGEST_GROUP)

    async def turn(self, chat: int, source: Source, decide: Decide, now: int) -> Written | None:
        if isinstance(source, FromUpdate):
            return await self._groups.ask(_Turn(chat, source, decide, now))
        return (await self._alone(chat, [(source, decide)], now))[0]

    async def turns(self, chat: int, steps: Sequence[Step], now: int) -> Sequence[Written | None]:
        if len(steps) == 1:
            return [await self.turn(chat, *steps[0], now)]
        return await self._alone(chat, steps, now)

    async def _group(self, turns: Sequence["_Turn"]) -> Sequence[Written | Exception | None]:
        """Takes the turns of many chats in one transaction; each alone where that fails or a chat has two of them."""
        if len({one.chat for one in turns}) == len(turns) > 1:
            # Whatever it was, the one at fault meets it again by itself.
            with suppress(Exception):
                return await self._together(turns)
        results: list[Written | Exception | None] = []
        for one in turns:
            try:
                results += await self._alone(one.chat, [(one.source, one.decide)], one.now)
            except Exception as error:
                results.append(error)
        return results

    async def _together(self, turns: Sequence["_Turn"]) -> Sequence[Written | None]:
        now = max(one.now for one in turns)
        written: dict[int, Written] = {}
        plain: list[tuple[int, Changes]] = []
        async with self._transaction() as connection:
            kept_by_chat = await _take_updates(connection, sorted(turns, key=lambda one: one.chat), now)
            for one in turns:
                if (kept := kept_by_chat.get(one.chat)) is None:
                    continue
                changes = one.decide(kept)
                if _is_plain(kept, changes):
                    plain.append((one.chat, changes))
                    written[one.chat] = Written(changes)
                else:
                    written[one.chat] = await _write(connection, one.chat, kept, changes, now)
            if plain:
                await _write_plain(connection, plain, now)
        return [written.get(one.chat) for one in turns]

    async def _alone(self, chat: int, steps: Sequence[Step], now: int) -> Sequence[Written | None]:
        results: list[Written | None] = []
        async with self._transaction() as connection:
            for source, decide in steps:
                kept = await _take(connection, chat, source, now)
                results.append(await _write(connection, chat, kept, decide(kept), now) if kept else None)
            if not any(results):
                # A reminder or document that was not there any more has left nothing but an empty row of its chat.
                await connection.execute(DELETE_EMPTY, chat)
        return results

    async def pending(self, chat: int) -> Sequence[Queued]:
        return await self._looks.ask(chat)

    async def sent(self, row: Queued) -> Sequence[Queued]:
        return await self._departures.ask(row)

    async def begin(self, row: Queued) -> bool:
        async with _trouble():
            return _count(await self._pool.execute("UPDATE outbox SET tries = tries + 1 WHERE id = $1", row.id)) == 1

    async def unbegin(self, row: Queued) -> None:
        async with _trouble():
            await self._pool.execute("UPDATE outbox SET tries = tries - 1 WHERE id = $1", row.id)

    async def take_slot(self, name: str, a_second: float, slack: float) -> float:
        async with _trouble():
            return float(await self._pool.fetchval(TAKE_SLOT, name, 1 / a_second, slack, LONGEST_ROW_SECONDS))

    async def waiting_reminders(self, since: int) -> int:
        query = "SELECT count(*) FROM outbox WHERE tries IS NOT NULL AND queued_at > $1"
        async with _trouble():
            return int(await self._pool.fetchval(query, since))

    async def _look(self, chats: Sequence[int]) -> Sequence[Sequence[Queued]]:
        return await self._queued(chats, PENDING)

    async def _depart(self, rows: Sequence[Queued]) -> Sequence[Sequence[Queued]]:
        return await self._queued([row.chat for row in rows], SENT, [row.id for row in rows])

    async def waiting_chats(self) -> Sequence[int]:
        async with _trouble():
            rows = await self._pool.fetch("SELECT chat FROM outbox GROUP BY chat ORDER BY min(id) LIMIT 5000")
        return [row["chat"] for row in rows]

    async def block(self, chat: int) -> None:
        async with _trouble(), self._pool.acquire() as connection, connection.transaction():
            await connection.execute("UPDATE chats SET blocked = TRUE WHERE id = $1", chat)
            await _delete_waiting(connection, chat)

    async def claim(self, kind: str, key: int) -> bool:
        return await self._claims.take(key * 4 + CLAIMS[kind])

    async def release(self, kind: str, key: int) -> None:
        await self._claims.give_up(key * 4 + CLAIMS[kind])

    async def due_reminders(self, now: int, limit: int) -> Sequence[Reminder]:
        # Those that another process is turning into turns at this moment are locked, and skipped.
        query = "SELECT chat, topic, due_at FROM reminders WHERE due_at <= $1 ORDER BY due_at, chat LIMIT $2"
        async with _trouble():
            rows = await self._pool.fetch(f"{query} FOR UPDATE SKIP LOCKED", now, limit)
        return [Reminder(*row) for row in rows]

    async def begin_job(self, job: int) -> int:
        async with _trouble():
            query = "UPDATE documents SET tries = tries + 1 WHERE id = $1 RETURNING tries"
            return int(await self._pool.fetchval(query, job) or 0)

    async def unbegin_job(self, job: int) -> None:
        async with _trouble():
            await self._pool.execute("UPDATE documents SET tries = tries - 1 WHERE id = $1", job)

    async def open_jobs(self) -> Sequence[Job]:
        async with _trouble():
            rows = await self._pool.fetch("SELECT id, chat, document FROM documents ORDER BY id")
        return [Job(row["id"], row["chat"], document_of(json.loads(row["document"]))) for row in rows]

    async def counts(self, now: int) -> Counts:
        async with _trouble():
            row = await self._pool.fetchrow(COUNTS, now)
            helpful = await self._pool.fetch("SELECT article, yes, no FROM helpful ORDER BY article")
        return Counts(**dict(row), helpful={one["article"]: (one["yes"], one["no"]) for one in helpful})

    async def unanswered(self, limit: int) -> Sequence[tuple[str, int]]:
        query = "SELECT question, times FROM unanswered ORDER BY times DESC, last_at DESC LIMIT $1"
        async with _trouble():
            return [(row["question"], row["times"]) for row in await self._pool.fetch(query, limit)]

    async def purge(self, sessions_before: int, updates_before: int, visits_before: int = 0) -> int:
        deleted = 0
        async with _trouble():
            while count := _count(await self._pool.execute(PURGE, sessions_before, PURGE_CHUNK)):
                deleted += count
            await self._pool.execute("DELETE FROM updates WHERE taken_at < $1", updates_before)
            await self._pool.execute("DELETE FROM set_aside WHERE set_aside_at < $1", sessions_before)
            async with self._pool.acquire() as connection, connection.transaction():
                deleted += await _purge_page(connection, visits_before)
        return deleted

    async def session(self, chat: int) -> str | None:
        async with _trouble():
            found: str | None = await self._pool.fetchval("SELECT session FROM chats WHERE id = $1", chat)
        return found

    async def shown(self, chat: int, after: int, limit: int = MOST_SHOWN) -> Sequence[Shown]:
        query = "SELECT id, payload FROM shown WHERE chat = $1 AND id > $2 ORDER BY id DESC LIMIT $3"
        async with _trouble():
            rows = await self._pool.fetch(query, chat, after, limit)
        return [Shown(row["id"], json.loads(row["payload"])) for row in reversed(rows)]

    async def newest_shown(self, chats: Sequence[int]) -> Mapping[int, int]:
        query = "SELECT chat, max(id) AS newest FROM shown WHERE chat = ANY($1::bigint[]) GROUP BY chat"
        async with _trouble():
            return {row["chat"]: row["newest"] for row in await self._pool.fetch(query, list(chats))}

    async def remember(self, chat: int, kept: bool) -> None:
        async with _trouble():
            await self._pool.execute("UPDATE chats SET kept = $2 WHERE id = $1", chat, kept)

    async def keep_upload(self, chat: int, content: bytes, now: int) -> int:
        query = "INSERT INTO uploads (chat, content, uploaded_at) VALUES ($1, $2, $3) RETURNING id"
        async with _trouble():
            return int(await self._pool.fetchval(query, chat, content, now))

    async def upload(self, number: int) -> bytes | None:
        async with _trouble():
            found: bytes | None = await self._pool.fetchval("SELECT content FROM uploads WHERE id = $1", number)
        return found

    async def drop_upload(self, number: int) -> None:
        async with _trouble():
            await self._pool.execute("DELETE FROM uploads WHERE id = $1", number)

    async def secret(self, name: str, fresh: str) -> str:
        async with _trouble():
            await self._pool.execute("INSERT INTO secrets VALUES ($1, $2) ON CONFLICT DO NOTHING", name, fresh)
            return str(await self._pool.fetchval("SELECT value FROM secrets WHERE name = $1", name))

    async def ping(self) -> None:
        async with _trouble():
            await self._pool.fetchval("SELECT 1", timeout=2)

    async def close(self) -> None:
        await self._claims.close()
        try:
            await asyncio.wait_for(self._pool.close(), 5)
        except TimeoutError:
            self._pool.terminate()

    @asynccontextmanager
    async def _transaction(self) -> AsyncIterator[Connection]:
        async with _trouble(), self._pool.acquire() as connection:
            transaction = connection.transaction()
            await transaction.start()
            try:
                yield connection
            except BaseException:
                if not connection.is_closed():
                    await transaction.rollback()
                raise
            await transaction.commit()

    async def _queued(self, chats: Sequence[int], query: str, *values: object) -> Sequence[Sequence[Queued]]:
        """For each of `chats` the messages that `query` finds."""
        async with _trouble():
            rows = await self._pool.fetch(query, list(set(chats)), PENDING_LIMIT, *values)
        found: dict[int, list[Queued]] = {}
        for key, chat, method, payload, at, tries in rows:
            found.setdefault(chat, []).append(Queued(key, chat, method, json.loads(payload), at, tries))
        return [found.get(chat, []) for chat in chats]


@dataclass(frozen=True, slots=True, eq=False)
class _Turn:
    """A turn that an update asks for."""

    chat: int
    source: FromUpdate
    decide: Decide
    now: int


class _Claims:
    """Advisory locks held by one connection of its own. If it breaks, so do the claims, as if the process had died."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._connection: Connection | None = None
        self._one_at_a_time = asyncio.Lock()
        self._taking = Batches(self._take, longest=LONGEST_GROUP, unwanted=self._give_back)
        self._giving_up = Batches(self._give_up, longest=LONGEST_GROUP)
        self._given_back: set[asyncio.Task[bool]] = set()

    async def take(self, number: int) -> bool:
        return await self._taking.ask(number)

    async def give_up(self, number: int) -> None:
        await self._giving_up.ask(number)

    async def close(self) -> None:
        if self._connection is not None:
            self._connection.terminate()

    async def _take(self, numbers: Sequence[int]) -> Sequence[bool]:
        return await self._ask(CLAIM, numbers)

    async def _give_up(self, numbers: Sequence[int]) -> Sequence[bool]:
        return await self._ask(RELEASE, numbers)

    def _give_back(self, number: int, taken: bool) -> None:
        if taken:
            task = asyncio.ensure_future(self._giving_up.ask(number))
            self._given_back.add(task)
            task.add_done_callback(self._given_back.discard)

    async def _ask(self, query: str, numbers: Sequence[int]) -> Sequence[bool]:
        async with self._one_at_a_time, _trouble():
            if self._connection is None or self._connection.is_closed():
                self._connection = await asyncpg.connect(
                    self._url, timeout=CONNECT_SECONDS, command_timeout=COMMAND_SECONDS
                )
            return [bool(row[0]) for row in await self._connection.fetch(query, list(numbers))]


@asynccontextmanager
async def _trouble() -> AsyncIterator[None]:
    """Trouble of the database, which may pass, as StoreUnavailable."""
    try:
        yield
    except (asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError, OSError, TimeoutError) as error:
        # The message of a PostgreSQL error may quote a row; its kind says enough.
        raise StoreUnavailable(f"PostgreSQL: {type(error).__name__}") from error


async def _take(connection: Connection, chat: int, source: Source, now: int) -> Kept | None:
    """Lock the chat and take `source`; what is kept about the chat, or None if `source` has been taken before."""
    match source:
        case FromUpdate(bot, update):
            row = taken = await connection.fetchrow(TAKE_UPDATE, chat, now, bot, update)
        case FromReminder(topic):
            row = await connection.fetchrow(LOCK_CHAT, chat, now)
            taken = await connection.fetchval(TAKE_REMINDER, chat, topic, now)
        case FromJob(job):
            row = await connection.fetchrow(LOCK_CHAT, chat, now)
            taken = await connection.fetchval(TAKE_JOB, chat, job)
            file = str(json.loads(taken)["file"]) if taken else ""
            if file.startswith(UPLOADED):
                number = int(file.removeprefix(UPLOADED))
                await connection.execute("DELETE FROM uploads WHERE id = $1 AND chat = $2", number, chat)
    if not taken:
        return None
    return _kept(row)


async def _take_updates(connection: Connection, turns: Sequence[_Turn], now: int) -> dict[int, Kept]:
    """Lock the chats of those `turns` whose update is new; what is kept about each of them."""
    rows = await connection.fetch(
        TAKE_UPDATES,
        now,
        [one.chat for one in turns],
        [one.source.bot for one in turns],
        [one.source.update for one in turns],
    )
    return {row["id"]: _kept(row) for row in rows}


def _kept(row: Any) -> Kept:
    known = row["session"] is not None or row["blocked"] or row["slowed"]
    return Kept(known, row["session"], row["blocked"], row["slowed"], row["waiting"])


def _is_plain(kept: Kept, changes: Changes) -> bool:
    """Whether `changes` are a session and messages alone, as those of nearly every turn."""
    lasting = kept.known or changes.session is not None or changes.slowed
    shown = any(message.method == SHOW for message in changes.outgoing)
    return lasting and not shown and changes == Changes(changes.session, changes.outgoing, slowed=changes.slowed)


async def _write_plain(connection: Connection, plain: Sequence[tuple[int, Changes]], now: int) -> None:
    messages = [(chat, message) for chat, changes in plain for message in changes.outgoing]
    await connection.execute(
        WRITE_MANY,
        [chat for chat, _ in plain],
        [changes.session for _, changes in plain],
        [changes.slowed for _, changes in plain],
        now,
        [chat for chat, _ in messages],
        [message.method for _, message in messages],
        [_dumps(message.payload) for _, message in messages],
    )


async def _write(connection: Connection, chat: int, kept: Kept, changes: Changes, now: int) -> Written:
    execute = connection.execute
    if changes.forget or changes.blocked:
        await _delete_waiting(connection, chat)
    if changes.forget or not (kept.known or changes.session is not None or changes.blocked or changes.slowed):
        await execute("DELETE FROM chats WHERE id = $1", chat)
    if changes.forget:
        for table in ("set_aside", "shown", "uploads"):
            await execute(f"DELETE FROM {table} WHERE chat = $1", chat)  # noqa: S608 - names from above
    if changes.set_aside is not None:
        await execute("INSERT INTO set_aside VALUES ($1, $2, $3)", chat, changes.set_aside, now)
    sent = [message for message in changes.outgoing if message.method != SHOW]
    methods = [message.method for message in sent]
    payloads = [_dumps(message.payload) for message in sent]
    tries = [0 if message.reminds else None for message in sent]
    await execute(WRITE, chat, changes.session, changes.blocked, changes.slowed, now, methods, payloads, tries)
    if shown := [_dumps(message.payload) for message in changes.outgoing if message.method == SHOW]:
        await execute(SHOWN, chat, now, shown, MOST_SHOWN)
    for topic in changes.forget_reminders:
        await execute("DELETE FROM reminders WHERE chat = $1 AND topic = $2", chat, topic)
    for topic, due_at in changes.remind:
        await execute(
            "INSERT INTO reminders VALUES ($1, $2, $3) ON CONFLICT (chat, topic) DO UPDATE SET due_at = $3",
            chat,
            topic,
            due_at,
        )
    jobs = []
    for document in changes.documents:
        fields = asdict(document)
        query = "INSERT INTO documents (chat, document, queued_at) VALUES ($1, $2, $3) RETURNING id"
        jobs.append(Job(await connection.fetchval(query, chat, _dumps(fields), now), chat, document))
    for question in changes.unanswered:
        await execute(
            "INSERT INTO unanswered VALUES ($1, 1, $2)"
            " ON CONFLICT (question) DO UPDATE SET times = unanswered.times + 1, last_at = $2",
            question,
            now,
        )
    for article, helpful in changes.helpful:
        await execute(
            "INSERT INTO helpful VALUES ($1, $2, $3)"
            " ON CONFLICT (article) DO UPDATE SET yes = helpful.yes + $2, no = helpful.no + $3",
            article,
            int(helpful),
            int(not helpful),
        )
    return Written(changes, tuple(jobs))


async def _purge_page(connection: Connection, visits_before: int) -> int:
    """Delete what the page kept of visitors and chats until `visits_before`; how many visitors that were."""
    given = (FIRST_WEB_CHAT, visits_before)
    gone = [row["id"] for row in await connection.fetch(OLD_VISITORS, *given)]
    for table in ("shown", "uploads", "outbox", "reminders", "documents", "set_aside"):
        await connection.execute(f"DELETE FROM {table} WHERE chat = ANY($1::bigint[])", gone)  # noqa: S608 - from above
    await connection.execute("DELETE FROM chats WHERE id = ANY($1::bigint[])", gone)
    await connection.execute(
        "DELETE FROM shown WHERE shown_at < $2 AND (chat < $1 OR chat NOT IN (SELECT id FROM chats))", *given
    )
    await connection.execute(
        "DELETE FROM uploads WHERE uploaded_at < $1 AND $2 || id::text NOT IN"
        " (SELECT document::json ->> 'file' FROM documents)",
        visits_before,
        UPLOADED,
    )
    return len(gone)


async def _delete_waiting(connection: Connection, chat: int) -> None:
    for table in ("outbox", "reminders", "documents"):
        await connection.execute(f"DELETE FROM {table} WHERE chat = $1", chat)  # noqa: S608 - names from above


async def _version(connection: Connection) -> int:
    if await connection.fetchval("SELECT to_regclass('schema_version')") is None:
        return 0
    return int(await connection.fetchval("SELECT coalesce(max(version), 0) FROM schema_version"))


async def _migrate(connection: Connection) -> tuple[str, ...]:
    """Take the missing steps, one process at a time, all of them or none."""
    async with connection.transaction():
        await connection.execute("SELECT pg_advisory_xact_lock($1)", MIGRATING)
        await connection.execute("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY)")
        steps = migrations("postgresql")[await _version(connection) :]
        for step in steps:
            await connection.execute(step.sql)
            await connection.execute("INSERT INTO schema_version VALUES ($1)", step.number)
    return tuple(step.name for step in steps)


def _count(status: str) -> int:
    return int(status.rpartition(" ")[2])

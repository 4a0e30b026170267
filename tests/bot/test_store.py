"""The same promises of both stores."""

import asyncio
from pathlib import Path

import asyncpg
import pytest

from bot.storage import open_store
from bot.storage.postgresql import migrate_postgresql
from bot.storage.store import (
    Changes,
    Decide,
    Document,
    FromJob,
    FromReminder,
    FromUpdate,
    Kept,
    Outgoing,
    SchemaOutOfDate,
    Store,
    StoreUnavailable,
)

NOW = 1_700_000_000
DAY = 86_400


def always(changes: Changes) -> Decide:
    return lambda _: changes


def message(text: str) -> Outgoing:
    return Outgoing("sendMessage", {"chat_id": 7, "text": text})


async def take(store: Store, update: int, changes: Changes, chat: int = 7, now: int = NOW) -> bool:
    return await store.turn(chat, FromUpdate(1, update), always(changes), now) is not None


async def kept(store: Store, chat: int = 7) -> Kept:
    """What is kept, seen by a turn that changes nothing."""
    seen: list[Kept] = []

    def look(what: Kept) -> Changes:
        seen.append(what)
        return Changes(blocked=what.blocked, slowed=what.slowed)

    kept.number -= 1  # type: ignore[attr-defined]
    await store.turn(chat, FromUpdate(1, kept.number), look, NOW)  # type: ignore[attr-defined]
    return seen[0]


kept.number = 0  # type: ignore[attr-defined]


def every_byte(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())


async def texts(store: Store, chat: int = 7) -> list[str]:
    return [row.payload["text"] for row in await store.pending(chat)]


async def test_a_turn_keeps_the_session_and_queues_its_messages_in_order(store: Store) -> None:
    await take(store, 1, Changes('{"a":1}', (message("one"), message("two"))))
    assert (await kept(store)).session == '{"a":1}'
    assert (await kept(store)).waiting == 2
    assert await texts(store) == ["one", "two"]


async def test_the_same_update_is_taken_once(store: Store) -> None:
    assert await take(store, 5, Changes("first", (message("one"),)))
    assert not await take(store, 5, Changes("second", (message("two"),)))
    assert (await kept(store)).session == "first"
    assert await texts(store) == ["one"]


async def test_a_lower_update_id_after_a_higher_one_is_taken(store: Store) -> None:
    assert await take(store, 9, Changes("nine"))
    assert await take(store, 8, Changes("eight"))


async def test_the_same_update_at_the_same_moment_is_taken_once(store: Store) -> None:
    taken = await asyncio.gather(*(take(store, 1, Changes("s", (message("m"),))) for _ in range(8)))
    assert sorted(taken) == [False] * 7 + [True]
    assert await texts(store) == ["m"]


async def test_update_ids_of_two_bots_do_not_collide(store: Store) -> None:
    assert await store.turn(7, FromUpdate(1, 3), always(Changes("a")), NOW) is not None
    assert await store.turn(7, FromUpdate(2, 3), always(Changes("b")), NOW) is not None


async def test_turns_of_one_chat_at_the_same_moment_do_not_lose_each_other(store: Store) -> None:
    def add_one(what: Kept) -> Changes:
        return Changes(str(int(what.session or "0") + 1))

    await asyncio.gather(*(store.turn(7, FromUpdate(1, number), add_one, NOW) for number in range(40)))
    assert (await kept(store)).session == "40"


async def test_a_failing_decision_changes_nothing_and_spoils_no_other_turn(store: Store) -> None:
    def fail(_: Kept) -> Changes:
        raise ZeroDivisionError

    results = await asyncio.gather(
        store.turn(1, FromUpdate(1, 1), always(Changes("one")), NOW),
        store.turn(2, FromUpdate(1, 2), fail, NOW),
        store.turn(3, FromUpdate(1, 3), always(Changes("three")), NOW),
        return_exceptions=True,
    )
    assert isinstance(results[1], ZeroDivisionError)
    assert (await kept(store, 1)).session == "one"
    assert (await kept(store, 3)).session == "three"
    assert await take(store, 2, Changes("again"), chat=2)


async def test_turns_of_many_chats_at_the_same_moment_are_each_taken_once_and_keep_their_own(store: Store) -> None:
    def changes(chat: int) -> Changes:
        return Changes(session=f"s{chat}", outgoing=(message(f"{chat} first"), message(f"{chat} second")))

    taken = await asyncio.gather(
        *(take(store, 1000 + chat, changes(chat), chat) for chat in range(1, 150)),
        *(take(store, 1000 + chat, changes(chat), chat) for chat in range(1, 150)),
    )

    assert sum(taken) == 149
    for chat in (1, 77, 149):
        assert (await kept(store, chat)).session == f"s{chat}"
        assert [row.payload["text"] for row in await store.pending(chat)] == [f"{chat} first", f"{chat} second"]


async def test_a_failing_decision_among_those_of_many_chats_fails_alone(store: Store) -> None:
    def fail(_: Kept) -> Changes:
        raise ArithmeticError

    outcomes = await asyncio.gather(
        *(store.turn(chat, FromUpdate(1, chat), always(Changes(session="x")), NOW) for chat in range(1, 20)),
        store.turn(20, FromUpdate(1, 20), fail, NOW),
        *(store.turn(chat, FromUpdate(1, chat), always(Changes(session="x")), NOW) for chat in range(21, 40)),
        return_exceptions=True,
    )

    assert [type(one) for one in outcomes if isinstance(one, Exception)] == [ArithmeticError]
    assert sum(one is not None and not isinstance(one, BaseException) for one in outcomes) == 38
    assert not (await kept(store, 20)).known


async def test_messages_sent_at_the_same_moment_leave_each_chat_what_waits_next(store: Store) -> None:
    for chat in range(1, 20):
        await take(store, chat, Changes(outgoing=(message("first"), message("second"))), chat)
    first = [(await store.pending(chat))[0] for chat in range(1, 20)]

    left = await asyncio.gather(*(store.sent(row) for row in first))

    assert [[row.payload["text"] for row in rows] for rows in left] == [["second"]] * 19
    assert [rows[0].chat for rows in left] == list(range(1, 20))


async def test_a_sent_message_is_gone_and_the_next_comes(store: Store) -> None:
    await take(store, 1, Changes(None, (message("one"), message("two"), message("three"))))
    first = (await store.pending(7))[0]
    rest = await store.sent(first)
    assert [row.payload["text"] for row in rest] == ["two", "three"]
    assert await store.waiting_chats() == [7]
    for row in rest:
        await store.sent(row)
    assert await store.waiting_chats() == []


async def test_chats_with_messages_come_oldest_first(store: Store) -> None:
    for update, chat in enumerate([30, 10, 20]):
        await take(store, update, Changes("s", (message("m"),)), chat=chat)
    assert list(await store.waiting_chats()) == [30, 10, 20]


async def test_blocking_drops_what_waits_and_a_later_turn_unblocks(store: Store) -> None:
    await take(store, 1, Changes("s", (message("one"),), remind=(("plan", NOW + DAY),)))
    await store.block(7)
    assert (await kept(store)).blocked
    assert await texts(store) == []
    assert await store.due_reminders(NOW + 2 * DAY, 10) == []
    await take(store, 2, Changes("s"))
    assert not (await kept(store)).blocked


async def test_a_reminder_comes_due_once(store: Store) -> None:
    await take(store, 1, Changes("s", remind=(("plan", NOW + DAY), ("tax", NOW + 9 * DAY))))
    assert list(await store.due_reminders(NOW, 10)) == []
    (due,) = await store.due_reminders(NOW + DAY, 10)
    assert (due.chat, due.topic) == (7, "plan")
    turns = [store.turn(7, FromReminder("plan"), always(Changes("t", (message("r"),))), NOW + DAY) for _ in range(4)]
    assert sum(turn is not None for turn in await asyncio.gather(*turns)) == 1
    assert await texts(store) == ["r"]
    assert list(await store.due_reminders(NOW + DAY, 10)) == []


async def test_a_reminder_of_the_same_topic_replaces_the_first_and_can_be_forgotten(store: Store) -> None:
    await take(store, 1, Changes("s", remind=(("plan", NOW + DAY),)))
    await take(store, 2, Changes("s", remind=(("plan", NOW + 5 * DAY),)))
    assert list(await store.due_reminders(NOW + 2 * DAY, 10)) == []
    await take(store, 3, Changes("s", forget_reminders=("plan",)))
    assert list(await store.due_reminders(NOW + 9 * DAY, 10)) == []


async def test_a_document_waits_until_its_turn_is_taken(store: Store) -> None:
    document = Document("file-id", "spd.pdf", 1200, 3)
    written = await store.turn(7, FromUpdate(1, 1), always(Changes("s", documents=(document,))), NOW)
    assert written is not None
    assert list(await store.open_jobs()) == list(written.jobs)
    assert written.jobs[0].document == document
    job = FromJob(written.jobs[0].id)
    assert await store.turn(7, job, always(Changes("t")), NOW) is not None
    assert await store.turn(7, job, always(Changes("u")), NOW) is None
    assert list(await store.open_jobs()) == []


async def test_forgetting_leaves_nothing_of_the_chat_but_the_goodbye(store: Store) -> None:
    everything = Changes("s", (message("old"),), remind=(("plan", NOW),), documents=(Document("f", "n", 1),))
    await take(store, 1, everything)
    await take(store, 2, Changes("other", (message("other"),)), chat=8)
    await take(store, 3, Changes(None, (message("bye"),), forget=True))
    assert await texts(store) == ["bye"]
    await store.sent((await store.pending(7))[0])
    counts = await store.counts(NOW)
    assert (counts.chats, counts.outbox, counts.reminders, counts.documents) == (1, 1, 0, 0)
    assert not (await kept(store)).known
    assert (await kept(store, 8)).session == "other"


async def test_forgotten_words_are_not_in_the_file_any_more(tmp_path: Path) -> None:
    store = await open_store(f"sqlite:///{tmp_path}/bot.sqlite3")
    await take(store, 1, Changes('{"pay":"unmistakable"}', (message("unmistakable"),)))
    await take(store, 2, Changes(None, (message("bye"),), forget=True))
    content = every_byte(tmp_path)
    await store.close()
    assert b"unmistakable" not in content
    assert b"bye" in content


async def test_a_group_that_was_told_off_leaves_no_chat_behind(store: Store) -> None:
    await take(store, 1, Changes(None, (message("not here"),)), chat=-100)
    assert (await store.counts(NOW)).chats == 0
    assert await texts(store, -100) == ["not here"]


async def test_counts_questions_and_votes_know_no_user(store: Store) -> None:
    asked = Changes("s", unanswered=("why", "how"), helpful=(("after-tax", True),))
    await take(store, 1, asked)
    await take(store, 2, Changes("s", unanswered=("why",), helpful=(("after-tax", False),)), chat=8, now=NOW - 3 * DAY)
    assert list(await store.unanswered(10)) == [("why", 2), ("how", 1)]
    counts = await store.counts(NOW)
    assert (counts.chats, counts.active_day, counts.active_week, counts.unanswered) == (2, 1, 2, 2)
    assert counts.helpful == {"after-tax": (1, 1)}


async def test_old_chats_are_purged_unless_a_reminder_waits(store: Store) -> None:
    await take(store, 1, Changes("old"), chat=1, now=NOW - 100 * DAY)
    await take(store, 2, Changes("waits", remind=(("plan", NOW + DAY),)), chat=2, now=NOW - 100 * DAY)
    await take(store, 3, Changes("new"), chat=3)
    assert await store.purge(NOW - 50 * DAY, NOW - 3 * DAY) == 1
    assert (await kept(store, 1)).session is None
    assert (await kept(store, 2)).session == "waits"
    assert (await kept(store, 3)).session == "new"
    assert await take(store, 1, Changes("after a week ids may come again"))
    assert not await take(store, 3, Changes("but not after an hour"))


@pytest.mark.parametrize("text", ["naïve 🙂", "'; DROP TABLE chats; --", '{"a": "\\u0000"}', "x" * 100_000])
async def test_any_text_comes_back_as_it_was(store: Store, text: str) -> None:
    await take(store, 1, Changes(text, (message(text),), unanswered=(text,)))
    assert (await kept(store)).session == text
    assert await texts(store) == [text]


async def test_what_was_kept_is_there_after_opening_again(database_url: str) -> None:
    first = await open_store(database_url)
    await take(first, 1, Changes("kept", (message("m"),)))
    await first.close()
    second = await open_store(database_url)
    assert (await kept(second)).session == "kept"
    assert not await take(second, 1, Changes("twice"))
    assert await texts(second) == ["m"]
    await second.close()


async def test_a_claim_is_held_by_one_at_a_time(fresh_postgresql: str) -> None:
    one, other = await open_store(fresh_postgresql), await open_store(fresh_postgresql)
    assert await one.claim("chat", 7)
    assert not await other.claim("chat", 7)
    assert await other.claim("chat", 8)
    assert await other.claim("document", 7)
    await one.release("chat", 7)
    assert await other.claim("chat", 7)
    await other.close()  # a process that dies gives up its claims
    await asyncio.sleep(0.2)
    assert await one.claim("chat", 7)
    await one.close()


async def test_a_schema_of_a_newer_program_is_refused_with_the_mend(tmp_path: Path) -> None:
    import sqlite3

    path = tmp_path / "bot.sqlite3"
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(SchemaOutOfDate, match="newer program"):
        await open_store(f"sqlite:///{path}")


async def test_postgresql_of_a_newer_program_is_refused_and_migrating_twice_does_nothing(fresh_postgresql: str) -> None:
    assert await migrate_postgresql(fresh_postgresql) == ("initial", "set_aside", "web", "pace")
    assert await migrate_postgresql(fresh_postgresql) == ()
    connection = await asyncpg.connect(fresh_postgresql)
    await connection.execute("INSERT INTO schema_version VALUES (99)")
    await connection.close()
    with pytest.raises(SchemaOutOfDate, match="newer program"):
        await open_store(fresh_postgresql)


async def test_a_database_that_cannot_be_reached_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable):
        await open_store("postgresql://nobody@127.0.0.1:9/nothing")
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreUnavailable, match="cannot use the file"):
        await open_store(f"sqlite:///{tmp_path}/file/bot.sqlite3")


async def test_another_writer_on_the_sqlite_file_is_waited_for(tmp_path: Path) -> None:
    import sqlite3

    store = await open_store(f"sqlite:///{tmp_path}/bot.sqlite3")
    other = sqlite3.connect(tmp_path / "bot.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    taking = asyncio.ensure_future(take(store, 1, Changes("patient")))
    await asyncio.sleep(0.1)
    assert not taking.done()
    other.execute("COMMIT")
    assert await taking
    other.close()
    await store.close()

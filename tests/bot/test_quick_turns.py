"""What spares a turn its work must not change what comes of it: sessions in memory, messages that need no look."""

import sqlite3
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.delivery.turns import Place, RecentSessions, Rules, Turns
from bot.metrics import Metrics
from bot.notices import Notices
from bot.storage import open_store
from bot.storage.store import Changes, FromUpdate, Outgoing, Store
from bot.telegram.rendering import render
from dialogue.events import Said
from flows.session import Session, UnreadableSession
from tests.bot.echo import Echo
from tests.walker import Walk

NOW = 1_700_000_000


def turns_of(store: Store) -> Turns:
    rules = Rules(lambda: date(2026, 11, 29))
    return Turns(store, Echo(), render, rules, Notices(), Metrics(), lambda _: None, lambda _: None)


def difference(one: Any, other: Any, place: str = "session") -> str:
    """The first place at which two values are not the same to the type; empty if they are."""
    if type(one) is not type(other):
        return f"{place}: {type(one).__name__}, {type(other).__name__}"
    pairs: list[tuple[str, Any, Any]] = []
    if is_dataclass(one):
        pairs = [(f".{part.name}", getattr(one, part.name), getattr(other, part.name)) for part in fields(one)]
    elif isinstance(one, Mapping):
        if [*one] != [*other]:
            return f"{place}: {[*one]}, {[*other]}"
        pairs = [(f"[{key!r}]", one[key], other[key]) for key in one]
    elif isinstance(one, list | tuple) and len(one) == len(other):
        pairs = [(f"[{number}]", *both) for number, both in enumerate(zip(one, other, strict=True))]
    elif one != other:
        return f"{place}: {one!r}, {other!r}"
    return next(filter(None, (difference(first, second, place + name) for name, first, second in pairs)), "")


@pytest.mark.parametrize("seed", [71, 72, 73])
def test_a_session_in_memory_is_to_the_type_what_its_text_says(seed: int) -> None:
    walk = Walk(seed)
    walk.take(Said("/start"))
    for _ in range(60):
        walk.go(1)
        assert walk.talk.turn is not None
        session = walk.talk.turn.session
        assert not difference(session, Session.loads(session.dumps()))


async def test_a_session_that_another_process_wrote_counts(tmp_path: Path) -> None:
    path = tmp_path / "bot.sqlite3"
    store = await open_store(f"sqlite:///{path}")
    turns = turns_of(store)
    await turns.take(FromUpdate(1, 1), Place(5), Said("one"))
    connection = sqlite3.connect(path)
    connection.execute("UPDATE chats SET session = ?", (Session(revision=41).dumps(),))
    connection.commit()
    connection.close()
    await turns.take(FromUpdate(1, 2), Place(5), Said("two"))
    texts = [row.payload["text"] for row in await store.pending(5)]
    assert texts == ["1: said one", "42: said two"]
    await store.close()


async def test_a_turn_that_was_not_committed_leaves_no_session_behind(store: Store) -> None:
    turns = turns_of(store)
    await turns.take(FromUpdate(1, 1), Place(5), Said("one"))

    def fails(_: Any) -> Changes:
        raise ValueError("the second of the two fails")

    good = turns.step(FromUpdate(1, 2), Place(5), Said("two"))
    with pytest.raises(ValueError, match="second"):
        await store.turns(5, [(good.source, good.decide), (FromUpdate(1, 3), fails)], NOW)
    await turns.take(FromUpdate(1, 4), Place(5), Said("three"))
    assert [row.payload["text"] for row in await store.pending(5)] == ["1: said one", "2: said three"]


def test_only_the_chats_that_spoke_last_are_remembered_and_a_deleted_one_is_not() -> None:
    recent = RecentSessions(most=2)
    for chat in (1, 2, 1, 3):
        recent.keep(chat, "not to be read", Session(revision=chat))
    assert recent.read(1, "not to be read").revision == 1
    with pytest.raises(UnreadableSession):
        recent.read(2, "not to be read")
    recent.keep(1, None, Session())
    with pytest.raises(UnreadableSession):
        recent.read(1, "not to be read")


def say(*texts: str, **more: Any) -> Changes:
    return Changes("", tuple(Outgoing("sendMessage", {"chat_id": 7, "text": text}) for text in texts), **more)


async def test_what_waits_is_the_same_whether_it_was_looked_for_or_not(store: Store) -> None:
    await store.turn(7, FromUpdate(1, 1), lambda _: say("one", "two"), NOW)
    unlooked = await store.pending(7)
    assert [row.payload["text"] for row in unlooked] == ["one", "two"]
    assert [*await store.pending(7)] == [*unlooked]
    assert [row.payload["text"] for row in await store.sent(unlooked[0])] == ["two"]


@pytest.mark.parametrize(
    ("changes", "waiting"),
    [
        (say("after"), ["before", "after"]),
        (say("forgotten", forget=True), ["forgotten"]),
        (say(blocked=True), []),
        (Changes(""), ["before"]),
    ],
    ids=["more was said", "all was forgotten", "the bot was blocked", "nothing was answered"],
)
async def test_a_turn_before_anybody_looked_is_seen(store: Store, changes: Changes, waiting: list[str]) -> None:
    await store.turn(7, FromUpdate(1, 1), lambda _: say("before"), NOW)
    await store.turn(7, FromUpdate(1, 2), lambda _: changes, NOW)
    assert [row.payload["text"] for row in await store.pending(7)] == waiting
    assert [row.payload["text"] for row in await store.pending(7)] == waiting


async def test_a_chat_that_blocked_the_bot_gets_nothing_that_waited(store: Store) -> None:
    await store.turn(7, FromUpdate(1, 1), lambda _: say("before"), NOW)
    await store.block(7)
    assert await store.pending(7) == []

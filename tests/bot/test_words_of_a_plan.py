"""Words of a plan that somebody typed: read by the process that reads files, never by the turn."""

import asyncio
from collections.abc import Sequence
from datetime import date

import pytest

from bot.app import dialogue, plans
from bot.delivery.documents import DocumentReader
from bot.delivery.turns import Place
from bot.metrics import Metrics
from bot.plan_files import read_words
from bot.storage import open_store
from bot.storage.store import FromUpdate, Store
from dialogue.documents import findings_in
from dialogue.events import DocumentRead, Said, WordsRead
from flows.effects import ReadWords
from flows.session import Session
from tests.bot.test_steady import all_read, texts, turns_of

TODAY = date(2026, 11, 28)
PASTED = (
    "Participants may make voluntary after-tax contributions of up to 10% of eligible compensation. Distributions, "
    "rollovers and withdrawals follow the rules of the plan administrator, and contributions are vested."
)


async def _nothing(*_: object) -> bytes:
    return b""


async def _no_file(_: bytes, name: str) -> DocumentRead:
    raise AssertionError(name)


async def _busy(_: int, __: int | None) -> None: ...


def reader(store: Store, asked: list[str], *, fails: bool = False) -> DocumentReader:
    async def read(words: str, numbers: Sequence[int]) -> WordsRead:
        asked.append(words)
        if fails:
            raise RecursionError(words)
        return WordsRead(words, findings_in(plans(), words, numbers, TODAY), tuple(numbers))

    return DocumentReader(store, _nothing, _no_file, _busy, Metrics(), read_words=read)


@pytest.mark.parametrize("fails", [False, True], ids=["they are read", "reading fails"])
async def test_pasted_words_are_answered_once_they_were_read(tmp_path, fails: bool) -> None:  # type: ignore[no-untyped-def]
    store = await open_store(f"sqlite:///{tmp_path / 'bot.sqlite3'}")
    asked: list[str] = []
    by = reader(store, asked, fails=fails)
    await turns_of(store, by).take(FromUpdate(1, 1), Place(5), Said(PASTED))
    await all_read(store)
    said = await texts(store, 5)
    assert asked == [PASTED]
    assert ("This is what it says" in said[-1]) is not fails
    assert said
    await by.stop()
    await store.close()


def test_the_turn_itself_reads_nothing() -> None:
    turn = dialogue().step(Session(), Said(PASTED), TODAY)
    assert (turn.screens, turn.effects) == ((), (ReadWords(PASTED),))


async def test_the_process_of_its_own_reads_words_and_replies() -> None:
    read, reply = await asyncio.gather(
        read_words(PASTED, (), TODAY), read_words("1. yes 2. no 3. yes 4. no", (1, 2, 3, 4), TODAY)
    )
    assert read.findings is not None
    assert read.findings.after_tax.verdict == "yes"
    assert reply.findings is not None
    assert (reply.findings.after_tax.verdict, reply.findings.in_plan_conversion.verdict) == ("yes", "no")
    assert reply.asked == (1, 2, 3, 4)

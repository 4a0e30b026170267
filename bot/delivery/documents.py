"""Reads the files that the dialogue asked for. A job is a row, so a file asked for is read even after a crash."""

import asyncio
import contextlib
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

import structlog

from bot.delivery.chat_locks import LaneFull
from bot.delivery.turns import Place, Turns
from bot.errors import log_failure
from bot.metrics import Metrics
from bot.storage.store import UPLOADED, Document, FromJob, Job, Store, StoreUnavailable
from dialogue.events import DocumentRead, Problem, WordsRead
from flows.session import NewerSession

LARGEST_BYTES = 20 * 1024 * 1024  # the Bot API's getFile gives no larger files
LONGEST_SECONDS = 60.0
STILL_BUSY_SECONDS = 4.5  # Telegram shows "typing…" for five seconds
LOOK_AGAIN_SECONDS = 5.0
MOST_TRIES = 2
STOP_SECONDS = 2.0
log = structlog.get_logger()

Fetch = Callable[[str], Awaitable[bytes]]
ReadDocument = Callable[[bytes, str], Awaitable[DocumentRead]]
ReadWords = Callable[[str, Sequence[int]], Awaitable[WordsRead]]
ShowBusy = Callable[[int, int | None], Awaitable[None]]


class DocumentTooLarge(Exception):
    """The file is larger than the messenger hands out."""


def fetching(store: Store, elsewhere: Fetch | None = None) -> Fetch:
    """Fetches files that were sent on the page from the store, all others from `elsewhere`."""

    async def fetch(file: str) -> bytes:
        if not file.startswith(UPLOADED):
            if elsewhere is None:
                raise FileNotFoundError
            return await elsewhere(file)
        content = await store.upload(int(file.removeprefix(UPLOADED)))
        if content is None:
            raise FileNotFoundError
        return content

    return fetch


class DocumentReader:
    """Fetches and reads documents, and gives what it found to the dialogue as a turn.

    `at_once` at a time, one of a chat, and the chats by turns: whoever sends many waits, and nobody else does.
    """

    def __init__(
        self,
        store: Store,
        fetch: Fetch,
        read: ReadDocument,
        show_busy: ShowBusy,
        metrics: Metrics,
        at_once: int = 2,
        read_words: ReadWords | None = None,
    ) -> None:
        self._store = store
        self._fetch = fetch
        self._read = read
        self._read_words = read_words
        self._show_busy = show_busy
        self._metrics = metrics
        self._at_once = at_once
        self._waiting: dict[int, deque[Job]] = {}  # by chat; the chat whose turn it is comes first
        self._known: set[int] = set()
        self._reading: dict[int, asyncio.Task[None]] = {}
        self._busy: dict[int, asyncio.Task[None]] = {}
        self.turns: Turns | None = None

    def wake(self, job: Job) -> None:
        """A document has been asked for."""
        if job.id in self._known:
            return
        self._known.add(job.id)
        self._waiting.setdefault(job.chat, deque()).append(job)
        if job.chat not in self._busy:
            self._busy[job.chat] = asyncio.get_running_loop().create_task(self._keep_showing_busy(job))
        self._go_on()

    async def sweep_for_ever(self) -> None:
        """Take up the documents that nobody reads: after a start, or after another process has died."""
        while True:
            try:
                for job in await self._store.open_jobs():
                    self.wake(job)
            except StoreUnavailable as error:
                log.warning("store_unavailable", while_doing="documents", error=str(error))
            await asyncio.sleep(LOOK_AGAIN_SECONDS)

    async def stop(self, within: float = STOP_SECONDS) -> None:
        """Stop reading within so many seconds. The jobs stay and are read after the next start."""
        self._waiting.clear()
        tasks = [*self._reading.values(), *self._busy.values()]
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks, timeout=within)

    def _go_on(self) -> None:
        for chat in list(self._waiting):
            if len(self._reading) >= self._at_once:
                return
            if chat in self._reading:
                continue
            queue = self._waiting.pop(chat)
            job = queue.popleft()
            if queue:
                self._waiting[chat] = queue  # at the end: the others come first
            self._reading[chat] = asyncio.get_running_loop().create_task(self._work(job))

    async def _work(self, job: Job) -> None:
        try:
            if await self._store.claim("document", job.id):
                try:
                    await self._read_and_tell(job)
                finally:
                    await self._store.release("document", job.id)
        except (StoreUnavailable, LaneFull, NewerSession) as error:
            log.warning("document_later", error=type(error).__name__)
        except Exception as error:  # the row stays; it is tried again and then given up
            log_failure(log, "document_failed", error)
        finally:
            self._known.discard(job.id)
            self._reading.pop(job.chat, None)
            if job.chat not in self._waiting and (busy := self._busy.pop(job.chat, None)) is not None:
                busy.cancel()
            self._go_on()

    async def _read_and_tell(self, job: Job) -> None:
        tries = await self._store.begin_job(job.id)
        if not tries:
            return
        try:
            event = await self._outcome(job.document) if tries <= MOST_TRIES else self._given_up(job.document)
            if isinstance(event, DocumentRead):
                event = replace(event, left=sum(not one.document.words for one in self._waiting.get(job.chat, ())))
            assert self.turns is not None  # noqa: S101 - set by the service before anything wakes the reader
            place = Place(job.chat, job.document.thread, page=job.document.page)
            await self.turns.take(FromJob(job.id), place, event)
        except (asyncio.CancelledError, StoreUnavailable, LaneFull, NewerSession):
            # Nothing of this is the document's fault.
            with contextlib.suppress(StoreUnavailable):
                await asyncio.shield(self._store.unbegin_job(job.id))
            raise
        if isinstance(event, DocumentRead):
            self._metrics.documents.labels(event.problem).inc()

    def _given_up(self, document: Document) -> DocumentRead | WordsRead:
        log.warning("document_given_up", tries=MOST_TRIES)
        if document.words:
            return WordsRead(document.words, asked=tuple(document.asked))
        return DocumentRead(document.name, problem=Problem.BROKEN)

    async def _outcome(self, document: Document) -> DocumentRead | WordsRead:
        return await (self._words_outcome(document) if document.words else self._file_outcome(document))

    async def _words_outcome(self, document: Document) -> WordsRead:
        try:
            assert self._read_words is not None  # noqa: S101 - the service gives it
            async with asyncio.timeout(LONGEST_SECONDS):
                return await self._read_words(document.words, document.asked)
        except Exception as error:  # the words may still be something else than a plan's
            log_failure(log, "words_broke_reader", error)
            return WordsRead(document.words, asked=tuple(document.asked))

    async def _file_outcome(self, document: Document) -> DocumentRead:
        if document.size > LARGEST_BYTES:
            return DocumentRead(document.name, problem=Problem.TOO_LARGE)
        try:
            async with asyncio.timeout(LONGEST_SECONDS):
                content = await self._fetch(document.file)
        except DocumentTooLarge:
            return DocumentRead(document.name, problem=Problem.TOO_LARGE)
        except Exception as error:
            log_failure(log, "document_unavailable", error)
            return DocumentRead(document.name, problem=Problem.UNAVAILABLE)
        try:
            async with asyncio.timeout(LONGEST_SECONDS):
                return await self._read(content, document.name)
        except TimeoutError:
            return DocumentRead(document.name, problem=Problem.TOO_SLOW)
        except Exception as error:
            log_failure(log, "document_broke_reader", error)
            return DocumentRead(document.name, problem=Problem.BROKEN)

    async def _keep_showing_busy(self, job: Job) -> None:
        with contextlib.suppress(Exception):  # a courtesy; what matters is logged where the file is fetched
            while True:
                await self._show_busy(job.chat, job.document.thread)
                await asyncio.sleep(STILL_BUSY_SECONDS)

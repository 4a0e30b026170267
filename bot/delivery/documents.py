"""Reads the files that the dialogue asked for. A job is a row, so a file asked for is read even after a crash."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

import structlog

from bot.delivery.chat_locks import LaneFull
from bot.delivery.turns import Place, Turns
from bot.errors import log_failure
from bot.metrics import Metrics
from bot.storage.store import Document, FromJob, Job, Store, StoreUnavailable
from dialogue.events import DocumentRead

LARGEST_BYTES = 20 * 1024 * 1024  # the Bot API's getFile gives no larger files
LONGEST_SECONDS = 60.0
STILL_BUSY_SECONDS = 4.5  # Telegram shows "typing…" for five seconds
LOOK_AGAIN_SECONDS = 5.0
log = structlog.get_logger()

Fetch = Callable[[str], Awaitable[bytes]]
ReadDocument = Callable[[bytes, str], Awaitable[DocumentRead]]
ShowBusy = Callable[[int, int | None], Awaitable[None]]


class DocumentTooLarge(Exception):
    """The file is larger than the messenger hands out."""


class DocumentReader:
    """Fetches and reads documents, `at_once` at a time, and gives what it found to the dialogue as a turn."""

    def __init__(
        self, store: Store, fetch: Fetch, read: ReadDocument, show_busy: ShowBusy, metrics: Metrics, at_once: int = 2
    ) -> None:
        self._store = store
        self._fetch = fetch
        self._read = read
        self._show_busy = show_busy
        self._metrics = metrics
        self._places = asyncio.Semaphore(at_once)
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self.turns: Turns | None = None

    def wake(self, job: Job) -> None:
        """A document has been asked for."""
        if job.id not in self._tasks:
            self._tasks[job.id] = asyncio.get_running_loop().create_task(self._work(job))

    async def sweep_for_ever(self) -> None:
        """Take up the documents that nobody reads: after a start, or after another process has died."""
        while True:
            try:
                for job in await self._store.open_jobs():
                    self.wake(job)
            except StoreUnavailable as error:
                log.warning("store_unavailable", while_doing="documents", error=str(error))
            await asyncio.sleep(LOOK_AGAIN_SECONDS)

    async def stop(self) -> None:
        """Stop reading. The jobs stay and are read after the next start."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _work(self, job: Job) -> None:
        try:
            async with self._places:
                if not await self._store.claim("document", job.id):
                    return
                try:
                    await self._read_and_tell(job)
                finally:
                    await self._store.release("document", job.id)
        except (StoreUnavailable, LaneFull) as error:
            log.warning("document_later", error=type(error).__name__)
        finally:
            del self._tasks[job.id]

    async def _read_and_tell(self, job: Job) -> None:
        busy = asyncio.create_task(self._keep_showing_busy(job))
        try:
            event = await self._outcome(job.document)
        finally:
            busy.cancel()
        self._metrics.documents.labels(event.problem).inc()
        assert self.turns is not None  # noqa: S101 - set by the service before anything wakes the reader
        await self.turns.take(FromJob(job.id), Place(job.chat, job.document.thread), event)

    async def _outcome(self, document: Document) -> DocumentRead:
        if document.size > LARGEST_BYTES:
            return DocumentRead(document.name, problem="too_large")
        try:
            async with asyncio.timeout(LONGEST_SECONDS):
                content = await self._fetch(document.file)
        except DocumentTooLarge:
            return DocumentRead(document.name, problem="too_large")
        except Exception as error:
            log_failure(log, "document_unavailable", error)
            return DocumentRead(document.name, problem="unavailable")
        try:
            async with asyncio.timeout(LONGEST_SECONDS):
                return await self._read(content, document.name)
        except TimeoutError:
            return DocumentRead(document.name, problem="too_slow")
        except Exception as error:
            log_failure(log, "document_broke_reader", error)
            return DocumentRead(document.name, problem="broken")

    async def _keep_showing_busy(self, job: Job) -> None:
        with contextlib.suppress(Exception):  # a courtesy; what matters is logged where the file is fetched
            while True:
                await self._show_busy(job.chat, job.document.thread)
                await asyncio.sleep(STILL_BUSY_SECONDS)

"""The bot's side: starts the process when there is work, holds it to a time limit, and replaces it when it dies."""

import asyncio
import json
import os
import subprocess
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Timer
from typing import Any, BinaryIO, cast
from weakref import WeakSet

from bot.side_worker import frames

ROOT = Path(__file__).parents[2]
KEPT_FROM_ENVIRONMENT = (
    "HOME",
    "LANG",
    "LD_LIBRARY_PATH",
    "LOCALAPPDATA",
    "PATH",
    "PYTHONDONTWRITEBYTECODE",
    "SYSTEMROOT",
    "TEMP",
    "TMPDIR",
    "USERPROFILE",
    "XDG_CACHE_HOME",
    "XDG_CONFIG_HOME",
)


class SideProcessFailed(Exception):
    """The work could not be done."""


class SideProcessDied(SideProcessFailed):
    """The process ended in the middle of the work, twice."""


class SideProcessTooSlow(SideProcessFailed):
    """The work took longer than its time limit."""


_ALL: "WeakSet[SideProcess]" = WeakSet()


def end_all_now() -> None:
    """End every side process of this program, whatever it does: the program itself is about to end."""
    for one in list(_ALL):
        one.end_now()


class SideProcess:
    """One process that does one piece of work after another.

    `work` names a function as `package.module:function`: it takes what JSON can say and returns bytes. The process
    imports it on the first request and ends by itself after `idle_seconds` without one, so that a bot that draws
    nothing stays small. Work that takes longer than `seconds`, its start included, is ended. May be used from any
    thread and any event loop.
    """

    def __init__(self, work: str, seconds: float = 30, idle_seconds: float = 300) -> None:
        self._work = work
        self._seconds = seconds
        self._idle_seconds = idle_seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix=f"side-process-{work}")
        self._ended = False
        _ALL.add(self)

    @property
    def process_id(self) -> int | None:
        """The number of the process that runs now."""
        return self._process.pid if self._process is not None and self._process.poll() is None else None

    def submit(self, request: Any) -> "Future[bytes]":
        """Have `request` worked on after those before it; fails with SideProcessFailed."""
        return self._thread.submit(self._do, json.dumps(request).encode())

    async def do(self, request: Any) -> bytes:
        """What the work makes of `request`. Raises SideProcessFailed."""
        return await asyncio.wrap_future(self.submit(request))

    def close(self) -> None:
        """End the process once the work under way is done; nothing can be submitted any more."""
        self._thread.shutdown()
        self._end()

    def end_now(self) -> None:
        """End the process in the middle of its work, which fails; nothing can be submitted any more."""
        self._ended = True
        self._thread.shutdown(wait=False, cancel_futures=True)
        process = self._process
        if process is not None and process.poll() is None:
            process.kill()

    def _do(self, request: bytes) -> bytes:
        answer = self._ask(request) or self._ask(request)
        if answer is None:
            raise SideProcessDied(f"{self._work} ended twice in the middle of its work")
        status, body = answer
        if status == frames.FAILED:
            raise SideProcessFailed(body.decode())
        return body

    def _ask(self, request: bytes) -> tuple[int, bytes] | None:
        """One try: the answer, or None if the process was found or left dead. Raises SideProcessTooSlow."""
        if self._ended:
            return None
        process = self._running()
        late: list[bool] = []

        def end_late() -> None:
            late.append(True)
            process.kill()

        timer = Timer(self._seconds, end_late)
        timer.daemon = True
        timer.start()
        try:
            frames.send(cast(BinaryIO, process.stdin), frames.DONE, request)
            answer = frames.receive(cast(BinaryIO, process.stdout))
        except OSError:
            answer = None
        finally:
            timer.cancel()
        if answer is None:
            self._end()
            if late:
                raise SideProcessTooSlow(f"{self._work} took longer than {self._seconds:g} seconds")
        return answer

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is None:
            return self._process
        self._end()
        kept = {name: os.environ[name] for name in KEPT_FROM_ENVIRONMENT if name in os.environ}
        paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
        self._process = subprocess.Popen(  # noqa: S603 (our own module, by our own interpreter)
            [sys.executable, "-m", "bot.side_worker", self._work, str(self._idle_seconds)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            # Neither the token nor the database's password is any of its business; one thread is enough for it.
            env={**kept, "PYTHONPATH": os.pathsep.join(paths), "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
        )
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:  # closing flushes what the dead process never read
                    continue
        process.wait()

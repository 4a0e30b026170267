"""Plan documents as people send them: a file in, what it says of the plan out. Nothing is written to disk or kept.

Each file is read by `bot.plan_worker` in a process of its own, held to limits of time and memory, because a hostile
file can make any parser run or grow without end.
"""

import asyncio
import contextlib
import json
import os
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from bot.sent_data import history_from
from dialogue.events import DocumentRead, Problem, WordsRead
from dialogue.plan_findings import from_json

LARGEST: Final = 20_000_000  # bytes; what Telegram lets a bot fetch
SECONDS: Final = 30.0
_ROOT: Final = Path(__file__).parents[1]
_KEPT_FROM_ENVIRONMENT: Final = (
    "LANG",
    "LD_LIBRARY_PATH",
    "PATH",
    "PYTHONPATH",
    "SYSTEMROOT",
    "TEMP",
    "TESSDATA_PREFIX",
    "TMPDIR",
)
_PROBLEMS: Final = frozenset(Problem) - {Problem.NONE, Problem.UNAVAILABLE}  # those that the process finds


async def read_file(data: bytes, name: str, today: date | None = None, seconds: float = SECONDS) -> DocumentRead:
    """What a file says, or the problem: too_large, password, no_text, no_pictures, broken, too_slow, wrong_kind.

    `data` is the whole file, `name` what its sender calls it; what the bytes are counts for more than the name. What
    takes effect after `today` is left out. `seconds` is how long it may take.
    """
    if len(data) > LARGEST:
        return DocumentRead(name, problem=Problem.TOO_LARGE)
    asked = {"name": name, "today": today.isoformat() if today else None}
    try:
        status, output = await _ask_worker(asked, data, seconds)
    except TimeoutError:
        return DocumentRead(name, problem=Problem.TOO_SLOW)
    return _reported(name, status, output)


async def read_words(words: str, asked: Sequence[int], today: date, seconds: float = SECONDS) -> WordsRead:
    """What typed words say of a plan on the day `today`; without findings where they could not be read.

    `asked` are the numbers of the questions of which they may answer some. `seconds` is how long it may take.
    """
    request = {"asked": list(asked), "today": today.isoformat(), "words": True}
    try:
        status, output = await _ask_worker(request, words.encode(), seconds)
    except TimeoutError:
        return WordsRead(words, asked=tuple(asked))
    return WordsRead(words, _reported("", status, output).findings, tuple(asked))


async def _ask_worker(asked: Mapping[str, object], data: bytes, seconds: float) -> tuple[int, bytes]:
    """The exit status and the answer of a worker for `data`. Raises TimeoutError after `seconds`."""
    kept = {key: os.environ[key] for key in _KEPT_FROM_ENVIRONMENT if key in os.environ}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot.plan_worker",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,  # libraries quote the document in what they print
        cwd=_ROOT,
        # One thread is enough, and each reserves much of the address space that the process may have.
        env=kept | {"PYTHONDONTWRITEBYTECODE": "1", "OPENBLAS_NUM_THREADS": "1", "OMP_THREAD_LIMIT": "1"},
        start_new_session=True,
    )
    try:
        output, _ = await asyncio.wait_for(process.communicate(json.dumps(asked).encode() + b"\n" + data), seconds)
    finally:
        if process.returncode is None:
            _kill(process)
            await process.wait()
    return process.returncode or 0, output


def _kill(process: asyncio.subprocess.Process) -> None:
    """End the process and whatever it has started."""
    with contextlib.suppress(ProcessLookupError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, 9)


def _reported(name: str, status: int, output: bytes) -> DocumentRead:
    """What the process found. It dies by a signal when it has used up its processor time or its memory."""
    if status < 0:
        return DocumentRead(name, problem=Problem.TOO_SLOW)
    try:
        found = json.loads(output)
        if problem := found.get("problem", ""):
            return DocumentRead(name, problem=Problem(problem) if problem in _PROBLEMS else Problem.BROKEN)
        if "case" in found:
            return DocumentRead(name, case=found["case"])
        if "history" in found:
            return DocumentRead(name, history=history_from(found["history"]))
        return DocumentRead(name, from_json(found["findings"]), cut=bool(found["cut"]))
    except (ValueError, KeyError, TypeError, AttributeError):
        return DocumentRead(name, problem=Problem.BROKEN)

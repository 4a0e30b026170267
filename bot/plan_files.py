"""Plan documents as people send them: PDF, Word or text in, text by page out. Nothing is written to disk or kept.

PDF and Word files are read by `bot.plan_worker` in a process of its own, held to limits of time and memory, because a
hostile file can make any parser run or grow without end.
"""

import asyncio
import contextlib
import json
import os
import sys
from pathlib import Path
from typing import Final

from dialogue.events import DocumentRead

LARGEST: Final = 20_000_000  # bytes; what Telegram lets a bot fetch
SECONDS: Final = 30.0
LEAST_LETTERS: Final = 12
_ROOT: Final = Path(__file__).parents[1]
_KEPT_FROM_ENVIRONMENT: Final = ("LANG", "LD_LIBRARY_PATH", "PATH", "PYTHONPATH", "SYSTEMROOT", "TEMP", "TMPDIR")
_PROBLEMS: Final = frozenset({"password", "encrypted", "no_text", "broken", "too_slow", "wrong_kind", "too_large"})
_WORD_NAMES: Final = (".docx", ".docm")
_NOT_PROSE: Final = (
    ".doc",
    ".html",
    ".htm",
    ".xml",
    ".json",
    ".rtf",
    ".xls",
    ".xlsx",
    ".pptx",
    ".odt",
    ".pages",
    ".zip",
)


async def read_file(data: bytes, name: str, seconds: float = SECONDS) -> DocumentRead:
    """The text of a file by page, or its problem: too_large, password, encrypted, no_text, broken, too_slow or
    wrong_kind.

    `data` is the whole file, `name` what its sender calls it; what the bytes are counts for more than the name.
    `seconds` is how long a PDF or Word file may take.
    """
    if len(data) > LARGEST:
        return DocumentRead(name, problem="too_large")
    kind = _kind(data, name)
    if kind == "other":
        return DocumentRead(name, problem="wrong_kind")
    if kind == "text":
        return _judged(name, pages_of_text(data))
    return await _in_a_process(data, name, kind, seconds)


def pages_of_text(data: bytes) -> tuple[str, ...]:
    """The pages of a text file; a form feed ends a page. UTF-8 and UTF-16 are told apart, all else is Latin-1."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", errors="replace")
    elif _looks_like_utf_16(data):
        text = data.decode("utf-16-le" if data[1:2] == b"\0" else "utf-16-be", errors="replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            # Windows-1252 is what is meant by Latin-1 in files from people; a few of its bytes are undefined.
            text = data.decode("cp1252", errors="replace")
    return tuple(text.split("\f"))


def _kind(data: bytes, name: str) -> str:
    """One of pdf, word, text, other."""
    ending = Path(name.lower()).suffix
    if b"%PDF-" in data[:1024] or ending == ".pdf":
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return "word" if ending in _WORD_NAMES or b"word/document.xml" in data else "other"
    if ending in _NOT_PROSE or not _reads_as_text(data):
        return "other"
    return "text"


def _reads_as_text(data: bytes) -> bool:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or _looks_like_utf_16(data):
        return True
    odd = sum(1 for byte in data[:4096] if byte < 32 and byte not in b"\t\n\r\f\x1b")
    return odd * 100 <= len(data[:4096]) and not data.lstrip()[:6].lower().startswith((b"{\\rtf", b"<html", b"<!doc"))


def _looks_like_utf_16(data: bytes) -> bool:
    head = data[:512]
    return len(head) >= 4 and 2 * max(head[0::2].count(0), head[1::2].count(0)) > len(head) // 2


def _judged(name: str, pages: tuple[str, ...]) -> DocumentRead:
    letters = sum(character.isalpha() for page in pages for character in page)
    return DocumentRead(name, pages) if letters >= LEAST_LETTERS else DocumentRead(name, problem="no_text")


async def _in_a_process(data: bytes, name: str, kind: str, seconds: float) -> DocumentRead:
    kept = {key: os.environ[key] for key in _KEPT_FROM_ENVIRONMENT if key in os.environ}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot.plan_worker",
        kind,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,  # libraries quote the document in what they print
        cwd=_ROOT,
        env=kept | {"PYTHONDONTWRITEBYTECODE": "1"},
    )
    try:
        output, _ = await asyncio.wait_for(process.communicate(data), seconds)
    except TimeoutError:
        return DocumentRead(name, problem="too_slow")
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
    return _reported(name, process.returncode or 0, output)


def _reported(name: str, status: int, output: bytes) -> DocumentRead:
    """What the process found. It dies by a signal when it has used up its processor time or its memory."""
    if status < 0:
        return DocumentRead(name, problem="too_slow")
    try:
        found = json.loads(output)
    except ValueError:
        return DocumentRead(name, problem="broken")
    problem = found.get("problem", "")
    if problem:
        return DocumentRead(name, problem=problem if problem in _PROBLEMS else "broken")
    return _judged(name, tuple(found["pages"]))

"""Reads one hostile file: `python -m bot.plan_worker pdf|word`, the file on standard input, JSON on standard output.

The answer is `{"pages": [text, …]}` or `{"problem": …}`. Limits on memory and processor time are set before anything
of the file is looked at, and hold for this process only.
"""

import io
import json
import logging
import os
import sys
import warnings
import zipfile
from collections.abc import Iterator
from typing import Final
from xml.etree import ElementTree

MEMORY: Final = 1 << 30  # bytes of address space
PROCESSOR_SECONDS: Final = 25
MOST_PAGES: Final = 1500
MOST_CHARACTERS: Final = 1_500_000  # a thousand full pages
MOST_XML: Final = 60_000_000  # bytes of one part of a Word file, unpacked
_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Problem(Exception):
    """The file cannot be read; the only argument says why."""


def main(kind: str) -> None:
    """Reads standard input as `kind` (pdf or word) and answers on standard output."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever a library prints must not get into the answer
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    _limit()
    data = sys.stdin.buffer.read()
    found: dict[str, object]
    try:
        found = {"pages": list(_within_limits(pages_of_pdf(data) if kind == "pdf" else pages_of_word(data)))}
    except Problem as problem:
        found = {"problem": str(problem)}
    except MemoryError:
        found = {"problem": "too_slow"}
    except Exception:  # a parser may fail in any way on a file made to break it; all mean the same
        found = {"problem": "broken"}
    json.dump(found, answers)
    answers.flush()


def pages_of_pdf(data: bytes) -> Iterator[str]:
    """The text of each page. Raises `Problem`, or whatever the library raises on a broken file."""
    from pypdf import PasswordType, PdfReader
    from pypdf.errors import DependencyError, EmptyFileError, PyPdfError

    if b"%PDF-" not in data[:1024]:
        raise Problem("broken")
    try:
        reader = PdfReader(io.BytesIO(data))
        # A file that only forbids printing or copying opens with no password.
        if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
            raise Problem("password")
        count = min(len(reader.pages), MOST_PAGES)
    except DependencyError as error:
        raise Problem("encrypted") from error
    except (EmptyFileError, PyPdfError) as error:
        raise Problem("broken") from error
    failed = 0
    for index in range(count):
        try:
            text = reader.pages[index].extract_text() or ""
        except DependencyError as error:
            raise Problem("encrypted") from error
        except (MemoryError, Problem):
            raise
        except Exception:  # one bad page is passed over; only bad pages make a broken file
            failed += 1
            text = ""
        yield text
    if failed == count:
        raise Problem("broken")


def pages_of_word(data: bytes) -> Iterator[str]:
    """The text of a Word file, parted at its page breaks; cells of a table stand side by side with bars between."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            part = archive.getinfo("word/document.xml")
            if part.file_size > MOST_XML:
                raise Problem("too_slow")
            with archive.open(part) as opened:
                xml = opened.read(MOST_XML + 1)
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError) as error:
        raise Problem("broken") from error
    # No Word file declares a document type; one that does is out to have entities expanded.
    if len(xml) > MOST_XML or b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise Problem("broken")
    try:
        body = ElementTree.fromstring(xml).find(f"{_WORD}body")  # noqa: S314 - no document type, so no entities
    except ElementTree.ParseError as error:
        raise Problem("broken") from error
    if body is None:
        raise Problem("broken")
    yield from "\n".join(line for block in body for line in _word_lines(block)).split("\f")


def _word_lines(block: ElementTree.Element) -> Iterator[str]:
    if block.tag == f"{_WORD}p":
        yield _word_text(block)
        yield ""
    elif block.tag == f"{_WORD}tbl":
        for row in block.iter(f"{_WORD}tr"):
            cells = [" ".join(_word_text(p) for p in cell.iter(f"{_WORD}p")) for cell in row.iter(f"{_WORD}tc")]
            yield f"| {' | '.join(cells)} |"
        yield ""
    else:
        for inner in block:
            yield from _word_lines(inner)


def _word_text(paragraph: ElementTree.Element) -> str:
    pieces: list[str] = []
    if paragraph.find(f"{_WORD}pPr/{_WORD}numPr") is not None:
        pieces.append("• ")
    for node in paragraph.iter():
        if node.tag == f"{_WORD}t":
            pieces.append(node.text or "")
        elif node.tag == f"{_WORD}tab":
            pieces.append("   ")
        elif node.tag == f"{_WORD}br":
            pieces.append("\f" if node.get(f"{_WORD}type") == "page" else "\n")
        elif node.tag == f"{_WORD}noBreakHyphen":
            pieces.append("-")
        elif node.tag == f"{_WORD}checked":
            pieces.append("☐ " if node.get(f"{_WORD}val") in {"0", "false"} else "☒ ")
    return "".join(pieces)


def _within_limits(pages: Iterator[str]) -> Iterator[str]:
    total = 0
    for page in pages:
        total += len(page)
        if total > MOST_CHARACTERS:
            return
        yield page


def _limit() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits; the time limit of the parent still holds
        return
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, PROCESSOR_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
    ):
        _, hard = resource.getrlimit(what)
        resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


if __name__ == "__main__":
    main(sys.argv[1])

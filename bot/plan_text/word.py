"""The text of a Word file: paragraphs, tables, headers, content controls and boxes."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Final
from xml.etree import ElementTree

from bot.plan_text.problem import Problem

MOST_XML: Final = 40_000_000  # bytes of one part, unpacked
MOST_PARTS: Final = 6  # headers and notes that are read beside the document itself
DEEPEST: Final = 60  # blocks within blocks
_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BOX: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_CHECK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BESIDE: Final = re.compile(r"word/(?:header|footnotes|endnotes)\d*\.xml")
_OFF: Final = {"0", "false"}


def pages_of_word(data: bytes) -> Iterator[str]:
    """The text parted at its page breaks; cells of a table stand side by side with bars between."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            body = _part(archive, "word/document.xml").find(f"{_WORD}body")
            beside = [name for name in archive.namelist() if _BESIDE.fullmatch(name)][:MOST_PARTS]
            parts = [_part(archive, name) for name in sorted(beside)]
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError) as error:
        raise Problem("broken") from error
    if body is None:
        raise Problem("broken")
    heads = dict.fromkeys(line for part in parts for block in part for line in _lines(block) if line.strip())
    yield from "\n".join([*heads, "", *(line for block in body for line in _lines(block))]).split("\f")


def _part(archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    part = archive.getinfo(name)
    if part.file_size > MOST_XML:
        raise Problem("too_slow")
    with archive.open(part) as opened:
        xml = opened.read(MOST_XML + 1)
    # No Word file declares a document type; one that does is out to have entities expanded.
    if len(xml) > MOST_XML or b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise Problem("broken")
    try:
        return ElementTree.fromstring(xml)  # noqa: S314 - no document type, so no entities
    except ElementTree.ParseError as error:
        raise Problem("broken") from error


def _lines(block: ElementTree.Element, depth: int = 0) -> Iterator[str]:
    if block.tag == f"{_WORD}p":
        yield _text(block)
        yield ""
    elif block.tag == f"{_WORD}tbl":
        for row in block.iter(f"{_WORD}tr"):
            cells = [" ".join(_text(p) for p in cell.iter(f"{_WORD}p")) for cell in row.iter(f"{_WORD}tc")]
            yield f"| {' | '.join(' '.join(cell.split()) for cell in cells)} |"
        yield ""
    elif depth < DEEPEST:
        for inner in block:
            yield from _lines(inner, depth + 1)


def _text(paragraph: ElementTree.Element) -> str:
    pieces: list[str] = []
    if paragraph.find(f"{_WORD}pPr/{_WORD}numPr") is not None:
        pieces.append("• ")
    skipped = {inner for twice in paragraph.iter(_CHECK) for inner in twice.iter()}  # says the same for old programs
    boxes = [
        "☐" if node.get(f"{_BOX}val") in _OFF else "☒"
        for node in paragraph.iter(f"{_BOX}checked")
        if node not in skipped
    ]
    for node in paragraph.iter():
        if node in skipped:
            continue
        if node.tag == f"{_WORD}t":
            pieces.append(node.text or "")
        elif node.tag == f"{_WORD}tab":
            pieces.append("   ")
        elif node.tag == f"{_WORD}br":
            pieces.append("\f" if node.get(f"{_WORD}type") == "page" else "\n")
        elif node.tag == f"{_WORD}lastRenderedPageBreak":
            pieces.append("\f")
        elif node.tag == f"{_WORD}noBreakHyphen":
            pieces.append("-")
        elif node.tag == f"{_WORD}checked":
            pieces.append("☐ " if node.get(f"{_WORD}val") in _OFF else "☒ ")
    text = "".join(pieces)
    # A box that is a content control shows its mark as text, unless the file was made by a program.
    return f"{boxes[0]} {text}" if boxes and not re.search("[☐☑☒✓✔]", text) else text

"""The text of a PDF by page, the boxes of its form as marks, and the pictures of pages that hold no text."""

import io
from collections.abc import Iterator, Mapping
from typing import Any, Final

from bot.plan_text.limits import MOST_PAGES
from bot.plan_text.problem import Problem

MOST_FIELDS: Final = 2000
MOST_SCANNED: Final = 12  # pages whose pictures are read; more would take longer than anybody waits
_LEAST_LETTERS: Final = 8  # of a page that holds text of its own
_OFF: Final = ("/Off", "")
_FLAG_PUSH: Final = 1 << 16


def pages_of_pdf(data: bytes) -> Iterator[str | bytes]:
    """The text of each page; of the first pages without any, the picture on it as bytes, if it holds one.

    Of later ones that hold a picture and no text, no bytes at all: nobody would wait until they are read.

    Raises `Problem`, or whatever the library raises on a broken file.
    """
    from pypdf import PasswordType, PdfReader
    from pypdf.errors import DependencyError, EmptyFileError, PyPdfError

    if b"%PDF-" not in data[:1024]:
        raise Problem("broken")
    try:
        reader = PdfReader(io.BytesIO(data))
        # A file that only forbids printing or copying opens with no password.
        if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
            raise Problem("password")
        count = min(len(reader.pages), MOST_PAGES + 1)
    except DependencyError as error:
        raise Problem("encrypted") from error
    except (EmptyFileError, PyPdfError) as error:
        raise Problem("broken") from error
    failed = scanned = 0
    for index in range(count):
        try:
            page = reader.pages[index]
            text = _with_boxes(page, page.extract_text() or "")
        except DependencyError as error:
            raise Problem("encrypted") from error
        except (MemoryError, Problem):
            raise
        except Exception:  # one bad page is passed over; only bad pages make a broken file
            failed += 1
            text = ""
        else:
            picture = None
            if sum(map(str.isalpha, text)) < _LEAST_LETTERS:
                picture = _picture(page) if scanned < MOST_SCANNED else _unread(page)
            if picture is not None:
                scanned += 1
                yield picture
                continue
        yield text
    if failed == count:
        raise Problem("broken")


def _with_boxes(page: Any, text: str) -> str:
    """`text` with each box of a form before the words that it stands beside, and the entries of its other fields.

    Boxes are widgets above the page, whose text says nothing of them.
    """
    widgets = _widgets(page)
    if not widgets:
        return text
    placed: list[tuple[float, float, str]] = []

    def note(said: str, _matrix: Any, where: Any, *_: Any) -> None:
        if said.strip():
            placed.append((float(where[5]), float(where[4]), said.strip()))

    page.extract_text(visitor_text=note)
    lines: list[tuple[float, float, str]] = []
    lines += placed
    lines += [(low, left, mark) for left, low, mark in widgets]
    rows: list[tuple[float, list[tuple[float, str]]]] = []
    for height, left, said in sorted(lines, key=lambda one: -one[0]):
        if rows and rows[-1][0] - height < 7:
            rows[-1][1].append((left, said))
        else:
            rows.append((height, [(left, said)]))
    return "\n".join(" ".join(said for _, said in sorted(row, key=lambda one: one[0])) for _, row in rows)


def _widgets(page: Any) -> list[tuple[float, float, str]]:
    """The fields of a form on `page`: left and lower edge in points, and the mark or entry."""
    found: list[tuple[float, float, str]] = []
    for reference in list(page.get("/Annots") or [])[:MOST_FIELDS]:
        widget = reference.get_object()
        if not isinstance(widget, Mapping) or widget.get("/Subtype") != "/Widget":
            continue
        parent = widget.get("/Parent")
        parent = parent.get_object() if parent is not None else {}
        kind = widget.get("/FT") or parent.get("/FT")
        left, low = (float(side) for side in list(widget["/Rect"])[:2])
        if kind == "/Btn" and not int(widget.get("/Ff") or parent.get("/Ff") or 0) & _FLAG_PUSH:
            state = str(widget.get("/AS") or widget.get("/V") or "")
            found.append((left, low, "☐" if state in _OFF else "☒"))
        elif kind in ("/Tx", "/Ch"):
            entry = widget.get("/V") or parent.get("/V")
            if isinstance(entry, str) and entry.strip():
                found.append((left, low, entry.strip()[:500]))
    return found


def _unread(page: Any) -> bytes | None:
    """No bytes where `page` holds something drawn that is no text; None where it is empty."""
    resources = page.get("/Resources")
    return b"" if resources is not None and resources.get_object().get("/XObject") else None


def _picture(page: Any) -> bytes | None:
    """The largest picture on `page`, as a file."""
    try:
        pictures = [image.data for image in list(page.images)[:4]]
    except (MemoryError, Problem):
        raise
    except Exception:  # a picture in a form that the library does not know is none
        return None
    return max(pictures, key=len, default=None)

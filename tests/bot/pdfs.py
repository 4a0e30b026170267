"""Small PDFs and Word files for tests, made in memory."""

import io
import zipfile
import zlib
from collections.abc import Sequence

from fpdf import FPDF

_WORD_HEAD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'


def pdf(pages: Sequence[str], *, password: str = "", owner: str = "") -> bytes:
    """A PDF with one page a text; `password` is wanted to open it, `owner` only to print it."""
    made = FPDF()
    made.set_font("Helvetica", size=11)
    if password or owner:
        made.set_encryption(owner_password=owner or "owner", user_password=password or None)
    for text in pages:
        made.add_page()
        made.multi_cell(0, 6, text)
    return bytes(made.output())


def pdf_in_columns(left: str, right: str) -> bytes:
    """A PDF page set in two columns."""
    made = FPDF()
    made.set_font("Helvetica", size=11)
    made.add_page()
    with made.text_columns(ncols=2, gutter=10) as columns:
        columns.write(left)
        columns.new_column()
        columns.write(right)
    return bytes(made.output())


def scan() -> bytes:
    """A PDF that holds a picture and no text."""
    made = FPDF()
    made.add_page()
    made.set_fill_color(40, 40, 40)
    made.rect(20, 20, 100, 100, style="F")
    return bytes(made.output())


def bomb(size: int) -> bytes:
    """A PDF whose one page unpacks to `size` bytes of drawing instructions."""
    stream = zlib.compress(b"0 0 m 1 1 l S " * (size // 14), 9)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
        b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(stream), stream),
    ]
    return _assembled(objects)


def endless_pages() -> bytes:
    """A PDF whose tree of pages holds itself."""
    return _assembled([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2147483647>>"])


def _assembled(objects: Sequence[bytes]) -> bytes:
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % offset for offset in offsets)
    out.write(b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return out.getvalue()


def form(boxes: Sequence[tuple[str, bool]]) -> bytes:
    """A PDF form with a box, ticked or not, left of each line of words."""
    words = "".join(f"BT /F1 11 Tf 60 {700 - 30 * row} Td ({said}) Tj ET\n" for row, (said, _) in enumerate(boxes))
    widgets = [
        f"<</Type/Annot/Subtype/Widget/FT/Btn/T(b{row})/Rect[40 {700 - 30 * row} 52 {712 - 30 * row}]"
        f"/AS/{'Yes' if ticked else 'Off'}>>".encode()
        for row, (_, ticked) in enumerate(boxes)
    ]
    annotations = " ".join(f"{6 + row} 0 R" for row in range(len(boxes)))
    return _assembled(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>"
            + f"/Annots[{annotations}]>>".encode(),
            f"<</Length {len(words)}>>stream\n{words}\nendstream".encode(),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            *widgets,
        ]
    )


def half_a_pair(text: str) -> bytes:
    """A PDF page with `text`, in which the font says that each tilde is half of a surrogate pair."""
    lines = [f"<{code:02x}> <{code:04x}>" for code in range(0x20, 0x7E)] + ["<7e> <d800>"]
    table = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        f"1 begincodespacerange <00> <ff> endcodespacerange\n{len(lines)} beginbfchar\n"
        + "\n".join(lines)
        + "\nendbfchar\nendcmap end end"
    )
    words = f"BT /F1 10 Tf 20 700 Td ({text}) Tj ET"
    return _assembled(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
            f"<</Length {len(words)}>>stream\n{words}\nendstream".encode(),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>",
            f"<</Length {len(table)}>>stream\n{table}\nendstream".encode(),
        ]
    )


def word(body: str, *, head: str = "", header: str = "") -> bytes:
    """A Word file with `body` as the XML of its body, and of the `header` of its pages."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"{head}{_WORD_HEAD}{body}</w:body></w:document>")
        if header:
            name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            archive.writestr("word/header1.xml", f'<w:hdr xmlns:w="{name}">{header}</w:hdr>')
    return out.getvalue()


def paragraph(text: str) -> str:
    """A paragraph of a Word file."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"

"""Files that people send, read to text: good ones, locked ones, scans, and files made to do harm."""

import asyncio
from pathlib import Path

import psutil
import pytest

from bot.plan_files import LARGEST, pages_of_text, read_file
from tests.bot import pdfs

AFTER_TAX = "You may make voluntary after-tax contributions of up to 10% of your eligible pay."


async def test_a_pdf_is_read_page_by_page() -> None:
    read = await read_file(pdfs.pdf([AFTER_TAX, "You may withdraw them at any time."]), "spd.pdf")
    assert read.problem == ""
    assert len(read.pages) == 2
    assert "after-tax contributions" in read.pages[0]
    assert "withdraw" in read.pages[1]


async def test_columns_are_read_one_after_the_other() -> None:
    read = await read_file(
        pdfs.pdf_in_columns(f"{AFTER_TAX} " * 3, "The plan year is the calendar year. " * 5), "spd.pdf"
    )
    text = " ".join(read.pages[0].split())
    assert AFTER_TAX in text


async def test_a_file_that_only_forbids_printing_opens() -> None:
    read = await read_file(pdfs.pdf([AFTER_TAX], owner="printing"), "spd.pdf")
    assert "after-tax" in read.pages[0]


@pytest.mark.parametrize(
    ("data", "name", "problem"),
    [
        (pdfs.pdf([AFTER_TAX], password="secret"), "spd.pdf", "password"),
        (pdfs.scan(), "scan.pdf", "no_text"),
        (pdfs.pdf([AFTER_TAX])[:600], "cut.pdf", "broken"),
        (b"%PDF-1.7\n" + b"\x00\xff" * 500, "noise.pdf", "broken"),
        (b"this is not a PDF at all, whatever its name", "spd.pdf", "broken"),
        (b"", "spd.pdf", "broken"),
        (b"", "spd.txt", "no_text"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "photo.png", "wrong_kind"),
        (b"PK\x03\x04" + bytes(200), "plan.zip", "wrong_kind"),
        (b"PK\x03\x04" + bytes(200), "plan.docx", "broken"),
        (b"<html><body>After-tax contributions are allowed.</body></html>", "page.html", "wrong_kind"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "old.doc", "wrong_kind"),
        (bytes(LARGEST + 1), "spd.pdf", "too_large"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_what_cannot_be_read_is_named(data: bytes, name: str, problem: str) -> None:
    read = await read_file(data, name)
    assert (read.name, read.pages, read.problem) == (name, (), problem)


@pytest.mark.parametrize("make", [lambda: pdfs.bomb(400_000_000), pdfs.endless_pages], ids=["bomb", "endless pages"])
async def test_a_hostile_pdf_is_a_problem_and_no_more(make) -> None:  # type: ignore[no-untyped-def]
    read = await read_file(make(), "spd.pdf")
    assert read.pages == ()
    assert read.problem in {"broken", "too_slow", "no_text"}


async def test_a_file_that_takes_too_long_is_given_up_and_its_process_ended() -> None:
    read = await read_file(pdfs.pdf([AFTER_TAX]), "spd.pdf", seconds=0.01)
    assert read.problem == "too_slow"
    mine = [child for child in psutil.Process().children() if "bot.plan_worker" in " ".join(child.cmdline())]
    assert mine == []


async def test_giving_up_waiting_ends_the_process() -> None:
    reading = asyncio.create_task(read_file(pdfs.pdf([AFTER_TAX] * 60), "spd.pdf"))
    await asyncio.sleep(0.05)
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    mine = [child for child in psutil.Process().children() if "bot.plan_worker" in " ".join(child.cmdline())]
    assert mine == []


def test_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    asyncio.run(read_file(pdfs.pdf([AFTER_TAX]), "spd.pdf"))
    assert list(tmp_path.iterdir()) == []


async def test_a_word_file_is_read_with_its_tables_and_page_breaks() -> None:
    table = (
        "<w:tbl><w:tr><w:tc>" + pdfs.paragraph("After-tax contributions") + "</w:tc>"
        "<w:tc>" + pdfs.paragraph("Yes") + "</w:tc></w:tr></w:tbl>"
    )
    body = pdfs.paragraph(AFTER_TAX) + '<w:p><w:r><w:br w:type="page"/></w:r></w:p>' + table
    read = await read_file(pdfs.word(body), "plan.docx")
    assert read.pages[0].strip() == AFTER_TAX
    assert "| After-tax contributions | Yes |" in read.pages[1]


async def test_a_word_file_with_entities_is_refused() -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    read = await read_file(pdfs.word(pdfs.paragraph("&b;"), head=bomb), "plan.docx")
    assert read.problem == "broken"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "latin-1"])
async def test_a_text_file_is_read_in_any_common_encoding(encoding: str) -> None:
    text = f"{AFTER_TAX} Café plan, age 59½.\fSecond page."
    read = await read_file(text.encode(encoding), "spd.txt")
    assert read.pages == tuple(text.split("\f"))


def test_text_that_is_no_unicode_is_taken_as_western() -> None:
    assert pages_of_text(b"the plan\x92s limit") == ("the plan’s limit",)

"""Files that people send, read to text: good ones, locked ones, scans, and files made to do harm."""

import asyncio
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import psutil
import pytest

from bot.plan_files import LARGEST, read_file
from bot.plan_text.scans import can_read_pictures
from dialogue.plan_findings import to_json
from tests.bot import pdfs
from tests.bot.conftest import ROOT

AFTER_TAX = "You may make voluntary after-tax contributions of up to 10% of your eligible pay."
PARAGRAPH = (
    "The Plan permits voluntary after-tax contributions of up to 10% of eligible compensation. A participant may "
    "convert after-tax amounts to Roth in-plan, and may withdraw after-tax contributions in service at any time. "
    "Distributions are payable on separation; rollovers are automatic where elected."
)
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256))


def test_what_was_learned_for_the_first_file_is_kept_for_the_next(tmp_path: Path) -> None:
    """The limits of the process forbid it to write, so that it has to learn before they hold."""
    kept = f"import bot.app, pathlib; bot.app.LEARNED = pathlib.Path({str(tmp_path)!r})"
    program = f"{kept}; from bot.plan_worker import main; main()"
    asked = json.dumps({"name": "plan.txt", "today": "2026-11-28"}).encode() + b"\n" + AFTER_TAX.encode()
    done = subprocess.run([sys.executable, "-c", program], input=asked, cwd=ROOT, capture_output=True, check=True)
    assert json.loads(done.stdout)["findings"]
    assert [file.name for file in tmp_path.iterdir()] == ["plans.npz"]
    assert (tmp_path / "plans.npz").stat().st_size > 0


async def test_what_a_pdf_says_is_found_with_its_page() -> None:
    read = await read_file(pdfs.pdf(["Welcome to the plan of Acme.", AFTER_TAX]), "spd.pdf")
    assert (read.problem, read.cut) == ("", False)
    assert read.findings is not None
    assert read.findings.after_tax.verdict == "yes"
    assert read.findings.after_tax.evidence[0].page == 2


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
        (b"PK\x03\x04" + bytes(200), "plan.zip", "wrong_kind"),
        (b"PK\x03\x04" + bytes(200), "plan.docx", "broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "old.doc", "wrong_kind"),
        (bytes(LARGEST + 1), "spd.pdf", "too_large"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_what_cannot_be_read_is_named(data: bytes, name: str, problem: str) -> None:
    read = await read_file(data, name)
    assert (read.name, read.findings, read.problem) == (name, None, problem)


@pytest.mark.parametrize("make", [lambda: pdfs.bomb(400_000_000), pdfs.endless_pages], ids=["bomb", "endless pages"])
async def test_a_hostile_pdf_is_a_problem_and_no_more(make) -> None:  # type: ignore[no-untyped-def]
    read = await read_file(make(), "spd.pdf")
    assert read.findings is None
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


async def test_half_a_surrogate_pair_in_a_font_does_no_harm() -> None:
    read = await read_file(pdfs.half_a_pair(AFTER_TAX.replace("contributions", "contributions~")), "spd.pdf")
    assert read.problem == ""
    assert read.findings is not None
    json.dumps(to_json(read.findings), ensure_ascii=False).encode()


@pytest.mark.parametrize(
    "text",
    [
        (f"{PARAGRAPH}\n" * 2_000),
        f"{PARAGRAPH} " * 1_200,
        "After-tax contributions " + "." * 20_000 + " yes",
        f"{PARAGRAPH}\f" * 1_500,
        "| after-tax contributions | yes " * 9_000,
    ],
    ids=["one page", "one line", "leaders", "many pages", "one row"],
)
async def test_a_long_text_is_read_in_the_time_that_a_file_may_take(text: str) -> None:
    read = await read_file(text.encode(), "plan.txt")
    assert read.problem == ""
    assert read.findings is not None
    assert read.findings.after_tax.verdict == "yes" or "." in text


async def test_a_file_without_pages_of_its_own_is_one_page() -> None:
    filler = "<p>The plan year is the calendar year, and the employer keeps the books of the plan.</p>" * 300
    page = f"<html><body>{filler}<p>{AFTER_TAX}</p></body></html>"
    read = await read_file(page.encode(), "plan.html")
    assert read.findings is not None
    assert read.findings.after_tax.verdict == "yes"
    assert read.findings.after_tax.evidence[0].page == 1


async def test_a_picture_is_read_or_what_to_do_is_said() -> None:
    read = await read_file(PICTURE, "photo.png")
    assert read.problem in ({"no_text", "broken"} if can_read_pictures() else {"no_pictures"})


async def test_what_takes_effect_later_is_left_out() -> None:
    later = "Effective January 1, 2028, the Plan permits voluntary after-tax contributions."
    read = await read_file(later.encode(), "plan.txt", date(2026, 11, 28))
    assert read.findings is not None
    assert read.findings.after_tax.verdict != "yes"

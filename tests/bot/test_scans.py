"""Photos and scans, read by `tesseract` in the process that reads files."""

from datetime import date

import pytest

from bot.plan_files import read_file
from bot.plan_text.pdf import MOST_SCANNED
from bot.plan_text.scans import can_read_pictures
from tests.bot.pictures_of_text import png, scanned

TODAY = date(2026, 11, 24)
PAGE = (
    "Voluntary contributions",
    "Associates may make voluntary after-tax contributions (not Roth) of up to",
    "7% of base pay. After-tax contributions may be converted to Roth within the",
    "Plan at any time.",
)
SCREEN = (
    "Current elections",
    "",
    "Pre-tax                                    12%",
    "Roth                                       0%",
    "After-tax                                  6%",
    "",
    "Convert after-tax to Roth automatically: On",
)
needs_tesseract = pytest.mark.skipif(
    not can_read_pictures(), reason="tesseract, which reads pictures, is not installed"
)


@needs_tesseract
async def test_a_photo_of_a_page_is_read() -> None:
    read = await read_file(png(PAGE), "photo.png", TODAY)
    assert (read.problem, read.cut) == ("", False)
    assert read.findings is not None
    assert read.findings.after_tax.verdict == "yes"
    assert read.findings.in_plan_conversion.verdict == "yes"
    assert read.findings.after_tax_cap is not None
    assert float(read.findings.after_tax_cap.rate or 0) == 0.07


@needs_tesseract
async def test_a_photo_of_a_screen_is_read() -> None:
    read = await read_file(png(SCREEN, size=34, width=900), "IMG_0041.png", TODAY)
    assert read.findings is not None
    assert read.findings.after_tax.verdict == "yes"
    assert read.findings.automatic_conversion.verdict == "yes"
    assert read.findings.after_tax_cap is None


@needs_tesseract
async def test_a_scanned_page_is_quoted_with_its_number() -> None:
    read = await read_file(scanned([png(["The plan year is the calendar year."]), png(PAGE)]), "scan.pdf", TODAY)
    assert read.findings is not None
    assert read.findings.after_tax.evidence[0].page == 2


async def test_scanned_pages_that_are_left_out_are_said_to_be() -> None:
    read = await read_file(scanned([png(PAGE, size=12, width=400)] * (MOST_SCANNED + 2)), "scan.pdf", TODAY)
    assert read.cut or read.problem in {"no_pictures", "no_text", "too_slow"}

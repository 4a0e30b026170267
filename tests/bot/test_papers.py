"""The summary holds all that it is given, on pages that can be read and printed."""

import io
import json
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from bot.summary import BadPaper, make
from bot.summary.pdf import summary_pdf, written
from flows.screens import Attachment

DISCLAIMER = "General information from figures that you gave, not tax, legal or investment advice."
DATA: dict[str, Any] = {
    "title": "Mega backdoor Roth: summary",
    "made_on": "2026-11-04",
    "tax_year": 2026,
    "sections": [
        {
            "title": "What you told",
            "rows": [
                ["Age on December 31", "43"],
                ["Pay", "$180,000"],
                ["Employer", "Señor Ñandú & Søn <b>GmbH</b>"],
                [
                    "What the plan says",
                    "“A Participant may withdraw the After-Tax Account at any time.” (page 14) " * 3,
                ],
            ],
        },
        {
            "title": "Room in 2026",
            "rows": [["Annual additions limit", "$72,000"], ["Room left", "$37,100"]],
            "lines": ["The limit is that of IRC 415(c)(1)(A).", "Catch-up does not count: IRC 414(v)(3)(A); 59½ ≤ x."],
        },
        {"title": "Open questions", "lines": ["Does the plan convert automatically? Not known yet."]},
    ],
    "disclaimer": DISCLAIMER,
    "raw": {"pay": "180000", "age": 43, "match": {"tiers": [[0.5, 0.06]]}, "name": "Ñandú", "unknown": None},
}


def pages(pdf: bytes) -> list[str]:
    """The words of each page, with single spaces."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


async def pdf_of(data: dict[str, Any]) -> bytes:
    return await make(Attachment("summary_pdf", "summary.pdf", data))


async def test_the_pdf_says_all_that_it_is_given() -> None:
    text = " ".join(pages(await pdf_of(DATA)))
    wanted = [DATA["title"], "Tax year 2026", "Made on November 4, 2026", DISCLAIMER, "Page 1 of 1"]
    for section in DATA["sections"]:
        wanted += [section["title"], *section.get("lines", ())]
        wanted += [cell.strip() for row in section.get("rows", ()) for cell in row]
    for said in wanted:
        assert said in text


async def test_the_pdf_is_of_letter_pages_and_names_itself() -> None:
    reader = PdfReader(io.BytesIO(await pdf_of(DATA)))
    assert [round(float(side)) for side in reader.pages[0].mediabox[2:]] == [612, 792]
    assert reader.metadata is not None
    assert reader.metadata.title == DATA["title"]
    assert str(reader.root_object["/Lang"]) == "en-US"


async def test_the_pdf_of_the_same_summary_has_the_same_bytes() -> None:
    first = await pdf_of(DATA)
    assert first == await pdf_of(DATA)
    assert first == summary_pdf({name: DATA[name] for name in DATA if name != "raw"})


async def test_the_pdf_is_small_since_its_fonts_are_cut_down() -> None:
    assert len(await pdf_of(DATA)) < 60_000


async def test_a_value_longer_than_a_page_goes_on_over_the_next_pages() -> None:
    words = [f"word{place}" for place in range(1500)]
    rows = [["Long", " ".join(words)], ["One word", "x" * 4000], ["After", "the end"]]
    found = pages(await pdf_of({**DATA, "sections": [{"title": "All", "rows": rows}]}))
    text = " ".join(re.sub(r"Mega backdoor Roth: summary Page \d+ of \d+", "", page) for page in found)
    assert re.findall(r"word\d+", text) == words
    assert text.count("x") >= 4000
    assert "the end" in text
    assert len(found) > 2
    for number, page in enumerate(found, 1):
        assert f"Page {number} of {len(found)}" in page


async def test_a_summary_of_next_to_nothing_is_a_page_all_the_same() -> None:
    found = pages(await pdf_of({"title": "Nothing", "made_on": "2026-01-31"}))
    assert found == ["Nothing Made on January 31, 2026 Nothing Page 1 of 1"]


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("{nb} **bold** __x__ --y-- <b>&amp;</b> (\\) %s", "{nb} **bold** __x__ --y-- <b>&amp;</b> (\\) %s"),
        ("a\x00b\x1bc\u202ed\u200be", "abcde"),
        ("pages \ue0ff\ue0ff\ue0ff", "pages ◊◊◊"),
        ("中文", "◊◊"),
        ("a\r\nb\n\n\n\nc", "a b c"),
    ],
)
async def test_hostile_text_stays_text(said: str, shown: str) -> None:
    data = {**DATA, "sections": [{"title": said, "rows": [["", said]], "lines": [said]}]}
    text = " ".join(pages(await pdf_of(data)))
    assert text.count(shown) == 3
    assert "Page 1 of 1" in text


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=200), st.text(max_size=200), st.text(max_size=200))
def test_any_text_makes_a_pdf_that_can_be_read(title: str, label: str, value: str) -> None:
    data = {
        "title": title or "x",
        "made_on": "2026-11-04",
        "sections": [{"title": title, "rows": [[label, value]], "lines": [value, label]}],
    }
    text = "".join(pages(summary_pdf(data)))
    plain = [word for word in written(value).split() if word.isascii()]
    assert all(word in text.replace(" ", "") for word in plain if len(word) < 20)


async def test_the_json_gives_back_what_it_was_given() -> None:
    found = await make(Attachment("summary_json", "summary.json", DATA))
    assert json.loads(found) == {
        "title": DATA["title"],
        "made_on": "2026-11-04",
        "tax_year": 2026,
        "disclaimer": DISCLAIMER,
        "data": DATA["raw"],
    }
    assert "Ñandú" in found.decode()
    assert found.decode().count("\n") > 10


@pytest.mark.parametrize(
    ("kind", "data", "said"),
    [
        ("summary_doc", DATA, "summary_doc.*summary_pdf"),
        ("summary_pdf", {}, "title"),
        ("summary_json", {"title": "a", "made_on": "yesterday"}, "made_on"),
        ("summary_pdf", {**DATA, "sections": [{"title": "a", "rows": [["only a label"]]}]}, "sections.0.rows.0"),
        ("summary_pdf", {**DATA, "sections": [{"title": "a", "lines": ["x" * 200_000] * 2}]}, "longer than"),
    ],
)
async def test_unfit_data_is_an_error_that_names_the_place(kind: str, data: dict[str, Any], said: str) -> None:
    with pytest.raises(BadPaper, match=said):
        await make(Attachment(kind, "name", data))

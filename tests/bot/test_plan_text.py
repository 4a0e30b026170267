"""Files of every kind to text, and text held to limits."""

from email.message import EmailMessage

import pytest

from bot.plan_text import Problem, text_of
from bot.plan_text.limits import (
    LONGEST_FOUND,
    LONGEST_LINE,
    LONGEST_PAGE,
    LONGEST_PARAGRAPH,
    MOST_CHARACTERS,
    Limits,
    tidy,
)
from tests.bot import pdfs

AFTER_TAX = "You may make voluntary after-tax contributions of up to 10% of your eligible pay."


def test_a_pdf_is_read_page_by_page() -> None:
    pages = text_of(pdfs.pdf([AFTER_TAX, "You may withdraw them at any time."]), "spd.pdf").pages
    assert len(pages) == 2
    assert "after-tax contributions" in pages[0]
    assert "withdraw" in pages[1]


def test_columns_are_read_one_after_the_other() -> None:
    data = pdfs.pdf_in_columns(f"{AFTER_TAX} " * 3, "The plan year is the calendar year. " * 5)
    assert AFTER_TAX in " ".join(text_of(data, "spd.pdf").pages[0].split())


def test_a_file_that_only_forbids_printing_opens() -> None:
    assert "after-tax" in text_of(pdfs.pdf([AFTER_TAX], owner="printing"), "spd.pdf").pages[0]


def test_the_boxes_of_a_form_are_marks_before_their_words() -> None:
    form = pdfs.form([("After-tax contributions are permitted", True), ("In-plan Roth conversions", False)])
    lines = text_of(form, "adoption agreement.pdf").pages[0].splitlines()
    assert [line.split(" ", 1)[0] for line in lines] == ["☒", "☐"]
    assert "After-tax" in lines[0]


def test_a_word_file_is_read_with_its_tables_and_page_breaks() -> None:
    table = (
        "<w:tbl><w:tr><w:tc>" + pdfs.paragraph("After-tax contributions") + "</w:tc>"
        "<w:tc>" + pdfs.paragraph("Yes") + "</w:tc></w:tr></w:tbl>"
    )
    body = pdfs.paragraph(AFTER_TAX) + '<w:p><w:r><w:br w:type="page"/></w:r></w:p>' + table
    pages = text_of(pdfs.word(body), "plan.docx").pages
    assert pages[0].strip() == AFTER_TAX
    assert "| After-tax contributions | Yes |" in pages[1]


def test_a_word_file_is_read_with_its_headers_and_content_controls() -> None:
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{pdfs.paragraph(AFTER_TAX)}</w:sdtContent></w:sdt>"
    data = pdfs.word(control, header=pdfs.paragraph("Acme 401(k) Plan"))
    text = text_of(data, "plan.docx").pages[0]
    assert "Acme 401(k) Plan" in text
    assert AFTER_TAX in text


def test_a_box_of_a_word_file_that_is_a_content_control_is_a_mark() -> None:
    box = (
        '<w:p xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w:sdt><w:sdtPr><w14:checkbox>'
        '<w14:checked w14:val="0"/></w14:checkbox></w:sdtPr></w:sdt>'
        "<w:r><w:t>After-tax money is taken</w:t></w:r></w:p>"
    )
    assert "☐ After-tax money is taken" in text_of(pdfs.word(box), "plan.docx").pages[0]


def test_a_word_file_with_entities_is_refused() -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    with pytest.raises(Problem, match="broken"):
        text_of(pdfs.word(pdfs.paragraph("&b;"), head=bomb), "plan.docx")


def test_a_saved_web_page_is_read_as_it_looks() -> None:
    page = (
        "<!DOCTYPE html><html><head><title>x</title><style>p {color: red}</style></head><body><script>var a;</script>"
        f"<h1>Your plan</h1><p>{AFTER_TAX}</p><table><tr><td>In-plan&nbsp;conversion</td><td>Yes</td></tr></table>"
        "<ul><li>At any time</li></ul></body></html>"
    )
    read = text_of(page.encode(), "plan.html")
    assert read.pages[0].splitlines()[0] == "Your plan"
    assert AFTER_TAX in read.pages[0]
    assert "| In-plan conversion | Yes |" in read.pages[0]
    assert "• At any time" in read.pages[0]
    assert "var a" not in read.pages[0]
    assert not read.paged


def test_a_mail_is_read_with_what_hangs_on_it() -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "hr@example.org", "Your question"
    mail.set_content(f"Hello,\n{AFTER_TAX}\n")
    mail.add_attachment(pdfs.pdf(["Conversions in the plan: daily."]), "application", "pdf", filename="more.pdf")
    pages = text_of(bytes(mail), "reply.eml").pages
    assert AFTER_TAX in pages[0]
    assert "Conversions in the plan" in pages[1]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "latin-1"])
def test_a_text_file_is_read_in_any_common_encoding(encoding: str) -> None:
    text = f"{AFTER_TAX} Café plan, age 59½.\fSecond page."
    assert text_of(text.encode(encoding), "spd.txt").pages == tuple(text.split("\f"))


def test_text_that_is_no_unicode_is_taken_as_western() -> None:
    assert text_of(b"the plan\x92s own limit", "a.txt").pages == ("the plan’s own limit",)


def test_halves_of_surrogate_pairs_do_not_get_through() -> None:
    assert tidy("after-tax\ud800 money\0") == "after-tax� money"


def test_a_text_without_pages_is_parted_into_some_of_a_bounded_size() -> None:
    read = text_of("\n".join([AFTER_TAX] * 2_000).encode(), "spd.txt")
    assert len(read.pages) > 10
    assert max(map(len, read.pages)) <= LONGEST_PAGE
    assert not read.paged


def test_one_page_that_holds_too_much_is_cut_and_said_to_be() -> None:
    read = text_of(("\f".join([f"{AFTER_TAX}\n" * 2_000, "end of it"])).encode(), "spd.txt")
    assert read.cut
    assert len(read.pages[0]) <= LONGEST_FOUND + 100


def test_a_volume_is_cut_at_the_limit() -> None:
    limits = Limits()
    held = list(limits.held("x y " * 1_000 for _ in range(500)))
    assert limits.cut
    assert sum(map(len, held)) <= MOST_CHARACTERS


def test_leaders_are_cut_short() -> None:
    assert len(tidy("After-tax contributions " + "." * 20_000 + " yes")) < 80
    assert len(tidy("After-tax contributions " + ". " * 20_000 + " yes")) < 80


def test_endless_lines_are_parted() -> None:
    lines = tidy(f"{AFTER_TAX} " * 4_000).split("\n")
    assert max(map(len, lines)) <= LONGEST_LINE
    assert "" in lines


@pytest.mark.parametrize("unit", ["x", "x ", ". ", "a. ", "\n", " \n", "☐ ", "....\n"])
def test_what_is_tidied_is_no_longer_than_it_was_but_for_the_breaks_put_in(unit: str) -> None:
    text = unit * (MOST_CHARACTERS // len(unit))
    tidied = tidy(text)
    assert len(tidied) <= len(text) + len(text) // LONGEST_LINE + len(text) // (LONGEST_PARAGRAPH - LONGEST_LINE) + 2
    assert max(map(len, tidied.split("\n"))) <= LONGEST_LINE

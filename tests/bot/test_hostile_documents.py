"""Two hundred files made to break a reader: each is answered, by findings or by a problem that has words."""

import json
import random
from collections.abc import Iterator
from email.message import EmailMessage

import pytest

from bot.app import library
from bot.plan_files import read_file
from bot.plan_worker import found_in
from dialogue.plan_findings import from_json
from tests.bot import pdfs

COUNT = 200
WORDS = (
    *("The Plan permits voluntary after-tax contributions. ", "in-plan Roth conversion ", "59½ ", "☒ Yes ☐ No ", "| "),
    *(
        "\f",
        "\n\n",
        "....",
        ". . . . ",
        "\t",
        "\ud800",
        "\0",
        "\u202e",
        "𝔞",
        "(" * 50,
        "[x] ",
        "__ ",
        "</w:p>",
        "%PDF-",
        "- ",
    ),
)


def words(dice: random.Random) -> str:
    return "".join(dice.choice(WORDS) * dice.choice((1, 1, 3, 200)) for _ in range(dice.randint(1, 30)))


def bent(data: bytes, dice: random.Random) -> bytes:
    """`data` with some of its bytes changed, doubled or left out."""
    bytes_ = bytearray(data)
    for _ in range(dice.choice((0, 1, 5, 50))):
        place = dice.randrange(len(bytes_) or 1)
        match dice.randrange(3):
            case 0:
                bytes_[place : place + 1] = bytes([dice.randrange(256)])
            case 1:
                del bytes_[place : place + dice.randrange(1, 40)]
            case _:
                bytes_[place:place] = bytes_[place : place + 200]
    return bytes(bytes_)


def hostile() -> Iterator[tuple[bytes, str]]:
    dice = random.Random(200)
    for number in range(COUNT):
        said = words(dice)
        plain = said.encode("utf-8", "replace")
        latin = said.encode("latin-1", "ignore").decode("latin-1").replace("\0", "")
        match number % 8:
            case 0:
                yield bent(plain, dice), "plan.txt"
            case 1:
                yield bent(pdfs.pdf([latin[:2000], "more of it"]), dice), "plan.pdf"
            case 2:
                yield bent(pdfs.word(pdfs.paragraph(f"<![CDATA[{latin}]]>") * 5), dice), "plan.docx"
            case 3:
                yield b"<html><body>" + b"<div><table><tr><td>" * dice.choice((1, 3000)) + plain, "plan.html"
            case 4:
                mail = EmailMessage()
                mail.set_content(latin)
                mail.add_attachment(bent(pdfs.pdf([latin[:500]]), dice), "application", "pdf", filename="p.pdf")
                yield b"From: a@example.org\n" + bent(bytes(mail), dice), "reply.eml"
            case 5:
                yield (
                    bent(pdfs.form([("After-tax contributions", True), (latin[:40].replace("(", ""), False)]), dice),
                    "f.pdf",
                )
            case 6:
                yield (
                    dice.randbytes(dice.randint(0, 3000)),
                    dice.choice(("a.pdf", "a.docx", "a.txt", "", "a.png", "a.eml")),
                )
            case _:
                deep = "<w:sdt><w:sdtContent>" * dice.choice((1, 2000))
                yield pdfs.word(deep + pdfs.paragraph("x")), "deep.docx"


def test_every_hostile_document_is_answered() -> None:
    for data, name in hostile():
        answer = json.loads(json.dumps(found_in(data, name, None)))
        if "problem" in answer:
            assert f"document_{answer['problem']}" in library().messages
        else:
            from_json(answer["findings"])


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"<html>" + b"<div>" * 400_000 + b"after-tax contributions are allowed", "deep.html"),
        (pdfs.word("<w:sdt><w:sdtContent>" * 50_000), "deep.docx"),
        (b"After-tax contributions " + b"(" * 300_000, "brackets.txt"),
        (b"[x] yes [ ] no " * 60_000, "boxes.txt"),
        (b"1. 2. 3. " * 100_000, "numbers.txt"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_what_would_grow_without_end_is_ended(data: bytes, name: str) -> None:
    read = await read_file(data, name)
    assert read.problem == "" or f"document_{read.problem}" in library().messages

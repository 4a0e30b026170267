"""A file of any kind to text by page."""

import contextlib
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.plan_text.html import text_of_html
from bot.plan_text.kinds import kind_of
from bot.plan_text.limits import LONGEST_FOUND, MOST_CHARACTERS, Limits, sheets
from bot.plan_text.mail import parts_of_mail
from bot.plan_text.pdf import pages_of_pdf
from bot.plan_text.plain import decoded
from bot.plan_text.problem import Problem
from bot.plan_text.scans import can_read_pictures, text_of_picture
from bot.plan_text.word import pages_of_word

LEAST_LETTERS: Final = 12
SCAN_SECONDS: Final = 22.0  # for all pictures of a file together


@dataclass(frozen=True, slots=True)
class Text:
    """The text by page. `paged`: its pages are those of the file. `cut`: the end of it was left out."""

    pages: tuple[str, ...]
    paged: bool = True
    cut: bool = False


def text_of(data: bytes, name: str) -> Text:
    """The text of the file `data` that its sender calls `name`.

    Raises Problem: password, no_text, broken, too_slow, wrong_kind, no_pictures; a broken file may raise anything.
    """
    limits = Limits()
    pages, paged = _pages(data, name, limits)
    limits.longest = LONGEST_FOUND if paged else MOST_CHARACTERS
    held = tuple(limits.held(pages) if paged else sheets(limits.held(pages)))
    if sum(character.isalpha() for page in held for character in page) < LEAST_LETTERS:
        raise Problem("no_text")
    return Text(held, paged, limits.cut)


def _pages(data: bytes, name: str, limits: Limits) -> tuple[Iterator[str], bool]:
    match kind_of(data, name):
        case "pdf":
            return _with_pictures_read(pages_of_pdf(data), limits), True
        case "word":
            pages = list(pages_of_word(data))
            return iter(pages), len(pages) > 1
        case "html":
            return iter([text_of_html(decoded(data))]), False
        case "mail":
            return _mail(data, limits), False
        case "image":
            return iter([text_of_picture(data)]), False
        case "text":
            pages = decoded(data).split("\f")
            return iter(pages), len(pages) > 1
        case _:
            raise Problem("wrong_kind")


def _mail(data: bytes, limits: Limits) -> Iterator[str]:
    words, files = parts_of_mail(data)
    yield words
    for name, content in files:
        if kind_of(content, name) in {"pdf", "word", "html", "text"}:
            yield from _pages(content, name, limits)[0]


def _with_pictures_read(pages: Iterator[str | bytes], limits: Limits) -> Iterator[str]:
    """`pages` with the text in the pictures.

    They stay empty where nothing can read them, where there are too many, or when time is up; `limits` then says that
    the file was cut.
    """
    give_up = time.monotonic() + SCAN_SECONDS
    able, seen, letters = can_read_pictures(), 0, 0
    for page in pages:
        if isinstance(page, str):
            letters += sum(map(str.isalpha, page))
            yield page
            continue
        seen += 1
        left = give_up - time.monotonic()
        text = ""
        if able and page and left > 1:
            with contextlib.suppress(Problem):
                text = text_of_picture(page, left)
        limits.cut = limits.cut or not text
        yield text
    if seen and not able and letters < LEAST_LETTERS:
        raise Problem("no_pictures")

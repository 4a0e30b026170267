"""Text held to what can be read in seconds, whatever is in it: characters, pages, lines and paragraphs."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

MOST_PAGES: Final = 1500
MOST_CHARACTERS: Final = 1_500_000  # a thousand full pages
LONGEST_PAGE: Final = 6_000  # characters; a full page of print holds some four thousand
LONGEST_FOUND: Final = 20_000  # characters of a page as the file has it; quotations name it, so it is not parted
LONGEST_LINE: Final = 2_000  # characters; a paragraph of a Word file or a web page is one line
LONGEST_PARAGRAPH: Final = 6_000  # characters without a blank line between
_LEADERS: Final = re.compile(r"([.·…_\-=*~–—])\1{11,}")
_SPACED_LEADERS: Final = re.compile(r"(?:([.·_…]) ){8,}\1?")
_BLANKS: Final = re.compile(r"[ \t\u00a0]{80,}")
_CONTROL: Final = re.compile(r"[\0-\x08\x0b\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


@dataclass
class Limits:
    """Holds pages to the limits, each to `longest` characters; `cut` says whether anything was left out."""

    longest: int = MOST_CHARACTERS
    characters: int = MOST_CHARACTERS
    pages: int = MOST_PAGES
    cut: bool = field(default=False, init=False)

    def held(self, pages: Iterable[str]) -> Iterator[str]:
        """The pages as they are read on, until one of the limits is reached."""
        left = self.characters
        for number, page in enumerate(pages):
            if number >= self.pages:
                self.cut = True
                return
            most = min(left, self.longest)
            kept = page[:most]
            self.cut = self.cut or len(kept) < len(page)
            left -= len(kept)
            yield tidy(kept)
            if not left:
                self.cut = True
                return


def tidy(page: str) -> str:
    """`page` without what no text holds, with leaders and blanks cut short and endless lines and paragraphs parted."""
    page = _CONTROL.sub("", page.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
    page = page.replace("\r\n", "\n").replace("\r", "\n")
    page = _LEADERS.sub(lambda m: m[1] * 12, page)
    page = _SPACED_LEADERS.sub(lambda m: (m[1] + " ") * 8, page)
    page = _BLANKS.sub(" " * 80, page)
    return "\n".join(_parted(line for whole in page.split("\n") for line in _short(whole)))


def sheets(pages: Iterable[str]) -> Iterator[str]:
    """Pages of at most `LONGEST_PAGE` characters, parted at blank lines where there are some, else at line ends."""
    for page in pages:
        rest = page
        while len(rest) > LONGEST_PAGE:
            end = rest.rfind("\n\n", LONGEST_PAGE // 2, LONGEST_PAGE)
            if end < 0:
                end = rest.rfind("\n", 1, LONGEST_PAGE)
            end = end if end > 0 else LONGEST_PAGE
            yield rest[:end]
            rest = rest[end:].lstrip("\n")
        yield rest


def _short(line: str) -> Iterator[str]:
    """`line` parted where it is too long: after a sentence, else at a space, else where it must be."""
    while len(line) > LONGEST_LINE:
        end = line.rfind(". ", LONGEST_LINE // 2, LONGEST_LINE) + 1
        end = end or line.rfind(" ", 1, LONGEST_LINE)
        end = end if end > 0 else LONGEST_LINE
        yield line[:end]
        line = line[end:].lstrip()
    yield line


def _parted(lines: Iterable[str]) -> Iterator[str]:
    """The lines, with a blank one in paragraphs that do not end."""
    length = 0
    for line in lines:
        length = length + len(line) if line.strip() else 0
        if length > LONGEST_PARAGRAPH:
            yield ""
            length = len(line)
        yield line

"""The text of a saved web page, its tables with bars between the cells."""

from collections.abc import Sequence
from html.parser import HTMLParser
from typing import Final

_HIDDEN: Final = frozenset({"script", "style", "head", "template", "svg", "noscript", "nav"})
_BLOCKS: Final = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tr",
        "ul",
        "caption",
        "summary",
        "details",
    ]
)
_CELLS: Final = frozenset({"td", "th"})


def text_of_html(page: str) -> str:
    """The words of `page` as they would be seen, one line a paragraph, item or row."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader.text()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._pieces: list[str] = []
        self._hidden: list[str] = []
        self._in_row = False

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        if tag in _HIDDEN:
            self._hidden.append(tag)
        elif tag == "body":
            self._hidden.clear()
        elif tag == "br":
            self._pieces.append("\n")
        elif tag == "input":
            given = dict(attrs)
            if given.get("type") in {"checkbox", "radio"}:
                self._pieces.append("☒ " if "checked" in given else "☐ ")
        elif tag in _CELLS:
            self._pieces.append(" | ")
        elif tag == "li":
            self._pieces.append("\n• ")
        elif tag in _BLOCKS and not self._in_row:
            self._pieces.append("\n" if tag == "tr" else "\n\n")
        if tag == "tr":
            self._in_row = True

    def handle_endtag(self, tag: str) -> None:
        if self._hidden:
            if tag in self._hidden:
                del self._hidden[len(self._hidden) - 1 - self._hidden[::-1].index(tag) :]
            return
        if tag == "tr":
            self._pieces.append(" |\n")
            self._in_row = False
        elif tag in _BLOCKS and not self._in_row:
            self._pieces.append("\n\n" if tag != "li" else "\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._pieces.append(" ".join(data.split()).join((" " * data[:1].isspace(), " " * data[-1:].isspace())))

    def text(self) -> str:
        """What was read, with at most one blank line between paragraphs."""
        lines = [" ".join(line.split()) for line in "".join(self._pieces).split("\n")]
        kept: list[str] = []
        for line in lines:
            if line or (kept and kept[-1]):
                kept.append(line)
        return "\n".join(kept).strip()

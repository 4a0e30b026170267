"""Telegram's HTML as plain text for the terminal."""

from html.parser import HTMLParser


def plain_text(html: str) -> str:
    """`html` without its tags, its entities resolved; quotes are marked with a bar."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return "".join(reader.parts)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._quoted = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag == "blockquote":
            self._quoted += 1
            self.parts.append("│ ")

    def handle_endtag(self, tag: str) -> None:
        if tag == "blockquote":
            self._quoted = max(0, self._quoted - 1)

    def handle_data(self, data: str) -> None:
        self.parts.append(data.replace("\n", "\n│ ") if self._quoted else data)

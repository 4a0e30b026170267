"""Telegram's HTML as plain text for the terminal."""

from html.parser import HTMLParser


def plain_text(html: str) -> str:
    """`html` without its tags, its entities resolved; quotes are marked with a bar, and a page on the web is named."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return "".join(reader.parts)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._quoted = 0
        self._address = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        address = dict(attrs).get("href") or ""
        self._address = address if tag == "a" and address.startswith("https://") else ""
        if tag == "blockquote":
            self._quoted += 1
            self.parts.append("│ ")

    def handle_endtag(self, tag: str) -> None:
        if tag == "blockquote":
            self._quoted = max(0, self._quoted - 1)
        if tag == "a" and self._address:
            self.parts.append(f" <{self._address}>")
            self._address = ""

    def handle_data(self, data: str) -> None:
        self.parts.append(data.replace("\n", "\n│ ") if self._quoted else data)

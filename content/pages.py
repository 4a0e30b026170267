"""Cuts long HTML into pages that fit a message, never inside a paragraph unless it is too long by itself."""

HEADING = "## "


def short_answer(body: str) -> str:
    """What stands before the first heading of an article's body."""
    lines = body.split("\n")
    for number, line in enumerate(lines):
        if line.startswith(HEADING):
            return "\n".join(lines[:number]).strip()
    return body.strip()


def units(text: str) -> int:
    """The length as Telegram counts it: in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def paginate(html: str, limit: int) -> tuple[str, ...]:
    """`html` in pages of at most `limit` units, cut at empty lines; a bold heading stays with what follows it."""
    pages: list[str] = []
    page = ""
    for section in _sections(html):
        together = f"{page}\n\n{section}" if page else section
        if page and units(together) > limit:
            pages.append(page)
            page = section
        else:
            page = together
    if page:
        pages.append(page)
    return tuple(pages)


def _sections(html: str) -> list[str]:
    sections: list[str] = []
    heading = ""
    for block in html.split("\n\n"):
        if block.startswith("<b>") and block.endswith("</b>") and "\n" not in block and block.count("<b>") == 1:
            heading = f"{heading}\n\n{block}" if heading else block
            continue
        sections.append(f"{heading}\n\n{block}" if heading else block)
        heading = ""
    if heading:
        sections.append(heading)
    return sections

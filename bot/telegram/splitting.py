"""Long texts in parts that Telegram takes, each of them whole HTML."""

import html
import re

MESSAGE_UNITS = 4096
CAPTION_UNITS = 1024

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)([^<>]*)>")
_TOKEN = re.compile(r"<[^<>]*>|&[a-zA-Z0-9#]+;|[^<&]+|[<&]")


def units(text: str) -> int:
    """Length of `text` in UTF-16 units, in which Telegram counts."""
    return len(text) + sum(character > "\uffff" for character in text)


def plain(text: str) -> str:
    """HTML as plain text: without tags, entities resolved."""
    return html.unescape(_TAG.sub("", text))


def visible_units(text: str) -> int:
    """Length of HTML as Telegram counts it: tags do not count, entities count once."""
    return units(plain(text))


def split(text: str, limit: int = MESSAGE_UNITS) -> list[str]:
    """Cut HTML into parts of at most `limit` visible UTF-16 units: at paragraphs, else lines, else words.

    Tags that are open at a cut are closed before it and opened again after it.
    """
    if 2 * len(text) <= limit or visible_units(text) <= limit:
        return [text]
    parts: list[str] = []
    opened: list[str] = []
    rest = text
    while visible_units(rest) > limit:
        cut = _cut(rest, limit)
        head, rest = rest[:cut].rstrip(), rest[cut:].lstrip()
        opened = _open_after(head)
        parts.append(head + "".join(f"</{_name(tag)}>" for tag in reversed(opened)))
        rest = "".join(opened) + rest
    if visible_units(rest):
        parts.append(rest)
    return [part for part in parts if plain(part).strip()]


def _cut(text: str, limit: int) -> int:
    """Where to cut `text` so that what is before has at most `limit` visible units."""
    end = _furthest(text, limit)
    for mark in ("\n\n", "\n", " "):
        at = text.rfind(mark, 0, end + len(mark))
        # A cut in the first quarter would make a needlessly short part, and one inside a tag would break it.
        while at > 0 and _inside_tag(text, at):
            at = text.rfind(mark, 0, at)
        if at > 0 and visible_units(text[:at]) >= limit // 4:
            return at
    return end


def _furthest(text: str, limit: int) -> int:
    used, at = 0, 0
    for match in _TOKEN.finditer(text):
        token = match[0]
        if token.startswith("<") and _TAG.fullmatch(token):
            at = match.end()
            continue
        pieces = [token] if token.startswith("&") and len(token) > 1 else list(token)
        for piece in pieces:
            size = units(html.unescape(piece) if len(piece) > 1 else piece)
            if used + size > limit:
                return at
            used += size
            at += len(piece)
    return len(text)


def _inside_tag(text: str, at: int) -> bool:
    return text.rfind("<", 0, at) > text.rfind(">", 0, at)


def _open_after(text: str) -> list[str]:
    stack: list[str] = []
    for match in _TAG.finditer(text):
        if not match[1]:
            stack.append(match[0])
        elif stack and _name(stack[-1]) == match[2].lower():
            stack.pop()
    return stack


def _name(tag: str) -> str:
    match = _TAG.match(tag)
    return match[2].lower() if match else ""

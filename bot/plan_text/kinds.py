"""What kind of file some bytes are. The bytes count for more than the name."""

from pathlib import PurePath
from typing import Final, Literal

from bot.plan_text.plain import looks_like_utf_16

Kind = Literal["pdf", "word", "html", "mail", "image", "text", "other"]

WORD_NAMES: Final = (".docx", ".docm")
_HTML_NAMES: Final = (".html", ".htm", ".xhtml", ".mht", ".mhtml")
_MAIL_NAMES: Final = (".eml", ".mht", ".mhtml")
_NOT_PROSE: Final = (".doc", ".xml", ".json", ".rtf", ".xls", ".xlsx", ".pptx", ".odt", ".pages", ".zip", ".msg")
_IMAGES: Final = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\0", b"MM\0*")
_MAIL_HEADERS: Final = (
    b"from:",
    b"received:",
    b"return-path:",
    b"delivered-to:",
    b"date:",
    b"subject:",
    b"mime-version:",
)


def kind_of(data: bytes, name: str) -> Kind:
    """The kind of the file `data` that its sender calls `name`."""
    ending = PurePath(name.lower()).suffix
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"%PDF-" in data[:1024] or ending == ".pdf":
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return "word" if ending in WORD_NAMES or b"word/document.xml" in data else "other"
    if data.startswith(_IMAGES) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        return "image"
    if head.startswith((b"<!doctype html", b"<html")) or (ending in _HTML_NAMES and head.startswith(b"<")):
        return "html"
    if ending in _MAIL_NAMES and head.startswith(_MAIL_HEADERS):
        return "mail"
    if ending in _NOT_PROSE or not _reads_as_text(data):
        return "other"
    return "html" if ending in _HTML_NAMES else "text"


def _reads_as_text(data: bytes) -> bool:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or looks_like_utf_16(data):
        return True
    odd = sum(1 for byte in data[:4096] if byte < 32 and byte not in b"\t\n\r\f\x1b")
    return odd * 100 <= len(data[:4096]) and not data.lstrip()[:6].lower().startswith((b"{\\rtf", b"<!doc"))

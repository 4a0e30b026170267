"""The words of a mail, and the files that hang on it."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Final

from bot.plan_text.html import text_of_html
from bot.plan_text.plain import decoded

MOST_PARTS: Final = 20


def parts_of_mail(data: bytes) -> tuple[str, list[tuple[str, bytes]]]:
    """The words of a mail, and its attachments by name."""
    message = message_from_bytes(data, policy=policy.default)
    subject = str(message.get("subject", "")).strip()
    plain, rich, files = [], [], []
    for part in list(_leaves(message))[:MOST_PARTS]:
        content = part.get_payload(decode=True)
        if not isinstance(content, bytes):
            continue
        kind, name = part.get_content_type(), part.get_filename() or ""
        if kind == "text/plain" and not name:
            plain.append(_in_its_encoding(part, content))
        elif kind == "text/html" and not name:
            rich.append(text_of_html(_in_its_encoding(part, content)))
        elif name:
            files.append((name, content))
    return "\n\n".join([subject, *(plain or rich)]).strip(), files


def _leaves(message: EmailMessage) -> Iterator[EmailMessage]:
    for part in message.walk():
        if not part.is_multipart():
            yield part


def _in_its_encoding(part: EmailMessage, content: bytes) -> str:
    try:
        return content.decode(part.get_content_charset() or "utf-8")
    except (LookupError, UnicodeDecodeError):
        return decoded(content)

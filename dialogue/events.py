"""What can happen in a chat, as values. Everything inside an event is hostile until it is parsed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """The user typed `text`; commands (`/start limits`) come this way too."""

    text: str


@dataclass(frozen=True, slots=True)
class Edited:
    """The user edited an earlier message, which now reads `text`."""

    text: str


@dataclass(frozen=True, slots=True)
class Pressed:
    """The user pressed a button that carries `payload`."""

    payload: str


@dataclass(frozen=True, slots=True)
class Received:
    """The user sent something that is not text: `kind` is photo, voice, sticker, contact, location, …"""

    kind: str


@dataclass(frozen=True, slots=True)
class DocumentSent:
    """The user sent a file. `file` is the adapter's handle for it; `size` is in bytes."""

    file: str
    name: str
    size: int


# Why a file could not be read.
PROBLEMS = ("too_large", "password", "no_text", "broken", "too_slow", "unavailable", "wrong_kind")


@dataclass(frozen=True, slots=True)
class DocumentRead:
    """A file that the flow asked for has been read: its text by page, or the `problem` that prevented it.

    `problem` is "" or one of `PROBLEMS`.
    """

    name: str
    pages: tuple[str, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class ReminderDue:
    """A reminder that a flow scheduled has come due; `topic` is what the flow called it."""

    topic: str


Event = Said | Edited | Pressed | Received | DocumentSent | DocumentRead | ReminderDue

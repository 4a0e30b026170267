"""What can happen in a chat, as values. Everything inside an event is hostile until it is parsed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from nlu.history import History
from nlu.plans import PlanFindings


@dataclass(frozen=True, slots=True)
class Said:
    """The user typed `text` in the message `message`; commands (`/start limits`) come this way too."""

    text: str
    message: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Edited:
    """The user edited the earlier message `message` (0: unknown which), which now reads `text`."""

    text: str
    message: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Pressed:
    """The user pressed a button that carries `payload`, or typed its label (`typed`)."""

    payload: str
    typed: bool = False


@dataclass(frozen=True, slots=True)
class Received:
    """The user sent something that is not text: `kind` is photo, voice, sticker, contact, location, …"""

    kind: str


@dataclass(frozen=True, slots=True)
class DocumentSent:
    """The user sent a file in the message `message`. `file` is the adapter's handle for it; `size` is in bytes.

    `group` is the same for files sent together, empty for one sent alone; `caption` is what was written under it.
    """

    file: str
    name: str
    size: int
    group: str = ""
    caption: str = ""
    message: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Figured:
    """The user filled in the fields of the calculator and goes on with them: what was typed, by slot."""

    typed: Mapping[str, str]


class Problem(StrEnum):
    """Why a file could not be read."""

    NONE = ""
    TOO_LARGE = "too_large"
    PASSWORD = "password"  # noqa: S105
    ENCRYPTED = "encrypted"
    NO_TEXT = "no_text"
    NO_PICTURES = "no_pictures"
    BROKEN = "broken"
    TOO_SLOW = "too_slow"
    UNAVAILABLE = "unavailable"
    WRONG_KIND = "wrong_kind"
    NEWER_CASE = "newer_case"


@dataclass(frozen=True, slots=True)
class DocumentRead:
    """A file that the flow asked for has been read: its `findings`, or the `problem` that prevented it.

    `cut`: the file was too long, so that only its first part was read. `left`: so many files of the chat still wait.
    `case` is a case that was handed out as data, not checked yet; `history` a provider's table.
    """

    name: str
    findings: PlanFindings | None = None
    problem: Problem = Problem.NONE
    cut: bool = False
    left: int = 0
    case: Any = None
    history: History | None = None


@dataclass(frozen=True, slots=True)
class WordsRead:
    """Words that somebody typed have been read as words of a plan; `asked` as in the effect that asked for it.

    `findings` is None where they could not be read.
    """

    words: str
    findings: PlanFindings | None = None
    asked: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ReminderDue:
    """A reminder that a flow scheduled has come due; `topic` is what the flow called it."""

    topic: str


Event = Said | Edited | Pressed | Received | DocumentSent | Figured | DocumentRead | WordsRead | ReminderDue

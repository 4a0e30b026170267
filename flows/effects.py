"""What the bot is to do besides sending screens, as values."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """Read the file and come back with `DocumentRead`; while it goes on, show that the bot is at work."""

    file: str
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class ReadWords:
    """Read words that may be those of a plan, and come back with `WordsRead`.

    Where they may be a reply of HR, `asked` are the numbers of the questions that HR was asked.
    """

    words: str
    asked: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Remind:
    """Come back with `ReminderDue(topic)` on `day`. A second one of a topic replaces the first.

    `at`: minutes after midnight, None for the morning.
    """

    topic: str
    day: date
    at: int | None = None


@dataclass(frozen=True, slots=True)
class ForgetReminder:
    """Drop the reminder called `topic`, if there is one."""

    topic: str


@dataclass(frozen=True, slots=True)
class ForgetEverything:
    """Delete every row about this chat. The screens of the same turn are still sent."""


@dataclass(frozen=True, slots=True)
class NoteUnanswered:
    """Keep the question for the editors, without who asked (only where the operator switched it on)."""

    question: str


@dataclass(frozen=True, slots=True)
class NoteHelpful:
    """Count one answer to "was this helpful?" for an article."""

    article: str
    helpful: bool


Effect = ReadDocument | ReadWords | Remind | ForgetReminder | ForgetEverything | NoteUnanswered | NoteHelpful

"""What a search finds, as values."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Hit:
    """One article and how well it fits: `score` from 0 to 1."""

    id: str
    score: float


@dataclass(frozen=True, slots=True)
class Label:
    """What a text wants: a name such as `ask:article`, `start:flow`, `record:converted`, and its share (0 to 1)."""

    name: str
    share: float


@dataclass(frozen=True, slots=True)
class Found:
    """The best article, or None below the threshold; `close` when the next one is about as likely.

    `alternatives` are the nearest articles, the best first, also when there is no answer.
    `labels`: what the text may want, the likeliest first.
    """

    answer: str | None
    score: float
    alternatives: tuple[Hit, ...]
    close: bool = False
    labels: tuple[Label, ...] = ()


class Search(Protocol):
    """Answers questions with articles."""

    def find(self, question: str) -> Found:
        """What fits `question` best; never raises, whatever is typed."""
        ...

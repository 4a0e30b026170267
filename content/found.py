"""What a search finds, as values."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Protocol

NOTHING_IN_VIEW: Final[Mapping[str, float]] = MappingProxyType({})


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

    def find(self, question: str, in_view: Mapping[str, float] = NOTHING_IN_VIEW) -> Found:
        """What fits `question` best; never raises, whatever is typed.

        `in_view`: for articles that were just shown or offered, how much that speaks for each, in the search's units.
        """
        ...

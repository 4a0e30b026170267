"""Facts while they are gathered from one message."""

from dataclasses import dataclass, field
from typing import Any

from nlu.entities.reading import Context, Reading
from nlu.entities.tokens import Token
from nlu.message.segments import Segment

Span = tuple[int, int]  # token places, the end left out


@dataclass(slots=True)
class Notes:
    """Facts while they are gathered from one message."""

    text: str
    tokens: tuple[Token, ...]
    segments: list[Segment]
    context: Context
    slots: dict[str, Any] = field(default_factory=dict)
    unclear: dict[str, Reading] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)
    clashing: set[str] = field(default_factory=set)

    def put(self, slot: str, value: Any) -> None:
        """Notes a fact; two different values for one slot make it unclear."""
        if slot in self.slots and self.slots[slot] != value:
            self.clashing.add(slot)
        self.slots.setdefault(slot, value)

    def take(self, span: tuple[int, int]) -> None:
        self.taken.update(range(*span))

    def take_characters(self, start: int, end: int) -> None:
        self.taken.update(place for place, token in enumerate(self.tokens) if start <= token.start < end)


def stated_at(notes: Notes, character: int) -> bool:
    """Whether the character at this place of the text lies in a stated segment."""
    return any(
        one.stated and notes.tokens[one.start].start <= character < notes.tokens[one.end - 1].end
        for one in notes.segments
    )

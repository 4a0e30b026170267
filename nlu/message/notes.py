"""What is gathered from the segments of one scope of a message."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from core.match import MatchFormula, PayTier
from nlu.entities.reading import Choice, Context, Reading, Reason, asks, money_choice
from nlu.entities.tokens import Token
from nlu.match.describe import describe_match
from nlu.message.segments import Segment

ELSEWHERE, MATCH_SO_FAR = "elsewhere", "match_so_far"  # quoted amounts that no reader takes for a figure
# A slot that is told is not asked about for these: the amount beside it is of something else, or was not yet whole.
_TOLD_BESIDE = frozenset({Reason.NET_PAY, Reason.SO_FAR, Reason.NEEDS_PAY})
Span = tuple[int, int]  # token places, the end left out


@dataclass(slots=True)
class Notes:
    """What is gathered from the segments of one scope of a message.

    `places`: where what fills a slot is said. `taken`: the places of tokens that have been read. `quoted`: amounts
    that are no figure of the room, by place, with what they are of. `parts`: kinds of deferral told apart.
    `recurring`: what is put in again and again, as dollars a year with the place. `match_span`: where a formula stands.
    `second`: what the second reader makes of each number, by where it begins in the text.
    """

    text: str
    tokens: tuple[Token, ...]
    segments: list[Segment]
    context: Context
    slots: dict[str, Any] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    unclear: dict[str, Reading] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)
    clashing: dict[str, list[Any]] = field(default_factory=dict)
    quoted: dict[int, str] = field(default_factory=dict)
    parts: dict[str, Decimal] = field(default_factory=dict)
    alone: bool = False  # a message of one segment may be read by the size of its number
    recurring: dict[str, tuple[Decimal, int]] = field(default_factory=dict)
    match_span: Span = (0, 0)
    second: Mapping[int, Mapping[str, float]] = field(default_factory=dict)
    firm: set[int] = field(default_factory=set)  # places whose slot follows from what was said of another amount

    def put(self, slot: str, value: Any, place: int | None = None) -> None:
        """Notes a fact told at the token `place`; two different values for one slot make it unclear."""
        if slot in self.slots and self.slots[slot] != value:
            self.clashing.setdefault(slot, [self.slots[slot]]).append(value)
        self.slots.setdefault(slot, value)
        if place is not None:
            self.places.setdefault(slot, place)

    def take(self, span: Span) -> None:
        self.taken.update(range(*span))

    def take_characters(self, start: int, end: int) -> None:
        self.taken.update(place for place, token in enumerate(self.tokens) if start <= token.start < end)

    def settle(self) -> None:
        """Moves the slots that were told in two ways to what is unclear, with both values to choose from."""
        for slot, values in self.clashing.items():
            self.slots.pop(slot, None)
            if slot not in self.unclear:
                self.unclear[slot] = asks(
                    Reason.TWO_READINGS, *(_choice(slot, one) for one in values if _is_plain(one))
                )
        for slot in self.slots.keys() & self.unclear.keys():
            self._settle_asked(slot)

    def _settle_asked(self, slot: str) -> None:
        """A slot that is told and asked about too is asked about with all that it may be, or told where nothing is."""
        reading = self.unclear.pop(slot)
        if reading.value is None or reading.reason in _TOLD_BESIDE or reading.value == self.slots[slot]:
            return
        if _says_again(self.slots[slot], reading.value):
            return
        told = self.slots.pop(slot)
        both = [_choice(slot, one) for one in _together(told, reading.value)]
        self.unclear[slot] = asks(Reason.TWO_READINGS, *dict.fromkeys((_choice(slot, told), *both, *reading.readings)))

    def words_of(self, segment: Segment) -> list[str]:
        """The words of a segment."""
        return [token.text for token in self.tokens[segment.start : segment.end]]

    def segment_at(self, place: int) -> Segment:
        """The segment with the token `place`, which lies in one."""
        return next(one for one in self.segments if one.start <= place < one.end)

    def clause_at(self, place: int) -> str:
        """The words of the segment with the token `place`, as one text."""
        return " ".join(self.words_of(self.segment_at(place)))

    def numbers_in(self, segment: Segment) -> list[int]:
        """The places of the numbers of a segment."""
        return [place for place in range(segment.start, segment.end) if self.tokens[place].kind == "number"]

    def with_age(self) -> Context:
        """What is known, with the age that the message tells."""
        age = self.slots.get("age")
        return self.context if age is None else replace(self.context, known={**self.context.known, "age": age})

    def sentence_at(self, place: int) -> set[str]:
        """The words of the sentence with the token `place`."""
        number = self.segment_at(place).sentence
        return {word for one in self.segments if one.sentence == number for word in self.words_of(one)}

    def said(self, segments: Sequence[Segment]) -> str:
        """The words of `segments` as they were typed."""
        pieces = [self.text[self.tokens[one.start].start : self.tokens[one.end - 1].end] for one in segments]
        return ", ".join(piece.strip() for piece in pieces if piece.strip())


def _is_plain(value: Any) -> bool:
    return isinstance(value, Decimal | int | str) and not isinstance(value, bool)


def _says_again(told: Any, other: Any) -> bool:
    """Whether a share that is asked about only says what the bands of a formula come to: "they put 3%, half of 6"."""
    if not (isinstance(told, MatchFormula) and isinstance(other, MatchFormula)) or other.tiers:
        return False
    worth = sum(
        one.rate * (one.up_to_pct_of_pay - one.from_pct_of_pay) for one in told.tiers if isinstance(one, PayTier)
    )
    return bool(worth) and other.nonelective_rate == worth and not other.nonelective_dollars


def _together(told: Any, other: Any) -> tuple[MatchFormula, ...]:
    """A formula with the share for everybody that is asked about, where both may be given."""
    if not (isinstance(told, MatchFormula) and isinstance(other, MatchFormula)) or not told.tiers or other.tiers:
        return ()
    if told.nonelective_rate or not other.nonelective_rate:
        return ()
    return (told.model_copy(update={"nonelective_rate": other.nonelective_rate}),)


def _choice(slot: str, value: Any) -> Choice:
    if isinstance(value, MatchFormula):
        return Choice(describe_match(value), value)
    amount = isinstance(value, Decimal) and not slot.endswith("_rate")
    return money_choice(value) if amount else Choice(str(value), value)


def stated_at(notes: Notes, character: int) -> bool:
    """Whether the character at this place of the text lies in a stated segment."""
    return any(
        one.stated and notes.tokens[one.start].start <= character < notes.tokens[one.end - 1].end
        for one in notes.segments
    )

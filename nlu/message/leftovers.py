"""The amounts of a message that found no place."""

from collections.abc import Sequence

from nlu.entities.tokens import Token
from nlu.message.notes import Notes
from nlu.message.segments import Segment

_SECTIONS = frozenset({401, 403, 457})  # of the Internal Revenue Code, by which people call their plans


def left_over(notes: Notes, segments: Sequence[Segment], groups: Sequence[Notes]) -> tuple[str, ...]:
    """The amounts that found no place, as typed; not those that are only asked about."""
    taken = notes.taken.union(*(one.taken for one in groups)) if groups else notes.taken
    found = []
    for one in segments:
        for place in range(one.start, one.end):
            token = notes.tokens[place]
            if place in taken or one.asked or token.kind != "number" or token.unit in {"%", "ordinal", "foreign"}:
                continue
            if _names_plan(notes, place):
                continue
            if (
                token.unit == "$"
                or (token.scaled and token.value >= 1000)
                or (token.value >= 100 and not _may_be_year(token))
            ):
                found.append(notes.text[token.start : token.end].strip())
    return tuple(found)


def _names_plan(notes: Notes, place: int) -> bool:
    """Whether a bare number is the section by which a plan is called: "a 457 plan"."""
    token = notes.tokens[place]
    behind = notes.tokens[place + 1].text if place + 1 < len(notes.tokens) else ""
    return token.unit == "" and not token.scaled and token.value in _SECTIONS and behind in {"plan", "plans", "account"}


def _may_be_year(token: Token) -> bool:
    return "," not in token.text and token.decimals == 0 and 1930 <= token.value <= 2070

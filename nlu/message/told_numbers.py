"""The numbers of a message that may be figures of this person's plan, each with its likeliest kind."""

from collections.abc import Iterator

from core.limits import limits_for
from nlu.entities.amounts import range_at
from nlu.entities.deferral import limits_year
from nlu.message.anchors import NEGATIONS
from nlu.message.incomes import other_incomes
from nlu.message.kinds import FAR_LESS_LIKELY, LIKELY, SURE, Shares
from nlu.message.notes import ELSEWHERE, MATCH_SO_FAR, Notes


def is_alone(notes: Notes, second: Shares, place: int, kind: str) -> bool:
    """Whether no other number is likely to be of the kind of that at `place`."""
    return not any(
        token.start in second and second[token.start][kind] >= LIKELY
        for at, token in enumerate(notes.tokens)
        if at != place
    )


def told_here(notes: Notes, second: Shares) -> Iterator[tuple[int, str, float]]:
    """The numbers of the stated segments that may be figures, each with its likeliest kind and how likely that is."""
    law = limits_for(limits_year(notes.context))
    quoted = {law.compensation, law.annual_additions}
    incomes = other_incomes(notes.tokens)
    for segment in notes.segments:
        if not segment.stated:
            continue
        for place in range(segment.start, segment.end):
            token = notes.tokens[place]
            if token.start not in second or token.odd or token.value < 0:
                continue
            if notes.quoted.get(place) in {ELSEWHERE, MATCH_SO_FAR}:
                continue
            if not NEGATIONS.isdisjoint(one.text for one in notes.tokens[max(segment.start, place - 4) : place]):
                continue
            kind = max(second[token.start], key=second[token.start].__getitem__)
            if kind == "pay" and place in incomes:
                continue
            if (
                kind in {"pay", "cap", "employer"}
                and token.value in quoted
                and not is_alone(notes, second, place, kind)
            ):
                continue
            ranged = range_at(notes.tokens, place) or (place >= 2 and range_at(notes.tokens, place - 2))
            if ranged and not is_raised(notes, second, place):
                continue
            yield place, kind, second[token.start][kind]


def is_raised(notes: Notes, second: Shares, place: int) -> bool:
    """Whether the number at `place` ends a change ("from 120 to 135k") and no range: only it is what holds now."""
    if place < 2 or notes.tokens[place - 1].text != "to" or notes.tokens[place - 2].start not in second:
        return False
    here, before = second[notes.tokens[place].start], second[notes.tokens[place - 2].start]
    kind = max(here, key=lambda one: here[one])
    return here[kind] >= SURE.get(kind, 1) and before[kind] < FAR_LESS_LIKELY

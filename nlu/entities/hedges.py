"""Words that say how sure somebody is, whatever they are asked: a guess, an approximation, a condition, a change."""

from collections.abc import Sequence
from dataclasses import dataclass

from nlu.entities.phrases import Found
from nlu.entities.tokens import Token
from nlu.lexicon import phrase_table


@dataclass(frozen=True, slots=True)
class Hedges:
    """What the words around a value say, and the places of those words in `used`."""

    guess: bool
    approximate: bool
    negated: bool
    question: bool
    range: bool
    found: tuple[Found, ...]
    used: frozenset[int]


def hedges_of(tokens: Sequence[Token]) -> Hedges:
    """The hedges in `tokens`. Reading "over" or "plus" as a range is left to who knows what is asked."""
    found = phrase_table("hedges").find(tokens)
    tags = {one.tag for one in found}
    used = {place for one in found for place in range(one.start, one.end)}
    question = False
    for place, token in enumerate(tokens):
        if token.text in {"?", "❓"}:
            question = True
            used.add(place)
    return Hedges(
        guess="guess" in tags,
        approximate="approximate" in tags,
        negated="negated" in tags,
        question=question,
        range="range" in tags,
        found=tuple(found),
        used=frozenset(used),
    )

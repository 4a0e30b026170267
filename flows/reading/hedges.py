"""Words that say how sure somebody is, whatever they are asked: a guess, an approximation, a condition, a mending."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from flows.reading.phrases import Found, PhraseTable
from flows.reading.tokens import Token


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


@cache
def _table() -> PhraseTable:
    return PhraseTable(
        {
            "guess": ["maybe", "perhaps", "probably", "prob", "possibly", "i think", "i guess", "guess", "i believe", "i suppose", "i suspect", "think", "guessing", "not sure", "unsure", "not certain", "if i remember", "if i recall", "from memory", "should be", "might be", "could be", "may be", "i assume", "assume", "assuming", "presumably", "likely", "hopefully", "i reckon", "reckon", "ballpark", "wild guess", "last i checked", "if memory serves", "dont quote me", "afaik", "iirc", "dont know", "idk", "supposedly", "apparently", "something like", "let me guess", "my guess", "expect", "hoping for", "say"],
            "approximate": ["about", "around", "roughly", "approximately", "approx", "circa", "ca", "ish", "or so", "give or take", "close to", "nearly", "almost", "just under", "just over", "a little over", "a little under", "a bit over", "a bit under", "little over", "bit over", "~", "more or less", "in the neighborhood of", "in the region of", "somewhere around", "just about", "just shy of", "shy of", "slightly over", "slightly under", "slightly more than", "slightly less than", "a hair over", "a hair under"],
            "range": ["at least", "more than", "over", "above", "less than", "under", "below", "north of", "south of", "upwards of", "no more than", "at most", "minimum", "up to", "not more than", "between", "anywhere from", "plus", "low", "high", "mid", "early", "late", "in my", "in the"],
            "negated": ["not", "isnt", "aint", "wasnt", "never", "no longer", "dont", "doesnt", "didnt", "wont", "without", "except"],
        }
    )


def hedges_of(tokens: Sequence[Token]) -> Hedges:
    """The hedges in `tokens`. Reading "over" or "plus" as a range is left to who knows what is asked."""
    found = _table().find(tokens)
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

"""How near what was said comes to each of the answers to choose from, by the words they share."""

import math
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from nlu.learning.tokenizer import stem

NEAR, APART = 0.42, 0.1  # a score worth asking about, and what the next one must lie below it to be left out
_WORD: Final = re.compile(r"[^\W_]+")
_NOT: Final = "not"
_NEGATIONS: Final = frozenset(
    {
        "not", "no", "never", "none", "nothing", "neither", "without", "dont", "doesnt",
        "didnt", "havent", "hasnt", "hadnt", "isnt", "arent", "wasnt", "werent", "wont", "wouldnt", "cant",
        "cannot", "couldnt", "shouldnt", "nope", "nah", "unrelated", "untouched", "nay",
    }
)  # fmt: skip
_EMPTY: Final = frozenset(
    {
        "a", "an", "the", "i", "im", "ive", "id", "ill", "me", "my", "mine", "we", "our", "it", "its", "is",
        "are", "was", "were", "be", "been", "that", "this", "there", "theres", "they", "them", "their", "he",
        "she", "you", "your", "to", "of", "in", "on", "at", "for", "with", "and", "or", "but", "so", "do",
        "does", "did", "have", "has", "had", "just", "only", "really", "very", "quite", "about", "some", "by",
        "from", "as", "what", "which", "who", "would", "could", "will", "can", "may", "might", "should", "more",
        "much", "also", "then", "than", "if", "am", "those", "these", "up", "out", "into", "already", "yet",
        "still", "now", "thing", "think", "guess", "maybe", "like", "say", "says", "said",
    }
)  # fmt: skip
_SAME: Final[Mapping[str, str]] = {
    "each": "every", "annually": "year", "yearly": "year", "annual": "year", "monthly": "month",
    "weekly": "week", "quarterly": "quarter", "husband": "spouse", "wife": "spouse", "cheque": "check",
    "401": "401k", "refunded": "refund", "returned": "return", "wrong": "wrong", "bigger": "higher",
    "larger": "higher", "ordinary": "usual", "normal": "usual", "regular": "usual", "pretax": "pretax",
    "aftertax": "aftertax", "2": "two", "3": "three", "4": "four", "itself": "automatic",
    "automatically": "automatic", "auto": "automatic", "options": "choice", "option": "choice",
    "salary": "pay", "wages": "pay", "forbids": "forbid", "denied": "refused", "rejected": "refused",
    "declined": "refused", "blank": "empty", "sits": "sit", "sitting": "sit",
}  # fmt: skip


def nearest(names: Mapping[str, Sequence[str]], said: str) -> tuple[tuple[str, float], ...]:
    """The options of `names` that `said` comes near to, each with its score up to 1, the nearest first.

    `names` are the ways to say each option. None where `said` shares too little with any of them.
    """
    known = _prepared(tuple((key, tuple(ways)) for key, ways in names.items()))
    words = _words(said)
    if not words:
        return ()
    weights, options = known
    found = sorted(((_score(words, ways, weights), key) for key, ways in options), reverse=True)
    best = found[0][0] if found else 0.0
    return tuple((key, score) for score, key in found if score >= NEAR and score > best - APART)


def negates(said: str) -> bool:
    """Whether `said` holds a no, a not or a word like them."""
    return _NOT in _words(said)


def denies(said: str, name: str) -> bool:
    """Whether one of the two denies something and the other does not: "not done yet" is no "done"."""
    return (_NOT in _words(said)) != (_NOT in _words(name))


Prepared = tuple[Mapping[str, float], tuple[tuple[str, tuple[frozenset[str], ...]], ...]]


@lru_cache(maxsize=256)
def _prepared(names: tuple[tuple[str, tuple[str, ...]], ...]) -> Prepared:
    options = tuple((key, tuple(_words(way) for way in ways)) for key, ways in names)
    counts: dict[str, int] = {}
    for _, ways in options:
        for word in frozenset().union(*ways) if ways else ():
            counts[word] = counts.get(word, 0) + 1
    return {word: math.log(1 + len(options) / count) for word, count in counts.items()}, options


def _score(words: frozenset[str], ways: Sequence[frozenset[str]], weights: Mapping[str, float]) -> float:
    """The share of what was said that the option has, and of its nearest way that was said."""
    strange = 0.35  # weight of a word that no option has
    whole = sum(weights.get(word, strange) for word in words)
    union: frozenset[str] = frozenset().union(*ways) if ways else frozenset()
    mine = sum(weights.get(word, 0.0) for word in words & union)
    if not mine:
        return 0.0
    best = 0.0
    for way in ways:
        shared = sum(weights[word] for word in words & way)
        size = sum(weights[word] for word in way)
        if shared:
            alike = 2 * shared / (whole + size)
            best = max(best, alike * (0.5 if (_NOT in words) != (_NOT in way) else 1.0))
    return 0.4 * mine / whole * (1.0 if _NOT not in words or _NOT in union else 0.5) + 0.6 * best


def _words(text: str) -> frozenset[str]:
    plain = text.lower().replace("'", "").replace("’", "")
    plain = re.sub(r"\btwice\b", "two times", re.sub(r"\bonce\b", "one time", plain))
    plain = re.sub(r"\bpre[- ]tax\b", "pretax", re.sub(r"\bafter[- ]tax\b", "aftertax", plain))
    plain = re.sub(r"\b(40[13]|457) ?\(?([kb])\)?", r"\1\2", plain)
    found = []
    for word in _WORD.findall(plain):
        if word in _NEGATIONS:
            found.append(_NOT)
        elif word not in _EMPTY:
            same = _SAME.get(word, word)
            found.append(_SAME.get(stem(same), stem(same)))
    return frozenset(found)

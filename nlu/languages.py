"""Whether a message is in another language than English, told by its script or by its small words."""

import re
from enum import StrEnum
from functools import cache
from typing import Final

from nlu.lexicon import load

_LONGEST: Final = 1000  # characters that are looked at
_LEAST_WORDS, _LEAST_FOREIGN = 3, 2
_LETTER: Final = re.compile(r"[^\W\d_]")
_LATIN: Final = re.compile(r"[a-zÀ-ɏ]", re.IGNORECASE)
_WORDS: Final = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


class Language(StrEnum):
    """The languages that are told apart for the words in which this is said."""

    SPANISH = "spanish"
    OTHER = "other"


def language_of(text: str) -> Language | None:
    """The language of `text` where it is surely not English; None for English, for names and for too few words."""
    looked_at = text[:_LONGEST]
    letters = _LETTER.findall(looked_at)
    if not letters:
        return None
    latin = sum(1 for one in letters if _LATIN.match(one))
    if len(letters) - latin > len(letters) / 2:
        return Language.OTHER
    words = [word.lower() for word in _WORDS.findall(looked_at)]
    if len(words) < _LEAST_WORDS:
        return None
    small = _small_words()
    shared = small["shared"]
    counts = {name: sum(1 for word in words if word in one and word not in shared) for name, one in small.items()}
    english = counts.pop("english")
    del counts["shared"]
    likeliest = max(counts, key=lambda one: counts[one])
    enough = counts[likeliest] >= _LEAST_FOREIGN and counts[likeliest] * 3 >= len(words)
    if not enough or counts[likeliest] <= english * 2:
        return None
    return Language.SPANISH if likeliest == "spanish" else Language.OTHER


@cache
def _small_words() -> dict[str, frozenset[str]]:
    return {name: frozenset(words.split()) for name, words in load("languages").items()}

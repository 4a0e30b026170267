"""Repairs what is misspelt, towards the words of the library and never away from a word that it knows."""

import gzip
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from nlu.learning.tokenizer import stem

_ENGLISH = Path("resources", "en.json.gz")  # in the package pyspellchecker, which is read in place
_COMMON = 100  # occurrences in that list's own count from which a word counts as ordinary
_SHORTEST = 4  # letters; shorter words are too like one another
_LONG = 7  # letters from which two slips are forgiven
_OFTEN = 2  # a word is worth repairing to if it stands in so many of our questions
_AT_MOST = 10  # unknown words of a question that are looked at, for the sake of time
_HALF = 3  # letters that each half of a word run together has at least


class Spelling:
    """Knows the words of the library and how often each is used."""

    def __init__(self, counts: Mapping[str, int], knows: Callable[[str, str], bool], ordinary: str) -> None:
        """`counts`: in how many of our questions each word stands; `knows`: whether a token of a block was learned.

        `ordinary`: words of English, a line each, which are hardly ever taken for slips.
        """
        self._known = counts
        self._knows = knows
        self._counts = {word: counts[word] for word in sorted(counts) if _fit(word) and counts[word] >= _OFTEN}
        self._begun, self._anagrams = _grouped(self._counts, lambda word: word[0]), _grouped(self._counts, _letters)
        self._ordinary = ordinary

    def repaired(self, question: Sequence[str]) -> list[str]:
        """The words of `question`, each unknown one replaced by what was most likely meant, if anything was."""
        out: list[str] = []
        looked = 0
        for word in question:
            if word in self._known or not _fit(word) or looked >= _AT_MOST:
                out.append(word)
                continue
            looked += 1
            out.extend(self._two_words(word) or [self._meant(word)])
        return out

    def _meant(self, word: str) -> str:
        slips = 2 if len(word) >= _LONG else 1
        # No slip changes the first letter, unless it swaps it with the second.
        choices = {*self._begun.get(word[0], ()), *self._anagrams.get(_letters(word), ())}
        near = [
            (distance, -self._counts[name], name)
            for name, distance, _ in extract(word, choices, scorer=OSA.distance, score_cutoff=slips, limit=None)
        ]
        if f"\n{word}\n" in self._ordinary:
            # An English word that our questions lack is a slip only where one letter was left out or two were swapped.
            near = [found for found in near if found[0] == 1 and _shorter_or_swapped(word, found[2])]
        return min(near)[2] if near else word

    def _two_words(self, word: str) -> list[str] | None:
        for cut in range(_HALF, len(word) - _HALF + 1):
            first, second = word[:cut], word[cut:]
            if (
                first in self._counts
                and second in self._counts
                and self._knows("stem", f"{stem(first)} {stem(second)}")
            ):
                return [first, second]
        return None


def _grouped(words: Iterable[str], by: Callable[[str], str]) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for word in words:
        found.setdefault(by(word), []).append(word)
    return found


def _letters(word: str) -> str:
    return "".join(sorted(word))


def _fit(word: str) -> bool:
    return len(word) >= _SHORTEST and word.isalpha()


def _shorter_or_swapped(word: str, meant: str) -> bool:
    return len(meant) > len(word) or _letters(meant) == _letters(word)


def ordinary_words() -> frozenset[str]:
    """The ordinary words of English, in lower case. Raises FileNotFoundError if the package or its list is missing."""
    found = find_spec("spellchecker")
    if found is None or found.origin is None:
        raise FileNotFoundError("the package pyspellchecker, which holds a list of English words, is not installed")
    counts: dict[str, int] = json.loads(gzip.decompress((Path(found.origin).parent / _ENGLISH).read_bytes()))
    return frozenset(word for word, times in counts.items() if times >= _COMMON)

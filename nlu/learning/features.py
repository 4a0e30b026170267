"""What a text looks like to a classifier: tokens in blocks (words, stems, letters, marks), each with a weight."""

import math
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, repeat

import numpy as np
from numpy.typing import NDArray

from nlu.learning.names import NameTable
from nlu.learning.tokenizer import number_kind, stem

_START = 4  # letters of a word's beginning
_LETTERS = (4,)  # how many neighboring letters make a token
_REMEMBERED = 4_096  # tokens whose place in a table is not looked up again
_RARE = 2  # a pair of words, and a run of letters, is kept from this many texts on

Integers = NDArray[np.int64]
Floats = NDArray[np.float32]
Tokens = Mapping[str, Sequence[str]]  # the tokens of a text, by block


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The tokens learned, as `block|token`, and in how many of the `texts` each stands."""

    names: tuple[str, ...] | NameTable
    counts: Integers
    texts: int


class Featurizer:
    """Turns tokens into numbered features with weights: tf-idf within each block, each block of length one.

    `blocks` has the weight of each block; a block counts as much as its weight, however many tokens a text has of it.
    """

    def __init__(self, vocabulary: Vocabulary, blocks: Mapping[str, float]) -> None:
        self._place = _places(vocabulary.names)
        self._rarity = array("d", rarity(vocabulary).tobytes())
        self._blocks = blocks

    def knows(self, block: str, token: str) -> bool:
        """Whether `token` of the block `block` was learned."""
        return self._place(f"{block}|{token}") is not None

    def __call__(self, tokens: Tokens) -> tuple[list[int], list[float]]:
        """The numbers and the weights of the known features of a text."""
        numbers = [0]  # the constant feature, which every text has
        weights = [1.0]
        for block, found in tokens.items():
            prefix = f"{block}|"
            counted: dict[int, int] = {}
            for token in found:
                if (place := self._place(prefix + token)) is not None:
                    counted[place] = counted.get(place, 0) + 1
            raw = [
                (1 + math.log(times)) * self._rarity[place] if times > 1 else self._rarity[place]
                for place, times in counted.items()
            ]
            length = math.sqrt(sum(weight * weight for weight in raw))
            numbers += [1 + place for place in counted]
            weights += [self._blocks[block] * weight / length for weight in raw]
        return numbers, weights


def rarity(vocabulary: Vocabulary) -> NDArray[np.float64]:
    """How much each token of `vocabulary` says: the more, the fewer texts have it."""
    rare: NDArray[np.float64] = np.log((1 + vocabulary.texts) / (1 + vocabulary.counts)) + 1
    return rare


def _places(names: tuple[str, ...] | NameTable) -> Callable[[str], int | None]:
    if isinstance(names, NameTable):
        return lru_cache(_REMEMBERED)(names.place)
    return dict(zip(names, range(len(names)), strict=True)).get


def word_tokens(words: Sequence[str], marks: Sequence[str] = ()) -> dict[str, list[str]]:
    """The tokens of a text that is given as words: words, stems with pairs, beginnings, letters, and `marks`."""
    stems = [stem(word) for word in words]
    kinds = [kind for word in words if (kind := number_kind(word))]
    return {
        "word": list(words),
        "stem": [*stems, *(f"{one} {two}" for one, two in pairwise(stems))],
        "start": [word[:_START] for word in words if len(word) > _START],
        "letters": [run for word in words if word.isalpha() for run in _runs(f"_{word}_")],
        "mark": [*kinds, *marks],
    }


def _runs(word: str) -> list[str]:
    return [word[at : at + length] for length in _LETTERS for at in range(len(word) - length + 1)]


def count(texts: Iterable[Tokens]) -> Counter[str]:
    """In how many of `texts` each token stands, as `block|token`."""
    seen: Counter[str] = Counter()
    for text in texts:
        seen.update({f"{block}|{token}" for block, found in text.items() for token in found})
    return seen


def vocabulary_of(seen: Mapping[str, int], texts: int) -> Vocabulary:
    """The vocabulary of `texts` texts in which each token stands as often as `seen` says."""
    names = sorted(
        name for name, times in seen.items() if times >= _RARE or not (" " in name or name.startswith("letters|"))
    )
    return Vocabulary(tuple(names), np.array([seen[name] for name in names], np.int64), texts)


@dataclass(frozen=True, slots=True)
class Rows:
    """The features of many texts: a sparse table in row order."""

    numbers: Integers
    weights: Floats
    ends: Integers

    def __len__(self) -> int:
        return len(self.ends) - 1


def rows_of(vocabulary: Vocabulary, blocks: Mapping[str, float], texts: Sequence[Tokens]) -> Rows:
    """The features of `texts`, those that a `Featurizer` finds one by one: all at once takes a fraction of the time."""
    if isinstance(vocabulary.names, NameTable):
        raise TypeError("rows are made from the names themselves, not from a file's table of them")
    places = dict(zip(vocabulary.names, range(len(vocabulary.names)), strict=True))
    found, sizes = array("q"), array("q")
    for text in texts:
        for block in blocks:
            tokens = text.get(block, ())
            found.extend(map(places.get, map(f"{block}|".__add__, tokens), repeat(-1)))
            sizes.append(len(tokens))
    tokens_at = np.repeat(np.arange(len(sizes)), sizes)  # the block of the text in which each token stands
    known = np.frombuffer(found, np.int64) >= 0
    width = len(places)
    cells, times = np.unique(tokens_at[known] * width + np.frombuffer(found, np.int64)[known], return_counts=True)
    at, numbers = np.divmod(cells, width)
    raw = (1 + np.log(times)) * rarity(vocabulary)[numbers]
    lengths = np.sqrt(np.bincount(at, raw**2, len(sizes)))
    weights = np.tile(np.array(list(blocks.values())), len(texts))[at] * raw / lengths[at]
    rows = np.concatenate([np.arange(len(texts)), at // len(blocks)])  # each text begins with the constant feature
    order = np.argsort(rows, kind="stable")
    return Rows(
        np.concatenate([np.zeros(len(texts), np.int64), 1 + numbers])[order],
        # In the half precision in which they are kept, so that what is learned anew is what was kept.
        np.concatenate([np.ones(len(texts)), weights])[order].astype(np.float16).astype(np.float32),
        np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=len(texts)))]),
    )

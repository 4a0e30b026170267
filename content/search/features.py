"""What a question looks like to the search: its words, stems, pairs, beginnings and marks, each with a weight."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from content.search.phrases import Phrases, marks
from content.search.vectors import Floats
from content.search.word_forms import number_kind, stem

# Each block of features counts as much as its weight, however many features of it a question has.
BLOCKS = {"word": 0.6, "stem": 1.0, "start": 0.6, "mark": 0.5}
_START = 4  # letters of a word's beginning
_RARE = 2  # a pair of words is kept from this many questions on

Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The features learnt, as `block|token`: in how many questions each stands, and in how many of our own."""

    names: tuple[str, ...]
    everywhere: Integers
    ours: Integers
    questions: int


class Featuriser:
    """Turns questions into numbered features with weights (tf-idf within each block, each block of length one)."""

    def __init__(self, vocabulary: Vocabulary, phrases: Phrases) -> None:
        # Number 0 is the constant feature, which every question has.
        self._number = {name: place for place, name in enumerate(vocabulary.names, start=1)}
        rarity = np.log((1 + vocabulary.questions) / (1 + vocabulary.everywhere)) + 1
        self._rarity = dict(zip(vocabulary.names, rarity.tolist(), strict=True))
        self._phrases = phrases
        self._longest = max(map(len, phrases), default=1)

    def __call__(self, question: Sequence[str]) -> tuple[list[int], list[float]]:
        """The numbers and the weights of the known features of a question, which is given as words."""
        numbers = [0]
        weights = [1.0]
        for block, found in tokens(question, self._phrases, self._longest).items():
            counted = Counter(name for token in found if (name := f"{block}|{token}") in self._number)
            raw = [(1 + math.log(times)) * self._rarity[name] for name, times in counted.items()]
            length = math.sqrt(sum(weight * weight for weight in raw))
            numbers += [self._number[name] for name in counted]
            weights += [BLOCKS[block] * weight / length for weight in raw]
        return numbers, weights


def tokens(question: Sequence[str], phrases: Phrases, longest: int) -> dict[str, list[str]]:
    """The features of a question, given as words, by block; `longest` is the length of the longest phrase."""
    stems = [stem(word) for word in question]
    kinds = [kind for word in question if (kind := number_kind(word))]
    return {
        "word": list(question),
        "stem": [*stems, *(f"{one} {two}" for one, two in pairwise(stems))],
        "start": [word[:_START] for word in question if len(word) > _START],
        "mark": [*kinds, *marks(question, phrases, longest)],
    }


def learn(ours: Sequence[Sequence[str]], foreign: Sequence[Sequence[str]], phrases: Phrases) -> Vocabulary:
    """The vocabulary of questions that are ours to answer and of foreign ones, each given as words."""
    longest = max(map(len, phrases), default=1)

    def count(questions: Iterable[Sequence[str]]) -> Counter[str]:
        seen: Counter[str] = Counter()
        for question in questions:
            blocks = tokens(question, phrases, longest)
            seen.update({f"{block}|{token}" for block, found in blocks.items() for token in found})
        return seen

    mine = count(ours)
    everywhere = mine + count(foreign)
    names = sorted(name for name, times in everywhere.items() if times >= _RARE or " " not in name)
    return Vocabulary(
        tuple(names),
        np.array([everywhere[name] for name in names], np.int64),
        np.array([mine[name] for name in names], np.int64),
        len(ours) + len(foreign),
    )


@dataclass(frozen=True, slots=True)
class Rows:
    """The features of many questions: a sparse table in row order, and a dense one with as many rows beside it."""

    numbers: Integers
    weights: Floats
    ends: Integers
    dense: Floats

    def __len__(self) -> int:
        return len(self.dense)


def rows_of(featuriser: Featuriser, questions: Iterable[Sequence[str]], dense: Floats) -> Rows:
    """The features of `questions`, each given as words, with their vectors `dense`."""
    found = [featuriser(question) for question in questions]
    return Rows(
        np.array([number for numbers, _ in found for number in numbers], np.int64),
        np.array([weight for _, weights in found for weight in weights], np.float32),
        np.cumsum([0, *(len(numbers) for numbers, _ in found)], dtype=np.int64),
        dense,
    )

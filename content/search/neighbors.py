"""How alike a question is to each question learned: the cosine over their features, by lists of who has which."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlu.learning.features import Floats, Rows

Owners = NDArray[np.int32]
Halves = NDArray[np.float16]


@dataclass(frozen=True, slots=True)
class Neighbors:
    """The features of `count` questions learned, in lists by feature: list n is from `starts[n]` to `starts[n + 1]`.

    A list says which questions have the feature (`owners`), each with its `weights` in a question of length one.
    """

    owners: Owners
    weights: Halves
    starts: NDArray[Any]
    count: int

    def cosines(self, numbers: Sequence[int], weights: Sequence[float]) -> Floats:
        """The cosine of a question, by its features, with each question learned, in their order."""
        # Feature 0, which every question has, does not count.
        counted = [(number, weight) for number, weight in zip(numbers, weights, strict=True) if number]
        if not counted:
            return np.zeros(self.count, np.float32)
        length = float(np.sqrt(sum(weight * weight for _, weight in counted)))
        wanted = np.array([number for number, _ in counted])
        starts, ends = self.starts[wanted], self.starts[wanted + 1]
        spans = list(zip(starts.tolist(), ends.tolist(), strict=True))
        owners = np.concatenate([self.owners[start:end] for start, end in spans])
        of_questions = np.concatenate([self.weights[start:end] for start, end in spans]).astype(np.float32)
        shares = np.array([weight / length for _, weight in counted], np.float32)
        parts = of_questions * np.repeat(shares, ends - starts)
        alike: Floats = np.bincount(owners, parts, self.count).astype(np.float32)
        return alike


def neighbors_of(rows: Rows, features: int) -> Neighbors:
    """The lists of the texts `rows`; `features` is how many features there are."""
    owners = np.repeat(np.arange(len(rows), dtype=np.int32), np.diff(rows.ends))
    counted = rows.numbers > 0
    owners, numbers, weights = owners[counted], rows.numbers[counted], rows.weights[counted]
    lengths = np.sqrt(np.bincount(owners, weights * weights, len(rows)))
    order = np.argsort(numbers, kind="stable")
    # Half precision is what the weights have from the start; what is learned anew is what was kept.
    shares = (weights / np.maximum(lengths, 1e-9)[owners])[order].astype(np.float16)
    starts = np.searchsorted(numbers[order], np.arange(features + 1)).astype(np.int32)
    return Neighbors(owners[order], shares, starts, len(rows))

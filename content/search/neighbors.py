"""How alike a question is to each question learned: the cosine over their features, by lists of who has which."""

from collections.abc import Sequence

import numpy as np

from nlu.learning.features import Floats, Rows


class Neighbors:
    """The features of the questions learned, in lists by feature."""

    def __init__(self, rows: Rows, features: int) -> None:
        """`features` is how many there are. Feature 0, which every question has, does not count."""
        owners = np.repeat(np.arange(len(rows), dtype=np.int32), np.diff(rows.ends))
        counted = rows.numbers > 0
        owners, numbers, weights = owners[counted], rows.numbers[counted], rows.weights[counted]
        lengths = np.sqrt(np.bincount(owners, weights * weights, len(rows)))
        order = np.argsort(numbers, kind="stable")
        self._owners = owners[order]
        self._weights: Floats = (weights / np.maximum(lengths, 1e-9)[owners])[order].astype(np.float32)
        self._starts = np.searchsorted(numbers[order], np.arange(features + 1))
        self._count = len(rows)

    def cosines(self, numbers: Sequence[int], weights: Sequence[float]) -> Floats:
        """The cosine of a question, by its features, with each question learned, in their order."""
        length = float(np.sqrt(sum(weight * weight for number, weight in zip(numbers, weights, strict=True) if number)))
        spans = [
            (self._starts[number], self._starts[number + 1], weight / length)
            for number, weight in zip(numbers, weights, strict=True)
            if number
        ]
        if not spans:
            return np.zeros(self._count, np.float32)
        owners = np.concatenate([self._owners[start:end] for start, end, _ in spans])
        parts = np.concatenate([self._weights[start:end] * share for start, end, share in spans])
        alike: Floats = np.bincount(owners, parts, self._count).astype(np.float32)
        return alike

"""A linear model over named features, as a file keeps it: what is likely by the features that are there."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from nlu.learning.features import Floats


@dataclass(frozen=True, slots=True)
class Weighed:
    """The weights: a row for each feature that was learned, found by its name, and a column for each kind."""

    places: Mapping[str, int]
    weights: Floats

    def scores(self, names: Iterable[str]) -> Floats:
        """What speaks for each kind, by the features `names`; those that were not learned say nothing."""
        known = [place for place in map(self.places.get, names) if place is not None]
        if not known:
            return np.zeros(self.weights.shape[1], np.float32)
        # `take` and `reduce` do what an index and `sum` do, without what these ask about first.
        summed: Floats = np.add.reduce(self.weights.take(known, 0), 0)
        return summed / np.float32(math.sqrt(1 + len(known)))


def shares_of(scores: Floats, sharpness: float) -> Floats:
    """How likely each kind is by its score; together they are 1."""
    raised = np.exp(sharpness * (scores - np.maximum.reduce(scores)))
    shares: Floats = raised / np.add.reduce(raised)
    return shares


def weighed_in(file: Path) -> Weighed:
    """The model that `file` keeps: names, steps and the size of a step for each kind."""
    with np.load(file) as kept:
        names = bytes(kept["names"]).decode().split("\n")
        weights = kept["steps"].astype(np.float32) * kept["sizes"]
    return Weighed({name: place for place, name in enumerate(names)}, weights)

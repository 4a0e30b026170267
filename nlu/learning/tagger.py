"""A linear model that says of each number of a text what it is of, by features with names."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from nlu.learning.features import Floats

_SHARPNESS = 2.6  # turns leads into shares; fitted on texts left out of the learning


@dataclass(frozen=True, slots=True)
class Tagger:
    """The weights: a row for each feature that was learned, in `places`, a column for each kind."""

    places: Mapping[str, int]
    weights: Floats

    def scores(self, features: Iterable[str]) -> Floats:
        """How much the features speak for each kind."""
        known = [place for place in map(self.places.get, features) if place is not None]
        if not known:
            return np.zeros(self.weights.shape[1], np.float32)
        # `take` and `reduce` do what an index and `sum` do, without what these ask about first.
        summed: Floats = np.add.reduce(self.weights.take(known, 0), 0)
        return summed / np.float32(math.sqrt(1 + len(known)))


def shares_of(scores: Floats) -> Floats:
    """How likely each kind is by its score, from 0 to 1."""
    raised = np.exp(_SHARPNESS * (scores - np.maximum.reduce(scores)))
    shares: Floats = raised / np.add.reduce(raised)
    return shares


def load(file: Path) -> Tagger:
    """The tagger that `nlu.learning.tagger_training` kept in `file`."""
    with np.load(file) as kept:
        names = bytes(kept["names"]).decode().split("\n")
        weights = kept["steps"].astype(np.float32) * kept["sizes"]
    return Tagger({name: place for place, name in enumerate(names)}, weights)

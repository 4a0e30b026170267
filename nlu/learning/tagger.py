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
        known = [at for name in features if (at := self.places.get(name)) is not None]
        if not known:
            return np.zeros(self.weights.shape[1], np.float32)
        scores: Floats = self.weights[known].sum(axis=0) / math.sqrt(1 + len(known))
        return scores


def shares_of(scores: Floats) -> Floats:
    """How likely each kind is by its score, from 0 to 1."""
    raised = np.exp(_SHARPNESS * (scores - scores.max()))
    shares: Floats = raised / raised.sum()
    return shares


def load(file: Path) -> Tagger:
    """The tagger that `nlu.learning.tagger_training` kept in `file`."""
    with np.load(file) as kept:
        names = bytes(kept["names"]).decode().split("\n")
        weights = kept["steps"].astype(np.float32) * kept["sizes"]
    return Tagger({name: place for place, name in enumerate(names)}, weights)

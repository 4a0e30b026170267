"""A small network that says of which class chosen tokens of a text are, by all the words around them.

A token is the sum of what was learned for each of its names. Convolutions follow, each of which looks further out than
the one before; what they come to for a token, beside the mean of the whole text, decides.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from nlu.learning.features import Floats

REACHES = (1, 1, 2, 4, 8)  # how far out each layer looks
Text = Sequence[Sequence[str]]  # the names of each token, the token itself first
Weights = Mapping[str, Floats]


@dataclass(frozen=True, slots=True)
class Network:
    """What was learned: the row of `weights["names"]` for each name (0: any other), and the weights of each layer."""

    places: Mapping[str, int]
    weights: Weights


def numbered(places: Mapping[str, int], names: Sequence[str]) -> list[int]:
    """The rows of the names of a token; where the token itself is not known, that counts as a name too."""
    known = [at for name in names if (at := places.get(name)) is not None]
    if not known or names[0] not in places:
        known.append(0)
    return known


def likely(network: Network, text: Text, wanted: Sequence[int]) -> Floats:
    """How likely the tokens at `wanted` are of each class: a row for each, which comes to one."""
    weights = network.weights
    rows = [numbered(network.places, names) for names in text]
    starts = np.cumsum([0, *(len(one) for one in rows[:-1])])
    state: Floats = np.add.reduceat(weights["names"][[at for one in rows for at in one]], starts, axis=0)
    for layer, reach in enumerate(REACHES):
        step: Floats = beside(state, reach) @ weights[f"layer {layer}"]
        step += weights[f"lift {layer}"]
        state = state + np.maximum(step, 0, out=step)
    mean = np.broadcast_to(state.mean(axis=0), (len(wanted), state.shape[1]))
    return shares(np.concatenate([state[list(wanted)], mean], axis=1) @ weights["out"] + weights["lift out"])


def beside(state: Floats, reach: int) -> Floats:
    """Each row of `state` between the row `reach` before it and the one `reach` after it; zeros where there is none."""
    count, width = state.shape
    found = np.zeros((count, 3 * width), np.float32)
    found[reach:, :width] = state[:-reach]
    found[:, width : 2 * width] = state
    found[:-reach, 2 * width :] = state[reach:]
    return found


def shares(scores: Floats) -> Floats:
    """Each row of scores as shares of one (softmax)."""
    raised: Floats = np.exp(scores - scores.max(axis=1, keepdims=True))
    raised /= raised.sum(axis=1, keepdims=True)
    return raised

"""Teaches a network from texts whose tokens are marked with their class.

numpy alone, by hand: the slopes of the loss are worked out backwards through the layers, and Adam takes the steps. The
same texts give the same weights.
"""

import math
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from nlu.learning.features import Floats, Integers
from nlu.learning.network import REACHES, Network, Text, beside, numbered, shares

_WIDTH = 64  # numbers that a token is
_LEAST = 8  # a name is learned that so many tokens have
_EPOCHS, _AT_ONCE = 40, 24
_GAP = max(REACHES) + 1  # empty rows between two texts, so that none sees the other
_DROPPED = 0.3  # the share of what a layer sees that is left out, each time another one
_UNKNOWN = 0.15  # how often a word is taken for one that is not known
_SMOOTHED = 0.05  # the share of a class that goes to all alike
_FASTEST, _WARM = 3e-3, 0.05  # the size of a step, and the share of all steps until it is reached
_FADING, _FIRST, _SECOND = 1e-3, 0.9, 0.99  # Adam, with weights that fade (Loshchilov and Hutter)


@dataclass(frozen=True, slots=True)
class Example:
    """A text, and the number of the class of each of its marked tokens, by place."""

    text: Text
    classes: Mapping[int, int]


@dataclass(slots=True)
class _Batch:
    """Several texts in one table, with empty rows between them."""

    names: Integers  # the rows of all names, one token after the other
    tokens: Integers  # in which row of the table the token of each name stands
    filled: Floats  # 1 in the row of a token, 0 in an empty one
    texts: Integers  # to which text a row belongs; the last number is of the empty rows
    marked: Integers
    classes: Integers


@dataclass(slots=True)
class _Steps:
    """Adam's memory of the slopes, and how many steps were taken."""

    mean: dict[str, Floats]
    square: dict[str, Floats]
    taken: int = field(default=0)


def taught(groups: Sequence[Sequence[Example]], classes: int, seed: int = 0, epochs: int = _EPOCHS) -> Network:
    """A network taught from `groups` of examples; of each group, which tell the same in other words, one at a time."""
    counted = Counter(name for one in groups for told in one for names in told.text for name in names)
    kept = sorted(name for name, times in counted.items() if times >= _LEAST)
    places = {name: place for place, name in enumerate(kept, 1)}
    draw, chance = np.random.default_rng(seed), random.Random(seed)  # noqa: S311  nothing here is secret
    weights = _first_weights(draw, len(kept) + 1, classes)
    mean, square = ({name: np.zeros_like(one) for name, one in weights.items()} for _ in range(2))
    steps = _Steps(mean, square)
    every = epochs * math.ceil(len(groups) / _AT_ONCE)
    for _ in range(epochs):
        some = [one for group in groups if (one := chance.choice(group)).classes]
        chance.shuffle(some)
        for first in range(0, len(some), _AT_ONCE):
            slopes = _slopes(weights, _batch(places, some[first : first + _AT_ONCE], chance), draw)
            _step(weights, slopes, steps, _speed(steps.taken / every))
    return Network(places, weights)


def _first_weights(draw: np.random.Generator, names: int, classes: int) -> dict[str, Floats]:
    def drawn(spread: float, *shape: int) -> Floats:
        return draw.normal(0, spread, shape).astype(np.float32)

    found = {"names": drawn(0.3, names, _WIDTH)}
    for layer in range(len(REACHES)):
        found[f"layer {layer}"] = drawn((3 * _WIDTH) ** -0.5, 3 * _WIDTH, _WIDTH)
        found[f"lift {layer}"] = np.zeros(_WIDTH, np.float32)
    found["out"] = drawn(0.5 * (2 * _WIDTH) ** -0.5, 2 * _WIDTH, classes)
    found["lift out"] = np.zeros(classes, np.float32)
    return found


def _batch(places: Mapping[str, int], some: Sequence[Example], chance: random.Random) -> _Batch:
    names: list[int] = []
    tokens: list[int] = []
    marked: list[int] = []
    classes: list[int] = []
    texts = [len(some)] * _GAP
    for nth, one in enumerate(some):
        marked += [len(texts) + place for place in one.classes]
        classes += one.classes.values()
        for said in one.text:
            unknown = not said[0].startswith("#") and chance.random() < _UNKNOWN
            found = numbered(places, ("", *said[1:]) if unknown else said)
            names += found
            tokens += [len(texts)] * len(found)
            texts.append(nth)
        texts += [len(some)] * _GAP
    owners = np.array(texts)
    filled: Floats = (owners < len(some)).astype(np.float32)[:, None]
    return _Batch(np.array(names), np.array(tokens), filled, owners, np.array(marked), np.array(classes))


def _slopes(weights: Mapping[str, Floats], batch: _Batch, draw: np.random.Generator) -> dict[str, Floats]:
    """How the loss (cross-entropy) of a batch changes with each weight."""
    height, count = len(batch.texts), len(batch.classes)

    def seen() -> Floats:
        """What of a table is seen, with what is left out made up for."""
        kept = draw.random((height, _WIDTH), dtype=np.float32) >= _DROPPED
        return kept.astype(np.float32) / np.float32(1 - _DROPPED)

    starts = np.flatnonzero(np.r_[True, batch.tokens[1:] != batch.tokens[:-1]])
    state = np.zeros((height, _WIDTH), np.float32)
    state[batch.tokens[starts]] = np.add.reduceat(weights["names"][batch.names], starts, axis=0)
    entered = seen()
    state *= entered
    layers = []
    for layer, reach in enumerate(REACHES):
        near = beside(state, reach)
        step = near @ weights[f"layer {layer}"] + weights[f"lift {layer}"]
        passed = (step > 0) * batch.filled * seen()
        layers.append((near, passed))
        state = state + step * passed
    per_text = np.bincount(batch.texts).astype(np.float32)[:, None]
    sums = np.zeros((len(per_text), _WIDTH), np.float32)
    np.add.at(sums, batch.texts, state * batch.filled)
    owners = batch.texts[batch.marked]
    read = np.concatenate([state[batch.marked], (sums / per_text)[owners]], axis=1)
    found = shares(read @ weights["out"] + weights["lift out"])

    lead = found - np.float32(_SMOOTHED / found.shape[1])
    lead[np.arange(count), batch.classes] -= np.float32(1 - _SMOOTHED)
    lead /= count
    slopes = {"out": read.T @ lead, "lift out": lead.sum(axis=0)}
    back_read = lead @ weights["out"].T
    pooled = np.zeros_like(sums)
    np.add.at(pooled, owners, back_read[:, _WIDTH:])
    back: Floats = (pooled / per_text)[batch.texts] * batch.filled
    back[batch.marked] += back_read[:, :_WIDTH]
    for layer, (near, passed) in reversed(list(enumerate(layers))):
        reach, step = REACHES[layer], back * passed
        slopes[f"layer {layer}"], slopes[f"lift {layer}"] = near.T @ step, step.sum(axis=0)
        spread = step @ weights[f"layer {layer}"].T
        back = back + spread[:, _WIDTH : 2 * _WIDTH]
        back[:-reach] += spread[reach:, :_WIDTH]
        back[reach:] += spread[:-reach, 2 * _WIDTH :]
    slopes["names"] = _summed(batch.names, (back * entered)[batch.tokens], len(weights["names"]))
    return slopes


def _summed(targets: Integers, rows: Floats, count: int) -> Floats:
    """The sum of `rows` for each of `count` targets."""
    order = np.argsort(targets, kind="stable")
    found = np.zeros((count, rows.shape[1]), np.float32)
    ordered = targets[order]
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
    found[ordered[starts]] = np.add.reduceat(rows[order], starts, axis=0)
    return found


def _speed(done: float) -> float:
    """The size of a step after a share `done` of all steps: up at first, then down along a cosine."""
    if done < _WARM:
        return _FASTEST * done / _WARM
    return _FASTEST * 0.5 * (1 + math.cos(math.pi * (done - _WARM) / (1 - _WARM)))


def _step(weights: dict[str, Floats], slopes: Mapping[str, Floats], steps: _Steps, speed: float) -> None:
    steps.taken += 1
    for name, slope in slopes.items():
        mean, square = steps.mean[name], steps.square[name]
        mean += (1 - _FIRST) * (slope - mean)
        square += (1 - _SECOND) * (slope * slope - square)
        way = mean / (1 - _FIRST**steps.taken) / (np.sqrt(square / (1 - _SECOND**steps.taken)) + 1e-8)
        weights[name] -= speed * (way + _FADING * weights[name])

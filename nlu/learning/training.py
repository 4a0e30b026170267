"""Learns from examples which features speak for which class: a linear classifier, the sum of two.

One tells each class from the rest (squared hinge with a ridge, as in a linear support vector machine, brought down
with limited-memory BFGS); the other counts (naive Bayes), and holds better for texts put in a way unlike the examples.
docs/search.md has the figures. numpy alone; the same examples give the same weights.
"""

import os
from collections import deque
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import numpy as np

from nlu.learning.features import Floats, Integers, Rows

_STRICTNESS = 0.5  # how much a wrong answer costs against large weights
_ROUNDS = 30  # more of them fit the examples better and other people's questions worse
_COUNTING = 0.06  # the share of the counted weights in the sum
_UNSEEN = 0.02  # what is counted for a feature that a class's examples lack
_REMEMBERED = 6  # steps from which the curvature is estimated
_COMMON = 300  # a feature of so many questions goes to the dense table, where products are quick
_ROWS_AT_ONCE = 500  # rows of the weights that are worked on together, for the same reason
_CLASSES_AT_ONCE = 98  # classes that one processor works on while the others work on others
_AT_ONCE = 2_000  # entries of the sparse table that are worked on together, so that they stay in the cache

Result = TypeVar("Result")
Beside = Callable[[Callable[[slice], Any]], Any]


def train(rows: Rows, classes: Sequence[Collection[int]], features: int, count: int) -> Floats:
    """The weights that tell `count` classes apart, a row for each feature, a column for each class.

    `classes` has the right classes of each row of `rows`, one or several; `features` is how many features there are.
    """
    weights = tell_apart(rows, classes, features, count)
    weights += _COUNTING * _counted(rows, classes, features, count)
    return weights


def _counted(rows: Rows, classes: Sequence[Collection[int]], features: int, count: int) -> Floats:
    owners = np.repeat(np.arange(len(rows)), np.diff(rows.ends))
    first = np.array([next(iter(right)) for right in classes], np.int64)
    places = rows.numbers * count + first[owners]
    seen = np.bincount(places, rows.weights, features * count).reshape(features, count)
    seen[0] = 0  # how many examples a class happens to have says nothing
    logs = np.log(seen + _UNSEEN)
    logs -= np.log((seen + _UNSEEN).sum(axis=0))
    counted: Floats = (logs - logs.mean(axis=1, keepdims=True)).astype(np.float32)
    return counted


def tell_apart(rows: Rows, classes: Sequence[Collection[int]], features: int, count: int) -> Floats:
    """As `train`, without the part that counts: for rows that have several classes, each about another thing."""
    table = _Table(rows, features)
    sides = np.full((len(rows), count), -1, np.float32)
    for row, right in enumerate(classes):
        sides[row, list(right)] = 1

    def short_of(some: slice, scores: Floats) -> float:
        """Turns the scores of some classes into what they lack, times two; returns the sum of its squares."""
        short = scores[:, some]  # in place: a new table for each step would cost more than the step
        short *= sides[:, some]
        np.subtract(1, short, out=short)
        np.maximum(0, short, out=short)
        squares = float(np.square(short).sum())
        short *= sides[:, some]
        short *= np.float32(2 * _STRICTNESS)
        return squares

    # Always in the same parts, so that the same examples give the same weights however many processors there are.
    parts = [slice(first, first + _CLASSES_AT_ONCE) for first in range(0, count, _CLASSES_AT_ONCE)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:

        def beside(work: Callable[[slice], Result]) -> list[Result]:
            return list((pool.map if len(parts) > 1 else map)(work, parts))

        def loss(weights: Floats) -> tuple[float, Floats]:
            short = table.times(weights, beside)
            missed = sum(beside(lambda some: short_of(some, short)))
            slope = table.back(short, beside)
            np.subtract(weights, slope, out=slope)
            return 0.5 * float(np.vdot(weights, weights)) + _STRICTNESS * missed, slope

        return table.in_order(_lowest(loss, np.zeros((table.width, count), np.float32)))


def _lowest(loss: Callable[[Floats], tuple[float, Floats]], at: Floats) -> Floats:
    value, slope = loss(at)
    past: deque[tuple[Floats, Floats, float]] = deque(maxlen=_REMEMBERED)
    for _ in range(_ROUNDS):
        step = _newton_like(slope, past)
        length, falling = 1.0 if past else 1 / float(np.abs(slope).sum()), float(np.vdot(step, slope))
        while True:
            new = at + length * step
            new_value, new_slope = loss(new)
            if new_value <= value + 1e-4 * length * falling or length < 1e-6:
                break
            length /= 2
        moved, turned = new - at, new_slope - slope
        curvature = float(np.vdot(moved, turned))
        if curvature <= 0:
            return new
        past.append((moved, turned, 1 / curvature))
        at, value, slope = new, new_value, new_slope
    return at


def _newton_like(slope: Floats, past: deque[tuple[Floats, Floats, float]]) -> Floats:
    step, shares = -slope, []
    for moved, turned, inverse in reversed(past):
        share = inverse * float(np.vdot(moved, step))
        _add(step, -share, turned)
        shares.append(share)
    if past:
        moved, turned, inverse = past[-1]
        step *= np.float32(1 / (inverse * float(np.vdot(turned, turned))))
    for (moved, turned, inverse), share in zip(past, reversed(shares), strict=True):
        _add(step, share - inverse * float(np.vdot(turned, step)), moved)
    return step


def _add(to: Floats, times: float, what: Floats) -> None:
    """Adds `times` times `what` to `to`, some rows at once, so that what is added stays in the cache."""
    for first in range(0, len(to), _ROWS_AT_ONCE):
        to[first : first + _ROWS_AT_ONCE] += np.float32(times) * what[first : first + _ROWS_AT_ONCE]


class _Table:
    """The features in the form in which products are quickest: rare ones sparse in both orders, the others dense."""

    def __init__(self, rows: Rows, features: int) -> None:
        owners = np.repeat(np.arange(len(rows)), np.diff(rows.ends))
        frequency = np.bincount(rows.numbers, minlength=features)
        self._common, self._rare = np.flatnonzero(frequency >= _COMMON), np.flatnonzero(frequency < _COMMON)
        place = np.empty(features, np.int64)
        place[self._common] = np.arange(len(self._common))
        place[self._rare] = np.arange(len(self._rare))
        rare = frequency[rows.numbers] < _COMMON
        dense = np.zeros((len(rows), len(self._common)), np.float32)
        dense[owners[~rare], place[rows.numbers[~rare]]] = rows.weights[~rare]
        self._dense: Floats = dense
        self._forth = _Sums(owners[rare], place[rows.numbers[rare]], rows.weights[rare], len(rows))
        self._back = _Sums(place[rows.numbers[rare]], owners[rare], rows.weights[rare], len(self._rare))
        self.width = features

    def times(self, weights: Floats, beside: Beside) -> Floats:
        """The table times `weights`, which are in the table's own order; `beside` does parts of the classes at once."""
        rare = len(self._rare)
        product: Floats = self._dense @ weights[rare:]

        def add_rare(some: slice) -> None:
            product[:, some] += self._forth.of(weights[:rare, some])

        beside(add_rare)
        return product

    def back(self, pull: Floats, beside: Beside) -> Floats:
        """The table turned over, times `pull`."""
        rare = len(self._rare)
        product = np.empty((self.width, pull.shape[1]), np.float32)
        np.matmul(self._dense.T, pull, out=product[rare:])

        def put_rare(some: slice) -> None:
            product[:rare, some] = self._back.of(pull[:, some])

        beside(put_rare)
        return product

    def in_order(self, weights: Floats) -> Floats:
        """The weights in the order of the features' numbers, common and rare alike."""
        rare = len(self._rare)
        out = np.empty_like(weights)
        out[self._rare], out[self._common] = weights[:rare], weights[rare:]
        return out


class _Sums:
    """Weighted sums of a table's rows: for each entry, `weight` times row `source` is added to row `target`.

    Targets with equally many entries are worked on together, as products of small matrices of one size.
    """

    def __init__(self, target: Integers, source: Integers, weight: Floats, count: int) -> None:
        self._count = count
        order = np.argsort(target, kind="stable")
        source, weight = source[order], weight[order]
        targets, starts, sizes = np.unique(target[order], return_index=True, return_counts=True)
        self._groups: list[tuple[Integers, Integers, Floats]] = []
        for size in np.unique(sizes):
            mine = np.flatnonzero(sizes == size)
            at_once = max(1, _AT_ONCE // int(size))
            for first in range(0, len(mine), at_once):
                some = mine[first : first + at_once]
                entries = starts[some, None] + np.arange(size)
                self._groups.append((targets[some], source[entries], weight[entries][:, None, :]))

    def of(self, table: Floats) -> Floats:
        """The sums, a row for each target."""
        out = np.zeros((self._count, table.shape[1]), np.float32)
        for targets, sources, weights in self._groups:
            out[targets] = np.matmul(weights, table[sources])[:, 0]
        return out

"""Learns from examples which features speak for which class: a linear classifier, the sum of two.

One tells each class from the rest (squared hinge with a ridge, as in a linear support vector machine, brought down by a
few rounds of conjugate gradients); the other counts (naive Bayes), and holds better for texts put in a way unlike the
examples. docs/search.md has the figures. numpy alone; the same examples give the same weights.
"""

import os
from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from nlu.learning.features import Floats, Integers, Rows

_STRICTNESS = 0.5  # how much a wrong answer costs against large weights
_ROUNDS = 5  # more of them fit the examples better and other people's questions no better
_SEARCHES = 2  # steps of Newton's method for how far to go in a round
_COUNTING = 0.06  # the share of the counted weights in the sum
_UNSEEN = 0.02  # what is counted for a feature that a class's examples lack
_COMMON = 300  # a feature of so many questions goes to the dense table, where products are quick
_CLASSES_AT_ONCE = 98  # classes that one processor works on while the others work on others
_AT_ONCE = 2_000  # entries of the sparse table that are worked on together, so that they stay in the cache


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


def tell_apart(
    rows: Rows, classes: Sequence[Collection[int]], features: int, count: int, rounds: int = _ROUNDS
) -> Floats:
    """As `train`, without the part that counts: for rows that have several classes, each about another thing.

    Few examples want more `rounds` than many.
    """
    table = _Table(rows, features)
    sides = np.full((len(rows), count), -1, np.float32)
    for row, right in enumerate(classes):
        sides[row, list(right)] = 1
    # Always in the same parts, so that the same examples give the same weights however many processors there are.
    parts = [sides[:, first : first + _CLASSES_AT_ONCE] for first in range(0, count, _CLASSES_AT_ONCE)]
    if len(parts) == 1:
        return table.in_order(_lowest(table, sides, rounds))
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        found = list(pool.map(lambda some: _lowest(table, np.ascontiguousarray(some), rounds), parts))
    return table.in_order(np.concatenate(found, axis=1))


def _lowest(table: "_Table", sides: Floats, rounds: int) -> Floats:
    """The weights of some classes after `rounds` of nonlinear conjugate gradients (Polak and Ribière).

    `sides` is 1 where a row is of the class and -1 where it is not. Each class goes its own way; steps are scaled by
    the root of how steep each feature can be: by the whole of it, rare features would take all that is to be explained.
    """
    scale: Floats = (1 + np.float32(2 * _STRICTNESS) * table.squares[:, None]) ** np.float32(-0.5)
    weights = np.zeros((table.width, sides.shape[1]), np.float32)
    if table.constant is not None:  # it goes with every other feature, and would be long in coming to where it belongs
        weights[table.constant] = sides.mean(axis=0)
    scores = table.times(weights)
    way, before = np.zeros_like(weights), np.zeros_like(weights)
    before_square: Floats = np.ones(sides.shape[1], np.float32)
    for _ in range(rounds):
        short = np.maximum(0, 1 - sides * scores)  # what each score lacks
        short *= sides
        slope = table.back(short)
        slope *= np.float32(-2 * _STRICTNESS)
        slope += weights
        scaled: Floats = slope * scale
        square = _dots(scaled, slope)
        way *= np.maximum(0, (square - _dots(scaled, before)) / before_square)
        way -= scaled
        before, before_square = slope, square
        gain = table.times(way)
        far = _how_far(1 - sides * scores, sides * gain, _dots(weights, way), _dots(way, way))
        weights += far * way
        scores += far * gain
    return weights


def _how_far(lack: Floats, gain: Floats, along: Floats, length: Floats) -> Floats:
    """How far to go for each class: where the loss along the way is lowest, found by Newton's method.

    `lack` is what each row lacks before, `gain` what it gains for each step; `along` is the product of the weights with
    the way, `length` that of the way with itself.
    """
    far = np.zeros_like(along)
    for _ in range(_SEARCHES):
        short = lack - far * gain
        open_ = short > 0
        steep = along + far * length - 2 * _STRICTNESS * _dots(short * open_, gain)
        far = far - steep / (length + 2 * _STRICTNESS * _dots(gain * open_, gain))
    return far


def _dots(one: Floats, other: Floats) -> Floats:
    """The product of each column of `one` with that of `other`."""
    products: Floats = np.einsum("ij,ij->j", one, other)
    return products


class _Table:
    """The features in the form in which products are quickest: rare ones sparse in both orders, the others dense.

    `squares` has the sum of the squares of each feature's weights, in the table's own order.
    """

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
        squares = np.bincount(rows.numbers, np.square(rows.weights, dtype=np.float64), features)
        constant = np.flatnonzero(squares == len(rows))
        self.constant = len(self._rare) + int(place[constant[0]]) if len(constant) else None
        self.squares: Floats = squares[np.concatenate([self._rare, self._common])].astype(np.float32)

    def times(self, weights: Floats) -> Floats:
        """The table times `weights`, which are in the table's own order."""
        rare = len(self._rare)
        product: Floats = self._dense @ weights[rare:]
        product += self._forth.of(weights[:rare])
        return product

    def back(self, pull: Floats) -> Floats:
        """The table turned over, times `pull`."""
        rare = len(self._rare)
        product = np.empty((self.width, pull.shape[1]), np.float32)
        product[:rare] = self._back.of(pull)
        np.matmul(self._dense.T, pull, out=product[rare:])
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

"""Teaches a tagger from rows of features, each with the kind that it is of, and keeps what it has learned."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from nlu.learning.features import Floats, Rows
from nlu.learning.training import tell_apart

_ROUNDS = 12  # of learning
_RARE = 5  # a feature is learned that so many rows have
WEAK = 0.02  # a feature whose weights are all below is not kept

Row = tuple[Sequence[str], str]  # the features of a number, and its kind


def fitted(rows: Sequence[Row], kinds: Sequence[str]) -> tuple[list[str], Floats]:
    """The features that stand often enough in `rows`, and their weights for each of `kinds`."""
    seen = Counter(name for names, _ in rows for name in names)
    kept = sorted(name for name, times in seen.items() if times >= _RARE)
    places = {name: place for place, name in enumerate(kept)}
    known = [[places[name] for name in names if name in places] for names, _ in rows]
    table = Rows(
        np.array([place for one in known for place in one], np.int64),
        np.array([(1 + len(one)) ** -0.5 for one in known for _ in one], np.float32),
        np.cumsum([0, *(len(one) for one in known)], dtype=np.int64),
    )
    return kept, tell_apart(table, [[kinds.index(kind)] for _, kind in rows], len(kept), len(kinds), _ROUNDS)


def save(file: Path, names: Sequence[str], weights: Floats, fingerprint: str) -> None:
    """Keeps what was learned, each weight as a whole number of steps, with what it was learned from."""
    strong = np.abs(weights).max(axis=1) >= WEAK
    names, weights = [name for name, one in zip(names, strong, strict=True) if one], weights[strong]
    sizes = (np.abs(weights).max(axis=1, keepdims=True) / 127).astype(np.float32)
    np.savez_compressed(
        file,
        names=np.frombuffer("\n".join(names).encode(), np.uint8),
        steps=np.round(weights / sizes).astype(np.int8),
        sizes=sizes,
        fingerprint=np.frombuffer(fingerprint.encode(), np.uint8),
    )

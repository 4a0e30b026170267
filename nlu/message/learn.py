"""`python -m nlu.message.learn`: teaches the second reader of messages from invented and told ones."""

import hashlib
from collections import Counter
from collections.abc import Sequence

import numpy as np

from nlu.learning.features import Floats, Rows
from nlu.learning.training import tell_apart
from nlu.message.second_reader import FILE, KINDS, rows_of_message, rows_of_story
from nlu.message.wordings import FOLDER, invented
from nlu.message.wordings.stories import authors, retold

COUNT, SEED = 3_000, 5
_ROUNDS = 12  # of learning
_RARE = 5  # a feature is learned that so many numbers have


def fingerprint() -> str:
    """A short text that changes with the wordings."""
    written = b"".join(path.read_bytes() for path in sorted(FOLDER.glob("*.*")) if path.suffix in {".yaml", ".py"})
    return hashlib.sha256(written).hexdigest()[:32]


def learned(count: int = COUNT, seed: int = SEED) -> tuple[list[str], Floats]:
    """The features that speak for a kind, and their weights for each of `KINDS`."""
    rows = [row for one in invented(count, seed) for row in rows_of_message(one)]
    rows += [row for told in authors().values() for one in retold(told) for row in rows_of_story(one)]
    return fitted(rows)


def fitted(rows: Sequence[tuple[Sequence[str], str]]) -> tuple[list[str], Floats]:
    """The features that stand often enough in `rows`, and their weights for each of `KINDS`."""
    seen = Counter(name for names, _ in rows for name in names)
    kept = sorted(name for name, times in seen.items() if times >= _RARE)
    places = {name: place for place, name in enumerate(kept)}
    known = [[places[name] for name in names if name in places] for names, _ in rows]
    table = Rows(
        np.array([place for one in known for place in one], np.int64),
        np.array([(1 + len(one)) ** -0.5 for one in known for _ in one], np.float32),
        np.cumsum([0, *(len(one) for one in known)], dtype=np.int64),
    )
    weights = tell_apart(table, [[KINDS.index(kind)] for _, kind in rows], len(kept), len(KINDS), _ROUNDS)
    return kept, weights


def save(names: Sequence[str], weights: Floats) -> None:
    """Keeps what was learned, each weight as a whole number of steps."""
    strong = np.abs(weights).max(axis=1) >= 0.02
    names, weights = [name for name, one in zip(names, strong, strict=True) if one], weights[strong]
    sizes = (np.abs(weights).max(axis=1, keepdims=True) / 127).astype(np.float32)
    np.savez_compressed(
        FILE,
        names=np.frombuffer("\n".join(names).encode(), np.uint8),
        steps=np.round(weights / sizes).astype(np.int8),
        sizes=sizes,
        fingerprint=np.frombuffer(fingerprint().encode(), np.uint8),
    )


if __name__ == "__main__":
    save(*learned())

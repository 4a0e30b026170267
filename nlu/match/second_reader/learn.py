"""`python -m nlu.match.second_reader.learn`: teaches the second reader of match formulas from invented ones."""

import hashlib
import random
from collections import Counter
from collections.abc import Sequence

import numpy as np

from nlu.entities.text import clean, tokens_of_clean
from nlu.learning.features import Floats, Rows
from nlu.learning.training import tell_apart
from nlu.match.items import items_in, spelled
from nlu.match.masks import masked
from nlu.match.second_reader import invented
from nlu.match.second_reader.invented import Told
from nlu.match.second_reader.roles import FILE, KINDS, Seen, features
from nlu.match.turns.plain import in_plain_words

COUNT, SEED = 9_000, 7
_ROUNDS = 12  # of learning
_RARE = 5  # a feature is learned that so many amounts have
_TRUSTED = 0.6  # what was read of the amounts before may be wrong, and so it is in what is learned
_OPENS, _CLOSES = "\ue000", "\ue001"  # no text holds these

Row = tuple[Sequence[str], str]


def fingerprint() -> str:
    """A short text that changes with the wordings."""
    written = invented.FILE.read_bytes() + (invented.FILE.parent / "invented.py").read_bytes()
    return hashlib.sha256(written).hexdigest()[:32]


def rows_of(told: Told) -> list[Row]:
    """The features of each amount of an invented formula, read as formulas are read, with its role."""
    text = clean("".join(f"{_OPENS}{piece}{_CLOSES}" if role else piece for piece, role in told.pieces))
    named = [role for _, role in told.pieces if role]
    spans: list[tuple[int, int, str]] = []
    plain, begins = "", 0
    for letter in text:
        if letter == _OPENS:
            begins = len(plain)
        elif letter == _CLOSES:
            spans.append((begins, len(plain), named[len(spans)]))
        else:
            plain += letter
    tokens = spelled(in_plain_words(masked(tokens_of_clean(plain)).tokens))
    seen = Seen(tokens, items_in(tokens))
    found: list[Row] = []
    before: list[str] = []
    chance = random.Random(text)  # noqa: S311  nothing here is secret
    for nth, place in enumerate(seen.amounts):
        item = seen.items[place]
        start, end = tokens[item.start].start, max(token.end for token in tokens[item.start : item.end])
        kind = next((role for low, high, role in spans if low < end and start < high), "other")
        found.append((sorted(features(seen, nth, before)), kind))
        before.append(kind if chance.random() < _TRUSTED else chance.choice(KINDS))
    return found


def learned(count: int = COUNT, seed: int = SEED) -> tuple[list[str], Floats]:
    """The features that speak for a role, and their weights for each of `KINDS`."""
    rows = [row for told in invented.invented(count, seed) for row in rows_of(told)]
    seen = Counter(name for names, _ in rows for name in names)
    kept = sorted(name for name, times in seen.items() if times >= _RARE)
    places = {name: place for place, name in enumerate(kept)}
    known = [[places[name] for name in names if name in places] for names, _ in rows]
    table = Rows(
        np.array([place for one in known for place in one], np.int64),
        np.array([(1 + len(one)) ** -0.5 for one in known for _ in one], np.float32),
        np.cumsum([0, *(len(one) for one in known)], dtype=np.int64),
    )
    return kept, tell_apart(table, [[KINDS.index(kind)] for _, kind in rows], len(kept), len(KINDS), _ROUNDS)


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

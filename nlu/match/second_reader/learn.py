"""`python -m nlu.match.second_reader.learn`: teaches the second reader of match formulas from invented ones."""

import hashlib
import random

from nlu.entities.text import clean, tokens_of_clean
from nlu.learning.features import Floats
from nlu.learning.tagger_training import Row, fitted, save
from nlu.match.items import items_in, spelled
from nlu.match.masks import masked
from nlu.match.second_reader import invented
from nlu.match.second_reader.invented import Told
from nlu.match.second_reader.roles import FILE, KINDS, Seen, features
from nlu.match.turns.plain import in_plain_words

COUNT, SEED = 9_000, 7
_TRUSTED = 0.6  # what was read of the amounts before may be wrong, and so it is in what is learned
_OPENS, _CLOSES = "\ue000", "\ue001"  # no text holds these


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
    return fitted(rows, KINDS)


if __name__ == "__main__":
    save(FILE, *learned(), fingerprint())

"""`python -m nlu.message.learn`: teaches the second reader of messages from invented and told ones."""

import hashlib
from collections.abc import Mapping, Sequence

import numpy as np

from nlu.learning.network import Network, likely
from nlu.learning.network_training import Example, taught
from nlu.learning.tagger import Tagger
from nlu.learning.tagger_training import WEAK, fitted
from nlu.message.second_reader import FILE, KINDS, LINEAR, Learned, Marked, marked, marked_invented, named, rows
from nlu.message.wordings import FOLDER, invented
from nlu.message.wordings.stories import TIMES, authors, retold

COUNT, SEED = 3_000, 5
_TOGETHER = 4  # of so many invented messages the network sees one at a time, as of the ways to tell a story
Group = Sequence[Marked]


def fingerprint() -> str:
    """A short text that changes with the wordings."""
    written = b"".join(path.read_bytes() for path in sorted(FOLDER.glob("*.*")) if path.suffix in {".yaml", ".py"})
    return hashlib.sha256(written).hexdigest()[:32]


def material() -> dict[str, list[Group]]:
    """The messages to learn from, by author, those together that tell the same in other words."""
    made = [marked_invented(one) for one in invented(COUNT, SEED)]
    return {
        "invented": _in_groups(made, _TOGETHER),
        **{name: _in_groups([marked(one) for one in retold(told)], TIMES) for name, told in authors().items()},
    }


def learned(by_author: Mapping[str, Sequence[Group]]) -> Learned:
    """Both models of the second reader.

    The linear one learns with what a network guesses of the other numbers that has not seen the message: one learned
    from the half of the authors to whom the message does not belong.
    """
    halves: list[list[Group]] = [[], []]
    for nth, (name, groups) in enumerate(by_author.items()):
        if name == "invented":
            halves[0] += groups[::2]
            halves[1] += groups[1::2]
        else:
            halves[nth % 2] += groups
    told: list[tuple[list[str], str]] = []
    for here, there in (halves, halves[::-1]):
        network = _network(there)
        told += [row for group in here for one in group for row in _rows(one, network)]
    names, weights = fitted(told, KINDS)
    linear = Tagger({name: place for place, name in enumerate(names)}, weights)
    return Learned(_network([*halves[0], *halves[1]]), linear)


def _in_groups(messages: Sequence[Marked], size: int) -> list[Group]:
    return [messages[first : first + size] for first in range(0, len(messages), size)]


def _network(groups: Sequence[Group]) -> Network:
    examples = [
        [Example(named(one.seen), {place: KINDS.index(kind) for place, kind in one.kinds.items()}) for one in group]
        for group in groups
    ]
    return taught(examples, len(KINDS))


def _rows(one: Marked, network: Network) -> list[tuple[list[str], str]]:
    """The features of each number of a message, with what it is of."""
    if not one.kinds:
        return []
    places = list(one.kinds)
    guessed = likely(network, named(one.seen), places).argmax(axis=1)
    found = rows(one.seen, [(place, KINDS[at]) for place, at in zip(places, guessed, strict=True)])
    return list(zip(found, one.kinds.values(), strict=True))


def save(both: Learned) -> None:
    """Keeps what was learned, each weight as a whole number of steps."""
    strong = np.abs(both.linear.weights).max(axis=1) >= WEAK
    features = [name for name, one in zip(both.linear.places, strong, strict=True) if one]
    tables = {**both.network.weights, LINEAR: both.linear.weights[strong]}
    kept: dict[str, np.ndarray] = {
        "features": _written(features),
        "names of network": _written(list(both.network.places)),
        "tables": np.array(list(tables)),
        "fingerprint": _written([fingerprint()]),
    }
    for name, table in tables.items():
        sizes = np.maximum(np.abs(table).max(axis=-1, keepdims=True) / 127, 1e-9).astype(np.float32)
        kept[f"{name} sizes"] = sizes
        kept[f"{name} steps"] = np.round(table / sizes).astype(np.int8)
    np.savez_compressed(FILE, allow_pickle=False, **kept)


def _written(lines: Sequence[str]) -> np.ndarray:
    return np.frombuffer("\n".join(lines).encode(), np.uint8)


if __name__ == "__main__":
    save(learned(material()))

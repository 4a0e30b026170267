"""`python -m nlu.message.learn`: teaches the second reader of messages from invented and told ones."""

import hashlib

from nlu.learning.features import Floats
from nlu.learning.tagger_training import fitted, save
from nlu.message.second_reader import FILE, KINDS, rows_of_message, rows_of_story
from nlu.message.wordings import FOLDER, invented
from nlu.message.wordings.stories import authors, retold

COUNT, SEED = 3_000, 5


def fingerprint() -> str:
    """A short text that changes with the wordings."""
    written = b"".join(path.read_bytes() for path in sorted(FOLDER.glob("*.*")) if path.suffix in {".yaml", ".py"})
    return hashlib.sha256(written).hexdigest()[:32]


def learned(count: int = COUNT, seed: int = SEED) -> tuple[list[str], Floats]:
    """The features that speak for a kind, and their weights for each of `KINDS`."""
    rows = [row for one in invented(count, seed) for row in rows_of_message(one)]
    rows += [row for told in authors().values() for one in retold(told) for row in rows_of_story(one)]
    return fitted(rows, KINDS)


if __name__ == "__main__":
    save(FILE, *learned(), fingerprint())

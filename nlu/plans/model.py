"""What the plan reader has learned from the labeled passages: a linear classifier of passages, kept as one file.

The file carries a fingerprint of all that it was learned from; one that does not fit is never used.
"""

import hashlib
import json
import logging
import os
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core.plan_features import FEATURES, Feature
from nlu.learning.features import Featurizer, Floats, Vocabulary, count, rows_of, vocabulary_of
from nlu.learning.training import tell_apart
from nlu.plans.boxes import Boxes
from nlu.plans.labels import FOLDER, Labeled, labeled_passages
from nlu.plans.looks import BLOCKS, Window, tokens_of
from nlu.plans.names import with_names_resolved
from nlu.plans.wording import plain

_ROUNDS = 12  # of learning
_VERSION = 7  # goes up with every change of the code that makes what is learned another thing
_SAYS = (None, "yes", "no")  # the classes of each feature, in the order of the columns


@dataclass(frozen=True, slots=True)
class Leaning:
    """How far a passage leans to yes and to no on a feature: above zero where that is likelier than the other two."""

    yes: float
    no: float


class PlanModel:
    """Tells what a passage says on each feature. `weights` has a row a token, three columns a feature of the plan."""

    def __init__(self, vocabulary: Vocabulary, weights: Floats) -> None:
        self.vocabulary = vocabulary
        self.weights = weights
        self._featurizer = Featurizer(vocabulary, BLOCKS)

    def leanings(self, window: Window) -> Mapping[Feature, Leaning]:
        """How far `window` leans to yes and to no, feature by feature."""
        numbers, weights = self._featurizer(tokens_of(window))
        scores = (np.array(weights, np.float32) @ self.weights[numbers]).reshape(len(FEATURES), len(_SAYS)).tolist()
        return {
            feature: Leaning(yes - max(nothing, no), no - max(nothing, yes))
            for feature, (nothing, yes, no) in zip(FEATURES, scores, strict=True)
        }


def load_or_learn(kept: Path | None = None) -> PlanModel:
    """What was learned, from the file `kept` where it fits; else learned now, which takes some seconds, and kept there.

    Raises ValueError where a labeled passage is not in order.
    """
    mark = _fingerprint()
    model = _load(kept, mark) if kept is not None else None
    if model is not None:
        return model
    logging.getLogger(__name__).warning("learning to read plan documents, which takes some seconds")
    model = learn(labeled_passages())
    if kept is not None:
        try:
            kept.parent.mkdir(parents=True, exist_ok=True)
            _save(model, kept, mark)
        except OSError as error:
            logging.getLogger(__name__).warning("what was learned cannot be kept: %s", error.strerror)
    return model


def learn(labeled: Sequence[Labeled]) -> PlanModel:
    """The model that these passages teach."""
    tokens = [tokens_of(_window(one)) for one in labeled]
    vocabulary = vocabulary_of(count(tokens), len(tokens))
    rows = rows_of(vocabulary, BLOCKS, tokens)
    classes = [[len(_SAYS) * place + _SAYS.index(word) for place, word in enumerate(one.says)] for one in labeled]
    weights = tell_apart(rows, classes, 1 + len(vocabulary.names), len(_SAYS) * len(FEATURES), _ROUNDS)
    # In the half precision in which they are kept, so that what is learned anew is what was kept.
    return PlanModel(vocabulary, weights.astype(np.float16).astype(np.float32))


def _window(labeled: Labeled) -> Window:
    marked = Boxes.of([labeled.text]).mark(labeled.text)
    return Window(with_names_resolved([plain(marked)], [labeled.text])[0], plain(labeled.over), labeled.chosen)


def _fingerprint() -> str:
    learned_from = [_VERSION, BLOCKS, [file.read_text("utf-8") for file in sorted(FOLDER.glob("*.yaml"))]]
    return hashlib.sha256(json.dumps(learned_from).encode()).hexdigest()[:32]


def _save(model: PlanModel, file: Path, mark: str) -> None:
    """Writes the model to `file`, whole or not at all."""
    written = file.with_suffix(f".{os.getpid()}.npz")
    try:
        np.savez_compressed(
            written,
            texts=np.frombuffer(json.dumps([mark, model.vocabulary.names]).encode(), np.uint8),
            counts=model.vocabulary.counts.astype(np.int32),
            size=np.array(model.vocabulary.texts),
            weights=model.weights.astype(np.float16),
        )
        written.replace(file)
    finally:
        written.unlink(missing_ok=True)


def _load(file: Path, mark: str) -> PlanModel | None:
    """The model in `file`; None where there is none, it is not whole, or it was learned from something else."""
    try:
        with np.load(file, allow_pickle=False) as kept:
            written, names = json.loads(kept["texts"].tobytes())
            if written != mark:
                return None
            vocabulary = Vocabulary(tuple(names), kept["counts"].astype(np.int64), int(kept["size"]))
            return PlanModel(vocabulary, kept["weights"].astype(np.float32))
    except (OSError, ValueError, KeyError, zipfile.BadZipFile):
        return None

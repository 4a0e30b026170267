"""What the search has learnt from the content: built from the asks in a few seconds, kept as one file beside them.

The file carries a fingerprint of all that it was learnt from. A file that does not fit the content is never used: the
search then learns anew in memory, `make check` names the file, and `python -m content.search` makes it again.
"""

import hashlib
import json
import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from content.findings import Finding
from content.library import Library
from content.reading import read_yaml, validated
from content.search.features import Featuriser, Vocabulary, learn, rows_of
from content.search.phrases import phrases_of
from content.search.training import train
from content.search.vectors import Floats, vectors
from content.search.word_forms import words

FOREIGN_FILE = "search/foreign.yaml"
INDEX_FILE = "search/index.npz"
_VERSION = 1  # goes up with every change of the code that makes an index another one
VECTOR_WEIGHT = 0.7  # of the vectors beside the blocks of features
_WIDTH = 128  # of the vectors that are kept of each question; the directions in which our questions differ most
_STEPS = 127  # a kept number is a whole one from -127 to 127

Bytes = NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Index:
    """The vocabulary, the classifier's weights, and a short vector of every question learnt.

    The classes are the articles in `articles`, and after them the foreign questions, which no article answers.
    """

    fingerprint: str
    articles: tuple[str, ...]
    vocabulary: Vocabulary
    weights: Floats  # a row for each feature, then one for each place of a vector; a column for each class
    narrowing: Floats  # makes a short vector of a whole one
    near: Floats  # short vectors of our questions, each of length one
    far: Floats  # and of the foreign ones


def fingerprint(library: Library, foreign: tuple[str, ...]) -> str:
    """A short text that changes with anything that the index is learnt from."""
    learnt_from = [
        _VERSION,
        [[name, article.title, article.front.asks] for name, article in sorted(library.articles.items())],
        foreign,
        [[" ".join(phrase), marks] for phrase, marks in phrases_of(library).items()],
    ]
    return hashlib.sha256(json.dumps(learnt_from).encode()).hexdigest()[:32]


def foreign_questions(folder: Path) -> tuple[str, ...]:
    """The foreign questions in the content `folder`. Raises `ContentError` if their file is not in order."""
    path = folder / FOREIGN_FILE
    questions: tuple[str, ...] = validated(
        tuple[str, ...], read_yaml(path, FOREIGN_FILE), FOREIGN_FILE, path.read_text(encoding="utf-8")
    )
    return questions


def build(library: Library, foreign: tuple[str, ...]) -> Index:
    """Learns the index from the library and the foreign questions; takes some seconds."""
    articles = tuple(sorted(library.articles))
    ours = [
        (question, place)
        for place, name in enumerate(articles)
        for question in (*library.articles[name].front.asks, library.articles[name].title)
    ]
    questions = [*(question for question, _ in ours), *foreign]
    classes = np.array([*(place for _, place in ours), *[len(articles)] * len(foreign)], np.int64)
    asked = [words(question) for question in questions]
    phrases = phrases_of(library)
    vocabulary = learn(asked[: len(ours)], asked[len(ours) :], phrases)
    whole = vectors().of(questions)
    rows = rows_of(Featuriser(vocabulary, phrases), asked, VECTOR_WEIGHT * whole)
    weights = train(rows, classes, 1 + len(vocabulary.names), 1 + len(articles))
    narrowing: Floats = np.linalg.eigh(whole.T @ whole)[1][:, ::-1][:, :_WIDTH].astype(np.float32)
    short = narrow(whole, narrowing)
    return Index(
        fingerprint(library, foreign),
        articles,
        vocabulary,
        _unpacked(*_packed(weights)),
        narrowing,
        _unpacked(*_packed(short[: len(ours)])),
        _unpacked(*_packed(short[len(ours) :])),
    )


def narrow(whole: Floats, narrowing: Floats) -> Floats:
    """Short vectors of length one from whole ones."""
    short = np.einsum("ij,jk->ik", whole, narrowing)
    unit: Floats = short / np.maximum(np.linalg.norm(short, axis=1, keepdims=True), np.float32(1e-9))
    return unit


def save(index: Index, file: Path) -> None:
    """Writes the index to `file`."""
    (weights, weights_sizes), (near, near_sizes), (far, far_sizes) = map(
        _packed, (index.weights, index.near, index.far)
    )
    np.savez_compressed(
        file,
        texts=np.frombuffer(json.dumps([index.fingerprint, index.articles, index.vocabulary.names]).encode(), np.uint8),
        everywhere=index.vocabulary.everywhere.astype(np.int32),
        ours=index.vocabulary.ours.astype(np.int32),
        questions=np.array(index.vocabulary.questions),
        narrowing=index.narrowing,
        weights=weights,
        weights_sizes=weights_sizes,
        near=near,
        near_sizes=near_sizes,
        far=far,
        far_sizes=far_sizes,
    )


def load(file: Path) -> Index | None:
    """The index in `file`; None where there is no such file or it is not whole, so that it must be made again."""
    try:
        with np.load(file, allow_pickle=False) as kept:
            mark, articles, names = json.loads(kept["texts"].tobytes())
            vocabulary = Vocabulary(
                tuple(names),
                kept["everywhere"].astype(np.int64),
                kept["ours"].astype(np.int64),
                int(kept["questions"]),
            )
            weights, near, far = (_unpacked(kept[name], kept[f"{name}_sizes"]) for name in ("weights", "near", "far"))
            return Index(mark, tuple(articles), vocabulary, weights, kept["narrowing"], near, far)
    except (OSError, ValueError, KeyError, zipfile.BadZipFile):
        return None


def stale(library: Library) -> list[Finding]:
    """A finding if the kept index does not fit the content; for `make check`."""
    kept = load(library.folder / INDEX_FILE)
    if kept is not None and kept.fingerprint == fingerprint(library, foreign_questions(library.folder)):
        return []
    return [Finding(INDEX_FILE, 1, "the search index does not fit the content; run `python -m content.search`")]


def _packed(table: Floats) -> tuple[Bytes, Floats]:
    sizes = np.maximum(np.abs(table).max(axis=1, keepdims=True), np.float32(1e-9)) / np.float32(_STEPS)
    return np.rint(table / sizes).astype(np.int8), sizes


def _unpacked(steps: Bytes, sizes: Floats) -> Floats:
    return steps.astype(np.float32) * sizes

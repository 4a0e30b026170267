"""What the search has learned from the content: built from the asks in about ten seconds, kept as one file.

The file carries a fingerprint of all that it was learned from; one that does not fit the content is never used.
"""

import hashlib
import json
import os
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from content.acts import Example, examples_mark, load_examples
from content.library import Library
from content.reading import read_yaml, validated
from content.search.neighbors import Neighbors, neighbors_of
from content.search.phrases import Phrases, marked_names, marks, phrases_of
from content.search.spelling import ordinary_words
from nlu.learning.features import Floats, Vocabulary, count, rows_of, vocabulary_of, word_tokens
from nlu.learning.mapped import mapped_arrays
from nlu.learning.names import NameTable, table_of
from nlu.learning.tokenizer import words
from nlu.learning.training import train

FOREIGN_FILE = "search/foreign.yaml"
_VERSION = 6  # goes up with every change of the code that makes an index another one
BLOCKS = {"word": 0.6, "stem": 1.0, "start": 0.6, "letters": 0.6, "mark": 0.5, "shape": 0.5}
_KINDS = ("ours", "foreign", "other")
_SUBJECTS = frozenset({"i", "we", "my", "they", "he", "she", "plan", "company", "employer", "you"})
_IMPERATIVES = frozenset(
    {
        "add",
        "calculate",
        "change",
        "compute",
        "export",
        "give",
        "help",
        "let",
        "make",
        "note",
        "put",
        "record",
        "remind",
        "run",
        "save",
        "send",
        "set",
        "show",
        "start",
        "stop",
        "take",
        "tell",
        "walk",
    }
)
_NAMES = "names_"  # how the arrays of the vocabulary's names begin
_STEPS = 127  # a kept number is a whole one from -127 to 127

Bytes = NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Packed:
    """A table of numbers, each kept as a whole number of steps of its row's own size: a quarter of the memory."""

    steps: Bytes
    sizes: Floats

    def rows(self, numbers: Sequence[int]) -> Floats:
        """The rows of these numbers, as they are kept."""
        return self.steps[numbers] * self.sizes[numbers]


@dataclass(frozen=True, slots=True)
class Index:
    """The vocabulary, the classifier's weights, and which text learned has which features.

    `labels` are the classes: `ask:` with an article, `start:` with a flow, another act with its target, and
    `foreign:` for what no article answers. The first `ours` of the `texts` are questions that an article answers, the
    next `foreign` are foreign, the others ask nothing of the library.
    """

    fingerprint: str
    labels: tuple[str, ...]
    vocabulary: Vocabulary
    phrases: Phrases
    own_words: Counter[str]  # in how many of our questions each word stands
    weights: Packed  # a row for each feature, a column for each class
    texts: Neighbors
    ours: int
    foreign: int
    ordinary: str  # the ordinary words of English, a line each, with an empty first and last line


def fingerprint(library: Library, foreign: tuple[str, ...]) -> str:
    """A short text that changes with anything that the index is learned from."""
    learned_from = [
        _VERSION,
        [[name, article.title, article.front.asks] for name, article in sorted(library.articles.items())],
        foreign,
        examples_mark(library.folder),
        [[name, flow.title, flow.starts] for name, flow in sorted(library.flows.items())],
        list(marked_names(library)),
    ]
    return hashlib.sha256(json.dumps(learned_from).encode()).hexdigest()[:32]


def foreign_questions(folder: Path) -> tuple[str, ...]:
    """The foreign questions in the content `folder`. Raises `ContentError` if their file is not in order."""
    path = folder / FOREIGN_FILE
    questions: tuple[str, ...] = validated(
        tuple[str, ...], read_yaml(path, FOREIGN_FILE), FOREIGN_FILE, path.read_text(encoding="utf-8")
    )
    return questions


def build(library: Library, foreign: tuple[str, ...]) -> Index:
    """Learns the index from the library and the foreign questions; takes about ten seconds."""
    texts = sorted(
        ((one, found) for one in _texts(library, foreign) if (found := words(one.text))),
        key=lambda pair: _KINDS.index(_kind(pair[0].labels)),
    )
    labels = tuple(sorted({label for one, _ in texts for label in one.labels}))
    places = {label: place for place, label in enumerate(labels)}
    kinds = Counter(_kind(one.labels) for one, _ in texts)
    phrases = phrases_of(library)
    tokens = [tokens_of(found, phrases, one.text) for one, found in texts]
    own = count(tokens[: kinds["ours"]])
    all_ = own + count(tokens[kinds["ours"] :])
    vocabulary = vocabulary_of(all_, len(texts))
    rows = rows_of(vocabulary, BLOCKS, tokens)
    classes = [[places[label] for label in one.labels] for one, _ in texts]
    weights = train(rows, classes, 1 + len(vocabulary.names), len(labels))
    return Index(
        fingerprint(library, foreign),
        labels,
        vocabulary,
        phrases,
        Counter({name.removeprefix("word|"): times for name, times in own.items() if name.startswith("word|")}),
        _packed(weights),
        neighbors_of(rows, 1 + len(vocabulary.names)),
        kinds["ours"],
        kinds["foreign"],
        "\n".join(["", *sorted(ordinary_words()), ""]),
    )


def _texts(library: Library, foreign: tuple[str, ...]) -> Iterator[Example]:
    """Every text to learn from, with its labels."""
    for name, article in library.articles.items():
        for text in (*article.front.asks, article.title):
            yield Example(text=text, labels=(f"ask:{name}",))
    for name, flow in library.flows.items():
        for text in (*flow.starts, flow.title):
            yield Example(text=text, labels=(f"start:{name}",))
    for text in foreign:
        yield Example(text=text, labels=("foreign:far",))
    yield from load_examples(library.folder)


def _kind(labels: Sequence[str]) -> str:
    if all(label.startswith("ask:") for label in labels):
        return "ours"
    return "foreign" if labels[0].startswith("foreign:") else "other"


def tokens_of(asked: Sequence[str], phrases: Phrases, text: str) -> Mapping[str, Sequence[str]]:
    """The tokens of a `text` that is cut into the words `asked`."""
    found = word_tokens(asked, marks(asked, phrases))
    return {**found, "shape": shape(asked, text)}


def shape(asked: Sequence[str], text: str) -> list[str]:
    """What a text is like as a whole: how it begins and ends, what its subject does, how long it is, its figures."""
    subjects = [place for place, word in enumerate(asked[:-1]) if word in _SUBJECTS]
    does = [f"does {asked[place]} {asked[place + 1]}" for place in subjects[:3]]
    figures = sum(word[0].isdigit() or word[0] == "$" for word in asked)
    return [
        f"first {asked[0]}",
        f"first two {' '.join(asked[:2])}",
        f"last {asked[-1]}",
        *does,
        f"words {min(len(asked).bit_length(), 6)}",
        f"figures {min(figures, 4)}",
        *(["asks"] if "?" in text else []),
        *(["quotes"] if '"' in text or "“" in text else []),
        *(["imperative"] if asked[0] in _IMPERATIVES else []),
    ]


def save(index: Index, file: Path) -> None:
    """Writes the index to `file`, whole or not at all, in the form in which it is used."""
    names = index.vocabulary.names
    if isinstance(names, NameTable):
        raise TypeError("an index that came from a file is not written again")
    texts = [index.fingerprint, index.labels, index.own_words, list(index.phrases.items())]
    written = file.with_suffix(f".{os.getpid()}.npz")
    np.savez(
        written,
        allow_pickle=False,
        texts=_bytes(json.dumps(texts)),
        **{_NAMES + part: array for part, array in table_of(names).items()},
        ordinary=_bytes(index.ordinary),
        counts=index.vocabulary.counts.astype(np.int32),
        size=np.array([index.vocabulary.texts, index.ours, index.foreign, index.texts.count]),
        weights=index.weights.steps,
        sizes=index.weights.sizes,
        owners=index.texts.owners,
        shares=index.texts.weights,
        starts=index.texts.starts,
    )
    written.replace(file)


def _bytes(text: str) -> NDArray[np.uint8]:
    return np.frombuffer(text.encode("utf-8", "surrogatepass"), np.uint8)


def _text(kept: NDArray[Any]) -> str:
    return kept.tobytes().decode("utf-8", "surrogatepass")


def load(file: Path) -> Index | None:
    """The index in `file`; None where there is no such file or it is not whole, so that it must be made again.

    Its large tables stay in the file and come into memory by the pages that questions touch.
    """
    try:
        kept = mapped_arrays(file)
        mark, labels, own_words, phrases = json.loads(_text(kept["texts"]))
        names = NameTable({key.removeprefix(_NAMES): array for key, array in kept.items() if key.startswith(_NAMES)})
        texts, ours, foreign, count = kept["size"].tolist()
        return Index(
            mark,
            tuple(labels),
            Vocabulary(names, kept["counts"], texts),
            {tuple(phrase): tuple(marked) for phrase, marked in phrases},
            Counter(own_words),
            Packed(kept["weights"], kept["sizes"]),
            Neighbors(kept["owners"], kept["shares"], kept["starts"], count),
            ours,
            foreign,
            _text(kept["ordinary"]),
        )
    except (OSError, ValueError, KeyError, zipfile.BadZipFile):
        return None


def _packed(table: Floats) -> Packed:
    sizes = np.maximum(np.abs(table).max(axis=1, keepdims=True), np.float32(1e-9)) / np.float32(_STEPS)
    return Packed(np.rint(table / sizes).astype(np.int8), sizes)

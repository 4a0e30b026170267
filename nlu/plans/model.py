"""What the plan reader has learned from the labeled passages: a linear classifier of passages, kept as one file.

The passages are `passages/*.yaml`, one file a style of document. What a passage looks like are its words, headings and
box, and what may be done with which money. The file that is kept carries a fingerprint of all that it was learned from;
one that does not fit is never used.
"""

import hashlib
import json
import logging
import os
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np
import yaml

from core.plan_features import FEATURES, Feature
from nlu.learning.features import Featurizer, Floats, Tokens, Vocabulary, count, rows_of, vocabulary_of, word_tokens
from nlu.learning.tokenizer import stem
from nlu.learning.training import tell_apart
from nlu.plans.boxes import CHECKED, UNCHECKED, Boxes
from nlu.plans.names import with_names_resolved
from nlu.plans.wording import plain, without_other_after_tax

# How much each block of tokens counts, chosen by leaving one style of document out.
BLOCKS = {
    "word": 0.6,
    "stem": 1.0,
    "start": 0.5,
    "letters": 0.5,
    "over": 0.6,
    "three": 0.7,
    "mark": 0.6,
    "frame": 0.8,
}
_WORD = re.compile(r"\$?\d[\d,]*(?:\.\d+)?k?%?|59half|[a-z]+(?:-[a-z]+)*|[?:\[\]]")
_KEPT = frozenset({"401k", "403b", "457b", "402", "415", "1986", "1987"})
_CLAUSE = re.compile(r"[.;:]\s|, (?=and|but|or|while|so|then|which)| but | and (?=you|may|can|are|is|the)| — |\?")
_MONEY = {
    "after-tax": r"after-tax|non-?deductible|voluntary (?:employee )?(?:contrib|account|money|sav)",
    "roth": r"\broth\b",
    "pre-tax": r"pre-tax|\bdeferral",
    "employer": r"\bmatch|\bemployer|\bcompany (?:contrib|money)",
    "rollover": r"\brollover",
    "any": r"\b(?:any|all|entire|vested)\b",
}
_DEED = {
    "convert": r"\bconver|\bin-plan|\broth rollover|\bmega|\birr|\bturn",
    "take out": r"\bwithdr|\bdistribut|\btake|\btaken|\bout\b|\bpaid|\bcash",
    "put in": r"\bcontrib|\bsav|\bput\b|\bdefer|\bmake\b|\belect",
    "by itself": r"\bautomat|\bby itself|\beach pay|\bsweep|\bswept|\bdaily|\bovernight|\bstanding",
    "match": r"\bmatch",
    "loan": r"\bloan|\bborrow",
    "tax": r"(?<!after-)(?<!pre-)\btax(?:es|ed|able)?\b|\bpenalt|\bincome\b",
}
_HOW = {
    "not": (
        r"\bnot?\b|\bnone\b|\bnever|\bnor\b|\bwithout|\bneither|n/a|\bunavailab|\bceas|\bended|\bclosed|\bfroz"
        r"|\bdiscontin|\bexclud"
    ),
    "may": r"\bmay\b|\bcan\b|\bpermit|\ballow|\boffer|\bavailable|\byes\b|\bup to\b|\belect",
    "only": r"\bonly|\bexcept|\bunless|\buntil",
    "if": r"\bif\b|\bwhen\b|\bonce\b",
    "age": r"59half|\bage\b",
    "leaving": r"\bterminat|\bseparat|\bretire|\bleav|\bsever|\bdeath",
    "working": r"\bwhile\b|\bin-service|\bstill\b|\bactive|\bemployed",
    "any time": r"\bany ?time|\bany reason|\bonce|\btwice|\bquarter|\bregardless",
}


@dataclass(frozen=True, slots=True)
class Window:
    """What is looked at together: `text` in plain wording, the words `over` it, and whether its box is `chosen`."""

    text: str
    over: str = ""
    chosen: bool | None = None


def tokens_of(window: Window) -> Tokens:
    """The tokens of a window, by block, with Roth money under the name of after-tax money masked."""
    text = without_other_after_tax(_with_boxes(window.text))
    over = without_other_after_tax(window.over)
    words, above = _words(text), [stem(word) for word in _words(over)]
    stems = [stem(word) for word in words]
    plain = word_tokens(words)
    return {
        "word": plain["word"],
        "stem": plain["stem"],
        "start": plain["start"],
        "letters": plain["letters"],
        "over": [*above, *(f"{one} {two}" for one, two in pairwise(above))],
        "three": [
            *(" ".join(run) for run in zip(stems, stems[1:], stems[2:], strict=False)),
            *(f"{one} _ {three}" for one, three in zip(stems, stems[2:], strict=False)),
        ],
        "mark": _marks(window, text, stems),
        "frame": list(_frames(text)),
    }


def _with_boxes(text: str) -> str:
    return re.sub(UNCHECKED, " [ ", re.sub(CHECKED, " ] ", text))


def _words(text: str) -> list[str]:
    return [_kind(word) for word in _WORD.findall(text)]


def _kind(word: str) -> str:
    """A number as what it is, so that one amount teaches about every other."""
    if word[0] == "$":
        return "@money"
    if not word[0].isdigit() or word in _KEPT or word == "59half":
        return word
    if word.endswith("%"):
        return "@percent"
    return "@year" if re.fullmatch(r"(?:19|20)\d\d", word) else "@number"


def _marks(window: Window, text: str, stems: Sequence[str]) -> list[str]:
    found = [
        f"words {min(len(stems).bit_length(), 6)}",
        f"after-tax {'after-tax' in text} roth {'roth' in text}",
        f"masked {'roth money' in text}",
        f"elsewhere {'other money' in text}",
    ]
    if window.chosen is not None:
        found += [f"box {window.chosen}", *(f"box {window.chosen} {word}" for word in stems[:12])]
    return found


def _frames(text: str) -> Iterator[str]:
    """What each clause of `text` says is done with which money, and how: a linear model can't join words by itself."""
    for clause in _CLAUSE.split(text):
        money, deeds, how = (_named(clause, kinds) for kinds in (_MONEY, _DEED, _HOW))
        for deed in deeds:
            yield from (f"{deed} {way}" for way in how)
            for kind in money:
                yield f"{kind} {deed}"
                yield from (f"{kind} {deed} {way}" for way in how)
        yield f"{'+'.join(money)}|{'+'.join(deeds)}|{'+'.join(how)}"


def _named(clause: str, kinds: dict[str, str]) -> list[str]:
    return [name for name, pattern in kinds.items() if re.search(pattern, clause)] or ["-"]


FOLDER: Final = Path(__file__).parent / "passages"
_KEYS: Final[dict[Feature, str]] = {
    "after_tax": "after_tax",
    "in_plan_conversion": "in_plan",
    "in_service_distribution": "in_service",
    "automatic_conversion": "automatic",
}
_BOXES: Final = {"ticked": True, "unticked": False, None: None}
_SAID: Final = ("yes", "no", None)


@dataclass(frozen=True, slots=True)
class Labeled:
    """A passage as a document has it, the words over it, its box, and what it says on each of `FEATURES`.

    `says` holds yes, no or None (nothing) for each feature in order; `style` is the kind of document.
    """

    style: str
    text: str
    over: str
    chosen: bool | None
    says: tuple[str | None, ...]


def labeled_passages(folder: Path = FOLDER) -> list[Labeled]:
    """All labeled passages. Raises ValueError, with file and words, where a label is not yes or no."""
    return list(_read(folder))


def _read(folder: Path) -> Iterator[Labeled]:
    for file in sorted(folder.glob("*.yaml")):
        for one in yaml.load(file.read_text("utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # noqa: S506 - both are safe
            says = tuple(one.get(_KEYS[feature]) for feature in FEATURES)
            if any(word not in _SAID for word in says) or one.get("box") not in _BOXES:
                raise ValueError(f"{file.name}: a label is neither yes nor no: {one['text'][:60]}")
            label = " ".join(one[key] for key in ("row", "column") if key in one)
            text = f"{label}: {one['text']}" if label else one["text"]
            yield Labeled(file.stem, text, one.get("heading", ""), _BOXES[one.get("box")], says)


_ROUNDS = 12  # of learning
_VERSION = 10  # goes up with every change of the code that makes what is learned another thing
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

"""The labeled passages from which the plan reader learns: `passages/*.yaml`, one file a style of document."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import yaml

from core.plan_features import FEATURES, Feature

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

"""The documents of this folder, as values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from bot.app import plans
from core.plan_features import FEATURES, Feature
from nlu.plans import PlanFindings

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Document:
    """A plan document and what it says; a feature that `expect` does not name is not stated."""

    name: str
    pages: tuple[str, ...]
    expect: dict[str, Any]

    def verdict(self, feature: Feature) -> str:
        """What the document says about `feature`."""
        return str(self.expect.get(feature, "not_stated"))


def documents(folder: str, names: Sequence[str] = ()) -> list[Document]:
    """All documents of a folder, or of the files of it that are named."""
    paths = [HERE / folder / name for name in names] or sorted((HERE / folder).glob("*.yaml"))
    found = [one for path in paths for one in yaml.safe_load(path.read_text("utf-8"))]
    for one in found:
        unknown = set(one["expect"]) - {*FEATURES, "cap", "page"}
        assert not unknown, f"{one['name']}: {unknown}"
    return [Document(one["name"], tuple(one["pages"]), one["expect"]) for one in found]


def read(pages: Sequence[str], today: date | None = None) -> PlanFindings:
    """What the reader finds in a document of these pages."""
    return plans().read(pages, today)


def boilerplate() -> tuple[str, ...]:
    """Pages that settle nothing."""
    return tuple(yaml.safe_load((HERE / "noise" / "pages.yaml").read_text("utf-8")))


def one_space(text: str) -> str:
    """`text` with each run of white space as one space."""
    return " ".join(text.split())

"""The example messages of `acts/*.yaml`: what people say when they want something other than an article.

A file is named after its act and holds, for each target of the act, messages. `ask.yaml` holds questions with facts
around them, each with the article that answers it; `mixed.yaml` messages that do two things at once.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from content.findings import Finding
from content.reading import read_yaml, validated

FOLDER = "acts"
Text = Annotated[str, Field(min_length=1, max_length=1000)]


class Question(BaseModel):
    """A question with facts around it, and the article that answers it."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    text: Text
    article: str


class Mixed(BaseModel):
    """A message that does several things, each an act with its target after a colon, where it has one."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    text: Text
    acts: tuple[str, ...] = Field(min_length=2)


@dataclass(frozen=True, slots=True)
class Example:
    """A message with the labels of what it does: `act:target`, `ask:article`."""

    text: str
    labels: tuple[str, ...]


def load_examples(folder: Path) -> tuple[Example, ...]:
    """All examples below the content `folder`. Raises `ContentError` with file, line and what to do."""
    found: list[Example] = []
    for path in sorted((folder / FOLDER).glob("*.yaml")):
        file = str(path.relative_to(folder))
        raw, text = read_yaml(path, file), path.read_text(encoding="utf-8")
        if path.stem == "ask":
            questions: dict[str, tuple[Question, ...]] = validated(dict[str, tuple[Question, ...]], raw, file, text)
            found += [Example(text=q.text, labels=(f"ask:{q.article}",)) for group in questions.values() for q in group]
        elif path.stem == "mixed":
            mixed: dict[str, tuple[Mixed, ...]] = validated(dict[str, tuple[Mixed, ...]], raw, file, text)
            found += [
                Example(text=one.text, labels=tuple(map(_whole, one.acts))) for group in mixed.values() for one in group
            ]
        else:
            targets: dict[str, tuple[Text, ...]] = validated(dict[str, tuple[Text, ...]], raw, file, text)
            found += [
                Example(text=one, labels=(f"{path.stem}:{target}",))
                for target, texts in targets.items()
                for one in texts
            ]
    return tuple(found)


def examples_mark(folder: Path) -> str:
    """A short text that changes with the files of the examples below `folder`, which need not be parsed for it."""
    mark = hashlib.sha256()
    for path in sorted((folder / FOLDER).glob("*.yaml")):
        mark.update(f"\n{path.name}\n".encode())
        mark.update(path.read_bytes())
    return mark.hexdigest()


def unknown_articles(folder: Path, examples: Iterable[Example], articles: Mapping[str, object]) -> Iterator[Finding]:
    """The examples below `folder` whose article is not in `articles`, each with the line where it stands."""
    missing = sorted({label for one in examples for label in one.labels if _is_unknown(label, articles)})
    for path in sorted((folder / FOLDER).glob("*.yaml")) if missing else ():
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
            for label in missing:
                name = label.partition(":")[2]
                written = label if path.stem == "mixed" else f"article: {name}"
                if re.search(rf"{re.escape(written)}(?![\w-])", line):
                    yield Finding(f"{FOLDER}/{path.name}", number, f"there is no article {name}")


def _whole(label: str) -> str:
    """The label of an act that has but one target, which is called like the act."""
    return label if ":" in label else f"{label}:{label}"


def _is_unknown(label: str, articles: Mapping[str, object]) -> bool:
    act, _, target = label.partition(":")
    return act == "ask" and bool(target) and target not in articles

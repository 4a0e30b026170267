"""Reads YAML and front matter, and finds the line of any entry for error messages."""

from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, TypeAdapter, ValidationError

from content.findings import ContentError, Finding
from content.parsed import parsed

FastLoader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
FENCE = "---"
Model = TypeVar("Model", bound=BaseModel)


def read_yaml(path: Path, file: str, text: str | None = None, first_line: int = 1) -> Any:
    """The YAML in `text` (or in the file at `path`) as plain Python values.

    `first_line` is the line of `path` on which `text` begins. Raises `ContentError` with the line.
    """
    source = path.read_text(encoding="utf-8") if text is None else text
    try:
        return parsed(source, _parse)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        raise ContentError([Finding(file, line, f"this is not YAML: {error.problem}; quote the text")]) from error


def _parse(source: str) -> Any:
    return yaml.load(source, Loader=FastLoader)  # noqa: S506  both loaders are the safe ones


def split_front_matter(text: str, file: str) -> tuple[str, str, int]:
    """Front matter, body, and the line on which the body begins. Raises `ContentError` if there is none."""
    lines = text.split("\n")
    if not lines or lines[0].strip() != FENCE:
        raise ContentError([Finding(file, 1, "the file is to begin with front matter between two lines of ---")])
    for number in range(1, len(lines)):
        if lines[number].strip() == FENCE:
            return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 2
    raise ContentError([Finding(file, 1, "the front matter has no end; add a line of ---")])


def line_of(source: str, location: Sequence[int | str], first_line: int = 1) -> int:
    """The line of the entry at `location` (keys and indexes from the top), or of its nearest parent."""
    node = _composed(source)
    line = first_line
    for part in location:
        if isinstance(node, yaml.MappingNode):
            found = next((pair for pair in node.value if pair[0].value == str(part)), None)
            if found is None:
                break
            line, node = first_line + found[0].start_mark.line, found[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = first_line + node.start_mark.line
        else:
            break
    return line


@lru_cache(maxsize=64)
def _composed(source: str) -> Any:
    return yaml.compose(source, Loader=FastLoader)


def line_within(source: str, location: Sequence[int | str], inner: int) -> int:
    """The line of `source` that is line `inner` (from 1) of the text that stands at `location`."""
    line = line_of(source, location)
    block = source.split("\n")[line - 1].rstrip().endswith(("|", "|-", ">", ">-"))
    return line + inner if block else line


def validated(kind: Any, raw: Any, file: str, source: str, first_line: int = 1) -> Any:
    """`raw` as a value of `kind` (a pydantic model or any annotation). Raises `ContentError` with a line per fault."""
    try:
        return _adapter(kind).validate_python(raw)
    except ValidationError as error:
        raise ContentError(
            [
                Finding(
                    file,
                    line_of(source, [part for part in fault["loc"] if not _is_tag(part)], first_line),
                    f"{'.'.join(str(part) for part in fault['loc']) or 'the file'}: {fault['msg']}",
                )
                for fault in error.errors()
            ]
        ) from error


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    """The reader of `kind`, which is as dear to build as a hundred files are to read with it."""
    return TypeAdapter(kind)


def _is_tag(part: int | str) -> bool:
    return isinstance(part, str) and "[" in part

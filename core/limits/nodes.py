"""Reads YAML with its line numbers, so that what is wrong in a limits file can be pointed at."""

from decimal import Decimal, InvalidOperation
from pathlib import Path

import yaml

from core.limits.limits import LimitsFileError

_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # tenfold as quick where it is built in


def compose(path: Path) -> yaml.Node:
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        at = error.problem_mark.line + 1 if error.problem_mark else 1
        raise LimitsFileError(path.name, at, f"this is not YAML: {error.problem}") from error
    if node is None:
        raise LimitsFileError(path.name, 1, "the file is empty")
    return node


def line_of(node: yaml.Node) -> int:
    return node.start_mark.line + 1


def mapping(file: str, node: yaml.Node) -> dict[str, yaml.Node]:
    if not isinstance(node, yaml.MappingNode):
        raise LimitsFileError(file, line_of(node), "here a name with amount, source and checked is wanted")
    found: dict[str, yaml.Node] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise LimitsFileError(file, line_of(key), "a name is to be one word, such as catch_up")
        if key.value in found:
            raise LimitsFileError(file, line_of(key), f"{key.value} stands here a second time; remove one")
        found[str(key.value)] = value
    return found


def decimal(file: str, name: str, node: yaml.Node) -> Decimal:
    try:
        value = Decimal(str(node.value).replace("_", ""))
    except InvalidOperation:
        raise LimitsFileError(file, line_of(node), f"{name}: {node.value!r} is not a number") from None
    if not value.is_finite():
        raise LimitsFileError(file, line_of(node), f"{name}: {node.value!r} is not a number")
    return value

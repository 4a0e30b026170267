"""What `make check` refuses in messages.yaml: a message that the program says and nobody wrote, or wrote wrongly."""

import ast
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import takewhile
from pathlib import Path
from typing import Any

from content.findings import Finding
from content.library import Library
from content.reading import line_of, line_within
from content.templates import FAILURES, TemplateError, Text, failing_line, figured, looped, uses
from core.limits import published_years
from dialogue.families import FAMILIES, keys

FILE = "messages.yaml"
ROOT = Path(__file__).parents[1]
ROOMS = ("dialogue", "bot")
SAYERS = frozenset({"message", "button"})
MAKERS_OF_TEXT = frozenset({"message", "button", "title", "label", "money", "said_date", "join", "plain", "str"})
PROGRAM = "../../"  # from the content folder to the program
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Said:
    """A message that the program says: its key, where, and the names given to it (None if that cannot be told).

    `texts` are those of the names that are surely given as text, so that no figure can be made of them.
    """

    key: str
    where: str
    given: frozenset[str] | None
    texts: frozenset[str] = frozenset()


def check_messages(library: Library) -> list[Finding]:
    """All that is wrong between the messages of `library` and what the program says."""
    source = (library.folder / FILE).read_text(encoding="utf-8")
    missing = {key: f"the message {key} is missing" for key in keys() if key not in library.messages}
    for said in said_in_program():
        if said.key not in library.messages:
            missing.setdefault(said.key, f"the message {said.key} is missing; {said.where} says it")
    found = [Finding(FILE, _beside(library, source, key), problem) for key, problem in sorted(missing.items())]
    for where in unknown_in_program():
        file, _, line = where.rpartition(":")
        problem = "the key of this message is put together in a way that dialogue/families.py lacks"
        found.append(Finding(f"{PROGRAM}{file}", int(line), problem))
    return [*found, *_names(library, source), *_rendered(library, source)]


def _beside(library: Library, source: str, key: str) -> int:
    """The line of the message whose key begins most like `key`: that is where it is looked for."""

    def shared(other: str) -> int:
        return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(key, other, strict=False)))

    like = max(library.messages, key=shared, default="")
    return line_of(source, (like,))


def _names(library: Library, source: str) -> Iterator[Finding]:
    given: dict[str, set[str]] = {}
    told = {said.key for said in said_in_program()} - {said.key for said in said_in_program() if said.given is None}
    for said in said_in_program():
        if said.given is not None:
            given.setdefault(said.key, set()).update(said.given)
    for key, text in library.messages.items():
        try:
            used = uses(text.markdown)
        except TemplateError as error:
            at = line_within(source, (key,), getattr(error, "lineno", None) or 1)
            yield Finding(FILE, at, f"{key} is no template: {error}")
            continue
        known = given[key] if key in told else names_in_program()
        for use in sorted(used, key=lambda one: (one.line, one.name)):
            if not use.attribute and use.name not in known:
                at = line_within(source, (key,), use.line)
                yield Finding(FILE, at, f"{key} uses {use.name}, which it is not given")


def _rendered(library: Library, source: str) -> Iterator[Finding]:
    """Each message shown with values of the kinds that it is given, for each year, there and absent."""
    texts: dict[str, set[str]] = {}
    for said in said_in_program():
        texts.setdefault(said.key, set()).update(said.texts)
    for key, text in library.messages.items():
        for values in _samples(text, texts.get(key, set())):
            try:
                text.render(values)
            except FAILURES as error:
                at = line_within(source, (key,), failing_line(text.markdown, values) or 1)
                yield Finding(FILE, at, f"{key}: the text cannot be shown: {error}")
                break


def _samples(text: Text, texts: Set[str]) -> Iterator[Mapping[str, Any]]:
    """Values for the names of `text`: what is surely text as text, the others as the text itself treats them."""
    try:
        used = {use.name for use in uses(text.markdown)}
        figures, lists = figured(text.markdown), looped(text.markdown)
    except TemplateError:
        return  # said by _names
    for year in published_years():
        there: dict[str, Any] = dict.fromkeys(used, "words")
        there |= {name: Decimal(1500) for name in figures - texts}
        there |= dict.fromkeys(lists - texts, (("words", "words"),))
        yield there | {"year": year}
        yield {name: value[:0] if isinstance(value, str | tuple) else 0 for name, value in there.items()} | {
            "year": year
        }


@cache
def said_in_program() -> tuple[Said, ...]:
    """The messages that the program says by their whole key."""
    return tuple(said for said, _ in _calls() if said.key)


@cache
def unknown_in_program() -> tuple[str, ...]:
    """The places where a key is put together that belongs to no family."""
    patterns = {pattern for pattern in FAMILIES if pattern != "{}"} | {"pending_{}_again"}
    return tuple(said.where for said, pattern in _calls() if pattern and pattern not in patterns)


@cache
def names_in_program() -> frozenset[str]:
    """Every name under which the program hands something over: what a message is given that is not told by its call."""
    found: set[str] = set()
    for path in (path for room in (*ROOMS, "flows") for path in (ROOT / room).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg:
                found.add(node.arg)
            elif isinstance(node, ast.Dict):
                found |= {
                    key.value for key in node.keys if isinstance(key, ast.Constant) and isinstance(key.value, str)
                }
    return frozenset(found)


@cache
def _calls() -> tuple[tuple[Said, str], ...]:
    trees = {
        path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for room in ROOMS
        for path in sorted((ROOT / room).rglob("*.py"))
    }
    return tuple(call for file, tree in trees.items() for call in _calls_of(file, tree, trees))


def _calls_of(file: str, tree: ast.Module, trees: Mapping[str, ast.Module]) -> Iterator[tuple[Said, str]]:
    for function in ast.walk(tree):
        if not isinstance(function, Function):
            continue
        for node in ast.walk(function):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
                continue
            if node.func.attr not in SAYERS:
                continue
            names = [one.arg for one in node.keywords]
            given = None if None in names else frozenset(name for name in names if name)
            where = f"{file}:{node.lineno}"
            texts = frozenset(one.arg for one in node.keywords if one.arg and _is_text(one.value))
            for value in _values(node.args[0], function, trees):
                if isinstance(value, ast.Constant) and isinstance(value.value, str):
                    yield Said(value.value, where, given, texts), ""
                elif isinstance(value, ast.JoinedStr):
                    yield Said("", where, given), _pattern(value)


def _is_text(value: ast.expr) -> bool:
    """Whether `value` is text whatever happens: written out, or what a function gives that makes text."""
    called = value.func if isinstance(value, ast.Call) else None
    name = called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""
    return isinstance(value, ast.JoinedStr) or name in MAKERS_OF_TEXT


def _pattern(text: ast.JoinedStr) -> str:
    return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in text.values)


def _values(node: ast.expr, function: Function, trees: Mapping[str, ast.Module]) -> Iterator[ast.expr]:
    """What `node` may be: itself, either side of a choice, what its name was bound to here, or what callers pass."""
    if isinstance(node, ast.IfExp):
        yield from _values(node.body, function, trees)
        yield from _values(node.orelse, function, trees)
    elif isinstance(node, ast.Name):
        for bound in ast.walk(function):
            if isinstance(bound, ast.Assign) and any(
                isinstance(target, ast.Name) and target.id == node.id for target in bound.targets
            ):
                yield from _values(bound.value, function, trees)
        parameters = [one.arg for one in function.args.args]
        if node.id in parameters:
            yield from _passed(function.name, parameters.index(node.id), node.id, trees)
    else:
        yield node


def _passed(name: str, place: int, keyword: str, trees: Mapping[str, ast.Module]) -> Iterator[ast.expr]:
    for tree in trees.values():
        for call in ast.walk(tree):
            called = call.func if isinstance(call, ast.Call) else None
            same = (isinstance(called, ast.Name) and called.id == name) or (
                isinstance(called, ast.Attribute) and called.attr == name
            )
            if isinstance(call, ast.Call) and same:
                if place < len(call.args) and isinstance(call.args[place], ast.Constant):
                    yield call.args[place]
                yield from (
                    one.value for one in call.keywords if one.arg == keyword and isinstance(one.value, ast.Constant)
                )

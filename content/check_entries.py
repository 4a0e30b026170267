"""What `make check` refuses in terms, providers, states and employers: each of their texts is shown for each year."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from content.findings import Finding
from content.library import Library
from content.reading import line_of, line_within
from content.schema import Entry
from content.templates import FAILURES, Text, failing_line

Values = Mapping[int, Mapping[str, Any]]
Location = tuple[int | str, ...]


def check_entries(library: Library, values: Values, today: date, stale_days: int) -> Iterator[Finding]:
    """All that is wrong with the entries of `library`; see `content.check.check_library` for the arguments."""
    for file, place, entry in _entries(library):
        yield from _shown(library.folder, file, place, entry, values)
    glossary = _source(library.folder, "glossary.yaml")
    for number, term in enumerate(library.glossary.values()):
        if term.article is not None and term.article not in library.articles:
            at = line_of(glossary, (number, "article"))
            yield Finding("glossary.yaml", at, f"{term.id}: there is no article {term.article}")
    for provider in library.providers.values():
        file = f"providers/{provider.id}.yaml"
        source = _source(library.folder, file)
        if provider.article not in library.articles:
            yield Finding(file, line_of(source, ("article",)), f"there is no article {provider.article}")
        if (today - provider.verified).days > stale_days:
            at = line_of(source, ("verified",))
            yield Finding(file, at, f"last verified {provider.verified}; look again and set the new day")
    states = _source(library.folder, "states.yaml")
    for number, state in enumerate(library.states.values()):
        if state.checked is not None and (today - state.checked).days > stale_days:
            at = line_of(states, (number, "sources"))
            yield Finding("states.yaml", at, f"{state.name} was last checked {state.checked}")
    known = {entry.name.lower() for entry in library.employers}
    employers = _source(library.folder, "employers.yaml")
    for number, employer in enumerate(library.employers):
        for name in employer.also:
            if name.lower() in known:
                at = line_of(employers, (number, "also"))
                problem = f"{name} is another spelling of {employer.name} and an employer of its own"
                yield Finding("employers.yaml", at, problem)


def _entries(library: Library) -> Iterator[tuple[str, Location, Entry]]:
    """Each entry with its file and its place in it."""
    for number, term in enumerate(library.glossary.values()):
        yield "glossary.yaml", (number,), term
    for number, state in enumerate(library.states.values()):
        yield "states.yaml", (number,), state
    for provider in library.providers.values():
        yield f"providers/{provider.id}.yaml", (), provider


def _shown(folder: Path, file: str, place: Location, entry: Entry, values: Values) -> Iterator[Finding]:
    for inner, text in texts_in(entry):
        for year, names in values.items():
            try:
                text.render(names)
            except FAILURES as error:
                at = line_within(_source(folder, file), (*place, *inner), failing_line(text.markdown, names) or 1)
                name = ".".join(str(part) for part in (*place, *inner))
                yield Finding(file, at, f"{name}: the text cannot be shown for {year}: {error}")
                break


def texts_in(value: Any) -> Iterator[tuple[Location, Text]]:
    """Every text in an entry, or in a part of one, with the way to it: keys and indexes."""
    if isinstance(value, Text):
        yield (), value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _below(name, getattr(value, name))
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from _below(key, one)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for number, one in enumerate(value):
            yield from _below(number, one)


def _below(name: int | str, value: Any) -> Iterator[tuple[Location, Text]]:
    return (((name, *inner), text) for inner, text in texts_in(value))


def _source(folder: Path, file: str) -> str:
    return (folder / file).read_text(encoding="utf-8")

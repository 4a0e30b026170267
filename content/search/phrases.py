"""Names and terms that mean one thing however they are put: `in plan conversion`, `IRR` and `IPRR`; `Fido`; `NJ`."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from content.library import Library
from nlu.learning.tokenizer import words

STATES = (
    "alabama", "alaska", "arizona", "arkansas", "california", "colorado", "connecticut", "delaware", "florida",
    "georgia", "hawaii", "idaho", "illinois", "indiana", "iowa", "kansas", "kentucky", "louisiana", "maine",
    "maryland", "massachusetts", "michigan", "minnesota", "mississippi", "missouri", "montana", "nebraska", "nevada",
    "new hampshire", "new jersey", "new mexico", "new york", "north carolina", "north dakota", "ohio", "oklahoma",
    "oregon", "pennsylvania", "rhode island", "south carolina", "south dakota", "tennessee", "texas", "utah",
    "vermont", "virginia", "washington", "west virginia", "wisconsin", "wyoming", "nj", "nyc", "ny",
)  # fmt: skip

_LONGEST = 7  # words of a phrase

Phrases = Mapping[tuple[str, ...], tuple[str, ...]]


def phrases_of(library: Library) -> Phrases:
    """Every phrase of the glossary, the providers and the employers, as words, with the marks that it stands for."""
    gathered: dict[tuple[str, ...], set[str]] = {}
    for phrase, mark in marked_names(library):
        if key := tuple(words(phrase)):
            gathered.setdefault(key, set()).add(mark)
    return {key: tuple(sorted(marks)) for key, marks in sorted(gathered.items())}


def marked_names(library: Library) -> Iterator[tuple[str, str]]:
    """Every name and term, each with its mark."""
    for term in library.glossary.values():
        yield from _each((term.term, *term.also), f"@term:{term.id}")
    for provider in library.providers.values():
        yield from _each((provider.name, *provider.also), f"@provider:{provider.id}")
    for employer in library.employers:
        yield from _each((employer.name, *employer.also), "@employer")
    yield from _each(STATES, "@state")


def _each(names: Iterable[str], mark: str) -> Iterator[tuple[str, str]]:
    return ((name, mark) for name in names)


def marks(found: Sequence[str], phrases: Phrases) -> list[str]:
    """The marks of all phrases that stand in the words `found`."""
    return [
        mark
        for start in range(len(found))
        for length in range(1, min(_LONGEST, len(found) - start) + 1)
        for mark in phrases.get(tuple(found[start : start + length]), ())
    ]

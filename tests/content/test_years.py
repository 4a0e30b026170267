"""An article that is shown for one tax year says nothing that belongs to another, as far as a machine can tell."""

import re
from collections.abc import Callable, Iterator
from dataclasses import fields
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import pytest

from content.citations import cited
from content.library import Library, load
from content.templates import render_markdown
from core.limits import Limits, limits_for, published_years
from flows.figures import text_values

YEARS = published_years()
SMALLEST = Decimal(1_000)  # smaller amounts stand in examples too often to be told apart
DECIDES = {"tax_year", "year", "roth_catch_up_enforced"}  # choose the words, are no numbers shown
DOLLARS = re.compile(r"\$(\d{1,3}(?:,\d{3})+)\b")
CALCULATED = re.compile(r"\{\{(?:(?!limits_in|\}\}).)*\| money \}\}")
YEARLY_NOTICE = re.compile(r"\b(20\d\d-\d+)\b(?: \((20\d\d))?")

# What exists only from a year on: before it, a passage that has these words has to name a year in which they are true.
BEGINS = (
    (re.compile(r"catch-up[^.?]*\b(?:must|may have to|have to)\b[^.?]*\bRoth\b|\bmust mine be Roth"), 2026),
    (re.compile(r"\bhigher catch-up|60 to 63"), 2025),
    (re.compile(r"\bSocial Security wages from this employer\b"), 2026),
    (re.compile(r"\brollover box\b"), 2025),
    (re.compile(r"\bhas extra boxes\b"), 2026),
    (re.compile(r"Roth 401\(k\)[^.]*: none for the owner|[Tt]hat reason is gone"), 2024),
)


@pytest.fixture(scope="module")
def library() -> Library:
    return load()


def amounts(year: int) -> frozenset[Decimal]:
    limits = limits_for(year)
    derived = [name for name, value in vars(Limits).items() if isinstance(value, property)]
    held = [getattr(limits, name) for name in (*(one.name for one in fields(Limits)), *derived)]
    return frozenset(value for value in held if isinstance(value, Decimal) and value >= SMALLEST)


def told(body: str, year: int) -> str:
    """`body` as it is shown for `year`, without what it calculates: that is of the year by itself."""
    return render_markdown(CALCULATED.sub("…", body), text_values(year))


def passages(markdown: str) -> Iterator[str]:
    """Each line that is not empty: a paragraph, an item of a list, a row of a table."""
    return (line for line in markdown.split("\n") if line.strip())


def foreign_numbers(passage: str, year: int, own: frozenset[int] = frozenset(), latest: int = YEARS[-1]) -> list[str]:
    """The limits of other years in `passage` that are no limit of `year` and stand beside no year of theirs.

    Those of a year after `latest`, in which the text was looked over, it cannot mean.
    """
    found = []
    for digits in DOLLARS.findall(passage):
        amount = Decimal(digits.replace(",", ""))
        theirs = [other for other in YEARS if amount in amounts(other) and other <= latest]
        if theirs and amount not in amounts(year) and int(amount) not in own:
            found += [f"${digits}"] if not any(str(other) in passage for other in theirs) else []
    return found


def too_early(passage: str, year: int) -> list[str]:
    """What `passage` says as if it existed in `year` though it began later."""
    return [
        match.group()
        for words, first in BEGINS
        if year < first and (match := words.search(passage))
        if not any(str(later) in passage for later in range(first, YEARS[-1] + 2)) and "SECURE 2.0" not in passage
    ]


def notices_of() -> dict[str, int]:
    """The tax year of each yearly notice that the limits files cite."""
    return {
        match.group(1): year
        for year in YEARS
        for name, source in limits_for(year).sources.items()
        if name not in DECIDES
        if (match := YEARLY_NOTICE.search(source.authority))
    }


def foreign_notices(words: str, year: int) -> list[str]:
    """The notices of other years in `words` that are not marked with their year, as in `2024-80 (2025)`."""
    yearly = notices_of()
    return [
        notice
        for notice, marked in YEARLY_NOTICE.findall(words)
        if notice in yearly and yearly[notice] not in (year, int(marked or 0))
    ]


class Recorded:
    """The limits of a year that note which of them were read."""

    def __init__(self, year: int, read: Callable[[int, str], None]) -> None:
        self._year = year
        self._read = read

    def __getattr__(self, name: str) -> Any:
        derived = getattr(Limits, name, None)
        if isinstance(derived, property) and derived.fget is not None:
            return derived.fget(self)
        self._read(self._year, name)
        return getattr(limits_for(self._year), name)


def numbers_read(body: str, year: int) -> set[tuple[int, str]]:
    """Year and name of each limit that `body` shows or calculates with when it is shown for `year`."""
    seen: set[tuple[int, str]] = set()

    def read(of: int, name: str) -> None:
        if name not in DECIDES and getattr(limits_for(of), name) is not None:
            seen.add((of, name))

    def room(**told: Any) -> Any:
        seen.update({(year, "annual_additions"), (year, "elective_deferral")})
        return values["capacity"](**told)

    values = text_values(year)
    noted = {"limits": Recorded(year, read), "limits_in": lambda of: Recorded(of, read), "capacity": room}
    render_markdown(body, MappingProxyType({**values, **noted}))
    return seen


@pytest.mark.parametrize("year", YEARS)
def test_no_article_says_what_belongs_to_another_year(library: Library, year: int) -> None:
    found = [
        f"{article.id} for {year}: {fault} in “{passage[:100]}”"
        for article in library.articles.values()
        for passage in passages(told(article.body, year))
        for fault in (
            *foreign_numbers(passage, year, frozenset(article.front.own_numbers), library.looked_over(article)),
            *too_early(passage, year),
            *foreign_notices(passage, year),
        )
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("year", YEARS)
def test_no_glossary_entry_says_what_belongs_to_another_year(library: Library, year: int) -> None:
    shown = {term.id: term.text.render(text_values(year)) for term in library.glossary.values()}
    latest = min(library.looked_over(article) for article in library.articles.values())
    faults = {
        name: [*foreign_numbers(text, year, latest=latest), *too_early(text, year)] for name, text in shown.items()
    }
    assert not {name: found for name, found in faults.items() if found and name != "roth-catch-up"}


@pytest.mark.parametrize("year", YEARS)
def test_no_source_is_the_notice_of_another_year(library: Library, year: int) -> None:
    found = [
        f"{article.id} for {year}: {source.title}"
        for article in library.articles.values()
        for source in cited(article.front.sources, text_values(year))
        if foreign_notices(source.title, year)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("year", YEARS)
def test_each_number_of_a_year_is_cited_from_its_limits_file(library: Library, year: int) -> None:
    found = []
    for article in library.articles.values():
        sources = article.front.sources
        has = {
            (of, name)
            for source in sources
            for of in (YEARS if source.of_each_year else (year - source.of_year_before,))
            for name in source.limits
        }
        marked = {int(of) for source in sources for _, of in YEARLY_NOTICE.findall(source.title) if of}
        lacks = {(of, name) for of, name in numbers_read(article.body, year) - has if of not in marked}
        found += [f"{article.id} for {year} shows {name} of {of}" for of, name in sorted(lacks)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("year", YEARS)
def test_a_rule_that_begins_later_is_one_sentence_until_then(library: Library, year: int) -> None:
    for article in library.articles.values():
        first = article.front.applies.first
        if first is not None and year < first:
            text = render_markdown(article.body, text_values(year)).strip()
            assert "\n" not in text, article.id
            assert str(first) in text, article.id


@pytest.mark.parametrize(
    ("passage", "found"),
    [
        ("The limit is $70,000.", ["$70,000"]),
        ("The limit is $72,000.", []),
        ("In 2025 the limit was $70,000.", []),
        ("She has $71,000.", []),
        ("The limit is $70,000 in 2024.", ["$70,000"]),
    ],
    ids=[
        "the limit of another year",
        "the limit of the year shown",
        "the limit of another year beside it",
        "a number that is no limit",
        "a limit beside a year that is not its own",
    ],
)
def test_a_number_of_another_year_is_noticed(passage: str, found: list[str]) -> None:
    assert foreign_numbers(passage, 2026) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("IRC 415(c); IRS Notice 2025-67", []),
        ("IRC 415(c); IRS Notice 2024-80", ["2024-80"]),
        ("IRS Notices 2025-67 (2026 limits) and 2024-80 (2025)", []),
        ("IRS Notice 2014-54", []),
    ],
    ids=["the year's own", "another year's", "another year's, marked", "a notice of no year"],
)
def test_a_notice_of_another_year_is_noticed(words: str, found: list[str]) -> None:
    assert foreign_notices(words, 2026) == found


@pytest.mark.parametrize(
    ("passage", "year", "early"),
    [
        ("Your catch-up may have to be Roth.", 2025, True),
        ("Your catch-up may have to be Roth.", 2026, False),
        ("From January 1, 2026 catch-up must be Roth for some.", 2024, False),
        ("The higher catch-up is offered.", 2024, True),
    ],
    ids=["before it", "in its year", "before it, with its year", "another rule before it"],
)
def test_a_rule_shown_before_it_began_is_noticed(passage: str, year: int, early: bool) -> None:
    assert bool(too_early(passage, year)) is early

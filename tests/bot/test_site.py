"""The static site: its pages are whole, lead to one another, and name the year of their figures."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import html5lib
import pytest

from bot.app import library
from bot.site import Site, write_site
from bot.site.finding import search_index, search_words
from core.limits import published_years

TODAY = date(2026, 11, 28)
ADDRESS = "https://example.org/roth"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("site")
    write_site(library(), made, TODAY, Site(ADDRESS, "our_bot", "https://example.org"))
    return made


@pytest.fixture(scope="module")
def pages(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): path.read_text(encoding="utf-8") for path in folder.rglob("*.html")}


def test_there_is_a_page_for_each_article_in_each_loaded_year(pages: dict[str, str]) -> None:
    wanted = {f"{year}/{article}.html" for year in published_years() for article in library().articles}

    assert wanted <= set(pages)


def test_every_page_is_valid_html(pages: dict[str, str]) -> None:
    wrong = {}
    for name, html in pages.items():
        parser = html5lib.HTMLParser()
        parser.parse(html)
        if parser.errors:
            wrong[name] = parser.errors

    assert wrong == {}


def test_every_link_within_the_site_leads_to_a_page_and_to_a_place_on_it(folder: Path, pages: dict[str, str]) -> None:
    places = {name: set(re.findall(r'\bid="([^"]+)"', html)) for name, html in pages.items()}
    broken = [
        (name, link)
        for name, html in pages.items()
        for link in re.findall(r'\b(?:href|src|action)="([^"]+)"', html)
        if not urlsplit(link).scheme
        for target, place in [urldefrag(urljoin(name, link))]
        if not (folder / target).is_file() or (place and place not in places.get(target, ()))
    ]

    assert broken == []


def test_every_page_names_the_year_of_its_figures(pages: dict[str, str]) -> None:
    nameless = [
        name for name, html in pages.items()
        if f"tax year {Path(name).parent.name if '/' in name else TODAY.year}" not in html.lower()
    ]  # fmt: skip

    assert nameless == []


def test_the_map_of_the_site_names_every_page_once(folder: Path, pages: dict[str, str]) -> None:
    named = re.findall("<loc>(.*?)</loc>", (folder / "sitemap.xml").read_text(encoding="utf-8"))

    assert sorted(named) == sorted(f"{ADDRESS}/{name}".removesuffix("index.html") for name in pages)


def test_a_page_leads_to_the_bot_about_its_article_where_the_bot_has_an_address(pages: dict[str, str]) -> None:
    assert 'href="https://t.me/our_bot?start=pro-rata"' in pages["2026/pro-rata.html"]


def test_a_site_without_addresses_leads_to_no_bot_and_has_no_map(tmp_path: Path) -> None:
    write_site(library(), tmp_path, TODAY)

    assert "t.me" not in (tmp_path / "2026" / "pro-rata.html").read_text(encoding="utf-8")
    assert not (tmp_path / "sitemap.xml").exists()


def test_the_search_index_finds_the_article_of_nearly_every_question_it_was_made_of(folder: Path) -> None:
    index = json.loads(
        (folder / "search-index.js").read_text(encoding="utf-8").removeprefix("window.searchIndex=").rstrip(";\n")
    )
    asked = [(article.id, article.front.asks[0]) for article in library().articles.values()]
    missed = [(article, question) for article, question in asked if article not in _best(index, question)]

    assert len(missed) <= len(asked) // 50, missed


def _best(index: dict[str, object], question: str) -> list[str]:
    titles, postings = index["titles"], index["words"]
    assert isinstance(titles, list)
    assert isinstance(postings, dict)
    scores = [0.0] * len(titles)
    for word in set(search_words(question)):
        for place, weight in _pairs(postings.get(word, [])):
            scores[int(place)] += weight
    return [titles[at][0] for at in sorted(range(len(titles)), key=lambda at: -scores[at])[:3]]


def _pairs(posting: list[float]) -> Iterator[tuple[float, float]]:
    return zip(posting[::2], posting[1::2], strict=True)


def test_a_word_that_nobody_asked_with_is_in_no_posting() -> None:
    words = search_index(library().articles.values())["words"]

    assert isinstance(words, dict)
    assert "xylophone" not in words

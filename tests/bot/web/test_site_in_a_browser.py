"""The static site in a real browser: from a folder that nothing but a file server hands out."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urldefrag

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from bot.app import library
from bot.site import write_site
from core.limits import published_years
from tests.bot.web.conftest import TODAY
from tests.bot.web.talking import assert_accessible, assert_no_sideways_scrolling

Open = Callable[..., BrowserContext]
YEAR = max(published_years())
ARTICLE = f"{YEAR}/pro-rata.html"
KINDS = ("index.html", ARTICLE, f"{YEAR}/glossary.html", f"{YEAR}/all-limits.html")
LINKS = "all => [...new Set(all.map(one => one.href || one.src))]"
PLACES = "html => [...new DOMParser().parseFromString(html, 'text/html').querySelectorAll('[id]')].map(one => one.id)"


class Files(SimpleHTTPRequestHandler):
    """Hands out files, and says nothing about it."""

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site."""
    made = tmp_path_factory.mktemp("site")
    write_site(library(), made, date.fromisoformat(TODAY))
    return made


@pytest.fixture(scope="module")
def site(folder: Path) -> Iterator[str]:
    """The site's address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Files, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def opened(open_context: Open, site: str) -> Iterator[Page]:
    """The first page; nothing may go wrong in its script."""
    page = open_context().new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(f"{site}/")
    yield page
    assert not problems


def find(page: Page, words: str) -> list[str]:
    """The titles that the search shows for `words`."""
    page.get_by_role("searchbox").press_sequentially(words)
    expect(page.locator(".search ol")).to_be_visible()
    return page.locator(".search li").all_inner_texts()


@pytest.mark.parametrize("asked", ["backdoor", "backdo"], ids=["a word", "the beginning of a word"])
def test_a_word_finds_articles_about_it(opened: Page, asked: str) -> None:
    found = find(opened, asked)
    assert any("backdoor" in title.lower() for title in found)
    assert_accessible(opened)


@pytest.mark.parametrize("article", ["pro-rata", "form-1099-r", "match-formulas"])
def test_the_words_of_a_title_find_the_article_and_enter_opens_it(opened: Page, article: str) -> None:
    title = library().articles[article].title
    assert find(opened, title)[0] == title
    opened.get_by_role("searchbox").press("Enter")
    expect(opened.get_by_role("heading", level=1)).to_have_text(title)
    assert opened.url.endswith(f"/{YEAR}/{article}.html")


def test_the_search_stays_in_the_year_that_is_shown(opened: Page, site: str) -> None:
    year = min(published_years())
    opened.goto(f"{site}/{year}/pro-rata.html")
    find(opened, "pro-rata")
    assert f"/{year}/" in str(opened.locator(".search li a").first.evaluate("link => link.href"))


def test_words_that_nothing_is_about_are_said_to_find_nothing(opened: Page) -> None:
    assert find(opened, "xylophone") == ["Nothing found. Try other words."]
    assert_accessible(opened)


def test_the_search_needs_no_server_at_all(open_context: Open, folder: Path) -> None:
    page = open_context().new_page()
    page.goto((folder / "index.html").as_uri())
    assert any("backdoor" in title.lower() for title in find(page, "backdoor"))
    page.locator(".search li a").first.click()
    expect(page.locator("main h1")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_a_narrow_phone_shows_all_without_sideways_scrolling(
    open_context: Open, site: str, scheme: str
) -> None:
    desk = open_context(color_scheme=scheme).new_page()
    phone = open_context(
        viewport={"width": 320, "height": 640}, color_scheme=scheme, has_touch=True, is_mobile=True
    ).new_page()
    for kind in KINDS:
        for page in (desk, phone):
            page.goto(f"{site}/{kind}")
            assert_accessible(page)
            assert_no_sideways_scrolling(page)


def test_each_link_of_the_pages_leads_to_a_page_of_the_site_and_to_its_place(opened: Page, site: str) -> None:
    broken = []
    places: dict[str, set[str]] = {}
    for kind in KINDS:
        opened.goto(f"{site}/{kind}")
        links = opened.locator("a[href], link[href], script[src]").evaluate_all(LINKS)
        assert len(links) > 5
        for link in links:
            target, place = urldefrag(link)
            if not target.startswith(site):
                continue
            answer = opened.request.get(target)
            if not answer.ok:
                broken.append((kind, link))
            elif place and target not in places:
                places[target] = set(opened.evaluate(PLACES, answer.text()))
            if answer.ok and place and place not in places[target]:
                broken.append((kind, link))
    assert not broken

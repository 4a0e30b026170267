"""Writes the site: for each loaded tax year a folder of articles, a glossary and the limits; a search; a map."""

import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.sax.saxutils import escape

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from bot.site.finding import search_index
from bot.site.markup import page_html
from content.citations import Cited, cited
from content.library import Library
from content.pages import short_answer
from content.schema import Article
from content.templates import money, render_markdown
from core.limits import limit_names, limits_for, published_years
from flows.figures import current_year, text_values

FILES = ("site.css", "search.js")
DESCRIPTION = 155  # characters of a page's description that search engines show


@dataclass(frozen=True, slots=True)
class Site:
    """Where the site will stand and what it leads to: the addresses without a final slash, "" for none.

    `bot` is the name of the bot on Telegram without "@", `page` the address of the bot's web page.
    """

    address: str = ""
    bot: str = ""
    page: str = ""


def write_site(library: Library, folder: Path, today: date, site: Site = Site()) -> int:
    """Writes the whole site into `folder`, over what an earlier run left there; returns the number of pages.

    Raises OSError where `folder` cannot be written, and jinja2.TemplateError for a page that names what is not there.
    """
    writer = _Writer(library, folder, today, site)
    pages = list(writer.pages())
    for name in FILES:
        shutil.copyfile(library.folder / "site" / name, folder / name)
    index = json.dumps(search_index(library.articles.values()), separators=(",", ":"))
    # A script, for pages that are opened from a folder may load one and not JSON.
    (folder / "search-index.js").write_text(f"window.searchIndex={index};\n", encoding="utf-8")
    if site.address:
        (folder / "sitemap.xml").write_text(_site_map(site.address, pages, today), encoding="utf-8")
        (folder / "robots.txt").write_text(f"User-agent: *\nAllow: /\nSitemap: {site.address}/sitemap.xml\n")
    return len(pages)


class _Writer:
    """One run; holds what all pages share."""

    def __init__(self, library: Library, folder: Path, today: date, site: Site) -> None:
        self._library = library
        self._folder = folder
        self._today = today
        self._site = site
        self._newest = current_year(today)
        self._templates = Environment(
            loader=FileSystemLoader(library.folder / "site"), autoescape=True, undefined=StrictUndefined,
            trim_blocks=True, lstrip_blocks=True,
        )  # fmt: skip
        self._templates.filters["day"] = _day

    def pages(self) -> Iterator[str]:
        """Writes each page and names it, relative to the site's root."""
        for year in published_years():
            values = text_values(year)
            for article in self._library.articles.values():
                yield self._article(article, values)
            yield self._written(f"{year}/glossary.html", "glossary.html", year, terms=self._terms(values))
            yield self._written(f"{year}/all-limits.html", "all-limits.html", year, limits=list(_limits(year)))
            yield self._written(f"{year}/index.html", "index.html", year, topics=self._topics(year))
        yield self._written(
            "index.html", "index.html", self._newest, base=f"{self._newest}/", topics=self._topics(self._newest)
        )

    def _article(self, article: Article, values: Mapping[str, Any]) -> str:
        year = values["year"]
        markdown = render_markdown(article.body, values)
        sources = cited(article.front.sources, values)
        return self._written(
            f"{year}/{article.id}.html",
            "article.html",
            year,
            article=article,
            body=page_html(markdown),
            description=_clipped(page_html(short_answer(markdown)).striptags()),
            outside=_outside(article, year),
            sources=sources,
            checked=_oldest(sources),
            related=[self._library.articles[one] for one in article.front.related],
            ask_telegram=f"https://t.me/{self._site.bot}?start={article.id}" if self._site.bot else "",
            ask_page=f"{self._site.page}/?start={quote(article.id)}" if self._site.page else "",
        )

    def _terms(self, values: Mapping[str, Any]) -> list[dict[str, Any]]:
        return [
            {
                "id": term.id,
                "term": term.term,
                "text": page_html(render_markdown(term.text.markdown, values)),
                "article": self._library.articles.get(term.article or ""),
            }
            for term in sorted(self._library.glossary.values(), key=lambda one: one.term.lower())
        ]

    def _topics(self, year: int) -> list[tuple[str, list[Article]]]:
        grouped: dict[str, list[Article]] = {}
        for article in self._library.articles.values():
            if not _outside(article, year):
                grouped.setdefault(article.front.topic, []).append(article)
        named = {f"topic_{topic}": found for topic, found in grouped.items()}
        return [(words.plain(), named[key]) for key, words in self._library.messages.items() if key in named]

    def _written(self, name: str, template: str, year: int, *, base: str = "", **values: Any) -> str:
        html = self._templates.get_template(template).render(
            year=year,
            years=published_years()[::-1],
            newest=self._newest,
            name=name,
            file=name.rpartition("/")[2],
            root="../" if "/" in name else "",
            base=base,
            site=self._site,
            today=self._today,
            disclaimer=_disclaimer(self._library, year),
            **values,
        )
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(html, encoding="utf-8")
        return name


def _outside(article: Article, year: int) -> str:
    """ "before" or "after" where the rule of `article` does not exist in `year`, else ""."""
    first, last = article.front.applies.first, article.front.applies.last
    if first is not None and year < first:
        return "before"
    return "after" if last is not None and year > last else ""


def _limits(year: int) -> Iterator[dict[str, Any]]:
    limits = limits_for(year)
    for name in limit_names():
        value, source = getattr(limits, name), limits.sources[name]
        if isinstance(value, Decimal):
            yield {"name": name, "amount": money(value), "source": source.authority,
                   "checked": source.checked if source.verified else None}  # fmt: skip


def _disclaimer(library: Library, year: int) -> Markup:
    return page_html(render_markdown(library.messages["disclaimer"].markdown, {"year": year}))


def _oldest(sources: tuple[Cited, ...]) -> date | None:
    return min((source.checked for source in sources if source.checked is not None), default=None)


def _clipped(text: str) -> str:
    if len(text) <= DESCRIPTION:
        return text
    return text[:DESCRIPTION].rpartition(" ")[0].rstrip(",.;:") + "…"


def _day(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def _site_map(address: str, pages: list[str], today: date) -> str:
    rows = "".join(
        f"<url><loc>{escape(f'{address}/{page}'.removesuffix('index.html'))}</loc><lastmod>{today}</lastmod></url>\n"
        for page in pages
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'

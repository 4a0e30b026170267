"""Loads the content folder into one frozen value, or says all that is wrong with it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from content.findings import ContentError, Finding
from content.markup import to_html
from content.pages import paginate, short_answer
from content.reading import FENCE, read_yaml, split_front_matter, validated
from content.schema import (
    Article,
    Employer,
    FlowWords,
    FrontMatter,
    Messages,
    Provider,
    SlotWords,
    StateNote,
    Term,
    Words,
    provider_options,
)
from content.templates import render_markdown

FOLDER = Path(__file__).parent / "en"
Value = TypeVar("Value")


@dataclass(frozen=True)
class Library:
    """Everything that the content folder at `folder` holds, by id."""

    folder: Path
    articles: Mapping[str, Article]
    flows: Mapping[str, FlowWords]
    slots: Mapping[str, SlotWords]
    providers: Mapping[str, Provider]
    employers: tuple[Employer, ...]
    glossary: Mapping[str, Term]
    messages: Messages
    states: Mapping[str, StateNote] = field(default_factory=lambda: MappingProxyType({}))
    _rendered: dict[Any, str] = field(default_factory=dict, repr=False, compare=False)

    def article_html(self, article: str, values: Mapping[str, Any]) -> str:
        """The whole article as Telegram HTML; `values` hold `year` and what the templates may use.

        Raises KeyError for an unknown id and jinja2.TemplateError for a name that `values` lack.
        """
        key = (article, values["year"])
        if key not in self._rendered:
            self._rendered[key] = to_html(render_markdown(self.articles[article].body, values))
        return self._rendered[key]

    def article_pages(self, article: str, values: Mapping[str, Any], limit: int) -> tuple[str, ...]:
        """The article in pages of at most `limit` characters, cut between paragraphs; the short answer comes first."""
        return paginate(self.article_html(article, values), limit)

    def article_short(self, article: str, values: Mapping[str, Any]) -> str:
        """The short answer: everything before the first heading, as Telegram HTML."""
        key = (article, values["year"], "short")
        if key not in self._rendered:
            self._rendered[key] = to_html(short_answer(render_markdown(self.articles[article].body, values)))
        return self._rendered[key]

    def looked_over(self, article: Article) -> int:
        """The calendar year in which `article` was looked over last; one without a day is as old as the oldest."""
        days = [source.checked for source in article.front.sources if source.checked is not None]
        return max(days).year if days else self._oldest

    @cached_property
    def _oldest(self) -> int:
        dated = ([one.checked for one in article.front.sources if one.checked] for article in self.articles.values())
        return min((max(days).year for days in dated if days), default=date.max.year)


def load(folder: Path = FOLDER) -> Library:
    """Reads and validates `folder`. Raises `ContentError` with every finding: file, line and what to do."""
    faults: list[Finding] = []

    def attempt(read: Callable[[], Value], default: Value) -> Value:
        try:
            return read()
        except ContentError as error:
            faults.extend(error.findings)
            return default

    articles = {
        path.stem: article
        for path in sorted((folder / "articles").glob("*.md"))
        if (article := attempt(lambda path=path: _article(path, folder), None)) is not None  # type: ignore[misc]
    }
    terms: tuple[Term, ...] = attempt(lambda: _file(folder, "glossary.yaml", tuple[Term, ...]), ())
    states: tuple[StateNote, ...] = attempt(lambda: _file(folder, "states.yaml", tuple[StateNote, ...]), ())
    providers: dict[str, Provider] = dict(_each(folder, "providers", Provider, attempt))
    slots: dict[str, SlotWords] = attempt(lambda: _file(folder, "slots.yaml", dict[str, SlotWords]), {})
    if "provider" in slots:
        slots["provider"] = slots["provider"].model_copy(update={"options": provider_options(providers)})
    library = Library(
        folder=folder,
        articles=MappingProxyType(articles),
        flows=MappingProxyType(dict(_each(folder, "flows", FlowWords, attempt))),
        slots=MappingProxyType(slots),
        providers=MappingProxyType(providers),
        employers=attempt(lambda: _file(folder, "employers.yaml", tuple[Employer, ...]), ()),
        glossary=MappingProxyType({term.id: term for term in terms}),
        messages=MappingProxyType(attempt(lambda: _file(folder, "messages.yaml", dict[str, Words]), {})),
        states=MappingProxyType({state.code: state for state in states}),
    )
    if faults:
        raise ContentError(faults)
    return library


def _article(path: Path, folder: Path) -> Article:
    file = str(path.relative_to(folder))
    head, body, body_line = split_front_matter(path.read_text(encoding="utf-8"), file)
    front = validated(FrontMatter, read_yaml(path, file, head, first_line=2), file, head, first_line=2)
    blank = len(body[: len(body) - len(body.lstrip())].split("\n")) - 1
    return Article(path.stem, front, body.strip(), body_line + blank, file)


def _each(
    folder: Path, kind: str, model: type, attempt: Callable[[Callable[[], Any], Any], Any]
) -> Iterator[tuple[str, Any]]:
    for path in sorted((folder / kind).glob("*.yaml")):
        value = attempt(lambda path=path: _file(folder, f"{kind}/{path.name}", model), None)  # type: ignore[misc]
        if value is not None:
            yield path.stem, value


def _file(folder: Path, name: str, kind: Any) -> Any:
    path = folder / name
    if not path.exists():
        raise ContentError([Finding(name, 1, "the file is missing")])
    return validated(kind, read_yaml(path, name), name, path.read_text(encoding="utf-8"))


__all__ = ["FENCE", "FOLDER", "Library", "load"]

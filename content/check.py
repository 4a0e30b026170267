"""What `make check` refuses in the library, with file, line and what to do."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from content.acts import load_examples, unknown_articles
from content.check_english import check_english
from content.check_entries import check_entries
from content.citations import cited
from content.findings import ContentError, Finding
from content.library import Library
from content.pages import units
from content.reading import line_of, read_yaml, split_front_matter
from content.schema import Article
from content.templates import FAILURES, failing_line

MESSAGE_UNITS = 4096  # Telegram's limit for one message
SHORT_UNITS = 2500  # a short answer that is longer is not one
LONGEST_ID = 55  # so that a button can carry it with a page number
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_DOLLARS = re.compile(r"\$?\b(\d{1,3}(?:,\d{3})+|\d{4,7})\b(?!\s*(?:words|characters))")
_AUTHORITY = re.compile(
    r"IRC|USC|U\.S\.C|Reg\.|Notice|Rev\. |SECURE|P\.L\.|T\.D\.|IRS|SSA|Form|Pub\.|Code|Act|N\.J|PA |DOR|facts|ERISA|"
    r"Treas|Levels|report|plan|survey|page|list|provider|site|adviser|Schwab|Vanguard|Fidelity|Empower",
    re.IGNORECASE,
)
_YEAR_LIKE = range(1900, 2101)

Values = Mapping[int, Mapping[str, Any]]
LawNumbers = Mapping[int, Mapping[Decimal, str]]


def check_library(
    library: Library, values: Values, law_numbers: LawNumbers, today: date, stale_days: int
) -> list[Finding]:
    """All that is wrong with `library`.

    `values` hold by tax year what the templates may use; `law_numbers` are the dollar amounts that the limits files
    hold, by tax year and each with its name; an entry checked more than `stale_days` before `today` is stale.
    """
    found: list[Finding] = []
    found += _released(library)
    found += _asks(library)
    for article in library.articles.values():
        found += _references(article, library)
        until = library.looked_over(article)  # a limit of a later year is an example's own number here
        known = {
            amount: name for year in sorted(law_numbers) if year <= until for amount, name in law_numbers[year].items()
        }
        found += _bare_numbers(article, known)
        found += _rendering(article, library, values)
        found += _sources(article, library, values, today, stale_days)
    found += _examples(library)
    found += check_entries(library, values, today, stale_days)
    found += check_english(library)
    return sorted(found)


def _examples(library: Library) -> list[Finding]:
    try:
        examples = load_examples(library.folder)
    except ContentError as error:
        return list(error.findings)
    return list(unknown_articles(library.folder, examples, library.articles))


def _released(library: Library) -> Iterator[Finding]:
    released = read_yaml(library.folder / "released.yaml", "released.yaml")
    source = (library.folder / "released.yaml").read_text(encoding="utf-8")
    for number, article in enumerate(released):
        if article not in library.articles:
            problem = f"the article {article} is missing; its id is public, so write it again"
            yield Finding("released.yaml", line_of(source, (number,)), problem)
    last = line_of(source, (len(released) - 1,))
    for article in library.articles.values():
        if article.id not in released:
            yield Finding("released.yaml", last, f"add {article.id}, so that its id is known to be public")
        if not re.fullmatch(rf"[a-z0-9][a-z0-9-]{{0,{LONGEST_ID - 1}}}", article.id):
            yield Finding(article.file, 1, f"the id is to be a-z, 0-9 and -, at most {LONGEST_ID} characters")


def _asks(library: Library) -> Iterator[Finding]:
    claimed: dict[str, list[tuple[Article, int]]] = defaultdict(list)
    for article in library.articles.values():
        for number, ask in enumerate(article.front.asks):
            claimed[" ".join(re.sub(r"[^\w%$]+", " ", ask.lower()).split())].append((article, number))
    for (first, _), *others in claimed.values():
        for article, number in others:
            ask, line = article.front.asks[number], _line(library.folder, article, "asks", number)
            yield Finding(
                article.file, line, f"the ask “{ask}” is also claimed by {first.id}; keep it in one of the two"
            )


def _references(article: Article, library: Library) -> Iterator[Finding]:
    def at(*location: str | int) -> int:
        return _line(library.folder, article, *location)

    for kind, ids in (("related", article.front.related), ("not_to_confuse", article.front.not_to_confuse)):
        for number, other in enumerate(ids):
            if other not in library.articles:
                yield Finding(article.file, at(kind, number), f"{kind} names {other}, which is no article")
            if other == article.id:
                yield Finding(article.file, at(kind, number), f"{kind} names the article itself")
    if article.front.flow is not None and article.front.flow not in library.flows:
        yield Finding(article.file, at("flow"), f"there is no flow {article.front.flow}")
    for line, text in enumerate(article.body.split("\n"), start=article.body_line):
        for target in _LINK.findall(text):
            kind, _, name = target.rpartition(":")
            there = library.glossary if kind == "glossary" else library.articles
            if kind in {"", "glossary"} and name not in there:
                yield Finding(article.file, line, f"the link to {target} leads nowhere")


def _bare_numbers(article: Article, law_numbers: Mapping[Decimal, str]) -> Iterator[Finding]:
    for number, line in enumerate(article.body.split("\n"), start=article.body_line):
        plain = _TAG.sub("", line)
        for match in _DOLLARS.finditer(plain):
            amount = Decimal(match.group(1).replace(",", ""))
            year = int(amount) in _YEAR_LIKE and "," not in match.group(1) and not match.group().startswith("$")
            if amount in law_numbers and not year and int(amount) not in article.front.own_numbers:
                name = law_numbers[amount]
                instead = f"write {{{{ {name} | money }}}}, or list it under own_numbers if it is an example's own"
                yield Finding(article.file, number, f"{match.group()} is {name}; {instead}")
        if "59½" in plain or "59 1/2" in plain:
            yield Finding(article.file, number, "59½ is set by law; write {{ law.distribution_age | age }} instead")


def _rendering(article: Article, library: Library, values: Values) -> Iterator[Finding]:
    for year, names in values.items():
        try:
            pages = library.article_pages(article.id, names, MESSAGE_UNITS)
            short = library.article_short(article.id, names)
        except FAILURES as error:
            line = failing_line(article.body, names)
            at = article.body_line + line - 1 if line else article.body_line
            yield Finding(article.file, at, f"the text cannot be shown for {year}: {error}")
            return
        if any(units(page) > MESSAGE_UNITS for page in pages):
            yield Finding(article.file, article.body_line, "a paragraph is too long for one message; part it")
        if units(short) > SHORT_UNITS:
            yield Finding(
                article.file, article.body_line, "the short answer is too long; begin the rest with a heading"
            )
        if not short:
            yield Finding(article.file, article.body_line, "there is no short answer before the first heading")


def _sources(article: Article, library: Library, values: Values, today: date, stale_days: int) -> Iterator[Finding]:
    for number, source in enumerate(article.front.sources):
        line = _line(library.folder, article, "sources", number)
        if source.looked_up is not None and (today - source.looked_up).days > stale_days:
            yield Finding(article.file, line, f"{source.title} was last checked {source.looked_up}")
        if source.looked_up is not None and source.looked_up > today:
            yield Finding(article.file, line, f"{source.title} is checked in the future")
        for names in values.values():
            try:
                cited([source], names)
            except KeyError as error:
                yield Finding(article.file, line, f"a source names {error}, which no limits file holds")
                break
    if not any(source.limits or _AUTHORITY.search(source.title) for source in article.front.sources):
        line = _line(library.folder, article, "sources")
        yield Finding(article.file, line, "no source names an authority for what is claimed")


def _line(folder: Path, article: Article, *location: str | int) -> int:
    """The line of the entry at `location` of the article's front matter."""
    head, _, _ = split_front_matter((folder / article.file).read_text(encoding="utf-8"), article.file)
    return line_of(head, location, first_line=2)


def report(findings: Iterable[Finding], root: Path) -> Sequence[str]:
    """One line a finding, as `file:line: what to do`, the file as it stands under `root`."""
    return [f"{root / finding.file}:{finding.line}: {finding.message}" for finding in findings]

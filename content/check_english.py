"""What `make check` refuses in the English: words that no American reader expects, days put the other way, walls."""

import re
from collections.abc import Iterator
from pathlib import Path

from content.check_entries import texts_in
from content.findings import Finding
from content.library import Library
from content.reading import line_within
from content.schema import Article
from content.templates import Text

MOST_WORDS = 80  # of one paragraph in a short answer; a phone shows no more at a glance
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
# What is not written, and what to write instead.
INSTEAD = tuple(
    (re.compile(pattern, re.IGNORECASE), instead)
    for pattern, instead in (
        (r"\breckon\w*", "nobody reckons: work out, use, count"),
        (r"\bmend(?:s|ed|ing|able)?\b", "nothing is mended: fix, correct"),
        (r"\bputs? (?:\w+ )?right\b", "nothing is put right: fix, correct"),
        (r"\b(?:take (?:it|them) over|taken over)\b", "nothing is taken over: use"),
        (r"\bshall (?:i|we|it)\b", "should I"),
        (r"\bneed not\b|\bneedn't\b", "don't have to"),
        (r"\bneighbour|\bcolour|\bfavour|\blabour|\bbehaviour|\blicence\b|\bcheque|\b(?:organ|recogn)is", "American"),
        (r"\bwhilst\b|\bamongst\b|\bfortnight\b|\bupon\b", "while, among, two weeks, on"),
        (r"\bwalk-?through\b|\bthis walk\b|\bthe walk\b", "flow, or steps"),
    )
)  # fmt: skip
_DAY_FIRST = re.compile(rf"\b\d{{1,2}} (?:{_MONTHS})\b")
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)


def check_english(library: Library) -> Iterator[Finding]:
    """The places of `library` that do not read as plain American English."""
    for article in library.articles.values():
        for number, line in enumerate(article.body.split("\n"), start=article.body_line):
            yield from _unlike(article.file, number, line)
        if article.front.kind == "faq":
            yield from _walls(article)
    for file, entries in (
        ("slots.yaml", library.slots),
        ("messages.yaml", library.messages),
        ("glossary.yaml", tuple(library.glossary.values())),
        ("states.yaml", tuple(library.states.values())),
        *((f"flows/{name}.yaml", words) for name, words in library.flows.items()),
        *((f"providers/{name}.yaml", provider) for name, provider in library.providers.items()),
    ):
        source = (library.folder / Path(file)).read_text(encoding="utf-8")
        for place, text in texts_in(entries):
            yield from _in_text(file, source, place, text)


def _in_text(file: str, source: str, place: tuple[int | str, ...], text: Text) -> Iterator[Finding]:
    for number, line in enumerate(text.markdown.split("\n"), start=1):
        for finding in _unlike(file, number, line):
            yield Finding(file, line_within(source, place, number), finding.message)


def _unlike(file: str, number: int, line: str) -> Iterator[Finding]:
    plain = _TAG.sub("", line)
    for pattern, instead in INSTEAD:
        if (found := pattern.search(plain)) is not None:
            yield Finding(file, number, f"“{found.group()}”: {instead}")
    if (found := _DAY_FIRST.search(plain)) is not None:
        yield Finding(file, number, f"“{found.group()}”: the month first, April 15")


def _walls(article: Article) -> Iterator[Finding]:
    """The paragraphs and points of a short answer that are too long, each with the line on which it begins."""
    began, words = article.body_line, 0
    for number, line in enumerate([*article.body.split("\n"), ""], start=article.body_line):
        if not line.strip() or line.startswith(("- ", "* ", "#")):
            if words >= MOST_WORDS:
                problem = f"a wall of {words} words; a short answer has two lines and bullets"
                yield Finding(article.file, began, problem)
            began, words = number, 0
        words += len(_TAG.sub("1", line).split())

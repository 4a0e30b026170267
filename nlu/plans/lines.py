"""Pages to lines: headers, footers, page numbers and contents go; columns of prose are set one after another."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from nlu.plans.letters import with_day_marked

_LEAST_FOR_COLUMNS = 4
_EDGE = 3
_LEAST_FOR_CONTENTS = 3
_OF_A_LETTER = re.compile(r"^\W*(?:From|To|Cc|CC|Bcc|Sent|Date): \S.{0,100}$")  # the head of a letter
_WIKI_HEADING = re.compile(r"^\s*={2,4} ?(\S.*?) ?={2,4}\s*$")
_SLIDE = re.compile(r"^\W*[Ss]lide \d+\W*$")  # what begins a slide ends what stood before it


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page (from 1), with its layout; `text` is empty for a blank line.

    `shown` is what the document has there, where it is not `text`.
    """

    page: int
    text: str
    shown: str = ""


def lines_of(pages: Sequence[str]) -> list[Line]:
    """The lines that carry the document's own words, in reading order."""
    split = [
        _without_markup(page.replace("\r\n", "\n").replace("\r", "\n").expandtabs(8).split("\n")) for page in pages
    ]
    repeated = _repeated_edges(split)
    lines: list[Line] = []
    for number, raw in enumerate(split, start=1):
        kept = _without_contents(
            [
                _SLIDE.sub("", _OF_A_LETTER.sub("", with_day_marked(text.rstrip())))
                for text in raw
                if not _is_debris(text, repeated)
            ]
        )
        # A blank line would end the sentence that runs on to the next page.
        while kept and not kept[-1].strip():
            kept.pop()
        while kept and not kept[0].strip():
            kept.pop(0)
        lines += [Line(number, text) for text in _columns_in_order(kept)]
    return lines


def _without_markup(page: list[str]) -> list[str]:
    """`page` without the marks of a wiki or of Markdown, its headings, lists and tables kept as such."""
    wiki = any(_WIKI_HEADING.match(text) for text in page)
    return [_plain_of_markup(text, wiki=wiki) for text in page]


def _plain_of_markup(text: str, *, wiki: bool) -> str:
    if wiki:
        heading = _WIKI_HEADING.match(text)
        if heading is not None:
            return f"## {heading[1]}"
        text = re.sub(r"^(\s*)#+ ", r"\1* ", text)  # a numbered list
        text = re.sub(r"\|\|", "|", text) if text.lstrip().startswith("||") else text
    return re.sub(r"(?<![\w*])\*\*(?=\S)|(?<=\S)\*\*(?![\w*])|~~", "", text)


def _without_contents(page: list[str]) -> list[str]:
    """`page` without a table of contents: titles one after another, each with a page number that does not fall."""
    result: list[str] = []
    run: list[tuple[str, int]] = []
    for text in [*page, ""]:
        title = re.fullmatch(r"\s*[A-Z0-9][^$%:;]{3,90}?[^$%\d.,:;]\s+(\d{1,3})", text)
        number = int(title[1]) if title else 0
        if title and (not run or number >= run[-1][1]):
            run.append((text, number))
            continue
        result += [kept for kept, _ in run] if len(run) < _LEAST_FOR_CONTENTS else []
        run = [(text, number)] if title else []
        result += [] if title else [text]
    return result[:-1]


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", re.sub(r"\s+", " ", text.strip().lower()))


def _repeated_edges(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    """The headers and footers: lines at the edge of many pages, or at the very edge of two in a row."""
    seen: Counter[str] = Counter()
    repeated: set[str] = set()
    last: tuple[str, str] = ("", "")
    for page in pages:
        filled = [_shape(line) for line in page if line.strip()]
        if len(filled) <= _EDGE:
            last = ("", "")
            continue
        seen.update({*filled[:_EDGE], *filled[-_EDGE:]})
        ends = (filled[0], filled[-1])
        repeated.update(now for now, then in zip(ends, last, strict=True) if now == then)
        last = ends
    least = max(2, sum(1 for page in pages if any(page)) // 3)
    repeated.update(shape for shape, count in seen.items() if count >= least)
    return frozenset(shape for shape in repeated if len(shape) < 120)


def _is_debris(text: str, repeated: frozenset[str]) -> bool:
    shape = _shape(text)
    if not shape:
        return False
    return (
        shape in repeated
        or re.fullmatch(r"(?:page |- ?|\| ?)?#(?: (?:of|/) #| ?-| ?\|)?", shape) is not None
        or re.search(r"(?:\. ?){5,}\s*(?:#|[ivx]+)?$", shape) is not None
    )


def _columns_in_order(page: list[str]) -> list[str]:
    """Prose that was set in two columns, left column first; anything else unchanged."""
    result: list[str] = []
    run: list[str] = []
    for text in [*page, ""]:
        if text.strip() and re.search(r"\S {3,}\S", text):
            run.append(text)
            continue
        result += _read_columns(run)
        run = []
        result.append(text)
    return result[:-1]


def _read_columns(run: list[str]) -> list[str]:
    if len(run) < _LEAST_FOR_COLUMNS:
        return run
    starts = Counter(m.end() for text in run for m in re.finditer(r"\S {3,}(?=\S)", text))
    column, count = starts.most_common(1)[0]
    if count < len(run):
        return run
    left = [text[:column].strip() for text in run]
    right = [text[column:].strip() for text in run]
    # Rows of a table begin with a capital; lines of prose run on in lower case.
    run_on = sum(1 for a, b in zip(left, right, strict=True) if a[:1].islower() or b[:1].islower())
    both_long = sum(1 for a, b in zip(left, right, strict=True) if len(a) > 12 and len(b) > 12)
    asked = sum(1 for text in left if text.endswith("?"))
    cells = sum(1 for text in run if len(re.findall(r"\S {3,}(?=\S)", text)) > 1)
    if cells * 2 > len(run):
        return run  # a table
    if run_on * 2 < len(run) or both_long * 3 < len(run) * 2 or asked * 2 > len(run):
        return run
    return [*left, "", *right]

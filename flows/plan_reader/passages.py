"""Lines to passages: sentences, list items, table rows and answers, each with the words that stand over it."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from flows.plan_reader.boxes import CHECKED, MARK, Boxes, marks, settle, split_items
from flows.plan_reader.lines import Line, lines_of
from flows.plan_reader.wording import plain

Kind = Literal["prose", "item", "row", "heading", "question"]

_LONGEST_SENTENCE = 1500
_BULLET = r"[•‣▪●○◦∙·*►➢❖–—\uf0b7\uf0a7\uf076■◆]\s*|-\s+|o\s+(?=[A-Z])|>\s+"
_NUMBER = r"(?:§\s*|section\s+|article\s+|item\s+|part\s+)?(?:\(?[a-z]\)|\(?[ivx]{1,4}\)|[a-z]\.|\(?\d{1,2}\)|\d{1,2}\.|\d{1,2}(?:\.\d{1,2})+\.?|[a-z]{1,2}\s?§?\d+[a-z]?-\d+|[a-z]\.\d+)\s+"
_SPEAKER = (
    r"(?:q|a|question|answer|ans|employee|employer|help ?desk|hr|response|reply|rep|agent|representative|me|participant"
    r"|administrator)\s?\d*\s*[:.)]\s+"
)
_SECTION = r"(?:section|article|part)\b|§|\d{1,2}(?:\.\d{1,2})*\.?\s"
_OPENS_LIST = r"[:—-]\W*$|\bfollowing\b[^.]*\.?$|\((?:select|check|choose)[^)]*\)\W*$"
_NAMED = r"after-tax[^.;()]{0,40}\((?:the |collectively,? |hereinafter,? |called )*\"([a-z][a-z -]{2,40})\"\)"
_SAYS_SOMETHING = r"\b(?:do|does|is|are|may|can|will|permits?|allows?|offers?|provides?|includes?)\b.*:$"
_STATUS_AFTER_DASH = (
    r" (?:—|-|…)+ ?(?:not\b|yes\b|no\b|none|n/?a|available|permitted|allowed|offered|up to|any|only|\d)"
)
_LABEL = re.compile(r"[A-Z(\"“][^.?!:;]{1,90}:(?=\s|$)")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|inc|corp|co|no|nos|sec|art|mr|mrs|ms|dr|vs|st|approx|u\.s|a\.m|p\.m|para|treas|reg|ltd|llc)"
    r"|^\(?[a-z0-9]{1,2}|^\d{1,2}(?:\.\d{1,2})*)\.$",
    re.IGNORECASE,
)
_STATUS_END = re.compile(
    r"(?:yes|no|none|n/?a|(?:not )?(?:available|permitted|allowed|offered|applicable|elected|included))\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Passage:
    """One statement of the document.

    `text` is its plain wording, `quote` the document's own. `over` are the plain words that stand over it, the nearest
    first: the sentence before it, a question, the start of its list, its heading. `chosen` tells whether its box is
    checked; None without a box.
    """

    page: int
    text: str
    quote: str
    kind: Kind
    before: str = ""
    lead: str = ""
    headings: tuple[str, ...] = ()
    chosen: bool | None = None
    alone: bool = False

    @property
    def over(self) -> tuple[str, ...]:
        """The words that stand over the passage, the nearest first."""
        return tuple(words for words in (self.lead, *self.headings) if words)


@dataclass(slots=True)
class _Block:
    """Lines that belong together."""

    kind: Kind
    lines: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", " ".join(line.text.strip() for line in self.lines)).strip()


def passages_of(pages: Sequence[str]) -> list[Passage]:
    """The statements of a document whose text is given page by page."""
    boxes = Boxes.of(pages)
    blocks = list(_blocks(lines_of([boxes.mark(page) for page in pages])))
    found = [replace(p, quote=boxes.unmark(p.quote)) for p in _contexts(blocks)]
    return _with_names_resolved([p for p in found if p.text])


def _with_names_resolved(passages: list[Passage]) -> list[Passage]:
    """The passages, with the names that the document itself gives to after-tax contributions read as such."""
    text = " ".join(p.text for p in passages)
    names = {m[1].removesuffix("s") for m in re.finditer(_NAMED, text) if "after-tax" not in m[1] and "roth" not in m[1]}
    if re.search(r"voluntary contributions?\b[^.;]{0,40}\bafter-tax|after-tax[^.;]{0,20}\(?\"?voluntary contribution", text):
        names.add("voluntary contribution")
    if not names:
        return passages
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})(s?)(?=\b)")

    def resolved(words: str) -> str:
        return pattern.sub(r"after-tax contribution\1", words)

    return [
        replace(
            p,
            text=resolved(p.text),
            before=resolved(p.before),
            lead=resolved(p.lead),
            headings=tuple(resolved(h) for h in p.headings),
        )
        for p in passages
    ]


# Lines to blocks


def _blocks(lines: Sequence[Line]) -> Iterator[_Block]:
    width = max((len(line.text.strip()) for line in lines), default=0)
    current: _Block | None = None
    last = ""
    for index, line in enumerate(lines):
        text = line.text.strip()
        if not text:
            if current:
                yield current
            current, last = None, ""
            continue
        following = next((other.text.strip() for other in lines[index + 1 : index + 2]), "")
        kind = _kind(text, last, following, width)
        continues = current is not None and kind is None and _continues(current, line, last, width)
        if current is not None and continues:
            current.lines.append(line)
        else:
            if current:
                yield current
            current = _Block(kind or "prose", [line])
        last = text
        if current.kind == "heading":
            yield current
            current = None
    if current:
        yield current


def _kind(text: str, last: str, following: str, width: int) -> Kind | None:
    """What `text` begins, or None where it may go on from the line before."""
    answered = re.match(r"(?:yes|no|none|not)\b", last, re.IGNORECASE) is not None and len(last) < 0.8 * width
    ended = not last or answered or re.search(r"[.?!:;|]\W*$", last) is not None or _STATUS_END.search(last) is not None
    if re.match(rf"(?:{_NUMBER})?{MARK}", text, re.IGNORECASE) or re.match(_BULLET, text):
        return "item"
    if text.startswith("|") or "\t" in text or re.search(r"\S {3,}\S", text):
        return "row"
    if marks(text) > 1 or (ended and text[:1].isupper() and len(text.split()) < 16 and re.search(_STATUS_AFTER_DASH, plain(text))):
        return "row"
    if re.match(_SPEAKER, text, re.IGNORECASE):
        return "prose"
    if re.match(_NUMBER, text, re.IGNORECASE) and (ended or re.match(r"[\[(§\dA-Z]", text)):
        numbered_too = re.match(_NUMBER, following, re.IGNORECASE) is not None or _follows(last, text)
        return "heading" if not numbered_too and _is_heading(text, following, width) else "item"
    label = _LABEL.match(text)
    if label and (ended or len(last) < width * 0.6 or _LABEL.match(last) is not None) and len(label[0].split()) <= 14 and label.end() < len(text):
        return "row"
    if ended and _is_heading(text, following, width):
        return "heading"
    return None


def _follows(last: str, text: str) -> bool:
    """Whether the number at the head of `text` is the next after the one at the head of `last`."""
    numbers = [re.match(r"\(?(\d{1,2})[.)]\s", words) for words in (last, text)]
    return numbers[0] is not None and numbers[1] is not None and int(numbers[0][1]) + 1 == int(numbers[1][1])


def _is_heading(text: str, following: str, width: int) -> bool:
    if (
        re.search(r"[.?!;,-]$|[a-z)][.?!] [A-Z]", re.sub(rf"^{_NUMBER}", "", text, flags=re.IGNORECASE), re.IGNORECASE)
        or len(text.split()) > 14
        or (not text[:1].strip('("“').upper().isupper()
        and not text[:1].isdigit())
    ):
        return False
    if following[:1].islower() or re.search(_SAYS_SOMETHING, text, re.IGNORECASE):
        return False
    words = re.findall(r"[A-Za-z][A-Za-z'’-]*", text)
    capital = sum(1 for word in words if word[0].isupper())
    small = sum(1 for word in words if len(word) < 4 and word[0].islower())
    title = bool(words) and capital + small == len(words) and capital >= small
    return (title or text.isupper() or len(words) <= 8) and (len(text) < 0.75 * width or title or not following)


def _continues(block: _Block, line: Line, last: str, width: int) -> bool:
    text = line.text.strip()
    if text[:1].islower() or text[:1] in "([$&%" or text[:1].isdigit():
        return True
    ended = re.search(r"[.?!:]\W*$", last) is not None
    if block.kind == "row":
        return False
    indented = len(line.text) - len(line.text.lstrip()) > len(block.lines[0].text) - len(block.lines[0].text.lstrip())
    if block.kind == "item":
        return indented or (len(last) > 0.6 * width and not ended) or (len(last) > 0.75 * width and ended)
    return len(last) > 0.5 * width or not ended


# Blocks to passages


def _contexts(blocks: Sequence[_Block]) -> Iterator[Passage]:
    section = heading = question = start = before = ""
    columns: list[str] = []
    last: Kind | None = None
    last_page = 0
    for index, block in enumerate(blocks):
        text, page = block.text, block.lines[0].page
        headings = tuple(words for words in (heading, section) if words)
        if block.kind != "row":
            columns = []
        if page != last_page:
            before, last_page = "", page
        if block.kind == "heading":
            words = plain(_unnumbered(text)).rstrip(" :—")
            if re.search(_STATUS_AFTER_DASH, words):
                yield Passage(page, words, text, "row", lead=start or question, headings=headings)
                last = "row"
                continue
            yield Passage(page, words, text, "heading", headings=(section,) if section else ())
            if text.isupper() or re.match(_SECTION, text, re.IGNORECASE):
                section, heading = words, ""
            else:
                section, heading = (heading or section if last == "heading" else section), words
            question = start = before = ""
        elif block.kind == "row":
            cells = _cells(block.lines[0].text) if len(block.lines) == 1 else [text]
            heads_table = last != "row" and index + 1 < len(blocks) and blocks[index + 1].kind == "row"
            if len(cells) > 1 and heads_table and _is_header(cells):
                columns = cells
            elif len(cells) > 1:
                yield from _row(block, cells, columns, start or question, headings)
            else:
                found = list(_sentences(block, "row", question or start, headings, ""))
                yield from found
                start = found[-1].text if found and found[-1].text.endswith(":") else start
        else:
            lead = (question or start) if block.kind == "prose" else (start or question)
            found = list(_sentences(block, block.kind, lead, headings, before))
            yield from found
            before = found[-1].text if found else ""
            if found and found[-1].kind == "question":
                question, start = found[-1].text.rstrip("?"), ""
            elif re.search(_OPENS_LIST, text, re.IGNORECASE):
                start = before
            elif block.kind == "prose":
                start = ""
        last = block.kind


def _unnumbered(text: str) -> str:
    text = re.sub(rf"^(?:{_NUMBER}|{_BULLET}|{_SPEAKER})+", "", text, flags=re.IGNORECASE)
    return text.strip()


def _cells(text: str) -> list[str]:
    if "|" in text:
        return [cell.strip() for cell in text.strip().strip("|").split("|")]
    return [cell for cell in re.split(r"\s{3,}|\t", text.strip()) if cell]


def _is_header(cells: Sequence[str]) -> bool:
    plain_cells = [cell.strip().lower() for cell in cells]
    if plain_cells[1:] and all(cell in {"yes", "no"} for cell in plain_cells[1:]):
        return len(plain_cells) > 2
    return not any(
        re.search(rf"\d|{MARK}|^(?:yes|no|n/?a|none|x|✓|(?:not )?(?:available|permitted|allowed|offered))\b(?!.*\?)|any ?time", c)
        for c in plain_cells[1:]
    )


def _row(
    block: _Block, cells: list[str], columns: list[str], lead: str, headings: tuple[str, ...]
) -> Iterator[Passage]:
    quote = block.text
    page = block.lines[0].page
    settled = settle(quote) if marks(quote) > 1 else quote
    if settled is None:
        return
    if settled != quote:
        words = re.sub(r"\?\s*(?=\w+\W*$)", ": ", plain(_unnumbered(settled)))
        words = re.sub(r":?\s+(yes|no|none|n/a)$", r": \1", words)
        yield Passage(page, words, quote, "row", lead=lead, headings=headings)
        return
    if marks(quote) > 1:
        yield from _inline_items(block, lead, headings)
        return
    label = plain(_unnumbered(cells[0])).rstrip(":? ")
    if len(columns) >= len(cells) > 1 and len(columns) > 1:
        for column, cell in zip(columns[1:], cells[1:], strict=False):
            value = plain(cell)
            name = plain(column).rstrip(":? ")
            if name in {"yes", "no"}:
                if re.fullmatch(rf"x|✓|✔|{CHECKED}", cell.strip().lower()):
                    yield Passage(page, f"{label}: {name}", quote, "row", lead=lead, headings=headings)
            elif value:
                yield Passage(page, f"{label} {name}: {value}", quote, "row", lead=lead, headings=headings)
        return
    value = " — ".join(plain(cell) for cell in cells[1:] if cell)
    yield Passage(page, f"{label}: {value}" if value else label, quote, "row", lead=lead, headings=headings)


def _inline_items(block: _Block, lead: str, headings: tuple[str, ...]) -> Iterator[Passage]:
    text = block.text
    first = re.search(MARK, text)
    if first and text[: first.start()].strip():
        lead = plain(_unnumbered(text[: first.start()]))
    for chosen, words in split_items(text):
        if words:
            shown = plain(_unnumbered(words))
            yield Passage(block.lines[0].page, shown, words, "item", lead=lead, headings=headings, chosen=chosen)


def _sentences(block: _Block, kind: Kind, lead: str, headings: tuple[str, ...], before: str) -> Iterator[Passage]:
    text = block.text
    if marks(text) > 1:
        settled = settle(text)
        if settled is None:
            return
        if settled == text:
            yield from _inline_items(block, lead, headings)
            return
        page = block.lines[0].page
        for sentence in _split(settled):
            yield Passage(page, plain(_unnumbered(sentence)), text, "prose", lead=lead, headings=headings)
        return
    chosen: bool | None = None
    box = re.search(MARK, text)
    if box:
        chosen = re.fullmatch(CHECKED, box[0]) is not None
        prefix = text[: box.start()]
        if re.sub(rf"^{_NUMBER}$", "", prefix.strip() + " ", flags=re.IGNORECASE).strip() and box.start() > 4:
            lead = plain(_unnumbered(prefix))
        text = text[box.end() :].strip()
    pages = _page_at(block)
    offset = len(block.text) - len(text)
    bare_answer = False
    parts = list(_split(text))
    for position, sentence in enumerate(parts):
        page = pages(offset)
        offset += len(sentence) + 1
        words = plain(_unnumbered(sentence))
        if not re.search(r"\w", words):
            continue
        run_in = _is_run_in(words) and position + 1 < len(parts)
        if words.endswith("?") and chosen is None:
            yield Passage(page, words, sentence, "question", headings=headings)
            lead, before, bare_answer = words.rstrip("?"), "", True
            continue
        yield Passage(
            page,
            words,
            sentence,
            "heading" if run_in and chosen is None else kind,
            before,
            lead,
            headings,
            chosen,
            alone=position == 0 or bare_answer,
        )
        bare_answer = False
        if run_in:
            headings = tuple(
                dict.fromkeys((*([words.rstrip(".:— ")] if words else []), *([lead] if lead else []), *headings))
            )
            lead = "" if not lead or lead in headings else lead
        before = words


def _is_run_in(words: str) -> bool:
    return (
        len(words.split()) <= 8
        and words.endswith((".", ":"))
        and not re.search(
            r"\b(?:yes|no|not|none|permits?|permitted|allows?|allowed|available|offers?|offered|accepts?|provides?|includes?|match(?:es)?|has|have|must|may|can|is|are|will|does|do|yep|applicable|be|you|we|they|it)\b",
            words,
        )
    )


def _split(text: str) -> Iterator[str]:
    """The sentences of `text`, white space already collapsed."""
    start = 0
    for m in re.finditer(r"[.!?][\"”’)\]]*\s+(?=[\"“(\[]?[A-Z0-9•§\ue100-\ue2ff]|59)", text):
        piece = text[start : m.end()].strip()
        if _ABBREVIATION.search(piece) and len(piece) - len(piece.rstrip(".")) == 1:
            continue
        yield from _short(piece)
        start = m.end()
    if text[start:].strip():
        yield from _short(text[start:].strip())


def _short(sentence: str) -> Iterator[str]:
    for at in range(0, len(sentence), _LONGEST_SENTENCE):
        yield sentence[at : at + _LONGEST_SENTENCE].strip()


def _page_at(block: _Block) -> Callable[[int], int]:
    ends: list[tuple[int, int]] = []
    total = 0
    for line in block.lines:
        total += len(re.sub(r"\s+", " ", line.text.strip())) + 1
        ends.append((total, line.page))

    def page(offset: int) -> int:
        return next((number for end, number in ends if offset < end), ends[-1][1])

    return page

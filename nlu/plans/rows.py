"""Rows of tables: each cell becomes a statement of its own, named by the row's label and the column's head."""

import re
from collections.abc import Iterator, Sequence

from nlu.plans.blocks import Block, unnumbered
from nlu.plans.boxes import CHECKED, MARK, marks, settle, split_items
from nlu.plans.vocabulary import AFTER_TAX, OTHER_MONEY, has
from nlu.plans.wording import plain

_PLAINLY_SEVERAL = 2  # cells from which on a smaller gap parts two as well
_YOUNGER = r"\bany (?:time|age)\b|\b(?:under|before|below|not yet|younger than|are under)\b[^|]{0,12}59half"
_OLDER_OR_GONE = (
    r"\b(?:59half|normal retirement|after you leave|(?:after|on|upon) (?:leaving|separat\w+|terminat\w+))\b"
)
_VALUE = rf"\d|{MARK}|^(?:yes|no|n/?a|none|x|✓|(?:not )?(?:available|permitted|allowed|offered))\b(?!.*\?)|any ?time"


def cells_of(block: Block) -> list[str]:
    """The cells of a row; a row that runs over several lines is one cell."""
    if len(block.lines) > 1:
        return [block.text]
    text = block.lines[0].text.strip()
    if "|" in text:
        return [cell.strip() for cell in text.strip("|").split("|")]
    cells = [cell for cell in re.split(r"\s{3,}|\t", text) if cell]
    if len(cells) > _PLAINLY_SEVERAL:
        return [part for cell in cells for part in re.split(r"\s{2,}", cell)]
    return cells


def question_and_answer(cells: Sequence[str]) -> tuple[str, str] | None:
    """The question and the answer in a row that holds these and at most a number before them."""
    told = [cell for cell in cells if cell.strip()]
    told = told[1:] if len(told) > 1 and re.fullmatch(r"#?\w{1,3}[.)]?", told[0].strip()) else told
    if len(told) == 1 and "? " in told[0]:
        question, _, answer = told[0].partition("? ")
        told = [f"{question}?", answer] if re.match(r"\W*\d", question) and "?" not in answer else told
    if len(told) != 2 or not told[0].rstrip().endswith("?") or re.search(MARK, told[1]):
        return None
    return told[0].strip(), told[1].strip()


def with_code_told(cells: list[str], columns: Sequence[str]) -> list[str]:
    """`cells`; where a row has a letter or number before its name, both in one: "source C — after-tax"."""
    if len(cells) != len(columns) + 1 or not columns or not re.fullmatch(r"[A-Z]|\d{1,2}", cells[0].strip()):
        return cells
    return [f"{columns[0]} {cells[0]} — {cells[1]}", *cells[2:]]


# What heads of columns may name though it looks like a value: an age, any time, a plan, a year.
_CONDITION = (
    r"\b(?:age |at |under |over |before |after |until |not yet )*59 ?(?:½|1/2|\.5)(?: ?\+)?(?: (?:or|and)"
    r" (?:over|older|up|later))?"
    r"|\b(?:january|february|march|april|may|june|july|august|september|october|november|december) \d{1,2},? \d{4}\b"
    r"|^(?:today|now|currently|at present|until then)$|^(?:at )?any ?(?:time|age|reason)\b\??$"
    r"|\b40[13] ?\([abk]\)|\b457 ?\(b\)|\b20\d\d\b"
)
_WHAT_ROWS_ARE = (
    r"(?:source|account|sub-?account|type|kind|money|pocket|code|bucket|contribution|class|fund|category|part|where"
    r"|which|what)\b.{0,30}"
)


def is_header(cells: Sequence[str]) -> bool:
    """Whether the cells are heads of columns rather than values."""
    heads = [cell.strip().lower() for cell in cells[1:]]
    if len(heads) == 1 and has(OTHER_MONEY, f"{plain(heads[0])} account") and re.fullmatch(r"\W?[A-Z]{0,4}", cells[0]):
        return False  # the first of a list of abbreviations
    conditions = [re.search(_CONDITION, head) is not None for head in heads]
    if (
        any(conditions)
        and len(heads) > 1
        and (re.fullmatch(_WHAT_ROWS_ARE, cells[0].strip(), re.IGNORECASE) or sum(conditions) > 1)
    ):
        heads = [re.sub(_CONDITION, "age", head) for head in heads]
    if heads and all(head in {"yes", "no"} for head in heads):
        return len(heads) > 1
    return bool(heads) and not any(re.search(_VALUE, head) for head in heads)


def statements_of(block: Block, cells: Sequence[str], columns: Sequence[str]) -> Iterator[str]:
    """What a row says, in plain wording; nothing where a choice between boxes is left open."""
    text = block.text
    if marks(text) > 1 and len(cells) != len(columns):
        settled = settle(text)
        if settled is not None:
            words = re.sub(r"\?\s*(?=\w+\W*$)", ": ", plain(unnumbered(settled)))
            yield re.sub(r":?\s+(yes|no|none|n/a)$", r": \1", words)
        return
    label = plain(unnumbered(cells[0])).rstrip(":? ")
    if 1 < len(cells) <= len(columns):
        yield from _by_column(label, cells[1:], columns[1:])
        return
    value = " — ".join(plain(cell) for cell in cells[1:] if cell)
    yield f"{label}: {value}" if value else label


def _by_column(label: str, cells: Sequence[str], columns: Sequence[str]) -> Iterator[str]:
    after_tax = any(has(AFTER_TAX, plain(column)) for column in columns)
    by_age = any(re.search(_YOUNGER, plain(column)) for column in columns)
    for column, cell in zip(columns, cells, strict=False):
        if by_age and re.search(_OLDER_OR_GONE, plain(column)) and not re.search(_YOUNGER, plain(column)):
            continue  # beside what the younger may do, what the older may do says nothing
        if after_tax and has(OTHER_MONEY, f"{plain(column)} account") and not has(AFTER_TAX, plain(column)):
            continue  # the table keeps the kinds of money apart
        name, value = plain(column).rstrip(":? "), plain(_as_word(cell))
        if name in {"yes", "no", "never", "not available", "not permitted"}:
            if re.fullmatch(rf"x|✓|✔|yes|{CHECKED}", value):
                yield f"{label}: {name}"
        elif value:
            yield f"{label} {name}".rstrip() + f": {value}"


def _as_word(cell: str) -> str:
    """A cell; a box in it by what it says."""
    if re.fullmatch(MARK, cell.strip()):
        return "yes" if re.fullmatch(CHECKED, cell.strip()) else "no"
    return cell


def separate_boxes(text: str) -> tuple[str, list[tuple[bool, str]]] | None:
    """The words before several boxes on one line, and the boxes as (chosen, words); None where they are one choice."""
    if marks(text) < 2 or settle(text) != text:
        return None
    first = re.search(MARK, text)
    before = text[: first.start()].strip() if first else ""
    return before, split_items(text)

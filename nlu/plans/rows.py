"""Rows of tables: each cell becomes a statement of its own, named by the row's label and the column's head."""

import re
from collections.abc import Iterator, Sequence

from nlu.plans.blocks import Block, unnumbered
from nlu.plans.boxes import CHECKED, MARK, marks, settle, split_items
from nlu.plans.vocabulary import AFTER_TAX, OTHER_MONEY, has
from nlu.plans.wording import plain

_VALUE = rf"\d|{MARK}|^(?:yes|no|n/?a|none|x|✓|(?:not )?(?:available|permitted|allowed|offered))\b(?!.*\?)|any ?time"


def cells_of(block: Block) -> list[str]:
    """The cells of a row; a row that runs over several lines is one cell."""
    if len(block.lines) > 1:
        return [block.text]
    text = block.lines[0].text.strip()
    if "|" in text:
        return [cell.strip() for cell in text.strip("|").split("|")]
    return [cell for cell in re.split(r"\s{3,}|\t", text) if cell]


def is_header(cells: Sequence[str]) -> bool:
    """Whether the cells are heads of columns rather than values."""
    heads = [cell.strip().lower() for cell in cells[1:]]
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
    for column, cell in zip(columns, cells, strict=False):
        if after_tax and has(OTHER_MONEY, f"{plain(column)} account") and not has(AFTER_TAX, plain(column)):
            continue  # the table keeps the kinds of money apart
        name, value = plain(column).rstrip(":? "), plain(cell)
        if name in {"yes", "no"}:
            if re.fullmatch(rf"x|✓|✔|{CHECKED}", value):
                yield f"{label}: {name}"
        elif value:
            yield f"{label} {name}: {value}"


def separate_boxes(text: str) -> tuple[str, list[tuple[bool, str]]] | None:
    """The words before several boxes on one line, and the boxes as (chosen, words); None where they are one choice."""
    if marks(text) < 2 or settle(text) != text:
        return None
    first = re.search(MARK, text)
    before = text[: first.start()].strip() if first else ""
    return before, split_items(text)

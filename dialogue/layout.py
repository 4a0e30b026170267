"""Buttons in rows and paragraphs in order."""

from collections.abc import Iterable, Sequence

from flows.screens import Button

# Buttons of one row share its width: so many characters each does a phone show, by how many stand there.
SHOWN = {1: 64, 2: 16, 3: 12}
WIDE = SHOWN[2]  # a label longer than this stands in a row by itself
Rows = tuple[tuple[Button, ...], ...]


def rows_of(buttons: Sequence[Button]) -> Rows:
    """`buttons` in rows for a phone, in their order: short labels up to three in a row, long ones alone."""
    rows: list[list[Button]] = []
    for button in buttons:
        beside = [*rows[-1], button] if rows else []
        if beside and all(len(one.label) <= SHOWN.get(len(beside), 0) for one in beside):
            rows[-1].append(button)
        else:
            rows.append([button])
    return tuple(tuple(row) for row in rows)


def joined(parts: Iterable[str]) -> str:
    """The paragraphs that are not empty, an empty line between them."""
    return "\n\n".join(part for part in parts if part)

"""Buttons in rows and paragraphs in order."""

from collections.abc import Iterable, Sequence

from flows.screens import Button

WIDE = 16  # a label longer than this stands in a row by itself
ROW = 34  # characters of labels that a phone shows side by side
Rows = tuple[tuple[Button, ...], ...]


def rows_of(buttons: Sequence[Button]) -> Rows:
    """`buttons` in rows for a phone: short labels up to three in a row, long ones alone."""
    rows: list[list[Button]] = []
    for button in buttons:
        beside = [*rows[-1], button] if rows else []
        fits = 0 < len(beside) <= 3 and all(len(one.label) <= WIDE for one in beside)
        if fits and sum(len(one.label) for one in beside) <= ROW:
            rows[-1].append(button)
        else:
            rows.append([button])
    return tuple(tuple(row) for row in rows)


def joined(parts: Iterable[str]) -> str:
    """The paragraphs that are not empty, an empty line between them."""
    return "\n\n".join(part for part in parts if part)

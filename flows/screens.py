"""What the bot shows, as values. Text is Telegram's HTML; every adapter renders it its own way."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flows.household.plan import PlanId


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message: it carries a `payload` of at most 64 bytes, or copies `copy` (256 characters)."""

    label: str
    payload: str = ""
    copy: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture to be drawn: `kind` names the drawing, `data` is JSON, `alt` says the same in words."""

    kind: str
    data: Mapping[str, Any]
    alt: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A document to be made: `kind` names the maker, `name` is the file's name, `data` is JSON."""

    kind: str
    name: str
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Screen:
    """One message. `replaces`: put it in the place of the message whose button was pressed, if there is one.

    `plan`: the plan of the household that it is about, where that need not be the one that is open then.
    """

    text: str
    buttons: tuple[tuple[Button, ...], ...] = ()
    picture: Picture | None = None
    attachment: Attachment | None = None
    replaces: bool = False
    plan: PlanId | None = None


# Buttons of one row share its width: so many characters each does a phone show, by how many stand there.
SHOWN = {1: 64, 2: 16, 3: 12}
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

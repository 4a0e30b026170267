"""What the bot shows, as values. Text is Telegram's HTML; every adapter renders it its own way."""

from collections.abc import Mapping
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

"""What is kept of one answer, and of a flow in progress."""

from dataclasses import dataclass
from datetime import date
from typing import Any

Json = Any


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing the user has told: its JSON `value` by the slot's own rules, the words `said`, the day `on`."""

    value: Json
    said: str
    on: date


@dataclass(frozen=True, slots=True)
class Frame:
    """A flow in progress. Only the slots in `accepted` count as answered here; the position follows from them.

    `accepted` keeps the order in which they were answered, so that "back" knows what to take back.
    `asking` is a slot that is asked again out of its turn, because the user wants to change it.
    """

    flow: str
    accepted: tuple[str, ...] = ()
    asking: str = ""

"""The answer of the dialogue to one event."""

from dataclasses import dataclass, field

from flows.effects import Effect
from flows.screens import Screen
from flows.session import Session


@dataclass(frozen=True, slots=True)
class Labels:
    """For the log alone, never with a user's words: which rule decided, which flow and step it ended in, how."""

    rule: str = ""
    flow: str = ""
    step: str = ""
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """What one event led to. `session` is the next session as the store keeps it.

    `refused`: the button that was pressed chose nothing.
    """

    session: Session
    screens: tuple[Screen, ...] = ()
    effects: tuple[Effect, ...] = ()
    toast: str = ""
    labels: Labels = field(default_factory=Labels)
    refused: bool = False

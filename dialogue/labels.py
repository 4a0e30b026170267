"""Labels of buttons: whoever types one has pressed the button, on every channel."""

from collections.abc import Sequence

from dialogue.events import Event, Pressed, Said
from dialogue.heard import LONGEST_LABEL
from dialogue.menus import start_rows
from dialogue.prompts import prompt_rows
from dialogue.state import State
from flows import payloads
from flows.screens import Button, Screen
from nlu.entities.text import bare, bare_label

MOST_SHOWN = 60  # buttons that are remembered


def as_press(state: State, event: Event) -> Event:
    """`event`, or where it is the label of a button that is in view, the press of this button."""
    if not isinstance(event, Said) or len(event.text) > LONGEST_LABEL or event.text.lstrip().startswith("/"):
        return event
    payload = _payload(state, bare(event.text))
    return event if payload is None else Pressed(payload, typed=True)


def _payload(state: State, said: str) -> str | None:
    if not said:
        return None
    shown = state.session.notes.shown
    if not shown:  # nothing was shown yet, or by a program that did not remember it
        shown = in_view((), state)
    found = (payload for label, payload in shown if label == said)
    return next((payload for payload in found if _holds(state, payload)), None)


def _holds(state: State, payload: str) -> bool:
    """Whether the button is none of an earlier question."""
    parsed = payloads.parse(payload)
    return parsed is not None and parsed.revision in {None, state.session.revision}


def in_view(screens: Sequence[Screen], state: State, *, prompted: bool = False) -> tuple[tuple[str, str], ...]:
    """The labels in view with what their buttons carry, the newest first.

    They are those of `screens`, and of what is open in `state`, which need not be worked out again where the last of
    the screens is its prompt (`prompted`).
    """
    rows: list[Sequence[Button]] = [row for screen in reversed(screens) for row in screen.buttons]
    if not prompted:
        rows += prompt_rows(state) or start_rows(state)
    labels = ((bare_label(button.label), button.payload) for row in rows for button in row if button.payload)
    return tuple((label, payload) for label, payload in labels if label)[:MOST_SHOWN]

"""What stands beside the talk where there is room for it: what is known, the ledger's latest, and what comes next."""

from dataclasses import dataclass
from typing import Final

from dialogue.menus import flow_button
from dialogue.next_steps import MOST, ahead, why
from dialogue.state import State
from flows import payloads
from flows.ledger import entries_of
from flows.ledger_words import entry_words
from flows.screens import Button

MOST_ENTRIES: Final = 5


@dataclass(frozen=True, slots=True)
class Known:
    """One answer: its `label` and `value` in plain words."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Ahead:
    """A step that comes next: why, as HTML, and the button that begins it."""

    why: str
    button: Button


@dataclass(frozen=True, slots=True)
class Overview:
    """The case, the latest entries of the ledger (the newest first, in plain words), and the next steps, best first.

    `entries` counts all entries; `change` and `ledger` are the buttons to change an answer and to see the whole ledger.
    """

    case: tuple[Known, ...]
    latest: tuple[str, ...]
    entries: int
    ahead: tuple[Ahead, ...]
    change: Button
    ledger: Button


def overview(state: State) -> Overview:
    """What there is to see of the session of `state`."""
    domain, case = state.domain, state.session.case
    kept = entries_of(state.session)
    steps = tuple(Ahead(why(state, step), flow_button(state, step.flow)) for step in ahead(state)[:MOST])
    return Overview(
        case=tuple(
            Known(domain.label(slot), domain.say(slot, fact.value))
            for slot, fact in case.items()
            if slot in domain.slots
        ),
        latest=tuple(entry_words(domain.library, one) for one in reversed(kept[-MOST_ENTRIES:])),
        entries=len(kept),
        ahead=steps,
        change=Button(domain.button("button_change"), payloads.make(payloads.FLOW, "case")),
        ledger=Button(domain.button("web_whole_ledger"), payloads.make(payloads.LEDGER, "show", str(state.tax_year))),
    )

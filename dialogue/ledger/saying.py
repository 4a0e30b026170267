"""What the ledger says, and its buttons."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from dialogue.replies import Done, Prompt, Reply
from dialogue.state import State
from flows import payloads
from flows.household.plan import PlanId
from flows.household.words import plan_name
from flows.ledger import Entry, Undo, undo_to_json
from flows.ledger_words import entry_words
from flows.screens import Button, Screen, joined, rows_of
from flows.session import Session, note

SHOWN: Final = 25  # entries in one message


def from_elsewhere(state: State, reply: Reply, plan: PlanId) -> Reply:
    """`reply`, which kept something in `plan` while another one is open, with the word for it and the way there."""
    name = plan_name(state.domain.library, reply.session.household, plan)
    lead = state.domain.message("ledger_elsewhere", plan=name)
    rows = rows_of([to_plan_button(state, plan, name)])
    screens = tuple(replace(one, text=joined([lead, one.text]), buttons=rows) for one in reply.screens)
    return replace(reply, session=note(reply.session, entry=None), screens=screens)


def undoable(session: Session, *, put: tuple[Entry, ...] = (), drop: tuple[int, ...] = ()) -> Session:
    """The session that remembers how its last change of the ledger is taken back."""
    undo = Undo(str(session.household.open), put, drop)
    return note(session, undo=undo_to_json(undo), fresh=True)


def say(state: State, name: str, detail: str, **values: Any) -> Reply:
    return Reply(
        state.session, lead=state.domain.message(name, **values), prompt=Prompt.OPEN, outcome=Done.LEDGER, detail=detail
    )


def done(session: Session, lines: Sequence[str], buttons: Sequence[Button], detail: str) -> Reply:
    """What was done to the ledger, or is shown of it, in `lines` of HTML."""
    screen = Screen("\n".join(lines), rows_of(buttons))
    return Reply(session, (screen,), prompt=Prompt.OPEN, outcome=Done.LEDGER, detail=detail)


def undo_button(state: State, entry: Entry) -> Button:
    """Takes back the last change of the ledger, which was that of `entry`."""
    return ledger_button(state, "button_ledger_undo", "back", str(entry.id))


def to_year(state: State, year: int) -> Button:
    return ledger_button(state, "button_ledger", "show", str(year))


def to_plan_button(state: State, plan: PlanId, name: str) -> Button:
    target = payloads.make(payloads.PLAN, "open", str(plan))
    return Button(state.domain.button("button_open_plan", plan=name)[:60], target)


def ledger_button(state: State, name: str, word: str, argument: str, **values: Any) -> Button:
    return Button(state.domain.button(name, **values), payloads.make(payloads.LEDGER, word, argument))


def words_of(state: State, entry: Entry) -> str:
    """The entry in words."""
    return entry_words(state.domain.library, entry)

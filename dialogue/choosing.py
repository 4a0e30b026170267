"""What is to be chosen: the reading of an answer that was asked back, or the answer that is to be changed."""

from collections.abc import Iterable

from dialogue.menus import LONGEST_LABEL
from dialogue.state import State
from dialogue.ways import Way
from flows import payloads
from flows.household.plan import plan_id
from flows.screens import Button, Rows, Screen, joined, rows_of
from flows.session import ANSWERS, Pending

MOST_CHANGEABLE = 40  # buttons on one screen


def change_screen(state: State, slots: Iterable[str], lead: str = "") -> Screen:
    """One button for each answer that can be changed."""
    return Screen(joined([lead, state.domain.message("change_which")]), change_rows(state, slots))


def change_rows(state: State, slots: Iterable[str]) -> Rows:
    """A button for each of `slots`, and one to leave all as it is."""
    revision = state.session.revision
    buttons = [
        Button(state.domain.label(slot), payloads.make(payloads.CHANGE, slot, revision=revision)) for slot in slots
    ]
    return (*rows_of(buttons), (state.domain.way(Way.REPEAT, state.session.revision),))


def changeable(state: State) -> tuple[str, ...]:
    """The slots that can be changed here: the answers of the open flow, else all that is known."""
    position = state.position
    return position.path if position is not None and position.path else tuple(state.session.case)[:MOST_CHANGEABLE]


def pending_screen(state: State, lead: str, *, brief: bool = False) -> Screen:
    """The question about the last answer that is still open."""
    pending = state.session.pending
    if pending is None:
        raise ValueError("nothing is pending")
    again = f"pending_{pending.kind}_again"
    text = state.domain.message(
        again if brief and again in state.domain.library.messages else f"pending_{pending.kind}",
        said=pending.said,
        label=state.domain.label(pending.slot) if pending.slot else "",
        reading=pending.readings[0].label if pending.readings else "",
    )
    if not brief and isinstance(pending.extra, dict) and "lines" in pending.extra:
        text = joined([text, str(pending.extra["lines"])])
    plan = plan_id(pending.plan) if pending.plan else None
    return Screen(joined([lead, text]), pending_rows(state, pending), plan=plan)


def pending_rows(state: State, pending: Pending) -> Rows:
    """The readings to choose from, and the way out of them all."""
    single = len(pending.readings) == 1
    buttons = [
        Button(
            state.domain.button(f"button_{pending.kind}_yes") if single else candidate.label[:LONGEST_LABEL],
            payloads.make(payloads.READING, str(index), revision=state.session.revision),
        )
        for index, candidate in enumerate(pending.readings)
    ]
    none = Button(
        state.domain.button(f"button_{pending.kind}_no"),
        payloads.make(payloads.READING, "none", revision=state.session.revision),
    )
    out = (none, state.domain.way(Way.UNKNOWN, state.session.revision)) if pending.kind in ANSWERS else (none,)
    return (*rows_of((*buttons, none)), out[1:]) if single and out[1:] else (*rows_of(buttons), out)

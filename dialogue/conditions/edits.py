"""When an earlier message was edited: it corrects what it said before."""

from collections.abc import Sequence

from dialogue.events import Edited
from dialogue.heard import Heard
from flows.session import ANSWERS
from nlu.entities.reading import Reading


def _gave(heard: Heard) -> Sequence[str] | None:
    """The slots that the message gave answers to before; None where the session does not remember messages."""
    told = heard.state.session.told
    if not isinstance(heard.event, Edited) or not heard.event.message or not told:
        return None
    return dict(told).get(heard.event.message, ())


def unsettled(heard: Heard) -> Reading | None:
    """The open question's answer, where what was typed last did not settle it."""
    state, gave = heard.state, _gave(heard)
    newest = max((one for one, _ in state.session.told), default=0)
    latest = isinstance(heard.event, Edited) and heard.event.message > newest
    if gave is not None and (gave or not latest):
        return None
    pending = state.session.pending
    open_ = state.session.misses > 0 or (pending is not None and pending.kind in ANSWERS)
    if not open_ or state.question is None or state.known_from_before:
        return None
    reading = state.without_pending().read_answer(heard.text)
    return reading if reading is not None and (reading.value is not None or reading.readings) else None


def several_facts(heard: Heard) -> bool:
    """Two facts or more."""
    if heard.long or len(heard.message.slots) < 2:
        return False
    return _gave(heard) is None or not heard.message.question


def answer(heard: Heard) -> tuple[str, Reading] | None:
    """The answer that the message gave, or the one given last, and how it reads now."""
    gave = _gave(heard)
    if gave is None:
        return _last(heard)
    if len(gave) != 1:
        return None
    reading = heard.state.without_pending().read_for(gave[0], heard.text)
    return (gave[0], reading) if reading is not None and reading.plain else None


def _last(heard: Heard) -> tuple[str, Reading] | None:
    state = heard.state
    slot, flow = state.session.notes.last, state.flow
    if slot is None or flow is None or slot not in flow.slots or slot not in state.session.case:
        return None
    reading = state.read_for(slot, heard.text)
    return (slot, reading) if reading is not None and reading.plain else None


def facts(heard: Heard) -> bool:
    """A fact, not put as a question."""
    return not heard.long and bool(heard.message.slots) and not heard.message.question


def of_answers(heard: Heard) -> bool:
    """A message that had given an answer, but reads as none now."""
    gave = _gave(heard)
    return bool(gave) if gave is not None else heard.state.session.notes.last is not None


def anything(_: Heard) -> bool:
    """A message that gave no answer, before or now."""
    return True

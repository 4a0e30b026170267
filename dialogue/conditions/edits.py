"""When an earlier message was edited: it corrects what it said before."""

from collections.abc import Sequence

from dialogue.domain import asking
from dialogue.events import Edited
from dialogue.heard import Heard
from dialogue.state import without_pending
from dialogue.understanding import read_answer, read_for, understand
from flows.engine.flow import Question
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
    reading = read_answer(without_pending(state), heard.text)
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
    reading = read_for(without_pending(heard.state), gave[0], heard.text)
    return (gave[0], reading) if reading is not None and reading.plain else None


def _last(heard: Heard) -> tuple[str, Reading] | None:
    state = heard.state
    slot, flow = state.session.notes.last, state.flow
    if slot is None or flow is None or slot not in flow.slots or slot not in state.session.case:
        return None
    node = flow.nodes[slot]
    if not isinstance(node, Question):
        raise TypeError(f"{slot} is not a question of {flow.id}")
    words, declared = asking(state.domain, flow.id, node), state.domain.slots[slot]
    reading = understand(state.domain, declared, words, heard.text, state.session, state.today)
    return (slot, reading) if reading.plain else None


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

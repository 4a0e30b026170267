"""What an edited message does: it corrects what it said before."""

from collections.abc import Sequence

from dialogue.answering import correct
from dialogue.asking_back import take
from dialogue.domain import asking
from dialogue.heard import Heard
from dialogue.pending import ANSWERS
from dialogue.replies import Reply, accept, acknowledge, fact
from dialogue.state import State, without_pending
from dialogue.understanding import read_answer, read_for, understand
from dialogue.wording import short
from flows.engine.flow import Question


def edit(heard: Heard) -> Reply:
    """An edited message corrects the last answer; one that was not understood is read anew."""
    state, text = heard.state, heard.text
    if (reply := _again(state, text)) is not None:
        return reply
    message = None if heard.long else heard.message
    if message is not None and len(message.slots) >= 2:
        return correct(heard)
    if (reply := _last(state, text)) is not None:
        return reply
    if message is not None and message.slots and not message.question:
        return correct(heard)
    name = "edit_not_read" if state.session.notes.last is not None else "edit_unused"
    return Reply(state.session, lead=state.domain.message(name, said=short(text)), prompt="open", outcome="edit")


def edit_of(heard: Heard, message: int, slots: Sequence[str]) -> Reply:
    """An edit of the message `message`, which gave the answers to `slots`, corrects these and nothing else."""
    state, text = heard.state, heard.text
    newest = max(one for one, _ in state.session.told)
    if not slots and message > newest and (reply := _again(state, text)) is not None:
        return reply
    facts = {} if heard.long else heard.message.slots
    if len(facts) < 2 and len(slots) == 1 and (reply := _answer(state, text, slots[0])) is not None:
        return reply
    if facts and not heard.message.question:
        return correct(heard)
    name = "edit_not_read" if slots else "edit_unused"
    return Reply(state.session, lead=state.domain.message(name, said=short(text)), prompt="open", outcome="edit")


def _answer(state: State, text: str, slot: str) -> Reply | None:
    """The answer to `slot`, put right, if `text` is one."""
    reading = read_for(without_pending(state), slot, text)
    if reading is None or not reading.plain:
        return None
    facts = {slot: fact(state, reading.json, text)}
    return accept(state, facts, acknowledge(state, facts, corrected=True), last=state.session.notes.last or slot)


def _again(state: State, text: str) -> Reply | None:
    """The open question's answer, if what was typed last did not settle it."""
    pending = state.session.pending
    unsettled = state.session.misses > 0 or (pending is not None and pending.kind in ANSWERS)
    if not unsettled or state.question is None or state.known_from_before:
        return None
    state = without_pending(state)
    reading = read_answer(state, text)
    if reading is None or (reading.value is None and not reading.readings):
        return None
    return take(state, text, reading)


def _last(state: State, text: str) -> Reply | None:
    """The answer that was given last, put right."""
    slot, flow = state.session.notes.last, state.flow
    if slot is None or flow is None or slot not in flow.slots or slot not in state.session.case:
        return None
    node = flow.nodes[slot]
    if not isinstance(node, Question):
        raise TypeError(f"{slot} is not a question of {flow.id}")
    words = asking(state.domain, flow.id, node)
    reading = understand(state.domain, state.domain.slots[slot], words, text, state.session, state.today)
    if not reading.plain:
        return None
    facts = {slot: fact(state, reading.json, text)}
    return accept(state, facts, acknowledge(state, facts, corrected=True), last=slot)

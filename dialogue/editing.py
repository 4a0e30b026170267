"""What an edited message does: it corrects what it said before."""

from dialogue.replies import Done, Prompt, Reply, accept, acknowledge, fact
from dialogue.state import State
from nlu.entities.reading import Reading
from nlu.entities.text import short


def answer(state: State, text: str, slot: str, reading: Reading) -> Reply:
    """Puts the answer to `slot` right."""
    facts = {slot: fact(state, reading.json, text)}
    return accept(state, facts, acknowledge(state, facts, corrected=True), last=state.session.notes.last or slot)


def not_read(state: State, text: str) -> Reply:
    """Says that an answer was edited into something that is none, so that the answer stays."""
    return _kept(state, state.domain.message("edit_not_read", said=short(text)))


def unused(state: State, text: str) -> Reply:
    """Says that the message had given no answer, and that nothing changes."""
    return _kept(state, state.domain.message("edit_unused", said=short(text)))


def _kept(state: State, lead: str) -> Reply:
    return Reply(state.session, lead=lead, prompt=Prompt.OPEN, outcome=Done.EDIT)

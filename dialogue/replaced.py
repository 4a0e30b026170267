"""A correction that names the figure it takes back, which says which answer is meant: "it was 28,300, not 21k"."""

from typing import Any

from dialogue.state import State
from flows.slots import SlotKind
from nlu.control import taken_back
from nlu.entities.reading import Reading
from nlu.entities.text import clean
from nlu.entities.text import tokens_of_clean as tokens_of
from nlu.message.corrections import is_correction, names_the_amount, old_and_new

_FIGURES = frozenset(
    {SlotKind.PAY, SlotKind.MONEY, SlotKind.DEFERRAL, SlotKind.AGE, SlotKind.PERCENT, SlotKind.TAX_YEAR,
     SlotKind.COUNT, SlotKind.CAP}
)  # fmt: skip
_LONGEST = 200  # characters; more is a story
_MOST_WORDS = 8  # behind what takes the last answer back


def told_instead(state: State, text: str) -> tuple[str, Any] | None:
    """The slot of the open flow whose answer is the figure taken back in `text`, and the figure in its place (JSON).

    None where no figure is taken back, or where no answer or more than one is that figure.
    """
    if state.flow is None or len(text) > _LONGEST:
        return None
    plain = clean(text)
    if (last := _last_answer(state, plain)) is not None:
        return last
    old, new = old_and_new(tokens_of(plain))
    if not old and len(new) == 1 and names_the_amount(plain) and is_correction(plain):
        return _amount(state, plain[new[0].start : new[0].end])
    if len(old) != 1 or len(new) != 1:
        return None
    before, after = (plain[one.start : one.end] for one in (old[0], new[0]))
    asked = [slot for slot in state.flow.slots if state.domain.slots[slot].kind in _FIGURES]
    case = state.session.case
    meant = [slot for slot in asked if slot in case and _value(state.read_for(slot, before)) == case[slot].value]
    value = _value(state.read_for(meant[0], after)) if len(meant) == 1 else None
    return None if value is None else (meant[0], value)


def _last_answer(state: State, text: str) -> tuple[str, Any] | None:
    """The answer given last with another value, where that is taken back and the rest answers no open question."""
    slot, rest = state.session.notes.last, taken_back(text)
    if state.question is None or not rest or slot is None or slot not in state.session.case:
        return None
    if len(rest.split()) > _MOST_WORDS or slot == state.question.slot:
        return None
    here, there = state.read_answer(rest), state.read_for(slot, rest)
    if there is None or not there.plain or (here is not None and here.plain):
        return None
    return None if there.json == state.session.case[slot].value else (slot, there.json)


def _amount(state: State, after: str) -> tuple[str, Any] | None:
    """The one answer of the open flow that is called its amount, with `after` for it: "the amount should be 2,500"."""
    slots = state.flow.slots if state.flow is not None else ()
    named = [slot for slot in slots if slot.endswith("_amount") and slot in state.session.case]
    value = _value(state.read_for(named[0], after)) if len(named) == 1 else None
    return None if value is None else (named[0], value)


def _value(reading: Reading | None) -> Any:
    return None if reading is None or reading.value is None else reading.json

"""What is said while a question is open that a later question of the same flow would ask."""

import re
from dataclasses import replace
from typing import Any, Final

from dialogue.asking_back import take
from dialogue.replies import Reply, accept, acknowledge, fact
from dialogue.state import State
from flows.engine.flow import Question
from flows.slots import SlotKind
from nlu.answers import FREE
from nlu.entities.reading import Reading
from nlu.lexicon import exact
from nlu.option_words import nearest

_NUMBER: Final = re.compile(r"\$?\d[\d,.]*\s?(?:k\b|%)?")
_TEMPLATE: Final = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)
_PART: Final = re.compile(r"\bof (?:it|that|this|them|which|those)\b", re.IGNORECASE)
_MOST_WORDS: Final = 8
# What says by its own options or its unit that it is the answer; a figure, a yes or a day may be one to many questions.
_SPEAKS_FOR_ITSELF: Final = frozenset({SlotKind.CHOICE, SlotKind.FILING_STATUS, SlotKind.STATE})


def read_ahead(state: State, text: str) -> tuple[str, Reading] | None:
    """The later question of the open flow that `text` answers, by the words of that question, and how it is read.

    None where the words speak for the open question as much, or for several later ones.
    """
    if len(text.split()) > _MOST_WORDS:
        return None
    if _PART.search(text):
        return _part(state, text)
    read = {slot: reading for slot in _to_come(state) if (reading := state.read_for(slot, text)) is not None}
    named = nearest({slot: _words(state, slot) for slot in _asked(state)}, _NUMBER.sub(" ", text))
    if len(named) == 1:
        slot = named[0][0]
        return (slot, read[slot]) if slot in read and read[slot].value is not None else None
    plain = [slot for slot, reading in read.items() if reading.plain]
    if len(plain) == 1 and state.domain.slots[plain[0]].kind in _SPEAKS_FOR_ITSELF:
        return plain[0], read[plain[0]]
    return None


def speaks_of_part(text: str) -> bool:
    """Whether `text` tells a part of an amount, which is no answer to the question for the whole."""
    return _PART.search(text) is not None


def _part(state: State, text: str) -> tuple[str, Reading] | None:
    """The amount that is asked for next after the whole, of which `text` tells a part; it is asked back."""
    for slot in _to_come(state):
        if state.domain.slots[slot].kind is SlotKind.MONEY:
            reading = state.read_for(slot, text)
            found = reading is not None and reading.value is not None and not reading.readings
            return (slot, replace(reading, confirm=True)) if found and reading is not None else None
    return None


def take_ahead(state: State, text: str, slot: str, reading: Reading) -> Reply:
    """Takes the answer to a later question, or asks it back; the open question is asked again."""
    if not reading.plain:
        return take(state, text, reading, slot)
    told = {slot: fact(state, reading.json, text)}
    return accept(state, told, acknowledge(state, told))


def places_ahead(state: State, text: str) -> dict[str, Any]:
    """The amounts that later questions of the open flow ask for and that a figure by itself may be, with its value."""
    found = {}
    for slot in _to_come(state):
        if state.domain.slots[slot].kind is SlotKind.MONEY:
            reading = state.read_for(slot, text)
            if reading is not None and reading.value is not None and not reading.readings:
                found[slot] = reading.json
    return found


def _asked(state: State) -> tuple[str, ...]:
    """The slots that the open flow still asks for, the open one first, but for those that take any words."""
    if state.position is None or state.question is None or state.position.changing:
        return ()
    return tuple(slot for slot in state.position.to_come if state.domain.slots[slot].kind not in FREE)


def _to_come(state: State) -> tuple[str, ...]:
    return tuple(slot for slot in _asked(state) if state.question is None or slot != state.question.slot)


def _words(state: State, slot: str) -> tuple[str, ...]:
    """How the question for `slot` is worded: what it is called, and what it asks."""
    node = state.flow.nodes[slot] if state.flow is not None else None
    if state.flow is None or not isinstance(node, Question):
        return ()
    words = state.domain.asking(state.flow.id, node)
    called = (name for name, one in exact("slot_names").items() if one == slot)
    return (words.label, _TEMPLATE.sub(" ", words.ask.markdown), *called)

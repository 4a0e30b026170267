"""What a button of the ledger does."""

from collections.abc import Callable, Mapping
from typing import Final

from dialogue.ledger.checkpoints import keep_figure, keep_within, put_all_on_top, put_on_top, take_off
from dialogue.ledger.corrections import ask_words, choose, fix_to, open_entry, take_out
from dialogue.replies import Reply
from dialogue.state import State
from flows.ledger import Entry, find

DOES: Final[Mapping[str, Callable[[State, Entry], Reply]]] = {
    "entry": open_entry,
    "fix": ask_words,
    "fixto": fix_to,
    "figure": keep_figure,
    "entries": lambda state, figure: take_out(state, figure.id),
    "within": keep_within,
    "ontop": put_on_top,
    "alltop": put_all_on_top,
    "off": take_off,
}


def press(state: State, word: str, number: int) -> Reply:
    """What a button of the ledger does to the year or the entry `number`, which is there."""
    entry = find(state.session, number)
    return choose(state, number) if word == "choose" or entry is None else DOES[word](state, entry)

"""Which entry of the ledger a message wants changed or deleted, and what it should say."""

from dataclasses import dataclass
from decimal import Decimal

from dialogue.state import State
from flows.ledger import Entry, entries_of, find, latest_of, latest_of_kind
from nlu.ledger_edits import LAST, LONGEST, read_edit_words, tells_of_entry, tells_own_part


@dataclass(frozen=True, slots=True)
class Edit:
    """An entry to be deleted (`words` empty) or changed to what `words` say; `number` LAST is the one told last."""

    number: int
    words: str = ""


def read_edit(state: State, text: str) -> Edit | None:
    """The entry that `text` wants deleted or changed; None where it names none, or the ledger is empty.

    "that was 1,600, not 1,500" names the entry by what it said, "the conversion should be 1,600" by its kind; "that was
    1,600" is the one just spoken of.
    """
    if not entries_of(state.session):
        return None
    wanted = read_edit_words(text)
    if wanted is not None and wanted.number is not None:
        return Edit(wanted.number, wanted.words)
    notes = state.session.notes
    spoken_of = find(state.session, notes.entry) if notes.entry else None
    if spoken_of is not None and wanted is not None and not wanted.words:
        return Edit(spoken_of.id)
    if spoken_of is not None and notes.correcting and _changes(state, text):
        return Edit(spoken_of.id, text.strip().rstrip(".!"))
    if wanted is None and spoken_of is not None and len(text.split()) <= LONGEST and tells_own_part(text):
        return Edit(spoken_of.id, text.strip().rstrip(".!"))
    if wanted is None or not wanted.words:
        return None
    if wanted.old is not None:
        named = _of_amount(state, spoken_of, wanted.old)
        return Edit(named.id, wanted.words) if named is not None else None
    if wanted.kind and (spoken_of is None or spoken_of.kind != wanted.kind):
        spoken_of = latest_of_kind(state.session, wanted.kind)
    return Edit(spoken_of.id, wanted.words) if spoken_of is not None and _changes(state, wanted.words) else None


def _changes(state: State, text: str) -> bool:
    return len(text.split()) <= LONGEST and tells_of_entry(text, state.today)


def _of_amount(state: State, spoken_of: Entry | None, amount: Decimal) -> Entry | None:
    """The entry just spoken of if it is of `amount` dollars, else the latest that is."""
    return spoken_of if spoken_of is not None and spoken_of.amount == amount else latest_of(state.session, amount)


__all__ = ["LAST", "Edit", "read_edit"]

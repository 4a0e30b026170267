"""Which entry of the ledger a message wants put right or taken out, and what it should say."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

from dialogue.state import State
from flows.ledger import entries_of, find, latest_of
from nlu.movements import days_in, has_main_amount, named_kind, read_day

LAST: Final = 0
LONGEST: Final = 16  # words; more is no correction of one entry
_FLAGS: Final = re.IGNORECASE
_NAMED: Final = (
    r"(?:(?:the |my )?(?:last|latest) (?:one|entry|record|movement)|"
    r"(?:the )?(?:entry|record|{more}) ?#? ?(?P<number>\d{{1,4}}))"
)
_DELETE: Final = re.compile(
    rf"(?:please )?(?:delete|remove|undo|erase|scratch|drop) {_NAMED.format(more='number|no.?|movement|#')}"
    r"(?: (?:from|in) (?:the |my )?(?:ledger|log))?",
    _FLAGS,
)
_CORRECT: Final = re.compile(
    rf"(?:please )?(?:(?:change|correct|fix|set|make) )?{_NAMED.format(more='movement')}"
    r" ?(?:\bto|\bwas|\bis|\bshould be|\bshould have been|=|:)(?P<rest> .+)",
    _FLAGS,
)
_DELETE_THAT: Final = re.compile(
    r"(?:please )?(?:delete|remove|undo|erase|scratch|drop) (?:that|it|this)(?: one)?", _FLAGS
)
_SORRY: Final = r"(?:(?:no|oops|sorry|wait|correction|actually|i mean|hmm|my bad|ah|well)[,.! ]+)*"
_THAT: Final = re.compile(
    rf"{_SORRY}(?:(?:that|it|this|the last one|the amount|the day|the date)"
    r"(?:'s| was| is| should be| should have been)|"
    r"make (?:it|that)|i meant|i meant to say|change (?:it|that) to|it should say)\s+(?P<rest>.+)",
    _FLAGS,
)
_NO: Final = re.compile(r"(?:no|oops|sorry|wait|correction|actually|my bad)[,.! ]+(?P<rest>.+)", _FLAGS)
_NOT: Final = re.compile(
    r"[,;]?\s*(?:and |but )?\b(?:not|instead of|rather than)\s+(?P<old>\$?\d[\d,]*(?:\.\d+)?k?)\b"
    r"(?:[,;]?\s*(?:but|it was)\s+)?",
    _FLAGS,
)


@dataclass(frozen=True, slots=True)
class Edit:
    """An entry to be deleted (`words` empty) or put right by `words`; `number` 0 is the one told last."""

    number: int
    words: str = ""


def read_edit(state: State, text: str) -> Edit | None:
    """The entry that `text` wants deleted or put right; None where it names none, or the ledger is empty.

    "that was 1,600, not 1,500" names the entry by what it said; "that was 1,600" is the one just spoken of.
    """
    said = text.strip().rstrip(".!")
    if not said or len(said.split()) > LONGEST or not entries_of(state.session):
        return None
    found = _DELETE.fullmatch(said) or _CORRECT.fullmatch(said)
    if found is not None:
        return Edit(int(found["number"] or LAST), (found.groupdict().get("rest") or "").strip())
    spoken_of = find(state.session, state.session.notes.entry) if state.session.notes.entry else None
    if spoken_of is not None and _DELETE_THAT.fullmatch(said):
        return Edit(spoken_of.id)
    if spoken_of is not None and state.session.notes.correcting and _says_something(said, state):
        return Edit(spoken_of.id, said)
    if (found := _THAT.fullmatch(said)) is None and (found := _NO.fullmatch(said)) is None:
        return None
    rest = found["rest"]
    if old := _NOT.search(rest):
        rest = f"{rest[: old.start()]} {rest[old.end() :]}".strip()
        amount = _dollars(old["old"])
        named = spoken_of if spoken_of is not None and spoken_of.amount == amount else None
        named = named or (latest_of(state.session, amount) if amount is not None else None)
        return Edit(named.id, rest) if named is not None and rest else None
    return Edit(spoken_of.id, rest) if spoken_of is not None and _says_something(rest, state) else None


def _says_something(text: str, state: State) -> bool:
    """Whether `text` holds an amount, an own part or a day, and tells no other movement."""
    if named_kind(text):
        return False
    own = re.search(r"\d.*\b(?:mine|own|growth|earnings)\b", text, _FLAGS) is not None
    return own or has_main_amount(text) or bool(days_in(text, state.today)) or read_day(text, state.today) is not None


def _dollars(text: str) -> Decimal | None:
    bare = text.replace(",", "").replace("$", "").lower()
    try:
        return Decimal(bare.removesuffix("k")) * (1000 if bare.endswith("k") else 1)
    except InvalidOperation:
        return None

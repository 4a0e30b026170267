"""All that the stated segments of a message tell, noted by slot."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from core.match import MatchFormula
from nlu.entities.amounts import behind_what_is_taken_back
from nlu.entities.calendar_dates import MONTHS
from nlu.entities.reading import Reading
from nlu.entities.tokens import Token
from nlu.lexicon import word_list
from nlu.match.items import items_of
from nlu.message.ages import find_birth, note_ages
from nlu.message.amounts import note_amounts
from nlu.message.boxes import note_boxes
from nlu.message.formula_numbers import is_no_formula, without_others
from nlu.message.maximum import note_catch_up, note_maximum
from nlu.message.names import Names, note_names
from nlu.message.no_figures import take_no_figures
from nlu.message.notes import Notes, Span, stated_at
from nlu.message.other_money import note_money_elsewhere
from nlu.message.segments import behind
from nlu.message.stated_match import find_match, match_slots
from nlu.message.status import find_filing_status, find_pay_frequency

_LAST_DAY = 31
# What stands with these words adds to what was told, and takes nothing of it back.
_GOES_ON = frozenset({"also", "plus", "another", "next", "then", "and", "extra"})
_Found = TypeVar("_Found")


def gather(notes: Notes, employers: Names = (), providers: Names = ()) -> None:
    """All that the stated segments tell."""
    note_names(notes, employers, providers)
    note_boxes(notes)
    birth = find_birth(notes.text, notes.context)
    if birth is not None and stated_at(notes, birth[1][0]):
        notes.put("age", birth[0].value)
        notes.take_characters(*birth[1])
    note_match(notes)
    status = find_filing_status(notes.tokens, notes.segments, notes.context)
    if status is not None:
        notes.put("filing_status", status[0], status[1][0])
        notes.take(status[1])
    frequency = _last_told(notes, notes.tokens, find_pay_frequency)
    if frequency is not None:
        notes.put("pay_frequency", frequency[0], frequency[1][0])
        notes.take(frequency[1])
        more = find_pay_frequency(notes.tokens, behind(notes.segments, frequency[1][1]), notes.context)
        if more is not None:
            notes.put("pay_frequency", more[0])  # one that differs makes it unclear
    gather_numbers(notes)


def _last_told(
    notes: Notes, tokens: Sequence[Token], find: Callable[..., tuple[_Found, Span] | None]
) -> tuple[_Found, Span] | None:
    """What `find` finds among `tokens`; where that is taken back and told anew, what is told last."""
    found = find(tokens, notes.segments, notes.context)
    for place in behind_what_is_taken_back(tokens):
        if found is None or found[1][0] >= place or _GOES_ON & {one.text for one in tokens[place : place + 3]}:
            continue
        anew = find(tokens, behind(notes.segments, place), notes.context)
        if anew is not None:
            notes.take(found[1])
            found = anew
    return found


def gather_numbers(notes: Notes) -> None:
    """Notes what the ages and amounts of the stated segments are of."""
    note_money_elsewhere(notes)
    note_catch_up(notes)
    note_ages(notes)
    _take_days(notes)
    take_no_figures(notes)
    note_maximum(notes)
    note_amounts(notes)


def _take_days(notes: Notes) -> None:
    """Takes the days of months as read: "Dec 4 and Dec 18" holds no amount and no age."""
    for place, (before, token) in enumerate(zip(notes.tokens, notes.tokens[1:], strict=False), start=1):
        day = token.kind == "number" and token.unit in {"", "ordinal"} and 1 <= token.value <= _LAST_DAY
        if day and before.text in MONTHS and not token.scaled and token.value % 1 == 0:
            notes.taken.add(place)


def note_match(notes: Notes, *, apart: bool = False) -> None:
    """Notes the match formula of the stated segments; `apart`: they are of another plan than the slots."""
    tokens, aside = without_others(notes.tokens, notes.second, apart=apart)
    match = _last_told(notes, tokens, find_match)
    if match is not None and not _only_dollars(match[0]):
        reading, span = match
        taken_before = set(notes.taken)
        notes.take(span)
        notes.taken -= aside - taken_before
        notes.match_span = span
        if not reading.plain:
            notes.unclear["match"] = reading
        elif is_no_formula(notes, tokens, span) or _only_no_profit(reading, tokens, span):
            notes.taken -= set(range(*span)) - taken_before
            notes.match_span = (0, 0)
        else:
            for slot, value in match_slots(reading, tokens, span).items():
                notes.put(slot, value, span[0])
    if "nonelective_rate" in notes.slots and "match" not in notes.slots and _says_no_match(notes):
        notes.put("match", MatchFormula())


def _only_dollars(reading: Reading) -> bool:
    """Whether a match is told in dollars alone: those are assigned with the other amounts."""
    told = [reading.value] if reading.value is not None else [one.value for one in reading.readings]
    formulas = [one for one in told if isinstance(one, MatchFormula)]
    return bool(formulas) and all(
        one.nonelective_dollars and not one.tiers and not one.nonelective_rate for one in formulas
    )


def _only_no_profit(reading: Reading, tokens: Sequence[Token], span: Span) -> bool:
    """Whether a formula only says that no profit is shared, which says nothing of a match: "0 profit sharing"."""
    words = {token.text for token in tokens[span[0] : span[1]]}
    return reading.value == MatchFormula() and "profit" in words and not words & word_list("matching")


def _says_no_match(notes: Notes) -> bool:
    stated = [item for one in notes.segments if one.stated for item in items_of(notes.tokens[one.start : one.end])]
    return any(item.kind == "none" and "match" in item.word for item in stated)

"""An amount without words that may be what the person defers."""

from decimal import Decimal
from itertools import pairwise

from nlu.entities.deferral import deferral_limit
from nlu.entities.reading import Reading, Reason, money_choice
from nlu.message.catch_up import base_limit
from nlu.message.kinds import LIKELY, Shares
from nlu.message.notes import Notes
from nlu.message.told_numbers import told_here
from nlu.message.worth import worth_as

_NO_LIMIT_OF_ONES_OWN = frozenset({"limit", "last_year", "moved", "spouse", "other", "person"})


def ask_about_bare_deferral(notes: Notes, second: Shares, taken: frozenset[int]) -> None:
    """Asks whether an amount without words is what the person defers: it is just the limit, or it is left at the end.

    Whoever tells age, pay and match in a list tells what goes in next: "36, 154k, 50% to 6, 20k".
    """
    if {"deferral", "deferral_made"} & {*notes.slots, *notes.unclear}:
        return
    limits = quoted_limits(notes)
    left = [
        (place, kind, share)
        for place, kind, share in told_here(notes, second)
        if notes.tokens[place].unit in {"", "$"} and place not in taken and place not in notes.taken
    ]
    found = [
        place
        for place, kind, share in left
        if notes.tokens[place].value in limits
        and not (kind in _NO_LIMIT_OF_ONES_OWN and share >= LIKELY and not _names_this_year(notes, place))
    ]
    if not found and "pay" in notes.slots and {"match", "match_dollars"} & {*notes.slots, *notes.unclear}:
        found = [place for place, kind, share in left if share < LIKELY or kind == "deferral"]
        found = [place for place in found if _is_bare(notes, place) and worth_as(notes, "deferral", place) is not None]
    if len(found) == 1:
        value = notes.tokens[found[0]].value
        notes.taken.add(found[0])
        notes.unclear["deferral"] = Reading(value, True, Reason.GUESS, (money_choice(value),))


def _is_bare(notes: Notes, place: int) -> bool:
    """Whether an amount stands by itself in a list, or only with who it comes from: "20k", "20k from me"."""
    words = {token.text for token in notes.tokens[notes.segment_at(place).start : notes.segment_at(place).end]}
    return words <= {notes.tokens[place].text, "from", "me", "i", "do", "mine"}


def _names_this_year(notes: Notes, place: int) -> bool:
    """Whether the segment of a number says that it is of the year that is talked about."""
    words = notes.words_of(notes.segment_at(place))
    return str(notes.context.year) in words or ("this", "year") in pairwise(words)


def quoted_limits(notes: Notes) -> set[Decimal]:
    """The limits on deferrals that somebody may quote, in dollars."""
    return {Decimal(deferral_limit(notes.with_age())), Decimal(base_limit(notes))}

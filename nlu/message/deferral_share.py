"""A deferral told as a share of pay."""

from collections.abc import Mapping
from decimal import Decimal

from nlu.entities.reading import Reason
from nlu.lexicon import word_list
from nlu.message.anchors import PRE_TAX
from nlu.message.kinds import DENIED, LIKELY, Shares
from nlu.message.notes import Notes
from nlu.message.told_numbers import told_here
from nlu.message.worth import within_limit

_SORTS: Mapping[str, frozenset[str]] = {
    "roth": frozenset({"roth"}),
    "pretax": PRE_TAX | {"regular"},
}


def settle_share(notes: Notes, second: Shares) -> None:
    """Works a deferral in percent out once the pay is known; of "10% pre-tax and 5% Roth" both count."""
    if {"deferral", "deferral_made"} & notes.slots.keys():
        return
    asked = notes.unclear.get("deferral")
    if asked is not None and asked.reason != Reason.NEEDS_PAY:
        return
    found = [
        place
        for place, kind, share in told_here(notes, second)
        if kind == "deferral"
        and share >= LIKELY
        and notes.tokens[place].unit == "%"
        and not {"if", "when"} & {one.text for one in notes.tokens[max(0, place - 4) : place]}
        and not word_list("matching") & {one.text for one in notes.tokens[place + 1 : place + 2]}
    ]
    if asked is not None and not found:
        # The rules have taken it for a share of a pay that was not known yet.
        shares = [place for place, _, _ in told_here(notes, second) if notes.tokens[place].unit == "%"]
        shares = [place for place in shares if second[notes.tokens[place].start]["deferral"] >= DENIED]
        found = shares if len(shares) == 1 and shares[0] in notes.taken else []
    pay = notes.slots.get("pay") or notes.context.dollars("pay")
    if pay is None or not found or len(found) > len(_SORTS):
        return
    fractions = [notes.tokens[place].fraction for place in found]
    sorts = [_sort_of(notes, place) for place in found]
    if len(found) > 1 and len(set(fractions)) > 1 and (None in sorts or len(set(sorts)) < len(sorts)):
        return
    share = sum(fractions) if None not in sorts and len(set(sorts)) == len(sorts) else fractions[0]
    value = within_limit(notes, Decimal(str(pay)) * share)
    if value is None:
        return
    notes.unclear.pop("deferral", None)
    notes.put("deferral", value, found[0])
    notes.taken.update(found)


def _sort_of(notes: Notes, place: int) -> str | None:
    """Which sort of deferral the words right beside a number say it is."""
    segment = notes.segment_at(place)
    near = {token.text for token in notes.tokens[max(segment.start, place - 3) : min(segment.end, place + 4)]}
    found = [name for name, words in _SORTS.items() if words & near]
    return found[0] if len(found) == 1 else None

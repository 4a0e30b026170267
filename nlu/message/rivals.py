"""Several figures told for one slot: which of them is kept, and which are asked about."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from core.limits import limits_for
from nlu.entities.deferral import limits_year
from nlu.entities.reading import Reason, asks
from nlu.message.asked_values import asked_as, choice_in
from nlu.message.kinds import FAR_LESS_LIKELY, KINDS_OF_SLOT, LIKELY, SLOT_OF_KIND, SURE, Shares
from nlu.message.notes import Notes
from nlu.message.so_far import YTD
from nlu.message.told_numbers import told_here
from nlu.message.worth import slot_of_kind, worth_as

_CONTESTED: Mapping[str, frozenset[str]] = {
    "cap": frozenset({"plan_cap_rate", "plan_cap_dollars"}),
    "employer": frozenset({"match_dollars"}),
    "after_tax": frozenset({"after_tax_made"}),
    "deferral": frozenset({"deferral"}),
    "pay": frozenset({"pay"}),
}
_AHEAD = 0.15  # by so much the share of what was noted leads, for another number not to be asked about
_DENIED_VALUE = 0.2  # below this a value told beside another is none of the slot


def contest(notes: Notes, second: Shares) -> None:
    """Asks about a slot for which another number of this person's speaks as well, with both as readings."""
    for kind, slots in _CONTESTED.items():
        for slot in slots & notes.slots.keys():
            if notes.places.get(slot) is None:
                continue
            values = {
                value: share
                for place, of, share in told_here(notes, second)
                if of == kind and share >= LIKELY and (kind != "deferral" or _rivals(notes, place))
                if slot_of_kind(notes, kind, place) == slot
                if (value := worth_as(notes, kind, place)) is not None and value not in notes.slots.values()
            }
            told = notes.slots[slot]
            sure = _share_of_value(notes, second, told, frozenset({kind})) if isinstance(told, Decimal) else 1.0
            if kind != "cap" and sure >= SURE[kind] and all(sure > share + _AHEAD for share in values.values()):
                continue
            if len({*values, told}) > 1 and values and not _same_told(told, values):
                del notes.slots[slot]
                readings = [choice_in(slot, one) for one in dict.fromkeys((told, *values))]
                notes.unclear.setdefault(asked_as(slot), asks(Reason.TWO_READINGS, *readings))


def _rivals(notes: Notes, place: int) -> bool:
    """Whether a number may be the deferral instead of what was noted: neither is a part or a total of the other."""
    told = [notes.segment_at(at) for at in (place, notes.places["deferral"])]
    return place not in notes.taken and not any("total" in notes.words_of(one) for one in told)


def _same_told(told: object, values: Mapping[int | Decimal, float]) -> bool:
    """Whether what was told is the sum of the values, or each of them."""
    return told == sum(values) or all(told == one for one in values)


def choose(notes: Notes, second: Shares) -> None:
    """Where a slot was told in two ways, or may go by two readings, keeps the one that the second reader is sure of."""
    for slot, kinds in KINDS_OF_SLOT.items():
        if slot in notes.clashing and slot in notes.slots and slot in {"deferral", "after_tax_made", "match_dollars"}:
            places = [place for place, kind, _ in told_here(notes, second) if SLOT_OF_KIND.get(kind) == slot]
            ytd = of_the_year(notes, places)
            if len(ytd) == 1 < len(places) and notes.tokens[ytd[0]].value in [notes.slots[slot], *notes.clashing[slot]]:
                notes.slots[slot] = notes.tokens[ytd[0]].value
                del notes.clashing[slot]
                continue
        values = [notes.slots[slot], *notes.clashing[slot]] if slot in notes.clashing and slot in notes.slots else []
        if slot == "pay" and len(values) == 2 and (quoted := _compensation_limit(notes)) in values:
            notes.slots[slot] = next(one for one in values if one != quoted)
            del notes.clashing[slot]
            continue
        if values and all(isinstance(one, Decimal | int) for one in values):
            likely = {one: _share_of_value(notes, second, one, kinds) for one in values}
            best = max(likely, key=lambda one: likely[one])
            rest = max((share for one, share in likely.items() if one != best), default=0.0)
            if likely[best] >= LIKELY and (rest < _DENIED_VALUE or rest < FAR_LESS_LIKELY * likely[best]):
                notes.slots[slot] = best
                del notes.clashing[slot]
    for slot, reading in tuple(notes.unclear.items()):
        if reading.reason == Reason.TWO_READINGS and slot in {"pay", "deferral", "after_tax_made"}:
            found = [
                place
                for place, kind, share in told_here(notes, second)
                if SLOT_OF_KIND.get(kind) == slot and share >= SURE[kind]
            ]
            found = of_the_year(notes, found)
            if len(found) == 1 and (reading.value is None or notes.tokens[found[0]].value != reading.value):
                del notes.unclear[slot]
                notes.taken.discard(found[0])


def _compensation_limit(notes: Notes) -> int | Decimal:
    """What of pay counts at most (IRC 401(a)(17)), in dollars; beside another figure it is quoted and nobody's pay."""
    return limits_for(limits_year(notes.context)).compensation


def _share_of_value(notes: Notes, second: Shares, value: Decimal | int, kinds: frozenset[str]) -> float:
    """How likely a number of this value, told of this person, is of one of `kinds`."""
    shares = [
        sum(second[token.start].get(kind, 0) for kind in kinds)
        for one in notes.segments
        if one.stated
        for token in notes.tokens[one.start : one.end]
        if token.kind == "number" and token.start in second and token.value in {value, Decimal(value) / 1000}
    ]
    return max(shares, default=1.0)


def of_the_year(notes: Notes, places: Sequence[int]) -> list[int]:
    """Those of the numbers that are said to be of the year so far; all of them where that sets none apart."""
    found = [place for place in places if YTD & {token.text for token in notes.tokens[max(0, place - 4) : place + 3]}]
    return found if len(found) == 1 else list(places)

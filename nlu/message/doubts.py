"""What the rules noted and the second reader doubts: it is asked about."""

from collections.abc import Mapping

from nlu.entities.reading import Reading, Reason
from nlu.entities.tokens import Token
from nlu.message.asked_values import asked_as, choice_in
from nlu.message.fact import Status
from nlu.message.kinds import DENIED, FAR_LESS_LIKELY, KINDS_OF_SLOT, LIKELY, SLOT_OF_KIND, Shares, share_of
from nlu.message.notes import Notes

# Below these shares an amount of the rules is asked about, whatever else it may be. They were fitted on
# the slots of messages by authors who were left out of the learning.
_AGREED: Mapping[str, float] = {"after_tax_made": 0.55, "deferral": 0.6, "pay": 0.5, "match_dollars": 0.6,
                                "profit_sharing": 0.5, "age": 0.6}  # fmt: skip
_MAY_MOVE = frozenset({"deferral", "after_tax_made", "match_dollars", "profit_sharing", "pay"})
# Below these shares a slot is doubted if another kind has more than `DENIED`.
_DOUBTED = 0.3
_DOUBTED_AGE = 0.05
_OLDEST = 110  # years


def settle_doubts(notes: Notes, second: Shares) -> None:
    """Takes what the second reader doubts out of the slots, to be asked about."""
    for slot in tuple(notes.slots):
        numbers = _numbers_of(notes, slot)
        if slot == "match":
            continue  # was read without the numbers of others
        kinds = KINDS_OF_SLOT.get(slot)
        if kinds is None or not numbers or (slot == "after_tax_made" and _planned(notes, slot)):
            continue
        if notes.places.get(slot, -1) in notes.firm:
            continue
        known = [one for one in numbers if one.start in second]
        if (
            slot in _MAY_MOVE
            and len(known) == len(numbers) == 1
            and _move(notes, slot, known[0], second[known[0].start])
        ):
            continue
        least = _DOUBTED_AGE if slot == "age" else _DOUBTED
        agreed = _AGREED.get(slot, 0)
        if known and all(
            _doubted(second[one.start], kinds, least) or share_of(second[one.start], kinds) < agreed for one in known
        ):
            _ask(notes, slot)
    _drop_doubted_limit(notes, second)


def _drop_doubted_limit(notes: Notes, second: Shares) -> None:
    """A deferral above the limit that the second reader takes for something else is none to be asked about."""
    asked = notes.unclear.get("deferral")
    if asked is None or asked.reason != Reason.ABOVE_LIMIT:
        return
    for place in sorted(notes.taken):
        token = notes.tokens[place]
        if token.kind == "number" and token.start in second and token.value == asked.value:
            found = second[token.start]
            kind = max(found, key=lambda one: found[one])
            if kind in SLOT_OF_KIND and kind != "deferral" and found[kind] >= LIKELY:
                del notes.unclear["deferral"]
                notes.taken.discard(place)
                return


def _move(notes: Notes, slot: str, number: Token, found: Mapping[str, float]) -> bool:
    """Frees a number for the slot that the second reader sees in it rather than in `slot`, if it does."""
    kind = max(found, key=lambda one: found[one])
    ours = share_of(found, KINDS_OF_SLOT[slot])
    if (
        kind not in SLOT_OF_KIND
        or kind in KINDS_OF_SLOT[slot]
        or found[kind] < LIKELY
        or ours >= FAR_LESS_LIKELY * found[kind]
    ):
        return False
    del notes.slots[slot]
    notes.clashing.pop(slot, None)
    notes.taken.discard(notes.tokens.index(number))
    return True


def _planned(notes: Notes, slot: str) -> bool:
    place = notes.places.get(slot, -1)
    return any(one.start <= place < one.end and one.scope.status is Status.PLANNED for one in notes.segments)


def _doubted(found: Mapping[str, float], kinds: frozenset[str], least: float) -> bool:
    ours = share_of(found, kinds)
    return ours < least and max(found.values()) > DENIED


def _numbers_of(notes: Notes, slot: str) -> list[Token]:
    """The numbers that fill `slot`."""
    if slot == "match":
        start, end = notes.match_span
        return [token for token in notes.tokens[start:end] if token.kind == "number"]
    place = notes.places.get(slot, -1)
    if place < 0:
        return []
    if notes.tokens[place].kind == "number":
        return [notes.tokens[place]]
    segment = next((one for one in notes.segments if one.start <= place < one.end), None)
    inside = notes.tokens[segment.start : segment.end] if segment is not None else ()
    numbers = [token for token in inside if token.kind == "number"]
    told = [token for token in numbers if token.value == notes.slots[slot]]
    # An age by a birth date is told by no number of its own.
    ages = [token for token in numbers if token.value <= _OLDEST] if slot == "age" else []
    return told or (ages if len(numbers) == 1 else [])


def _ask(notes: Notes, slot: str) -> None:
    value = notes.slots.pop(slot)
    choice = choice_in(slot, value)
    notes.unclear.setdefault(asked_as(slot), Reading(choice.value, True, Reason.TWO_READINGS, (choice,)))

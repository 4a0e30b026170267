"""Which slot a message mends, and the new value where only a number says it."""

from collections.abc import Sequence

from nlu.control import slot_names
from nlu.entities.tokens import Token, numbers_of
from nlu.match.formula import read_match_tokens
from nlu.message.corrections import mended_slot
from nlu.message.notes import Notes


def _said_anew(tokens: Sequence[Token]) -> Sequence[Token]:
    """What comes after "change the match to", or all of it where nothing of the kind leads it."""
    led_by = {"change", "make", "match", "set"}
    for place, token in enumerate(tokens[:6]):
        if token.text in {"to", "is", "be"} and led_by & {one.text for one in tokens[:place]}:
            return tokens[place + 1 :]
    return tokens


def mend(notes: Notes, old: Sequence[Token]) -> str | None:
    """Which slot a correction mends. A number without words of its own goes to the slot that it must be of."""
    if notes.slots:
        return next(iter(notes.slots))
    tokens = notes.tokens
    slot = mended_slot(tokens, old, notes.context)
    if slot is None:
        named = slot_names([token.text for token in tokens if token.kind == "word"])
        return named or next(iter(notes.unclear), None)
    numbers = numbers_of(tokens)
    if slot == "match":
        reading = read_match_tokens(_said_anew(tokens), notes.context)
        if reading.plain:
            notes.unclear.pop("match", None)
            notes.put("match", reading.value)
        elif reading.readings:
            notes.unclear["match"] = reading
        return slot
    if len(numbers) != 1:
        return slot
    one = numbers[0]
    if slot == "pay" and one.unit in {"", "$"}:
        value = one.value * 1000 if not one.scaled and one.value < 1000 else one.value
        if value >= 15_000:
            notes.put("pay", value)
    elif slot in {"age", "tax_year"} and one.unit == "" and one.value == one.value.to_integral_value():
        notes.put(slot, int(one.value))
    elif (slot == "deferral" and one.unit in {"", "$"} and (one.scaled or one.value >= 500)) or (
        slot in {"profit_sharing", "true_up", "after_tax_made", "match_dollars"} and one.unit in {"", "$"}
    ):
        notes.put(slot, one.value)
    return slot

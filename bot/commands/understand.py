"""`understand`: how an input is read, one slot or a whole message."""

from datetime import date
from typing import Any

from core.match import MatchFormula
from flows.reading import READERS, Context, read, read_message

Json = dict[str, Any]
SLOTS = (*READERS, "message")


def answer(
    slot: str,
    text: str,
    today: date,
    *,
    year: int | None = None,
    employers: dict[str, str] | None = None,
    providers: dict[str, str] | None = None,
) -> Json:
    """How `text` is read as `slot` on the day `today`, as JSON; an unknown slot is an error that names the slots.

    `employers` and `providers` map names to what they are kept as; they matter to the slot `message` alone.
    """
    context = Context(today, year)
    if slot == "message":
        found = read_message(text, context, employers or {}, providers or {})
        return {"slots": dict(found.slots), "correction_of": found.correction_of}
    if slot not in READERS:
        return {"error": {"field": "slot", "message": f"{slot!r} is no slot; the slots are {', '.join(SLOTS)}"}}
    reading = read(slot, text, context)
    return {"slot": slot, "text": text, "value": reading.json, "confirm": reading.confirm, "reason": reading.reason}


def match_formula(text: str, today: date) -> MatchFormula | str:
    """The match formula that `text` says; a sentence where it says none, or one that could be read in two ways."""
    reading = read("match", text, Context(today))
    if reading.plain and isinstance(reading.value, MatchFormula):
        return reading.value
    if reading.readings:
        ways = "; or ".join(choice.label for choice in reading.readings)
        return f"{text!r} is not clear: it could mean {ways}. Say it like '50% up to 6%'"
    return f"{text!r} is not understood as a match formula. Say it like '50% up to 6%'"

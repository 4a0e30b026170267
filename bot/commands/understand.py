"""`understand`: how an input is read, one slot or a whole message."""

from datetime import date
from functools import cache
from typing import Any

from core.match import MatchFormula
from nlu.readers import READERS, Context, read, read_message

Json = dict[str, Any]
Names = dict[str, str]
SLOTS = (*READERS, "message")


def answer(
    slot: str, text: str, today: date, *, year: int | None = None, names: tuple[Names, Names] | None = None
) -> Json:
    """How `text` is read as `slot` on the day `today`, as JSON; an unknown slot is an error that names the slots.

    `year` is the tax year that an age is meant for, that of `today` if None. `names` are the employers and the
    providers to know in a message, each name with what it is kept as; those of the content if None.
    """
    context = Context(today, year)
    if slot == "message":
        employers, providers = known_names() if names is None else names
        found = read_message(text, context, employers, providers)
        return {"slots": dict(found.slots), "correction_of": found.correction_of}
    if slot not in READERS:
        return {"error": {"field": "slot", "message": f"{slot!r} is no slot; the slots are {', '.join(SLOTS)}"}}
    reading = read(slot, text, context)
    return {"slot": slot, "text": text, "value": reading.json, "confirm": reading.confirm, "reason": reading.reason}


@cache
def known_names() -> tuple[Names, Names]:
    """The employers and the providers of the content, by all the names that they go by."""
    from content.library import load

    library = load()
    employers = {name: one.name for one in library.employers for name in (one.name, *one.also)}
    providers = {name: key for key, one in library.providers.items() for name in (one.name, *one.also)}
    return employers, providers


def match_formula(text: str, today: date) -> MatchFormula | str:
    """The match formula that `text` says; a sentence where it says none, or one that could be read in two ways."""
    reading = read("match", text, Context(today))
    if reading.plain and isinstance(reading.value, MatchFormula):
        return reading.value
    if reading.readings:
        ways = "; or ".join(choice.label for choice in reading.readings)
        return f"{text!r} is not clear: it could mean {ways}. Say it like '50% up to 6%'"
    return f"{text!r} is not understood as a match formula. Say it like '50% up to 6%'"

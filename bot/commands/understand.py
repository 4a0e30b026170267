"""`understand`: how an input is read, one slot or a whole message."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from core.match import MatchFormula
from nlu.acts import ActKind, ranked
from nlu.readers import READERS, Context, Reading, read, read_message

Json = dict[str, Any]
Names = dict[str, str]
SLOTS = (*READERS, "message")
_ABOUT = {"flow": ActKind.START, "article": ActKind.ASK, "command": ActKind.COMMAND, "movement": ActKind.RECORD}


def answer(
    slot: str,
    text: str,
    today: date,
    *,
    year: int | None = None,
    names: tuple[Names, Names] | None = None,
    known: Mapping[str, Any] | None = None,
) -> Json:
    """How `text` is read as `slot` on the day `today`, as JSON; an unknown slot is an error that names the slots.

    `year` is the tax year that an age is meant for, that of `today` if None. `names` are the employers and the
    providers to know in a message, each name with what it is kept as; those of the content if None. `known` are facts
    by slot that were told before.
    """
    context = Context(today, year, _as_kept(known or {}, today))
    if slot == "message":
        employers, providers = known_names() if names is None else names
        found = read_message(text, context, employers, providers)
        return {
            "slots": dict(found.slots),
            "correction_of": found.correction_of,
            "unclear": {slot: {"value": one.json, "readings": _readings(one)} for slot, one in found.unclear.items()},
            "facts": [one.json for one in found.facts],
            "left": list(found.left),
            "acts": _acts(text),
        }
    if slot not in READERS:
        return {"error": {"field": "slot", "message": f"{slot!r} is no slot; the slots are {', '.join(SLOTS)}"}}
    reading = read(slot, text, context)
    return {
        "slot": slot,
        "text": text,
        "value": reading.json,
        "confirm": reading.confirm,
        "reason": reading.reason,
        "readings": _readings(reading),
    }


def _acts(text: str) -> list[Json]:
    """What a message may be meant to do, the likeliest first; what an act is about stands under its own name."""
    from bot.app import search

    acts = ranked((label.name, label.share) for label in search().find(text).labels)
    return [
        {
            "act": act.kind.value,
            **{name: act.target if act.kind is kind else None for name, kind in _ABOUT.items()},
            "score": round(act.share, 4),
        }
        for act in acts
    ]


def _readings(reading: Reading) -> list[Any]:
    return [choice.json for choice in reading.readings]


def _as_kept(known: Mapping[str, Any], today: date) -> Json:
    """What is known as the case keeps it; a match formula may be told in words."""
    told = dict(known)
    if isinstance(told.get("match"), str):
        told["match"] = read("match", told["match"], Context(today)).json
    return told


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

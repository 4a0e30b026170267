"""A match formula told by one part alone, where the rest of it is known: its bound, its rate or its maximum."""

import re
from collections.abc import Mapping
from typing import Final

from core.match import MatchFormula, PayTier
from nlu.entities.reading import Reason
from nlu.entities.tokens import numbers_of
from nlu.match.amend import amend, amend_band
from nlu.match.bands import names_band
from nlu.match.verdict import judged
from nlu.message.corrections import is_correction
from nlu.message.notes import Notes

_A_RATE: Final = re.compile(r"\d ?(?:%|percent|pct|cents?|¢)|\bhalf\b|\bdollar for dollar\b", re.IGNORECASE)
_STAYS: Final = re.compile(
    r"\b(?:same|still|goes|went|go(?:es)? up|bumped|raised|now|really|actually|instead)\b", re.IGNORECASE
)


def keep_known(notes: Notes, known: MatchFormula, plain: str, *, told: bool) -> None:
    """Fills what the told part of a match leaves open from the `known` formula; `told`: the part is told for sure.

    Where it may as well be a formula of its own, both are asked about.
    """
    asked = notes.unclear.get("match")
    if asked is None:
        return
    if asked.reason == Reason.RATE_MISSING:
        _keep_rate(notes, known, told=told)
    elif asked.reason == Reason.BOUND_MISSING:
        _keep_bound(notes, known, plain, told=told)


def _keep_rate(notes: Notes, known: MatchFormula, *, told: bool) -> None:
    """ "The match stops at 5%" keeps the known rate, "it stops at $5,000 a year" the known rate and bound."""
    readings = [one.value for one in notes.unclear["match"].readings if isinstance(one.value, MatchFormula)]
    bounds = {tier.up_to_pct_of_pay for one in readings for tier in one.tiers if isinstance(tier, PayTier)}
    most = {one.max_dollars for one in readings}
    if known.tiers and not bounds and len(most) == 1 and None not in most:
        del notes.unclear["match"]
        notes.put("match", known.model_copy(update={"max_dollars": most.pop()}))
        return
    sole = known.tiers[0] if len(known.tiers) == 1 else None
    if len(bounds) != 1 or not isinstance(sole, PayTier):
        return
    kept = known.model_copy(update={"tiers": (sole.model_copy(update={"up_to_pct_of_pay": bounds.pop()}),)})
    _note(notes, kept, told=told)


def _keep_bound(notes: Notes, known: MatchFormula, plain: str, *, told: bool) -> None:
    """ "The match is actually 60 cents" keeps how far the known one goes."""
    sole = known.tiers[0] if len(known.tiers) == 1 else None
    rates = {
        tier.rate
        for one in notes.unclear["match"].readings
        if isinstance(one.value, MatchFormula)
        for tier in one.value.tiers
    }
    if not isinstance(sole, PayTier) or len(rates) != 1 or _A_RATE.search(plain) is None:
        return  # "matched the same" tells no rate
    kept = known.model_copy(update={"tiers": (sole.model_copy(update={"rate": rates.pop()}),)})
    _note(notes, kept, told=told or is_correction(plain) or _STAYS.search(plain) is not None)


def _note(notes: Notes, kept: MatchFormula, *, told: bool) -> None:
    if told:
        del notes.unclear["match"]
        notes.put("match", kept)
        return
    notes.unclear["match"] = judged(kept, Reason.GUESS, *(one.value for one in notes.unclear["match"].readings))


def note_band(notes: Notes, plain: str, *, corrects: bool) -> bool:
    """One band of the known match formula changed ("the second tier goes to 7"). Returns whether there is one.

    What was told of the band alone is no formula of its own: the others stay.
    """
    known = notes.context.known.get("match")
    if not isinstance(known, Mapping) or not names_band(plain, corrects=corrects):
        return False
    figures = [one for one in notes.segments if numbers_of(notes.tokens[one.start : one.end])]
    formula, told = MatchFormula.model_validate(known), notes.slots.get("match")
    if not all(one.stated for one in figures):
        return False
    if isinstance(told, MatchFormula) and len(told.tiers) > 1:
        return False
    reading = amend_band(formula, plain)
    if reading.value is None and not reading.readings:
        return False
    notes.slots.pop("match", None)
    notes.unclear.pop("match", None)
    if reading.plain:
        notes.put("match", reading.value)
    else:
        notes.unclear["match"] = reading
    for one in figures:
        notes.take((one.start, one.end))
    return True


def note_part(notes: Notes, plain: str, corrected: str | None, *, old: bool, rate_stays: bool) -> bool:
    """A known match formula changed in part ("75% instead of 50%"). Returns whether a part is left to be changed.

    The formula as it is then fills the slot; where the change can be meant in several ways they are to be asked about.
    """
    known = notes.context.known.get("match")
    if "match" in notes.slots:
        return False
    if isinstance(known, Mapping) and "match" in notes.unclear and not old:
        keep_known(notes, MatchFormula.model_validate(known), plain, told=rate_stays or is_correction(plain))
        if "match" in notes.slots or notes.unclear["match"].reason == Reason.RATE_MISSING:
            return False
    if corrected != "match" or not old:
        return False
    if not isinstance(known, Mapping):
        return True
    reading = amend(MatchFormula.model_validate(known), plain, notes.context)
    if reading.plain:
        notes.unclear.pop("match", None)
        notes.put("match", reading.value)
        return False
    if reading.readings:
        notes.unclear["match"] = reading
    return reading.value is None

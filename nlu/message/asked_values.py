"""A value as a choice of the slot in which it is asked about."""

from decimal import Decimal

from core.match import MatchFormula
from nlu.entities.reading import Choice, money_choice
from nlu.match.verdict import choices


def asked_as(slot: str) -> str:
    """The slot in which `slot` is asked about: what the employer gives is a fixed part of the match."""
    return "match" if slot in {"match_dollars", "nonelective_rate"} else slot


def choice_in(slot: str, value: object) -> Choice:
    """A reading of `slot` as the slot in which it is asked about holds it."""
    if asked_as(slot) == "match" and isinstance(value, Decimal):
        part = "nonelective_dollars" if slot == "match_dollars" else slot
        return choices(MatchFormula.model_validate({part: value}))[0]
    if isinstance(value, Decimal) and not slot.endswith("_rate"):
        return money_choice(value)
    return Choice(str(value), value)

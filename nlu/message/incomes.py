"""Incomes of a return or a household, which are not the pay from one employer."""

from collections.abc import Sequence

from nlu.entities.tokens import Token
from nlu.lexicon import phrase_table

INCOME = "income"
_BEHIND = 4  # tokens from the name of an income to its amount


def other_incomes(tokens: Sequence[Token]) -> frozenset[int]:
    """The places of numbers told right behind such an income ("MAGI is about 300k")."""
    found = set[int]()
    for phrase in phrase_table("incomes").find(tokens):
        behind = range(phrase.end, min(phrase.end + _BEHIND, len(tokens)))
        found.update([place for place in behind if tokens[place].kind == "number"][:1])
    return frozenset(found)

"""The words that say what a number is, or how often it comes, and a number given to a slot by them."""

from collections.abc import Sequence
from dataclasses import dataclass

from nlu.entities.phrases import Found
from nlu.entities.tokens import Token
from nlu.lexicon import phrase_table

A_YEAR = frozenset({"a year", "per year", "/ yr", "/ year", "yearly", "per annum", "annually", "annual"})
# Words right before an amount that deny it.
NEGATIONS = frozenset({"not", "dont", "didnt", "isnt", "never", "wasnt", "arent"})
PRE_TAX = frozenset({"pretax", "pre", "before", "trad", "traditional"})  # of deferrals that are no Roth money


@dataclass(frozen=True, slots=True)
class Amount:
    """A number given to a slot: its place and the anchor's. `doubt`: read in another way it goes elsewhere."""

    slot: str
    place: int
    anchor: Found | None
    doubt: str = ""


def phrases_in(tokens: Sequence[Token], start: int, end: int) -> list[Found]:
    """The words between two places that say what a number is, or how often it comes."""
    return phrase_table("anchors").find(tokens, start, end)


def words_of(tokens: Sequence[Token], found: Found | None) -> str:
    """The words of a phrase; "" for none."""
    return " ".join(token.text for token in tokens[found.start : found.end]) if found else ""

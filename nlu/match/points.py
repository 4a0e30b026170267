"""A table of what comes for what one puts in: "put in 3 get 3, put in 5 get 4", "1% - 1%; 2% - 2%; 4% - 3%"."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from core.match import MatchFormula, PayTier
from nlu.entities.tokens import Token
from nlu.match.items import BARE, PERCENT, QUANTITIES, Item

_FEWEST = 4  # two points, of two shares each
_MOST = Decimal("0.16")
_OTHERWISE = frozenset({"first", "next", "upto", "max", "over", "none", "nonelective", "safe_harbor", "or", "lesser"})
_OF_BOTH = ("contrib", "defer", "sav", "put", "get", "receiv", "match", "add", "employer", "compan")
_PARTING = frozenset({"sep", "comma"})


def points_of(items: Sequence[Item], tokens: Sequence[Token]) -> MatchFormula | None:
    """The bands between the points that `items` tell, or None where they are no such table; `tokens`: what they are in.

    What is put in grows from point to point, and no further percent brings more than the one before it: so the two
    shares of a point cannot be taken for each other.
    """
    places = [place for place, item in enumerate(items) if item.kind in QUANTITIES]
    kinds = {item.kind for item in items}
    if len(places) < _FEWEST or len(places) % 2 or kinds & _OTHERWISE:
        return None
    if not any(token.text.startswith(_OF_BOTH) for token in tokens):
        return None
    if any(item.kind == "unknown" and not item.word.startswith(_OF_BOTH) for item in items):
        return None
    shares = [items[place] for place in places]
    if any(one.kind not in {PERCENT, BARE} or not 0 < one.value <= _MOST for one in shares):
        return None
    for nth, (one, following) in enumerate(pairwise(places)):
        between = {item.kind for item in items[one:following]}
        if (nth % 2 == 0 and "sep" in between) or (nth % 2 == 1 and not between & _PARTING):
            return None
    values = [one.value for one in shares]
    for put, given in ((values[::2], values[1::2]), (values[1::2], values[::2])):
        if bands := _bands(put, given):
            return MatchFormula(tiers=bands)
    return None


def _bands(put: Sequence[Decimal], given: Sequence[Decimal]) -> tuple[PayTier, ...]:
    """The bands from zero through each point; none where the points do not grow, or the rates do."""
    bands: list[PayTier] = []
    into = out = Decimal(0)
    for low, high in sorted(zip(put, given, strict=True)):
        if low <= into or high < out:
            return ()
        rate = (high - out) / (low - into)
        if rate > 1 or (bands and rate > bands[-1].rate):
            return ()
        if bands and rate == bands[-1].rate:
            bands[-1] = bands[-1].model_copy(update={"up_to_pct_of_pay": low})
        elif rate:
            bands.append(PayTier(rate=rate, from_pct_of_pay=into, up_to_pct_of_pay=low))
        into, out = low, high
    return tuple(bands)

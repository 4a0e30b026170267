"""One band of a known match formula changed: "half on the next 3, not 2", "the second tier goes to 7"."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import Enum
from typing import Final

from core.match import MatchFormula, PayTier
from nlu.match.items import PERCENT, RATE, Item

RATE_FROM: Final = Decimal("0.2")  # a changed share from here on is a rate unless a bound is named, below it a bound
_NOUN: Final = r"(?:tier|band|part|step|level|layer|bracket|bit|portion|piece|slice|chunk|segment|one)"
_ORDINALS: Final = (("first", 0), ("1st", 0), ("second", 1), ("2nd", 1), ("third", 2), ("3rd", 2), ("last", -1))
_NAMED: Final = re.compile(
    rf"\b({'|'.join(word for word, _ in _ORDINALS)}) (?:match(?:ing)? )?{_NOUN}\b", re.IGNORECASE
)
_NEXT: Final = re.compile(rf"\bnext (?:{_NOUN}\b|\$?\d)", re.IGNORECASE)
_FIRST: Final = re.compile(r"\bfirst \$?\d", re.IGNORECASE)
_TO: Final = re.compile(
    r"\b(?:up ?to|until|till|through|(?:go|goes|went|run|runs|ends?|stops?) (?:up )?(?:to|at|with))\b", re.IGNORECASE
)
_WIDE: Final = re.compile(r"\bnext \$?\d|\b(?:wide|long|points|another|more)\b", re.IGNORECASE)


class _Size(Enum):
    BOUND = "up to so much of pay"
    WIDTH = "so much more than where the band begins"


def names_band(text: str, *, corrects: bool) -> bool:
    """Whether `text` speaks of one band of a formula; where it `corrects` something "the next 3" does too."""
    return _NAMED.search(text) is not None or (corrects and any(one.search(text) for one in (_NEXT, _FIRST)))


def band_changed(formula: MatchFormula, text: str, shares: Sequence[Item], old: Sequence[Item]) -> list[MatchFormula]:
    """Every formula that `formula` may become where `text` tells `shares` of one band of it; `old`: what they replace.

    Empty where no band is named, or `formula` has no such band. Later bands move along.
    """
    places = _places(formula, text, taken_back=bool(old))
    rates = [one.value for one in shares if one.kind == RATE or (one.kind == PERCENT and one.value >= RATE_FROM)]
    sizes = [one.value for one in shares if one.kind != RATE and not (one.kind == PERCENT and one.value >= RATE_FROM)]
    if not places or not shares or len(rates) > 1 or len(sizes) > 1 or len(old) > 1:
        return []
    found: list[MatchFormula] = []
    for place in places:
        for changed in _changed(formula, place, rates, sizes, [one.value for one in old], text):
            if changed != formula and changed not in found:
                found.append(changed)
    return found


def _places(formula: MatchFormula, text: str, *, taken_back: bool) -> list[int]:
    """The bands that are spoken of, by number; also the one after the last, which is new."""
    count = len(formula.tiers)
    if not count or not all(isinstance(one, PayTier) for one in formula.tiers):
        return []
    if named := _NAMED.search(text):
        place = dict(_ORDINALS)[named[1].lower()]
        return [place % count if place < 0 else place] if place <= count else []
    if count < 2:
        return []
    if _NEXT.search(text):
        return list(range(1, count))
    return [0] if taken_back and _FIRST.search(text) else []


def _changed(
    formula: MatchFormula,
    place: int,
    rates: Sequence[Decimal],
    sizes: Sequence[Decimal],
    old: Sequence[Decimal],
    text: str,
) -> Iterator[MatchFormula]:
    tiers = [one for one in formula.tiers if isinstance(one, PayTier)]
    if place == len(tiers):
        if not rates or not sizes:
            return
        end = tiers[-1].up_to_pct_of_pay
        tiers.append(PayTier(rate=rates[0], from_pct_of_pay=end, up_to_pct_of_pay=end + sizes[0]))
        formula = _with(formula, tiers)
    tier = tiers[place]
    rate = rates[0] if rates else tier.rate
    was = {_Size.BOUND: tier.up_to_pct_of_pay, _Size.WIDTH: tier.up_to_pct_of_pay - tier.from_pct_of_pay}
    if not sizes:
        if not old or old[0] == tier.rate:
            yield _put(formula, place, rate, tier.up_to_pct_of_pay)
        return
    for kind in _sizes_meant(text):
        if old and old[0] != was[kind] and not (rates and old[0] == tier.rate):
            continue
        up_to = sizes[0] + (tier.from_pct_of_pay if kind is _Size.WIDTH else 0)
        if up_to > tier.from_pct_of_pay:
            yield _put(formula, place, rate, up_to)


def _sizes_meant(text: str) -> tuple[_Size, ...]:
    if _WIDE.search(text):
        return (_Size.WIDTH,)
    return (_Size.BOUND,) if _TO.search(text) else (_Size.BOUND, _Size.WIDTH)


def _with(formula: MatchFormula, tiers: Sequence[PayTier]) -> MatchFormula:
    return MatchFormula.model_validate({**formula.model_dump(), "tiers": tuple(tiers)})


def _put(formula: MatchFormula, place: int, rate: Decimal, up_to: Decimal) -> MatchFormula:
    """`formula` with another rate and end of one band; later bands move along."""
    tiers = [one for one in formula.tiers if isinstance(one, PayTier)]
    moved = up_to - tiers[place].up_to_pct_of_pay
    later = [
        PayTier(
            rate=one.rate,
            from_pct_of_pay=one.from_pct_of_pay + moved,
            up_to_pct_of_pay=one.up_to_pct_of_pay + moved,
        )
        for one in tiers[place + 1 :]
    ]
    changed = PayTier(rate=rate, from_pct_of_pay=tiers[place].from_pct_of_pay, up_to_pct_of_pay=up_to)
    return _with(formula, [*tiers[:place], changed, *later])

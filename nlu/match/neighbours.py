"""What stands around a quantity in a match formula: the words that lead it in, the next quantity, its base."""

from collections.abc import Sequence
from decimal import Decimal

from nlu.match.words import DOLLARS, INTROS, QUANTITIES, Item

_NO_NEXT_FROM = Decimal("0.2")


def intro_of(items: Sequence[Item], place: int) -> str:
    """The word that introduces the quantity at `place`: the strongest of those since the quantity before."""
    found: set[str] = set()
    maximum = False
    for item in reversed(items[:place]):
        if item.kind in QUANTITIES or (item.kind in {"sep", "comma"} and item.word != ":"):
            break
        if item.kind == "next" and items[place].value >= _NO_NEXT_FROM:
            continue  # "another 50% of the first 4%" comes on top; it is no next tier of pay
        if item.kind in INTROS:
            found.add(item.kind)
            maximum = maximum or "max" in item.word
        elif item.kind == "match" and found:
            continue
    if items[place].kind == DOLLARS and maximum:
        return "max"
    if {"max", "upto"} <= found:
        return "max" if items[place].kind == DOLLARS else "upto"
    return next((one for one in ("next", "over", "upto", "max", "first", "at", "of") if one in found), "")


def following_quantity(items: Sequence[Item], place: int) -> tuple[int, str]:
    """The place of the next quantity before a strong separator, and its intro; (-1, "") if there is none."""
    for after in range(place + 1, len(items)):
        if items[after].kind in {"sep", "if"}:
            break
        if items[after].kind in QUANTITIES:
            return after, intro_of(items, after)
    return -1, ""


def base_of(items: Sequence[Item], place: int) -> str:
    """What the quantity at `place` is a share of, by the words right after it: pay, deferral, limit or ""."""
    for item in items[place + 1 :]:
        if item.kind in {"pay", "deferral", "limit"}:
            return item.kind
        if item.kind in {"of", "match", "year", "guess"}:
            continue
        break
    return ""


def after_is(items: Sequence[Item], place: int, kind: str) -> bool:
    """Whether the item right after the one at `place`, fixed words aside, is of `kind`: "6% max", "$7,000 cap"."""
    for item in items[place + 1 :]:
        if item.kind == kind:
            following = items[items.index(item) + 1 :]
            return kind != "max" or not (following and following[0].kind in QUANTITIES)
        if item.kind not in {"match", "year", "of", "pay"}:
            return False
    return False

"""Amounts of dollars among tokens: which numbers may be one, which two are a range, what a correction leaves."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from core.inputs import MOST_DOLLARS
from nlu.entities.tokens import Token
from nlu.lexicon import phrase_table

_BETWEEN = frozenset({"-", "to", "or", "~", "/", "through", "thru"})
# Names of other things: after one of them a number corrects nothing that stood before it.
_OTHERS = frozenset({"age", "aged", "match", "matches", "deferral", "year", "bonus"})
_NOW = frozenset({"now", "currently", "today"})
_EARLIER = frozenset({"was", "used", "before", "last", "previously", "had", "were"})
GREATEST = MOST_DOLLARS  # no amount above it can be calculated with, so none is offered


def corrected(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """`tokens` without the numbers taken back: of "270 not 240" and of "240, no wait, 270" only 270 stays."""
    dropped: set[int] = set()
    numbers = [place for place, token in enumerate(tokens) if token.kind == "number"]
    if len(numbers) < 2:
        return tuple(tokens)
    for place in numbers:
        before = tokens[place - 1].text if place else ""
        earlier = tokens[place - 2].text if place > 1 else ""
        if range_at(tokens, place):
            continue  # "not the 60-63 amount" takes back no number
        if before in {"not", "isnt", "wasnt", "arent"} or (
            before in {"of", "the", "at", "to"} and earlier in {"instead", "not"}
        ):
            dropped.update({place, place - 1})
            if earlier in {"instead", "not", "and", ","}:
                dropped.add(place - 2)
    kept = [place for place in numbers if place not in dropped]
    for first, second in pairwise(kept):
        words = [token for token in tokens[first + 1 : second] if token.kind == "word"]
        corrects = any(one.start == 0 or one.end == len(words) for one in phrase_table("takes_back").find(words))
        if corrects and _OTHERS.isdisjoint(token.text for token in words):
            dropped.update(range(first, second))
    if not dropped or all(place in dropped for place in numbers):
        return tuple(tokens)
    return tuple(token for place, token in enumerate(tokens) if place not in dropped)


def behind_what_is_taken_back(tokens: Sequence[Token]) -> list[int]:
    """The places right behind words that take back what stands before them: "no match. Oh wait, | there is one"."""
    words = [place for place, token in enumerate(tokens) if token.kind != "mark"]
    found = phrase_table("takes_back").find([tokens[place] for place in words])
    return [words[one.end - 1] + 1 for one in found]


def as_of_now(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """`tokens` from "now" on, where what stands before was so earlier ("it was 200k, now 230k")."""
    for place, token in enumerate(tokens):
        if token.text not in _NOW:
            continue
        before = {one.text for one in tokens[:place]}
        numbers = any(one.kind == "number" for one in tokens[:place]) and any(
            one.kind == "number" for one in tokens[place:]
        )
        if numbers and before & _EARLIER:
            return tuple(tokens[place:])
        led = place and tokens[place - 1].kind == "number"
        if led and before & _EARLIER and any(one.kind == "number" for one in tokens[: place - 1]):
            return tuple(tokens[place - 1 :])  # "200k last year, 215 now"
    return tuple(tokens)


_OF_AGE, _OLD, _FAR = 18, 85, Decimal("2.2")


def range_at(tokens: Sequence[Token], place: int) -> tuple[Token, Token, int] | None:
    """The two ends of a range that begins with the number at `place`, and the place after it: "180-200k", "6 or 7"."""
    first = tokens[place]
    if first.kind != "number" or place + 2 >= len(tokens):
        return None
    joint, second = tokens[place + 1].text, tokens[place + 2]
    between = place > 0 and tokens[place - 1].text in {"between", "from"} and joint in {"and", "to", "-"}
    if second.kind != "number" or not (joint in _BETWEEN or between):
        return None
    if joint == "/" and _OF_AGE <= first.value <= _OLD and second.value >= _FAR * 1000 * first.value:
        return None  # "40/200k" is an age and a pay
    if second.value < 0:
        second = replace(second, value=-second.value)
    if second.scaled and not first.scaled and first.value < 1000 and first.unit in {"", "$"}:
        for scale in (Decimal(1000), Decimal(1_000_000)):
            if second.value >= scale and (scale == 1000 or second.value >= 1_000_000):
                grown = first.value * scale
                if grown <= second.value or scale == 1000:
                    first = replace(first, value=grown, scaled=True)
                    break
    if second.unit and not first.unit:
        first = replace(first, unit=second.unit)
    elif first.unit and not second.unit:
        second = replace(second, unit=first.unit)
    return first, second, place + 3


def find_range(tokens: Sequence[Token]) -> tuple[Token, Token] | None:
    """The first range among `tokens`."""
    for place in range(len(tokens)):
        found = range_at(tokens, place)
        if found:
            return found[0], found[1]
    return None


def is_year(tokens: Sequence[Token], place: int) -> bool:
    """Whether the number at `place` is a calendar year by the words before it: "in 2026", "for 2025"."""
    token = tokens[place]
    before = tokens[place - 1].text if place else ""
    return (
        token.unit == ""
        and not token.scaled
        and token.decimals == 0
        and "," not in token.text
        and 1990 <= token.value <= 2060
        and before in {"in", "from", "for", "during", "since", "of", "year", "yr", "calendar", "ty"}
    )

"""Reads a percentage as a fraction: "6", "six percent", "0.06", "half a percent"."""

from collections.abc import Sequence
from decimal import Decimal

from nlu.entities.amounts import corrected, find_range
from nlu.entities.hedges import hedges_of
from nlu.entities.money import doubts
from nlu.entities.reading import NOT_UNDERSTOOD, Choice, Context, Reading, Reason, asks, percent_choice
from nlu.entities.text import tokens_of
from nlu.entities.tokens import Token, numbers_of
from nlu.lexicon import fillers, phrase_table

_WRITTEN_FRACTIONS = frozenset({(1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (1, 8), (3, 8), (5, 8), (7, 8), (1, 10)})
_PARTS = {
    "half": 2,
    "third": 3,
    "thirds": 3,
    "quarter": 4,
    "quarters": 4,
    "fourth": 4,
    "fourths": 4,
    "fifth": 5,
    "fifths": 5,
}
_UNSURE_FROM = Decimal("0.2")  # "0.06" can only be 6%; "0.5" may be half a percent or half


def fraction_said(tokens: Sequence[Token], most: int | None = None) -> tuple[Decimal, int, int] | None:
    """A fraction in words among `tokens` ("half", "three quarters", "1/2"), with the places it takes.

    `most`: at how many places it is looked for; without it, at all of them.
    """
    for place, token in enumerate(tokens[:most]):
        slash = (
            token.kind == "number"
            and place + 2 < len(tokens)
            and tokens[place + 1].text == "/"
            and tokens[place + 2].kind == "number"
            and (int(token.value), int(tokens[place + 2].value)) in _WRITTEN_FRACTIONS
            and token.decimals == 0
            and tokens[place + 2].unit in {"", "%"}
        )
        if slash:
            value = token.value / tokens[place + 2].value
            whole = tokens[place - 1] if place else None
            if whole is not None and whole.kind == "number" and whole.unit == "":
                return (whole.value + value) / 100, place - 1, place + 3
            return (value / 100 if tokens[place + 2].unit == "%" else value), place, place + 3
        found = _with_spelled(tokens, place)
        if found:
            return found
    return None


def _with_spelled(tokens: Sequence[Token], place: int) -> tuple[Decimal, int, int] | None:
    """Fractions in words; "three" and "one" have already become numbers."""
    token = tokens[place]
    if token.kind == "number":
        after = tokens[place + 1].text if place + 1 < len(tokens) else ""
        if not token.spelled or after not in _PARTS or not 0 < token.value < _PARTS[after]:
            return None
        value, end = token.value / _PARTS[after], place + 2
    else:
        found = phrase_table("fractions").at(tokens, place)
        if found is None:
            return None
        top, _, bottom = found.tag.partition("/")
        value = Decimal(top) / Decimal(bottom) if bottom else Decimal(top)
        end = found.end
    if 0 < value < 1:
        length = _of_one_percent(tokens, end)
        if length:
            return value / 100, place, end + length
    return value, place, end


def _of_one_percent(tokens: Sequence[Token], place: int) -> int:
    """How many tokens "of a percent", "percent" or "of 1%" take at `place`; 0 if they are not there."""
    rest = [token.text for token in tokens[place : place + 3]]
    if rest == ["of", "a", "percent"]:
        return 3
    if rest[:1] == ["percent"]:
        return 1
    if rest[:1] == ["of"] and len(rest) > 1:
        number = tokens[place + 1]
        return 2 if number.kind == "number" and number.unit == "%" and number.value == 1 else 0
    return 0


def read_percent(text: str, context: Context) -> Reading:
    """Reads `text` as a fraction (Decimal; 0.06 is six percent)."""
    tokens = corrected(tokens_of(text))
    hedges = hedges_of(tokens)
    numbers = numbers_of(tokens)
    if any(token.unit in {"$", "foreign", "cents"} or token.scaled for token in numbers):
        return _dollars(numbers, context)
    found = find_range(tokens)
    fraction = fraction_said(tokens)
    if found and not (fraction and _is_slashed(tokens, fraction)):
        low, high = (_plain(one) for one in found)
        return asks(Reason.RANGE, percent_choice(low), percent_choice(high))
    if any(token.value < 0 for token in numbers):
        return asks(Reason.NEGATIVE)
    if fraction is not None:
        value, start, end = fraction
        rest = tokens[:start] + tokens[end:]
        if numbers_of(rest):
            return asks(Reason.TWO_READINGS)
        reason = doubts(rest, hedges_of(rest), fillers("percent"))
        if value == 1 and tokens[start].kind == "word":
            reason = reason or Reason.GUESS
        return Reading(value, bool(reason), reason, (percent_choice(value),) if reason else ())
    if not numbers:
        return asks(Reason.MAXIMUM) if {"max", Reason.MAXIMUM} & {token.text for token in tokens} else NOT_UNDERSTOOD
    if len(numbers) > 1:
        return asks(Reason.TWO_READINGS, *(percent_choice(_plain(one)) for one in numbers[:4]))
    return _one(numbers[0], doubts(tokens, hedges, fillers("percent")))


def _is_slashed(tokens: Sequence[Token], fraction: tuple[Decimal, int, int]) -> bool:
    return any(token.text == "/" for token in tokens[fraction[1] : fraction[2]])


def _plain(token: Token) -> Decimal:
    """The fraction that a number most likely means."""
    return token.value if token.unit == "" and 0 < token.value < 1 else token.fraction


def _one(token: Token, reason: Reason) -> Reading:
    value = _plain(token)
    readings: tuple[Choice, ...] = (percent_choice(value),)
    if token.unit == "" and (_UNSURE_FROM <= token.value < 1 or (token.value == 1 and token.decimals)):
        reason, readings = Reason.UNIT_UNCLEAR, (percent_choice(token.value), percent_choice(token.fraction))
    elif token.odd:
        reason = Reason.UNIT_UNCLEAR
    elif value > 1 or (token.unit == "%" and 0 < token.value < Decimal("0.1")):
        reason = Reason.OUT_OF_REASON
        if value < Decimal("0.01"):
            readings = (percent_choice(token.value), percent_choice(token.fraction))
    return Reading(value, bool(reason), reason, readings if reason else ())


def _dollars(numbers: Sequence[Token], context: Context) -> Reading:
    """Dollars where a share of pay is asked: with known pay, the share they would be."""
    pay = context.dollars("pay")
    one = next((token for token in numbers if token.unit in {"$", ""}), None)
    if pay and one is not None and len(numbers) == 1 and one.value <= pay:
        share = (one.value / pay).quantize(Decimal("0.0001"))
        return asks(Reason.DOLLARS_NOT_PERCENT, percent_choice(share))
    return asks(Reason.DOLLARS_NOT_PERCENT)

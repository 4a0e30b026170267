"""Small readers: a count ("three", "a couple"), the code in box 7 of a Form 1099-R ("code G")."""

import re
from decimal import Decimal

from nlu.entities.amounts import corrected, find_range
from nlu.entities.hedges import hedges_of
from nlu.entities.money import doubts
from nlu.entities.reading import NOT_UNDERSTOOD, Choice, Context, Reading, Reason, asks
from nlu.entities.text import clean, tokens_of
from nlu.entities.tokens import numbers_of
from nlu.lexicon import fillers

_LARGEST_COUNT = 1000
# Each stretch of a text fits one part of it only, so that what does not fit is given up at once.
_BOX_CODE = re.compile(
    r"^[\s,:=]*(?:(?:it|box|form|says|shows|distribution|the|is|code|codes|s|has|in|a|7|letter|number|and|just|i|see|got"
    r"|1099(?:-?r)?)[\s:.,'=-]+)*"
    r"([1-9A-HJ-NP-UWY])(?:\s*(?:and|[,/&+-])?\s*([1-9A-HJ-NP-UWY]))?\s*[.!]*\s*$",
    re.IGNORECASE,
)


def read_count(text: str, context: Context) -> Reading:
    """Reads `text` as a whole number that is not negative."""
    del context
    tokens = corrected(tokens_of(text))
    numbers = numbers_of(tokens)
    words = {token.text for token in tokens if token.kind == "word"}
    if not numbers:
        if words & {"none", "no", "nothing", "zero"} and not words - fillers("count") - {
            "none",
            "no",
            "nothing",
            "zero",
        }:
            return Reading(0)
        if words & {"once", "single"}:
            return Reading(1)
        if words & {"couple", "both", "twice", "pair"}:
            return Reading(2, True, Reason.GUESS, (Choice("2", 2),))
        return NOT_UNDERSTOOD
    if find_range(tokens):
        return asks(
            Reason.RANGE,
            *(Choice(str(int(one.value)), int(one.value)) for one in numbers[:2] if abs(one.value) < 10_000),
        )
    if len(numbers) > 1:
        return asks(Reason.TWO_READINGS)
    one = numbers[0]
    if one.unit or one.scaled or one.value != one.value.to_integral_value() or one.value < 0:
        return NOT_UNDERSTOOD if one.value >= 0 else asks(Reason.NEGATIVE)
    reason = doubts(tokens, hedges_of(tokens), fillers("count"))
    if one.value > Decimal(_LARGEST_COUNT):
        reason = Reason.OUT_OF_REASON
    value = int(one.value)
    return Reading(value, bool(reason), reason, (Choice(str(value), value),) if reason else ())


def read_box_code(text: str, context: Context) -> Reading:
    """Reads `text` as the distribution code or codes in box 7 of a Form 1099-R, upper case ("G", "1B")."""
    del context
    match = _BOX_CODE.match(clean(text)[:80])
    if match is None:
        return NOT_UNDERSTOOD
    codes = (match[1] + (match[2] or "")).upper()
    if "?" in text:
        return Reading(codes, True, Reason.GUESS, (Choice(codes, codes),))
    return Reading(codes)

"""Reads an elective deferral for a year: "24.5k", "the maximum", "10% of pay", "900 a paycheck"."""

import re
from collections.abc import Sequence
from decimal import Decimal

from core.limits import constants, limits_for, published_years
from nlu.entities.amounts import corrected, find_range, is_year
from nlu.entities.hedges import hedges_of
from nlu.entities.money import doubts, unreadable
from nlu.entities.pay import PER_YEAR
from nlu.entities.reading import NOT_UNDERSTOOD, Choice, Context, Reading, Reason, asks, money_choice
from nlu.entities.text import tokens_of
from nlu.entities.tokens import Token, numbers_of
from nlu.lexicon import fillers, phrase_table

MAXIMUM = "max"
_APART = re.compile(r"\s*(\d{2}) (\d)\s*")
_MOST_IN_THOUSANDS = 40
_LEAST_PAY = 15_000  # dollars of a year
_NAMED = re.compile(r"\b(?:pre-?tax|defer\w*|elective|roth|trad\w*|salary)\b")


def read_deferral(text: str, context: Context) -> Reading:
    """Reads `text` as dollars a year (Decimal), or "max" for the maximum. A share of pay needs known pay.

    "24 5" is the limit of a year whose thousands and hundreds were typed apart.
    """
    apart = _APART.fullmatch(text)
    if apart is not None and Decimal(f"{apart[1]}.{apart[2]}") * 1000 in _known_maxima(context):
        text = f"{apart[1]}.{apart[2]}k"
    return read_deferral_tokens(corrected(tokens_of(text)), context)


def names_deferral(said: str) -> bool:
    """Whether `said`, in lower case, names elective deferrals, where "put in 5k" may be any contribution."""
    return _NAMED.search(said) is not None


def read_deferral_tokens(tokens: tuple[Token, ...], context: Context) -> Reading:
    """Like `read_deferral`, of tokens."""
    found = phrase_table("deferral").find(tokens)
    tags = {one.tag for one in found}
    used = {place for one in found for place in range(one.start, one.end)}
    rest = tuple(token for place, token in enumerate(tokens) if place not in used)
    hedges = hedges_of(rest)
    reason = doubts(rest, hedges, fillers("money", "deferral"))
    numbers = [token for place, token in enumerate(rest) if token.kind == "number" and not is_year(rest, place)]
    if "half_max" in tags and not numbers:
        return _half_of_maximum(context)
    if "max" in tags and not numbers:
        if "no_catch_up" in tags:
            return _base_limit(context)
        return Reading(MAXIMUM, bool(reason), reason, (Choice("The maximum", MAXIMUM),) if reason else ())
    shares = [token for token in numbers if token.unit == "%"]
    if shares and len(numbers) == 1:
        return _share(shares[0], reason, context)
    early = unreadable(rest, hedges)
    if early is not None:
        return early
    if find_range(rest):
        return asks(Reason.RANGE)
    if not numbers:
        if "zero" in tags and "know" not in {token.text for token in rest}:
            return Reading(Decimal(0), bool(reason), reason)
        return NOT_UNDERSTOOD
    if len(numbers) > 1:
        return _share_of_told_pay(rest, numbers, context) or _both_kinds(rest, numbers, context) or _several(numbers)
    if numbers[0].unit not in {"", "$"}:
        return NOT_UNDERSTOOD  # "75 cents" is of a match
    return _amount(numbers[0], tags, reason, context)


def limits_year(context: Context) -> int:
    """The year whose limits fit what is said: the context's, or the last published one where that has none."""
    return context.year if context.year in published_years() else max(published_years())


def deferral_limit(context: Context) -> Decimal:
    """The most that one person can defer in the context's year: by the known age, else the highest of any age."""
    limits, law = limits_for(limits_year(context)), constants()
    age = context.dollars("age")
    if age is None or law.higher_catch_up_first_age <= age <= law.higher_catch_up_last_age:
        return limits.deferral_with_higher_catch_up
    return limits.deferral_with_catch_up if age >= law.catch_up_age else limits.elective_deferral


def _half_of_maximum(context: Context) -> Reading:
    value = (
        deferral_limit(context) / 2
        if "age" in context.known
        else limits_for(limits_year(context)).elective_deferral / 2
    )
    return Reading(value, True, Reason.GUESS, (money_choice(value),))


def _base_limit(context: Context) -> Reading:
    value = limits_for(limits_year(context)).elective_deferral
    return Reading(value, True, Reason.GUESS, (money_choice(value),))


def _share(token: Token, reason: Reason, context: Context) -> Reading:
    pay = context.dollars("pay")
    if token.fraction > 1 or token.value < 0:
        return asks(Reason.OUT_OF_REASON)
    if pay is None:
        return asks(Reason.NEEDS_PAY)
    value = (pay * token.fraction).quantize(Decimal("0.01"))
    if value > deferral_limit(context):
        return Reading(value, True, Reason.ABOVE_LIMIT, (Choice("The maximum", MAXIMUM), money_choice(value)))
    return Reading(value, bool(reason), reason, (money_choice(value),) if reason else ())


def _share_of_told_pay(rest: Sequence[Token], numbers: Sequence[Token], context: Context) -> Reading | None:
    """ "12% of 150k": a share of a pay that is told with it, worked out and asked about."""
    words = [one.text for one in rest]
    share, pay = numbers[0], numbers[-1]
    told = len(numbers) == 2 and share.unit == "%" and 0 < share.fraction <= 1
    if not told or pay.unit not in {"", "$"} or pay.value < _LEAST_PAY or "of" not in words[words.index(share.text) :]:
        return None
    value = (pay.value * share.fraction).quantize(Decimal("0.01"))
    if value > deferral_limit(context):
        return Reading(value, True, Reason.ABOVE_LIMIT, (Choice("The maximum", MAXIMUM), money_choice(value)))
    return Reading(value, True, Reason.ANNUALISED, (money_choice(value),))


def _both_kinds(rest: Sequence[Token], numbers: Sequence[Token], context: Context) -> Reading | None:
    """ "10k trad, 14.5k Roth": both kinds are deferrals, and both count; None where it is not that."""
    words = {token.text for token in rest}
    kinds = "roth" in words and words & {"trad", "traditional", "pretax", "pre"}
    if not kinds or len(numbers) != 2 or any(one.unit not in {"", "$"} or one.value < 500 for one in numbers):
        return None
    total = numbers[0].value + numbers[1].value
    if total > deferral_limit(context):
        return Reading(total, True, Reason.ABOVE_LIMIT, (Choice("The maximum", MAXIMUM), money_choice(total)))
    return Reading(total)


def _several(numbers: Sequence[Token]) -> Reading:
    if all(token.unit in {"", "$"} for token in numbers) and len(numbers) == 2:
        if all(token.spelled for token in numbers) and 10 <= numbers[0].value < 60 and 1 <= numbers[1].value <= 9:
            value = numbers[0].value * 1000 + numbers[1].value * 100  # "eighteen five"
            return Reading(value, True, Reason.UNIT_UNCLEAR, (money_choice(value),))
        total = numbers[0].value + numbers[1].value
        return asks(Reason.TWO_READINGS, *(money_choice(one.value) for one in numbers), money_choice(total))
    return asks(Reason.TWO_READINGS)


def _amount(token: Token, tags: set[str], reason: Reason, context: Context) -> Reading:
    value, limit = token.value, deferral_limit(context)
    readings: tuple[Choice, ...] = ()
    if "max" in tags and value > 1000:  # "the max, 24.5k"
        reason = Reason.NONE if value in _known_maxima(context) else reason or Reason.TWO_READINGS
    times = next((PER_YEAR[tag] for tag in PER_YEAR if tag in tags), None)
    if "paycheck" in tags and times is None:
        times = PER_YEAR.get(str(context.known.get("pay_frequency")))
        if times is None:
            return asks(Reason.FREQUENCY_NEEDED, *(money_choice(value * each) for each in PER_YEAR.values()))
    if times is not None:
        value, reason = value * times, reason or Reason.ANNUALISED
    elif token.odd:
        reason = Reason.UNIT_UNCLEAR
        if token.value <= _MOST_IN_THOUSANDS:  # "16,5"
            value, readings = value * 1000, (money_choice(value * 1000), money_choice(value))
    elif not token.scaled and token.unit == "" and value <= 100:
        value, reason, readings = _small(token, reason, context)
    if value > limit:
        reason = Reason.ABOVE_LIMIT
        readings = (Choice("The maximum", MAXIMUM), money_choice(value))
    return Reading(value, bool(reason), reason, (readings or (money_choice(value),)) if reason else ())


def _known_maxima(context: Context) -> set[Decimal]:
    limits = limits_for(limits_year(context))
    return {limits.elective_deferral, limits.deferral_with_catch_up, limits.deferral_with_higher_catch_up}


def _small(token: Token, reason: Reason, context: Context) -> tuple[Decimal, Reason, tuple[Choice, ...]]:
    """A bare "24.5" or "10": thousands where that is a maximum, else thousands or a share of pay."""
    thousands = token.value * 1000
    if thousands in _known_maxima(context):
        return thousands, reason, ()
    if token.value == 0:
        return token.value, reason, ()
    readings = [money_choice(thousands)]
    pay = context.dollars("pay")
    if pay is not None:
        readings.append(Choice(f"{token.value}% of pay", (pay * token.fraction).quantize(Decimal("0.01"))))
    return thousands, Reason.UNIT_UNCLEAR, tuple(readings)


def counted(tokens: Sequence[Token]) -> list[Token]:
    """The numbers of `tokens` that may be an amount."""
    return [token for token in numbers_of(tokens) if token.unit in {"", "$"}]

"""Reads pay as dollars a year: "about 175", "95 an hour", "14k a month", "260k plus bonus"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from nlu.entities.amounts import as_of_now, corrected, is_year
from nlu.entities.hedges import hedges_of
from nlu.entities.money import doubts, unreadable
from nlu.entities.phrases import Found
from nlu.entities.reading import NOT_UNDERSTOOD, Choice, Context, Reading, Reason, asks, money_choice
from nlu.entities.text import tokens_of
from nlu.entities.tokens import Token
from nlu.lexicon import fillers, phrase_table

PER_YEAR = {"weekly": 52, "biweekly": 26, "semimonthly": 24, "monthly": 12}
_TIMES = {"week": 52, "two_weeks": 26, "half_month": 24, "month": 12, "quarter": 4, "year": 1}
_WEEKS = 52
_FULL_TIME = 40
_LEAST, _MOST = Decimal(15_000), Decimal(5_000_000)  # pay a year outside of this is questioned
_THOUSANDS_FROM, _THOUSANDS_TO = 30, 1000  # "175" where a salary is asked

_INCLUDED = re.compile(r"\b(?:incl\w*|thereof|of which)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Parts:
    amounts: tuple[Token, ...]
    tags: frozenset[str]
    hours: Decimal | None
    tokens: tuple[Token, ...]


_A_BUCK = re.compile(r"\ba buck(?= (?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\b)", re.IGNORECASE)


def read_pay(text: str, context: Context) -> Reading:
    """Reads `text` as pay in dollars a year. Pay by the hour asks for the hours; by the month it is annualised."""
    parts = _parts(as_of_now(corrected(tokens_of(_A_BUCK.sub("one", text)))))
    hedges = hedges_of(parts.tokens)
    early = unreadable(parts.tokens, hedges)
    if early is not None:
        if early.reason == Reason.RANGE and "hour" not in parts.tags:
            return asks(Reason.RANGE, *(money_choice(_in_dollars(one.value)) for one in early.readings))
        return early
    if not parts.amounts:
        return NOT_UNDERSTOOD
    if len(parts.amounts) > 1:
        return _several(parts, text)
    token = parts.amounts[0]
    if "hour" in parts.tags or "day" in parts.tags:
        return _by_the_hour(token, parts)
    times = _times(parts, context)
    if times is None:
        return asks(Reason.FREQUENCY_NEEDED, *(money_choice(token.value * each) for each in PER_YEAR.values()))
    reason = doubts(parts.tokens, hedges, fillers("pay"))
    value = token.value * times
    readings: tuple[Choice, ...] = ()
    if times == 1:
        value, unit_reason, readings = _a_year(token)
        reason = unit_reason or reason
    if not reason or reason == Reason.RANGE:
        for tag, name in (("more", Reason.PLUS_MORE), ("net", Reason.NET_PAY), (Reason.HOUSEHOLD, Reason.HOUSEHOLD)):
            reason = name if tag in parts.tags else reason
    if not _LEAST <= value <= _MOST and reason != Reason.UNIT_UNCLEAR:
        reason = Reason.OUT_OF_REASON
    return Reading(value, bool(reason), reason, readings or ((money_choice(value),) if reason else ()))


def _parts(tokens: Sequence[Token]) -> _Parts:
    found = phrase_table("pay").find(tokens)
    used: set[int] = set()
    tags: set[str] = set()
    hours: Decimal | None = None
    for one in found:
        if one.tag == "two_weeks" and _number_in(tokens, one) not in {None, Decimal(2)}:
            continue
        if one.tag == "half_month" and _number_in(tokens, one) not in {None, Decimal(2)}:
            continue
        if one.tag == "hours":
            hours = _number_in(tokens, one)
        tags.add(one.tag)
        used.update(range(one.start, one.end))
    rest = tuple(token for place, token in enumerate(tokens) if place not in used)
    amounts = tuple(
        token
        for place, token in enumerate(rest)
        if token.kind == "number" and token.unit in {"", "$"} and not is_year(rest, place)
    )
    if any(token.kind == "number" and token.unit == "%" for token in rest):
        tags.add("more")
    return _Parts(amounts, frozenset(tags), hours, rest)


def _number_in(tokens: Sequence[Token], found: Found) -> Decimal | None:
    return next((token.value for token in tokens[found.start : found.end] if token.kind == "number"), None)


def _times(parts: _Parts, context: Context) -> int | None:
    """How many times a year the amount is paid; None where a paycheck is meant and nobody said how often."""
    for tag, times in _TIMES.items():
        if tag in parts.tags and tag != "year":
            return times
    if "paycheck" in parts.tags:
        return PER_YEAR.get(str(context.known.get("pay_frequency")))
    return 1


def _in_dollars(value: Decimal) -> Decimal:
    return value * 1000 if _THOUSANDS_FROM <= value < _THOUSANDS_TO else value


def _a_year(token: Token) -> tuple[Decimal, Reason, tuple[Choice, ...]]:
    value = token.value
    if token.odd:
        return value, Reason.UNIT_UNCLEAR, (money_choice(value), money_choice(value * 1000))
    if token.scaled or value >= 10_000:
        return value, Reason.NONE, ()
    if _THOUSANDS_FROM <= value < _THOUSANDS_TO:
        thousands = value * 1000
        if token.unit == "$":
            return thousands, Reason.UNIT_UNCLEAR, (money_choice(thousands), money_choice(value))
        return thousands, Reason.NONE, ()
    if value >= _THOUSANDS_TO:
        return (
            value,
            Reason.UNIT_UNCLEAR,
            (money_choice(value), Choice(f"{money_choice(value).label} a month", value * 12)),
        )
    likely = value * (1_000_000 if token.decimals and value < 10 else 1000)
    return value, Reason.OUT_OF_REASON, (money_choice(likely), money_choice(value))


def _several(parts: _Parts, text: str) -> Reading:
    values = [_in_dollars(one.value) for one in parts.amounts]
    words = {token.text for token in parts.tokens}
    beside = ("base" in parts.tags or "salary" in words) and not _INCLUDED.search(text)
    if len(values) == 2 and "more" in parts.tags and beside and values[1] < values[0]:
        total = sum(values, Decimal(0))
        return Reading(total, True, Reason.PLUS_MORE, (money_choice(total), money_choice(values[0])))
    return asks(Reason.TWO_READINGS, *(money_choice(one) for one in values[:4]))


def _by_the_hour(token: Token, parts: _Parts) -> Reading:
    hours = parts.hours or (Decimal(_FULL_TIME) if "full_time" in parts.tags else None)
    if "day" in parts.tags:
        return asks(Reason.DAILY_NEEDS_DAYS)
    full_time = token.value * _FULL_TIME * _WEEKS
    if hours is None or not 1 <= hours <= 100 or token.scaled:
        return asks(Reason.HOURLY_NEEDS_HOURS, Choice(f"40 hours a week: {money_choice(full_time).label}", full_time))
    value = token.value * hours * _WEEKS
    return Reading(value, True, Reason.ANNUALISED, (money_choice(value),))

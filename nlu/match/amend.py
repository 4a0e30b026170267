"""A known match formula changed in part, or added to: "75% instead of 50%", "up to 6, not 4", "they also add 2%"."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from core.match import DeferralTier, DollarTier, MatchFormula, PayTier
from nlu.entities.reading import NOT_UNDERSTOOD, Choice, Context, Reading, Reason, asks
from nlu.entities.text import tokens_of
from nlu.entities.tokens import Token
from nlu.match.bands import RATE_FROM, band_changed, names_band
from nlu.match.describe import describe_match
from nlu.match.formula import read_match
from nlu.match.items import BARE, DOLLARS, PERCENT, RATE, Item, items_of
from nlu.match.masks import masked

_NO_DAY = Context(date.min)
_ADDS = re.compile(
    r"\b(?:also|plus|in addition|on top|additionally|as well|and another|add(?:s|ing)?)\b|^\s*\+", re.IGNORECASE
)
_TAKEN_BACK = re.compile(
    r"\binstead of\b|\brather than\b|\b(?:and|but)?\s*\bnot\b|\bisn'?t\b|\bno longer\b"
    r"|\bchange\b[^.;]{0,30}?\bfrom\b",
    re.IGNORECASE,
)
_NO_MAXIMUM = re.compile(r"\b(?:no|without an?y?|isn'?t an?y?) (?:cap|max|maximum|dollar limit)\b", re.IGNORECASE)
_TRUE_UP = re.compile(r"\btrue[sd]?[- ]?up\b", re.IGNORECASE)
_NO_TRUE_UP = re.compile(r"\b(?:no|not|without|doesn'?t|don'?t|isn'?t)\b[^.;]{0,12}\btrue[sd]?[- ]?up\b", re.IGNORECASE)
_PAYCHECK = re.compile(r"\b(?:per|each|every|by) (?:pay ?check|pay ?period|payroll|check|payday)\b", re.IGNORECASE)
_BOUND = re.compile(r"\b(?:up ?to|first|until|cap(?:ped)?|max(?:imum)?|limit)\b", re.IGNORECASE)
# A share by itself behind words that take something back: "no wait 5%", "actually 60 percent".
_SHARE_INSTEAD = re.compile(
    r"(?:\W*\b(?:no|nope|oh|oops|wait|sorry|actually|i mean|i meant|make (?:it|that)|correction|hold on|my bad)\b)+"
    r"\W*(?:\b(?:it|that)(?:'?s| is| was| should be))?\W*\d+(?:\.\d+)? ?(?:%|percent|pct)\W*",
    re.IGNORECASE,
)

Shares = tuple[Item, ...]


def amend(formula: MatchFormula, text: str, context: Context | None = None) -> Reading:
    """`formula` as `text` changes it or adds to it.

    A whole formula in `text` replaces the known one, unless it is said as an addition. The reading is plain where only
    one part can be meant; it asks with the candidates where there are several, and is `NOT_UNDERSTOOD` where `text`
    changes nothing of a formula. `context` tells the year whose deferral limit may be said in dollars.
    """
    try:
        return _amended(formula, text, context or _NO_DAY)
    except ValidationError:
        return NOT_UNDERSTOOD  # "120-ish k plus commission" would make a share that no formula has


def _amended(formula: MatchFormula, text: str, context: Context) -> Reading:
    tokens = tokens_of(text)
    new, old = _new_and_old(text)
    shares = _shares(tokens_of(new))
    if _ADDS.search(text) and not old:
        return _added(formula, text, context)
    in_band = amend_band(formula, text)
    if in_band.value is not None or in_band.readings or names_band(text, corrects=False):
        return in_band
    if old is None and len(shares) != 1:
        whole = read_match(text, context)
        if whole.plain and (whole.value.tiers or whole.value == MatchFormula()):
            return whole
    settings = _settings(formula, text)
    if settings is not None and not shares and not _dollars(tokens):
        return Reading(settings)
    taken_back = _shares(tokens_of(old)) if old else ()
    dollars = _dollars(tokens_of(new))
    if shares and dollars:
        return read_match(new, context)  # "half up to 6,000 dollars, not 6%": both are told anew
    if not shares and len(dollars) == 1:
        return _dollars_changed(formula, dollars[0], text)
    if len(shares) != 1:
        return NOT_UNDERSTOOD
    found = tuple(dict.fromkeys(_changed(formula, shares[0], taken_back, new)))
    if len(found) == 1:
        named = taken_back or shares[0].value >= RATE_FROM or _BOUND.search(new)
        return Reading(found[0]) if named else Reading(found[0], True, Reason.TWO_READINGS, (_choice(found[0]),))
    if found:
        return asks(Reason.TWO_READINGS, *_choices(formula, found))
    return NOT_UNDERSTOOD


def takes_back(text: str) -> bool:
    """Whether `text` says that something is not so ("the next 3, not the next 2")."""
    return _TAKEN_BACK.search(text) is not None


def share_instead(formula: MatchFormula, text: str, context: Context) -> Reading | None:
    """`formula` with the share that `text` tells by itself instead of one just told; None where it tells more.

    It is never plain: nothing says that the share is of the match.
    """
    if _SHARE_INSTEAD.fullmatch(text) is None:
        return None
    reading = amend(formula, text, context)
    if not reading.plain:
        return reading if reading.readings else None
    return Reading(reading.value, True, Reason.TWO_READINGS, (_choice(reading.value),))


def amend_band(formula: MatchFormula, text: str) -> Reading:
    """`formula` with the one band changed that `text` names ("half on the next 3, not 2"); the others stay.

    `NOT_UNDERSTOOD` where it names none that the formula has.
    """
    new, old = _new_and_old(text)
    if _ADDS.search(text) and old is None:
        return NOT_UNDERSTOOD
    found = band_changed(formula, new, _shares(tokens_of(new)), _shares(tokens_of(old)) if old else ())
    if len(found) == 1:
        return Reading(found[0])
    return asks(Reason.TWO_READINGS, *_choices(formula, found)) if found else NOT_UNDERSTOOD


def _choice(formula: MatchFormula) -> Choice:
    return Choice(describe_match(formula), formula)


def _choices(before: MatchFormula, changed: Sequence[MatchFormula]) -> tuple[Choice, ...]:
    """A button for each of `changed`, labelled by the band in which it differs: the whole would not fit on it."""
    bands = [[tier for tier in one.tiers if tier not in before.tiers][:1] for one in changed]
    if len(before.tiers) < 2 or not all(bands) or any(_rest(one) != _rest(before) for one in changed):
        return tuple(map(_choice, changed))
    return tuple(
        Choice(describe_match(MatchFormula(tiers=tuple(band))), one) for band, one in zip(bands, changed, strict=True)
    )


def _rest(formula: MatchFormula) -> MatchFormula:
    return _with(formula, tiers=())


def _new_and_old(text: str) -> tuple[str, str | None]:
    """What stands and what is taken back: "75% instead of 50%", "not 4 but 6"; (text, None) where nothing is."""
    found = _TAKEN_BACK.search(text)
    if found is None:
        return text, None
    before, after = text[: found.start()], text[found.end() :]
    turned = re.search(r"\b(?:but|it'?s|to|now)\b|[,;]", after, re.IGNORECASE)
    if turned is not None and not _shares(tokens_of(before)) and not _dollars(tokens_of(before)):
        return f"{before} {after[turned.end() :]}", after[: turned.start()]
    return before, after


def _shares(tokens: Sequence[Token]) -> Shares:
    """The shares told in `tokens`; the day of a date ("skip dec 4") is none."""
    return tuple(item for item in items_of(masked(tokens).tokens) if item.kind in {RATE, PERCENT, BARE})


def _dollars(tokens: Sequence[Token]) -> tuple[Item, ...]:
    return tuple(item for item in items_of(tokens) if item.kind == DOLLARS)


def _settings(formula: MatchFormula, text: str) -> MatchFormula | None:
    """`formula` with the maximum taken off, or figured by paycheck or by year; None where `text` says none of it."""
    if _NO_MAXIMUM.search(text):
        return _with(formula, max_dollars=None)
    if _NO_TRUE_UP.search(text) or (_PAYCHECK.search(text) and not _TRUE_UP.search(text)):
        return _with(formula, per="paycheck")
    return _with(formula, per="year") if _TRUE_UP.search(text) else None


def _changed(formula: MatchFormula, share: Item, taken_back: Shares, text: str) -> Iterator[MatchFormula]:
    """Every formula that differs from `formula` in one share, as far as what is taken back and the words allow."""
    bound_named = _BOUND.search(text)
    rate_named = share.kind == RATE or re.search(r"\brate\b|\bof (?:what|my|the)\b", text, re.IGNORECASE)
    old = taken_back[0].value if len(taken_back) == 1 else None
    places = [(place, name) for place, name in _places(formula) if old is None or _at(formula, place, name) == old]
    if old is None or len(places) > 1:
        if bound_named and share.value < 1:
            places = [one for one in places if one[1] == "up_to_pct_of_pay"] or places
        elif rate_named or share.value >= RATE_FROM:
            places = [one for one in places if one[1] == "rate"] or places
        else:
            places = [one for one in places if one[1] != "rate"] or places
    for place, name in places:
        try:
            yield _put(formula, place, name, share.value)
        except ValueError:  # a bound below the band's beginning is none
            continue


def _places(formula: MatchFormula) -> Iterator[tuple[int, str]]:
    for place, tier in enumerate(formula.tiers):
        yield place, "rate"
        if isinstance(tier, PayTier):
            yield place, "up_to_pct_of_pay"
    if formula.nonelective_rate:
        yield -1, "nonelective_rate"


def _at(formula: MatchFormula, place: int, name: str) -> Decimal:
    value: Decimal = getattr(formula if place < 0 else formula.tiers[place], name)
    return value


def _put(formula: MatchFormula, place: int, name: str, value: Decimal) -> MatchFormula:
    """`formula` with one share changed; later bands move along. Raises ValueError where a band would be empty."""
    if place < 0:
        return _with(formula, nonelective_rate=value)
    tiers: list[Any] = [tier.model_dump() for tier in formula.tiers]
    moved = value - tiers[place].get(name, value)
    if name == "up_to_pct_of_pay":
        for later in tiers[place + 1 :]:
            if "from_pct_of_pay" in later:
                later["from_pct_of_pay"] += moved
                later["up_to_pct_of_pay"] += moved
    tiers[place][name] = value
    if isinstance(formula.tiers[place], DeferralTier) and name == "rate":
        tiers[place] = DeferralTier(rate=value)
    return _with(formula, tiers=tuple(tiers))


def _dollars_changed(formula: MatchFormula, dollars: Item, text: str) -> Reading:
    """The maximum, or the flat dollars where the formula has them and no maximum is named."""
    names_maximum = re.search(r"\b(?:max(?:imum)?|cap(?:ped)?|up ?to|most|limit(?:ed)?)\b", text, re.IGNORECASE)
    if names_maximum or (formula.max_dollars is not None and not formula.nonelective_dollars):
        return Reading(_with(formula, max_dollars=dollars.value))
    if formula.nonelective_dollars and formula.max_dollars is None:
        return Reading(_with(formula, nonelective_dollars=dollars.value))
    return NOT_UNDERSTOOD


def _added(formula: MatchFormula, text: str, context: Context) -> Reading:
    """What is said as an addition: a share of pay or dollars whatever one puts in, or a further band."""
    shares, dollars = _shares(tokens_of(text)), _dollars(tokens_of(text))
    if len(shares) == 1 and not dollars and shares[0].kind != RATE:
        if formula.tiers or not re.search(r"\bmatch", text, re.IGNORECASE):
            return Reading(_with(formula, nonelective_rate=formula.nonelective_rate + shares[0].value))
        return NOT_UNDERSTOOD
    if len(dollars) == 1 and not shares:
        return Reading(_with(formula, nonelective_dollars=formula.nonelective_dollars + dollars[0].value))
    more = read_match(text, context)
    if not isinstance(more.value, MatchFormula):
        return NOT_UNDERSTOOD
    tiers = formula.tiers + _continued(formula, more.value, text)
    both = _with(
        formula,
        tiers=tiers,
        nonelective_rate=formula.nonelective_rate + more.value.nonelective_rate,
        nonelective_dollars=formula.nonelective_dollars + more.value.nonelective_dollars,
    )
    sure = more.plain or re.search(r"\bnext\b", text, re.IGNORECASE)
    return Reading(both) if sure else Reading(both, True, more.reason, (_choice(both),))


def _continued(formula: MatchFormula, more: MatchFormula, text: str) -> tuple[PayTier | DollarTier | DeferralTier, ...]:
    """The bands of `more`, beginning where those of `formula` end if they are said to be the next ones."""
    reached = max((one.up_to_pct_of_pay for one in formula.tiers if isinstance(one, PayTier)), default=Decimal(0))
    on = reached if re.search(r"\bnext\b|\badditional\b|\banother\b", text, re.IGNORECASE) else Decimal(0)
    return tuple(
        PayTier(rate=one.rate, from_pct_of_pay=one.from_pct_of_pay + on, up_to_pct_of_pay=one.up_to_pct_of_pay + on)
        if isinstance(one, PayTier)
        else one
        for one in more.tiers
    )


def _with(formula: MatchFormula, **changes: Any) -> MatchFormula:
    """`formula` with `changes`, checked again."""
    return MatchFormula.model_validate({**formula.model_dump(), **changes})

"""A match formula put together from amounts whose roles are known, or None where they make none."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from core.match import DeferralTier, DollarTier, MatchFormula, PayTier
from nlu.match.draft import AS_SAID, Tier, worth_of
from nlu.match.items import BARE, LIMIT, PAIR, PERCENT, RATE, Item

_NONE = Decimal(0)
_MOST_PAY = Decimal("0.25")
_BOUNDS = frozenset({"top", "width", "low", "limit", "top_dollars", "width_dollars"})
_SHARES = frozenset({PERCENT, BARE, PAIR})
_STEP = Decimal("0.01")  # "3%, then 4% to 5%" counts whole percents


@dataclass(slots=True)
class _Built:
    tiers: tuple[Tier, ...] = ()
    rate: Decimal | None = None
    bounds: list[tuple[str, Item]] = field(default_factory=list)
    cap: Decimal | None = None
    most: Decimal | None = None
    flat: tuple[Decimal, ...] = ()
    bare_flat: bool = False  # fixed money was told as a number alone, as are pages and notes
    flat_dollars: tuple[Decimal, ...] = ()
    put: list[Decimal] = field(default_factory=list)
    given: list[Decimal] = field(default_factory=list)
    again: list[Decimal] = field(default_factory=list)
    in_proportion: bool = False
    fits: bool = True


def assembled(
    said: Sequence[tuple[str, Item]], per: Literal["year", "paycheck"], *, in_proportion: bool = False
) -> tuple[MatchFormula, bool] | None:
    """The formula that the amounts `said`, each with its role and in their order, come to.

    With it, whether an amount that it comes to was told too and is right. `in_proportion`: it was said that less comes
    for less; else one amount put in does not tell what comes for another.
    """
    built = _Built(in_proportion=in_proportion)
    try:
        for role, item in said:
            _take(built, role, item)
            if not built.fits:
                return None
        tiers = _bands(built)
        if tiers is None:
            return None
        sole = tiers[0] if len(tiers) == 1 else None
        if isinstance(sole, DollarTier) and built.most is None:  # its end is a maximum like any other
            tiers, built.most = (DeferralTier(rate=sole.rate),), sole.rate * sole.up_to_dollars
        formula = MatchFormula(
            tiers=tiers,
            nonelective_rate=sum(built.flat, _NONE),
            nonelective_dollars=sum(built.flat_dollars, _NONE),
            max_dollars=built.most if tiers else None,
            per=per,
        )
        return formula, _confirmed(built, formula)
    except ValueError:  # a share above the whole, or a rate that no plan has
        return None


def _take(built: _Built, role: str, item: Item) -> None:
    if role == "rate":
        _rate(built, item)
    elif role in _BOUNDS:
        _bound(built, role, item)
    elif role == "cap":
        built.fits = item.kind in _SHARES and built.cap in {None, item.value}
        built.cap = item.value
    elif role == "cap_dollars":
        built.fits = item.kind == "dollars" and built.most in {None, item.value}
        built.most = item.value
    elif role == "flat":
        built.fits = item.kind in _SHARES and item.value <= _MOST_PAY and item.value not in built.flat
        built.flat += (item.value,)
        built.bare_flat = built.bare_flat or item.kind == BARE
    elif role == "flat_dollars":
        built.fits = item.kind == "dollars"
        built.flat_dollars += (item.value,) if item.value not in built.flat_dollars else ()
    elif role == "again":
        built.again.append(item.value)
    elif role == "open":
        built.fits = False  # a share alone may be a rate, a bound or fixed money
    elif role in {"put", "given"}:
        built.fits = item.kind in _SHARES and item.value <= _MOST_PAY
        (built.put if role == "put" else built.given).append(item.value)


def _rate(built: _Built, item: Item) -> None:
    if built.rate is not None:
        built.fits = built.rate == item.value  # said again
        return
    if item.kind not in {RATE, PERCENT, BARE} or (built.tiers and not built.bounds and _said(built, item.value)):
        built.fits = item.kind in {RATE, PERCENT, BARE}
        if built.fits and built.tiers[-1].rate != item.value:
            built.rate = item.value
        return
    built.rate = item.value
    if built.bounds and (built.bounds[-1][0] != "low" or built.bounds[-1][1].kind == PAIR):
        _close(built)


def _said(built: _Built, rate: Decimal) -> bool:
    return any(tier.rate == rate for tier in built.tiers)


def _bound(built: _Built, role: str, item: Item) -> None:
    dollars = role.endswith("_dollars")
    if item.kind == LIMIT:
        role = "limit"
    elif dollars != (item.kind == "dollars") or (not dollars and item.kind not in _SHARES):
        built.fits = False
        return
    if built.bounds and built.bounds[-1][0] != "low":
        built.fits = built.bounds[-1][1].value == item.value
        return
    if built.rate is None and role in {"top", "limit", "width"} and not built.bounds and _already(built, item):
        return
    built.bounds.append((role, item))
    if built.rate is not None and (role != "low" or item.kind == PAIR):
        _close(built)


def _already(built: _Built, item: Item) -> bool:
    """Whether a bound after all bands only says again where they end."""
    last = built.tiers[-1] if built.tiers else None
    if item.kind == LIMIT:
        return isinstance(last, PayTier | DeferralTier)
    if not isinstance(last, PayTier):
        return False
    return item.value in {last.up_to_pct_of_pay, last.up_to_pct_of_pay - last.from_pct_of_pay}


def _close(built: _Built) -> None:
    """Makes a band of the rate and the bounds that wait."""
    rate, bounds = built.rate, built.bounds
    built.rate, built.bounds = None, []
    role, item = bounds[-1]
    if rate is None:
        return
    last = built.tiers[-1] if built.tiers else None
    if role == "limit":
        built.fits = last is None
        built.tiers += (DeferralTier(rate=rate),)
        return
    if role in {"top_dollars", "width_dollars"}:
        reached = last.up_to_dollars if isinstance(last, DollarTier) else _NONE
        built.fits = last is None or isinstance(last, DollarTier)
        high = reached + item.value if role == "width_dollars" else item.value
        built.fits = built.fits and high > reached and (role == "top_dollars" or bool(reached))
        if built.fits:
            built.tiers += (DollarTier(rate=rate, from_dollars=reached, up_to_dollars=high),)
        return
    reached = last.up_to_pct_of_pay if isinstance(last, PayTier) else _NONE
    built.fits = last is None or isinstance(last, PayTier)
    low = bounds[0][1].value if len(bounds) == 2 else item.value if item.kind == PAIR else reached
    high = item.high if item.kind == PAIR else item.value
    if role == "width" or (role == "top" and reached and high <= reached and item.kind != PAIR):
        low, high = reached, reached + item.value
        built.fits = built.fits and bool(reached)
    if reached < low <= reached + _STEP and reached:
        low = reached
    if not built.fits or low != reached or high <= reached or rate > 3 or high > _MOST_PAY * 2:
        built.fits = False
        return
    if rate:
        built.tiers += (PayTier(rate=rate, from_pct_of_pay=reached, up_to_pct_of_pay=high),)


def _bands(built: _Built) -> tuple[Tier, ...] | None:
    """The bands, with what was left open closed by what was told of the whole; None where something stays open."""
    tiers = built.tiers
    if built.bounds:
        return None
    if built.put or built.given:
        return _paired(built)
    if built.rate is not None:
        if tiers:
            return None
        if built.cap is not None and built.rate:
            high = built.cap / built.rate
            return (PayTier(rate=built.rate, up_to_pct_of_pay=high),) if high <= 1 else None
        return (DeferralTier(rate=built.rate),) if built.most is not None else None
    if built.cap is None:
        return tiers if tiers or (built.flat and not built.bare_flat) or built.flat_dollars else None
    if not all(isinstance(tier, PayTier) for tier in tiers):
        return None
    return _capped([tier for tier in tiers if isinstance(tier, PayTier)], built.cap)


def _capped(tiers: Sequence[PayTier], most: Decimal) -> tuple[Tier, ...] | None:
    kept: list[Tier] = []
    left = most
    for tier in tiers:
        wide = tier.up_to_pct_of_pay - tier.from_pct_of_pay
        wide = min(wide, left / tier.rate)
        if wide <= 0:
            return None  # a whole band falls away: the maximum is that of another part
        if abs(wide - (tier.up_to_pct_of_pay - tier.from_pct_of_pay)) * tier.rate <= AS_SAID:
            wide = tier.up_to_pct_of_pay - tier.from_pct_of_pay
        kept.append(tier.model_copy(update={"up_to_pct_of_pay": tier.from_pct_of_pay + wide}))
        left -= tier.rate * wide
    return tuple(kept) if kept and left <= AS_SAID else None  # a maximum that nothing reaches is of something else


def _paired(built: _Built) -> tuple[Tier, ...] | None:
    """What comes for what one puts in, as bands from each point to the next."""
    points = sorted(zip(built.put, built.given, strict=False))
    if len(built.put) != len(built.given) or any(one == _NONE for one in built.put):
        return None
    tiers: list[Tier] = []
    into, out = _NONE, _NONE
    for put, given in points:
        if put == into:
            if given != out:
                return None
            continue
        rate = (given - out) / (put - into)
        if rate < 0 or rate > 3:
            return None
        if rate:
            tiers.append(PayTier(rate=rate, from_pct_of_pay=into, up_to_pct_of_pay=put))
        into, out = put, given
    if built.tiers:  # the formula beside its example says the same or nothing
        return built.tiers if all(_is_worth(built.tiers, put, given) for put, given in points) else None
    if built.rate is not None:
        return tuple(tiers) if len(tiers) == 1 and tiers[0].rate == built.rate else None
    return tuple(tiers) if built.in_proportion or len(points) > 1 else None


def _is_worth(tiers: Sequence[Tier], put: Decimal, given: Decimal) -> bool:
    """Whether bands give the share of pay `given` for the share `put`."""
    bands = [one for one in tiers if isinstance(one, PayTier)]
    worth = sum((one.rate * max(_NONE, min(put, one.up_to_pct_of_pay) - one.from_pct_of_pay) for one in bands), _NONE)
    return len(bands) == len(tiers) and abs(worth - given) <= AS_SAID


def _confirmed(built: _Built, formula: MatchFormula) -> bool:
    """Whether what was told of the whole fits what the parts come to."""
    worth = worth_of(formula.tiers)
    told = (*built.again, *([built.cap] if built.cap is not None and built.tiers else []))
    known = {worth, worth + formula.nonelective_rate}
    whole = any(abs(one - two) <= AS_SAID for one in told for two in known)
    several = len(built.put) > 2 or (len(built.put) == 2 and len({tier.rate for tier in formula.tiers}) == 1)
    points = bool(built.put) and (bool(built.tiers) or built.rate is not None or several)
    return bool(worth) and (whole or points)

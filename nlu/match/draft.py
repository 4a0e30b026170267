"""A match formula put together from the parts of a parse, with the doubts that came up."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from core.match import DeferralTier, DollarTier, MatchFormula, PayTier
from nlu.entities.reading import Reason
from nlu.match import senses as sense
from nlu.match.chart import BOUNDS, Parse, Part
from nlu.match.items import Item

Tier = PayTier | DollarTier | DeferralTier
HALF, ONE, ZERO = Decimal("0.5"), Decimal(1), Decimal(0)
MOST_PAY = Decimal("0.25")  # tiers beyond this share of pay, and fixed shares above it, are questioned
SMALL = Decimal("0.2")
SMALLEST_RATE = Decimal("0.1")
_STEP = Decimal("0.01")  # "3%, then 4% to 5%" counts whole percents
_DOUBLE = frozenset({"double", "doubles"})
_UNSURE = frozenset({"odd", "unsure"}) | _DOUBLE  # what doubles may be one for one or two for one
_ON_TOP = frozenset({"plus", "+", "and then", "then", "and", "also", "in addition", "on top"})
_ABOVE = frozenset({"thereafter", "after that", "above that", "beyond that", "after", "afterwards", "on top of that"})
AS_SAID = Decimal("0.0006")  # "a maximum of 4.3%" of bands that come to 4.33%


@dataclass(slots=True)
class Draft:
    """A formula while it is put together, with the doubts that came up."""

    tiers: tuple[Tier, ...] = ()
    nonelective_rate: Decimal = ZERO
    nonelective_dollars: Decimal = ZERO
    max_dollars: Decimal | None = None
    per: Literal["year", "paycheck"] = "year"
    reason: Reason = Reason.NONE
    others: tuple[tuple[Tier, ...], ...] = ()
    loose: tuple[Decimal, ...] = ()
    added: tuple[Decimal, ...] = ()  # shares without a place that were told as coming on top
    loose_dollars: tuple[Decimal, ...] = ()
    rateless: tuple[Decimal, ...] = ()
    put_in: Decimal | None = None
    given: Decimal | None = None
    max_share: Decimal | None = None
    said: bool = False
    small_told: bool = False  # a small rate was told in cents, which no share of pay is
    limited: bool = False
    gift_told: bool = False  # the fixed share before was said to come whatever one does
    first: bool = False  # a bound without a rate was called the first of something
    by_group: bool = False  # what applies goes by age, service or kind of employee
    groups: tuple[tuple[Tier, ...], ...] = ()  # the bands of the groups told before the one that `tiers` holds
    names: tuple[str, ...] = ()  # of the parse's parts
    reached: Decimal = ZERO
    reached_dollars: Decimal = ZERO

    def doubt(self, reason: Reason) -> None:
        """Keeps the first reason to ask."""
        self.reason = self.reason or reason

    def formula(self, tiers: Iterable[Tier] | None = None) -> MatchFormula:
        """The formula as it stands, or with other `tiers`."""
        return MatchFormula(
            tiers=tuple(self.tiers if tiers is None else tiers),
            nonelective_rate=self.nonelective_rate,
            nonelective_dollars=self.nonelective_dollars,
            max_dollars=self.max_dollars,
            per=self.per,
        )

    @property
    def worth(self) -> Decimal:
        """The most that the bands of pay give, as a share of pay."""
        return worth_of(self.tiers)


def draft_of(parse: Parse, reason: Reason, per: Literal["year", "paycheck"], *, by_group: bool = False) -> Draft:
    """The formula that `parse` says. `reason` is a doubt that the words have raised already, or "".

    `by_group`: the words tell of several groups of employees; each band that starts at zero may then be one's own.
    """
    draft = Draft(reason=reason, per=per, by_group=by_group, names=tuple(part.name for part in parse.parts))
    for part in _with_first_in_full(parse.parts, draft):
        if any(one.item.word in _UNSURE for one in part.amounts):
            draft.doubt(Reason.TWO_READINGS)
        _PLACED[part.name](draft, part)
    if draft.nonelective_rate > MOST_PAY:
        draft.doubt(Reason.OUT_OF_REASON)
    free = [part.amounts[0] for part in parse.parts if part.name == "flat" and part.amounts[0].only_free]
    if draft.tiers and free and draft.nonelective_rate == draft.worth:
        if any(item.word in _ON_TOP for item in free[0].after):
            draft.doubt(Reason.TWO_READINGS)
        else:
            draft.nonelective_rate = ZERO  # "basically 3% free (half of 6)" tells of the match only
    unbound = any(part.name == "rate" for part in parse.parts) and isinstance(draft.tiers[-1], DeferralTier)
    if unbound and draft.max_dollars is None and draft.max_share is None and not draft.limited:
        draft.doubt(Reason.BOUND_MISSING)
    sole = draft.tiers[0] if len(draft.tiers) == 1 else None
    if isinstance(sole, DollarTier) and draft.max_dollars is None:  # its end is a maximum like any other
        draft.tiers, draft.max_dollars = (DeferralTier(rate=sole.rate),), sole.rate * sole.up_to_dollars
    if draft.max_share is not None:
        _stop_at(draft, draft.max_share)
    return draft


def _with_first_in_full(parts: tuple[Part, ...], draft: Draft) -> tuple[Part, ...]:
    """ "3% match plus half of the next 2%": what stands before a next band is likely matched in full."""
    if len(parts) < 2 or parts[0].name != "loose" or sense.NEXT not in parts[1].senses:
        return parts
    share = parts[0].amounts[0]
    if share.item.value > MOST_PAY or not any(item.kind == "match" for item in (*share.lead, *share.tail)):
        return parts
    draft.doubt(Reason.TWO_READINGS)
    draft.tiers, draft.reached = (PayTier(rate=ONE, up_to_pct_of_pay=share.item.value),), share.item.value
    return parts[1:]


def _band(draft: Draft, part: Part) -> None:
    rate_item = part.of(sense.RATE_)
    assert rate_item is not None  # noqa: S101  each rule of a band has one
    rate, draft.said = rate_item.value, True
    draft.small_told = draft.small_told or (rate_item.kind == "rate" and rate < SMALLEST_RATE)
    if sense.TO_LIMIT in part.senses:
        _band_to_limit(draft, rate, part)
        return
    if dollars := part.of(sense.TOP_DOLLARS, sense.FIRST_DOLLARS, sense.NEXT_DOLLARS):
        _band_of_dollars(draft, rate, dollars, part.senses)
        return
    if rate < SMALL and sense.OF in part.senses and not any("of" in one.led_by for one in part.amounts):
        draft.doubt(Reason.TWO_READINGS)  # two small shares side by side may be anything
    if draft.reached and _starts_over(draft, part):
        draft.groups, draft.tiers, draft.reached = (*draft.groups, draft.tiers), (), ZERO
    low, high, others = _ends(draft, part)
    if any(not isinstance(one, PayTier) for one in draft.tiers):
        draft.doubt(Reason.TWO_READINGS)
    if high <= low:
        draft.doubt(Reason.OUT_OF_REASON)
        return
    for other in others:
        draft.others += ((*draft.tiers, PayTier(rate=rate, from_pct_of_pay=other[0], up_to_pct_of_pay=other[1])),)
    if rate_item.word in _DOUBLE:  # they add as much again, or twice as much
        draft.others += ((*draft.tiers, PayTier(rate=ONE, from_pct_of_pay=low, up_to_pct_of_pay=high)),)
    draft.reached = high
    if not rate and rate_item.kind != "rate":
        draft.doubt(Reason.OUT_OF_REASON)
    if rate:  # a band that is not matched only says where the next one begins
        draft.tiers += (PayTier(rate=rate, from_pct_of_pay=low, up_to_pct_of_pay=high),)


def _band_to_limit(draft: Draft, rate: Decimal, part: Part) -> None:
    if any(isinstance(one, DeferralTier) for one in draft.tiers) or (
        draft.tiers and (draft.reached or draft.reached_dollars)
    ):
        draft.doubt(Reason.TWO_READINGS)
    if rate < SMALL and any(one.base == "pay" for one in part.amounts):
        draft.doubt(Reason.TWO_READINGS)  # "10% of pay up to the limit" may come whatever one puts in
    draft.tiers += (DeferralTier(rate=rate),)


def _starts_over(draft: Draft, part: Part) -> bool:
    """Whether a band begins at zero again, as that of another group of employees does."""
    if not {sense.FIRST, sense.TOP, sense.OF} & set(part.senses) or sense.NEXT in part.senses:
        return False
    bound = part.of(sense.FIRST, sense.TOP, sense.OF)
    again = bound is not None and bound.value <= draft.reached and sense.FIRST in part.senses
    return again or draft.by_group


def _ends(draft: Draft, part: Part) -> tuple[Decimal, Decimal, list[tuple[Decimal, Decimal]]]:
    """From which share of pay to which a band goes, after bands that reach so far; and other ends that it may have."""
    reached = draft.reached
    if ends := part.of(sense.ENDS):
        low = (
            reached
            if reached < ends.value <= reached + _STEP and not (ends.word == "between" and not reached)
            else ends.value
        )
        if low != reached:
            draft.doubt(Reason.TWO_READINGS)
        return low, ends.high, []
    if part.of(sense.LOW):
        return *_both_ends(draft, part), []
    following, top = part.of(sense.NEXT), part.of(sense.TOP)
    if following and top and reached and top.value - following.value != reached:
        draft.max_share = top.value  # "and 50% of the next 2%, up to 4% of pay": what it all comes to
    elif following and top:
        if not reached:
            draft.doubt(Reason.TWO_READINGS)
        return top.value - following.value, top.value, []
    if following:
        if not reached:
            draft.doubt(Reason.TWO_READINGS)
        return reached, reached + following.value, []
    return _end(draft, part)


def _both_ends(draft: Draft, part: Part) -> tuple[Decimal, Decimal]:
    """The two ends that were both told: "in excess of 3%, but not exceeding 6%"."""
    low, high = part.of(sense.LOW), part.of(sense.HIGH)
    assert low is not None  # noqa: S101  the caller has looked
    assert high is not None  # noqa: S101  the rule has both
    reached = draft.reached
    start = reached if reached and reached < low.value <= reached + _STEP else low.value
    if reached and start != reached:
        draft.doubt(Reason.TWO_READINGS)
    return start, high.value


def _end(draft: Draft, part: Part) -> tuple[Decimal, Decimal, list[tuple[Decimal, Decimal]]]:
    """The ends of a band of which one bound was told: counted from zero, or as wide as that, or either."""
    bound, reached = part.of(*BOUNDS), draft.reached
    assert bound is not None  # noqa: S101  each rule of a band has one
    value, wider = bound.value, (reached, reached + bound.value)
    if not reached:
        return ZERO, value, []
    if sense.OF in part.senses and value >= reached:
        draft.doubt(Reason.TWO_READINGS)
        return (reached, value, [wider]) if value > reached else (*wider, [wider])
    if value > reached:
        if sense.FIRST in part.senses:
            draft.doubt(Reason.TWO_READINGS)
        return reached, value, []
    if sense.OF not in part.senses:
        draft.doubt(Reason.TWO_READINGS)
    return *wider, []


def _band_of_dollars(draft: Draft, rate: Decimal, dollars: Item, had: tuple[str, ...]) -> None:
    if sense.TOP_DOLLARS in had:
        if draft.tiers:
            draft.doubt(Reason.TWO_READINGS)
        draft.tiers += (DeferralTier(rate=rate),)
        _set_max(draft, dollars.value)
        if rate != 1:  # the most that is matched, or the most that is paid
            draft.doubt(Reason.TWO_READINGS)
        return
    low = draft.reached_dollars
    high = low + dollars.value if sense.NEXT_DOLLARS in had else dollars.value
    if high <= low or any(isinstance(one, PayTier | DeferralTier) for one in draft.tiers):
        draft.doubt(Reason.TWO_READINGS)
        high = max(high, low + dollars.value)
    draft.tiers += (DollarTier(rate=rate, from_dollars=low, up_to_dollars=high),)
    draft.reached_dollars = high


def _rate(draft: Draft, part: Part) -> None:
    rate = part.amounts[0].item.value
    if any(tier.rate == rate for tier in draft.tiers):
        return  # said again
    draft.said = True
    if draft.reached and all(isinstance(tier, PayTier) for tier in draft.tiers):
        # "100% up to 2% and 50% thereafter": what is above the bands, as far as the match goes in all.
        if not (_goes_on(part) and "maximum_share" in draft.names):
            draft.doubt(Reason.TWO_READINGS)
        draft.tiers += (PayTier(rate=rate, from_pct_of_pay=draft.reached, up_to_pct_of_pay=ONE),)
        return
    if draft.tiers:
        draft.doubt(Reason.TWO_READINGS)
    draft.tiers += (DeferralTier(rate=rate),)


def _goes_on(part: Part) -> bool:
    """Whether a rate is said to hold for what is above the bands before it."""
    return any(item.word in _ABOVE for amount in part.amounts for item in (*amount.lead, *amount.tail, *amount.after))


def _bound(draft: Draft, part: Part) -> None:
    if part.of(sense.TO_LIMIT):
        draft.limited = True
        if not draft.tiers:
            draft.doubt(Reason.RATE_MISSING)
        return
    if part.of(sense.LOW) or part.of(sense.ENDS):
        draft.doubt(Reason.TWO_READINGS)
    item = part.of(sense.HIGH, *BOUNDS)
    assert item is not None  # noqa: S101  each rule of a bound has one
    draft.rateless += (item.value,)
    draft.first = draft.first or part.of(sense.FIRST) is not None


def _maximum(draft: Draft, part: Part) -> None:
    item = part.amounts[0].item
    if item.word == "lesser" and len(draft.tiers) == 1 and draft.tiers[0].rate != 1:
        draft.doubt(
            Reason.TWO_READINGS
        )  # "50% of deferrals up to the lesser of 3% or $3,000": it may bound what is matched
        _set_max(draft, draft.tiers[0].rate * item.value)
        return
    _set_max(draft, item.value)


def _maximum_share(draft: Draft, part: Part) -> None:
    item = part.of(sense.MAX_SHARE)
    value = item.value if item else ZERO
    draft.max_share = value if draft.max_share is None else min(value, draft.max_share)


def _capped(draft: Draft, part: Part) -> None:
    rate = part.of(sense.RATE_)
    assert rate is not None  # noqa: S101  the rule has one
    tier: Tier = DeferralTier(rate=rate.value)
    if draft.reached:  # "and 50% of what is above it, up to a match of 4%"
        tier = PayTier(rate=rate.value, from_pct_of_pay=draft.reached, up_to_pct_of_pay=ONE)
    draft.said, draft.tiers = True, (*draft.tiers, tier)
    _maximum_share(draft, part)


def _flat(draft: Draft, part: Part) -> None:
    one = part.amounts[0]
    told = one.fixed or one.fixed_nearby
    if draft.nonelective_rate and not (told and draft.gift_told):
        draft.doubt(Reason.TWO_READINGS)  # on top of the other, or the same again
    draft.gift_told = told
    if not told:
        if draft.tiers and abs(draft.worth - one.item.value) <= AS_SAID:
            return  # "half of the first 8%, so 4% of pay"
        if "band" not in draft.names or not one.plain_gift:
            draft.loose += (one.item.value,)  # "5% of salary" alone may be a match
            return
    elif one.only_free and draft.tiers:
        draft.loose += (one.item.value,)  # "50% of 6%, so 3% free": what the match comes to, if it does
        return
    draft.said = True
    draft.nonelective_rate += part.amounts[0].item.value
    if any(item.kind == "match" for item in part.amounts[0].tail) and part.amounts[0].last:
        draft.doubt(Reason.TWO_READINGS)
    if part.amounts[0].led_by & {"upto", "max"}:
        draft.doubt(Reason.RANGE)  # "up to 5% profit sharing"


def _flat_dollars(draft: Draft, part: Part) -> None:
    draft.said = True
    draft.nonelective_dollars += part.amounts[0].item.value
    if part.amounts[0].led_by & {"upto", "max"}:
        draft.doubt(Reason.RANGE)


def _condition(draft: Draft, part: Part) -> None:
    put_in, given = part.of(sense.PUT_IN), part.of(sense.GIVEN)
    if draft.put_in is not None and put_in and given and draft.given is not None and put_in.value:
        if given.value / put_in.value != draft.given / draft.put_in:
            draft.doubt(Reason.TWO_READINGS)
        if put_in.value < draft.put_in:
            return
    draft.put_in = put_in.value if put_in else None
    draft.given = given.value if given else None


def _put_in(draft: Draft, part: Part) -> None:
    draft.put_in = part.amounts[0].item.value


def _loose(draft: Draft, part: Part) -> None:
    item = part.amounts[0].item
    if item.kind == "dollars":
        draft.loose_dollars += (item.value,)
    elif item.kind == "pair":
        draft.rateless += (item.high,)
        draft.doubt(Reason.TWO_READINGS)
    elif item.kind == "limit":
        if item.word == "$":  # an amount of somebody that is as large as the limit
            draft.doubt(Reason.EXTRA_WORDS)
    elif item.kind == "rate":
        if not any(tier.rate == item.value for tier in draft.tiers):
            draft.doubt(Reason.EXTRA_WORDS)
    elif part.amounts[0].added and not any(one.kind == "match" for one in part.amounts[0].tail):
        draft.added += (item.value,)
    else:
        draft.loose += (item.value,)


_PLACED = {
    "band": _band,
    "rate": _rate,
    "capped": _capped,
    "bound": _bound,
    "maximum": _maximum,
    "maximum_share": _maximum_share,
    "flat": _flat,
    "flat_dollars": _flat_dollars,
    "condition": _condition,
    "put_in": _put_in,
    "loose": _loose,
}


def _set_max(draft: Draft, dollars: Decimal) -> None:
    """Sets the most that the match comes to in dollars a year; two different ones are a doubt."""
    if draft.max_dollars is not None and draft.max_dollars != dollars:
        draft.doubt(Reason.TWO_READINGS)
    draft.max_dollars = dollars


def worth_of(tiers: Iterable[Tier]) -> Decimal:
    """The most that bands of pay give together, as a share of pay; other bands count as nothing."""
    return sum((_worth(tier) for tier in tiers), ZERO)


def _worth(tier: Tier) -> Decimal:
    return tier.rate * (tier.up_to_pct_of_pay - tier.from_pct_of_pay) if isinstance(tier, PayTier) else ZERO


def _stop_at(draft: Draft, most: Decimal) -> None:
    """Cuts the bands off where the match has come to `most` of pay; says it again where they come to it anyway."""
    if not draft.tiers:
        draft.rateless += (most,)
        return
    if all(isinstance(tier, PayTier) for tier in draft.tiers) and draft.worth <= most + AS_SAID:
        if draft.worth < most - AS_SAID and most != draft.reached:
            draft.doubt(Reason.TWO_READINGS)  # a maximum that nothing reaches: what is it of?
        return
    if draft.nonelective_rate and abs(draft.worth + draft.nonelective_rate - most) <= AS_SAID:
        return
    kept: list[Tier] = []
    left = most
    for tier in draft.tiers:
        if isinstance(tier, DollarTier):
            draft.doubt(Reason.TWO_READINGS)
            return
        if not tier.rate:
            continue  # a band that is matched with nothing
        low = tier.from_pct_of_pay if isinstance(tier, PayTier) else ZERO
        full = low + left / tier.rate
        high = min(full, tier.up_to_pct_of_pay) if isinstance(tier, PayTier) else full
        if high > 1:
            draft.doubt(Reason.OUT_OF_REASON)
            return
        if high > low:
            kept.append(PayTier(rate=tier.rate, from_pct_of_pay=low, up_to_pct_of_pay=high))
        left -= tier.rate * (high - low)
    if len(kept) < len(draft.tiers):
        draft.doubt(Reason.TWO_READINGS)  # a whole band would fall away: the maximum is that of another part
    draft.tiers = tuple(kept)
    draft.others = ()

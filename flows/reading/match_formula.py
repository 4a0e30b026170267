"""Reads a match formula: "100% of the first 3% and 50% of the next 2%", "50 cents on the dollar to 6%"."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile
from typing import Literal

from core.limits import limits_for, published_years
from core.match import DeferralTier, MatchFormula, PayTier
from flows.reading.describe import describe_match
from flows.reading.match_clauses import Clause, clauses_of
from flows.reading.match_words import DOLLARS, LIMIT, QUANTITIES, Item, items_of
from flows.reading.result import NOT_UNDERSTOOD, Choice, Context, Reading, asks
from flows.reading.text import tokens_of
from flows.reading.tokens import Token

Tier = PayTier | DeferralTier
_HALF, _ONE = Decimal("0.5"), Decimal(1)
_MOST_PAY = Decimal("0.25")  # tiers beyond this share of pay, and fixed shares above it, are questioned
_SMALLEST_RATE = Decimal("0.1")
_LOOSE_RATE_FROM = Decimal("0.2")  # "50% match" can only be a rate; "6% match" may be several things
_UNKNOWN_WORDS = 3  # with more strange words than this, what was said is no formula

# The safe harbor formulas: IRC 401(k)(12)(B) basic, Treas. Reg. 1.401(k)-3(c)(3) enhanced, IRC 401(k)(13)(D) QACA.
_BASIC = (
    PayTier(rate=_ONE, up_to_pct_of_pay=Decimal("0.03")),
    PayTier(rate=_HALF, from_pct_of_pay=Decimal("0.03"), up_to_pct_of_pay=Decimal("0.05")),
)
_QACA = (
    PayTier(rate=_ONE, up_to_pct_of_pay=Decimal("0.01")),
    PayTier(rate=_HALF, from_pct_of_pay=Decimal("0.01"), up_to_pct_of_pay=Decimal("0.06")),
)
_NO = frozenset(["no", "nope", "nah", "n", ".", "!", "they", "dont"])
_ENHANCED = Decimal("0.04")
_SAFE_NONELECTIVE = Decimal("0.03")


@dataclass(slots=True)
class _Draft:
    """A formula while it is put together from its clauses, with the doubts that came up."""

    tiers: tuple[Tier, ...] = ()
    nonelective_rate: Decimal = Decimal(0)
    nonelective_dollars: Decimal = Decimal(0)
    max_dollars: Decimal | None = None
    per: Literal["year", "paycheck"] = "year"
    reason: str = ""
    others: tuple[tuple[Tier, ...], ...] = ()
    loose: tuple[Decimal, ...] = ()
    rateless: tuple[Decimal, ...] = ()
    condition: Decimal | None = None
    said: bool = False

    def doubt(self, reason: str) -> None:
        """Keeps the first reason to ask."""
        self.reason = self.reason or reason

    def formula(self, tiers: Iterable[Tier] | None = None) -> MatchFormula:
        return MatchFormula(
            tiers=tuple(self.tiers if tiers is None else tiers),
            nonelective_rate=self.nonelective_rate,
            nonelective_dollars=self.nonelective_dollars,
            max_dollars=self.max_dollars,
            per=self.per,
        )


def read_match(text: str, context: Context) -> Reading:
    """Reads `text` as a `MatchFormula`. What is no formula is not read as one; what may be two is asked about."""
    return read_match_tokens(tokens_of(text), context)


def read_match_tokens(tokens: Sequence[Token], context: Context) -> Reading:
    """Like `read_match`, of tokens."""
    if len(tokens) > 200:
        return NOT_UNDERSTOOD
    if tokens and all(token.text in _NO for token in tokens):
        return Reading(MatchFormula(), True, "guess", _choices(MatchFormula()))
    items = _without_vesting(items_of(tokens))
    kinds = {item.kind for item in items}
    if "poison" in kinds or not kinds & (
        QUANTITIES | {"none", "basic", "enhanced", "qaca", "safe_harbor", "safe_match"}
    ):
        return NOT_UNDERSTOOD
    unknown = [item for item in items if item.kind == "unknown"]
    if len(unknown) >= _UNKNOWN_WORDS and len(unknown) * 3 >= len(items):
        return NOT_UNDERSTOOD
    items = [_limit_in_dollars(item, context) for item in items if item.kind != "unknown"]
    reason = "extra_words" if unknown else ""
    if kinds & {"guess"}:
        reason = "guess"
    if kinds & {"not", "or"}:
        reason = "two_readings"
        if ("or" in kinds) == (sum(item.kind in QUANTITIES for item in items) > 2):
            return asks("two_readings") if "or" in kinds else NOT_UNDERSTOOD
    if "none" in kinds and not kinds & QUANTITIES:
        if kinds & {"basic", "enhanced", "qaca", "safe_harbor", "safe_match"}:
            return NOT_UNDERSTOOD
        return asks("rate_missing") if "nonelective" in kinds else _judged(MatchFormula(), reason)
    try:
        return _formula(items, kinds, reason, context)
    except ValueError:  # a share of pay above the whole or a rate beyond what any plan has
        return asks("out_of_reason")


def _without_vesting(items: list[Item]) -> list[Item]:
    """`items` without the clauses about vesting or waiting: their numbers are no part of the formula."""
    if not any(_vests(item) for item in items):
        return items
    parts: list[list[Item]] = [[]]
    for item in items:
        parts[-1].append(item)
        if item.kind in {"sep", "comma"}:
            parts.append([])
    kept: list[Item] = []
    for part in parts:
        before = list(takewhile(lambda item: not _vests(item), part))
        if len(before) == len(part) or sum(item.kind in QUANTITIES for item in before) > 1:
            kept += before
    return kept


def _vests(item: Item) -> bool:
    return item.kind == "unknown" and item.word.startswith("vest")


def _limit_in_dollars(item: Item, context: Context) -> Item:
    """The deferral limit said in dollars ("50% up to $24,500") is the limit."""
    years = [year for year in (context.year, context.year - 1) if year in published_years()]
    if item.kind == DOLLARS and any(item.value == limits_for(year).elective_deferral for year in years):
        return Item(LIMIT, start=item.start, end=item.end)
    return item


def _formula(items: list[Item], kinds: set[str], reason: str, context: Context) -> Reading:
    if reason == "extra_words" and not kinds & {
        "match",
        "limit",
        "upto",
        "first",
        "next",
        "of",
        "at",
        "max",
        "nonelective",
        "deferral",
    }:
        return NOT_UNDERSTOOD
    trued_up = any(item.kind == "year" and "true" in item.word for item in items)
    draft = _Draft(reason=reason, per="paycheck" if "paycheck" in kinds and not trued_up else "year")
    clauses = clauses_of(items)
    if any("graded" in clause.kinds for clause in clauses):
        return asks("two_readings")
    _note_fixed(clauses, draft)
    _note_tiers(clauses, draft, context)
    _note_safe_harbor(kinds, draft)
    return _settled(draft, kinds)


def _note_fixed(clauses: Sequence[Clause], draft: _Draft) -> None:
    """Non-elective money: a share of pay or dollars in a clause that says it comes whatever one puts in."""
    for clause in clauses:
        nonelective = "nonelective" in clause.kinds
        if not nonelective and ("safe_harbor" not in clause.kinds or clause.kinds & {"match", "safe_match"}):
            continue
        if clause.rate is not None and clause.bounded and not clause.loose:
            if "match" not in clause.kinds:
                draft.doubt("two_readings")  # the fixed words stand beside a tier
            continue
        draft.said = draft.said or nonelective or not clause.empty
        if "match" in clause.kinds:
            draft.doubt("two_readings")
        if clause.low is not None or (clause.high is not None and clause.rate is None):
            draft.doubt("range")  # "up to 5% profit sharing"
        _add_fixed(clause, draft, nonelective=nonelective)
    if draft.nonelective_rate > _MOST_PAY:
        draft.doubt("out_of_reason")


def _add_fixed(clause: Clause, draft: _Draft, *, nonelective: bool) -> None:
    """Moves the one amount of a fixed clause into the draft."""
    if clause.rate is not None and not clause.bounded and not clause.loose:
        clause.loose.append(clause.rate)
        clause.rate = None
    if clause.high is not None and clause.rate is None:
        clause.loose.append(clause.high)
        clause.high = None
    if clause.loose:
        draft.nonelective_rate += clause.loose.pop(0)
    elif clause.loose_dollars:
        draft.nonelective_dollars += clause.loose_dollars.pop(0)
    elif clause.upto_dollars is not None or clause.max_dollars is not None:
        draft.doubt("range")
    elif nonelective:
        draft.doubt("rate_missing")


def _note_tiers(clauses: Sequence[Clause], draft: _Draft, context: Context) -> None:
    for clause in clauses:
        if clause.max_dollars is not None:
            _set_max(draft, clause.max_dollars)
        elif clause.upto_dollars is not None and clause.rate is None:
            _set_max(draft, clause.upto_dollars)
    reached = Decimal(0)
    for clause in clauses:
        if clause.doubtful:
            draft.doubt("two_readings")
        if "if" in clause.kinds and clause.rate is None and len(clause.loose) + (clause.high is not None) == 1:
            draft.condition = clause.loose[0] if clause.loose else clause.high
            continue
        draft.loose += tuple(clause.loose)
        if clause.loose_dollars:
            draft.doubt("rate_missing" if clauses[0].rate is None else "extra_words")
        if clause.rate is None:
            draft.rateless += (clause.high,) if clause.high is not None else ()
            if clause.limit:
                draft.doubt("rate_missing")
            continue
        draft.said = True
        if clause.high is not None:
            reached = _pay_tier(clause, reached, draft)
        else:
            _deferral_tier(clause, draft, context)


def _pay_tier(clause: Clause, reached: Decimal, draft: _Draft) -> Decimal:
    """Adds a tier of pay to `draft`; returns the share of pay that the tiers now reach."""
    assert clause.rate is not None  # noqa: S101  the caller has looked
    after_deferrals = bool(draft.tiers) and isinstance(draft.tiers[-1], DeferralTier)
    low, high = _bounds(clause, reached, draft)
    draft.tiers += (PayTier(rate=clause.rate, from_pct_of_pay=low, up_to_pct_of_pay=high),)
    if clause.bound == "max" and clause.rate not in {0, 1}:
        draft.doubt("two_readings")  # the most that is matched, or the most that is paid
        wider = min(Decimal(1), high / clause.rate)
        draft.others += ((PayTier(rate=clause.rate, from_pct_of_pay=low, up_to_pct_of_pay=wider),),)
    if after_deferrals or clause.limit:
        draft.doubt("two_readings")
    if clause.upto_dollars is not None:
        _set_max(draft, clause.upto_dollars)
    if clause.first_dollars is not None:
        draft.doubt("extra_words")
    return high


def _set_max(draft: _Draft, dollars: Decimal) -> None:
    if draft.max_dollars is not None and draft.max_dollars != dollars:
        draft.doubt("two_readings")
    draft.max_dollars = dollars


def _bounds(clause: Clause, reached: Decimal, draft: _Draft) -> tuple[Decimal, Decimal]:
    """From which share of pay to which a tier goes, after tiers that reach up to `reached`."""
    assert clause.high is not None  # noqa: S101  the caller has looked
    if clause.bound == "pair" and clause.low is not None:
        step = Decimal("0.01")
        low = clause.low - step if clause.low == reached + step else clause.low
        if low != reached:
            draft.doubt("two_readings")
        return low, clause.high
    if reached == 0:
        if clause.bound == "next" or clause.low is not None:
            draft.doubt("two_readings")
        return Decimal(0), clause.high
    if clause.low is not None or clause.bound == "next":
        return reached, reached + clause.high
    if clause.bound == "of":
        if clause.high >= reached:
            draft.doubt("two_readings")
            tier = PayTier(rate=clause.rate or _ONE, from_pct_of_pay=reached, up_to_pct_of_pay=reached + clause.high)
            draft.others += ((*draft.tiers, tier),)
        if clause.high > reached:
            return reached, clause.high
        return reached, reached + clause.high
    if clause.high > reached:
        if clause.bound == "first":
            draft.doubt("two_readings")
        return reached, clause.high
    draft.doubt("two_readings")
    return reached, reached + clause.high


def _deferral_tier(clause: Clause, draft: _Draft, context: Context) -> None:
    """A rate on deferral dollars: up to the limit, to dollars, or without a word on how far."""
    assert clause.rate is not None  # noqa: S101  the caller has looked
    if draft.tiers:
        draft.doubt("two_readings")
    draft.tiers += (DeferralTier(rate=clause.rate),)
    if clause.first_dollars is not None:
        _set_max(draft, clause.rate * clause.first_dollars)
    elif clause.upto_dollars is not None:
        _set_max(draft, clause.upto_dollars)
        if clause.rate != 1:
            draft.doubt("two_readings")
    elif clause.limit_share is not None:
        if context.year in published_years():
            _set_max(draft, clause.limit_share * limits_for(context.year).elective_deferral)
        draft.doubt("two_readings")
    elif not clause.limit and draft.max_dollars is None:
        draft.doubt("bound_missing")


def _note_safe_harbor(kinds: set[str], draft: _Draft) -> None:
    """The formulas that go by a name; a number beside the name must fit it."""
    if draft.tiers:
        return
    named: tuple[Tier, ...] = ()
    if "qaca" in kinds and not draft.nonelective_rate:
        named = _QACA
    elif "enhanced" in kinds:
        high = draft.loose[0] if draft.loose else draft.rateless[0] if draft.rateless else _ENHANCED
        if not draft.loose and not draft.rateless:
            draft.doubt("guess")
        named, draft.loose, draft.rateless = (PayTier(rate=_ONE, up_to_pct_of_pay=high),), draft.loose[1:], ()
    elif "basic" in kinds and not draft.nonelective_rate:
        named = _BASIC
    elif "safe_match" in kinds and draft.loose:
        high = draft.loose[0]
        if high != _ENHANCED:
            draft.doubt("two_readings")
        named, draft.loose = (PayTier(rate=_ONE, up_to_pct_of_pay=high),), draft.loose[1:]
    if named:
        draft.tiers, draft.said = named, True


def _settled(draft: _Draft, kinds: set[str]) -> Reading:
    """The reading of a draft: plain, to be confirmed, or a question."""
    worth = sum((_worth(tier) for tier in draft.tiers), Decimal(0))
    draft.loose = tuple(one for one in draft.loose if one != worth or not draft.tiers)
    draft.rateless = tuple(one for one in draft.rateless if one not in {worth, _reach(draft.tiers)} or not draft.tiers)
    if draft.condition is not None:
        return _conditional(draft)
    if not draft.tiers and (draft.loose or draft.rateless or (draft.max_dollars is not None and not draft.said)):
        return _rate_asked(draft, kinds)
    if not draft.tiers and kinds & {"safe_match", "safe_harbor"} and not draft.said:
        return _safe_harbor_asked()
    if not draft.tiers and not draft.said:
        return asks(draft.reason) if draft.reason == "rate_missing" and "match" in kinds else NOT_UNDERSTOOD
    if draft.loose or draft.rateless:
        if not (draft.loose and len(draft.loose) == 1 and not draft.rateless):
            return asks("two_readings")
        return _rest_asked(draft)
    if sum(isinstance(tier, DeferralTier) for tier in draft.tiers) > 1:
        return asks("two_readings")
    if any(tier.rate < _SMALLEST_RATE for tier in draft.tiers):
        return _small_rate(draft)
    if any(tier.rate > 2 for tier in draft.tiers) or _reach(draft.tiers) > _MOST_PAY:
        draft.doubt("out_of_reason")
    if any(isinstance(tier, PayTier) and tier.up_to_pct_of_pay <= tier.from_pct_of_pay for tier in draft.tiers):
        return asks("out_of_reason")
    if "none" in kinds and draft.tiers:
        draft.doubt("two_readings")
    if draft.reason == "rate_missing":
        return asks("rate_missing")
    return _judged(draft.formula(), draft.reason, *(draft.formula(one) for one in draft.others))


def _judged(formula: MatchFormula, reason: str, *others: MatchFormula) -> Reading:
    if not reason:
        return Reading(formula)
    return Reading(formula, True, reason, _choices(formula, *others))


def _choices(*formulas: MatchFormula) -> tuple[Choice, ...]:
    return tuple(Choice(describe_match(one), one) for one in dict.fromkeys(formulas))


def _worth(tier: Tier) -> Decimal:
    """What a tier of pay gives at most, as a share of pay."""
    return tier.rate * (tier.up_to_pct_of_pay - tier.from_pct_of_pay) if isinstance(tier, PayTier) else Decimal(0)


def _reach(tiers: Iterable[Tier]) -> Decimal:
    return max((tier.up_to_pct_of_pay for tier in tiers if isinstance(tier, PayTier)), default=Decimal(0))


def _rate_asked(draft: _Draft, kinds: set[str]) -> Reading:
    """ "6% match", "up to 6%", "max $7,000": a bound or a share without the rate."""
    shares = draft.loose + draft.rateless
    if len(shares) > 1:
        return asks("two_readings")
    if not shares:
        return asks("rate_missing", *_choices(*(draft.formula([DeferralTier(rate=rate)]) for rate in (_ONE, _HALF))))
    share = shares[0]
    if draft.loose and share >= _LOOSE_RATE_FROM:
        draft.doubt("bound_missing")
        if draft.max_dollars is not None and draft.reason == "bound_missing":
            return _judged(draft.formula([DeferralTier(rate=share)]), "")
        return _judged(draft.formula([DeferralTier(rate=share)]), draft.reason)
    if share > 1 or share == 0:
        if share == 0 and not draft.rateless:
            return _judged(draft.formula(), draft.reason)
        return asks("out_of_reason")
    to_share = [draft.formula([PayTier(rate=rate, up_to_pct_of_pay=share)]) for rate in (_ONE, _HALF)]
    if draft.rateless:
        return asks("rate_missing", *_choices(*to_share))
    whatever = draft.formula([]).model_copy(update={"nonelective_rate": draft.nonelective_rate + share})
    if "match" not in kinds and "pay" in kinds and not draft.nonelective_rate:
        return asks("two_readings", *_choices(whatever, *to_share))
    return asks("two_readings", *_choices(to_share[0], whatever, to_share[1]))


def _rest_asked(draft: _Draft) -> Reading:
    """A formula with a percentage beside it that found no place: on top whatever one puts in, or not at all."""
    share = draft.loose[0]
    if share > _MOST_PAY:
        return asks("two_readings", *_choices(draft.formula()))
    more = draft.formula().model_copy(update={"nonelective_rate": draft.nonelective_rate + share})
    return asks("two_readings", *_choices(more, draft.formula()))


def _conditional(draft: _Draft) -> Reading:
    """ "If I put in 6% they put in 3%": the rate is the one over the other."""
    into = draft.condition or Decimal(0)
    sole = draft.tiers[0] if len(draft.tiers) == 1 else None
    if isinstance(sole, DeferralTier) and not (draft.loose or draft.rateless) and 0 < into <= _MOST_PAY:
        reason = "" if draft.reason == "bound_missing" else draft.reason
        return _judged(draft.formula([PayTier(rate=sole.rate, up_to_pct_of_pay=into)]), reason)
    given = [*draft.loose, *draft.rateless]
    if draft.tiers or len(given) != 1 or not 0 < into <= _MOST_PAY or given[0] > 2 * into:
        if draft.tiers and not given:
            return _judged(draft.formula(), draft.reason or "two_readings")
        return asks("two_readings")
    tier = PayTier(rate=given[0] / into, up_to_pct_of_pay=into)
    return _judged(draft.formula([tier]), draft.reason or "guess")


def _small_rate(draft: _Draft) -> Reading:
    """ "3% on 6%" names what comes out, not a rate of three cents on the dollar."""
    tier = draft.tiers[0]
    if len(draft.tiers) > 1 or not isinstance(tier, PayTier):
        return asks("out_of_reason")
    into, given = tier.up_to_pct_of_pay, tier.rate
    readings = [draft.formula([PayTier(rate=given / into, up_to_pct_of_pay=into)])] if given <= into else []
    return asks("two_readings", *_choices(*readings, draft.formula([PayTier(rate=_ONE, up_to_pct_of_pay=into)])))


def _safe_harbor_asked() -> Reading:
    fixed = MatchFormula(nonelective_rate=_SAFE_NONELECTIVE)
    enhanced = MatchFormula(tiers=(PayTier(rate=_ONE, up_to_pct_of_pay=_ENHANCED),))
    return asks("two_readings", *_choices(MatchFormula(tiers=_BASIC), enhanced, fixed))

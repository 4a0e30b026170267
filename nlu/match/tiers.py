"""The tiers of a match formula: how far each rate goes, and what is doubtful about it."""

from collections.abc import Sequence
from decimal import Decimal

from core.limits import limits_for, published_years
from core.match import DeferralTier, PayTier
from nlu.entities.reading import Context
from nlu.match.clause import Clause
from nlu.match.draft import ONE, Draft


def note_tiers(clauses: Sequence[Clause], draft: Draft, context: Context) -> None:
    """Adds the rates of `clauses` to `draft` as tiers, with the maximum in dollars and what finds no place."""
    for clause in clauses:
        if clause.max_dollars is not None:
            set_max(draft, clause.max_dollars)
        elif clause.upto_dollars is not None and clause.rate is None:
            set_max(draft, clause.upto_dollars)
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


def _pay_tier(clause: Clause, reached: Decimal, draft: Draft) -> Decimal:
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
        set_max(draft, clause.upto_dollars)
    if clause.first_dollars is not None:
        draft.doubt("extra_words")
    return high


def set_max(draft: Draft, dollars: Decimal) -> None:
    """Sets the most that the match comes to in dollars a year; two different ones are a doubt."""
    if draft.max_dollars is not None and draft.max_dollars != dollars:
        draft.doubt("two_readings")
    draft.max_dollars = dollars


def _bounds(clause: Clause, reached: Decimal, draft: Draft) -> tuple[Decimal, Decimal]:
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
            tier = PayTier(rate=clause.rate or ONE, from_pct_of_pay=reached, up_to_pct_of_pay=reached + clause.high)
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


def _deferral_tier(clause: Clause, draft: Draft, context: Context) -> None:
    """A rate on deferral dollars: up to the limit, to dollars, or without a word on how far."""
    assert clause.rate is not None  # noqa: S101  the caller has looked
    if draft.tiers:
        draft.doubt("two_readings")
    draft.tiers += (DeferralTier(rate=clause.rate),)
    if clause.first_dollars is not None:
        set_max(draft, clause.rate * clause.first_dollars)
    elif clause.upto_dollars is not None:
        set_max(draft, clause.upto_dollars)
        if clause.rate != 1:
            draft.doubt("two_readings")
    elif clause.limit_share is not None:
        if context.year in published_years():
            set_max(draft, clause.limit_share * limits_for(context.year).elective_deferral)
        draft.doubt("two_readings")
    elif not clause.limit and draft.max_dollars is None:
        draft.doubt("bound_missing")

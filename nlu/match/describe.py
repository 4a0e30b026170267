"""A match formula in plain words: "50% of what you put in, up to 4% of pay, plus 3% of pay whatever you put in"."""

from decimal import Decimal

from core.match import DeferralTier, DollarTier, MatchFormula, PayTier
from nlu.entities.reading import money_label, percent_label


def describe_match(formula: MatchFormula) -> str:
    """What the employer puts in, in plain words without a full stop."""
    parts = [_tier(tier, formula) for tier in formula.tiers]
    matched = ", then ".join(parts)
    if formula.min_deferral_pct_of_pay is not None and matched:
        matched += f", if you put in at least {percent_label(formula.min_deferral_pct_of_pay)} of pay"
    if formula.max_dollars is not None and matched:
        matched += f", at most {money_label(formula.max_dollars)} a year"
    fixed = [one for one in (_rate(formula), _dollars(formula)) if one]
    if not matched and not fixed:
        return "no match"
    words = ", plus ".join(([matched] if matched else []) + fixed)
    if formula.per == "paycheck" and matched:
        words += ", figured each paycheck"
    return words


def _tier(tier: PayTier | DollarTier | DeferralTier, formula: MatchFormula) -> str:
    if isinstance(tier, DeferralTier):
        whole = "up to the deferral limit"
        return f"{_share(tier.rate)} of what you put in" + ("" if formula.max_dollars is not None else f", {whole}")
    if isinstance(tier, DollarTier):
        if tier.from_dollars == 0:
            return f"{_share(tier.rate)} of the first {money_label(tier.up_to_dollars)} you put in"
        ends = f"{money_label(tier.from_dollars)} and {money_label(tier.up_to_dollars)}"
        return f"{_share(tier.rate)} of what you put in between {ends}"
    if tier.from_pct_of_pay == 0:
        return f"{_share(tier.rate)} of what you put in, up to {percent_label(tier.up_to_pct_of_pay)} of pay"
    low, high = percent_label(tier.from_pct_of_pay), percent_label(tier.up_to_pct_of_pay)
    return f"{_share(tier.rate)} of what you put in between {low} and {high} of pay"


def _share(rate: Decimal) -> str:
    return percent_label(rate)


def _rate(formula: MatchFormula) -> str:
    rate = formula.nonelective_rate
    return f"{percent_label(rate)} of pay whatever you put in" if rate else ""


def _dollars(formula: MatchFormula) -> str:
    amount = formula.nonelective_dollars
    return f"{money_label(amount)} a year whatever you put in" if amount else ""

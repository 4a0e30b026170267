"""What an employer puts in by a fixed rule: non-elective money, and the safe harbor formulas that go by a name."""

from collections.abc import Sequence
from decimal import Decimal

from core.match import PayTier
from nlu.match.clause import Clause
from nlu.match.draft import HALF, MOST_PAY, ONE, Draft, Tier

BASIC = (
    PayTier(rate=ONE, up_to_pct_of_pay=Decimal("0.03")),
    PayTier(rate=HALF, from_pct_of_pay=Decimal("0.03"), up_to_pct_of_pay=Decimal("0.05")),
)
QACA = (
    PayTier(rate=ONE, up_to_pct_of_pay=Decimal("0.01")),
    PayTier(rate=HALF, from_pct_of_pay=Decimal("0.01"), up_to_pct_of_pay=Decimal("0.06")),
)
ENHANCED = Decimal("0.04")


def note_fixed(clauses: Sequence[Clause], draft: Draft) -> None:
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
    if draft.nonelective_rate > MOST_PAY:
        draft.doubt("out_of_reason")


def _add_fixed(clause: Clause, draft: Draft, *, nonelective: bool) -> None:
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


def note_safe_harbor(kinds: set[str], draft: Draft) -> None:
    """The formulas that go by a name; a number beside the name must fit it."""
    if draft.tiers:
        return
    named: tuple[Tier, ...] = ()
    if "qaca" in kinds and not draft.nonelective_rate:
        named = QACA
    elif "enhanced" in kinds:
        high = draft.loose[0] if draft.loose else draft.rateless[0] if draft.rateless else ENHANCED
        if not draft.loose and not draft.rateless:
            draft.doubt("guess")
        named, draft.loose, draft.rateless = (PayTier(rate=ONE, up_to_pct_of_pay=high),), draft.loose[1:], ()
    elif "basic" in kinds and not draft.nonelective_rate:
        named = BASIC
    elif "safe_match" in kinds and draft.loose:
        high = draft.loose[0]
        if high != ENHANCED:
            draft.doubt("two_readings")
        named, draft.loose = (PayTier(rate=ONE, up_to_pct_of_pay=high),), draft.loose[1:]
    if named:
        draft.tiers, draft.said = named, True

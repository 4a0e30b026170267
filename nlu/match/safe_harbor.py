"""The safe harbor formulas that go by a name: basic, enhanced, and that of automatic enrolment (QACA)."""

from decimal import Decimal

from core.match import PayTier
from nlu.entities.reading import Reason
from nlu.match.draft import HALF, ONE, Draft, Tier

BASIC = (
    PayTier(rate=ONE, up_to_pct_of_pay=Decimal("0.03")),
    PayTier(rate=HALF, from_pct_of_pay=Decimal("0.03"), up_to_pct_of_pay=Decimal("0.05")),
)
QACA = (
    PayTier(rate=ONE, up_to_pct_of_pay=Decimal("0.01")),
    PayTier(rate=HALF, from_pct_of_pay=Decimal("0.01"), up_to_pct_of_pay=Decimal("0.06")),
)
ENHANCED = Decimal("0.04")


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
            draft.doubt(Reason.GUESS)
        named, draft.loose, draft.rateless = (PayTier(rate=ONE, up_to_pct_of_pay=high),), draft.loose[1:], ()
    elif "basic" in kinds and not draft.nonelective_rate:
        named = BASIC
    elif "safe_match" in kinds and draft.loose:
        high = draft.loose[0]
        if high != ENHANCED:
            draft.doubt(Reason.TWO_READINGS)
        named, draft.loose = (PayTier(rate=ONE, up_to_pct_of_pay=high),), draft.loose[1:]
    if named:
        draft.tiers, draft.said = named, True

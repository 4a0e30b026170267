"""A match formula while it is put together from its clauses, with the doubts that came up."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from core.match import DeferralTier, MatchFormula, PayTier

Tier = PayTier | DeferralTier
HALF, ONE = Decimal("0.5"), Decimal(1)
MOST_PAY = Decimal("0.25")  # tiers beyond this share of pay, and fixed shares above it, are questioned
SMALLEST_RATE = Decimal("0.1")


@dataclass(slots=True)
class Draft:
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

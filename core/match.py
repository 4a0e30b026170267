"""The structure of an employer's match and other employer money.

Rates and shares of pay are fractions (0.06 is six percent); dollars are `Decimal`.
"""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Rate = Annotated[Decimal, Field(ge=0, le=5)]
Share = Annotated[Decimal, Field(ge=0, le=1)]
Dollars = Annotated[Decimal, Field(ge=0, le=10_000_000)]


class PayTier(BaseModel):
    """Matches `rate` of the deferral that lies between two shares of pay."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rate: Rate
    from_pct_of_pay: Share = Decimal(0)
    up_to_pct_of_pay: Share


class DeferralTier(BaseModel):
    """Matches `rate` of deferral dollars up to the elective deferral limit, without the catch-up."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rate: Rate
    up_to_deferral_limit: Literal[True] = True


class MatchFormula(BaseModel):
    """What the employer puts in: tiers, non-elective money, a dollar maximum, and how it is figured."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    tiers: tuple[PayTier | DeferralTier, ...] = ()
    nonelective_rate: Share = Decimal(0)
    nonelective_dollars: Dollars = Decimal(0)
    max_dollars: Dollars | None = None
    per: Literal["year", "paycheck"] = "year"

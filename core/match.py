"""The structure of an employer's match and other employer money.

Rates and shares of pay are fractions (0.06 is six percent); dollars are `Decimal`.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, model_validator

from core.inputs import Dollars, Rate, Share, unfit

# A formula by which nothing is put in, as JSON.
NO_FORMULA: Final[Mapping[str, Any]] = {
    "tiers": [], "nonelective_rate": 0, "nonelective_dollars": 0, "max_dollars": None, "per": "year",
}  # fmt: skip


class PayTier(BaseModel):
    """Matches `rate` of the deferral that lies between two shares of pay."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    rate: Rate
    from_pct_of_pay: Share = Decimal(0)
    up_to_pct_of_pay: Share

    @model_validator(mode="after")
    def _spans_something(self) -> Self:
        if self.up_to_pct_of_pay <= self.from_pct_of_pay:
            raise unfit(
                "up_to_pct_of_pay",
                f"must be above from_pct_of_pay ({self.from_pct_of_pay}); I got {self.up_to_pct_of_pay}",
            )
        return self


class DeferralTier(BaseModel):
    """Matches `rate` of deferral dollars up to the elective deferral limit, without the catch-up."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    rate: Rate
    up_to_deferral_limit: Literal[True] = True


class DollarTier(BaseModel):
    """Matches `rate` of the deferral that lies between two amounts of dollars a year: "half of the first $1,000"."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    rate: Rate
    from_dollars: Dollars = Decimal(0)
    up_to_dollars: Dollars

    @model_validator(mode="after")
    def _spans_something(self) -> Self:
        if self.up_to_dollars <= self.from_dollars:
            raise unfit(
                "up_to_dollars", f"must be above from_dollars ({self.from_dollars}); I got {self.up_to_dollars}"
            )
        return self


_OF_PAY_TIERS = frozenset({"from_pct_of_pay", "up_to_pct_of_pay"})
_OF_DOLLAR_TIERS = frozenset({"from_dollars", "up_to_dollars"})


def _kind_of_tier(raw: Any) -> str:
    if isinstance(raw, PayTier) or (isinstance(raw, dict) and not raw.keys().isdisjoint(_OF_PAY_TIERS)):
        return "pay_tier"
    in_dollars = isinstance(raw, DollarTier) or (isinstance(raw, dict) and not raw.keys().isdisjoint(_OF_DOLLAR_TIERS))
    return "dollar_tier" if in_dollars else "deferral_tier"


Tier = Annotated[
    Annotated[PayTier, Tag("pay_tier")]
    | Annotated[DollarTier, Tag("dollar_tier")]
    | Annotated[DeferralTier, Tag("deferral_tier")],
    Discriminator(_kind_of_tier),
]


class MatchFormula(BaseModel):
    """What the employer puts in: tiers, non-elective money, a dollar maximum, and how it is figured.

    `max_dollars` caps the match of the tiers, not the non-elective money. `per` "paycheck" means that each
    paycheck's match looks at that paycheck alone. `match_after_tax`: the tiers also match after-tax contributions,
    which few plans do; `match_catch_up`: they match catch-up too, which most do not. `min_deferral_pct_of_pay`: a
    deferral below this share of pay is not matched at all ("8% if you put in 2%"). These three are left out of the
    JSON where nothing was said of them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    tiers: tuple[Tier, ...] = ()
    nonelective_rate: Share = Decimal(0)
    nonelective_dollars: Dollars = Decimal(0)
    max_dollars: Dollars | None = None
    per: Literal["year", "paycheck"] = "year"
    match_after_tax: bool = Field(default=False, exclude_if=lambda value: value is False)
    match_catch_up: bool = Field(default=False, exclude_if=lambda value: value is False)
    min_deferral_pct_of_pay: Share | None = Field(default=None, exclude_if=lambda value: value is None)

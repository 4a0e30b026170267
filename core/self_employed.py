"""Pay and contributions of the owner of a business without employees: sole proprietor or S corporation (facts 2.13)."""

from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, model_validator

from core.inputs import DollarsAboveZero, dollars, unfit, without_nothing
from core.limits import Limits, constants
from core.money import CENT, ZERO, to_cents


def dollars_or_max(value: object, info: ValidationInfo) -> Decimal | Literal["max"]:
    """Checks a dollar amount of 0 or more, or the word "max"."""
    if isinstance(value, str) and value.strip().lower() == "max":
        return "max"
    return dollars(value, info)


DollarsOrMax = Annotated[Decimal | Literal["max"], BeforeValidator(dollars_or_max)]


class SelfEmployed(BaseModel):
    """The owner's own business, whose plan the calculation is about.

    `net_profit` (Schedule C, before half of the self-employment tax) for a sole proprietor, `wages` (W-2) for an
    S corporation; `employer_contribution` is 0, dollars, or "max" for the most that may be deducted and added.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    kind: Literal["sole_proprietor", "s_corporation"] = Field(
        description='"sole_proprietor" (Schedule C) or "s_corporation" (wages on a W-2)'
    )
    net_profit: DollarsAboveZero | None = None
    wages: DollarsAboveZero | None = None
    employer_contribution: DollarsOrMax = ZERO

    @model_validator(mode="before")
    @classmethod
    def _null_is_absent(cls, raw: Any) -> Any:
        return without_nothing(raw)

    @model_validator(mode="after")
    def _income_fits_kind(self) -> Self:
        wanted, other = ("net_profit", "wages") if self.kind == "sole_proprietor" else ("wages", "net_profit")
        if getattr(self, other) is not None:
            raise unfit("self_employed", f"takes {wanted}, not {other}, for kind {self.kind}")
        if getattr(self, wanted) is None:
            raise unfit("self_employed", f"needs {wanted} for kind {self.kind}, in dollars, for example 80000")
        return self


@dataclass(frozen=True, slots=True)
class OwnIncome:
    """Income of the business before the employer contribution, in dollars; not rounded.

    For a sole proprietor `earned` is net profit less half of `self_employment_tax` (IRC 401(c)(2)); for an
    S corporation it is the wages and the tax is 0 here, for it is withheld.
    """

    earned: Decimal
    self_employment_tax: Decimal
    employer_rate: Decimal
    lowers_pay: bool

    def pay_after(self, employer_contribution: Decimal) -> Decimal:
        """Compensation for the 100% limit: a sole proprietor's own employer contribution comes out of it."""
        return max(ZERO, self.earned - employer_contribution) if self.lowers_pay else self.earned


def own_income(business: SelfEmployed, limits: Limits, wages_elsewhere: Decimal) -> OwnIncome:
    """Earned income of the business. `wages_elsewhere`, in dollars, use up the Social Security wage base first.

    Rates and the wage base are those of IRC 1401, 1402(a)(12) and the year's Social Security announcement.
    """
    law = constants()
    if business.kind == "s_corporation":
        return OwnIncome(business.wages or ZERO, ZERO, law.corporation_employer_rate, lowers_pay=False)
    profit = business.net_profit or ZERO
    taxed = profit * law.self_employment_share
    wage_base_left = max(ZERO, limits.social_security_wage_base - wages_elsewhere)
    tax = law.social_security_rate * min(taxed, wage_base_left) + law.medicare_rate * taxed
    return OwnIncome(profit - tax / 2, tax, law.sole_proprietor_employer_rate, lowers_pay=True)


def largest_employer_contribution(income: OwnIncome, limits: Limits, pay_elsewhere: Decimal, used: Decimal) -> Decimal:
    """The most that the business may deduct and the annual additions limit still takes, in dollars and cents.

    A share of the income (IRC 404(a)(3)), pay counted up to the compensation limit, and no more than is open after
    `used` (deferrals that count and other additions, in dollars). A sole proprietor's contribution lowers the pay
    that the 100% limit looks at, so each of its dollars takes two there. `pay_elsewhere` is pay from related
    employers, who share the limit.
    """
    by_deduction = income.employer_rate * (
        income.earned if income.lowers_pay else min(income.earned, limits.compensation)
    )
    open_in_pay = income.earned + pay_elsewhere - used
    by_pay = (open_in_pay / 2 if income.lowers_pay else open_in_pay).quantize(CENT, rounding=ROUND_DOWN)
    return max(ZERO, to_cents(min(by_deduction, limits.annual_additions - used, by_pay)))

"""What the capacity calculation is told, with errors that a person can read."""

from decimal import Decimal
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from core.deferrals import PlanCatchUp, PlanKind
from core.inputs import Age, Dollars, DollarsAboveZero, Share, TaxYear, unfit, without_nothing
from core.match import MatchFormula
from core.money import ZERO
from core.paychecks.calendar import PaySchedule
from core.reading import Day, DayCount
from core.self_employed import DollarsOrMax, SelfEmployed


class OtherEmployer(BaseModel):
    """Another employer of the same year. Dollars.

    `deferral_refunded` is what of the deferral that plan paid back in time because it was too much.
    `related`: one controlled group or affiliated service group with this employer, so one annual additions limit.
    `plan`: a 457(b) has a deferral limit of its own; a 403(b) counts as the person's own plan, so its additions share
    the limit of a business that the person controls (facts 2.8).
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    deferral: Dollars = ZERO
    employer_money: Dollars = ZERO
    after_tax: Dollars = ZERO
    pay: Dollars = ZERO
    related: bool = False
    plan: PlanKind = "401k"
    deferral_refunded: Dollars = ZERO

    @model_validator(mode="before")
    @classmethod
    def _null_is_absent(cls, raw: Any) -> Any:
        return without_nothing(raw)

    @property
    def deferral_that_shares_the_limit(self) -> Decimal:
        """Deferrals there that count against the person's one deferral limit."""
        return ZERO if self.plan == "457b" else self.deferral - self.deferral_refunded

    @model_validator(mode="after")
    def _refund_is_part_of_the_deferral(self) -> Self:
        if self.deferral_refunded > self.deferral:
            raise unfit(
                "deferral_refunded", f"must be at most the deferral of {self.deferral}; I got {self.deferral_refunded}"
            )
        return self


class CapacityInput(BaseModel):
    """One person, one plan, one tax year. Dollars a year; shares are fractions of pay; age as of 31 December.

    `deferral` is what goes into this plan in the year, pre-tax and Roth together, catch-up included, or "max".
    `after_tax_made` has already gone into this plan as after-tax money. The match comes as a formula (`match`) or in
    dollars (`match_dollars`). `deferral_refunded` is what of the deferral this plan has paid back, or will by the due
    date, because it was above the person's limit: that is no annual addition (Treas. Reg. 1.415(c)-1(b)(2)(ii)(D)).
    `pension_contributions` are mandatory employee contributions to a pension plan of the same employer, the only part
    of such a plan that counts here (Treas. Reg. 1.415(c)-1(a)(2)(ii)(B)). With `self_employed` the plan is that of the
    person's own business: its pay comes from `net_profit` or `wages`, its money goes into `employer_contribution`, and
    a day job is the `other_employer`.

    `as_of` is the day on which it is asked; with it, and better with the `pay_schedule` and payroll's `lead_days`, the
    result says whether the year is still open.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    age: Age = Field(description="the age reached by 31 December, for example 42")
    pay: DollarsAboveZero = Field(description="the pay for the year in dollars, for example 180000")
    deferral: DollarsOrMax = Field(description='the deferral for the year in dollars, for example 24500, or "max"')
    tax_year: TaxYear = Field(description="the tax year, for example 2026")
    match: MatchFormula | None = None
    match_dollars: Dollars = ZERO
    profit_sharing: Dollars = ZERO
    nonelective_rate: Share = ZERO
    true_up: Dollars = ZERO
    after_tax_made: Dollars = ZERO
    deferral_refunded: Dollars = ZERO
    pension_contributions: Dollars = ZERO
    plan_cap_rate: Share | None = None
    plan_cap_dollars: Dollars | None = None
    plan_catch_up: PlanCatchUp = "enhanced"
    other_employer: OtherEmployer | None = None
    self_employed: SelfEmployed | None = None
    as_of: Day | None = None
    pay_schedule: PaySchedule | None = None
    lead_days: DayCount = 0

    @model_validator(mode="before")
    @classmethod
    def _null_is_absent(cls, raw: Any) -> Any:
        return without_nothing(raw)

    @model_validator(mode="after")
    def _one_way_to_say_it(self) -> Self:
        if self.match is not None and self.match_dollars:
            raise unfit("match_dollars", "cannot go with match; give the formula or the dollars, not both")
        if self.self_employed is not None:
            for name in ("match", "match_dollars", "profit_sharing", "nonelective_rate", "true_up"):
                if getattr(self, name):
                    raise unfit(
                        name,
                        "cannot go with self_employed; what the business puts in belongs into "
                        "self_employed.employer_contribution",
                    )
        return self

    @model_validator(mode="after")
    def _refund_is_part_of_the_deferral(self) -> Self:
        if self.deferral != "max" and self.deferral_refunded > self.deferral:
            raise unfit(
                "deferral_refunded", f"must be at most the deferral of {self.deferral}; I got {self.deferral_refunded}"
            )
        return self

    @property
    def must_pass_alone(self) -> bool:
        """Whether the business's plan must keep the limit on its own pay too, beside a 403(b) that shares it."""
        return self.self_employed is not None and self.shares_annual_additions

    @property
    def shares_annual_additions(self) -> bool:
        """Whether the other employer's plan and this one have a single annual additions limit."""
        other = self.other_employer
        return other is not None and (other.related or (other.plan == "403b" and self.self_employed is not None))

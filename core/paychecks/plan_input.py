"""What planning the paychecks of a year needs to know."""

from decimal import Decimal
from typing import Self

from pydantic import Field, model_validator

from core.deferrals import PlanCatchUp
from core.inputs import Age, Dollars, DollarsAboveZero, Share, unfit
from core.match import MatchFormula
from core.money import ZERO
from core.paychecks.calendar import PAYDAYS_A_YEAR, PaySchedule
from core.reading import Day, DayCount, DollarsOrMax, Year


class PaycheckInput(PaySchedule):
    """What is wanted for the year, what has been done, and how pay comes.

    `deferral` and `after_tax` are totals for the whole year in dollars; "max" stands for what the law leaves open,
    and without a total nothing more is taken. `deferral_made` and `after_tax_made` are in the plan already;
    `deferral_now` and `after_tax_now` are the dollars taken from each paycheck that can no longer be changed.
    `employer_money` is all of it for the year, a true-up
    included. `pay` is for the year; `pay_per_paycheck` may be given instead or beside it. `lead_days` is how many days
    payroll needs before a change works. `largest_share_of_pay` is what the two buckets may take of a paycheck together.
    """

    tax_year: Year
    as_of: Day
    age: Age | None = None
    pay: DollarsAboveZero | None = None
    pay_per_paycheck: DollarsAboveZero | None = None
    deferral: DollarsOrMax | None = None
    deferral_made: Dollars = ZERO
    deferral_now: Dollars = ZERO
    after_tax: DollarsOrMax | None = None
    after_tax_made: Dollars = ZERO
    after_tax_now: Dollars = ZERO
    employer_money: Dollars = ZERO
    plan_catch_up: PlanCatchUp = "enhanced"
    plan_cap_dollars: Dollars | None = None
    plan_cap_rate: Share | None = None
    lead_days: DayCount = 0
    largest_share_of_pay: Share = Field(default=Decimal(1), gt=0)
    match: MatchFormula | None = None
    true_up: bool = False

    @model_validator(mode="after")
    def _enough_is_known(self) -> Self:
        if self.after_tax == "max" and self.deferral is None and not self.deferral_made:
            raise unfit("deferral", 'is missing; what is left for after-tax money depends on it, for example "max"')
        if self.plan_cap_rate is not None and self.pay is None:
            raise unfit("pay", "is missing; a plan cap that is a share of pay needs it")
        if self.match is not None and self.pay is None and self.pay_per_paycheck is None:
            raise unfit("pay", "is missing; the match needs it")
        return self

    @property
    def pay_each(self) -> Decimal | None:
        """Dollars of pay on one paycheck: as given, or the year's over the usual number of paydays; None if unknown."""
        if self.pay_per_paycheck is not None:
            return self.pay_per_paycheck
        if self.pay is None:
            return None
        if self.pay_frequency is not None:
            return self.pay / PAYDAYS_A_YEAR[self.pay_frequency]
        return None

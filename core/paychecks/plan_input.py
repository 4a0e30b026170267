"""What planning the paychecks of a year needs to know."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, Self

from pydantic import Field, model_validator

from core.deferrals import PlanCatchUp
from core.inputs import Age, Dollars, DollarsAboveZero, Share, unfit
from core.match import MatchFormula
from core.money import ZERO
from core.paychecks.calendar import PAYDAYS_A_YEAR, PaySchedule
from core.reading import Day, DayCount, DollarsOrMax, Input, Year


class Pay(Input):
    """Dollars of pay on one day: a paycheck that is expected, or a bonus."""

    day: Day
    amount: DollarsAboveZero


class PaycheckInput(PaySchedule):
    """What is wanted for the year, what has been done, and how pay comes.

    `deferral` and `after_tax` are totals for the whole year in dollars; "max" stands for what the law leaves open,
    and without a total nothing more is taken. `deferral_made` and `after_tax_made` are in the plan already;
    `deferral_now` and `after_tax_now` are the dollars taken from each paycheck that can no longer be changed.
    `employer_money` is all of it for the year, a true-up
    included. `pay` is for the year; `pay_per_paycheck` may be given instead or beside it. `lead_days` is how many days
    payroll needs before a change works.

    Uneven pay comes as `paychecks`, all paychecks of the year that are still expected, with their days, in place of a
    schedule; or as `bonuses` beside the schedule, which are part of the year's `pay`. A bonus on a payday is paid with
    that paycheck, on another day by itself. The same percentage is then taken from each.

    `largest_share_of_pay` and `largest_each` (dollars) are what the two buckets may take of a paycheck together;
    `after_tax_largest_share` and `after_tax_largest_each` what a plan lets after-tax money take of one.
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
    largest_each: Dollars | None = None
    after_tax_largest_share: Share | None = None
    after_tax_largest_each: Dollars | None = None
    paychecks: tuple[Pay, ...] = Field(default=(), max_length=400)
    bonuses: tuple[Pay, ...] = Field(default=(), max_length=50)
    match: MatchFormula | None = None
    true_up: bool = False

    @model_validator(mode="before")
    @classmethod
    def _paychecks_are_paydays(cls, raw: Any) -> Any:
        if not isinstance(raw, dict) or not raw.get("paychecks") or raw.get("pay_dates"):
            return raw
        days = [one.day if isinstance(one, Pay) else one.get("day") for one in raw["paychecks"]]
        return {**raw, "pay_dates": tuple(days)}

    @model_validator(mode="after")
    def _bonus_is_part_of_the_pay(self) -> Self:
        total = sum((one.amount for one in self.bonuses), ZERO)
        if self.pay is not None and self.pay_per_paycheck is None and total >= self.pay:
            raise unfit("bonuses", f"must be less than the pay of {self.pay} that they are part of; I got {total}")
        return self

    @model_validator(mode="after")
    def _enough_is_known(self) -> Self:
        if self.after_tax == "max" and self.deferral is None and not self.deferral_made:
            raise unfit("deferral", 'is missing; what is left for after-tax money depends on it, for example "max"')
        if self.plan_cap_rate is not None and self.pay is None:
            raise unfit("pay", "is missing; a plan cap that is a share of pay needs it")
        if self.match is not None and self.pay is None and self.pay_per_paycheck is None and not self.paychecks:
            raise unfit("pay", "is missing; the match needs it")
        return self

    @property
    def pay_each(self) -> Decimal | None:
        """Dollars of pay on a usual paycheck: as given, or the year's without bonuses over the usual number of paydays.

        None if unknown.
        """
        if self.pay_per_paycheck is not None:
            return self.pay_per_paycheck
        if self.pay is None or self.pay_frequency is None:
            return None
        base = self.pay - sum((one.amount for one in self.bonuses), ZERO)
        return base / PAYDAYS_A_YEAR[self.pay_frequency]

    def pay_by_day(self, paydays: Iterable[date]) -> dict[date, Decimal] | None:
        """Dollars of pay on each of `paydays` and on the days of the tax year's bonuses, in order; None if unknown."""
        told = {one.day: one.amount for one in self.paychecks}
        usual = self.pay_each
        found: dict[date, Decimal] = {}
        for day in paydays:
            amount = told.get(day, usual)
            if amount is None:
                return None
            found[day] = amount
        for bonus in self.bonuses:
            if bonus.day.year == self.tax_year:
                found[bonus.day] = found.get(bonus.day, ZERO) + bonus.amount
        return dict(sorted(found.items()))

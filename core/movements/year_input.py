"""A person's year: plans, what was there before, the list of movements, and the forms that have come."""

from collections.abc import Iterator
from datetime import date
from typing import Final, Self

from pydantic import Field, model_validator

from core.clocks import Contribution, EarlierWithdrawal, Roth401kRollover, RothConversion
from core.deferrals import PlanCatchUp, PlanKind
from core.form_1099_r import Form1099R
from core.inputs import MOST_DOLLARS, Age, Dollars, Share, unfit
from core.limits import constants
from core.money import ZERO
from core.movements.movement import PAYMENTS, Movement
from core.reading import Day, Input, Year

ONLY_PLAN: Final = "plan"
_OUTSIDE_OF_PLANS: Final = ("rolled_within_60_days", "ira_contribution", "ira_conversion", "ira_excess_removed")


class Plan(Input):
    """One employer's plan. Dollars; `pay` is this year's pay from this employer.

    Plans with the same `group` (any text) belong to related employers, which share one annual additions limit.
    `catch_up` is what the plan offers. The cap on after-tax money is `cap_dollars`, `cap_rate` (a fraction of pay), or
    the lower of both. What was there before the first movement: `after_tax_basis` and `after_tax_growth` of the
    after-tax account, `roth_basis` of the Roth account, whose clock began in `roth_first_year`, and the parts of it
    that were `taxed_in_plan` by year. `owner`: the plan of one's own business.
    """

    name: str = Field(default=ONLY_PLAN, min_length=1, max_length=80)
    pay: Dollars | None = None
    kind: PlanKind = "401k"
    group: str | None = None
    catch_up: PlanCatchUp = "enhanced"
    cap_dollars: Dollars | None = None
    cap_rate: Share | None = None
    owner: bool = False
    after_tax_basis: Dollars = ZERO
    after_tax_growth: Dollars = ZERO
    roth_basis: Dollars = ZERO
    roth_first_year: Year | None = None
    taxed_in_plan: tuple[Contribution, ...] = Field(default=(), max_length=100)

    @model_validator(mode="after")
    def _cap_needs_pay(self) -> Self:
        if self.cap_rate is not None and self.pay is None:
            raise unfit("pay", "is missing; give the pay, of which cap_rate is a share")
        return self


class RothIras(Input):
    """What was in the person's Roth IRAs before the first movement, by year. `first_year`: of the first one ever."""

    first_year: Year | None = None
    contributions: tuple[Contribution, ...] = Field(default=(), max_length=100)
    conversions: tuple[RothConversion, ...] = Field(default=(), max_length=100)
    roth_401k: tuple[Roth401kRollover, ...] = Field(default=(), max_length=100)
    withdrawals: tuple[EarlierWithdrawal, ...] = Field(default=(), max_length=100)


class YearInput(Input):
    """All that the sums of one tax year follow from; `age` as of 31 December of it.

    `movements` may hold other years too: what has a history needs them, such as the layers of a Roth IRA. `ira_basis`
    is basis in traditional IRAs from before the first movement (Form 8606), `ira_value` what all traditional, SEP and
    SIMPLE IRAs hold on 31 December of the tax year. `over_59_half` is for those who are near it. `as_of` is the day
    on which it is asked.
    """

    tax_year: Year
    age: Age = Field(description="the age reached by 31 December, for example 42")
    plans: tuple[Plan, ...] = Field(default=(Plan(),), min_length=1, max_length=20)
    movements: tuple[Movement, ...] = Field(
        max_length=2000, description="the list of movements, for example [{kind, date, amount}]"
    )
    forms: tuple[Form1099R, ...] | None = Field(default=None, max_length=50)
    roth_ira: RothIras = RothIras()
    ira_basis: Dollars = ZERO
    ira_value: Dollars | None = None
    over_59_half: bool | None = None
    as_of: Day | None = None

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        names = [one.name for one in self.plans]
        for name in names:
            if names.count(name) > 1:
                raise unfit("plans", f"must have different names; {name!r} is there more than once")
        if sum((one.amount for one in self.movements), ZERO) > MOST_DOLLARS:
            raise unfit("movements", f"must add up to at most {MOST_DOLLARS:,}")
        for place, one in enumerate(self.movements):
            self._check_plan(place, one, names)
        for name, legs in self.distributions().items():
            self._check_distribution(name, legs)
        return self

    def _check_plan(self, place: int, one: Movement, names: list[str]) -> None:
        outside = one.kind in _OUTSIDE_OF_PLANS or one.of in ("roth_ira", "traditional_ira")
        if one.plan is None and len(names) > 1 and not outside:
            raise unfit(f"movements.{place}.plan", f"is missing; give one of {', '.join(names)}")
        if one.plan is not None and one.plan not in names:
            raise unfit(f"movements.{place}.plan", f"must be one of {', '.join(names)}; I got {one.plan!r}")

    def _check_distribution(self, name: str, legs: list[Movement]) -> None:
        out = [one for one in legs if one.kind != "rolled_within_60_days"]
        if len({(self.plan_of(one), one.of) for one in out if one.of != "pretax"}) > 1:
            raise unfit("movements", f"tied together as {name!r} must leave one account of one plan")
        if len({one.date.year for one in out}) > 1:
            raise unfit("movements", f"tied together as {name!r} must leave the plan in one year")
        told = [one for one in out if one.of != "pretax" and one.kind != "rollover_traditional_ira"]
        if any(one.basis is not None for one in told) and any(one.basis is None for one in told):
            raise unfit("movements", f"tied together as {name!r} must tell basis for each leg or for none")
        rolled = [one for one in legs if one.kind == "rolled_within_60_days"]
        if not rolled:
            return
        checks = [one for one in out if one.kind == "check_to_you"]
        if len(checks) != 1:
            raise unfit("movements", f"tied together as {name!r} need one check_to_you for rolled_within_60_days")
        check = checks[0]
        if sum((one.amount for one in rolled), ZERO) > check.amount:
            raise unfit("movements", f"tied together as {name!r} put more in than the check of {check.amount}")
        if check.of == "roth_401k" and any(one.of != "roth_ira" for one in rolled):
            raise unfit("movements", f"tied together as {name!r} left a Roth 401(k), so they can go to a Roth IRA only")
        for one in rolled:
            if one.date < check.date or one.date > check.put_in_until:
                raise unfit(
                    "movements",
                    f"tied together as {name!r} put money in on {one.date}; the 60 days ended on {check.put_in_until}",
                )

    def distributions(self) -> dict[str, list[Movement]]:
        """The legs of payments that are tied together, by name."""
        found: dict[str, list[Movement]] = {}
        for one in self.movements:
            if one.distribution is not None:
                found.setdefault(one.distribution, []).append(one)
        return found

    def payments(self) -> list[list[Movement]]:
        """Payments out of plans, each as its legs without what was put in later, in the order of their days."""
        found: list[list[Movement]] = []
        tied: dict[str, list[Movement]] = {}
        for one in self.movements:
            if one.kind not in PAYMENTS or one.of in ("roth_ira", "traditional_ira"):
                continue
            if one.distribution is not None and one.distribution in tied:
                tied[one.distribution].append(one)
                continue
            legs = [one]
            found.append(legs)
            if one.distribution is not None:
                tied[one.distribution] = legs
        return sorted(found, key=lambda legs: min(one.date for one in legs))

    def plan_of(self, movement: Movement) -> str:
        """The name of the movement's plan."""
        return self.plans[0].name if movement.plan is None else movement.plan

    def plan(self, name: str) -> Plan:
        """The plan of that name."""
        return next(one for one in self.plans if one.name == name)

    def name_of(self, movement: Movement) -> str:
        """The movement's id, or its place in the list, counted from 0."""
        if movement.id is not None:
            return movement.id
        return str(next(place for place, one in enumerate(self.movements) if one is movement))

    def for_year(self, *kinds: str) -> Iterator[Movement]:
        """Movements of these kinds that count for the tax year."""
        return (one for one in self.movements if one.kind in kinds and one.year == self.tax_year)

    def grown_up(self, day: date, told: bool | None = None) -> bool:
        """Whether the owner is 59½ on `day`; unless told, only where the age of the year leaves no doubt."""
        known = self._told_grown_up(day, told)
        return day >= self._half_birthdays[1] if known is None else known

    def near_59_half(self, day: date, told: bool | None = None) -> bool:
        """Whether the age of the year alone does not say if the owner is 59½ on `day`."""
        first, last = self._half_birthdays
        return self._told_grown_up(day, told) is None and first <= day < last

    def _told_grown_up(self, day: date, told: bool | None) -> bool | None:
        if told is not None:
            return told
        return self.over_59_half if day.year == self.tax_year else None

    @property
    def _half_birthdays(self) -> tuple[date, date]:
        """The first and the last day on which somebody of this age can have become 59½."""
        born, years = self.tax_year - self.age, int(constants().distribution_age)
        return date(born + years, 7, 1), date(born + years + 1, 6, 30)

"""What a withdrawal from Roth money needs to know."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, ValidationInfo, model_validator

from core.inputs import Dollars, DollarsAboveZero, Share, number, shown, unfit
from core.limits import constants
from core.money import ZERO
from core.reading import Input, Year


def exact_age(value: object, info: ValidationInfo) -> Decimal:
    """Checks an age in years, which may have a fraction (59.5)."""
    wanted = "an age in years, for example 42 or 59.5"
    found = number(value, info.field_name, wanted)
    if not 0 <= found <= 120:
        raise unfit(info.field_name, f"must be {wanted}; I got {shown(value)}")
    return found


ExactAge = Annotated[Decimal, BeforeValidator(exact_age)]


class Contribution(Input):
    """Regular contributions of one year, in dollars."""

    year: Year
    amount: Dollars


class RothConversion(Input):
    """A conversion or rollover into Roth in one year, in dollars: the part already taxed and the part taxed then."""

    year: Year
    basis: Dollars = ZERO
    taxable: Dollars = ZERO


class EarlierWithdrawal(Input):
    """Dollars that came out in an earlier year, or earlier in the same year."""

    year: Year
    amount: Dollars


class Roth401kRollover(Input):
    """Roth 401(k) money rolled into a Roth IRA in one year, in dollars.

    Of `amount`, the `basis` (Roth contributions and everything converted in the plan) counts as contributions there
    and the rest as earnings; where the payment was `qualified`, all of it counts as contributions (Treas. Reg.
    1.408A-10 A-3(a)). `recently_taxed` was taxed at in-plan conversions whose five years are not over, and keeps its
    10% tax (Notice 2010-84 A-12).
    """

    year: Year
    amount: DollarsAboveZero
    basis: Dollars = ZERO
    qualified: bool = False
    recently_taxed: Dollars = ZERO

    @property
    def as_contribution(self) -> Decimal:
        """What of it comes out first, untaxed."""
        return self.amount if self.qualified else min(self.basis, self.amount)


class RothWithdrawal(Input):
    """What both accounts need to know.

    The owner's age on the day (`age`, with 59.5 for 59½) or `over_59_half` is needed unless `disability` or `death`
    (a payment to an heir) holds. `exempt_from_early_tax` is what another exception of IRC 72(t)(2) covers, dollars.
    `tax_rate` is the rate on ordinary income.
    """

    year: Year
    amount: DollarsAboveZero = Field(description="the dollars that come out, for example 10000")
    age: ExactAge | None = None
    over_59_half: bool | None = None
    disability: bool = False
    death: bool = False
    contributions: tuple[Contribution, ...] = Field(default=(), max_length=200)
    conversions: tuple[RothConversion, ...] = Field(default=(), max_length=200)
    first_year: Year | None = None
    exempt_from_early_tax: Dollars = ZERO
    tax_rate: Share | None = None

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.age is None and self.over_59_half is None and not self.disability and not self.death:
            raise unfit("age", "is missing; give the age on the day of the withdrawal, for example 42, or over_59_half")
        dated = {
            "contributions": [one.year for one in self.contributions],
            "conversions": [one.year for one in self.conversions],
        }
        for name, years in dated.items():
            if max(years, default=self.year) > self.year:
                raise unfit(name, f"must be of {self.year} or before, the year of the withdrawal; I got {max(years)}")
        if self.first_year is not None and self.first_year > self.year:
            raise unfit("first_year", f"must be {self.year} or before; I got {self.first_year}")
        return self

    @property
    def grown_up(self) -> bool:
        """Whether age, disability or death opens the account (IRC 408A(d)(2)(A), 402A(d)(2)(A))."""
        of_age = self.over_59_half
        if of_age is None:
            of_age = self.age is not None and self.age >= constants().distribution_age
        return of_age or self.disability or self.death

    @property
    def clock_start(self) -> int:
        """The first tax year of the account's five-year clock: as given, or older where the lists are."""
        years = [*(one.year for one in self.contributions), *(one.year for one in self.conversions)]
        return min([self.year if self.first_year is None else self.first_year, *years])

    @property
    def clock_met(self) -> bool:
        """Whether five tax years of the account's clock are over in the year of the withdrawal."""
        return five_years_old(self.clock_start, self.year)


class RothIraWithdrawal(RothWithdrawal):
    """A withdrawal from one's Roth IRAs, which count as one.

    The lists hold all contributions and all conversions and rollovers ever, dollars by year; `earlier_withdrawals`
    what has come out before; `roth_401k` is Roth money rolled in from plans.
    `first_year` is the tax year of the first Roth IRA ever, if older than the lists. `value` is the worth of all Roth
    IRAs. `first_home` is what buys a first home (up to 10,000 in a lifetime).
    """

    earlier_withdrawals: tuple[EarlierWithdrawal, ...] = Field(default=(), max_length=200)
    roth_401k: tuple[Roth401kRollover, ...] = Field(default=(), max_length=200)
    value: DollarsAboveZero | None = None
    first_home: Dollars = ZERO

    @model_validator(mode="after")
    def _is_there(self) -> Self:
        late_rollovers = [one.year for one in self.roth_401k if one.year > self.year]
        if late_rollovers:
            raise unfit("roth_401k", f"must be of {self.year} or before; I got {late_rollovers[0]}")
        if not self.contributions and not self.conversions and not self.roth_401k:
            raise unfit("contributions", "or conversions are needed: what went into the Roth IRA, by year")
        if self.value is not None and self.amount > self.value:
            raise unfit("amount", f"must be at most the value of {self.value}; I got {self.amount}")
        late = [one.year for one in self.earlier_withdrawals if one.year > self.year]
        if late:
            raise unfit("earlier_withdrawals", f"must be of {self.year} or before; I got {late[0]}")
        return self

    @property
    def clock_start(self) -> int:
        """The first tax year of the clock of all Roth IRAs; years in a plan do not count (Reg. 1.408A-10 A-4)."""
        return min([super().clock_start, *(one.year for one in self.roth_401k)])


class RothPlanWithdrawal(RothWithdrawal):
    """A withdrawal from a Roth account in a plan (Roth 401(k)).

    `value` and `basis` are of the whole Roth account, dollars; the basis holds Roth contributions and all of the
    in-plan rollovers in `conversions`, and is added up from the lists where it is not given. `first_year` is the year
    of the first Roth contribution or in-plan rollover in this plan. `separated_at_55`: left this employer in or after
    the year of the 55th birthday.
    """

    value: DollarsAboveZero = Field(description="the worth of the Roth account, for example 50000")
    basis: Dollars | None = None
    separated_at_55: bool = False

    @model_validator(mode="after")
    def _is_there(self) -> Self:
        if self.amount > self.value:
            raise unfit("amount", f"must be at most the value of {self.value}; I got {self.amount}")
        if self.basis is None and not self.contributions and not self.conversions:
            raise unfit("basis", "is missing; give the basis of the Roth account, or contributions and conversions")
        if self.basis is not None and self.basis < _total(self.conversions):
            raise unfit("basis", f"must hold the in-plan rollovers of {_total(self.conversions)}; I got {self.basis}")
        return self

    @property
    def basis_in_account(self) -> Decimal:
        """The basis as given, or as the lists add up."""
        if self.basis is not None:
            return self.basis
        return _total(self.conversions) + sum((one.amount for one in self.contributions), ZERO)


def five_years_old(since: int, year: int) -> bool:
    """Whether the five tax years that began with `since` are over in `year` (IRC 408A(d)(2)(B), (d)(3)(F))."""
    return year >= since + constants().five_year_clock


def by_year(conversions: Iterable[RothConversion]) -> list[RothConversion]:
    """Conversions of one year count as one, oldest first (IRC 408A(d)(4)(B)(ii))."""
    years = sorted({one.year for one in conversions})
    return [
        RothConversion(
            year=year,
            basis=sum((one.basis for one in conversions if one.year == year), ZERO),
            taxable=sum((one.taxable for one in conversions if one.year == year), ZERO),
        )
        for year in years
    ]


def _total(conversions: Iterable[RothConversion]) -> Decimal:
    return sum((one.basis + one.taxable for one in conversions), ZERO)

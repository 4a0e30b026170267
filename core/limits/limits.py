"""Frozen values for a year's limits and for the constants of the law."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


class LimitsNotPublished(LookupError):
    """No limits file is loaded for the tax year that was asked for."""

    def __init__(self, year: int, published: Sequence[int]) -> None:
        self.year = year
        self.published = tuple(published)
        years = ", ".join(str(one) for one in self.published)
        super().__init__(f"The limits for {year} are not loaded here. The years loaded are {years}.")


class LimitsFileError(ValueError):
    """A limits file is not fit to be used; says the file, the line and what to do."""

    def __init__(self, file: str, line: int, problem: str) -> None:
        self.file = file
        self.line = line
        self.problem = problem
        super().__init__(f"{file}:{line}: {problem}")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a number comes from, the day it was looked up, and whether a public copy confirmed it."""

    authority: str
    checked: date
    verified: bool = True


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one tax year. Dollars a year; None where the rule did not exist in that year.

    `sources` maps each field's name to its `Source`.
    """

    tax_year: int
    elective_deferral: Decimal
    catch_up: Decimal
    higher_catch_up: Decimal | None
    annual_additions: Decimal
    compensation: Decimal
    highly_compensated_pay: Decimal
    key_employee_officer_pay: Decimal
    social_security_wage_base: Decimal
    simple_deferral: Decimal
    simple_deferral_higher: Decimal | None
    simple_catch_up: Decimal
    simple_higher_catch_up: Decimal | None
    roth_catch_up_wages: Decimal | None
    roth_catch_up_enforced: bool
    ira: Decimal
    ira_catch_up: Decimal
    roth_ira_single_from: Decimal
    roth_ira_single_to: Decimal
    roth_ira_joint_from: Decimal
    roth_ira_joint_to: Decimal
    roth_ira_separate_from: Decimal
    roth_ira_separate_to: Decimal
    ira_deduction_single_from: Decimal
    ira_deduction_single_to: Decimal
    ira_deduction_joint_from: Decimal
    ira_deduction_joint_to: Decimal
    sources: Mapping[str, Source] = field(repr=False, compare=False, hash=False)

    @property
    def year(self) -> int:
        """The tax year, by the shorter name that texts use."""
        return self.tax_year

    @property
    def after_tax_without_employer_money(self) -> Decimal:
        """After-tax room of someone who defers the maximum and gets no employer money, any age."""
        return self.annual_additions - self.elective_deferral

    @property
    def deferral_with_catch_up(self) -> Decimal:
        """Elective deferral limit with the catch-up from the catch-up age."""
        return self.elective_deferral + self.catch_up

    @property
    def deferral_with_higher_catch_up(self) -> Decimal:
        """Elective deferral limit with the higher catch-up, or with the ordinary one before it existed."""
        return self.elective_deferral + (self.higher_catch_up or self.catch_up)

    @property
    def plan_total_with_catch_up(self) -> Decimal:
        """Annual additions plus the catch-up, when the whole catch-up is used."""
        return self.annual_additions + self.catch_up

    @property
    def plan_total_with_higher_catch_up(self) -> Decimal:
        """Annual additions plus the higher catch-up (or the ordinary one before it existed)."""
        return self.annual_additions + (self.higher_catch_up or self.catch_up)

    @property
    def ira_with_catch_up(self) -> Decimal:
        """IRA limit with its catch-up."""
        return self.ira + self.ira_catch_up


@dataclass(frozen=True, slots=True)
class EarlierLimits:
    """What the limits on plan money were in a year that has no file of its own, in dollars."""

    annual_additions: Decimal
    elective_deferral: Decimal
    catch_up: Decimal


@dataclass(frozen=True, slots=True)
class Constant:
    """One number that the law does not adjust each year, with its unit and its source."""

    value: Decimal
    unit: str
    source: Source


@dataclass(frozen=True, slots=True)
class Constants:
    """The numbers of the law that are not adjusted each year, by name.

    Attribute access gives the number itself (`constants().rollover_days`); `about(name)` gives unit
    and source. Counts, ages and days are Decimals too, so that arithmetic stays exact.
    """

    entries: Mapping[str, Constant]
    federal_rates: tuple[Decimal, ...]

    def __getattr__(self, name: str) -> Decimal:
        try:
            return self.entries[name].value
        except KeyError:
            raise AttributeError(f"constants.yaml has no number called {name!r}") from None

    def about(self, name: str) -> Constant:
        """The number called `name` with its unit and its source; KeyError if there is none."""
        return self.entries[name]

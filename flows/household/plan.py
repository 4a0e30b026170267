"""One retirement plan of one person: what is known of it whatever the year, and each year's facts and entries."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from flows.household.fact import Fact, Frame, Json

NO_YEAR = 0  # the year of what was told before any tax year was named
Facts = Mapping[str, Fact]


class Owner(StrEnum):
    """Whose plan it is."""

    ME = "me"
    SPOUSE = "spouse"


class PlanKind(StrEnum):
    """What kind of job the plan comes with: this employer, another one, one that was left, a business of one's own."""

    THIS = "this"
    OTHER = "other"
    OLD = "old"
    BUSINESS = "business"


class PlanId(NamedTuple):
    """Which plan: whose, of which job, and the how many-th of that kind, counted from 1."""

    owner: Owner = Owner.ME
    kind: PlanKind = PlanKind.THIS
    number: int = 1

    def __str__(self) -> str:
        return f"{self.owner}.{self.kind}" + (f".{self.number}" if self.number > 1 else "")


def plan_id(text: str) -> PlanId:
    """The id that `str` of a PlanId wrote. Raises ValueError for anything else."""
    owner, kind, *rest = text.split(".")
    number = int(rest[0]) if rest else 1
    found = PlanId(Owner(owner), PlanKind(kind), number)
    if str(found) != text:
        raise ValueError(f"{text!r} names no plan")
    return found


MINE = PlanId()


@dataclass(frozen=True, slots=True)
class PlanYear:
    """A tax year of a plan: the facts told for it, and the entries of its ledger as JSON in the order told.

    An entry is kept in the calendar year of its day.
    """

    facts: Facts = field(default_factory=lambda: MappingProxyType({}))
    entries: tuple[Json, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What is known of a plan. `frames` are its flows in progress while another plan is open.

    `next_entry` is the number that the next entry of the ledger gets, counted over all years.
    """

    facts: Facts = field(default_factory=lambda: MappingProxyType({}))
    years: Mapping[int, PlanYear] = field(default_factory=lambda: MappingProxyType({}))
    frames: tuple[Frame, ...] = ()
    next_entry: int = 1

    def year(self, year: int) -> PlanYear:
        """What was told for `year`; empty where nothing was."""
        return self.years.get(year, PlanYear())

    def with_year(self, year: int, told: PlanYear) -> "Plan":
        """The plan with `told` in place of its `year`; a year of which nothing is left is dropped."""
        years = {**self.years, year: told}
        kept = {one: years[one] for one in sorted(years) if years[one].facts or years[one].entries}
        return replace(self, years=MappingProxyType(kept))

    @property
    def entries(self) -> tuple[Json, ...]:
        """The entries of the ledger over all years, as JSON."""
        return tuple(entry for year in self.years.values() for entry in year.entries)

    @property
    def empty(self) -> bool:
        """Whether nothing is known of it."""
        return not (self.facts or self.years)


@dataclass(frozen=True, slots=True)
class Person:
    """What is known of a person by tax year, whatever the plan."""

    years: Mapping[int, Facts] = field(default_factory=lambda: MappingProxyType({}))

    def with_year(self, year: int, facts: Facts) -> "Person":
        """The person with `facts` in place of those of `year`; a year of which nothing is left is dropped."""
        years = {**self.years, year: facts}
        return Person(MappingProxyType({one: years[one] for one in sorted(years) if years[one]}))

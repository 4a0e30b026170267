"""Whether a plan's year still takes money out of pay: open, ending, or closed.

After-tax money of an employee comes out of pay, so the pay date decides (payroll practice and plan terms). An owner's
money counts for a year if it reaches the plan within some days after it, as far as could be checked (Treas. Reg.
1.415(c)-1(b)(6)).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from core.limits import constants
from core.paychecks.calendar import PaySchedule, changeable, paydays_left

YearKind = Literal["ahead", "open", "ending", "owner_days", "closed"]
Closing = Literal["over", "no_payday_left", "too_late_to_change"]
_ENDING_FROM = 11  # in November people begin to ask what still fits


@dataclass(frozen=True, slots=True)
class YearState:
    """A plan's `tax_year` as seen on the day `as_of`.

    `kind` is "ahead" before the year, "ending" from November on, "owner_days" in January where an owner may still pay
    in, until `last_day`. `paydays_left` and `changeable_left` count the paydays after `as_of`, None where the paydays
    are not known. `last_changeable` is the last payday that an election still reaches, else None. `closing` says why
    a closed year is closed, and is None for any other.
    """

    tax_year: int
    as_of: date
    kind: YearKind
    paydays_left: int | None = None
    changeable_left: int | None = None
    last_changeable: date | None = None
    last_day: date | None = None
    closing: Closing | None = None

    @property
    def closed(self) -> bool:
        """Whether nothing more can be put in for the year."""
        return self.kind == "closed"

    @property
    def still_pays(self) -> bool:
        """Whether a paycheck is still to come, which may carry what was elected before."""
        return not self.closed or self.closing == "too_late_to_change"


def year_state(
    tax_year: int, as_of: date, schedule: PaySchedule | None = None, *, lead_days: int = 0, owner: bool = False
) -> YearState:
    """The state of `tax_year` on `as_of`. Days: `lead_days` are what payroll needs before a change works.

    On 31 December no paycheck can be reached any more, whatever the schedule. `owner`: the plan of one's own business.
    """
    last_day = date(tax_year, 12, 31)
    if owner:
        return _owners_year(tax_year, as_of, last_day)
    if as_of >= last_day:
        return YearState(tax_year, as_of, "closed", 0, 0, closing="over")
    kind = _kind(tax_year, as_of)
    if schedule is None:
        return YearState(tax_year, as_of, kind)
    left = paydays_left(schedule, tax_year, as_of)
    reached = changeable(left, as_of, lead_days)
    if not reached:
        closing: Closing = "too_late_to_change" if left else "no_payday_left"
        return YearState(tax_year, as_of, "closed", len(left), 0, closing=closing)
    return YearState(tax_year, as_of, kind, len(left), len(reached), reached[-1])


def _kind(tax_year: int, as_of: date) -> YearKind:
    if as_of.year < tax_year:
        return "ahead"
    return "ending" if as_of.month >= _ENDING_FROM else "open"


def _owners_year(tax_year: int, as_of: date, year_end: date) -> YearState:
    until = year_end + timedelta(days=int(constants().self_employed_after_tax_days))
    if as_of <= year_end:
        return YearState(tax_year, as_of, _kind(tax_year, as_of), last_day=until)
    if as_of <= until:
        return YearState(tax_year, as_of, "owner_days", last_day=until)
    return YearState(tax_year, as_of, "closed", last_day=until, closing="over")

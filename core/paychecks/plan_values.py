"""What a plan for the paychecks of a year comes to."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from core.explanation import Line
from core.money import ZERO
from core.paychecks.calendar import TurnOfYear
from core.paychecks.year_state import YearState

Bucket = Literal["elective_deferral", "after_tax"]


@dataclass(frozen=True, slots=True)
class WholePercents:
    """The same for a plan that takes whole percents only.

    `share` of each paycheck (0.12 is 12%), rounded down so that the limit is never passed, comes to `total`;
    `remains` is what is left open. One percent more on the last `raised` paychecks brings it to `raised_total`.
    """

    share: Decimal
    per_paycheck: Decimal
    total: Decimal
    remains: Decimal
    raised: int
    raised_total: Decimal
    raised_remains: Decimal


@dataclass(frozen=True, slots=True)
class BucketPlan:
    """One bucket: what the year is to hold and what each paycheck that can still be changed gives to it.

    `target` is what was asked for, at most `limit`. `made` and `locked` (from paychecks that can no longer be
    changed) lead up to it. `amounts`, one per changeable payday, add up to `planned` to the cent; what does not
    fit is `unreachable`. `over_by` is what made and locked already exceed the target by. `share_of_pay` is a fraction,
    rounded down to a ten-thousandth of a percent. The lines add up to `planned`.
    """

    bucket: Bucket
    asked: Decimal
    limit: Decimal
    target: Decimal
    made: Decimal
    locked: Decimal
    amounts: tuple[Decimal, ...]
    planned: Decimal
    unreachable: Decimal
    over_by: Decimal
    share_of_pay: Decimal | None
    whole_percents: WholePercents | None
    lines: tuple[Line, ...]

    @property
    def per_paycheck(self) -> Decimal:
        """Dollars from each paycheck but the last, which takes the rest."""
        return self.amounts[0] if self.amounts else ZERO

    @property
    def last_paycheck(self) -> Decimal:
        """Dollars from the last paycheck of the year."""
        return self.amounts[-1] if self.amounts else ZERO


@dataclass(frozen=True, slots=True)
class MatchOutlook:
    """The match under the plan, the most that deferrals within the limit could draw, and the difference, in dollars.

    By the paycheck it is the match of the paychecks to come; with a true-up or a yearly match, that of the whole year.
    What has been deferred so far is taken to have come evenly.
    """

    expected: Decimal
    possible: Decimal
    missed: Decimal


@dataclass(frozen=True, slots=True)
class PaycheckPlan:
    """The paydays left in the tax year, those that can still be changed, and what each gives to the two buckets.

    `pays` are the dollars of pay on each payday that can still be changed, None where pay is not known.
    """

    tax_year: int
    paydays: tuple[date, ...]
    changeable: tuple[date, ...]
    turn_of_year: TurnOfYear
    elective_deferral: BucketPlan
    after_tax: BucketPlan
    match: MatchOutlook | None
    year: YearState
    pays: tuple[Decimal, ...] | None = None

    @property
    def locked(self) -> tuple[date, ...]:
        """The paydays that are left but can no longer be changed."""
        return self.paydays[: len(self.paydays) - len(self.changeable)]

"""A payment made out to the person, and what is put into IRAs within 60 days (facts 2.10).

What is put in counts as the taxable part first (IRC 402(c)(2), last sentence) and may be divided between a traditional
and a Roth IRA as the person likes (Notice 2014-54). Own after-tax money that was paid out can go to an IRA only, and
money of a Roth 401(k) to a Roth IRA only, where its earnings stay untaxed (IRC 402A(c)(3)).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Self

from pydantic import Field, model_validator

from core.explanation import Line
from core.inputs import Dollars, DollarsAboveZero, unfit
from core.limits import constants
from core.money import ZERO, to_cents
from core.reading import Input


class CheckInput(Input):
    """A check to the person and what went into IRAs in time. Dollars.

    `amount` is the whole payment before tax was withheld and `own` the after-tax contributions in it. `traditional`
    and `roth` were put in within the 60 days. `withheld` is what was withheld (box 4); without it, what the law asks.
    `early` says whether the 10% tax can apply: under 59½ and no other exception. `of_roth`: the payment came out of a
    Roth 401(k); `own` is its Roth basis then, or all of it where the payment is qualified.
    """

    amount: DollarsAboveZero = Field(description="the whole payment in dollars, for example 40600")
    own: Dollars = Field(description="the after-tax contributions in it, for example 40000")
    traditional: Dollars = ZERO
    roth: Dollars = ZERO
    withheld: Dollars | None = None
    early: bool = True
    of_roth: bool = False

    @model_validator(mode="after")
    def _no_more_than_came(self) -> Self:
        if self.traditional + self.roth > self.amount:
            raise unfit("roth", f"and traditional must be at most the payment of {self.amount} together")
        if self.of_roth and self.traditional:
            raise unfit("traditional", "must be 0: money of a Roth 401(k) can go to a Roth IRA only")
        return self


@dataclass(frozen=True, slots=True)
class SixtyDays:
    """What the payment comes to, in dollars and cents.

    `taxable_part` are its earnings and other untaxed money, `withholding_due` the share of them that the plan must
    withhold whatever is done later (IRC 3405(c)). `added` came from other money. `income` belongs on line 5b,
    `early_tax` on Form 5329; `own_kept` stays with the person without either. `line_5a` is the whole payment, and
    `rollover` says whether the rollover box is ticked. The lines add up to `income`.
    """

    taxable_part: Decimal
    withholding_due: Decimal
    withheld: Decimal
    received: Decimal
    added: Decimal
    income: Decimal
    bears_early_tax: Decimal
    early_tax: Decimal
    own_kept: Decimal
    line_5a: Decimal
    line_5b: Decimal
    rollover: bool
    lines: tuple[Line, ...]


def sixty_days(what: CheckInput) -> SixtyDays:
    """Income and 10% tax of a check to the person, for what was put into IRAs within 60 days.

    Earnings that go to a Roth IRA are income of the year of the payment, without the 10% (IRC 408A(d)(3)(A)); out of a
    Roth 401(k) they are none.
    """
    law = constants()
    amount, put_in = to_cents(what.amount), to_cents(what.traditional + what.roth)
    own = min(to_cents(what.own), amount)
    taxable = amount - own
    due = withholding_on(taxable)
    withheld = due if what.withheld is None else to_cents(what.withheld)
    taxable_in = min(taxable, put_in)
    deferred = taxable_in if what.of_roth else min(to_cents(what.traditional), taxable_in)
    bears = taxable - taxable_in if what.early else ZERO
    income = taxable - deferred
    lines = (
        Line("check", amount, "the whole payment, before tax was withheld", "Form 1099-R, box 1"),
        Line("own_money", -own, "its after-tax contributions, not taxed again", "IRC 72(e)(8)"),
        Line(
            "to_roth_ira" if what.of_roth else "to_traditional_ira",
            -deferred,
            "of the taxable part, put in within 60 days",
            "IRC 402(c)(2), (3), 402A(c)(3)" if what.of_roth else "IRC 402(c)(2), (3)",
        ),
    )
    return SixtyDays(
        taxable_part=taxable,
        withholding_due=due,
        withheld=withheld,
        received=amount - withheld,
        added=max(ZERO, put_in - (amount - withheld)),
        income=income,
        bears_early_tax=bears,
        early_tax=to_cents(bears * law.early_distribution_tax),
        own_kept=own - (put_in - taxable_in),
        line_5a=amount,
        line_5b=income,
        rollover=put_in > 0,
        lines=tuple(line for line in lines if line.amount),
    )


def withholding_on(taxable: Decimal) -> Decimal:
    """What a plan must withhold from a payment to the person with `taxable` dollars in it (IRC 3405(c)(1), (2))."""
    return to_cents(max(ZERO, taxable) * constants().mandatory_withholding)


def last_day_to_put_in(received: date) -> date:
    """The 60th day after a payment was `received` (IRC 402(c)(3)(A))."""
    return received + timedelta(days=int(constants().rollover_days))

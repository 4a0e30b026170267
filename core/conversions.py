"""What a conversion of after-tax money to Roth taxes, what basis it moves, and what stays behind."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, Self

from pydantic import Field, model_validator

from core.explanation import Line
from core.inputs import Dollars, DollarsAboveZero, Share, unfit
from core.money import ZERO, to_cents
from core.reading import DollarsOrMax, Input
from core.sixty_days import withholding_on

PRO_RATA = "IRC 72(e)(8), 72(d)(2)"
SPLIT = "IRS Notice 2014-54"
BASIS_FIRST = "IRC 72(e)(8)(D)"

Destination = Literal["roth", "split"]
PaidTo = Literal["direct", "you"]


class ConversionInput(Input):
    """An after-tax account and what is to leave it.

    `value` is the account's worth, `basis` the after-tax contributions that are still in it. `amount` is what moves;
    "max" (the default) is all of it. `to` is `roth` (a Roth IRA, or Roth in the plan) or `split`: the basis to a Roth
    IRA and the earnings to a traditional IRA in one distribution. `paid_to` is `you` when a check is made out to the
    owner, who has 60 days. `basis_before_1987` is the part of the basis that may come out first. `tax_rate` is the
    owner's rate on ordinary income, federal or federal and state together.
    """

    value: DollarsAboveZero = Field(description="the worth of the after-tax account, for example 10150")
    basis: Dollars = Field(description="the after-tax contributions in the account, for example 10000")
    amount: DollarsOrMax = "max"
    to: Destination = "roth"
    paid_to: PaidTo = "direct"
    basis_before_1987: Dollars = ZERO
    tax_rate: Share | None = None

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.amount != "max" and self.amount > self.value:
            raise unfit("amount", f"must be at most the account's value of {self.value}; I got {self.amount}")
        if self.basis_before_1987 > self.basis:
            raise unfit(
                "basis_before_1987", f"must be at most the basis of {self.basis}; I got {self.basis_before_1987}"
            )
        return self


@dataclass(frozen=True, slots=True)
class Conversion:
    """What one conversion does, in dollars and cents.

    `taxable` and `basis_moved` add up to `amount`, except that a split taxes nothing: there `to_traditional_ira` is the
    earnings and `to_roth` the basis. `loss` is basis that is gone when everything has been converted below cost;
    it is not deductible (IRC 67(h)). `withheld` comes off a check made out to the owner, by the earnings in it whatever
    is done with them later, and has to be made good out of pocket within 60 days for all of it to be rolled over. `tax`
    is None without a rate. The lines add up to `taxable`.
    """

    amount: Decimal
    earnings: Decimal
    basis_moved: Decimal
    taxable: Decimal
    to_roth: Decimal
    to_traditional_ira: Decimal
    value_left: Decimal
    basis_left: Decimal
    loss: Decimal
    withheld: Decimal
    tax: Decimal | None
    lines: tuple[Line, ...]


def convert(what: ConversionInput) -> Conversion:
    """Taxes `amount x (value - basis) / value` and moves the rest as basis (facts: IRC 72(e)(8), 72(d)(2)).

    Basis from before 1987 comes out first. In an account that has lost money nothing is taxable. Earnings are rounded
    half-up to the cent and the basis is what is left, so that the parts add up.
    """
    value = to_cents(what.value)
    basis = to_cents(what.basis)
    amount = value if what.amount == "max" else to_cents(what.amount)
    first = min(amount, to_cents(what.basis_before_1987))
    earnings = to_cents((amount - first) * earnings_share(value - first, basis - first))
    moved = amount - earnings
    split = what.to == "split"
    taxable = ZERO if split else earnings
    left = value - amount
    return Conversion(
        amount,
        earnings,
        moved,
        taxable,
        moved if split else amount,
        earnings if split else ZERO,
        left,
        ZERO if left == 0 else basis - moved,
        max(ZERO, basis - moved) if left == 0 else ZERO,
        withholding_on(earnings) if what.paid_to == "you" else ZERO,
        None if what.tax_rate is None else to_cents(taxable * what.tax_rate),
        _lines(amount, first, moved, earnings, split=split),
    )


def earnings_share(value: Decimal, basis: Decimal) -> Decimal:
    """The fraction of each dollar in an after-tax account that is earnings: 0 where the account has lost money."""
    return max(ZERO, value - basis) / value if value > 0 else ZERO


def _lines(amount: Decimal, first: Decimal, moved: Decimal, earnings: Decimal, *, split: bool) -> tuple[Line, ...]:
    lines = [Line("converted", amount, "what leaves the after-tax account", "the account")]
    if first:
        lines.append(Line("basis_before_1987", -first, "after-tax money from before 1987 comes out first", BASIS_FIRST))
    lines.append(Line("basis", first - moved, "its share of the after-tax contributions, not taxed again", PRO_RATA))
    if split:
        lines.append(Line("to_traditional_ira", -earnings, "earnings sent to a traditional IRA, taxed later", SPLIT))
    return tuple(lines)

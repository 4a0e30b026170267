"""What a withdrawal comes to, part by part."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from core.clocks.inputs import RothWithdrawal
from core.explanation import Line
from core.limits import constants
from core.money import ZERO, to_cents

Account = Literal["roth_ira", "roth_401k"]
SliceKind = Literal["contributions", "conversion_taxable", "conversion_basis", "basis", "earnings"]
Reason = Literal[
    "already_taxed",
    "conversion_within_five_years",
    "conversion_five_years_old",
    "early_tax_exception",
    "earnings_qualified",
    "earnings_not_qualified",
]


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of the withdrawal: what it is, of which year, what of it is taxed and what bears the 10% tax."""

    kind: SliceKind
    year: int | None
    amount: Decimal
    taxed: Decimal
    bears_early_tax: Decimal
    reason: Reason

    @property
    def early_tax(self) -> Decimal:
        """The 10% tax on this part, in dollars (IRC 72(t))."""
        return to_cents(self.bears_early_tax * constants().early_distribution_tax)


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What a withdrawal costs, in dollars and cents. The slices, and the lines, add up to `amount`.

    `qualified`: nothing is taxed. `clock_start` is the first tax year of the account's clock and `clock_met_from` the
    first year in which the clock is met. `early_tax_highest` is above `early_tax` only where a plan may take the
    taxable part of recent in-plan rollovers to come out first, or where such money was rolled into the Roth IRA; the
    law does not say which. `income_tax` is None without a rate.
    """

    account: Account
    amount: Decimal
    qualified: bool
    clock_start: int
    clock_met_from: int
    slices: tuple[Slice, ...]
    early_tax_highest: Decimal
    income_tax: Decimal | None
    lines: tuple[Line, ...]

    @property
    def taxed(self) -> Decimal:
        """Dollars of ordinary income."""
        return sum((one.taxed for one in self.slices), ZERO)

    @property
    def bears_early_tax(self) -> Decimal:
        """Dollars that the 10% tax is figured on."""
        return sum((one.bears_early_tax for one in self.slices), ZERO)

    @property
    def early_tax(self) -> Decimal:
        """The 10% tax, in dollars."""
        return sum((one.early_tax for one in self.slices), ZERO)


def less_exempt(amount: Decimal, exempt: Decimal) -> tuple[Decimal, Decimal]:
    """`amount` less what the exceptions cover, and what of them is left."""
    used = min(amount, exempt)
    return amount - used, exempt - used


def withdrawal(
    account: Account,
    what: RothWithdrawal,
    slices: Sequence[Slice],
    source: str,
    *,
    qualified: bool,
    highest: Decimal = ZERO,
) -> Withdrawal:
    taxed = sum((one.taxed for one in slices), ZERO)
    early_tax = sum((one.early_tax for one in slices), ZERO)
    return Withdrawal(
        account,
        to_cents(what.amount),
        qualified,
        what.clock_start,
        what.clock_start + int(constants().five_year_clock),
        tuple(slices),
        max(early_tax, highest),
        None if what.tax_rate is None else to_cents(taxed * what.tax_rate),
        tuple(
            Line(f"{one.kind}_{one.year}" if one.year else one.kind, one.amount, one.reason.replace("_", " "), source)
            for one in slices
        ),
    )

"""What after-tax money may grow to: converted, left unconverted, and in a taxable account. Arithmetic, no forecast."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, Self

from pydantic import Field, model_validator

from core.explanation import Line
from core.inputs import DollarsAboveZero, Share, unfit
from core.money import ZERO, to_cents
from core.reading import AnnualReturn, Input, Years

Deposit = Literal["once", "yearly"]
Timing = Literal["start", "end"]
Account = Literal["roth", "unconverted", "taxable"]


class ProjectionInput(Input):
    """Deposits and what they earn.

    `amount` dollars go in `once`, at the start, or `yearly` for `years` at the `timing` (start or end) of each.
    `inflation` turns results into today's dollars. `withdrawal_tax_rate` is the rate on ordinary income when
    unconverted money is taken out after 59½. In a taxable account `dividend_yield` of the value is paid out each year,
    taxed at `dividend_tax_rate` and put back; the rest of the growth is taxed at `capital_gains_rate` when it is sold.
    """

    amount: DollarsAboveZero = Field(description="the deposit in dollars, for example 47500")
    annual_return: AnnualReturn = Field(description="a yearly return as a fraction, for example 0.08")
    years: Years = Field(description="a number of years, for example 30")
    deposit: Deposit = "once"
    timing: Timing = "end"
    inflation: Share = ZERO
    withdrawal_tax_rate: Share = ZERO
    dividend_yield: Share = ZERO
    dividend_tax_rate: Share = ZERO
    capital_gains_rate: Share = ZERO

    @model_validator(mode="after")
    def _possible(self) -> Self:
        if self.inflation > Decimal("0.5"):
            raise unfit("inflation", f"must be at most 0.5 (0.03 is three percent); I got {self.inflation}")
        if self.dividend_yield > Decimal("0.5"):
            raise unfit("dividend_yield", f"must be at most 0.5 (0.02 is two percent); I got {self.dividend_yield}")
        return self


@dataclass(frozen=True, slots=True)
class AccountProjection:
    """One account at the end, in dollars and cents.

    `value` is before and `after_tax` after the tax of taking it all out; `after_tax_today` is that in today's dollars.
    `drag` is the tax paid on dividends along the way. The lines add up to `after_tax`.
    """

    account: Account
    value: Decimal
    tax: Decimal
    drag: Decimal
    after_tax: Decimal
    after_tax_today: Decimal
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Projection:
    """The same deposits in three accounts. `contributed` is their sum, in dollars."""

    contributed: Decimal
    roth: AccountProjection
    unconverted: AccountProjection
    taxable: AccountProjection


def project(what: ProjectionInput) -> Projection:
    """The three accounts side by side, nominal and in today's dollars."""
    contributed = what.amount * (1 if what.deposit == "once" else what.years)
    grown = future_value(what)
    gain = max(ZERO, grown - contributed)
    return Projection(
        to_cents(contributed),
        _account("roth", what, contributed, grown, ZERO, "IRC 402A(d), 408A(d): qualified distributions are not taxed"),
        _account(
            "unconverted",
            what,
            contributed,
            grown,
            gain * what.withdrawal_tax_rate,
            "IRC 72, 402(a): growth is ordinary income when it is taken out",
        ),
        _taxable_account(what, contributed),
    )


def future_value(what: ProjectionInput) -> Decimal:
    """The deposits with their growth at the end of the years, in dollars, not rounded."""
    if what.deposit == "once":
        return grown_once(what.amount, what.annual_return, what.years)
    return grown_yearly(what.amount, what.annual_return, what.years, what.timing)


def grown_once(amount: Decimal, rate: Decimal, years: int) -> Decimal:
    """One deposit of `amount` dollars after `years` at the yearly `rate`: amount x (1 + rate) ^ years."""
    return amount * (1 + rate) ** years


def grown_yearly(amount: Decimal, rate: Decimal, years: int, timing: Timing = "end") -> Decimal:
    """`amount` dollars at the end (or start) of each of `years`: amount x ((1 + rate) ^ years - 1) / rate."""
    at_end = amount * years if rate == 0 else amount * ((1 + rate) ** years - 1) / rate
    return at_end * (1 + rate) if timing == "start" else at_end


def in_todays_dollars(amount: Decimal, inflation: Decimal, years: int) -> Decimal:
    """What `amount` dollars in `years` buy at today's prices."""
    return amount / (1 + inflation) ** years


def _taxable_account(what: ProjectionInput, contributed: Decimal) -> AccountProjection:
    """Year by year: dividends are taxed and put back, which raises the basis; the rest is taxed at the end."""
    value = basis = drag = ZERO
    for year in range(what.years):
        deposit = what.amount if what.deposit == "yearly" or year == 0 else ZERO
        early = what.deposit == "once" or what.timing == "start"
        if early:
            value, basis = value + deposit, basis + deposit
        dividends = value * what.dividend_yield
        tax = dividends * what.dividend_tax_rate
        value += value * what.annual_return - tax
        basis += dividends - tax
        drag += tax
        if not early:
            value, basis = value + deposit, basis + deposit
    gains_tax = max(ZERO, value - basis) * what.capital_gains_rate
    return _account("taxable", what, contributed, value, gains_tax, "IRC 1(h), 1001: gains are taxed when sold", drag)


def _account(
    account: Account,
    what: ProjectionInput,
    contributed: Decimal,
    value: Decimal,
    tax: Decimal,
    tax_source: str,
    drag: Decimal = ZERO,
) -> AccountProjection:
    put_in, worth, due, paid = (to_cents(one) for one in (contributed, value, tax, drag))
    lines = [
        Line("contributed", put_in, "one deposit" if what.deposit == "once" else "a deposit each year", "your input"),
        Line("growth", worth - put_in + paid, "growth at the return that was given; not a forecast", "arithmetic"),
    ]
    if paid:
        lines.append(Line("tax_on_dividends", -paid, "taxed each year", "IRC 1(h)(11)"))
    lines.append(Line("tax_at_the_end", -due, "when all of it is taken out", tax_source))
    return AccountProjection(
        account,
        worth,
        due,
        paid,
        worth - due,
        to_cents(in_todays_dollars(worth - due, what.inflation, what.years)),
        tuple(lines),
    )

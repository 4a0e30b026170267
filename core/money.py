"""Dollars as `Decimal`, rounded only where a result leaves the core."""

from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
ZERO = Decimal(0)


def to_cents(amount: Decimal) -> Decimal:
    """`amount` in dollars, rounded half-up to the cent."""
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)

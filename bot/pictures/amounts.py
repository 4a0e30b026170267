"""Dollars on pictures, where room is scarce."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from content.templates import money

SHORT_FROM = 10**10
UNITS = ((1e12, 1e12, "T"), (1e9, 1e9, "B"), (1e6, 1e6, "M"), (1e4, 1e3, "k"))

Unit = tuple[float, str]


def whole_dollars(amount: Decimal) -> str:
    """`$1,234,568`, and from ten billion on `$12.35B`."""
    if abs(amount) >= SHORT_FROM:
        return short(float(amount), unit_for([float(amount)]))
    return money(amount.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def unit_for(amounts: Iterable[float]) -> Unit:
    """The unit in which the largest of `amounts` is a short number, and its sign."""
    largest = max(abs(amount) for amount in amounts)
    return next(((one, sign) for least, one, sign in UNITS if largest >= least), (1.0, ""))


def short(dollars: float, unit: Unit) -> str:
    """`$1.5M` for 1500000 in millions."""
    if dollars == 0:
        return "$0"
    number = f"{abs(dollars) / unit[0]:,.2f}".rstrip("0").rstrip(".")
    return f"{'−' if dollars < 0 else ''}${number}{unit[1]}"

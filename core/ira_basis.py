"""What a conversion out of traditional IRAs taxes where there is basis: the lines of Form 8606 (IRC 408(d)(1), (2))."""

from dataclasses import dataclass
from decimal import Decimal

from core.money import ZERO, to_cents


@dataclass(frozen=True, slots=True)
class IraConversion:
    """Dollars and cents, by the lines of Form 8606: 3 `basis`, 9 `pool`, 11 `untaxed`, 18 `taxable`, 14 `basis_left`.

    The ratio of basis to pool is not rounded; the form itself rounds it to at least three places.
    """

    basis: Decimal
    pool: Decimal
    untaxed: Decimal
    taxable: Decimal
    basis_left: Decimal


def ira_conversion(left: Decimal, basis: Decimal, converted: Decimal) -> IraConversion:
    """What converting `converted` dollars taxes.

    `left` is what all traditional, SEP and SIMPLE IRAs hold on 31 December after it, and `basis` the basis from earlier
    years with what was put in for this year and not deducted. Money in a workplace plan is never in the pool.
    """
    pool = to_cents(left + converted)
    in_pool = min(to_cents(basis), pool)
    untaxed = to_cents(in_pool * converted / pool) if pool else ZERO
    return IraConversion(in_pool, pool, untaxed, to_cents(converted) - untaxed, in_pool - untaxed)

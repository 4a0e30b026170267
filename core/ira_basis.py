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


def ira_conversion(left: Decimal, basis: Decimal, converted: Decimal, later: Decimal = ZERO) -> IraConversion:
    """What converting `converted` dollars taxes.

    `left` is what all traditional, SEP and SIMPLE IRAs hold on 31 December after it, and `basis` the basis from earlier
    years with what was put in for this year and not deducted. Of that, `later` was put in after 31 December (line 4):
    it was in no IRA on that day, so it has no part in the ratio and stays basis. Plan money is never in the pool.
    """
    pool, later = to_cents(left + converted), to_cents(later)
    in_pool = min(to_cents(basis) - later, pool)
    untaxed = to_cents(in_pool * converted / pool) if pool else ZERO
    in_all = in_pool + later
    return IraConversion(in_all, pool, untaxed, to_cents(converted) - untaxed, in_all - untaxed)

"""New Jersey's own rule for an early payment from a Roth IRA: a share of every payment is earnings.

Its statute leaves untaxed only qualified payments (N.J.S.A. 54A:6-28); the state's worksheet spreads own money evenly.
"""

from decimal import Decimal

from core.money import ZERO, to_cents


def new_jersey_income(amount: Decimal, value: Decimal, own: Decimal) -> Decimal:
    """New Jersey income in dollars of an early Roth IRA payment of `amount`.

    `value` is what all Roth IRAs hold with the payment still in them, `own` the money in them that New Jersey has
    taxed already. Nothing where own money is all there is.
    """
    if value <= 0:
        return ZERO
    return to_cents(min(amount, value) * max(ZERO, value - own) / value)

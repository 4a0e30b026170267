"""The largest loan that a plan may make (IRC 72(p)(2)(A))."""

from decimal import Decimal

from core.limits import constants
from core.money import ZERO, to_cents


def largest_plan_loan(vested: Decimal, owed: Decimal = ZERO, highest: Decimal | None = None) -> Decimal:
    """The most that the law lets a plan lend anew, in dollars.

    `vested` is the vested balance, `owed` what is owed on plan loans now, `highest` the most that was owed in the last
    12 months (None: what is owed now). With what is owed, loans may come to half of the vested balance, but to the
    floor of the law at least, and to the dollar limit less what was paid down in the 12 months at most.
    """
    law = constants()
    paid_down = max(ZERO, (owed if highest is None else highest) - owed)
    most = min(law.plan_loan_limit - paid_down, max(vested * law.plan_loan_share, law.plan_loan_floor))
    return to_cents(max(ZERO, most - owed))

"""The limits that depend on the age reached on 31 December of the tax year (IRC 414(v)(5))."""

from decimal import Decimal
from typing import Literal

from core.limits import Limits, constants
from core.money import ZERO

PlanCatchUp = Literal["none", "regular", "enhanced"]


def catch_up_limit(limits: Limits, age: int, plan: PlanCatchUp = "enhanced") -> Decimal:
    """The catch-up in dollars for `age`, as far as the plan offers it: no plan must offer any (IRC 414(v)).

    `plan` is `enhanced` where it has the higher amount at 60 to 63, `regular` where it has not, `none` for no catch-up.
    """
    law = constants()
    if plan == "none" or age < law.catch_up_age:
        return ZERO
    enhanced = plan == "enhanced" and law.higher_catch_up_first_age <= age <= law.higher_catch_up_last_age
    return limits.higher_catch_up if enhanced and limits.higher_catch_up is not None else limits.catch_up


def deferral_limit(limits: Limits, age: int, plan: PlanCatchUp = "enhanced") -> Decimal:
    """The elective deferral limit in dollars with the catch-up for `age` (IRC 402(g)(1), 414(v))."""
    return limits.elective_deferral + catch_up_limit(limits, age, plan)


def ira_limit(limits: Limits, age: int) -> Decimal:
    """The limit on traditional and Roth IRA contributions together, in dollars (IRC 219(b)(5))."""
    return limits.ira + (limits.ira_catch_up if age >= constants().catch_up_age else ZERO)

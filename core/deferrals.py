"""Elective deferrals: one limit per person, whoever the employers are, and what goes over it (IRC 402(g), 414(v))."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from core.limits import Limits, constants
from core.money import ZERO

PlanCatchUp = Literal["none", "regular", "enhanced"]
PlanKind = Literal["401k", "403b", "457b"]


@dataclass(frozen=True, slots=True)
class DeferralLimits:
    """What a person may defer in the year, in dollars, as seen from one plan.

    `base` is the limit without catch-up. `catch_up` is what this plan allows on top at the person's age, and `plan` is
    both together: what this plan may take (IRC 401(a)(30)). `person` is the person's limit across all employers,
    which does not ask what the plans offer: deferrals above it, wherever made, are excess deferrals.
    `person_if_ordinary` is lower where the higher catch-up of ages 60 to 63 is in doubt because no plan offers it.
    `here` is what is left for this plan after the deferrals elsewhere. `catch_up_here` is what of this plan's
    catch-up the deferrals elsewhere have not used up, `catch_up_together` what the two have if they are related.
    """

    base: Decimal
    catch_up: Decimal
    plan: Decimal
    person: Decimal
    person_if_ordinary: Decimal
    here: Decimal
    catch_up_here: Decimal
    catch_up_together: Decimal


def catch_up_limit(age: int, limits: Limits, plan: PlanCatchUp = "enhanced") -> Decimal:
    """The catch-up in dollars for someone who reaches `age` by 31 December.

    The higher amount goes to those who reach 60 to 63 in the year, in years that have it and in plans that offer it
    (`plan` "enhanced"); a plan may offer the ordinary amount alone ("regular") or none (IRC 414(v)(2)(B), (E)).
    """
    law = constants()
    if plan == "none" or age < law.catch_up_age:
        return ZERO
    higher = law.higher_catch_up_first_age <= age <= law.higher_catch_up_last_age
    if plan == "enhanced" and higher and limits.higher_catch_up is not None:
        return limits.higher_catch_up
    return limits.catch_up


def deferral_limits(age: int, limits: Limits, plan: PlanCatchUp, deferred_elsewhere: Decimal) -> DeferralLimits:
    """The deferral limits of a person of `age` on 31 December in a plan of this kind of catch-up.

    `deferred_elsewhere` is in dollars and counts 401(k), 403(b) and SIMPLE plans of any other employer, never a
    457(b) plan, which has a limit of its own. The person's limit takes in the catch-up that the law has for the age,
    whatever the plans offer (Treas. Reg. 1.402(g)-2(a), (b)); the plan's limit only what the plan offers.
    """
    base = limits.elective_deferral
    catch_up = catch_up_limit(age, limits, plan)
    person = person_limit(age, limits)
    taken_elsewhere = min(max(ZERO, deferred_elsewhere - base), person - base)
    return DeferralLimits(
        base=base,
        catch_up=catch_up,
        plan=base + catch_up,
        person=person,
        person_if_ordinary=person_limit(age, limits, "enhanced" if plan == "enhanced" else "regular"),
        here=max(ZERO, min(person - deferred_elsewhere, base + catch_up)),
        catch_up_here=max(ZERO, catch_up - taken_elsewhere),
        catch_up_together=max(catch_up, taken_elsewhere),
    )


def person_limit(age: int, limits: Limits, catch_up: PlanCatchUp = "enhanced") -> Decimal:
    """Dollars that a person of `age` on 31 December may defer in all plans together (Treas. Reg. 1.402(g)-2(a), (b)).

    The words of the regulation lead to the higher amount at 60 to 63 also where no plan offers it, which nothing
    confirms; with `catch_up` "regular" the ordinary amount counts.
    """
    return limits.elective_deferral + catch_up_limit(age, limits, catch_up)


def excess_deferral_due(tax_year: int) -> date:
    """The day by which an excess deferral of `tax_year` must be paid back, so asked for well before: 15 April next.

    Missed, it is taxed in the year deferred and again when paid out (IRC 402(g)(2); Treas. Reg. 1.402(g)-1(e)).
    """
    law = constants()
    return date(tax_year + 1, int(law.excess_deferral_month), int(law.excess_deferral_day))


def catch_up_must_be_roth(wages_last_year: Decimal, limits: Limits) -> bool:
    """Whether catch-up of this year must be Roth (IRC 414(v)(7)).

    `wages_last_year` are last year's Social Security wages (W-2 box 3) from the employer whose plan it is, in dollars;
    0 for someone new there. It changes the kind of tax, never the after-tax room.
    """
    return (
        limits.roth_catch_up_enforced
        and limits.roth_catch_up_wages is not None
        and wages_last_year > limits.roth_catch_up_wages
    )

"""Which plan of the household somebody means by what they call it."""

from collections.abc import Mapping
from typing import Final

from flows.household.household import Household
from flows.household.plan import Owner, PlanId, PlanKind
from nlu.message.fact import Plan as PlanTold
from nlu.message.fact import Whose
from nlu.plan_names import PlanNamed

KIND_OF: Final[Mapping[PlanTold, PlanKind]] = {
    PlanTold.THIS: PlanKind.THIS,
    PlanTold.OTHER: PlanKind.OTHER,
    PlanTold.OLD: PlanKind.OLD,
    PlanTold.BUSINESS: PlanKind.BUSINESS,
}


def plan_called(household: Household, called: PlanNamed) -> PlanId:
    """The plan that is meant: the open one where it fits, else the first that fits, else a new one."""
    owner = Owner.SPOUSE if called.whose is Whose.SPOUSE else Owner.ME
    kind = KIND_OF[called.plan]
    fits = [one for one in household.plans if (one.owner, one.kind) == (owner, kind)]
    return household.open if household.open in fits else next(iter(fits), PlanId(owner, kind))

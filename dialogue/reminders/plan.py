"""The plan that a reminder is of."""

from dataclasses import replace
from typing import Final

from dialogue.state import State
from flows.household.plan import MINE, PlanId
from flows.reminders import Purpose, Reminder

OF_NO_PLAN: Final = frozenset({Purpose.FORMS, Purpose.RETURN})  # the return is one for all plans


def in_plan(state: State, new: Reminder) -> Reminder:
    """The reminder as one of the open plan, where there are several and it is of one of them.

    Own words told while one's own plan is open may be of anything.
    """
    household = state.session.household
    of_anything = new.purpose in OF_NO_PLAN or (new.purpose is Purpose.OWN and household.open == MINE)
    if new.plan or not household.several or of_anything:
        return new
    return replace(new, plan=str(household.open))


def plan_of(state: State, one: Reminder) -> PlanId | None:
    """The plan that a reminder is of; None where it is of none, or that is no longer there."""
    household = state.session.household
    plans = {str(plan): plan for plan in (*household.plans, household.open)}
    return plans.get(one.plan) if household.several else None

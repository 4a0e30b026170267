"""What a plan of the household is called."""

from content.library import Library
from flows.household.household import Household
from flows.household.plan import Plan, PlanId


def plan_name(library: Library, household: Household, plan: PlanId | None = None) -> str:
    """What `plan` is called, by default the open one, plain text: "your old job (Acme)"."""
    plan = household.open if plan is None else plan
    employer = household.plans.get(plan, Plan()).facts.get("employer")
    name = employer.value if employer is not None and isinstance(employer.value, str) else ""
    number = plan.number if plan.number > 1 else 0
    return library.messages[f"plan_{plan.owner}_{plan.kind}"].plain({"employer": name, "number": number})

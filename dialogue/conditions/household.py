"""When a plan or a year of the household is named, to be opened or forgotten, or something is told of it in passing."""

from dataclasses import dataclass

from core.limits import published_years
from dialogue.conditions.acts import LIKELY, MAYBE
from dialogue.events import Said
from dialogue.heard import SHORT_ANSWER, Heard
from flows import payloads
from flows.household.household import Household
from flows.household.plan import MINE, Plan, PlanId, plan_id
from nlu.acts import ActKind
from nlu.answers import FREE
from nlu.message.fact import Plan as PlanTold
from nlu.message.fact import Whose
from nlu.movements import read_movement
from nlu.plan_names import PlanNamed, read_plan_in_passing, read_plan_name, read_year_to_forget, tells_of_new_job


def plan_pressed(heard: Heard) -> PlanId | None:
    """The plan whose button was pressed: one that is there, or one that may be added."""
    button = heard.button
    if button is None or button.kind != payloads.PLAN or button.arguments[0] == payloads.YEAR:
        return None
    household = heard.state.session.household
    try:
        plan = plan_id(button.arguments[1])
    except ValueError:
        return None
    return plan if is_there(household, plan) or plan == household.next_id(plan.owner, plan.kind) else None


def year_pressed(heard: Heard) -> int | None:
    """The tax year whose button was pressed, if it is loaded."""
    button = heard.button
    if button is None or button.kind != payloads.PLAN or button.arguments[0] != payloads.YEAR:
        return None
    return next((year for year in published_years() if str(year) == button.arguments[1]), None)


def is_there(household: Household, plan: PlanId) -> bool:
    """Whether `plan` is one of the household, or the open one."""
    return plan in household.plans or plan == household.open


def plan_named(heard: Heard) -> PlanNamed | None:
    """A plan of the household that is named and nothing else: it is to be opened."""
    called = _named(heard)
    return None if called is None or called.forget else called


def plan_to_forget(heard: Heard) -> PlanNamed | None:
    """A plan of the household that is to be forgotten."""
    called = _named(heard)
    return called if called is not None and called.forget else None


def _named(heard: Heard) -> PlanNamed | None:
    state = heard.state
    called = read_plan_name(heard.text)
    if called is None and not heard.question and tells_of_new_job(heard.text):
        called = PlanNamed(Whose.ME, PlanTold.THIS, new=True)
    household = state.session.household
    if called is None or (called.plain and not household.several):
        return None
    if called.new and household.plans.get(MINE, Plan()).empty:
        return None
    question = state.question
    takes_any = question is not None and state.domain.slots[question.slot].kind in FREE
    return None if heard.waits and heard.plain and not takes_any else called


def year_to_forget(heard: Heard) -> int | None:
    """The year that is to be forgotten."""
    year = read_year_to_forget(heard.text)
    return year if year in heard.state.session.household.years() else None


def told_apart(heard: Heard) -> bool:
    """Facts of another plan, person or year, and none of the open one."""
    answered = heard.waits and heard.plain and heard.words <= SHORT_ANSWER
    if not heard.apart or heard.facts or heard.question or answered:
        return False
    return heard.act(ActKind.RECORD, LIKELY) is None or not heard.waits


@dataclass(frozen=True, slots=True)
class ToldThere:
    """Something that happened in another plan: `kind` of movement, and the words without the plan's name."""

    plan: PlanNamed
    text: str
    kind: str


def happened_there(heard: Heard) -> ToldThere | None:
    """Something happened in another plan that is named in the same message, with its dollars."""
    if heard.question or "?" in heard.text or not any(mark.isdigit() for mark in heard.text):
        return None
    found = read_plan_in_passing(heard.text)
    if found is None:
        return None
    plan, rest = found
    acts = (*Heard(heard.state, Said(rest)).acts[:3], *heard.acts[:3])
    kinds = (act.target for act in acts if act.kind is ActKind.RECORD and act.share >= MAYBE)
    kind = next((one for one in kinds if read_movement(rest, heard.state.today, one) is not None), None)
    return None if kind is None else ToldThere(plan, rest, kind)

"""When a plan or a year of the household is named, to be opened or forgotten, or something is told of it in passing."""

import re
from dataclasses import dataclass, replace

from core.limits import published_years
from dialogue.amount_elsewhere import plan_of
from dialogue.apart import Apart
from dialogue.conditions.acts import LIKELY, MAYBE, OFFERED
from dialogue.events import Said
from dialogue.facts import facts_of
from dialogue.heard import SHORT_ANSWER, Heard
from dialogue.persons import PERSONAL, FlowFor
from dialogue.plans_called import plan_called
from dialogue.reminders.plan import plan_of as plan_of_reminder
from flows import payloads
from flows.definitions.capacity import CAPACITY
from flows.household.household import Household
from flows.household.plan import MINE, Owner, Plan, PlanId, plan_id
from flows.reminders import find
from nlu.acts import ActKind
from nlu.amount_elsewhere import AmountElsewhere, LastElsewhere, read_amount_elsewhere, read_last_elsewhere
from nlu.answers import FREE
from nlu.asked.person import PersonAsked, asks_for_sum, read_person_asked, second_job
from nlu.message.fact import Plan as PlanTold
from nlu.message.fact import Whose
from nlu.message.names import says_who_keeps_plan
from nlu.message.segments import supposes
from nlu.movements.kinds import named_kind
from nlu.movements.reading import read_movement
from nlu.plan_names import (
    PlanNamed,
    did_it_oneself,
    read_plan_in_passing,
    read_plan_name,
    read_told_of_them,
    read_year_to_forget,
    tells_of_new_job,
)
from nlu.questions import asks_how_much
from nlu.requests import asks_for_next_step, tries_something

_IF = re.compile(r"^\W*(?:(?:and|so|but|ok|okay|hm+)\W+)*if\b", re.IGNORECASE)


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


def wanted_for_person(heard: Heard) -> FlowFor | None:
    """What is wanted for another person of the household than the one whose plan is open, or for oneself again."""
    asked = read_person_asked(heard.text)
    if asked is None:
        return _for_another_job(heard)
    if heard.command is not None or (heard.waits and heard.plain and heard.words == 1):
        return None
    if asked.whose is Whose.SPOUSE and heard.names_others:
        return None  # "one of our doctors …, what is the most he can put in": he is nobody of the household
    if supposes(heard.text) or tries_something(heard.text) or _IF.match(heard.text):
        return None  # what is only supposed of somebody is no fact of theirs: "if my wife maxes, what is her room"
    household = heard.state.session.household
    if asked.whose is Whose.ME and (not household.several or household.open.owner is Owner.ME):
        return None
    flow = _same_flow(heard, asked) if asked.same else _flow_for(heard)
    return None if flow is None else FlowFor(asked.whose, flow)


def next_for_person(heard: Heard) -> Whose | None:
    """The next step is wanted for another person of the household than the one whose plan is open."""
    asked, household = read_person_asked(heard.text), heard.state.session.household
    if asked is None or asked.whose is not Whose.SPOUSE or household.open.owner is not Owner.ME:
        return None
    act = heard.act(ActKind.COMMAND, OFFERED)
    wants = asks_for_next_step(heard.text) or (act is not None and act.target == "next")
    known = any(plan.owner is not Owner.ME for plan in household.plans)
    return asked.whose if wants and known else None


def own_plan_again(heard: Heard) -> bool:
    """ "And mine?" where one's own plan is open: what is open there is meant, or what is known of it."""
    household, asked = heard.state.session.household, read_person_asked(heard.text)
    if asked is None or asked.whose is not Whose.ME or household.open.owner is not Owner.ME:
        return False
    if asks_for_sum(heard.text):
        return False  # "what's my room" wants the figure, wherever one is
    there = heard.state.frame is not None or not household.plan.empty
    return there and not heard.facts and not (heard.waits and heard.plain)


def _for_another_job(heard: Heard) -> FlowFor | None:
    """The room of another job's plan, asked in whole words: "how much can I put in at my second job?"."""
    text = second_job(heard.text)
    if not heard.question or heard.command is not None or not asks_for_sum(text) or not asks_how_much(text):
        return None
    found = read_plan_in_passing(text)
    if found is None or found[0].whose is not Whose.ME or (heard.waits and heard.plain):
        return None
    return FlowFor(Whose.ME, CAPACITY, found[0].plan, found[1])


def _same_flow(heard: Heard, asked: PersonAsked) -> str | None:
    """The flow that is open, which is meant for another person too; the room where that cannot be."""
    state = heard.state
    spoken_of = asked.whose is Whose.SPOUSE and any(one.plan.owner is Owner.SPOUSE for one in heard.apart)
    if state.flow is None and not state.session.household.several and not spoken_of:
        return None
    return state.flow.id if state.flow is not None and state.flow.id in PERSONAL else CAPACITY


def _flow_for(heard: Heard) -> str | None:
    """The flow that a wish in whole words is for: the likeliest one about a person, the room where a sum is asked."""
    starts = [act for act in heard.acts[:3] if act.kind is ActKind.START and act.share >= OFFERED]
    flow = next((act.target for act in starts if act.target in PERSONAL), None)
    if asks_for_sum(heard.text):
        return flow or CAPACITY
    first = heard.acts[0] if heard.acts else None
    return flow if first is not None and first.kind is ActKind.START else None


def plan_named(heard: Heard) -> PlanNamed | None:
    """A plan of the household that is named and nothing else: it is to be opened."""
    called = _named(heard)
    return None if called is None or called.forget else called


def amount_elsewhere(heard: Heard) -> AmountElsewhere | None:
    """An amount told before that is said to be of another plan than the open one ("the 9k is hers, not mine")."""
    told = read_amount_elsewhere(heard.text)
    return None if told is None or plan_of(heard.state, told) == heard.state.session.household.open else told


def last_elsewhere(heard: Heard) -> LastElsewhere | None:
    """What was noted last in one's own plan is said to be the spouse's ("that's my wife's, mine is 180k")."""
    household, told = heard.state.session.household, read_last_elsewhere(heard.text)
    if told is None or household.open.owner is not Owner.ME or heard.state.session.pending is not None:
        return None
    slot = told.slot or heard.state.session.notes.last or ""
    return replace(told, slot=slot) if slot in household.facts and slot in heard.state.domain.slots else None


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

    plan: PlanId
    text: str
    kind: str


def happened_there(heard: Heard) -> ToldThere | None:
    """Something happened in another plan, with its dollars: one named in the message, or of the reminder that came."""
    if heard.question or "?" in heard.text or not any(mark.isdigit() for mark in heard.text) or heard.corrects_apart:
        return None
    if did_it_oneself(heard.text):
        return None
    found = _plan_in_passing(heard)
    if found is None:
        return None
    plan, rest = found
    acts = (*Heard(heard.state, Said(rest)).acts[:3], *heard.acts[:3])
    kinds = [act.target for act in acts if act.kind is ActKind.RECORD and act.share >= MAYBE]
    if not kinds and "%" not in rest:
        told = read_movement(rest, heard.state.today, named_kind(rest))
        kinds = [told.kind] if told is not None and told.unsure in {"", "day"} else []
    kind = next((one for one in kinds if read_movement(rest, heard.state.today, one) is not None), None)
    return None if kind is None else ToldThere(plan, rest, kind)


def provider_there(heard: Heard) -> Apart | None:
    """Who keeps the plan of somebody else, or of another job, and nothing else: "her plan is with Vanguard"."""
    if heard.question or not says_who_keeps_plan(heard.text):
        return None
    named = read_plan_in_passing(heard.text)
    if named is None:
        return None
    told = Heard(heard.state, Said(f"my plan {named[1]}")).message.slots
    if told.keys() != {"provider"}:
        return None
    household = heard.state.session.household
    facts = facts_of(heard.state, heard.text, dict(told))
    return Apart(plan_called(household, named[0]), household.year, facts)


def _plan_in_passing(heard: Heard) -> tuple[PlanId, str] | None:
    """The plan other than the open one that something is told of, and the words without its name."""
    session = heard.state.session
    household = session.household
    if (named := read_plan_in_passing(heard.text)) is not None:
        return plan_called(household, named[0]), named[1]
    spouses = next((one for one in household.plans if one.owner is Owner.SPOUSE), None)
    if spouses is not None and (rest := read_told_of_them(heard.text)) is not None:
        there = household.open if household.open.owner is Owner.SPOUSE else spouses
        return there, rest
    came = find(session, session.notes.reminder or 0) if session.notes.reminder_came else None
    plan = plan_of_reminder(heard.state, came) if came is not None else None
    return (plan, heard.text) if plan is not None and plan != household.open else None

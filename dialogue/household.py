"""The plans of a household in the talk: opened by words and buttons, named in every reply, listed in the case."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from core.limits import published_years
from dialogue.menus import flow_button, menu_row, resume_row, waiting_flows
from dialogue.next_steps import ahead
from dialogue.plans_called import plan_called
from dialogue.prompts import answer_lines
from dialogue.replies import Done, Prompt, Reply, fact, hold
from dialogue.state import State, is_finished
from flows import payloads
from flows.household import words
from flows.household.levels import AGE
from flows.household.plan import Owner, Plan, PlanId, PlanKind
from flows.screens import Button, Rows, Screen, joined, rows_of
from flows.session import Candidate, PendingKind, Session, to_plan
from nlu.plan_names import PlanNamed

SHOWN: Final = 5  # facts of a plan in its short form
NEW_JOB: Final = PendingKind.NEW_JOB
# Naming.


def plan_name(state: State, plan: PlanId) -> str:
    """What a plan is called, plain text: "your old job (Acme)"."""
    return words.plan_name(state.domain.library, state.session.household, plan)


def named(state: State, screens: Sequence[Screen]) -> tuple[Screen, ...]:
    """`screens` with the plan that each is about named, where there is more than one; not twice in a row."""
    household = state.session.household
    if not household.several:
        return tuple(screens)
    found, before = [], None
    for one in screens:
        plan = household.open if one.plan is None else one.plan
        heading = state.domain.message("plan_open", plan=plan_name(state, plan)) if plan != before else ""
        found.append(replace(one, text=joined([heading, one.text])) if one.text else one)
        before = plan if one.text else before
    return tuple(found)


# Opening.


def plan_of_spouse(state: State) -> State | None:
    """`state` with the spouse's plan open, where that is known and the person's own one is open; None otherwise."""
    household = state.session.household
    plan = next((one for one in household.plans if one.owner is Owner.SPOUSE), None)
    if plan is None or household.open.owner is not Owner.ME:
        return None
    return state.with_(to_plan(state.without_pending().session, plan))


def go_to(state: State, called: PlanNamed) -> Reply:
    """Opens the plan that was called; asks first whether a new job takes the place of the old one."""
    if called.new:
        yes = Candidate(state.domain.button("button_new_job_yes"), True)
        return hold(state, "", "", (yes,), NEW_JOB)
    return open_plan(state, plan_called(state.session.household, called))


def open_plan(state: State, plan: PlanId) -> Reply:
    """Opens `plan`: its flow goes on where it was; where none waits, shows what is known of it and what comes next."""
    try:
        session = replace(to_plan(state.session, plan), pending=None, misses=0)
    except ValueError:
        return plans_full(state)
    if plan.kind is PlanKind.BUSINESS and "self_employed" not in session.household.facts:
        session = replace(session, household=session.household.with_facts({"self_employed": fact(state, "yes", "")}))
    return _arrived(state, session)


def show_open(state: State) -> Reply:
    """What is open in the plan that is talked about: its question or its result; else what is known of it."""
    if state.frame is None:
        return open_plan(state, state.session.household.open)
    return Reply(state.session, outcome=Done.REPEAT, whole=True)


def plans_full(state: State) -> Reply:
    """Says that one more plan would be one too many."""
    return Reply(state.session, lead=state.domain.message("plans_full"), prompt=Prompt.OPEN, outcome=Done.PLANS_FULL)


def change_job(state: State) -> Reply:
    """Makes the person's plan that of an old job, and opens a new one."""
    try:
        household = state.session.household.changed_job()
    except ValueError:
        return plans_full(state)
    return _arrived(state, replace(state.session, household=household, frames=(), pending=None, misses=0))


def _arrived(state: State, session: Session) -> Reply:
    here = state.with_(session)
    if here.waits:
        return Reply(session, lead=state.domain.message("plan_goes_on"), outcome=Done.PLAN_OPENED, whole=True)
    session = replace(session, frames=tuple(frame for frame in session.frames if not is_finished(here, frame)))
    return Reply(session, (plan_screen(here),), prompt=Prompt.NEVER, outcome=Done.PLAN_OPENED)


def plan_screen(state: State) -> Screen:
    """The open plan: what is known of it in a few lines, and what to do next."""
    household = state.session.household
    known = dict(list(_telling(state, household.open).items())[:SHOWN])
    told = known.keys() - {AGE}
    head = state.domain.message("plan_here" if told else "plan_new", plan=plan_name(state, household.open))
    text = joined([head, answer_lines(state.domain, known)])
    steps = ahead(state)[:3]
    begin = rows_of([flow_button(state, one.flow) for one in steps])
    return Screen(text, (*begin, *plan_rows(state), *menu_row(state)))


def _telling(state: State, plan: PlanId) -> dict[str, Any]:
    """What tells most about a plan, by slot."""
    household = state.session.household
    told = household.plans.get(plan, Plan())
    facts = {**told.facts, **told.year(household.year).facts}
    age = household.of_person(plan.owner, household.year).get(AGE)
    facts = {**facts, **({AGE: age} if age is not None else {})}
    asked = [slot for slot in state.domain.library.slots if slot in facts and not slot.startswith("other_")]
    return {slot: facts[slot].value for slot in asked if facts[slot].value is not None}


def plan_rows(state: State) -> Rows:
    """A button for each other plan of the household."""
    household = state.session.household
    return rows_of([_to(state, one) for one in household.plans if one != household.open])


def _to(state: State, plan: PlanId) -> Button:
    label = state.domain.button("button_open_plan", plan=plan_name(state, plan))
    return Button(label[:60], payloads.make(payloads.PLAN, "open", str(plan)))


# Under the case.


def case_rows(state: State) -> Rows:
    """Under the case: flows put off, the other plans, the other years of this one, the plans that can be added."""
    household = state.session.household
    add = [
        PlanId(Owner.ME, PlanKind.OTHER),
        PlanId(Owner.ME, PlanKind.OLD),
        PlanId(Owner.ME, PlanKind.BUSINESS),
        PlanId(Owner.SPOUSE, PlanKind.THIS),
    ]
    new = [
        Button(
            state.domain.button("button_add_plan", plan=plan_name(state, one)),
            payloads.make(payloads.PLAN, "add", str(one)),
        )
        for one in add
        if one not in household.plans and one != household.open and not household.plan.empty
    ]
    years = [
        Button(str(year), payloads.make(payloads.PLAN, payloads.YEAR, str(year)))
        for year in household.years(household.open)
        if year != household.year and year in published_years()
    ]
    waiting = [row for one in waiting_flows(state)[1:] for row in resume_row(state, one)]  # the first stands on top
    return (*waiting, *plan_rows(state), *rows_of(years), *rows_of(new))

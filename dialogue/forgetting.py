"""Forgetting: all of it, one plan or one year, each asked about once."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from dialogue.household import plan_name
from dialogue.plans_called import plan_called
from dialogue.replies import Done, Prompt, Reply, hold
from dialogue.state import State
from flows.effects import Effect, ForgetEverything, ForgetReminder
from flows.household.household import Household
from flows.household.plan import Plan, PlanId, plan_id
from flows.ledger import entries_of
from flows.reminders import drop, reminders_of
from flows.session import Candidate, PendingKind, Session
from nlu.plan_names import PlanNamed

ALL, PART, WHICH = PendingKind.FORGET, PendingKind.FORGET_PART, PendingKind.FORGET_WHICH
ASKED: Final = frozenset({ALL, PART, WHICH})  # kinds of open questions that this module settles


def ask(state: State) -> Reply:
    """Asks once before everything is deleted; where there are several plans or years, also offers each of them."""
    everything = Candidate(state.domain.button("button_forget_yes"), True)
    parts = _parts(state)
    if len(parts) < 2:
        return hold(state, "", "", (everything,), ALL)
    return hold(state, "", "", (everything, *parts), WHICH)


def ask_plan(state: State, called: PlanNamed) -> Reply:
    """Asks once before the plan that is called is deleted."""
    known = state.session.household
    plan = plan_called(known, called)
    if known.plans.get(plan, Plan()).empty and plan != known.open:
        lead = state.domain.message("nothing_to_forget", what=plan_name(state, plan))
        return Reply(state.session, lead=lead, prompt=Prompt.OPEN, outcome=Done.NOTHING_TO_FORGET)
    return hold(state, "", plan_name(state, plan), (_plan_part(state, plan),), PART)


def ask_year(state: State, year: int) -> Reply:
    """Asks once before all that was told for `year` is deleted."""
    return hold(state, "", str(year), (Candidate(str(year), {"year": year}),), PART)


def settle(state: State, value: Any) -> Reply:
    """Deletes what was agreed to: everything, `{"plan": id}` or `{"year": year}`."""
    if not isinstance(value, Mapping):
        lead = state.domain.message("forgotten")
        return Reply(Session(), prompt=Prompt.NEVER, lead=lead, effects=(ForgetEverything(),), outcome=Done.FORGOT)
    session, household = state.session, state.session.household
    if "plan" in value:
        plan = plan_id(str(value["plan"]))
        lead = state.domain.message("forgotten_part", what=plan_name(state, plan))
        session = _opened(session, household.without_plan(plan))
        # the words of documents are kept for whichever plan they were of
        session = replace(session, notes=replace(session.notes, quotes=(), plan_so_far=None, album=None))
    else:
        year = int(value["year"])
        lead = state.domain.message("forgotten_part", what=str(year))
        frames = () if year == household.year else session.frames
        session = replace(session, household=household.without_year(year), frames=frames)
    session, effects = _without_lost_entries(session, household)
    notes = replace(
        session.notes, last=None, partial=None, draft=None, supposed=None, tried=(), entry=None, correcting=False
    )
    notes = replace(notes, undo=None, fresh=False, fixing=None, regular=None)  # they hold entries and dollars
    return Reply(
        replace(session, told=(), notes=notes),
        lead=lead,
        prompt=Prompt.OPEN,
        effects=effects,
        outcome=Done.FORGOT_A_PART,
    )


def _without_lost_entries(session: Session, before: Household) -> tuple[Session, tuple[Effect, ...]]:
    """The session without the reminders to look after entries of the open plan that are no longer there."""
    stays = session.household.open == before.open
    there = {one.id for one in entries_of(session)} if stays else set()
    lost = [one for one in reminders_of(session) if one.entry and one.entry not in there]
    kept = drop(session, *(one.id for one in lost)) if lost else session
    return kept, tuple(ForgetReminder(one.topic) for one in lost)


def _opened(session: Session, household: Household) -> Session:
    """The session with `household`; another plan that is open now has its own flows."""
    if household.open == session.household.open and household.open in household.plans:
        return replace(session, household=household)
    return replace(session, household=household, frames=household.plan.frames)


def _parts(state: State) -> tuple[Candidate, ...]:
    household = state.session.household
    plans = [_plan_part(state, one) for one in household.plans] if household.several else []
    years = [Candidate(str(year), {"year": year}) for year in household.years()]
    return (*plans, *(years if len(years) > 1 else []))


def _plan_part(state: State, plan: PlanId) -> Candidate:
    return Candidate(plan_name(state, plan), {"plan": str(plan)})

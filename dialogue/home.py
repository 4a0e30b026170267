"""The plan to which the talk comes back, after what was asked about another."""

from dataclasses import replace

from dialogue import household
from dialogue.replies import Reply
from dialogue.state import State
from flows.household.plan import MINE, PlanId
from flows.session import note, to_plan


def home_of(state: State) -> PlanId | None:
    """The plan to come back to; None where there is none any more, or it is open."""
    home, plans = state.session.notes.home, state.session.household
    known = {str(one): one for one in (*plans.plans, MINE)}
    return known.get(home) if home is not None and home != str(plans.open) else None


def coming_home(before: State, reply: Reply) -> Reply:
    """`reply` with the plan of `before` noted as the one to come back to, where another one is left open."""
    home = before.session.household.open
    opened = reply.session.household.open
    return reply if opened == home else replace(reply, session=note(reply.session, home=str(home)))


def come_back(before: State, reply: Reply, home: PlanId) -> Reply:
    """`reply`, which settled what was asked about the plan open in `before`, with the plan `home` open again.

    Where another plan was opened by it, that one stays open.
    """
    if reply.session.pending is not None:
        return reply
    there = reply.session.household.open
    if there != before.session.household.open:
        return replace(reply, session=note(reply.session, home=None))
    session = to_plan(note(reply.session, home=None, entry=None), home)
    # Their buttons name entries of that plan by numbers that mean others in the plan that is open now.
    rows = household.plan_rows(before.with_(session))
    screens = tuple(replace(one, plan=there, buttons=rows) for one in reply.screens)
    return replace(reply, session=session, screens=screens)

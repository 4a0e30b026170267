"""What is asked for another person of the household: that plan is opened, and the flow begins with what was told."""

from dataclasses import dataclass, replace
from typing import Any, Final

from dialogue.asking_back import ask_about_unclear
from dialogue.facts import facts_of, in_order, read_facts
from dialogue.first_look import with_first_look
from dialogue.household import plan_name, plans_full
from dialogue.next_steps import say_next
from dialogue.plans_called import plan_called
from dialogue.replies import Done, Reply, acknowledge, start_flow
from dialogue.state import State
from flows.household.levels import AGE
from flows.household.plan import MINE, Owner
from flows.screens import joined
from flows.session import Fact, learn, to_plan
from nlu.asked.person import as_own, tells_of_writer
from nlu.message.fact import Plan, Whose
from nlu.plan_names import PlanNamed

SPOUSE_AGE: Final = "spouse_age"
# Flows about one person's plan, so that they can be gone through for another one too.
PERSONAL: Final = frozenset(
    {
        "capacity", "paychecks", "eligibility", "projection", "waiting", "withdrawal", "taxes", "provider", "checkup",
        "destination", "troubleshooting", "plan",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FlowFor:
    """A `flow` that is wanted for the plan of a person; `text`: the message as the owner of that plan would put it."""

    whose: Whose
    flow: str
    plan: Plan = Plan.THIS
    text: str = ""


def start_for(state: State, text: str, wanted: FlowFor) -> Reply:
    """Opens the person's plan and begins the flow there with the figures of `text`; a result that is there is shown."""
    plan = plan_called(state.session.household, PlanNamed(wanted.whose, wanted.plan))
    mixed = wanted.whose is Whose.SPOUSE and tells_of_writer(text)
    mine = _of_writer(state, text) if mixed else {}
    session = replace(learn(state.session, mine), pending=None, misses=0)
    try:
        session = to_plan(session, plan)
    except ValueError:
        return plans_full(state)
    here = state.with_(session)
    own = wanted.text or (text if plan.owner is Owner.ME or mixed else as_own(text))
    message = read_facts(here, own)
    if mixed:
        message = replace(message, slots=_of_spouse(state, text), unclear={})
    flow = state.domain.flows[wanted.flow]
    told = in_order(flow, facts_of(here, text, message.slots))
    lead = "" if plan == state.session.household.open else _whose(here, owner=plan.owner)
    if not told and not message.unclear and here.frame is not None and here.frame.flow == flow.id:
        return Reply(session, lead=lead, outcome=Done.PLAN_OPENED, whole=True)
    left = "" if mixed or not message.left else here.domain.message("left_over", amounts=", ".join(message.left[:4]))
    lead = joined([acknowledge(state, mine), lead, acknowledge(here, told), left])
    started = start_flow(here, flow.id, told, lead, text=text)
    return with_first_look(here, ask_about_unclear(here, started, text, message))


def next_for(state: State, whose: Whose) -> Reply:
    """Opens the person's plan and says what comes next there."""
    here = state.with_(to_plan(state.session, plan_called(state.session.household, PlanNamed(whose, Plan.THIS))))
    reply = say_next(here)
    lead = _whose(here, owner=here.session.household.open.owner)
    screens = tuple(replace(one, text=joined([lead, one.text])) for one in reply.screens)
    return replace(reply, screens=screens)


def _of_writer(state: State, text: str) -> dict[str, Fact]:
    """What `text` tells of the plan that is open, where it tells of the spouse's too."""
    slots = read_facts(state, text).slots
    return facts_of(state, text, {slot: value for slot, value in slots.items() if slot != SPOUSE_AGE})


def _of_spouse(state: State, text: str) -> dict[str, Any]:
    """What `text` tells of the spouse beside the writer, as the spouse's plan calls it."""
    said = (one for one in read_facts(state, text).facts if one.whose is Whose.SPOUSE)
    return {AGE if one.slot == SPOUSE_AGE else one.slot: one.value for one in said}


def _whose(here: State, *, owner: Owner) -> str:
    opened = here.session.household.open
    name = "plan_back_to_own" if opened == MINE else "plan_of_another" if owner is Owner.ME else "plan_of_person"
    return here.domain.message(name, plan=plan_name(here, here.session.household.open))

"""Settles the question about the last answer: which reading was meant, or whether something is to be done."""

from collections.abc import Mapping

from dialogue import forgetting, household, importing
from dialogue.bonus import bonus_beside
from dialogue.facts import in_order
from dialogue.ledger import keeping, waiting
from dialogue.plan_findings import quotes_of
from dialogue.replies import Done, Prompt, Reply, accept, acknowledge, fact, start_flow
from dialogue.state import State
from flows.session import ANSWERS, Fact, PendingKind, note

PLAN_FLOW = "eligibility"
PAY = "pay"


def settle(state: State, index: int | None) -> Reply:
    """Takes the reading number `index` of what is pending; None means none of them. Raises ValueError if nothing is."""
    pending = state.session.pending
    if pending is None:
        raise ValueError("nothing is pending")
    cleared = state.without_pending()
    if index is None:
        lead = state.domain.message(f"none_{pending.kind}")
        return Reply(cleared.session, lead=lead, prompt=Prompt.OPEN, outcome=Done.NONE_OF_THEM)
    chosen = pending.readings[index]
    if pending.kind in waiting.ASKED:
        return waiting.in_its_plan(state, lambda there: keeping.settle(there.without_pending(), chosen.value))
    if pending.kind is PendingKind.IMPORT:
        return importing.take(cleared, chosen.value)
    if pending.kind in ANSWERS:
        told = {pending.slot: chosen.value}
        if pending.slot == PAY:
            told |= bonus_beside(state, pending.said, pending.readings, chosen.value)
        facts = {slot: fact(state, value, pending.said) for slot, value in told.items()}
        return accept(cleared, facts, acknowledge(cleared, facts))
    if pending.kind in forgetting.ASKED:
        return forgetting.settle(cleared, chosen.value)
    if pending.kind is household.NEW_JOB:
        return household.change_job(cleared)
    facts = {slot: Fact(value, pending.said, state.today) for slot, value in (chosen.value or {}).items()}
    facts = in_order(state.flow, facts)
    if pending.kind is PendingKind.PLAN and isinstance(pending.extra, Mapping):
        cleared = cleared.with_(note(cleared.session, quotes=quotes_of(pending.extra.get("findings"))))
    elsewhere = state.frame is None or (state.frame.flow != PLAN_FLOW and not state.waits)
    if pending.kind is PendingKind.PLAN and elsewhere and PLAN_FLOW in state.domain.flows:
        return start_flow(cleared, PLAN_FLOW, facts, acknowledge(cleared, facts))
    return accept(cleared, facts, acknowledge(cleared, facts))

"""Settles the question about the last answer: which reading was meant, or whether something is to be done."""

from flows.dialogue.facts import in_order
from flows.dialogue.moves import Move, accept, acknowledge, fact, start_flow
from flows.dialogue.scene import Scene, without_pending
from flows.effects import ForgetEverything
from flows.session import Fact, Session

ANSWERS = frozenset({"confirm", "choose"})
PLAN_FLOW = "eligibility"


def settle(scene: Scene, index: int | None) -> Move:
    """Takes the reading number `index` of what is pending; None means none of them."""
    pending = scene.session.pending
    if pending is None or (index is not None and index >= len(pending.readings)):
        return Move(scene.session, lead=scene.world.message("old_button_text"), outcome="stale")
    cleared = without_pending(scene)
    if index is None:
        lead = scene.world.message(f"none_{pending.kind}")
        return Move(cleared.session, lead=lead, prompt="open", outcome="none of them")
    chosen = pending.readings[index]
    if pending.kind in ANSWERS:
        facts = {pending.slot: fact(scene, chosen.value, pending.said)}
        return accept(cleared, facts, acknowledge(cleared, facts))
    if pending.kind == "forget":
        lead = scene.world.message("forgotten")
        return Move(Session(), prompt="never", lead=lead, effects=(ForgetEverything(),), outcome="forgot")
    facts = {slot: Fact(value, pending.said, scene.today) for slot, value in (chosen.value or {}).items()}
    facts = in_order(scene.flow, facts)
    elsewhere = scene.frame is None or (scene.frame.flow != PLAN_FLOW and not scene.waits)
    if pending.kind == "plan" and elsewhere and PLAN_FLOW in scene.world.flows:
        return start_flow(cleared, PLAN_FLOW, facts, acknowledge(cleared, facts))
    return accept(cleared, facts, acknowledge(cleared, facts))

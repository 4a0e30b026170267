"""Settles the question about the last answer: which reading was meant, or whether something is to be done."""

from dataclasses import replace

from flows.dialogue.moves import Move, accept, acknowledge, fact
from flows.dialogue.scene import Scene
from flows.effects import ForgetEverything
from flows.session import Fact, Session

ANSWERS = frozenset({"confirm", "choose"})


def settle(scene: Scene, index: int | None) -> Move:
    """Takes the reading number `index` of what is pending; None means none of them."""
    pending = scene.session.pending
    if pending is None or (index is not None and index >= len(pending.readings)):
        return Move(scene.session, lead=scene.world.message("old_button_text"), outcome="stale")
    cleared = scene.with_(replace(scene.session, pending=None))
    if index is None:
        return _none(cleared, pending.kind)
    chosen = pending.readings[index]
    if pending.kind in ANSWERS:
        facts = {pending.slot: fact(scene, chosen.value, pending.said)}
        return accept(cleared, facts, acknowledge(cleared, facts))
    if pending.kind == "forget":
        return Move(
            Session(),
            prompt="never",
            lead=scene.world.message("forgotten"),
            effects=(ForgetEverything(),),
            outcome="forgot",
        )
    facts = {slot: Fact(value, pending.said, scene.today) for slot, value in (chosen.value or {}).items()}
    return accept(cleared, facts, acknowledge(cleared, facts))


def _none(scene: Scene, kind: str) -> Move:
    return Move(scene.session, lead=scene.world.message(f"none_{kind}"), prompt="open", outcome="none of them")

""" "What if …?": the same result with one answer changed, the difference shown, nothing kept unless it is wanted."""

from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType

from content.templates import money
from flows.dialogue.browsing import answer_question
from flows.dialogue.facts import facts_of, read_facts
from flows.dialogue.moves import Move, acknowledge, hold
from flows.dialogue.scene import Scene
from flows.engine.position import outcome_with
from flows.session import Candidate, Fact


def what_if(scene: Scene, text: str) -> Move:
    """Works the open flow's result out again with what `text` supposes, beside the one there is."""
    message = read_facts(scene, text)
    facts = facts_of(scene, text, message.supposed or message.slots)
    flow, frame = scene.flow, scene.frame
    if flow is None or frame is None or not any(slot in flow.slots for slot in facts):
        found = scene.world.search.find(text)
        if found.answer is not None:
            return answer_question(scene, text, found)
        return Move(scene.session, lead=scene.world.message("what_if_how"), outcome="what if")
    before = headline(scene, {})
    after = headline(scene, facts)
    if before is None or after is None:
        return Move(scene.session, lead=scene.world.message("what_if_later"), outcome="what if")
    difference = after - before
    lines = scene.world.message(
        "what_if",
        before=money(before),
        after=money(after),
        difference=money(abs(difference)),
        direction="same" if difference == 0 else "more" if difference > 0 else "less",
    )
    text_of_facts = acknowledge(scene, facts)
    value = {slot: fact.value for slot, fact in facts.items()}
    keep = Candidate(scene.world.button("button_what_if_yes"), value)
    return hold(scene, "", text, (keep,), "what_if", {"lines": f"{text_of_facts}\n\n{lines}"})


def headline(scene: Scene, facts: dict[str, Fact]) -> Decimal | None:
    """The figure that the open flow comes to with `facts` in place of what is known; None while questions are open."""
    flow, frame = scene.flow, scene.frame
    if flow is None or frame is None:
        return None
    case = MappingProxyType({**scene.session.case, **facts})
    accepted = frozenset(frame.accepted) | (frozenset(facts) & flow.slots)
    outcome, answers = outcome_with(flow, accepted, case)
    if outcome is None:
        return None
    supposed = scene.with_(replace(scene.session, case=case))
    return supposed.shown(outcome, answers).headline

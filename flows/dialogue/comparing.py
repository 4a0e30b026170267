"""The same result with other answers: "what if …?", and what a change has changed."""

import re
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType

from content.templates import money
from flows.dialogue.browsing import answer_question
from flows.dialogue.facts import facts_of, in_order, read_facts
from flows.dialogue.moves import Move, hold
from flows.dialogue.prompts import answer_lines
from flows.dialogue.scene import Scene
from flows.engine.flow import REVIEW
from flows.engine.position import outcome_with
from flows.reading import MessageReading
from flows.session import Candidate, Fact, Frame

_SUPPOSING = re.compile(r"^\W*(?:(?:and|but|so|ok|hmm)\W+)*(?:what (?:about )?if|suppose|imagine)\W+", re.IGNORECASE)
NUMBERS = "capacity"  # the flow whose figure is compared where the open one has none


def what_if(scene: Scene, text: str, message: MessageReading | None = None) -> Move:
    """Works the result out again with what `text` supposes, beside the one there is; kept only if the user says so."""
    message = message if message is not None else read_facts(scene, text)
    supposed = message.supposed or message.slots or read_facts(scene, _SUPPOSING.sub("", text)).slots
    facts = in_order(scene.flow, facts_of(scene, text, supposed))
    compared = comparable(scene, facts)
    if compared is None:
        return _no_comparison(scene, text, facts)
    before, after = headline(compared, {}), headline(compared, facts)
    if before is None or after is None:
        return Move(scene.session, lead=scene.world.message("what_if_later"), outcome="what if")
    value = {slot: fact.value for slot, fact in facts.items()}
    lines = f"{answer_lines(scene.world, value)}\n\n{_difference(scene, 'what_if', before, after)}"
    keep = Candidate(scene.world.button("button_what_if_yes"), value)
    return hold(scene, "", text, (keep,), "what_if", {"lines": lines})


def what_changed(before: Scene, after: Scene) -> str:
    """How the figure has changed by an answer that was changed once there was a result; empty where none did."""
    flow, frame = after.flow, before.frame
    if after.outcome is None or flow is None or frame is None or frame.flow != flow.id:
        return ""
    if flow.reviewed and REVIEW not in frame.accepted:
        return ""
    new = after.result.headline
    old = headline(before, {}) if new is not None else None
    if old is None or new is None or (old == new and not before.session.frames[-1].asking):
        return ""
    return _difference(after, "result_changed", old, new)


def _difference(scene: Scene, message: str, before: Decimal, after: Decimal) -> str:
    difference = after - before
    return scene.world.message(
        message,
        before=money(before),
        after=money(after),
        difference=money(abs(difference)),
        direction="same" if difference == 0 else "more" if difference > 0 else "less",
    )


def _no_comparison(scene: Scene, text: str, facts: dict[str, Fact]) -> Move:
    if facts:
        later = "what_if_later" if scene.question is not None else "what_if_how"
        return Move(scene.session, lead=scene.world.message(later), prompt="open", outcome="what if")
    found = scene.world.search.find(text)
    if found.answer is not None:
        return answer_question(scene, text, found)
    return Move(scene.session, lead=scene.world.message("what_if_how"), prompt="open", outcome="what if")


def comparable(scene: Scene, facts: dict[str, Fact]) -> Scene | None:
    """The scene whose figure `facts` bear on: the open flow's, else that of the calculation by all that is known."""
    flow = scene.flow
    if flow is not None and any(slot in flow.slots for slot in facts) and headline(scene, {}) is not None:
        return scene
    numbers = scene.world.flows.get(NUMBERS)
    if numbers is None or not any(slot in numbers.slots for slot in facts):
        return None
    known = scene.with_(replace(scene.session, frames=(Frame(NUMBERS, tuple(numbers.slots)),)))
    return known if headline(known, {}) is not None else None


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

"""What is typed while no question is open: the name of a walk, facts about oneself, or a question."""

from dataclasses import replace

from rapidfuzz import fuzz

from flows.dialogue import browsing, comparing
from flows.dialogue.answering import LONGEST_ANSWER, correct, not_understood
from flows.dialogue.facts import facts_of, read_facts
from flows.dialogue.moves import Move, accept, acknowledge, start_flow
from flows.dialogue.scene import Scene
from flows.dialogue.wording import asks_how_much, bare, looks_like_question
from flows.reading import MessageReading

LEAST_WORDS, MOST_EXTRA_WORDS, INSIDE = 4, 5, 95.0
ALIKE = 90.0  # of 100, between what was typed and the way a walk is called


def idle(scene: Scene, text: str) -> Move:
    """What `text` does while no question is open."""
    if flow := flow_named(scene, text):
        return start_flow(scene, flow, facts_of(scene, text, read_facts(scene, text).slots))
    if len(text) <= LONGEST_ANSWER:
        message = read_facts(scene, text)
        if message.hypothetical:
            return comparing.what_if(scene, text)
        if message.slots and message.correction_of is not None and scene.flow is not None:
            return correct(scene, text, message)
        if message.slots:
            return _facts(scene, text, message)
    found = scene.world.search.find(text)
    if found.answer is None and not looks_like_question(text) and len(text.split()) <= 1:
        return not_understood(scene, text)
    return browsing.answer_question(scene, text, found)


def flow_named(scene: Scene, text: str) -> str | None:
    """The flow that `text` asks to begin, by its title or one of the ways people put it."""
    said = bare(text)
    best, name = 0.0, None
    for flow in scene.world.flows:
        words = scene.world.library.flows[flow]
        for phrase in (words.title, *words.starts):
            score = _likeness(bare(phrase), said)
            if score > best:
                best, name = score, flow
    return name if best >= ALIKE else None


def _likeness(phrase: str, said: str) -> float:
    """From 0 to 100. A phrase of several words may stand within a somewhat longer sentence."""
    wanted, words = phrase.split(), said.split()
    if len(wanted) >= LEAST_WORDS and len(words) <= len(wanted) + MOST_EXTRA_WORDS and phrase in said:
        return INSIDE
    return fuzz.token_sort_ratio(phrase, said)


def _facts(scene: Scene, text: str, message: MessageReading) -> Move:
    facts = facts_of(scene, text, message.slots)
    if scene.flow is not None and any(slot in scene.flow.slots for slot in facts) and not message.question:
        return accept(scene, facts, acknowledge(scene, facts))
    numbers = [slot for slot in facts if slot in scene.world.flows["capacity"].slots]
    if len(numbers) >= 2 or (numbers and asks_how_much(text)):
        return start_flow(scene, "capacity", facts, acknowledge(scene, facts))
    if facts and not message.question:
        return replace(accept(scene, facts, acknowledge(scene, facts)), outcome="noted")
    return browsing.answer_question(scene, text, scene.world.search.find(text))

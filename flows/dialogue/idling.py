"""What is typed while no question is open: the name of a walk, facts about oneself, or a question."""

import re
from dataclasses import replace

from rapidfuzz import fuzz, process

from flows.dialogue import browsing, comparing, payloads
from flows.dialogue.answering import LONGEST_ANSWER, SHORTEST_MESSAGE, correct, long_text, not_understood
from flows.dialogue.asking_back import ask_about_unclear, take
from flows.dialogue.facts import facts_of, in_order, read_facts
from flows.dialogue.layout import joined
from flows.dialogue.moves import Move, accept, acknowledge, fact, start_flow
from flows.dialogue.pressing import press
from flows.dialogue.prompts import prompt_rows
from flows.dialogue.scene import Scene
from flows.dialogue.starting import flow_named
from flows.dialogue.understanding import FREE, read_answer, read_for
from flows.dialogue.wording import GOES_ON, asks_how_much, bare, looks_like_question
from flows.reading import MessageReading
from flows.session import Fact

LONGEST_COMPLETION = 5  # words
LONGEST_REQUEST = 6  # words
NEARLY = 80.0  # of 100, between what was typed and a label
_DETAILS = re.compile(
    r"^(?:(?:can you |please )?(?:show|give|explain|see)\b.*)?\b"
    r"(?:lines|breakdown|math|calculation|details|steps|work|how so|how come|explain(?: that| this| it)?)(?: please)?$"
)
_OTHER_YEAR = re.compile(
    r"(?:and |what about |how about |now |what is it |same )*(?:for |in )?(?P<year>20\d\d|(?:last|this|next) year)"
)
YEAR = "tax_year"
NUMBERS = "capacity"  # the flow that facts told out of the blue lead to
MAIN_NUMBERS = frozenset({"age", "pay", "deferral", "match"})
ENOUGH_NUMBERS = 3  # told one after the other, they show what the person is after


def idle(scene: Scene, text: str) -> Move:
    """What `text` does while no question is open."""
    if len(text) > LONGEST_ANSWER:
        long = long_text(scene, text)
        return long if long.outcome != "not understood" else _look_up(scene, text)
    if (move := _of_walk_below(scene, text) or _completing(scene, text) or _of_result(scene, text)) is not None:
        return move
    if (move := _for_another_year(scene, text)) is not None:
        return move
    message = read_facts(scene, text)
    if flow := flow_named(scene, text):
        facts = in_order(scene.world.flows[flow], facts_of(scene, text, message.slots))
        return ask_about_unclear(scene, start_flow(scene, flow, facts, acknowledge(scene, facts)), text, message)
    if message.hypothetical:
        return comparing.what_if(scene, text, message)
    if (message.slots or message.unclear) and message.correction_of is not None and scene.flow is not None:
        return correct(scene, text, message)
    if message.slots or (message.unclear and not looks_like_question(text)):
        return _facts(scene, text, message)
    return _look_up(scene, text)


def _completing(scene: Scene, text: str) -> Move | None:
    """Takes what completes a fact that did not stand by itself ("95 an hour", then "40")."""
    partial = scene.session.notes.get("partial")
    slot = partial.get("slot") if isinstance(partial, dict) else None
    if not isinstance(slot, str) or scene.waits or len(text.split()) > LONGEST_COMPLETION:
        return None
    reading = read_for(scene, slot, text)
    return take(scene, text, reading, slot) if reading is not None and reading.value is not None else None


def _for_another_year(scene: Scene, text: str) -> Move | None:
    """Works a result out for the year that `text` names with next to no other word ("and for 2025?")."""
    asked = _OTHER_YEAR.fullmatch(bare(text))
    if asked is None or scene.outcome is None or scene.position is None or YEAR not in scene.position.answers:
        return None
    reading = read_for(scene, YEAR, asked["year"])
    if reading is None or not reading.plain:
        return None
    facts = {YEAR: fact(scene, reading.json, text)}
    return accept(scene, facts, acknowledge(scene, facts, corrected=True), last=YEAR)


def _of_result(scene: Scene, text: str) -> Move | None:
    """Opens the part of a result that `text` asks for: nearly by the label of its button, or just for the details."""
    said = bare(text)
    if scene.outcome is None or len(said.split()) > LONGEST_REQUEST:
        return None
    parts = [button for row in prompt_rows(scene) for button in row if button.payload.startswith(payloads.DETAIL + ":")]
    labels = [bare(button.label) for button in parts]
    near = process.extractOne(said, labels, scorer=fuzz.token_sort_ratio, score_cutoff=NEARLY)
    if near is not None:
        return press(scene, parts[near[2]].payload, typed=True)
    return press(scene, parts[0].payload, typed=True) if parts and _DETAILS.search(said) else None


def _look_up(scene: Scene, text: str) -> Move:
    if not any(character.isalpha() for character in text):
        return not_understood(scene, text)
    found = scene.world.search.find(text)
    if found.answer is None and not looks_like_question(text) and len(text.split()) <= 2:
        return not_understood(scene, text)
    return browsing.answer_question(scene, text, found)


def _of_walk_below(scene: Scene, text: str) -> Move | None:
    """Goes on with a walk that waits under a finished one, if `text` says so or is the answer it waits for."""
    waiting = [frame for frame in scene.unfinished if frame is not scene.frame or not scene.waits]
    if not waiting or scene.waits:
        return None
    resumed = start_flow(scene, waiting[-1].flow)
    if bare(text) in GOES_ON:
        return resumed
    below = scene.with_(resumed.session)
    if below.question is None or below.known_from_before or scene.world.slots[below.question.slot].kind in FREE:
        return None
    reading = read_answer(below, text)
    if reading is None or not reading.plain or len(text.split()) > SHORTEST_MESSAGE:
        return None
    move = take(below, text, reading)
    return replace(move, lead=joined([resumed.lead, move.lead]), whole=True)


def _facts(scene: Scene, text: str, message: MessageReading) -> Move:
    facts = facts_of(scene, text, message.slots)
    flow = scene.flow
    mentioned = {*facts, *message.unclear}
    if flow is not None and mentioned & flow.slots and not message.question:
        facts = in_order(flow, facts)
        move = accept(scene, facts, acknowledge(scene, facts)) if facts else Move(scene.session)
        return ask_about_unclear(scene, move, text, message)
    numbers = mentioned & (scene.world.flows[NUMBERS].slots if NUMBERS in scene.world.flows else frozenset())
    enough = numbers and len((numbers | set(scene.session.case)) & MAIN_NUMBERS) >= ENOUGH_NUMBERS
    if len(numbers) >= 2 or (numbers and asks_how_much(text)) or (enough and not message.question):
        said = acknowledge(scene, in_order(scene.world.flows[NUMBERS], facts))
        facts = in_order(scene.world.flows[NUMBERS], {**_told_today(scene), **facts})
        started = start_flow(scene, NUMBERS, facts, said)
        return ask_about_unclear(scene, started, text, message)
    if message.question:
        return browsing.answer_question(scene, text, scene.world.search.find(text))
    move = Move(scene.session, prompt="open", outcome="noted")
    if facts:
        move = replace(accept(scene, facts, acknowledge(scene, facts)), prompt="open", outcome="noted")
    return ask_about_unclear(scene, move, text, message)


def _told_today(scene: Scene) -> dict[str, Fact]:
    """The main figures that were told today: they need no asking whether they are still right."""
    return {slot: one for slot, one in scene.session.case.items() if slot in MAIN_NUMBERS and one.on == scene.today}

"""What is typed while a question is open: its answer, more facts than it asks for, a correction, or a question."""

from dataclasses import replace

from content.found import Found
from core.limits import published_years
from flows.dialogue import browsing, comparing
from flows.dialogue.facts import facts_of, read_facts
from flows.dialogue.moves import Move, accept, acknowledge, fact, hold
from flows.dialogue.saying import say
from flows.dialogue.scene import Scene
from flows.dialogue.understanding import understand
from flows.dialogue.wording import looks_like_question, short
from flows.dialogue.world import asking
from flows.engine.flow import Question
from flows.reading import MessageReading, Reading
from flows.session import Candidate

LONGEST_ANSWER = 600
LONGEST_PLAIN_ANSWER = 4  # words; a longer text that is put as a question is taken for one
MISSES_UNTIL_HELP = 3
SHORTEST_MESSAGE = 2  # words; a plain answer of so few words holds nothing else


def answer(scene: Scene, text: str) -> Move:
    """What `text` does while a question is open. A question never eats an answer, nor an answer a question."""
    if len(text) > LONGEST_ANSWER:
        return not_understood(scene, text)
    reading = read_answer(scene, text)
    if reading is not None and reading.plain and len(text.split()) <= SHORTEST_MESSAGE:
        return take(scene, text, reading)
    message = read_facts(scene, text)
    question = looks_like_question(text)
    if message.hypothetical:
        return comparing.what_if(scene, text)
    if message.correction_of is not None and message.slots:
        return correct(scene, text, message)
    if len(message.slots) >= 2 and _holds_more(scene, message):
        return take_all(scene, text, message, reading)
    if reading is not None and reading.plain and not (question and len(text.split()) > LONGEST_PLAIN_ANSWER):
        return take(scene, text, reading)
    found = scene.world.search.find(text) if len(text.split()) >= 2 else Found(None, 0, ())
    if question and found.answer is not None:
        return browsing.answer_question(scene, text, found)
    if reading is not None and reading.reason not in {"", "not_understood"}:
        return take(scene, text, reading)
    if message.slots and not question:
        return take_all(scene, text, message, reading)
    if found.answer is not None and not found.close:
        return browsing.answer_question(scene, text, found)
    return browsing.unanswered(scene, text, found) if question else not_understood(scene, text, reading)


def read_answer(scene: Scene, text: str) -> Reading | None:
    """How `text` reads as the answer to the open question; None if none is open."""
    if scene.question is None or scene.flow is None:
        return None
    slot = scene.world.slots[scene.question.slot]
    words = asking(scene.world, scene.flow.id, scene.question)
    return understand(scene.world, slot, words, text, scene.session, scene.today)


def take(scene: Scene, text: str, reading: Reading) -> Move:
    """Takes a reading of the open question: at once if it is plain, else after asking which reading is meant."""
    if scene.question is None:
        return not_understood(scene, text, reading)
    slot = scene.question.slot
    if reading.plain:
        facts = {slot: fact(scene, reading.json, text)}
        return accept(scene, facts, acknowledge(scene, facts))
    if reading.value is not None:
        only = Candidate(say(scene.world, slot, reading.json), reading.json)
        return hold(scene, slot, text, (only,), "confirm", _reason(scene, reading, text))
    if reading.readings:
        candidates = tuple(Candidate(one.label, one.json) for one in reading.readings)
        return hold(scene, slot, text, candidates, "choose", _reason(scene, reading, text))
    return not_understood(scene, text, reading)


def take_all(scene: Scene, text: str, message: MessageReading, reading: Reading | None) -> Move:
    """Takes all facts that a message holds."""
    facts = facts_of(scene, text, message.slots)
    if not facts:
        return not_understood(scene, text, reading)
    return accept(scene, facts, acknowledge(scene, facts))


def correct(scene: Scene, text: str, message: MessageReading) -> Move:
    """Puts an earlier answer right, and goes on where the dialogue was."""
    facts = facts_of(scene, text, message.slots)
    lead = f"{scene.world.message('corrected')}\n{acknowledge(scene, facts)}"
    return accept(scene, facts, lead, last=message.correction_of)


def not_understood(scene: Scene, text: str, reading: Reading | None = None) -> Move:
    """Says what was wanted, with an example; after three in a row, offers help instead of asking for ever."""
    session = replace(scene.session, misses=scene.session.misses + 1)
    if scene.question is None or scene.flow is None or scene.known_from_before:
        lead = scene.world.message("not_understood_idle", said=short(text))
        return Move(session, lead=lead, outcome="not understood")
    words = asking(scene.world, scene.flow.id, scene.question)
    told = _reason(scene, reading, text) if reading is not None else None
    name = "not_a_step" if scene.world.slots[scene.question.slot].passing else "not_understood"
    lead = told["lines"] if told else scene.world.message(name, said=short(text), label=words.label)
    if words.example:
        lead = f"{lead}\n{scene.world.message('example', example=words.example)}"
    if session.misses >= MISSES_UNTIL_HELP:
        lead = f"{lead}\n\n{scene.world.message('stuck')}"
    return Move(session, lead=lead, outcome="not understood")


def edit(scene: Scene, text: str) -> Move:
    """An edited message corrects the last answer, if it can be read as one."""
    slot, flow = scene.session.notes.get("last"), scene.flow
    if not isinstance(slot, str) or flow is None or slot not in flow.slots or slot not in scene.session.case:
        return Move(scene.session, lead=scene.world.message("edit_unused"), prompt="open", outcome="edit")
    node = flow.nodes[slot]
    if not isinstance(node, Question):
        raise TypeError(f"{slot} is not a question of {flow.id}")
    words = asking(scene.world, flow.id, node)
    reading = understand(scene.world, scene.world.slots[slot], words, text.strip(), scene.session, scene.today)
    if not reading.plain:
        lead = scene.world.message("edit_not_read", said=short(text), label=words.label)
        return Move(scene.session, lead=lead, outcome="edit")
    facts = {slot: fact(scene, reading.json, text)}
    lead = f"{scene.world.message('corrected')}\n{acknowledge(scene, facts)}"
    return accept(scene, facts, lead, last=slot)


def _holds_more(scene: Scene, message: MessageReading) -> bool:
    asked = scene.question.slot if scene.question else ""
    return any(slot != asked for slot in message.slots)


def _reason(scene: Scene, reading: Reading, text: str) -> dict[str, str] | None:
    name = f"reason_{reading.reason}"
    if name not in scene.world.library.messages:
        return None
    years = ", ".join(str(year) for year in published_years())
    return {"lines": scene.world.message(name, said=short(text), years=years)}

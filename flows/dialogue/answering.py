"""What is typed while a question is open: its answer, more facts than it asks for, a correction, or a question."""

from dataclasses import replace

from content.found import Found
from flows.dialogue import browsing, comparing
from flows.dialogue.asking_back import ask_about_unclear, missed, reason_for, take
from flows.dialogue.facts import facts_of, in_order, read_facts
from flows.dialogue.moves import Move, accept, acknowledge, hold, note_miss, start_flow
from flows.dialogue.pending import ANSWERS
from flows.dialogue.prompts import answer_lines
from flows.dialogue.scene import Scene
from flows.dialogue.starting import flow_named
from flows.dialogue.understanding import read_answer
from flows.dialogue.wording import bare, looks_like_question, short
from flows.reading import MessageReading, Reading
from flows.session import Candidate

LONGEST_ANSWER = 600
LONGEST_MESSAGE = 4000
LONGEST_PLAIN_ANSWER = 4  # words; a longer text that is put as a question is taken for one
LONGEST_GUESS = 5  # words; "is 10% of pay ok?" is an answer that wants to be confirmed
RESUMES = frozenset(["continue", "go on", "next", "proceed", "go ahead", "let's go on", "ready", "i'm ready", "resume"])
# Words; a plain answer of so few of them holds nothing else. A formula takes more, and its reader leaves none unread.
SHORTEST_MESSAGE, SHORTEST_BESIDE_FORMULA = 2, 9


def answer(scene: Scene, text: str) -> Move:
    """What `text` does while a question is open. A question never eats an answer, nor an answer a question."""
    if len(text) > LONGEST_ANSWER:
        return long_text(scene, text)
    reading = read_answer(scene, text)
    plain, words = reading is not None and reading.plain, len(text.split())
    if reading is not None and plain and words <= _words_of_an_answer(scene):
        return take(scene, text, reading)
    if not plain and bare(text) in RESUMES:
        return Move(scene.session, outcome="repeat")
    question = looks_like_question(text)
    if (question or not plain) and (flow := flow_named(scene, text, in_passing=True)) is not None:
        return start_flow(scene, flow)
    message = read_facts(scene, text)
    if message.hypothetical:
        return comparing.what_if(scene, text, message)
    if message.correction_of is not None and (message.slots or message.unclear):
        return correct(scene, text, message)
    if len(message.slots) + len(message.unclear) >= 2 and message.slots and _holds_more(scene, message):
        return take_all(scene, text, message, reading)
    if reading is not None and plain and not (question and words > LONGEST_PLAIN_ANSWER):
        return take(scene, text, reading)
    if "match" in message.slots and not plain and _holds_more(scene, message):
        return take_all(scene, text, message, None)
    if reading is not None and _is_guess(reading, text, words, question=question):
        return take(scene, text, reading)
    return _question_or_doubt(scene, text, reading, message, question=question)


def _words_of_an_answer(scene: Scene) -> int:
    slot = scene.world.slots.get(scene.question.slot) if scene.question is not None else None
    return SHORTEST_BESIDE_FORMULA if slot is not None and slot.kind == "match" else SHORTEST_MESSAGE


def _is_guess(reading: Reading, text: str, words: int, *, question: bool) -> bool:
    """Whether a few words are an unsure answer, also one put as a question if it names a figure ("is 10% ok?")."""
    guessed = reading.reason == "guess" and reading.value is not None and words <= LONGEST_GUESS
    return guessed and (not question or any(character.isdigit() for character in text))


def _question_or_doubt(
    scene: Scene, text: str, reading: Reading | None, message: MessageReading, *, question: bool
) -> Move:
    found = scene.world.search.find(text) if len(text.split()) >= 2 else Found(None, 0, ())
    if question and found.answer is not None:
        return browsing.answer_question(scene, text, found)
    if reading is not None and reading.reason not in {"", "not_understood"}:
        return take(scene, text, reading)
    if (message.slots or message.unclear) and not question:
        return take_all(scene, text, message, reading)
    if found.answer is not None and not found.close:
        return browsing.answer_question(scene, text, found)
    return browsing.unanswered(scene, text, found) if question else not_understood(scene, text, reading)


def take_all(scene: Scene, text: str, message: MessageReading, reading: Reading | None) -> Move:
    """Takes all facts of a message; the open question's own answer is what its own reader says."""
    facts = facts_of(scene, text, message.slots)
    asked = scene.question.slot if scene.question is not None else ""
    if reading is not None and reading.plain and asked in facts:
        facts[asked] = replace(facts[asked], value=reading.json)
    facts = in_order(scene.flow, facts)
    move = accept(scene, facts, acknowledge(scene, facts)) if facts else Move(scene.session, outcome="asked_back")
    return ask_about_unclear(scene, move, text, message)


def correct(scene: Scene, text: str, message: MessageReading) -> Move:
    """Puts an earlier answer right, and goes on where the dialogue was."""
    facts = in_order(scene.flow, facts_of(scene, text, message.slots))
    if not facts:
        return ask_about_unclear(scene, Move(scene.session, outcome="asked_back"), text, message)
    lead = acknowledge(scene, facts, corrected=True)
    return ask_about_unclear(scene, accept(scene, facts, lead, last=message.correction_of), text, message)


def long_text(scene: Scene, text: str) -> Move:
    """A text too long for an answer: the facts in it count once the user agrees; else it is not read."""
    message = read_facts(scene, text) if len(text) <= LONGEST_MESSAGE else None
    facts = in_order(scene.flow, facts_of(scene, text, message.slots)) if message is not None else {}
    if not facts:
        return not_understood(scene, text)
    values = {slot: fact.value for slot, fact in facts.items()}
    yes = Candidate(scene.world.button("button_facts_yes"), values)
    return hold(scene, "", text, (yes,), "facts", {"lines": answer_lines(scene.world, values)})


def not_understood(scene: Scene, text: str, reading: Reading | None = None) -> Move:
    """Says what was wanted, with an example; after three in a row, offers help instead of asking for ever."""
    world, question = scene.world, scene.question
    if question is None or scene.known_from_before:
        lead = _unread(scene, text, "not_understood_idle")
        return Move(note_miss(scene.session), lead=lead, prompt="open", outcome="not understood")
    if scene.session.pending is not None and scene.session.pending.kind in ANSWERS:
        return missed(scene, world.message("pick_one"))
    told = reason_for(scene, reading, text) if reading is not None else ""
    name = "not_a_step" if world.slots[question.slot].passing else "not_understood"
    return missed(scene, told or _unread(scene, text, name))


def _unread(scene: Scene, text: str, name: str) -> str:
    if not text:
        return scene.world.message("received_nothing")
    if len(text) > LONGEST_ANSWER:
        return scene.world.message("too_long")
    return scene.world.message(name, said=short(text))


def _holds_more(scene: Scene, message: MessageReading) -> bool:
    asked = scene.question.slot if scene.question else ""
    return any(slot != asked for slot in message.slots)

"""What is typed while a question is open: its answer, more facts than it asks for, a correction, or a question."""

from dataclasses import replace

from content.found import Found
from dialogue import browsing, comparing
from dialogue.asking_back import ask_about_unclear, missed, reason_for, take
from dialogue.facts import facts_of, in_order, read_facts
from dialogue.pending import ANSWERS
from dialogue.prompts import answer_lines
from dialogue.replies import Reply, accept, acknowledge, hold, note_miss, start_flow
from dialogue.starting import flow_named
from dialogue.state import State
from dialogue.understanding import read_answer
from dialogue.wording import bare, looks_like_question, short
from flows.session import Candidate
from nlu.readers import MessageReading, Reading

LONGEST_ANSWER = 600
LONGEST_MESSAGE = 4000
LONGEST_PLAIN_ANSWER = 4  # words; a longer text that is put as a question is taken for one
LONGEST_GUESS = 5  # words; "is 10% of pay ok?" is an answer that wants to be confirmed
RESUMES = frozenset(["continue", "go on", "next", "proceed", "go ahead", "let's go on", "ready", "i'm ready", "resume"])
# Words; a plain answer of so few of them holds nothing else. A formula takes more, and its reader leaves none unread.
SHORTEST_MESSAGE, SHORTEST_BESIDE_FORMULA = 2, 9


def answer(state: State, text: str) -> Reply:
    """What `text` does while a question is open. A question never eats an answer, nor an answer a question."""
    if len(text) > LONGEST_ANSWER:
        return long_text(state, text)
    reading = read_answer(state, text)
    plain, words = reading is not None and reading.plain, len(text.split())
    if reading is not None and plain and words <= _words_of_an_answer(state):
        return take(state, text, reading)
    if not plain and bare(text) in RESUMES:
        return Reply(state.session, outcome="repeat")
    question = looks_like_question(text)
    if (question or not plain) and (flow := flow_named(state, text, in_passing=True)) is not None:
        return start_flow(state, flow)
    message = read_facts(state, text)
    if message.hypothetical:
        return comparing.what_if(state, text, message)
    if message.correction_of is not None and (message.slots or message.unclear):
        return correct(state, text, message)
    if len(message.slots) + len(message.unclear) >= 2 and message.slots and _holds_more(state, message):
        return take_all(state, text, message, reading)
    if reading is not None and plain and not (question and words > LONGEST_PLAIN_ANSWER):
        return take(state, text, reading)
    if "match" in message.slots and not plain and _holds_more(state, message):
        return take_all(state, text, message, None)
    if reading is not None and _is_guess(reading, text, words, question=question):
        return take(state, text, reading)
    return _question_or_doubt(state, text, reading, message, question=question)


def _words_of_an_answer(state: State) -> int:
    slot = state.domain.slots.get(state.question.slot) if state.question is not None else None
    return SHORTEST_BESIDE_FORMULA if slot is not None and slot.kind == "match" else SHORTEST_MESSAGE


def _is_guess(reading: Reading, text: str, words: int, *, question: bool) -> bool:
    """Whether a few words are an unsure answer, also one put as a question if it names a figure ("is 10% ok?")."""
    guessed = reading.reason == "guess" and reading.value is not None and words <= LONGEST_GUESS
    return guessed and (not question or any(character.isdigit() for character in text))


def _question_or_doubt(
    state: State, text: str, reading: Reading | None, message: MessageReading, *, question: bool
) -> Reply:
    found = state.domain.search.find(text) if len(text.split()) >= 2 else Found(None, 0, ())
    if question and found.answer is not None:
        return browsing.answer_question(state, text, found)
    if reading is not None and reading.reason not in {"", "not_understood"}:
        return take(state, text, reading)
    if (message.slots or message.unclear) and not question:
        return take_all(state, text, message, reading)
    if found.answer is not None and not found.close:
        return browsing.answer_question(state, text, found)
    return browsing.unanswered(state, text, found) if question else not_understood(state, text, reading)


def take_all(state: State, text: str, message: MessageReading, reading: Reading | None) -> Reply:
    """Takes all facts of a message; the open question's own answer is what its own reader says."""
    facts = facts_of(state, text, message.slots)
    asked = state.question.slot if state.question is not None else ""
    if reading is not None and reading.plain and asked in facts:
        facts[asked] = replace(facts[asked], value=reading.json)
    facts = in_order(state.flow, facts)
    reply = accept(state, facts, acknowledge(state, facts)) if facts else Reply(state.session, outcome="asked_back")
    return ask_about_unclear(state, reply, text, message)


def correct(state: State, text: str, message: MessageReading) -> Reply:
    """Puts an earlier answer right, and goes on where the dialogue was."""
    facts = in_order(state.flow, facts_of(state, text, message.slots))
    if not facts:
        return ask_about_unclear(state, Reply(state.session, outcome="asked_back"), text, message)
    lead = acknowledge(state, facts, corrected=True)
    return ask_about_unclear(state, accept(state, facts, lead, last=message.correction_of), text, message)


def long_text(state: State, text: str) -> Reply:
    """A text too long for an answer: the facts in it count once the user agrees; else it is not read."""
    message = read_facts(state, text) if len(text) <= LONGEST_MESSAGE else None
    facts = in_order(state.flow, facts_of(state, text, message.slots)) if message is not None else {}
    if not facts:
        return not_understood(state, text)
    values = {slot: fact.value for slot, fact in facts.items()}
    yes = Candidate(state.domain.button("button_facts_yes"), values)
    return hold(state, "", text, (yes,), "facts", {"lines": answer_lines(state.domain, values)})


def not_understood(state: State, text: str, reading: Reading | None = None) -> Reply:
    """Says what was wanted, with an example; after three in a row, offers help instead of asking for ever."""
    domain, question = state.domain, state.question
    if question is None or state.known_from_before:
        lead = _unread(state, text, "not_understood_idle")
        return Reply(note_miss(state.session), lead=lead, prompt="open", outcome="not understood")
    if state.session.pending is not None and state.session.pending.kind in ANSWERS:
        return missed(state, domain.message("pick_one"))
    told = reason_for(state, reading, text) if reading is not None else ""
    name = "not_a_step" if domain.slots[question.slot].passing else "not_understood"
    return missed(state, told or _unread(state, text, name))


def _unread(state: State, text: str, name: str) -> str:
    if not text:
        return state.domain.message("received_nothing")
    if len(text) > LONGEST_ANSWER:
        return state.domain.message("too_long")
    return state.domain.message(name, said=short(text))


def _holds_more(state: State, message: MessageReading) -> bool:
    asked = state.question.slot if state.question else ""
    return any(slot != asked for slot in message.slots)

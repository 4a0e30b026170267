"""Asks back: which reading of an answer was meant, and what a message left unclear."""

from dataclasses import replace

from core.limits import published_years
from dialogue.domain import Asking
from dialogue.replies import Done, Prompt, Reply, answer, hold, note_miss
from dialogue.state import State
from flows.notes import Partial
from flows.screens import joined
from flows.session import Candidate, PendingKind, note
from nlu.answers import COMPLETIONS
from nlu.entities.reading import Reason
from nlu.entities.text import short
from nlu.option_words import negates
from nlu.readers import MessageReading, Reading

MISSES_UNTIL_HELP = 3


def take(state: State, text: str, reading: Reading, slot: str = "") -> Reply:
    """Takes a reading of `slot`, by default the open question's; one that is not plain is asked back."""
    slot = slot or (state.question.slot if state.question is not None else "")
    if slot and (reading.plain or _only_pauses(state, slot, reading, text)):
        return answer(state, text, reading.json, slot)
    candidates = candidates_of(state, slot, reading) if slot else ()
    state = remembering(state, slot, reading, text)
    if candidates:
        return ask_which(state, slot, text, candidates, reading)
    return missed(state, reason_for(state, reading, text))


def _only_pauses(state: State, slot: str, reading: Reading, text: str) -> bool:
    """Whether `reading` of a no is a guess at an answer that only pauses the flow: nothing is lost if it is wrong."""
    passing = reading.value in state.domain.slots[slot].passing
    return passing and reading.reason == Reason.GUESS and negates(text)


def missed(state: State, lead: str) -> Reply:
    """Asks again, with `lead` and an example; after three in a row with help, so that nobody goes round in circles."""
    session = note_miss(state.session)
    domain, question, flow = state.domain, state.question, state.flow
    if question is None or flow is None:
        return Reply(session, lead=lead, prompt=Prompt.OPEN, outcome=Done.NOT_UNDERSTOOD)
    words = domain.asking(flow.id, question)
    if session.pending is None and (example := _example(state, words)):
        lead = f"{lead}\n{domain.message('example', example=example)}"
    if session.misses % MISSES_UNTIL_HELP:
        return Reply(session, lead=lead, outcome=Done.NOT_UNDERSTOOD)
    where = words.unknown.render(state.question_values()) if words.unknown else ""
    return Reply(session, lead=joined([lead, where, domain.message("stuck")]), outcome=Done.STUCK, whole=True)


def _example(state: State, words: Asking) -> str:
    """An answer that could be read: the one that is worded, else the first option."""
    if words.example:
        return words.example.plain(state.question_values())
    return next((option.label for option in words.options.values()), "")


def ask_which(state: State, slot: str, text: str, candidates: tuple[Candidate, ...], reading: Reading) -> Reply:
    """Keeps the readings of `slot` open: one to be confirmed, several to choose from."""
    kind = PendingKind.CONFIRM if len(candidates) == 1 else PendingKind.CHOOSE
    told = reason_for(state, reading, text)
    return hold(state, slot, text, candidates, kind, {"lines": told} if told else None)


def candidates_of(state: State, slot: str, reading: Reading) -> tuple[Candidate, ...]:
    """What `reading` may mean for `slot`, each with the words of its button."""
    if reading.value is not None and len(reading.readings) <= 1:
        return (Candidate(state.domain.say(slot, reading.json), reading.json),)
    return tuple({str(one.json): Candidate(one.label, one.json) for one in reversed(reading.readings)}.values())[::-1]


def remembering(state: State, slot: str, reading: Reading, text: str) -> State:
    """The state with what was said kept, where the next answer may complete it ("95 an hour", then "40")."""
    partial = Partial(slot, short(text), reading.reason) if reading.reason in COMPLETIONS else None
    if partial is None and state.session.notes.partial is None:
        return state
    return state.with_(note(state.session, partial=partial))


def ask_about_unclear(state: State, reply: Reply, text: str, message: MessageReading) -> Reply:
    """Adds to `reply` a question about the first thing that `message` speaks of without being clear."""
    for slot, reading in message.unclear.items():
        if slot not in state.domain.slots or slot in message.slots:
            continue
        after = state.with_(reply.session)
        candidates = _said_anew(state, slot, reading)
        if candidates:
            held = ask_which(remembering(after, slot, reading, text), slot, text, candidates, reading)
            return replace(reply, session=held.session, prompt=Prompt.ALWAYS, outcome=Done.ASKED_BACK, took=True)
        if told := reason_for(state, reading, text):
            session = remembering(after, slot, reading, text).session
            return replace(reply, session=session, lead="\n".join(filter(None, [reply.lead, told])))
    return reply


def _said_anew(state: State, slot: str, reading: Reading) -> tuple[Candidate, ...]:
    """The readings in words that fit `slot`; a message's own labels know only money."""
    if len(reading.readings) == 1:
        value = reading.readings[0].json
        return (Candidate(state.domain.say(slot, value), value),)
    return candidates_of(state, slot, reading)


def reason_for(state: State, reading: Reading, text: str) -> str:
    """Why an answer is asked back, in words; empty where there is nothing to say about it."""
    if not reading.doubtful:
        return ""
    years = ", ".join(str(year) for year in published_years())
    return state.domain.message(f"reason_{reading.reason}", said=short(text), years=years)

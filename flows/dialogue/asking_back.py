"""Asks back: which reading of an answer was meant, and what a message left unclear."""

from dataclasses import replace
from typing import Any

from core.limits import published_years
from flows.dialogue.layout import joined
from flows.dialogue.moves import Move, accept, acknowledge, fact, hold, note_miss
from flows.dialogue.saying import say
from flows.dialogue.scene import Scene, note
from flows.dialogue.understanding import COMPLETIONS
from flows.dialogue.wording import short
from flows.dialogue.world import Asking, asking
from flows.reading import MessageReading, Reading
from flows.session import Candidate

MISSES_UNTIL_HELP = 3


def take(scene: Scene, text: str, reading: Reading, slot: str = "") -> Move:
    """Takes a reading of `slot`, by default the open question's; one that is not plain is asked back."""
    slot = slot or (scene.question.slot if scene.question is not None else "")
    if slot and reading.plain:
        facts = {slot: fact(scene, reading.json, text)}
        return accept(scene, facts, acknowledge(scene, facts))
    candidates = candidates_of(scene, slot, reading) if slot else ()
    scene = remembering(scene, slot, reading, text)
    if candidates:
        return ask_which(scene, slot, text, candidates, reading)
    return missed(scene, reason_for(scene, reading, text))


def missed(scene: Scene, lead: str) -> Move:
    """Asks again, with `lead` and an example; after three in a row with help, so that nobody goes round in circles."""
    session = note_miss(scene.session)
    world, question, flow = scene.world, scene.question, scene.flow
    if question is None or flow is None:
        return Move(session, lead=lead, prompt="open", outcome="not understood")
    words = asking(world, flow.id, question)
    if session.pending is None and (example := _example(scene, words)):
        lead = f"{lead}\n{world.message('example', example=example)}"
    if session.misses % MISSES_UNTIL_HELP:
        return Move(session, lead=lead, outcome="not understood")
    where = words.unknown.render(scene.question_values()) if words.unknown else ""
    return Move(session, lead=joined([lead, where, world.message("stuck")]), outcome="stuck", whole=True)


def _example(scene: Scene, words: Asking) -> str:
    """An answer that could be read: the one that is worded, else the first option."""
    if words.example:
        return words.example.plain(scene.question_values())
    return next((option.label for option in words.options.values()), "")


def ask_which(scene: Scene, slot: str, text: str, candidates: tuple[Candidate, ...], reading: Reading) -> Move:
    """Keeps the readings of `slot` open: one to be confirmed, several to choose from."""
    kind = "confirm" if len(candidates) == 1 else "choose"
    told = reason_for(scene, reading, text)
    return hold(scene, slot, text, candidates, kind, {"lines": told} if told else None)


def candidates_of(scene: Scene, slot: str, reading: Reading) -> tuple[Candidate, ...]:
    """What `reading` may mean for `slot`, each with the words of its button."""
    if reading.value is not None and len(reading.readings) <= 1:
        return (Candidate(say(scene.world, slot, reading.json), reading.json),)
    return tuple({str(one.json): Candidate(one.label, one.json) for one in reversed(reading.readings)}.values())[::-1]


def remembering(scene: Scene, slot: str, reading: Reading, text: str) -> Scene:
    """The scene with what was said kept, where the next answer may complete it ("95 an hour", then "40")."""
    partial: Any = None
    if reading.reason in COMPLETIONS:
        partial = {"slot": slot, "said": short(text), "reason": reading.reason}
    if partial is None and "partial" not in scene.session.notes:
        return scene
    return scene.with_(note(scene.session, partial=partial))


def ask_about_unclear(scene: Scene, move: Move, text: str, message: MessageReading) -> Move:
    """Adds to `move` a question about the first thing that `message` speaks of without being clear."""
    for slot, reading in message.unclear.items():
        if slot not in scene.world.slots or slot in message.slots:
            continue
        after = scene.with_(move.session)
        candidates = _said_anew(scene, slot, reading)
        if candidates:
            held = ask_which(remembering(after, slot, reading, text), slot, text, candidates, reading)
            return replace(move, session=held.session, prompt="always", outcome="asked_back")
        if told := reason_for(scene, reading, text):
            session = remembering(after, slot, reading, text).session
            return replace(move, session=session, lead="\n".join(filter(None, [move.lead, told])))
    return move


def _said_anew(scene: Scene, slot: str, reading: Reading) -> tuple[Candidate, ...]:
    """The readings in words that fit `slot`; a message's own labels know only money."""
    if len(reading.readings) == 1:
        value = reading.readings[0].json
        return (Candidate(say(scene.world, slot, value), value),)
    return candidates_of(scene, slot, reading)


def reason_for(scene: Scene, reading: Reading, text: str) -> str:
    """Why an answer is asked back, in words; empty where there is nothing to say about it."""
    name = f"reason_{reading.reason}"
    if name not in scene.world.library.messages:
        return ""
    years = ", ".join(str(year) for year in published_years())
    return scene.world.message(name, said=short(text), years=years)

"""What an edited message does: it corrects what it said before."""

from flows.dialogue.answering import LONGEST_ANSWER, correct
from flows.dialogue.asking_back import take
from flows.dialogue.facts import read_facts
from flows.dialogue.moves import Move, accept, acknowledge, fact
from flows.dialogue.pending import ANSWERS
from flows.dialogue.scene import Scene, without_pending
from flows.dialogue.understanding import read_answer, understand
from flows.dialogue.wording import short
from flows.dialogue.world import asking
from flows.engine.flow import Question


def edit(scene: Scene, text: str) -> Move:
    """An edited message corrects the last answer; one that was not understood is read anew."""
    text = text.strip()
    if (move := _again(scene, text)) is not None:
        return move
    message = read_facts(scene, text) if len(text) <= LONGEST_ANSWER else None
    if message is not None and len(message.slots) >= 2:
        return correct(scene, text, message)
    if (move := _last(scene, text)) is not None:
        return move
    if message is not None and message.slots and not message.question:
        return correct(scene, text, message)
    name = "edit_not_read" if isinstance(scene.session.notes.get("last"), str) else "edit_unused"
    return Move(scene.session, lead=scene.world.message(name, said=short(text)), prompt="open", outcome="edit")


def _again(scene: Scene, text: str) -> Move | None:
    """The open question's answer, if what was typed last did not settle it."""
    pending = scene.session.pending
    unsettled = scene.session.misses > 0 or (pending is not None and pending.kind in ANSWERS)
    if not unsettled or scene.question is None or scene.known_from_before:
        return None
    scene = without_pending(scene)
    reading = read_answer(scene, text)
    if reading is None or (reading.value is None and not reading.readings):
        return None
    return take(scene, text, reading)


def _last(scene: Scene, text: str) -> Move | None:
    """The answer that was given last, put right."""
    slot, flow = scene.session.notes.get("last"), scene.flow
    if not isinstance(slot, str) or flow is None or slot not in flow.slots or slot not in scene.session.case:
        return None
    node = flow.nodes[slot]
    if not isinstance(node, Question):
        raise TypeError(f"{slot} is not a question of {flow.id}")
    words = asking(scene.world, flow.id, node)
    reading = understand(scene.world, scene.world.slots[slot], words, text, scene.session, scene.today)
    if not reading.plain:
        return None
    facts = {slot: fact(scene, reading.json, text)}
    return accept(scene, facts, acknowledge(scene, facts, corrected=True), last=slot)

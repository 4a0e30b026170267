"""Decides what a typed message means, in the order in which meanings are likely."""

from dataclasses import replace

from flows.dialogue import browsing, documents
from flows.dialogue.answering import answer, not_understood
from flows.dialogue.asking_back import take
from flows.dialogue.commanding import command, obey
from flows.dialogue.idling import idle
from flows.dialogue.menus import start_rows
from flows.dialogue.moves import Move, change
from flows.dialogue.pending import ANSWERS, settle
from flows.dialogue.pressing import accept_known, choose_change, confirm_review, press
from flows.dialogue.prompts import change_rows, changeable, prompt_rows
from flows.dialogue.scene import Scene, without_pending
from flows.dialogue.understanding import FREE, context, read_answer, read_for
from flows.dialogue.wording import GOES_ON, bare, bare_label, looks_like_question
from flows.reading import Control, read, read_control
from flows.reading.control import slot_called

# Words that steer the dialogue even if they could be read as an answer.
ALWAYS_STEER = frozenset(
    {"back", "cancel", "restart", "why", "repeat", "help", "forget", "export", "what_if", "change"}
)
LONGEST_LABEL = 64  # characters
KEEPS = frozenset(["keep it", "keep", "keep this", "keep that", "take it", "use it", "do it", "take it over"])
LEAVES = frozenset(
    ["leave it", "leave", "leave as is", "as it was", "undo", "put it back", "don't", "dont", "none", "neither",
     "none of them", "none of these", "something else"]
)  # fmt: skip


def hear(scene: Scene, text: str) -> Move:
    """What the message `text` does."""
    text = text.strip()
    if not text:
        return not_understood(scene, text)
    if text.startswith("/"):
        return command(scene, text)
    said = bare(text)
    if (payload := label_pressed(scene, said)) is not None:
        return press(scene, payload, typed=True)
    if (slot := _named_to_change(scene, said)) is not None:
        return change(scene, slot)
    if (move := documents.hear(scene, text)) is not None:
        return move
    control = read_control(text)
    if (move := _settled(scene, text, said, control)) is not None:
        return move
    if control is not None and not _is_answer(scene, text, control):
        return obey(scene, control)
    if (move := _confirmed(scene, text, said)) is not None:
        return move
    if said in browsing.MORE and (more := browsing.read_more(scene)) is not None:
        return more
    waits = scene.question is not None and not scene.known_from_before
    return answer(scene, text) if waits else idle(scene, text)


def label_pressed(scene: Scene, said: str) -> str | None:
    """The payload of the open button that has `said` for its label, if there is one."""
    if not said or len(said) > LONGEST_LABEL:
        return None
    choosing = change_rows(scene, changeable(scene)) if scene.session.notes.get("choosing") else ()
    for row in (*choosing, *(prompt_rows(scene) or start_rows(scene))):
        for button in row:
            if button.payload and bare_label(button.label) == said:
                return button.payload
    return None


def _named_to_change(scene: Scene, said: str) -> str | None:
    """The slot that is named alone where the answers are listed: at the review, and after "change something"."""
    position = scene.position
    listed = scene.session.notes.get("choosing") or (position is not None and position.node is None)
    if not listed or len(said) > LONGEST_LABEL:
        return None
    slots = changeable(scene)
    slot = slot_called(said)
    if slot in slots:
        return slot
    return next((one for one in slots if bare(scene.world.label(one)) == said), None)


def _settled(scene: Scene, text: str, said: str, control: Control | None) -> Move | None:
    pending = scene.session.pending
    if pending is None:
        return None
    for index, candidate in enumerate(pending.readings):
        if said in {bare(candidate.label), str(index + 1)}:
            return settle(scene, index)
    if (move := _agreed(scene, text, said)) is not None:
        return move
    if pending.kind not in ANSWERS:
        return settle(scene, None) if control is not None and control.kind == "cancel" else None
    if control is not None and control.kind in ALWAYS_STEER:
        return None
    again = without_pending(scene)
    for slot in dict.fromkeys((pending.slot, scene.question.slot if scene.question else "")):
        reading = read_for(again, slot, text)
        if reading is not None and (reading.value is not None or reading.readings):
            return take(again, text, reading, slot)
    return None


def _agreed(scene: Scene, text: str, said: str) -> Move | None:
    """What a short yes or no does to what is pending."""
    pending = scene.session.pending
    if pending is None or len(said.split()) > 4:
        return None
    single = len(pending.readings) == 1
    if said in KEEPS and single:
        return settle(scene, 0)
    if said in LEAVES:
        return settle(scene, None)
    yes_or_no = _yes_or_no(scene, text)
    if yes_or_no == "yes" and single:
        return settle(scene, 0)
    return settle(scene, None) if yes_or_no == "no" else None


def _confirmed(scene: Scene, text: str, said: str) -> Move | None:
    """Yes and no typed at the review, or where what is known is to be confirmed."""
    at_known, position = bool(scene.known_from_before), scene.position
    at_review = position is not None and position.node is None
    if not (at_known or at_review) or scene.session.pending is not None:
        return None
    yes_or_no = _yes_or_no(scene, text)
    if said in GOES_ON or (yes_or_no == "yes" and len(said.split()) <= 6):
        return accept_known(scene) if at_known else confirm_review(scene)
    if yes_or_no == "no" and len(said.split()) <= 4:
        return choose_change(scene) if at_review else replace(accept_known(scene), prompt="choose_change")
    return None


def _yes_or_no(scene: Scene, text: str) -> str:
    """The yes or no that `text` says, also unsurely ("I think so"); empty for anything else, as for a question."""
    if text.endswith("?") or looks_like_question(text):
        return ""
    return str(read("yes_no_unknown", text, context(scene.session, scene.today)).value or "")


def _is_answer(scene: Scene, text: str, control: Control) -> bool:
    """Whether words that could steer the dialogue are the answer to the open question instead."""
    if scene.question is None or scene.session.pending is not None:
        return False
    slot = scene.world.slots[scene.question.slot]
    if slot.kind in FREE:
        return False
    reading = read_answer(scene, text)
    if reading is None or not reading.plain:
        return False
    return reading.value in slot.passing or control.kind not in ALWAYS_STEER

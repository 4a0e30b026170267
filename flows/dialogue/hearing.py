"""Decides what a typed message means, in the order in which meanings are likely."""

from dataclasses import replace

from flows.dialogue import documents
from flows.dialogue.answering import answer, not_understood, read_answer, take
from flows.dialogue.commanding import command, obey
from flows.dialogue.idling import idle
from flows.dialogue.menus import main_menu
from flows.dialogue.moves import Move
from flows.dialogue.pending import settle
from flows.dialogue.pressing import accept_known, choose_change, confirm_review, press
from flows.dialogue.prompts import prompt_rows
from flows.dialogue.scene import Scene
from flows.dialogue.understanding import context
from flows.dialogue.wording import bare
from flows.reading import Control, read, read_control

# Words that steer the dialogue even if they could be read as an answer.
ALWAYS_STEER = frozenset(
    {"back", "cancel", "restart", "why", "repeat", "help", "forget", "export", "what_if", "change"}
)
LONGEST_LABEL = 64  # characters
GOES_ON = frozenset(
    [
        "show result", "show the result", "show me the result", "show me", "show", "go on", "continue", "next",
        "looks good", "looks right", "all good", "correct", "right", "that's right", "thats right", "all right", "fine",
        "good", "perfect", "calculate", "go ahead", "go", "proceed", "result", "done", "confirm", "ok", "okay",
    ]
)  # fmt: skip


def hear(scene: Scene, text: str) -> Move:
    """What the message `text` does."""
    text = text.strip()
    if not text:
        return not_understood(scene, text)
    if text.startswith("/"):
        return command(scene, text)
    if (payload := label_pressed(scene, text)) is not None:
        return press(scene, payload)
    if scene.session.notes.get("expecting") == "reply":
        return documents.hear_reply(scene, text)
    if documents.looks_like_plan(text):
        return documents.hear_plan_words(scene, text)
    if (move := _settled(scene, text)) is not None:
        return move
    control = read_control(text)
    if control is not None and not _is_answer(scene, text, control):
        return obey(scene, control)
    if (move := _confirmed(scene, text)) is not None:
        return move
    waits = scene.question is not None and not scene.known_from_before
    return answer(scene, text) if waits else idle(scene, text)


def label_pressed(scene: Scene, text: str) -> str | None:
    """The payload of the open button that has `text` for its label, if there is one."""
    said = bare(text)
    if len(said) > LONGEST_LABEL:
        return None
    for row in prompt_rows(scene) or main_menu(scene).buttons:
        for button in row:
            if button.payload and bare(button.label) == said:
                return button.payload
    return None


def _settled(scene: Scene, text: str) -> Move | None:
    pending = scene.session.pending
    if pending is None:
        return None
    said = bare(text)
    for index, candidate in enumerate(pending.readings):
        if said in {bare(candidate.label), str(index + 1)}:
            return settle(scene, index)
    yes_or_no = read("yes_no_unknown", text, context(scene.session, scene.today))
    if yes_or_no.value == "yes" and len(pending.readings) == 1 and len(said.split()) <= 4:
        return settle(scene, 0)
    if yes_or_no.value == "no" and len(said.split()) <= 4:
        return settle(scene, None)
    if scene.question is None:
        return None
    again = scene.with_(replace(scene.session, pending=None))
    reading = read_answer(again, text)
    if reading is not None and (reading.value is not None or reading.readings):
        return take(again, text, reading)
    return None


def _confirmed(scene: Scene, text: str) -> Move | None:
    """Yes and no typed at the review, or where what is known is to be confirmed."""
    at_known, position = bool(scene.known_from_before), scene.position
    at_review = position is not None and position.node is None
    if not (at_known or at_review) or scene.session.pending is not None:
        return None
    said = bare(text)
    yes_or_no = read("yes_no_unknown", text, context(scene.session, scene.today)).value
    if said in GOES_ON or (yes_or_no == "yes" and len(said.split()) <= 6):
        return accept_known(scene) if at_known else confirm_review(scene)
    if yes_or_no == "no" and len(said.split()) <= 4:
        return choose_change(scene) if at_review else replace(accept_known(scene), prompt="choose_change")
    return None


def _is_answer(scene: Scene, text: str, control: Control) -> bool:
    """Whether words that could steer the dialogue are the answer to the open question instead."""
    if scene.question is None or scene.session.pending is not None:
        return False
    reading = read_answer(scene, text)
    if reading is None or not reading.plain:
        return False
    pauses = reading.value in scene.world.slots[scene.question.slot].passing
    return pauses or control.kind not in ALWAYS_STEER

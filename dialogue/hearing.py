"""Decides what a typed message means, in the order in which meanings are likely."""

from dataclasses import replace

from dialogue import browsing, documents
from dialogue.answering import answer, not_understood
from dialogue.asking_back import take
from dialogue.commanding import command, obey
from dialogue.idle import idle
from dialogue.menus import start_rows
from dialogue.pending import ANSWERS, settle
from dialogue.pressing import accept_known, choose_change, confirm_review, press
from dialogue.prompts import change_rows, changeable, prompt_rows
from dialogue.replies import Reply, change
from dialogue.state import State, without_pending
from dialogue.understanding import FREE, context, read_answer, read_for
from dialogue.wording import GOES_ON, bare, bare_label, looks_like_question
from nlu.control import slot_called
from nlu.readers import Control, read, read_control

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


def hear(state: State, text: str) -> Reply:
    """What the message `text` does."""
    text = text.strip()
    if not text:
        return not_understood(state, text)
    if text.startswith("/"):
        return command(state, text)
    said = bare(text)
    if (payload := label_pressed(state, said)) is not None:
        return press(state, payload, typed=True)
    if (slot := _named_to_change(state, said)) is not None:
        return change(state, slot)
    if (reply := documents.hear(state, text)) is not None:
        return reply
    control = read_control(text)
    if (reply := _settled(state, text, said, control)) is not None:
        return reply
    if control is not None and not _is_answer(state, text, control):
        return obey(state, control)
    if (reply := _confirmed(state, text, said)) is not None:
        return reply
    if said in browsing.MORE and (more := browsing.read_more(state)) is not None:
        return more
    waits = state.question is not None and not state.known_from_before
    return answer(state, text) if waits else idle(state, text)


def label_pressed(state: State, said: str) -> str | None:
    """The payload of the open button that has `said` for its label, if there is one."""
    if not said or len(said) > LONGEST_LABEL:
        return None
    choosing = change_rows(state, changeable(state)) if state.session.notes.get("choosing") else ()
    for row in (*choosing, *(prompt_rows(state) or start_rows(state))):
        for button in row:
            if button.payload and bare_label(button.label) == said:
                return button.payload
    return None


def _named_to_change(state: State, said: str) -> str | None:
    """The slot that is named alone where the answers are listed: at the review, and after "change something"."""
    position = state.position
    listed = state.session.notes.get("choosing") or (position is not None and position.node is None)
    if not listed or len(said) > LONGEST_LABEL:
        return None
    slots = changeable(state)
    slot = slot_called(said)
    if slot in slots:
        return slot
    return next((one for one in slots if bare(state.domain.label(one)) == said), None)


def _settled(state: State, text: str, said: str, control: Control | None) -> Reply | None:
    pending = state.session.pending
    if pending is None:
        return None
    for index, candidate in enumerate(pending.readings):
        if said in {bare(candidate.label), str(index + 1)}:
            return settle(state, index)
    if (reply := _agreed(state, text, said)) is not None:
        return reply
    if pending.kind not in ANSWERS:
        return settle(state, None) if control is not None and control.kind == "cancel" else None
    if control is not None and control.kind in ALWAYS_STEER:
        return None
    again = without_pending(state)
    for slot in dict.fromkeys((pending.slot, state.question.slot if state.question else "")):
        reading = read_for(again, slot, text)
        if reading is not None and (reading.value is not None or reading.readings):
            return take(again, text, reading, slot)
    return None


def _agreed(state: State, text: str, said: str) -> Reply | None:
    """What a short yes or no does to what is pending."""
    pending = state.session.pending
    if pending is None or len(said.split()) > 4:
        return None
    single = len(pending.readings) == 1
    if said in KEEPS and single:
        return settle(state, 0)
    if said in LEAVES:
        return settle(state, None)
    yes_or_no = _yes_or_no(state, text)
    if yes_or_no == "yes" and single:
        return settle(state, 0)
    return settle(state, None) if yes_or_no == "no" else None


def _confirmed(state: State, text: str, said: str) -> Reply | None:
    """Yes and no typed at the review, or where what is known is to be confirmed."""
    at_known, position = bool(state.known_from_before), state.position
    at_review = position is not None and position.node is None
    if not (at_known or at_review) or state.session.pending is not None:
        return None
    yes_or_no = _yes_or_no(state, text)
    if said in GOES_ON or (yes_or_no == "yes" and len(said.split()) <= 6):
        return accept_known(state) if at_known else confirm_review(state)
    if yes_or_no == "no" and len(said.split()) <= 4:
        return choose_change(state) if at_review else replace(accept_known(state), prompt="choose_change")
    return None


def _yes_or_no(state: State, text: str) -> str:
    """The yes or no that `text` says, also unsurely ("I think so"); empty for anything else, as for a question."""
    if text.endswith("?") or looks_like_question(text):
        return ""
    return str(read("yes_no_unknown", text, context(state.session, state.today)).value or "")


def _is_answer(state: State, text: str, control: Control) -> bool:
    """Whether words that could steer the dialogue are the answer to the open question instead."""
    if state.question is None or state.session.pending is not None:
        return False
    slot = state.domain.slots[state.question.slot]
    if slot.kind in FREE:
        return False
    reading = read_answer(state, text)
    if reading is None or not reading.plain:
        return False
    return reading.value in slot.passing or control.kind not in ALWAYS_STEER

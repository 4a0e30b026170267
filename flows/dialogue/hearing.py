"""Decides what a typed message means: an answer, a command, several facts, a correction, or a question."""

import re
from dataclasses import replace
from typing import Any

from rapidfuzz import fuzz

from content.found import Found
from flows.dialogue import browsing, comparing, documents
from flows.dialogue.facts import facts_of, read_facts
from flows.dialogue.moves import (
    Move,
    accept,
    acknowledge,
    cancel,
    change,
    fact,
    go_back,
    hold,
    restart,
    start_flow,
)
from flows.dialogue.pending import settle
from flows.dialogue.pressing import (
    accept_known,
    answer_unknown,
    choose_change,
    confirm_review,
    press,
    why,
)
from flows.dialogue.prompts import prompt
from flows.dialogue.scene import Scene, note
from flows.dialogue.understanding import context, understand
from flows.dialogue.world import asking
from flows.engine.flow import Question
from flows.reading import Control, MessageReading, Reading, read, read_control
from flows.session import Candidate, Fact

LONGEST_ANSWER = 600
MISSES_UNTIL_HELP = 3
_ASKS = re.compile(
    r"^(what|why|how|when|where|who|which|can|could|do|does|did|is|are|am|will|would|should|shall|may|must|isn't|aren't|"
    r"explain|tell me|whats|hows)\b",
    re.IGNORECASE,
)


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
    if (move := _settles_pending(scene, text)) is not None:
        return move
    control = read_control(text)
    if control is not None and not _is_answer(scene, text, control):
        return obey(scene, control)
    if (move := _confirms(scene, text)) is not None:
        return move
    return _answer(scene, text) if scene.question is not None else _idle(scene, text)


def label_pressed(scene: Scene, text: str) -> str | None:
    """The payload of the open button that has `text` for its label, if there is one."""
    shown = prompt(scene)
    if shown is None:
        shown = browsing.main_menu(scene)
    said = _bare(text)
    for row in shown.buttons:
        for button in row:
            if button.payload and _bare(button.label) == said:
                return button.payload
    return None


def _bare(text: str) -> str:
    return " ".join(re.sub(r"[^\w%½$.,’'?-]+", " ", text.lower()).split()).strip(" .?")


def _settles_pending(scene: Scene, text: str) -> Move | None:
    pending = scene.session.pending
    if pending is None:
        return None
    said = _bare(text)
    for index, candidate in enumerate(pending.readings):
        if _bare(candidate.label) == said or said == str(index + 1):
            return settle(scene, index)
    answer = read("yes_no_unknown", text, context(scene.session, scene.today))
    if answer.plain and len(text.split()) <= 4:
        if answer.value == "yes" and len(pending.readings) == 1:
            return settle(scene, 0)
        if answer.value == "no":
            return settle(scene, None)
    if scene.question is None:
        return None
    again = scene.with_(replace(scene.session, pending=None))
    reading = _reading(again, text)
    if reading is not None and (reading.value is not None or reading.readings):
        return _take(again, text, reading)
    return None


def _confirms(scene: Scene, text: str) -> Move | None:
    """Yes and no typed at the review, or where what is known is to be confirmed."""
    at_known = bool(scene.known_from_before)
    position = scene.position
    at_review = position is not None and position.node is None
    if not (at_known or at_review) or scene.session.pending is not None:
        return None
    said = _bare(text)
    answer = read("yes_no_unknown", text, context(scene.session, scene.today))
    if said in GOES_ON or (answer.value == "yes" and len(said.split()) <= 6):
        return accept_known(scene) if at_known else confirm_review(scene)
    if answer.value == "no" and len(said.split()) <= 4:
        return choose_change(scene) if at_review else replace(accept_known(scene), prompt="choose_change")
    return None


GOES_ON = frozenset(
    "show result|show me the result|show me|show|go on|continue|next|looks good|looks right|all good|correct|right|"
    "that's right|thats right|all right|fine|good|perfect|calculate|go ahead|go|proceed|result|done|confirm|ok|okay".split(
        "|"
    )
)


def _is_answer(scene: Scene, text: str, control: Control) -> bool:
    """Whether words that could steer the dialogue are the answer to the open question instead."""
    if scene.question is None or scene.session.pending is not None:
        return False
    if control.kind in {"back", "cancel", "restart", "why", "repeat", "help", "forget", "export", "what_if", "change"}:
        return False
    if control.kind in {"unknown", "skip"}:
        reading = _reading(scene, text)
        return reading is not None and reading.plain
    reading = _reading(scene, text)
    return reading is not None and reading.value is not None


def obey(scene: Scene, control: Control) -> Move:
    """Carries out what steers the dialogue."""
    match control.kind:
        case "back":
            return go_back(scene)
        case "change":
            return change(scene, control.slot) if control.slot else choose_change(scene)
        case "cancel":
            return cancel(scene)
        case "restart":
            return restart(scene)
        case "skip" | "unknown":
            return answer_unknown(scene) if scene.question is not None else help_(scene)
        case "why":
            return why(scene)
        case "repeat":
            return Move(scene.session, outcome="repeat")
        case "help":
            return help_(scene)
        case "menu":
            return Move(scene.session, (browsing.main_menu(scene),), prompt="never", outcome="menu")
        case "what_if":
            return comparing.what_if(scene, control.text)
        case "forget":
            return ask_to_forget(scene)
        case "export" | "case":
            return start_flow(scene, control.kind) if control.kind in scene.world.flows else help_(scene)
        case "thanks":
            return Move(scene.session, lead=scene.world.message("thanks"), prompt="open", outcome="thanks")
        case _:
            return greet(scene)


def command(scene: Scene, text: str) -> Move:
    """Carries out a command such as `/start limits`, `/cancel` or the name of a flow."""
    word, _, argument = text[1:].partition(" ")
    name = word.partition("@")[0].lower()
    argument = argument.strip()
    if name == "start":
        return start(scene, argument)
    if name == "ask":
        return ask_library(scene, argument) if argument else Move(scene.session, lead=scene.world.message("ask_what"))
    if name == "privacy":
        return Move(scene.session, (_message_screen(scene, "privacy"),), prompt="open", outcome="privacy")
    if name in scene.world.flows:
        return start_flow(scene, name)
    control = read_control(f"/{name} {argument}".strip())
    if control is not None:
        return obey(scene, control)
    lead = scene.world.message("unknown_command", command=f"/{name[:30]}")
    return Move(scene.session, lead=lead, outcome="unknown command")


def _message_screen(scene: Scene, name: str) -> Any:
    from flows.screens import Screen

    return Screen(scene.world.message(name))


def start(scene: Scene, payload: str) -> Move:
    """The start command: a deep link opens its article or flow; a newcomer is welcomed, others go on where they were."""
    if payload in scene.world.library.articles:
        return Move(scene.session, (browsing.article_screen(scene, payload),), prompt="open", outcome="deep link")
    if payload in scene.world.flows:
        return start_flow(scene, payload)
    return greet(scene)


def greet(scene: Scene) -> Move:
    """Welcomes a newcomer with three lines and the first step; tells who returns where they were."""
    if scene.session.frames and scene.outcome is None:
        title = scene.world.title(scene.session.frames[-1].flow)
        return Move(scene.session, lead=scene.world.message("welcome_back", title=title), outcome="greeted")
    if scene.session.case:
        screen = browsing.main_menu(scene, scene.world.message("welcome_again"))
        return Move(replace(scene.session, frames=()), (screen,), prompt="never", outcome="greeted")
    from flows.dialogue import payloads
    from flows.screens import Button, Screen

    first = Button(scene.world.button("button_can_i"), payloads.make(payloads.FLOW, "eligibility"))
    second = Button(scene.world.button("button_how_much"), payloads.make(payloads.FLOW, "capacity"))
    third = Button(scene.world.button("button_what_is_it"), payloads.make(payloads.ARTICLE, "what-is-it"))
    menu = Button(scene.world.button("button_menu"), payloads.make(payloads.MENU, "main"))
    screen = Screen(scene.world.message("welcome"), ((first,), (second,), (third, menu)))
    return Move(note(scene.session, greeted=True), (screen,), prompt="never", outcome="greeted")


def help_(scene: Scene) -> Move:
    """What the bot can do, and the ways on from here."""
    return Move(scene.session, lead=scene.world.message("help"), outcome="help")


def ask_to_forget(scene: Scene) -> Move:
    """Asks once before everything is deleted."""
    yes = Candidate(scene.world.button("button_forget_yes"), True)
    return hold(scene, "", "", (yes,), "forget")


def ask_library(scene: Scene, question: str) -> Move:
    """Answers a question from the library."""
    return browsing.answer_question(scene, question, scene.world.search.find(question))


def looks_like_question(text: str) -> bool:
    """Whether `text` is put as a question."""
    return bool(_ASKS.match(text)) or (text.rstrip().endswith("?") and len(text.split()) >= 3)


def _reading(scene: Scene, text: str) -> Reading | None:
    if scene.question is None or scene.flow is None:
        return None
    slot = scene.world.slots[scene.question.slot]
    words = asking(scene.world, scene.flow.id, scene.question)
    return understand(scene.world, slot, words, text, scene.session, scene.today)


def _answer(scene: Scene, text: str) -> Move:
    if scene.known_from_before:
        return _at_known(scene, text)
    short = len(text) <= LONGEST_ANSWER
    reading = _reading(scene, text) if short else None
    message = read_facts(scene, text) if short else None
    if message is not None and message.hypothetical:
        return comparing.what_if(scene, text)
    if message is not None and message.correction_of is not None and message.slots:
        return _correct(scene, text, message)
    question = looks_like_question(text)
    if message is not None and len(message.slots) >= 2 and _holds_more(scene, message):
        return _take_all(scene, text, message, reading)
    if reading is not None and reading.plain and not (question and len(text.split()) > 4):
        return _take(scene, text, reading)
    if question and (found := scene.world.search.find(text)).answer is not None:
        return browsing.answer_question(scene, text, found)
    if reading is not None and (
        reading.value is not None or reading.readings or reading.reason not in {"", "not_understood"}
    ):
        return _take(scene, text, reading)
    if message is not None and message.slots and not question:
        return _take_all(scene, text, message, reading)
    found = scene.world.search.find(text) if len(text.split()) >= 2 else Found(None, 0, ())
    if found.answer is not None and not found.close:
        return browsing.answer_question(scene, text, found)
    if question:
        return browsing.unanswered(scene, text, found)
    return not_understood(scene, text, reading)


def _at_known(scene: Scene, text: str) -> Move:
    message = read_facts(scene, text)
    if message.slots:
        facts = facts_of(scene, text, message)
        return accept(scene, facts, acknowledge(scene, facts))
    return _idle(scene, text)


def _holds_more(scene: Scene, message: MessageReading) -> bool:
    asked = scene.question.slot if scene.question else ""
    return any(slot != asked for slot in message.slots)


def _take_all(scene: Scene, text: str, message: MessageReading, reading: Reading | None) -> Move:
    facts = facts_of(scene, text, message)
    asked = scene.question.slot if scene.question else ""
    if reading is not None and reading.plain and asked not in facts and not message.rest and len(text.split()) <= 6:
        facts[asked] = fact(scene, reading.json, text)
    if not facts:
        return not_understood(scene, text, reading)
    return accept(scene, facts, acknowledge(scene, facts))


def _correct(scene: Scene, text: str, message: MessageReading) -> Move:
    facts = facts_of(scene, text, message)
    lead = f"{scene.world.message('corrected')}\n{acknowledge(scene, facts)}"
    return accept(scene, facts, lead, last=message.correction_of)


def _take(scene: Scene, text: str, reading: Reading) -> Move:
    question = scene.question
    assert question is not None  # noqa: S101  the caller looked
    slot = question.slot
    if reading.plain:
        facts = {slot: fact(scene, reading.json, text)}
        return accept(scene, facts, acknowledge(scene, facts))
    candidates = tuple(Candidate(one.label, one.json) for one in reading.readings)
    if reading.value is not None:
        from flows.dialogue.saying import say

        label = say(scene.world, slot, reading.json)
        return hold(scene, slot, text, (Candidate(label, reading.json),), "confirm", _reason(scene, reading, text))
    if candidates:
        return hold(scene, slot, text, candidates, "choose", _reason(scene, reading, text))
    return not_understood(scene, text, reading)


def _reason(scene: Scene, reading: Reading, text: str) -> dict[str, str] | None:
    name = f"reason_{reading.reason}"
    if name not in scene.world.library.messages:
        return None
    return {"lines": scene.world.message(name, said=_short(text))}


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "…"


def _idle(scene: Scene, text: str) -> Move:
    if flow := flow_named(scene, text):
        message = read_facts(scene, text)
        return start_flow(scene, flow, facts_of(scene, text, message))
    message = read_facts(scene, text) if len(text) <= LONGEST_ANSWER else None
    if message is not None and message.hypothetical:
        return comparing.what_if(scene, text)
    if message is not None and message.slots and message.correction_of is not None and scene.flow is not None:
        return _correct(scene, text, message)
    if message is not None and message.slots:
        return _idle_facts(scene, text, message)
    found = scene.world.search.find(text)
    if found.answer is None and not looks_like_question(text) and len(text.split()) <= 1:
        return not_understood(scene, text)
    return browsing.answer_question(scene, text, found)


def _idle_facts(scene: Scene, text: str, message: MessageReading) -> Move:
    facts = facts_of(scene, text, message)
    found = scene.world.search.find(text)
    if scene.flow is not None and any(slot in scene.flow.slots for slot in facts) and not message.question:
        return accept(scene, facts, acknowledge(scene, facts))
    numbers = [slot for slot in facts if slot in scene.world.flows["capacity"].slots]
    if len(numbers) >= 2 or (numbers and asks_how_much(text)):
        return start_flow(scene, "capacity", facts, acknowledge(scene, facts))
    if message.question and found.answer is not None:
        return browsing.answer_question(scene, text, found)
    if not message.question and facts:
        learned = accept(scene, facts, acknowledge(scene, facts))
        return replace(learned, outcome="noted")
    return browsing.answer_question(scene, text, found)


_HOW_MUCH = re.compile(
    r"\b(how much|my room|my limit|can i (put|contribute|add)|what's my|whats my|capacity)\b", re.IGNORECASE
)


def asks_how_much(text: str) -> bool:
    """Whether `text` asks for the person's own room."""
    return bool(_HOW_MUCH.search(text))


def flow_named(scene: Scene, text: str) -> str | None:
    """The flow that `text` asks to begin, by its title or one of the ways people put it."""
    said = _bare(text)
    best, name = 0.0, None
    for flow in scene.world.flows:
        words = scene.world.library.flows[flow]
        for phrase in (words.title, *words.starts):
            score = fuzz.token_sort_ratio(_bare(phrase), said)
            if score > best:
                best, name = score, flow
    return name if best >= 90 else None


def not_understood(scene: Scene, text: str, reading: Reading | None = None) -> Move:
    """Says what was wanted, with an example; after three in a row, offers help instead of asking for ever."""
    session = replace(scene.session, misses=scene.session.misses + 1)
    if scene.question is None or scene.flow is None or scene.known_from_before:
        lead = scene.world.message("not_understood_idle", said=_short(text))
        return Move(session, lead=lead, outcome="not understood")
    words = asking(scene.world, scene.flow.id, scene.question)
    reason = reading.reason if reading is not None else ""
    specific = f"reason_{reason}"
    told = scene.world.message(specific, said=_short(text)) if specific in scene.world.library.messages else ""
    lead = told or scene.world.message("not_understood", said=_short(text), label=words.label)
    if words.example:
        lead = f"{lead}\n{scene.world.message('example', example=words.example)}"
    if session.misses >= MISSES_UNTIL_HELP:
        lead = f"{lead}\n\n{scene.world.message('stuck')}"
    return Move(session, lead=lead, outcome="not understood")


def edit(scene: Scene, text: str) -> Move:
    """An edited message corrects the last answer, if it can be read as one."""
    slot = scene.session.notes.get("last")
    flow = scene.flow
    if not isinstance(slot, str) or flow is None or slot not in flow.slots or slot not in scene.session.case:
        return Move(scene.session, lead=scene.world.message("edit_unused"), prompt="open", outcome="edit")
    node = flow.nodes[slot]
    assert isinstance(node, Question)  # noqa: S101  slots are named after questions
    words = asking(scene.world, flow.id, node)
    reading = understand(scene.world, scene.world.slots[slot], words, text.strip(), scene.session, scene.today)
    if not reading.plain:
        lead = scene.world.message("edit_not_read", said=_short(text), label=words.label)
        return Move(scene.session, lead=lead, outcome="edit")
    facts = {slot: fact(scene, reading.json, text)}
    lead = f"{scene.world.message('corrected')}\n{acknowledge(scene, facts)}"
    return accept(scene, facts, lead, last=slot)

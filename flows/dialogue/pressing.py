"""What a pressed button does. Payloads are forgeable: each is parsed strictly and checked against the session."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from content.model import Option
from flows.dialogue import browsing, payloads
from flows.dialogue.menus import menu
from flows.dialogue.moves import (
    Move,
    accept,
    acknowledge,
    cancel,
    change,
    fact,
    go_back,
    restart,
    start_flow,
)
from flows.dialogue.payloads import Payload
from flows.dialogue.pending import settle
from flows.dialogue.prompts import change_screen, changeable, chosen_so_far, question_detail_screen
from flows.dialogue.results import detail_screen, result_rows
from flows.dialogue.scene import Scene, note, with_frame
from flows.dialogue.understanding import option_value
from flows.dialogue.world import asking
from flows.engine.flow import REVIEW, Question

ONCE = frozenset({payloads.FLOW, payloads.DETAIL})  # a second tap at once would show the same again


def press(scene: Scene, text: str, *, typed: bool = False) -> Move:
    """What the button with the payload `text` does; a forged one does nothing, an old one says that it is old.

    `typed`: its label was typed, which nobody does twice by mistake.
    """
    payload = payloads.parse(text)
    if payload is None:
        return Move(scene.session, prompt="open", toast=scene.world.button("old_button"), outcome="forged")
    again = scene.session.notes.get("pressed") == text and not typed
    bound = payload.revision is not None
    if again and (payload.kind in ONCE or (bound and payload.revision != scene.session.revision)):
        return Move(scene.session, prompt="never", toast=scene.world.button("pressed_twice"), outcome="doubled")
    if bound and payload.revision != scene.session.revision:
        return _old(scene)
    move = _press(scene, payload)
    return replace(move, session=note(move.session, pressed=text))


def _old(scene: Scene) -> Move:
    lead = scene.world.message("old_button_text")
    return Move(scene.session, lead=lead, toast=scene.world.button("old_button"), outcome="stale")


def _press(scene: Scene, payload: Payload) -> Move:
    first, *rest = payload.arguments
    match payload.kind:
        case payloads.OPTION:
            return _option(scene, first, rest[0])
        case payloads.READING:
            return settle(scene, int(first) if first.isdigit() else None)
        case payloads.CHANGE:
            return change(scene, first)
        case payloads.CONTROL:
            return control(scene, first)
        case payloads.FLOW:
            return start_flow(scene, first) if first in scene.world.flows else _old(scene)
        case payloads.DETAIL:
            return _detail(scene, first, rest[0], rest[1])
        case _:
            return _browse(scene, payload.kind, first, rest)


def _browse(scene: Scene, kind: str, first: str, rest: Sequence[str]) -> Move:
    screen = None
    session = scene.session
    if kind == payloads.ARTICLE and first in scene.world.library.articles:
        page = int(rest[0]) if rest and rest[0].isdigit() else 0
        screen = browsing.article_screen(scene, first, page)
        session = note(session, article=first)
    elif kind == payloads.HELPFUL:
        return browsing.helpful(scene, first, yes=rest[0] == "y")
    elif kind == payloads.TERM:
        screen = browsing.term_screen(scene, first)
    elif kind == payloads.MENU:
        screen = menu(scene, first, rest[0] if rest else "")
    if screen is None:
        return _old(scene)
    return Move(session, (screen,), prompt="never", outcome=f"browsed {kind}")


def _option(scene: Scene, slot: str, value: str) -> Move:
    question = scene.question
    if scene.flow is None or question is None or question.slot != slot or scene.session.pending is not None:
        return _old(scene)
    kind = scene.world.slots[slot].kind
    if kind == "tax_year" and value.isdigit():
        return accept(scene, {slot: fact(scene, int(value), value)})
    options = asking(scene.world, scene.flow.id, question).options
    if kind == "choices":
        return _tick(scene, slot, value, options)
    if value not in options:
        return _old(scene)
    return accept(scene, {slot: fact(scene, option_value(kind, value), options[value].label)})


def _tick(scene: Scene, slot: str, value: str, options: Mapping[str, Option]) -> Move:
    chosen = list(chosen_so_far(scene, slot))
    if value == "done":
        return accept(scene, {slot: fact(scene, chosen, "")})
    if value not in options:
        return _old(scene)
    chosen = [one for one in chosen if one != value] if value in chosen else [*chosen, value]
    return Move(note(scene.session, draft={"slot": slot, "chosen": chosen}), prompt="replace", outcome="ticked")


def control(scene: Scene, word: str) -> Move:
    """What a way on does: back, don't know, where to find it, why, review, change, repeat, …"""
    match word:
        case "back":
            return go_back(scene)
        case "unknown":
            return answer_unknown(scene)
        case "where":
            return where_to_find(scene)
        case "why":
            return why(scene)
        case "known":
            return accept_known(scene)
        case "recheck":
            return _recheck(scene)
        case "review":
            return confirm_review(scene)
        case "change":
            return choose_change(scene)
        case "cancel":
            return cancel(scene)
        case "restart":
            return restart(scene)
        case _:
            return Move(scene.session, outcome="repeat")


def accept_known(scene: Scene) -> Move:
    """Takes what is known from before as the answers of the open flow."""
    known = {slot: scene.session.case[slot] for slot in scene.known_from_before}
    return accept(scene, known, last="") if known else Move(scene.session, outcome="repeat")


def _recheck(scene: Scene) -> Move:
    known = scene.known_from_before
    if not known:
        return _old(scene)
    taken = accept_known(scene)
    return replace(taken, prompt="choose_change", outcome="change")


def confirm_review(scene: Scene) -> Move:
    """Goes on from the review to the result."""
    frame, position = scene.frame, scene.position
    if frame is None or position is None or position.node is not None:
        return _old(scene)
    session = with_frame(scene.session, replace(frame, accepted=(*frame.accepted, REVIEW)))
    return Move(replace(session, misses=0), outcome="reviewed")


def choose_change(scene: Scene) -> Move:
    """Offers every answer of the open flow to be changed."""
    slots = changeable(scene)
    if not slots:
        return Move(scene.session, lead=scene.world.message("nothing_to_change"), prompt="open", outcome="change")
    session = note(scene.session, choosing=True)
    return Move(session, (change_screen(scene, slots),), prompt="never", outcome="change")


def answer_unknown(scene: Scene) -> Move:
    """Takes "I don't know" as the answer where it can be one; else says where the answer is to be found."""
    question = scene.question
    if question is None or scene.flow is None or scene.known_from_before:
        return Move(scene.session, outcome="repeat")
    slot = scene.world.slots[question.slot]
    words = asking(scene.world, scene.flow.id, question)
    if slot.kind == "yes_no_unknown" or "unknown" in words.options:
        facts = {slot.name: fact(scene, "unknown", "")}
    elif slot.unknown:
        facts = {slot.name: fact(scene, None, "")}
    else:
        return where_to_find(scene)
    return accept(scene, facts, acknowledge(scene, facts))


def where_to_find(scene: Scene) -> Move:
    """Says where an answer that is needed can be found, and keeps the question open."""
    question = scene.question
    if question is None or scene.flow is None:
        return Move(scene.session, outcome="repeat")
    words = asking(scene.world, scene.flow.id, question)
    where = words.unknown.render(scene.question_values()) if words.unknown else scene.world.message("needed_to_go_on")
    return Move(scene.session, lead=where, outcome="unknown")


def why(scene: Scene) -> Move:
    """Says why the open question is asked; at a result, opens the first part of it, which says how it comes about."""
    question, outcome = scene.question, scene.outcome
    if scene.flow is not None and outcome is not None:
        parts = [button for row in result_rows(scene, scene.flow, outcome) for button in row]
        reasons = next((one.payload for one in parts if one.payload.startswith(payloads.DETAIL + ":")), None)
        if reasons is not None and (payload := payloads.parse(reasons)) is not None:
            return _press(scene, payload)
    if question is None or scene.flow is None:
        return Move(scene.session, lead=scene.world.message("why_nothing"), prompt="open", outcome="why")
    words = asking(scene.world, scene.flow.id, question)
    reason = words.why.render(scene.question_values()) if words.why else scene.world.message("why_default")
    return Move(scene.session, lead=reason, outcome="why")


def _detail(scene: Scene, flow: str, outcome: str, name: str) -> Move:
    position = scene.position
    if scene.flow is None or scene.flow.id != flow or position is None or position.node is None:
        return _old(scene)
    if position.node.name != outcome:
        return _old(scene)
    if name == "change":
        return choose_change(scene)
    if isinstance(position.node, Question):
        screen = question_detail_screen(scene, scene.flow, position.node, name)
    else:
        screen = detail_screen(scene, scene.flow, position.node, name)
    return Move(scene.session, (screen,), prompt="never", outcome=f"opened {name}") if screen else _old(scene)

"""What a pressed button does. Payloads are forgeable: each is parsed strictly and checked against the session."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from content.schema import Option
from core.limits import published_years
from dialogue import browsing, ledger, payloads
from dialogue.actions import (
    accept_known,
    answer_unknown,
    choose_change,
    confirm_review,
    old_button,
    recheck,
    where_to_find,
)
from dialogue.domain import asking
from dialogue.menus import menu
from dialogue.payloads import Payload
from dialogue.pending import settle
from dialogue.prompts import chosen_so_far, question_detail_screen
from dialogue.replies import (
    Reply,
    accept,
    cancel,
    change,
    fact,
    go_back,
    restart,
    start_flow,
)
from dialogue.results import detail_screen, result_rows
from dialogue.state import State, note
from dialogue.understanding import option_value
from flows.engine.flow import Question
from flows.notes import Draft
from flows.session import Session

ONCE = frozenset({payloads.FLOW, payloads.DETAIL})  # a second tap at once would show the same again


def press(state: State, text: str, *, typed: bool = False) -> Reply:
    """What the button with the payload `text` does; a forged one does nothing, an old one says that it is old.

    `typed`: its label was typed, which nobody does twice by mistake.
    """
    payload = payloads.parse(text)
    if payload is None:
        return Reply(state.session, prompt="open", toast=state.domain.button("old_button"), outcome="forged")
    again = state.session.notes.pressed == text and not typed
    bound = payload.revision is not None
    if again and (payload.kind in ONCE or (bound and payload.revision != state.session.revision)):
        return Reply(state.session, prompt="never", toast=state.domain.button("pressed_twice"), outcome="doubled")
    if bound and payload.revision != state.session.revision and not _still_open(state, payload):
        if payload.kind == payloads.READING and state.session == Session():
            # The second tap on "Delete everything": the first has deleted even that it was tapped.
            return Reply(state.session, prompt="never", toast=state.domain.button("deleted_already"), outcome="doubled")
        return old_button(state)
    reply = press_payload(state, payload)
    return replace(reply, session=note(reply.session, pressed=text))


def _still_open(state: State, payload: Payload) -> bool:
    """Whether the option belongs to the list of the open question, of which others have been ticked since.

    Taps on a list come faster than the list with the new ticks can be shown.
    """
    question, revision = state.question, payload.revision
    if payload.kind != payloads.OPTION or question is None or payload.arguments[0] != question.slot or revision is None:
        return False
    ticks = state.domain.slots[question.slot].kind == "choices" and payload.arguments[1] != "done"
    return ticks and state.session.asked <= revision < state.session.revision


def press_payload(state: State, payload: Payload) -> Reply:
    first, *rest = payload.arguments
    match payload.kind:
        case payloads.OPTION:
            return _option(state, first, rest[0])
        case payloads.READING:
            return settle(state, int(first) if first.isdigit() else None)
        case payloads.CHANGE:
            return change(state, first)
        case payloads.CONTROL:
            return control(state, first)
        case payloads.FLOW:
            return start_flow(state, first) if first in state.domain.flows else old_button(state)
        case payloads.LEDGER:
            return ledger.press(state, first, rest[0])
        case payloads.DETAIL:
            return _detail(state, first, rest[0], rest[1])
        case _:
            return _browse(state, payload.kind, first, rest)


def _browse(state: State, kind: str, first: str, rest: Sequence[str]) -> Reply:
    screen = None
    session = state.session
    if kind == payloads.ARTICLE and first in state.domain.library.articles:
        page = int(rest[0]) if rest and rest[0].isdigit() else 0
        screen = browsing.article_screen(state, first, page)
        session = note(session, article=first)
    elif kind == payloads.HELPFUL:
        return browsing.helpful(state, first, yes=rest[0] == "y")
    elif kind == payloads.TERM:
        screen = browsing.term_screen(state, first)
    elif kind == payloads.MENU:
        screen = menu(state, first, rest[0] if rest else "")
    if screen is None:
        return old_button(state)
    return Reply(session, (screen,), prompt="never", outcome=f"browsed {kind}")


def _option(state: State, slot: str, value: str) -> Reply:
    question = state.question
    if state.flow is None or question is None or question.slot != slot or state.session.pending is not None:
        return old_button(state)
    kind = state.domain.slots[slot].kind
    if kind == "tax_year":
        if value not in {str(year) for year in published_years()}:
            return old_button(state)
        return accept(state, {slot: fact(state, int(value), value)})
    options = asking(state.domain, state.flow.id, question).options
    if kind == "choices":
        return _tick(state, slot, value, options)
    if value not in options:
        return old_button(state)
    return accept(state, {slot: fact(state, option_value(kind, value), options[value].label)})


def _tick(state: State, slot: str, value: str, options: Mapping[str, Option]) -> Reply:
    chosen = list(chosen_so_far(state, slot))
    if value == "done":
        return accept(state, {slot: fact(state, chosen, "")})
    if value not in options:
        return old_button(state)
    chosen = [one for one in chosen if one != value] if value in chosen else [*chosen, value]
    return Reply(note(state.session, draft=Draft(slot, tuple(chosen))), prompt="replace", outcome="ticked")


def control(state: State, word: str) -> Reply:
    """What a way on does: back, don't know, where to find it, why, review, change, repeat, …"""
    match word:
        case "back":
            return go_back(state)
        case "unknown":
            return answer_unknown(state)
        case "where":
            return where_to_find(state)
        case "why":
            return why(state)
        case "known":
            return accept_known(state)
        case "recheck":
            return recheck(state)
        case "review":
            return confirm_review(state)
        case "change":
            return choose_change(state)
        case "cancel":
            return cancel(state)
        case "restart":
            return restart(state)
        case _:
            return Reply(state.session, outcome="repeat")


def why(state: State) -> Reply:
    """Says why the open question is asked; at a result, opens the first part of it, which says how it comes about."""
    question, outcome = state.question, state.outcome
    if state.flow is not None and outcome is not None:
        parts = [button for row in result_rows(state, state.flow, outcome) for button in row]
        reasons = next((one.payload for one in parts if one.payload.startswith(payloads.DETAIL + ":")), None)
        if reasons is not None and (payload := payloads.parse(reasons)) is not None:
            return press_payload(state, payload)
    if question is None or state.flow is None:
        return Reply(state.session, lead=state.domain.message("why_nothing"), prompt="open", outcome="why")
    words = asking(state.domain, state.flow.id, question)
    reason = words.why.render(state.question_values()) if words.why else state.domain.message("why_default")
    return Reply(state.session, lead=reason, outcome="why")


def _detail(state: State, flow: str, outcome: str, name: str) -> Reply:
    position = state.position
    if state.flow is None or state.flow.id != flow or position is None or position.node is None:
        return old_button(state)
    if position.node.name != outcome:
        return old_button(state)
    if name == "change":
        return choose_change(state)
    if isinstance(position.node, Question):
        screen = question_detail_screen(state, state.flow, position.node, name)
    else:
        screen = detail_screen(state, state.flow, position.node, name)
    return Reply(state.session, (screen,), prompt="never", outcome=f"opened {name}") if screen else old_button(state)

"""What can be done at a question, at what is known and at the review, typed or pressed."""

from dataclasses import replace

from dialogue.domain import asking
from dialogue.prompts import change_screen, changeable
from dialogue.replies import Reply, accept, acknowledge, fact
from dialogue.state import State, note, with_frame
from flows.engine.flow import REVIEW


def old_button(state: State) -> Reply:
    """Says that a button belongs to an earlier question."""
    lead = state.domain.message("old_button_text")
    return Reply(state.session, lead=lead, toast=state.domain.button("old_button"), outcome="stale")


def accept_known(state: State) -> Reply:
    """Takes what is known from before as the answers of the open flow."""
    known = {slot: state.session.case[slot] for slot in state.known_from_before}
    return accept(state, known, last="") if known else Reply(state.session, outcome="repeat")


def recheck(state: State) -> Reply:
    """Offers to change what is known from before, which counts otherwise."""
    known = state.known_from_before
    if not known:
        return old_button(state)
    taken = accept_known(state)
    return replace(taken, prompt="choose_change", outcome="change")


def confirm_review(state: State) -> Reply:
    """Goes on from the review to the result."""
    frame, position = state.frame, state.position
    if frame is None or position is None or position.node is not None:
        return old_button(state)
    session = with_frame(state.session, replace(frame, accepted=(*frame.accepted, REVIEW)))
    return Reply(replace(session, misses=0), outcome="reviewed")


def choose_change(state: State) -> Reply:
    """Offers every answer of the open flow to be changed."""
    slots = changeable(state)
    if not slots:
        return Reply(state.session, lead=state.domain.message("nothing_to_change"), prompt="open", outcome="change")
    session = note(state.session, choosing=True)
    return Reply(session, (change_screen(state, slots),), prompt="never", outcome="change")


def answer_unknown(state: State) -> Reply:
    """Takes "I don't know" as the answer where it can be one; else says where the answer is to be found."""
    question = state.question
    if question is None or state.flow is None or state.known_from_before:
        return Reply(state.session, outcome="repeat")
    slot = state.domain.slots[question.slot]
    words = asking(state.domain, state.flow.id, question)
    if slot.kind == "yes_no_unknown" or "unknown" in words.options:
        facts = {slot.name: fact(state, "unknown", "")}
    elif slot.unknown:
        facts = {slot.name: fact(state, None, "")}
    else:
        return where_to_find(state)
    return accept(state, facts, acknowledge(state, facts))


def where_to_find(state: State) -> Reply:
    """Says where an answer that is needed can be found, and keeps the question open."""
    question = state.question
    if question is None or state.flow is None:
        return Reply(state.session, outcome="repeat")
    words = asking(state.domain, state.flow.id, question)
    where = words.unknown.render(state.question_values()) if words.unknown else state.domain.message("needed_to_go_on")
    return Reply(state.session, lead=where, outcome="unknown")

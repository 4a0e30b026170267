"""What each way on does, the same whether it was pressed, typed or commanded."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from dialogue import forgetting
from dialogue.browsing import article_screen, last_article
from dialogue.choosing import changeable
from dialogue.domain import Asking
from dialogue.facts import facts_of
from dialogue.first_look import with_first_look
from dialogue.heard import Heard
from dialogue.ledger import showing
from dialogue.menus import main_menu, start_rows
from dialogue.next_steps import say_next
from dialogue.prompts import detail_buttons, question_detail_screen, whole_screen
from dialogue.reminders import listing
from dialogue.replies import (
    Done,
    Prompt,
    Reply,
    accept,
    acknowledge,
    answer,
    cancel,
    go_back,
    old_button,
    restart,
    start_flow,
)
from dialogue.results import detail_screen, simple_screen
from dialogue.state import UNKNOWN, State
from dialogue.ways import Way
from flows import payloads
from flows.engine.flow import REVIEW, Outcome, Question
from flows.screens import Button, Screen, joined
from flows.session import ANSWERS, note, with_frame
from flows.slots import SlotKind


def confirm(state: State) -> Reply:
    """Goes on from what is known from before, or from the review."""
    return accept_known(state) if state.known_from_before else _confirm_review(state)


WHAT_IT_IS = "what-is-it"  # the article for who asks for simple words before anything is open


def accept_known(state: State) -> Reply:
    """Takes what is known from before as the answers of the open flow, and as the review where nothing is left to ask.

    The screen that was confirmed showed all that the review would.
    """
    reply = _take_known(state)
    after = state.with_(reply.session)
    frame, position = after.frame, after.position
    if reply.outcome is not Done.ANSWERED or frame is None or position is None or position.node is not None:
        return reply
    session = with_frame(reply.session, replace(frame, accepted=(*frame.accepted, REVIEW)))
    return replace(reply, session=session)


def _take_known(state: State) -> Reply:
    known = {slot: state.session.case[slot] for slot in state.known_from_before}
    return accept(state, known, last="") if known else Reply(state.session, outcome=Done.REPEAT, whole=True)


def _confirm_review(state: State) -> Reply:
    frame, position = state.frame, state.position
    if frame is None or position is None or position.node is not None:
        return old_button(state)
    session = with_frame(state.session, replace(frame, accepted=(*frame.accepted, REVIEW)))
    return Reply(replace(session, misses=0), outcome=Done.REVIEWED)


def refuse(state: State) -> Reply:
    """Offers to change what is known from before, which counts otherwise, or what the review shows."""
    if not state.known_from_before:
        return choose_change(state)
    return replace(_take_known(state), prompt=Prompt.CHOOSE_CHANGE, outcome=Done.CHANGE, whole=True)


def show_all(state: State) -> Reply:
    """Shows all answers that are to be confirmed, where few of them were shown."""
    screen = whole_screen(state)
    if screen is None:
        return old_button(state)
    return Reply(state.session, (screen,), prompt=Prompt.NEVER, outcome=Done.REPEAT, detail="all")


def choose_change(state: State) -> Reply:
    """Offers every answer of the open flow to be changed."""
    if not changeable(state):
        return Reply(
            state.session,
            lead=state.domain.message("nothing_to_change"),
            prompt=Prompt.OPEN,
            outcome=Done.CHANGE,
            whole=True,
        )
    return Reply(state.session, prompt=Prompt.CHOOSE_CHANGE, outcome=Done.CHANGE)


def answer_unknown(state: State) -> Reply:
    """Takes "I don't know" as the answer where it can be one; else says where the answer is to be found."""
    question, pending = state.question, state.session.pending
    if pending is not None and pending.kind in ANSWERS and (question is None or pending.slot != question.slot):
        lead = state.domain.message("left_open", label=state.domain.label(pending.slot))
        return Reply(state.without_pending().session, lead=lead, prompt=Prompt.OPEN, outcome=Done.UNKNOWN)
    if question is None or state.flow is None:
        return Reply(
            state.session, lead=state.domain.message("why_nothing"), prompt=Prompt.OPEN, outcome=Done.NOTHING_ASKED
        )
    if state.known_from_before:
        return Reply(state.session, outcome=Done.REPEAT, whole=True)
    unknown = state.unknown_answer
    if unknown is None:
        return where_to_find(state)
    reply = answer(state, "", *unknown)
    if unknown[0] not in {None, UNKNOWN}:
        return reply
    words = state.domain.asking(state.flow.id, question)
    values = state.question_values()
    counted = words.counted.render(values) if words.counted else state.domain.message("goes_on_without")
    return replace(reply, lead=f"{reply.lead}. {counted}")


def skip(state: State) -> Reply:
    """Goes on without an answer; where nothing is asked, "next" is what comes next."""
    return say_next(state) if state.question is None and state.session.pending is None else answer_unknown(state)


def not_yet(state: State) -> Reply:
    """Says how many questions are left before the result that was asked for, and what can be said of it by now."""
    position = state.position
    left = position.total - position.done if position is not None else 1
    lead = state.domain.message("result_not_yet", left=max(1, left))
    return with_first_look(state, Reply(state.session, lead=lead, outcome=Done.REPEAT))


def where_to_find(state: State) -> Reply:
    """Says where an answer that is needed can be found, and keeps the question open."""
    question = state.question
    if question is None or state.flow is None:
        return Reply(state.session, outcome=Done.REPEAT, whole=True)
    words = state.domain.asking(state.flow.id, question)
    advice = words.unknown or words.unsure
    where = advice.render(state.question_values()) if advice else _not_known(state, question.slot, words)
    return Reply(state.without_pending().session, lead=where, outcome=Done.UNKNOWN)


def _not_known(state: State, name: str, words: Asking) -> str:
    """What to do about a question that is not answered yet, where its words do not say."""
    slot = state.domain.slots[name]
    later = next((words.options[one].label for one in slot.passing if one in words.options), "")
    if later:
        return state.domain.message("needed_later", label=later)
    return state.domain.message("needed_choice" if slot.kind is SlotKind.CHOICE else "needed_to_go_on")


def why(state: State) -> Reply:
    """Says why the open question is asked; at a result, opens the first part of it, which says how it comes about."""
    reasons = next(iter(detail_buttons(state)), None)
    if reasons is not None:
        return open_detail(state, reasons)
    question = state.question
    if question is None or state.flow is None:
        return Reply(state.session, lead=state.domain.message("why_nothing"), prompt=Prompt.OPEN, outcome=Done.WHY)
    words = state.domain.asking(state.flow.id, question)
    reason = words.why.render(state.question_values()) if words.why else state.domain.message("why_default")
    return Reply(state.session, lead=reason, outcome=Done.WHY)


def open_detail(state: State, name: str) -> Reply:
    """Opens the part called `name` of the result or the question; `change` offers the answers to be changed."""
    flow, node = state.flow, state.position.node if state.position is not None else None
    if name == Way.CHANGE:
        return choose_change(state)
    screen = None
    if flow is not None and isinstance(node, Question):
        screen = question_detail_screen(state, flow, node, name)
    elif flow is not None and isinstance(node, Outcome):
        screen = detail_screen(state, flow, node, name)
    return (
        Reply(state.session, (screen,), prompt=Prompt.NEVER, outcome=Done.OPENED, detail=name)
        if screen
        else old_button(state)
    )


def repeat(state: State, *, anew: bool = True) -> Reply:
    """Shows what is open again: a question in simpler words, with an example; a result not `anew` in plain words."""
    question = state.question
    if state.session.pending is not None or state.known_from_before:
        return Reply(state.session, outcome=Done.REPEAT, whole=True)
    if state.frame is None and WHAT_IT_IS in state.domain.library.articles:
        article = last_article(state) or WHAT_IT_IS
        session = note(state.session, article=article)
        return Reply(session, (article_screen(state, article),), prompt=Prompt.NEVER, outcome=Done.REPEAT)
    if state.outcome is not None and state.flow is not None and not anew:
        plain = simple_screen(state, state.flow, state.outcome)
        if plain is not None:
            return Reply(state.session, (plain,), prompt=Prompt.NEVER, outcome=Done.REPEAT)
    if question is None or state.flow is None:
        return Reply(state.session, outcome=Done.REPEAT, whole=True)
    words, values = state.domain.asking(state.flow.id, question), state.question_values()
    simple = words.simple or words.why
    lines = [simple.render(values)] if simple is not None else []
    if words.example is not None:
        lines.append(state.domain.message("example", example=words.example.plain(values)))
    return Reply(state.session, lead="\n".join(lines), outcome=Done.REPEAT, whole=True)


def help_(state: State) -> Reply:
    """What the bot can do, and the ways on from here."""
    return Reply(state.session, lead=state.domain.message("help"), prompt=Prompt.OPEN, outcome=Done.HELP)


def to_menu(state: State) -> Reply:
    """The main menu."""
    return Reply(state.session, (main_menu(state),), prompt=Prompt.NEVER, outcome=Done.MENU)


def export(state: State) -> Reply:
    """The summary of what is known."""
    return start_flow(state, "export")


def case(state: State) -> Reply:
    """What is known, each item changeable."""
    return start_flow(state, "case")


def welcome_thanks(state: State) -> Reply:
    """A word for thanks."""
    return Reply(state.session, lead=state.domain.message("thanks"), prompt=Prompt.OPEN, outcome=Done.THANKS)


def hello(state: State) -> Reply:
    """Says hello in the middle of something; else as at the start."""
    if state.session.pending is None and state.frame is None:
        return greet(state)
    return Reply(state.session, lead=state.domain.message("hello"), prompt=Prompt.OPEN, outcome=Done.HELLO)


def greet(state: State) -> Reply:
    """Welcomes a newcomer with three lines and the first step; tells who returns where they were."""
    state = state.without_pending()
    if state.waits:
        title = state.domain.title(state.session.frames[-1].flow)
        return Reply(
            state.session,
            lead=state.domain.message("welcome_back", title=title),
            greets=True,
            outcome=Done.GREETED,
            whole=True,
        )
    if waiting := state.unfinished:
        flow = waiting[-1].flow
        lead = state.domain.message("welcome_back", title=state.domain.title(flow))
        return replace(start_flow(state, flow, lead=lead), greets=True, outcome=Done.GREETED, whole=True)
    if state.session.case:
        screen = main_menu(state, state.domain.message("welcome_again"))
        return Reply(
            replace(state.session, frames=()),
            (screen,),
            prompt=Prompt.NEVER,
            greets=True,
            outcome=Done.GREETED,
            whole=True,
        )
    *flows, (to_menu,) = start_rows(state)
    what = Button(state.domain.button("button_what_is_it"), payloads.make(payloads.ARTICLE, WHAT_IT_IS))
    screen = Screen(state.domain.message("welcome"), (*flows, (what, to_menu)))
    return Reply(state.session, (screen,), prompt=Prompt.NEVER, greets=True, outcome=Done.GREETED, whole=True)


# By what they do for the open moment alone; what they need beside it, the rules give.
ACTIONS: Mapping[Way, Callable[[State], Reply]] = {
    Way.BACK: go_back,
    Way.UNKNOWN: answer_unknown,
    Way.SKIP: skip,
    Way.WHERE: where_to_find,
    Way.WHY: why,
    Way.CHANGE: choose_change,
    Way.ALL: show_all,
    Way.CANCEL: cancel,
    Way.RESTART: restart,
    Way.REPEAT: repeat,
    Way.HELP: help_,
    Way.MENU: to_menu,
    Way.FORGET: forgetting.ask,
    Way.EXPORT: export,
    Way.CASE: case,
    Way.THANKS: welcome_thanks,
    Way.GREETING: hello,
}


def what_is_there(state: State) -> Reply:
    """What is there of what was spoken of, so that it is seen what is gone: reminders, the ledger, or all answers."""
    session = state.session
    if session.notes.reminder is not None:
        return listing.list_all(state)
    if session.notes.undo is not None:
        return showing.show(state)
    return ACTIONS[Way.CASE](state)


def next_told(heard: Heard) -> Reply:
    """What comes next, by all that is known with what the message tells besides."""
    state = heard.state
    if (steps := _steps_of_walk(state)) is not None:
        return steps
    told = facts_of(state, heard.text, heard.message.slots)
    if not told:
        return say_next(state, heard.text)
    taken = accept(state, told, acknowledge(state, told))
    reply = say_next(state.with_(taken.session), heard.text)
    return replace(reply, lead=joined([taken.lead, reply.lead]), took=True)


def _steps_of_walk(state: State) -> Reply | None:
    """All steps of the walk that is open, which are what comes next in it; None where none is."""
    question = state.question
    if question is None or state.flow is None or not state.domain.slots[question.slot].passing:
        return None
    parts = state.domain.asking(state.flow.id, question).details
    opened = (open_detail(state, one) for one in ("steps", "progress") if one in parts)
    return next((replace(one, prompt=Prompt.OPEN, outcome=Done.NEXT_STEPS) for one in opened), None)

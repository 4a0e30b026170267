"""The screen for what is open: a question, the review, a pending reading, or what is known from before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from html import escape
from typing import Any

from core.limits import published_years
from dialogue.domain import Asking, Domain
from dialogue.menus import LONGEST_LABEL, resume_row
from dialogue.next_steps import ahead
from dialogue.results import result_rows, result_screen
from dialogue.state import State
from dialogue.ways import Way
from flows import payloads
from flows.engine.flow import Flow, Outcome, Question
from flows.engine.position import Position, locate
from flows.figures import current_year
from flows.links import link_rows
from flows.screens import Button, Rows, Screen, joined, rows_of
from flows.session import ANSWERS, Pending
from flows.slots import SlotKind

MOST_CHANGEABLE = 40  # buttons on one screen


def prompt(state: State, lead: str = "", *, brief: bool = False) -> Screen | None:
    """The screen for what is open in `state`, with `lead` above it; None when nothing is open.

    `brief`: without what explains it, since it was asked just before.
    """
    if state.session.pending is not None:
        return pending_screen(state, lead, brief=brief)
    position, flow = state.position, state.flow
    if position is None or flow is None:
        return None
    if known := state.known_from_before:
        return known_screen(state, known, lead)
    if isinstance(position.node, Question):
        return question_screen(state, flow, position, position.node, lead, brief=brief)
    if isinstance(position.node, Outcome):
        screen = result_screen(state, flow, position.node, lead)
        return replace(screen, buttons=(*waiting_row(state), *with_next(state, flow, screen.buttons)))
    return review_screen(state, flow, position, lead, brief=brief)


def prompt_rows(state: State) -> Rows:
    """The buttons of the open prompt, without the work of writing its text."""
    position, flow = state.position, state.flow
    if state.session.pending is not None:
        return pending_rows(state, state.session.pending)
    if position is None or flow is None:
        return ()
    if state.known_from_before:
        return known_rows(state)
    if isinstance(position.node, Question):
        return _question_rows(state, flow, position.node, state.domain.asking(flow.id, position.node))
    return outcome_rows(state) if isinstance(position.node, Outcome) else review_rows(state)


def outcome_rows(state: State) -> Rows:
    """The buttons of the result that the open flow has come to, and the way back to a flow that waits below it."""
    flow, outcome = state.flow, state.outcome
    if flow is None or outcome is None:
        return ()
    return (*waiting_row(state), *with_next(state, flow, result_rows(state, flow, outcome)))


def with_next(state: State, flow: Flow, rows: Rows) -> Rows:
    """`rows` of a result with the best next step first; nothing is put before a result that only shows or hands out."""
    steps = [step for step in ahead(state) if step.flow != flow.id]
    if not flow.reviewed or not steps or state.result.problem:
        return rows
    payload = payloads.make(payloads.FLOW, steps[0].flow)
    there = next((button for row in rows for button in row if button.payload == payload), None)
    label = state.domain.button("button_next", title=state.domain.title(steps[0].flow))[:LONGEST_LABEL]
    first = there or Button(label, payload)
    rest = (tuple(button for button in row if button is not there) for row in rows)
    return ((first,), *(row for row in rest if row))


def detail_buttons(state: State) -> Mapping[str, Button]:
    """The buttons that open a part of the result that the open flow has come to, by the part's name."""
    buttons = (button for row in outcome_rows(state) for button in row)
    found = ((payloads.parse(button.payload), button) for button in buttons)
    return {one.arguments[2]: button for one, button in found if one is not None and one.kind == payloads.DETAIL}


def waiting_row(state: State) -> Rows:
    """The way back to a flow that waits under the one that is done, if one does."""
    below = [frame for frame in state.unfinished if frame is not state.frame]
    return resume_row(state, below[-1].flow) if below else ()


def question_screen(
    state: State, flow: Flow, position: Position, question: Question, lead: str, *, brief: bool = False
) -> Screen:
    """The question with its hint, its options as buttons, and the ways on: back, don't know, why."""
    words = state.domain.asking(flow.id, question)
    values = state.question_values()
    heading = _heading(state, flow, position, words, values)
    hint = words.hint.render(values) if words.hint and not brief else ""
    text = joined([lead, heading, f"<b>{words.ask.render(values)}</b>", hint])
    return Screen(text, _question_rows(state, flow, question, words))


def question_detail_screen(state: State, flow: Flow, question: Question, name: str) -> Screen | None:
    """A part of a question, opened up, with the ways to answer under it; None if it has no part of that name."""
    words = state.domain.asking(flow.id, question)
    if name not in words.details:
        return None
    text = words.details[name].render(state.question_values())
    rows = _question_rows(state, flow, question, words, without=f"detail:{name}")
    return Screen(text, rows, picture=state.asked.pictures.get(name))


def _heading(state: State, flow: Flow, position: Position, words: Asking, values: Mapping[str, Any]) -> str:
    if position.changing:
        return state.domain.message("changing", label=words.label)
    if words.progress:
        return words.progress.render(values)
    number = position.done + 1
    total = max(position.total, number)
    return state.domain.message("progress", title=state.domain.title(flow.id), number=number, total=total)


def _question_rows(state: State, flow: Flow, question: Question, words: Asking, without: str = "") -> Rows:
    links = link_rows(flow, question, words, state.asked, state.question_values(), without) if words.buttons else ()
    return (*option_rows(state, question, words), *links, *_ways_on(state, question, words))


def option_rows(state: State, question: Question, words: Asking) -> Rows:
    """The answers that can be chosen."""
    slot = state.domain.slots[question.slot]

    def button(value: str, label: str) -> Button:
        return Button(label, payloads.make(payloads.OPTION, slot.name, value, revision=state.session.revision))

    if slot.kind is SlotKind.TAX_YEAR:
        now = current_year(state.today)
        return (tuple(button(str(year), str(year)) for year in (now, now - 1) if year in published_years()),)
    if slot.kind is SlotKind.CHOICES:
        chosen = chosen_so_far(state, slot.name)
        ticked = [button(key, ("✓ " if key in chosen else "") + option.label) for key, option in words.options.items()]
        return (*rows_of(ticked), (button("done", state.domain.button("button_chosen")),))
    hidden = state.asked.hide if state.question is question else ()
    shown = {key: option for key, option in words.options.items() if f"option:{key}" not in hidden}
    return rows_of([button(key, option.label) for key, option in shown.items()])


def chosen_so_far(state: State, slot: str) -> Sequence[str]:
    """The options ticked so far of a question that takes several."""
    draft = state.session.notes.draft
    return draft.chosen if draft is not None and draft.slot == slot else ()


def _ways_on(state: State, question: Question, words: Asking) -> Rows:
    slot = state.domain.slots[question.slot]
    ways = [Way.BACK]
    if "unknown" not in words.options:
        if slot.unknown:
            ways.append(Way.UNKNOWN)
        elif words.unknown:
            ways.append(Way.WHERE)
    if words.why:
        ways.append(Way.WHY)
    return rows_of([_control(state, way) for way in ways])


def _control(state: State, way: Way) -> Button:
    label = state.domain.button(f"button_{way}")
    return Button(label, payloads.make(payloads.CONTROL, way, revision=state.session.revision))


def known_screen(state: State, known: Sequence[str], lead: str) -> Screen:
    """What is known from before, to be confirmed instead of asked again; with all else where the result follows."""
    case = state.session.case
    head, lines = state.domain.message("known"), {slot: case[slot].value for slot in known}
    end = _review_with(state, known)
    assumed: Sequence[str] = ()
    if end is not None and state.flow is not None:
        given = {slot: value for slot, value in end.answers.items() if slot not in end.assumed}
        if given.keys() != lines.keys():
            head, lines = state.domain.message("review", title=state.domain.title(state.flow.id)), given
        assumed = _assumed_lines(state, end) if end.assumed else ()
    parts = [lead, head, answer_lines(state.domain, lines), *assumed, state.domain.message("known_question")]
    return Screen(joined(parts), known_rows(state))


def _review_with(state: State, known: Sequence[str]) -> Position | None:
    """The review that `known` leads to; None where a question or a result follows first."""
    flow, frame = state.flow, state.frame
    if flow is None or frame is None:
        return None
    position = locate(flow, replace(frame, accepted=(*frame.accepted, *known)), state.session.case)
    return position if position.node is None else None


def _assumed_lines(state: State, position: Position) -> list[str]:
    assumed = {slot: value for slot, value in position.answers.items() if slot in position.assumed}
    return [state.domain.message("review_assumed"), answer_lines(state.domain, assumed)]


def known_rows(state: State) -> Rows:
    """The ways on where what is known is to be confirmed."""
    return (*rows_of((_control(state, Way.KNOWN), _control(state, Way.RECHECK))), (_control(state, Way.BACK),))


def review_screen(state: State, flow: Flow, position: Position, lead: str, *, brief: bool = False) -> Screen:
    """All answers before the result, each changeable; what was assumed is marked as such."""
    if brief:
        return Screen(joined([lead, state.domain.message("review_question")]), review_rows(state))
    given = {slot: value for slot, value in position.answers.items() if slot not in position.assumed}
    parts = [lead, state.domain.message("review", title=state.domain.title(flow.id)), answer_lines(state.domain, given)]
    if position.assumed:
        parts += _assumed_lines(state, position)
    text = joined([*parts, state.domain.message("review_question")])
    return Screen(text, review_rows(state))


def review_rows(state: State) -> Rows:
    """The ways on from the review."""
    return ((_control(state, Way.REVIEW),), *rows_of((_control(state, Way.CHANGE), _control(state, Way.BACK))))


def change_screen(state: State, slots: Iterable[str], lead: str = "") -> Screen:
    """One button for each answer that can be changed."""
    return Screen(joined([lead, state.domain.message("change_which")]), change_rows(state, slots))


def change_rows(state: State, slots: Iterable[str]) -> Rows:
    """A button for each of `slots`, and one to leave all as it is."""
    revision = state.session.revision
    buttons = [
        Button(state.domain.label(slot), payloads.make(payloads.CHANGE, slot, revision=revision)) for slot in slots
    ]
    return (*rows_of(buttons), (_control(state, Way.REPEAT),))


def changeable(state: State) -> tuple[str, ...]:
    """The slots that can be changed here: the answers of the open flow, else all that is known."""
    position = state.position
    return position.path if position is not None and position.path else tuple(state.session.case)[:MOST_CHANGEABLE]


def pending_screen(state: State, lead: str, *, brief: bool = False) -> Screen:
    """The question about the last answer that is still open."""
    pending = state.session.pending
    if pending is None:
        raise ValueError("nothing is pending")
    again = f"pending_{pending.kind}_again"
    text = state.domain.message(
        again if brief and again in state.domain.library.messages else f"pending_{pending.kind}",
        said=pending.said,
        label=state.domain.label(pending.slot) if pending.slot else "",
        reading=pending.readings[0].label if pending.readings else "",
    )
    if not brief and isinstance(pending.extra, dict) and "lines" in pending.extra:
        text = joined([text, str(pending.extra["lines"])])
    return Screen(joined([lead, text]), pending_rows(state, pending))


def pending_rows(state: State, pending: Pending) -> Rows:
    """The readings to choose from, and the way out of them all."""
    single = len(pending.readings) == 1
    buttons = [
        Button(
            state.domain.button(f"button_{pending.kind}_yes") if single else candidate.label[:LONGEST_LABEL],
            payloads.make(payloads.READING, str(index), revision=state.session.revision),
        )
        for index, candidate in enumerate(pending.readings)
    ]
    none = Button(
        state.domain.button(f"button_{pending.kind}_no"),
        payloads.make(payloads.READING, "none", revision=state.session.revision),
    )
    out = (none, _dont_know(state)) if pending.kind in ANSWERS else (none,)
    return (*rows_of((*buttons, none)), out[1:]) if single and out[1:] else (*rows_of(buttons), out)


def _dont_know(state: State) -> Button:
    """The way out of a question about an answer for who cannot tell."""
    payload = payloads.make(payloads.CONTROL, Way.UNKNOWN.value, revision=state.session.revision)
    return Button(state.domain.button("button_unknown"), payload)


def answer_lines(domain: Domain, answers: Mapping[str, Any]) -> str:
    """One line an answer: its label and its value in plain words, escaped."""
    return "\n".join(
        f"• {escape(domain.label(slot), quote=False)}: <b>{escape(domain.say(slot, value), quote=False)}</b>"
        for slot, value in answers.items()
    )

"""The screen for what is open: a question, the review, a pending reading, or what is known from before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Any

from core.limits import published_years
from dialogue.choosing import pending_rows, pending_screen
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
from flows.slots import SlotKind

FEW = 5  # answers that are shown before all are wanted
FIGURES = frozenset(
    {SlotKind.AGE, SlotKind.PAY, SlotKind.DEFERRAL, SlotKind.MATCH, SlotKind.MONEY, SlotKind.PERCENT, SlotKind.CAP,
     SlotKind.BOX, SlotKind.PAY_LIST, SlotKind.CONVERSIONS, SlotKind.TAX_YEAR}
)  # fmt: skip
USUAL = frozenset({0, "no", "none"})


@dataclass(frozen=True, slots=True)
class _Listed:
    """What is to be confirmed: words above it, what was told and what is assumed by slot (JSON), words below it."""

    head: str
    told: Mapping[str, Any]
    assumed: Mapping[str, Any]
    question: str


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
        return known_screen(state, known, lead, brief=brief)
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
    if not flow.reviewed or state.result.problem:
        return rows
    steps = [step for step in ahead(state) if step.due and step.flow != flow.id]
    if not steps:
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
    return rows_of([_way(state, way) for way in ways])


def review_screen(state: State, flow: Flow, position: Position, lead: str, *, brief: bool = False) -> Screen:
    """The answers before the result; what was assumed is marked as such. `brief`: they were shown just before."""
    if brief:
        return Screen(joined([lead, state.domain.message("review_question")]), review_rows(state))
    listed = _reviewed(state, flow, position)
    return Screen(_text(state, listed, lead), review_rows(state))


def _way(state: State, way: Way) -> Button:
    return state.domain.way(way, state.session.revision)


def known_screen(state: State, known: Sequence[str], lead: str, *, brief: bool = False) -> Screen:
    """What is known from before, to be confirmed instead of asked again; with all else where the result follows.

    `brief`: it was shown just before, so that only the question is asked.
    """
    if brief:
        return Screen(joined([lead, state.domain.message("known_question")]), known_rows(state))
    return Screen(_text(state, _known(state, known), lead), known_rows(state))


def whole_screen(state: State) -> Screen | None:
    """All that is to be confirmed, answer by answer, in the place of the few; None where nothing is."""
    listed = _open(state)
    if listed is None:
        return None
    parts = [listed.head, answer_lines(state.domain, listed.told)]
    if listed.assumed:
        parts += [state.domain.message("review_assumed"), answer_lines(state.domain, listed.assumed)]
    rows = known_rows(state, whole=True) if state.known_from_before else review_rows(state, whole=True)
    return Screen(joined([*parts, listed.question]), rows, replaces=True)


def review_rows(state: State, *, whole: bool = False) -> Rows:
    """The ways on from the review. `whole`: all answers are shown already."""
    ways = [*_to_all(state, whole=whole), Way.CHANGE, Way.BACK]
    return (
        (_way(state, Way.REVIEW),),
        *rows_of([_way(state, way) for way in ways]),
    )


def known_rows(state: State, *, whole: bool = False) -> Rows:
    """The ways on where what is known is to be confirmed. `whole`: all of it is shown already."""
    ways = [Way.KNOWN, Way.RECHECK, *_to_all(state, whole=whole)]
    return (
        *rows_of([_way(state, way) for way in ways]),
        (_way(state, Way.BACK),),
    )


def answer_lines(domain: Domain, answers: Mapping[str, Any]) -> str:
    """One line an answer: its label and its value in plain words, escaped."""
    return "\n".join(f"• {_line(domain, slot, value)}" for slot, value in answers.items())


def _line(domain: Domain, slot: str, value: Any) -> str:
    return f"{escape(domain.label(slot), quote=False)}: <b>{escape(domain.say(slot, value), quote=False)}</b>"


def _text(state: State, listed: _Listed, lead: str) -> str:
    domain = state.domain
    shown = _weightiest(state, listed.told)
    lines = answer_lines(domain, shown)
    if more := len(listed.told) - len(shown):
        lines += "\n" + domain.message("review_more", count=more)
    parts = [_without_repeated(domain, lead, shown), listed.head, lines]
    if listed.assumed:
        assumed = "; ".join(_line(domain, slot, value) for slot, value in listed.assumed.items())
        parts.append(f"{domain.message('review_assumed')} {assumed}")
    return joined([*parts, listed.question])


def _weightiest(state: State, told: Mapping[str, Any]) -> dict[str, Any]:
    """The few of `told` that weigh most, in their order: figures that are not zero, then what is not "no" or "none"."""
    if not _folds(told):
        return dict(told)
    ranked = sorted(told, key=lambda slot: -_weight(state, slot, told[slot]))
    few = frozenset(ranked[:FEW])
    return {slot: value for slot, value in told.items() if slot in few}


def _folds(told: Mapping[str, Any]) -> bool:
    """Whether only a few of `told` are shown; nothing is folded away by itself."""
    return len(told) > FEW + 1


def _weight(state: State, slot: str, value: Any) -> int:
    if isinstance(value, int | float | str) and value in USUAL:
        return 0
    kind = state.domain.slots[slot].kind
    if kind is SlotKind.TAX_YEAR and value == current_year(state.today):
        return 0
    return 2 if kind in FIGURES else 1


def _without_repeated(domain: Domain, lead: str, shown: Mapping[str, Any]) -> str:
    """`lead` without the answers that were only noted, and stand below it anyway."""
    noted = {
        domain.message("noted", label=domain.label(slot), value=domain.say(slot, value))
        for slot, value in shown.items()
    }
    return "\n".join(line for line in lead.split("\n") if line not in noted)


def _to_all(state: State, *, whole: bool) -> list[Way]:
    listed = None if whole else _open(state)
    return [Way.ALL] if listed is not None and _folds(listed.told) else []


def _open(state: State) -> _Listed | None:
    """What the open flow waits to have confirmed; None where it waits for something else."""
    if known := state.known_from_before:
        return _known(state, known)
    flow, position = state.flow, state.position
    return _reviewed(state, flow, position) if flow and position and position.node is None else None


def _reviewed(state: State, flow: Flow, position: Position) -> _Listed:
    head = state.domain.message("review", title=state.domain.title(flow.id))
    return _Listed(head, _told(position), _assumed(position), state.domain.message("review_question"))


def _known(state: State, known: Sequence[str]) -> _Listed:
    case, domain, flow = state.session.case, state.domain, state.flow
    head, told = domain.message("known"), {slot: case[slot].value for slot in known}
    end = _review_with(state, known)
    if end is not None and flow is not None and _told(end).keys() != told.keys():
        head, told = domain.message("review", title=domain.title(flow.id)), _told(end)
    return _Listed(head, told, _assumed(end) if end is not None else {}, domain.message("known_question"))


def _told(position: Position) -> dict[str, Any]:
    return {slot: value for slot, value in position.answers.items() if slot not in position.assumed}


def _assumed(position: Position) -> dict[str, Any]:
    return {slot: value for slot, value in position.answers.items() if slot in position.assumed}


def _review_with(state: State, known: Sequence[str]) -> Position | None:
    """The review that `known` leads to; None where a question or a result follows first."""
    flow, frame = state.flow, state.frame
    if flow is None or frame is None:
        return None
    position = locate(flow, replace(frame, accepted=(*frame.accepted, *known)), state.session.case)
    return position if position.node is None else None

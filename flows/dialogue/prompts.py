"""The screen for what is open: a question, the review, a pending reading, or what is known from before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from html import escape
from typing import Any

from core.limits import published_years
from flows.dialogue import payloads
from flows.dialogue.layout import WIDE, Rows, joined, rows_of
from flows.dialogue.menus import LONGEST_LABEL, resume_row
from flows.dialogue.results import link_rows, result_rows, result_screen
from flows.dialogue.saying import say
from flows.dialogue.scene import Scene
from flows.dialogue.world import Asking, World, asking
from flows.engine.flow import Flow, Outcome, Question
from flows.engine.position import Position
from flows.figures import current_year
from flows.screens import Button, Screen
from flows.session import Pending

MOST_CHANGEABLE = 40  # buttons on one screen


def prompt(scene: Scene, lead: str = "", *, brief: bool = False) -> Screen | None:
    """The screen for what is open in `scene`, with `lead` above it; None when nothing is open.

    `brief`: without what explains it, since it was asked just before.
    """
    if scene.session.pending is not None:
        return pending_screen(scene, lead, brief=brief)
    position, flow = scene.position, scene.flow
    if position is None or flow is None:
        return None
    if known := scene.known_from_before:
        return known_screen(scene, known, lead)
    if isinstance(position.node, Question):
        return question_screen(scene, flow, position, position.node, lead, brief=brief)
    if isinstance(position.node, Outcome):
        screen = result_screen(scene, flow, position.node, lead)
        return replace(screen, buttons=(*waiting_row(scene), *screen.buttons))
    return review_screen(scene, flow, position, lead, brief=brief)


def prompt_rows(scene: Scene) -> Rows:
    """The buttons of the open prompt, without the work of writing its text."""
    position, flow = scene.position, scene.flow
    if scene.session.pending is not None:
        return pending_rows(scene, scene.session.pending)
    if position is None or flow is None:
        return ()
    if scene.known_from_before:
        return known_rows(scene)
    if isinstance(position.node, Question):
        return _question_rows(scene, flow, position.node, asking(scene.world, flow.id, position.node))
    return outcome_rows(scene) if isinstance(position.node, Outcome) else review_rows(scene)


def outcome_rows(scene: Scene) -> Rows:
    """The buttons of the result that the open flow has come to, and the way back to a walk that waits below it."""
    flow, outcome = scene.flow, scene.outcome
    return () if flow is None or outcome is None else (*waiting_row(scene), *result_rows(scene, flow, outcome))


def waiting_row(scene: Scene) -> Rows:
    """The way back to a walk that waits under the one that is done, if one does."""
    below = [frame for frame in scene.unfinished if frame is not scene.frame]
    return resume_row(scene, below[-1].flow) if below else ()


def question_screen(
    scene: Scene, flow: Flow, position: Position, question: Question, lead: str, *, brief: bool = False
) -> Screen:
    """The question with its hint, its options as buttons, and the ways on: back, don't know, why."""
    words = asking(scene.world, flow.id, question)
    values = scene.question_values()
    heading = _heading(scene, flow, position, words, values)
    hint = words.hint.render(values) if words.hint and not brief else ""
    text = joined([lead, heading, f"<b>{words.ask.render(values)}</b>", hint])
    return Screen(text, _question_rows(scene, flow, question, words))


def question_detail_screen(scene: Scene, flow: Flow, question: Question, name: str) -> Screen | None:
    """A part of a question, opened up, with the ways to answer under it; None if it has no part of that name."""
    words = asking(scene.world, flow.id, question)
    if name not in words.details:
        return None
    text = words.details[name].render(scene.question_values())
    rows = _question_rows(scene, flow, question, words, without=f"detail:{name}")
    return Screen(text, rows, picture=scene.asked.pictures.get(name))


def _heading(scene: Scene, flow: Flow, position: Position, words: Asking, values: Mapping[str, Any]) -> str:
    if position.changing:
        return scene.world.message("changing", label=words.label)
    if words.progress:
        return words.progress.render(values)
    number = position.done + 1
    total = max(position.total, number)
    return scene.world.message("progress", title=scene.world.title(flow.id), number=number, total=total)


def _question_rows(scene: Scene, flow: Flow, question: Question, words: Asking, without: str = "") -> Rows:
    links = link_rows(flow, question, words, scene.asked, scene.question_values(), without) if words.buttons else ()
    return (*option_rows(scene, question, words), *links, _ways_on(scene, question, words))


def option_rows(scene: Scene, question: Question, words: Asking) -> Rows:
    """The answers that can be chosen."""
    slot = scene.world.slots[question.slot]

    def button(value: str, label: str) -> Button:
        return Button(label, payloads.make(payloads.OPTION, slot.name, value, revision=scene.session.revision))

    if slot.kind == "tax_year":
        now = current_year(scene.today)
        return (tuple(button(str(year), str(year)) for year in (now, now - 1) if year in published_years()),)
    if slot.kind == "choices":
        chosen = chosen_so_far(scene, slot.name)
        ticked = [button(key, ("✓ " if key in chosen else "") + option.label) for key, option in words.options.items()]
        return (*rows_of(ticked), (button("done", scene.world.button("button_chosen")),))
    return rows_of([button(key, option.label) for key, option in words.options.items()])


def chosen_so_far(scene: Scene, slot: str) -> Sequence[str]:
    """The options ticked so far of a question that takes several."""
    draft = scene.session.notes.get("draft")
    return draft["chosen"] if isinstance(draft, dict) and draft.get("slot") == slot else ()


def _ways_on(scene: Scene, question: Question, words: Asking) -> tuple[Button, ...]:
    slot = scene.world.slots[question.slot]
    ways = ["back"]
    if "unknown" not in words.options:
        if slot.unknown:
            ways.append("unknown")
        elif words.unknown:
            ways.append("where")
    if words.why:
        ways.append("why")
    return tuple(_control(scene, way) for way in ways)


def _control(scene: Scene, word: str) -> Button:
    label = scene.world.button(f"button_{word}")
    return Button(label, payloads.make(payloads.CONTROL, word, revision=scene.session.revision))


def known_screen(scene: Scene, known: Sequence[str], lead: str) -> Screen:
    """What is known from before, to be confirmed instead of asked again."""
    lines = answer_lines(scene.world, {slot: scene.session.case[slot].value for slot in known})
    text = joined([lead, scene.world.message("known"), lines, scene.world.message("known_question")])
    return Screen(text, known_rows(scene))


def known_rows(scene: Scene) -> Rows:
    """The ways on where what is known is to be confirmed."""
    return ((_control(scene, "known"), _control(scene, "recheck")), (_control(scene, "back"),))


def review_screen(scene: Scene, flow: Flow, position: Position, lead: str, *, brief: bool = False) -> Screen:
    """All answers before the result, each changeable; what was assumed is marked as such."""
    if brief:
        return Screen(joined([lead, scene.world.message("review_question")]), review_rows(scene))
    given = {slot: value for slot, value in position.answers.items() if slot not in position.assumed}
    assumed = {slot: value for slot, value in position.answers.items() if slot in position.assumed}
    parts = [lead, scene.world.message("review", title=scene.world.title(flow.id)), answer_lines(scene.world, given)]
    if assumed:
        parts += [scene.world.message("review_assumed"), answer_lines(scene.world, assumed)]
    text = joined([*parts, scene.world.message("review_question")])
    return Screen(text, review_rows(scene))


def review_rows(scene: Scene) -> Rows:
    """The ways on from the review."""
    return ((_control(scene, "review"),), (_control(scene, "change"), _control(scene, "back")))


def change_screen(scene: Scene, slots: Iterable[str], lead: str = "") -> Screen:
    """One button for each answer that can be changed."""
    return Screen(joined([lead, scene.world.message("change_which")]), change_rows(scene, slots))


def change_rows(scene: Scene, slots: Iterable[str]) -> Rows:
    """A button for each of `slots`, and one to leave all as it is."""
    revision = scene.session.revision
    buttons = [
        Button(scene.world.label(slot), payloads.make(payloads.CHANGE, slot, revision=revision)) for slot in slots
    ]
    return (*rows_of(buttons), (_control(scene, "repeat"),))


def changeable(scene: Scene) -> tuple[str, ...]:
    """The slots that can be changed here: the answers of the open flow, else all that is known."""
    position = scene.position
    return position.path if position is not None and position.path else tuple(scene.session.case)[:MOST_CHANGEABLE]


def pending_screen(scene: Scene, lead: str, *, brief: bool = False) -> Screen:
    """The question about the last answer that is still open."""
    pending = scene.session.pending
    if pending is None:
        raise ValueError("nothing is pending")
    again = f"pending_{pending.kind}_again"
    text = scene.world.message(
        again if brief and again in scene.world.library.messages else f"pending_{pending.kind}",
        said=pending.said,
        label=scene.world.label(pending.slot) if pending.slot else "",
        reading=pending.readings[0].label if pending.readings else "",
    )
    if not brief and isinstance(pending.extra, dict) and "lines" in pending.extra:
        text = joined([text, str(pending.extra["lines"])])
    return Screen(joined([lead, text]), pending_rows(scene, pending))


def pending_rows(scene: Scene, pending: Pending) -> Rows:
    """The readings to choose from, and the way out of them all."""
    single = len(pending.readings) == 1
    buttons = [
        Button(
            scene.world.button(f"button_{pending.kind}_yes") if single else candidate.label[:LONGEST_LABEL],
            payloads.make(payloads.READING, str(index), revision=scene.session.revision),
        )
        for index, candidate in enumerate(pending.readings)
    ]
    none = Button(
        scene.world.button(f"button_{pending.kind}_no"),
        payloads.make(payloads.READING, "none", revision=scene.session.revision),
    )
    beside = single and len(none.label) <= WIDE
    return ((*buttons, none),) if beside else (*rows_of(buttons), (none,))


def answer_lines(world: World, answers: Mapping[str, Any]) -> str:
    """One line an answer: its label and its value in plain words, escaped."""
    return "\n".join(
        f"• {escape(world.label(slot), quote=False)}: <b>{escape(say(world, slot, value), quote=False)}</b>"
        for slot, value in answers.items()
    )

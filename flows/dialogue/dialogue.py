"""One step of the conversation: a frozen session and an event in, a frozen session, screens and effects out."""

from dataclasses import dataclass, replace
from datetime import date

from flows.dialogue import documents
from flows.dialogue.answering import edit
from flows.dialogue.hearing import hear
from flows.dialogue.layout import joined
from flows.dialogue.menus import main_menu
from flows.dialogue.moves import Move, start_flow
from flows.dialogue.pressing import choose_change, press
from flows.dialogue.prompts import prompt
from flows.dialogue.scene import Scene, learn
from flows.dialogue.world import World
from flows.effects import Effect
from flows.events import DocumentRead, DocumentSent, Edited, Event, Pressed, Received, ReminderDue, Said
from flows.screens import Screen
from flows.session import Fact, Session
from flows.turn import Labels, Turn


@dataclass(frozen=True)
class Dialogue:
    """The conversation, bound to its world. `step` is pure: the same session, event and day give the same turn."""

    world: World

    def step(self, session: Session, event: Event, today: date) -> Turn:
        """What `event` leads to on the day `today`. Never raises for anything that a user does."""
        scene = Scene(self.world, _known_frames(self.world, session), today)
        move = _welcome_back(scene, event, _move(scene, event))
        return _turn(scene, move)


def _move(scene: Scene, event: Event) -> Move:
    match event:
        case Said(text):
            return hear(scene, text)
        case Pressed(payload):
            return press(scene, payload)
        case Edited(text):
            return edit(scene, text)
        case Received(kind):
            name = f"received_{kind}"
            lead = scene.world.message(name if name in scene.world.library.messages else "received_other")
            return Move(scene.session, lead=lead, outcome=f"received {kind}")
        case DocumentSent():
            return documents.receive(scene, event)
        case DocumentRead():
            return documents.take(scene, event)
        case ReminderDue(topic):
            return _reminded(scene, topic)


def _reminded(scene: Scene, topic: str) -> Move:
    if topic not in scene.world.flows:
        return Move(scene.session, prompt="never", outcome="reminder dropped")
    lead = scene.world.message("reminder", title=scene.world.title(topic))
    return start_flow(scene, topic, lead=lead)


def _known_frames(world: World, session: Session) -> Session:
    """The session without frames of flows that are no longer there."""
    frames = tuple(frame for frame in session.frames if frame.flow in world.flows)
    return session if frames == session.frames else replace(session, frames=frames)


def _welcome_back(scene: Scene, event: Event, move: Move) -> Move:
    seen = scene.session.last_seen
    away = seen is not None and (scene.today - seen).days >= 1
    if not away or not isinstance(event, Said | Pressed) or scene.question is None or move.outcome == "greeted":
        return move
    line = scene.world.message("been_away", title=scene.world.title(scene.session.frames[-1].flow))
    return replace(move, lead=joined([line, move.lead]))


def _turn(before: Scene, move: Move) -> Turn:
    session = move.session
    moved = (session.frames, session.pending, session.case, session.notes.get("draft")) != (
        before.session.frames,
        before.session.pending,
        before.session.case,
        before.session.notes.get("draft"),
    )
    session = replace(session, revision=before.session.revision + moved, last_seen=before.today)
    scene = before.with_(session)
    scene, effects = _finish(before, scene, move)
    screens = (*move.screens, *_prompts(scene, move))
    position = scene.position
    step = (
        "review" if position is not None and position.node is None else getattr(position and position.node, "name", "")
    )
    labels = Labels(flow=scene.frame.flow if scene.frame else "", step=step, outcome=move.outcome)
    return Turn(scene.session, screens, effects, move.toast, labels)


def _finish(before: Scene, scene: Scene, move: Move) -> tuple[Scene, tuple[Effect, ...]]:
    """Takes what a newly reached outcome has learned into the case, and adds its effects."""
    outcome, position = scene.outcome, scene.position
    if outcome is None or position is None or move.prompt == "never":
        return scene, move.effects
    same = before.outcome is outcome and before.position is not None and before.position.answers == position.answers
    if same:
        return scene, move.effects
    shown = scene.shown(outcome, position.answers)
    facts = {slot: Fact(value, "", scene.today) for slot, value in shown.learned.items() if slot in scene.world.slots}
    if not facts:
        return scene, (*move.effects, *shown.effects)
    return scene.with_(learn(scene.session, facts)), (*move.effects, *shown.effects)


def _prompts(scene: Scene, move: Move) -> tuple[Screen, ...]:
    if move.prompt == "choose_change":
        chosen = choose_change(scene)
        return tuple(replace(screen, text=joined([move.lead, screen.text])) for screen in chosen.screens)
    if move.prompt == "never":
        return (Screen(move.lead),) if move.lead else ()
    waits = scene.session.pending is not None or scene.question is not None or scene.outcome is None
    screen = prompt(scene, move.lead) if (move.prompt != "open" or waits) else None
    if screen is not None:
        return (replace(screen, replaces=True),) if move.prompt == "replace" else (screen,)
    if move.lead:
        return (main_menu(scene, move.lead),)
    return () if move.screens else (main_menu(scene),)

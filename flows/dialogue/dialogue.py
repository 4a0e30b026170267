"""One step of the conversation: a frozen session and an event in, a frozen session, screens and effects out."""

from dataclasses import dataclass, replace
from datetime import date

from flows.dialogue import documents
from flows.dialogue.comparing import what_changed
from flows.dialogue.editing import edit
from flows.dialogue.hearing import hear
from flows.dialogue.layout import joined
from flows.dialogue.menus import main_menu, resume_row, start_rows
from flows.dialogue.moves import Move, start_flow
from flows.dialogue.pressing import choose_change, press
from flows.dialogue.prompts import outcome_rows, prompt
from flows.dialogue.scene import Scene, learn, note
from flows.dialogue.world import World
from flows.effects import Effect
from flows.events import DocumentRead, DocumentSent, Edited, Event, Pressed, Received, ReminderDue, Said
from flows.screens import Screen
from flows.session import Fact, Session
from flows.turn import Labels, Turn

# What shows a question whole even though it was open before: who asks for it, or comes to it, has not got it in view.
SHOWN_WHOLE = frozenset({"started", "greeted", "repeat", "back", "restart", "change", "stale", "forged"})


@dataclass(frozen=True)
class Dialogue:
    """The conversation, bound to its world. `step` is pure: the same session, event and day give the same turn."""

    world: World

    def step(self, session: Session, event: Event, today: date) -> Turn:
        """What `event` leads to on the day `today`. Never raises for anything that a user does."""
        scene = Scene(self.world, _still_known(self.world, session), today)
        move = _welcome_back(scene, event, _move(scene, event))
        return _turn(scene, event, move)


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
            return Move(scene.session, lead=lead, prompt="open", outcome=f"received {kind}")
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
    if scene.waits and scene.frame is not None and scene.frame.flow != topic:
        # A question of another walk is open; its answer must not fall into this one.
        return Move(scene.session, (Screen(lead, resume_row(scene, topic)),), prompt="never", outcome="reminded")
    return start_flow(scene, topic, lead=lead)


def _still_known(world: World, session: Session) -> Session:
    """The session without frames of flows, and open questions of kinds, that are no longer there."""
    frames = tuple(frame for frame in session.frames if frame.flow in world.flows)
    pending = session.pending
    if pending is not None and f"pending_{pending.kind}" not in world.library.messages:
        pending = None
    same = frames == session.frames and pending is session.pending
    return session if same else replace(session, frames=frames, pending=pending)


def _welcome_back(scene: Scene, event: Event, move: Move) -> Move:
    seen = scene.session.last_seen
    away = seen is not None and (scene.today - seen).days >= 1
    quiet = isinstance(event, ReminderDue | DocumentRead) or move.outcome == "greeted"
    if not away or quiet or not scene.waits or scene.frame is None:
        return move
    line = scene.world.message("been_away", title=scene.world.title(scene.frame.flow))
    return replace(move, lead=joined([line, move.lead]), whole=True)


def _turn(before: Scene, event: Event, move: Move) -> Turn:
    session = move.session
    moved = _revised(session) != _revised(before.session)
    seen = before.session.last_seen if isinstance(event, ReminderDue) else before.today
    session = replace(session, revision=before.session.revision + moved, last_seen=seen)
    if "choosing" in session.notes and move.outcome != "change":
        session = note(session, choosing=None)
    scene = before.with_(session)
    scene, effects = _finish(before, scene, move)
    if move.outcome == "answered":
        move = replace(move, lead="\n".join(filter(None, [move.lead, what_changed(before, scene)])))
    screens = (*move.screens, *_prompts(before, scene, move))
    position = scene.position
    step = (
        "review" if position is not None and position.node is None else getattr(position and position.node, "name", "")
    )
    labels = Labels(flow=scene.frame.flow if scene.frame else "", step=step, outcome=move.outcome)
    return Turn(scene.session, screens, effects, move.toast, labels)


def _revised(session: Session) -> tuple[object, ...]:
    """What makes the buttons of earlier messages old when it changes."""
    return (session.frames, session.pending, session.case, session.notes.get("draft"))


def _finish(before: Scene, scene: Scene, move: Move) -> tuple[Scene, tuple[Effect, ...]]:
    """Takes what a newly reached outcome has learned into the case, and adds its effects."""
    outcome, position = scene.outcome, scene.position
    if outcome is None or position is None or move.prompt == "never":
        return scene, move.effects
    same = before.outcome is outcome and before.position is not None and before.position.answers == position.answers
    if same:
        return scene, move.effects
    shown = scene.result
    facts = {slot: Fact(value, "", scene.today) for slot, value in shown.learned.items() if slot in scene.world.slots}
    if not facts:
        return scene, (*move.effects, *shown.effects)
    return scene.with_(learn(scene.session, facts)), (*move.effects, *shown.effects)


def _prompts(before: Scene, scene: Scene, move: Move) -> tuple[Screen, ...]:
    if move.prompt == "choose_change":
        chosen = choose_change(scene)
        return tuple(replace(screen, text=joined([move.lead, screen.text])) for screen in chosen.screens)
    if move.prompt == "never":
        return (Screen(move.lead),) if move.lead else ()
    waits = scene.session.pending is not None or scene.waits
    if waits or (move.prompt != "open" and scene.frame is not None):
        screen = prompt(scene, move.lead, brief=_in_view(before, scene, move))
        if screen is not None:
            return (replace(screen, replaces=True),) if move.prompt == "replace" else (screen,)
    if not move.lead:
        return () if move.screens else (main_menu(scene),)
    return (Screen(move.lead, outcome_rows(scene) if scene.outcome is not None else start_rows(scene)),)


def _in_view(before: Scene, scene: Scene, move: Move) -> bool:
    """Whether the open question was asked just before, so that its explanations need not be said again."""
    if move.whole or move.prompt == "replace" or move.outcome in SHOWN_WHOLE:
        return False
    pending = scene.session.pending
    if pending is not None or before.session.pending is not None:
        return pending is before.session.pending
    here, there = before.position, scene.position
    if here is None or there is None or before.flow is not scene.flow:
        return False
    if there.node is None:
        return here.node is None and here.answers == there.answers
    return here.node is there.node and scene.question is not None

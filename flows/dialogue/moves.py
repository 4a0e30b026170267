"""What an event does to a chat, before it is put on screens."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from flows.dialogue.saying import say
from flows.dialogue.scene import Scene, forget_slots, is_finished, learn, note, with_frame
from flows.effects import Effect, ForgetReminder
from flows.engine.flow import REVIEW
from flows.screens import Screen
from flows.session import Candidate, Fact, Frame, Pending, Session

STAYS = frozenset({"plan"})  # kinds of open questions that another answer does not settle


@dataclass(frozen=True, slots=True)
class Move:
    """The next session and what to say.

    `screens` are sent first. `lead` stands above the prompt for what is then open. `prompt`: show that prompt
    ("changed" shows it only if something was answered or opened, "open" only if a question is open, "always", "never").
    `toast` is a short word under a button press. `outcome` names for the log what happened. `whole`: the open question
    is shown with all its explanations, even if it was asked just before.
    """

    session: Session
    screens: tuple[Screen, ...] = ()
    lead: str = ""
    prompt: str = "always"
    effects: tuple[Effect, ...] = ()
    toast: str = ""
    outcome: str = "answered"
    whole: bool = False


def start_flow(scene: Scene, flow: str, facts: Mapping[str, Fact] | None = None, lead: str = "") -> Move:
    """Opens `flow` on top, or comes back to it if it is open further down; `facts` count in it at once.

    What waits stays below, and the result that was open last, so that "back" leads there.
    """
    declared = scene.world.flows[flow]
    open_here = next((frame for frame in scene.session.frames if frame.flow == flow), None)
    waiting, top = scene.unfinished, scene.frame
    below = tuple(frame for frame in scene.session.frames if frame.flow != flow and (frame in waiting or frame is top))
    gone = _passing(scene, declared.slots)
    if open_here is None or is_finished(scene, open_here):
        gone |= {name for name in declared.slots if scene.world.slots[name].fresh}
        frame = Frame(flow)
    else:
        frame = replace(open_here, accepted=tuple(slot for slot in open_here.accepted if slot not in gone), asking="")
        lead = lead or scene.world.message("back_in_flow", title=scene.world.title(flow))
    session = forget_slots(replace(scene.session, pending=None, misses=0), gone)
    if facts:
        session = learn(session, facts)
        frame = replace(frame, accepted=_with(frame.accepted, [slot for slot in facts if slot in declared.slots]))
    return Move(note(replace(session, frames=(*below, frame)), draft=None), lead=lead, outcome="started")


def accept(scene: Scene, facts: Mapping[str, Fact], lead: str = "", *, last: str | None = None) -> Move:
    """Takes `facts` as answers, which count in the open flow as far as it asks for them. `last`: the open question."""
    pending = scene.session.pending
    kept = pending if pending is not None and pending.kind in STAYS else None
    session = replace(learn(_without_what_rests_on(scene, facts), facts), pending=kept, misses=0)
    frame = scene.frame
    if frame is not None and scene.flow is not None:
        mine = [slot for slot in facts if slot in scene.flow.slots]
        frame = replace(frame, accepted=_with(frame.accepted, mine), asking="")
        session = with_frame(session, frame)
    slot = last if last is not None else next(iter(facts), "")
    return Move(note(session, last=slot or None, draft=None, expecting=None, partial=None), lead=lead)


def acknowledge(scene: Scene, facts: Mapping[str, Fact], *, corrected: bool = False) -> str:
    """Says back what was understood, one line a fact, as HTML; with `corrected`, what it was before."""
    return "\n".join(_acknowledged(scene, slot, fact, corrected) for slot, fact in facts.items())


def _acknowledged(scene: Scene, slot: str, fact: Fact, corrected: bool) -> str:
    world, before = scene.world, scene.session.case.get(slot)
    label, value = world.label(slot), say(world, slot, fact.value)
    if corrected and before is not None and before.value != fact.value:
        return world.message("corrected", label=label, value=value, before=say(world, slot, before.value))
    return world.message("noted", label=label, value=value)


def note_miss(session: Session) -> Session:
    """The session with one more message in a row that could not be read."""
    return replace(session, misses=session.misses + 1)


def go_back(scene: Scene) -> Move:
    """Takes the last answer of the open flow back and asks it again; before the first one, leaves the flow."""
    session, frame, position = scene.session, scene.frame, scene.position
    if session.pending is not None:
        return Move(replace(session, pending=None), outcome="back")
    if frame is None or position is None:
        return Move(session, lead=scene.world.message("nothing_to_go_back_to"), outcome="back")
    if frame.asking:
        return Move(with_frame(session, replace(frame, asking="")), outcome="back")
    if REVIEW in frame.accepted:
        frame = replace(frame, accepted=tuple(slot for slot in frame.accepted if slot != REVIEW))
        return Move(with_frame(session, frame), outcome="back")
    behind = [slot for slot in position.path if slot not in position.assumed]
    if not behind:
        return cancel(scene)
    last = behind[-1]
    kept = tuple(slot for slot in frame.accepted if slot != last)
    session = forget_slots(with_frame(session, replace(frame, accepted=kept)), frozenset({last}))
    return Move(note(replace(session, misses=0), draft=None), lead=scene.world.message("went_back"), outcome="back")


def change(scene: Scene, slot: str) -> Move:
    """Asks an earlier answer of the open flow again, keeping all others."""
    frame, position = scene.frame, scene.position
    if frame is None or position is None or slot not in position.answers:
        return change_elsewhere(scene, slot)
    accepted = frame.accepted
    session = replace(scene.session, pending=None, misses=0)
    return Move(with_frame(session, replace(frame, accepted=accepted, asking=slot)), outcome="change")


def change_elsewhere(scene: Scene, slot: str) -> Move:
    """Asks a known fact again in a flow that asks for it, one that waits first; or says that there is none."""
    world, case = scene.world, scene.session.case
    if slot not in case:
        return Move(scene.session, lead=world.message("nothing_to_change"), prompt="open", outcome="change")
    waiting = [world.flows[frame.flow] for frame in reversed(scene.session.frames)]
    for flow in (*waiting, *world.flows.values()):
        if slot in flow.slots:
            session = start_flow(scene, flow.id).session
            frame = session.frames[-1]
            known = [one for one in flow.slots if one in session.case]
            frame = replace(frame, accepted=_with(frame.accepted, known), asking=slot)
            session = with_frame(session, frame)
            position = scene.with_(session).position
            if position is not None and position.changing:
                return Move(session, outcome="change")
    lead = world.message("forgot_one", label=world.label(slot))
    return Move(forget_slots(scene.session, frozenset({slot})), lead=lead, prompt="open", outcome="change")


def cancel(scene: Scene) -> Move:
    """Leaves the open flow; what is known is kept, and said to be."""
    if not scene.session.frames:
        return Move(scene.session, lead=scene.world.message("nothing_to_cancel"), outcome="cancel")
    flow = scene.session.frames[-1].flow
    session = note(
        replace(scene.session, frames=scene.session.frames[:-1], pending=None, misses=0), draft=None, expecting=None
    )
    done = scene.outcome is not None and not scene.paused
    lead = scene.world.message("closed" if done else "cancelled", title=scene.world.title(flow))
    return Move(session, lead=lead, prompt="open", effects=(ForgetReminder(flow),), outcome="cancel")


def restart(scene: Scene) -> Move:
    """Begins the open flow anew; without one, shows the menu."""
    if scene.frame is None or scene.flow is None:
        return Move(scene.session, prompt="always", outcome="restart")
    session = forget_slots(scene.session, scene.flow.slots)
    session = note(replace(session, frames=(*session.frames[:-1], Frame(scene.flow.id)), pending=None, misses=0))
    return Move(note(session, draft=None), lead=scene.world.message("restarted"), outcome="restart")


def hold(scene: Scene, slot: str, said: str, candidates: tuple[Candidate, ...], kind: str, extra: Any = None) -> Move:
    """Keeps a question about an answer open: which reading was meant."""
    pending = Pending(slot, said[:200], candidates, kind, extra)
    return Move(replace(scene.session, pending=pending), outcome="asked_back")


def fact(scene: Scene, value: Any, said: str) -> Fact:
    """A fact told today; long words are not kept."""
    return Fact(value, said[:120], scene.today)


def _passing(scene: Scene, slots: frozenset[str]) -> frozenset[str]:
    """Those of `slots` whose answer only paused a flow."""
    case, known = scene.session.case, scene.world.slots
    return frozenset(slot for slot in slots if slot in case and case[slot].value in known[slot].passing)


def _without_what_rests_on(scene: Scene, facts: Mapping[str, Fact]) -> Session:
    """The session without the answers that rest on one that `facts` change."""
    case = scene.session.case
    changed = {slot for slot, fact in facts.items() if slot in case and case[slot].value != fact.value}
    void = (name for name, slot in scene.world.slots.items() if not changed.isdisjoint(slot.rests_on))
    return forget_slots(scene.session, frozenset(void)) if changed else scene.session


def _with(accepted: tuple[str, ...], slots: Any) -> tuple[str, ...]:
    return (*accepted, *(slot for slot in slots if slot not in accepted))

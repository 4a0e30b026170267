"""One step of the conversation: a frozen session and an event in, a frozen session, screens and effects out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from content.found import Search
from content.library import Library
from dialogue.choosing import change_screen, changeable
from dialogue.comparing import supposed_before, what_changed
from dialogue.domain import Domain
from dialogue.events import DocumentRead, DocumentSent, Edited, Event, ReminderDue, Said, WordsRead
from dialogue.household import case_rows, named
from dialogue.menus import main_menu, start_rows
from dialogue.policy import decide
from dialogue.prompts import outcome_rows, prompt, prompt_rows
from dialogue.replies import STAYS, Done, Prompt, Reply
from dialogue.returning import since_last_time
from dialogue.state import State
from dialogue.turn import Labels, Turn
from flows.effects import Effect
from flows.registry import all_flows, all_slots
from flows.screens import Button, Rows, Screen, joined
from flows.session import Fact, PendingKind, Session, learn, note
from flows.values import changed

NO_PROMPTS = frozenset(
    {Prompt.NEVER, Prompt.CHOOSE_CHANGE}
)  # what stands in the place of the open question, if anything does
MOST_REMEMBERED = 30  # messages
CASE = "case"  # the flow that shows what is known


@dataclass(frozen=True)
class Dialogue:
    """The conversation, bound to its domain. `step` is pure: the same session, event and day give the same turn."""

    domain: Domain

    def step(self, session: Session, event: Event, today: date) -> Turn:
        """What `event` leads to on the day `today`. Never raises for anything that a user does."""
        if isinstance(event, DocumentSent) and event.caption:
            return self._with_caption(session, event, today)
        state = State(self.domain, _still_asked(_still_known(self.domain, session), today), today)
        name, reply = decide(state, event)
        return _turn(state, event, name, _welcome_back(state, event, reply))

    def _with_caption(self, session: Session, event: DocumentSent, today: date) -> Turn:
        """What is written under a file counts where it tells or asks something; "here it is" gets no answer."""
        told = self.step(session, Said(event.caption, event.message), today)
        file = replace(event, caption="")
        if told.session.case == session.case and "?" not in event.caption:
            return self.step(session, file, today)
        turn = self.step(told.session, file, today)
        return replace(turn, screens=(*turn.screens, *told.screens), effects=(*told.effects, *turn.effects))


def make_dialogue(
    library: Library,
    search: Search,
    session_days: int | None = None,
    contact: str = "",
) -> Dialogue:
    """The dialogue over all flows; a chat that nobody uses is kept for `session_days` days."""
    return Dialogue(Domain(library, all_flows(library), all_slots(), search, session_days, contact))


def _still_known(domain: Domain, session: Session) -> Session:
    """The session without frames of flows that are no longer there."""
    frames = tuple(frame for frame in session.frames if frame.flow in domain.flows)
    return session if frames == session.frames else changed(session, frames=frames)


def _still_asked(session: Session, today: date) -> Session:
    """The session without a question where an amount belongs that was left open the day before or earlier."""
    pending, seen = session.pending, session.last_seen
    old = pending is not None and pending.kind is PendingKind.PLACE and seen is not None and seen < today
    return changed(session, pending=None) if old else session


def _welcome_back(state: State, event: Event, reply: Reply) -> Reply:
    seen = state.session.last_seen
    away = seen is not None and (state.today - seen).days >= 1
    by_itself = isinstance(event, ReminderDue | DocumentRead | WordsRead)
    now = state.with_(reply.session) if reply.outcome is Done.LEDGER else state  # what was just stored counts
    news = since_last_time(now, reply.outcome) if away and not by_itself else None
    if news is not None:
        news = replace(news, plan=state.session.household.open, buttons=_not_among(news.buttons, reply.screens))
        reply = replace(reply, screens=(*reply.screens, news) if reply.greets else (news, *reply.screens))
    if not away or by_itself or reply.greets or not state.waits or state.frame is None:
        return reply
    title = state.domain.title(state.frame.flow) if state.session.pending is None else ""
    line = state.domain.message("been_away", title=title)
    said = "" if reply.outcome is Done.HELLO else reply.lead  # the welcome is the hello
    return replace(reply, lead=joined([line, said]), whole=True)


def _not_among(rows: Rows, screens: Sequence[Screen]) -> Rows:
    """`rows` without the buttons that one of `screens` has too."""
    there = {button.payload for screen in screens for row in screen.buttons for button in row}
    left = (tuple(button for button in row if button.payload not in there) for row in rows)
    return tuple(row for row in left if row)


def _turn(before: State, event: Event, rule: str, reply: Reply) -> Turn:
    session = reply.session
    left = session.pending is not None and session.pending is before.session.pending and reply.took
    if left and session.pending is not None and session.pending.kind is PendingKind.PLACE:
        session = changed(session, pending=None)  # something else was told: where the amount belongs is not asked again
    if _goes_on(before, reply):
        session = changed(session, pending=None)  # what was only tried is left as it was, and not asked about again
    asked_anew = _open_question(session) != _open_question(before.session)
    # What makes the buttons of earlier messages old.
    moved = asked_anew or session.notes.draft != before.session.notes.draft
    seen = before.session.last_seen if isinstance(event, ReminderDue) else before.today
    revision = before.session.revision + moved
    asked = revision if asked_anew else session.asked
    session = _remembering(before, changed(session, revision=revision, last_seen=seen, asked=asked), event)
    choosing = reply.prompt is Prompt.CHOOSE_CHANGE
    if session.notes.choosing is not choosing:
        session = note(session, choosing=choosing)
    of_ledger = reply.outcome is Done.LEDGER
    if not of_ledger and (session.notes.entry is not None or session.notes.correcting):
        session = note(session, entry=None, correcting=False)
    state = before.with_(session)
    state, effects = _finish(before, state, reply)
    arrived = state.outcome is not None
    if arrived and reply.took and state.session.pending is None and (difference := what_changed(before, state)):
        reply = replace(reply, lead="\n".join(filter(None, [reply.lead, difference])))
    prompts = _prompts(before, state, reply)
    if arrived and before.outcome is not state.outcome and (waited := supposed_before(state)) is not None:
        state, prompts = waited[0], (*prompts, waited[1])
    screens = (*reply.screens, *prompts)
    if state.session.household.several:
        screens = named(state, screens)
    if screens:
        prompted = bool(prompts) and reply.prompt not in NO_PROMPTS
        state = state.with_(note(state.session, shown=_in_view(screens, state, prompted=prompted)))
    position = state.position
    step = (
        "review" if position is not None and position.node is None else getattr(position and position.node, "name", "")
    )
    labels = Labels(
        rule=rule,
        flow=state.frame.flow if state.frame else "",
        step=step,
        outcome=f"{reply.outcome} {reply.detail}".strip(),
    )
    return Turn(state.session, screens, effects, reply.toast, labels, reply.refused)


def _goes_on(before: State, reply: Reply) -> bool:
    """Whether something else was said and answered while what was supposed waited to be kept or left."""
    pending = reply.session.pending
    if pending is None or pending.kind is not PendingKind.WHAT_IF or pending is not before.session.pending:
        return False
    return bool(reply.screens) and reply.prompt in (Prompt.OPEN, Prompt.NEVER)


def _open_question(session: Session) -> tuple[object, ...]:
    """What is asked, without what has been ticked so far: a button of it is good as long as this stays."""
    return (session.frames, session.pending, session.case)


def _remembering(before: State, session: Session, event: Event) -> Session:
    """The session with what the message of `event` has told, so that an edit of it changes just that."""
    if not isinstance(event, Said | Edited) or not event.message:
        return session
    case = before.session.case
    told = tuple(slot for slot, fact in session.case.items() if fact is not case.get(slot) and fact.said)
    if not told:
        return session
    kept = [(message, slots) for message, slots in session.told if message != event.message]
    return changed(session, told=(*kept, (event.message, told))[-MOST_REMEMBERED:])


def _finish(before: State, state: State, reply: Reply) -> tuple[State, tuple[Effect, ...]]:
    """Takes what a newly reached outcome has learned into the case, and adds its effects."""
    outcome, position = state.outcome, state.position
    if outcome is None or position is None or reply.prompt is Prompt.NEVER:
        return state, reply.effects
    same = before.outcome is outcome and before.position is not None and before.position.answers == position.answers
    if same:
        return state, reply.effects
    shown = state.result
    facts = {slot: Fact(value, "", state.today) for slot, value in shown.learned.items() if slot in state.domain.slots}
    if not facts:
        return state, (*reply.effects, *shown.effects)
    return state.with_(learn(state.session, facts)), (*reply.effects, *shown.effects)


def _prompts(before: State, state: State, reply: Reply) -> tuple[Screen, ...]:
    if reply.prompt is Prompt.CHOOSE_CHANGE:
        return (change_screen(state, changeable(state), reply.lead),)
    if reply.prompt is Prompt.NEVER:
        return (Screen(reply.lead),) if reply.lead else ()
    if _waits_below(before, state, reply):
        shown = _prompts(before, state.without_pending(), reply)
        again = prompt(state, brief=True)
        return (*shown, again) if again is not None else shown
    pending = state.session.pending
    if pending is not None and pending.plan and reply.lead:  # the words are of the open plan, the question of another
        return (Screen(reply.lead), *_prompts(before, state, replace(reply, lead="")))
    waits = pending is not None or state.waits
    if waits or (reply.prompt is not Prompt.OPEN and state.frame is not None):
        screen = prompt(state, reply.lead, brief=_asked_just_before(before, state, reply))
        if screen is not None and state.frame is not None and state.frame.flow == CASE and state.outcome is not None:
            screen = replace(screen, buttons=(*screen.buttons[:-1], *case_rows(state), *screen.buttons[-1:]))
        if screen is not None:
            return (replace(screen, replaces=True),) if reply.prompt is Prompt.REPLACE else (screen,)
    if not reply.lead:
        return () if reply.screens else (main_menu(state),)
    return (Screen(reply.lead, outcome_rows(state) if state.outcome is not None else start_rows(state)),)


def _waits_below(before: State, state: State, reply: Reply) -> bool:
    """Whether another flow or plan was opened while a question waits that this does not settle: both are shown."""
    kept, asked = state.session.pending, before.session.pending
    if kept is None or asked is None or kept.kind not in STAYS or kept.readings != asked.readings:
        return False
    if state.session.household.open != before.session.household.open:
        return True
    return state.frame is not None and reply.outcome is Done.STARTED


def _in_view(screens: Sequence[Screen], state: State, *, prompted: bool) -> tuple[tuple[str, str], ...]:
    """The labels in view with what their buttons carry, the newest first: of `screens`, and of what is open.

    The latter need not be worked out again where the last of the screens is its prompt (`prompted`).
    """
    rows: list[Sequence[Button]] = [row for screen in reversed(screens) for row in screen.buttons]
    if not prompted:
        rows += prompt_rows(state) or start_rows(state)
    return state.domain.labels(rows)


def _asked_just_before(before: State, state: State, reply: Reply) -> bool:
    """Whether the open question was asked just before, so that its explanations need not be said again."""
    if reply.whole or reply.prompt is Prompt.REPLACE:
        return False
    pending = state.session.pending
    if pending is not None or before.session.pending is not None:
        return pending is before.session.pending
    here, there = before.position, state.position
    if here is None or there is None or before.flow is not state.flow:
        return False
    if there.node is None:
        return here.node is None and here.answers == there.answers
    return here.node is there.node and state.question is not None

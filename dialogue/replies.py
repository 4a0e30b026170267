"""What an event does to a chat, before it is put on screens."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from core.limits import published_years
from dialogue.events import Event
from dialogue.state import State, is_finished
from flows.definitions.capacity import CAPACITY, ROOM_SEEN
from flows.effects import Effect, ForgetReminder
from flows.engine.flow import REVIEW, Flow
from flows.engine.position import outcome_with
from flows.household.levels import YEAR
from flows.screens import Screen
from flows.session import Candidate, Fact, Frame, Pending, PendingKind, Session, forget_slots, learn, note, with_frame
from flows.values import changed
from nlu.requests import wants_another_year

STAYS = frozenset(  # kinds of open questions that another answer does not settle
    {
        PendingKind.PLAN,
        PendingKind.LEDGER,
        PendingKind.LEDGER_AMOUNT,
        PendingKind.LEDGER_REASON,
        PendingKind.LEDGER_ACCOUNT,
        PendingKind.LEDGER_PAYEE,
        PendingKind.LEDGER_LIST,
        PendingKind.LEDGER_REGULAR,
        PendingKind.LEDGER_MONEY,
        PendingKind.IMPORT,
    }
)


class Done(StrEnum):
    """What became of an event, for the log."""

    ANSWERED = "answered"
    NOTED = "noted"
    STARTED = "started"
    ASKED_BACK = "asked_back"
    REVIEWED = "reviewed"
    REPEAT = "repeat"
    BACK = "back"
    CANCEL = "cancel"
    RESTART = "restart"
    CHANGE = "change"
    WHY = "why"
    UNKNOWN = "unknown"
    NOTHING_ASKED = "nothing asked"
    TICKED = "ticked"
    WHAT_IF = "what if"
    NONE_OF_THEM = "none of them"
    FORGOT = "forgot"
    STALE = "stale"
    FORGED = "forged"
    DOUBLED = "doubled"
    NOT_UNDERSTOOD = "not understood"
    STUCK = "stuck"
    EDIT = "edit"
    CHANGE_NOT_READ = "change not read"
    GREETED = "greeted"
    HELLO = "hello"
    HELP = "help"
    MENU = "menu"
    THANKS = "thanks"
    SMALL_TALK = "small talk"
    ANSWERED_OTHERS = "answered about others"
    NOT_ENGLISH = "not english"
    PRIVACY = "privacy"
    ABOUT = "about"
    NEXT_STEPS = "next steps"
    DISPUTED = "disputed"
    MISSED = "missed"
    DEEP_LINK = "deep link"
    UNKNOWN_COMMAND = "unknown command"
    QUESTION_WANTED = "question wanted"
    ARTICLE = "article"
    BROWSED = "browsed"
    OPENED = "opened"
    VOTED = "voted"
    OFFERED = "offered"
    COMPUTED = "computed"
    UNANSWERED = "unanswered"
    YEAR_NOT_LOADED = "year not loaded"
    DOCUMENT = "document"
    WORDS = "words of a plan"
    PLAN_READ = "plan read"
    PLAN_READ_IN_PART = "plan read in part"
    PLAN_SILENT = "plan silent"
    REPLY_WANTED = "reply wanted"
    RECEIVED = "received"
    HAPPENED = "happened"
    LEDGER = "ledger"
    REGULAR_ASKED = "regular sum asked"
    IMPORT_ASKED = "import asked"
    IMPORT_UNFIT = "import unfit"
    IMPORTED = "imported"
    REMIND_WHEN = "remind when"
    REMIND_SET = "remind set"
    REMINDERS_LISTED = "reminders listed"
    UNSUBSCRIBE = "unsubscribe"
    REMINDED = "reminded"
    REMINDER = "reminder"
    ZONE_SET = "zone set"
    CALENDAR = "calendar"
    NOTHING_TO_FORGET = "nothing to forget"
    FORGOT_A_PART = "forgot a part"
    PLANS_FULL = "plans full"
    PLAN_OPENED = "plan opened"
    SHARED = "shared"
    LINK_SHOWN = "link shown"
    LINK_UNREAD = "link unread"
    YEAR_OPENED = "year opened"
    YEAR_CHANGES = "year changes"


class Prompt(StrEnum):
    """Whether the prompt for what is then open is shown."""

    ALWAYS = "always"
    OPEN = "open"  # only if a question is open
    REPLACE = "replace"  # in the place of the one before
    CHOOSE_CHANGE = "choose change"  # the answers to be changed instead of it
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Reply:
    """The next session and what to say.

    `screens` are sent first. `lead` stands above the prompt for what is then open. `prompt`: whether that prompt is
    shown. `toast` is a short word under a button press. `whole`: the open question is shown with all its explanations,
    even if it was asked just before. `took`: facts of the message were taken, so that what else it holds is said too.
    `greets`: it says itself where the person was. `refused`: the button that was pressed chose nothing. `outcome` and
    `detail` say what happened, for the log alone; nothing is decided by them.
    """

    session: Session
    screens: tuple[Screen, ...] = ()
    lead: str = ""
    prompt: Prompt = Prompt.ALWAYS
    effects: tuple[Effect, ...] = ()
    toast: str = ""
    whole: bool = False
    took: bool = False
    greets: bool = False
    refused: bool = False
    outcome: Done = field(kw_only=True)
    detail: str = field(default="", kw_only=True)


# Decides about an event by all rules: the name of the one that decided, and what it does.
Anew = Callable[[State, Event], tuple[str, Reply]]


def start_flow(
    state: State, flow: str, facts: Mapping[str, Fact] | None = None, lead: str = "", *, text: str = ""
) -> Reply:
    """Opens `flow` on top, or comes back to it if it is open further down; `facts` count in it at once.

    What waits stays below, and the result that was open last, so that "back" leads there. `text`: what was said, where
    another year than this one may be meant.
    """
    declared = state.domain.flows[flow]
    facts = {**_this_year(state, flow, facts or {}, text), **(facts or {})}
    open_here = next((frame for frame in state.session.frames if frame.flow == flow), None)
    waiting, top = state.unfinished, state.frame
    below = tuple(frame for frame in state.session.frames if frame.flow != flow and (frame in waiting or frame is top))
    gone = _passing(state, declared.slots)
    if open_here is None or is_finished(state, open_here):
        told_before = state.session.notes.boxes
        gone |= {name for name in declared.slots if state.domain.slots[name].fresh and name not in told_before}
        frame = Frame(flow)
    else:
        frame = replace(open_here, accepted=tuple(slot for slot in open_here.accepted if slot not in gone), asking="")
        lead = lead or state.domain.message("back_in_flow", title=state.domain.title(flow))
    session = forget_slots(changed(state.session, pending=None, misses=0), gone)
    frame = replace(frame, accepted=_with(frame.accepted, _confirmed(state, session, declared.slots)))
    if facts:
        session = learn(session, facts)
        frame = replace(frame, accepted=_with(frame.accepted, [slot for slot in facts if slot in declared.slots]))
    elif _agreed_to(declared, session):
        frame = replace(frame, accepted=(*declared.slots, REVIEW))
    session = note(session, boxes=tuple(slot for slot in session.notes.boxes if slot not in declared.slots))
    return Reply(
        note(changed(session, frames=(*below, frame)), draft=None),
        lead=lead,
        outcome=Done.STARTED,
        whole=True,
        took=True,
    )


def _this_year(state: State, flow: str, facts: Mapping[str, Fact], text: str) -> dict[str, Fact]:
    """This year, where `flow` plans a year's money and no year is known, told or spoken of.

    It is the one whose paychecks can still be changed. Empty where its limits are not loaded: then it is asked for.
    """
    year = state.today.year
    if not state.domain.flows[flow].plans_year or YEAR in facts or YEAR in state.session.case:
        return {}
    if year not in published_years() or wants_another_year(text, year):
        return {}
    return {YEAR: fact(state, year, "")}


def answer(state: State, said: str, value: Any, slot: str = "") -> Reply:
    """Takes the JSON `value` as the answer to `slot`, by default the open question's, and says it back."""
    slot = slot or (state.question.slot if state.question is not None else "")
    facts = {slot: fact(state, value, said)}
    return accept(state, facts, acknowledge(state, facts))


def accept(state: State, facts: Mapping[str, Fact], lead: str = "", *, last: str | None = None) -> Reply:
    """Takes `facts` as answers, which count in the open flow as far as it asks for them. `last`: the open question."""
    pending, session = state.session.pending, _without_what_rests_on(state, facts)
    kept = pending if pending is not None and pending.kind in STAYS else None
    frames = session.frames
    if state.frame is not None and state.flow is not None:
        mine = [slot for slot in facts if slot in state.flow.slots]
        frames = (*frames[:-1], replace(state.frame, accepted=_with(state.frame.accepted, mine), asking=""))
    slot = last if last is not None else next(iter(facts), "")
    session = changed(
        session,
        household=session.household.with_facts(facts),
        frames=frames,
        pending=kept,
        misses=0,
        notes=changed(session.notes, last=slot or None, draft=None, expecting=None, partial=None),
    )
    return Reply(session, lead=lead, took=True, outcome=Done.ANSWERED)


def acknowledge(state: State, facts: Mapping[str, Fact], *, corrected: bool = False) -> str:
    """Says back what was understood, one line a fact, as HTML; with `corrected`, what it was before."""
    return "\n".join(_acknowledged(state, slot, fact, corrected) for slot, fact in facts.items())


def _acknowledged(state: State, slot: str, fact: Fact, corrected: bool) -> str:
    domain, before = state.domain, state.session.case.get(slot)
    label, value = domain.label(slot), domain.say(slot, fact.value)
    if corrected and before is not None and before.value != fact.value:
        return domain.message("corrected", label=label, value=value, before=domain.say(slot, before.value))
    return domain.message("noted", label=label, value=value)


def old_button(state: State) -> Reply:
    """Says that a button belongs to an earlier question."""
    lead = state.domain.message("old_button_text")
    return Reply(
        state.session, lead=lead, toast=state.domain.button("old_button"), outcome=Done.STALE, whole=True, refused=True
    )


def note_miss(session: Session) -> Session:
    """The session with one more message in a row that could not be read."""
    return changed(session, misses=session.misses + 1)


def go_back(state: State) -> Reply:
    """Takes the last answer of the open flow back and asks it again; before the first one, leaves the flow.

    What was answered in a flow that waits below is not taken back from here.
    """
    session, frame, position = state.session, state.frame, state.position
    if session.pending is not None:
        return Reply(changed(session, pending=None), outcome=Done.BACK, whole=True)
    if frame is None or position is None:
        return Reply(session, lead=state.domain.message("nothing_to_go_back_to"), outcome=Done.BACK, whole=True)
    if frame.asking:
        return Reply(with_frame(session, replace(frame, asking="")), outcome=Done.BACK, whole=True)
    if REVIEW in frame.accepted:
        frame = replace(frame, accepted=tuple(slot for slot in frame.accepted if slot != REVIEW))
        return Reply(with_frame(session, frame), outcome=Done.BACK, whole=True)
    below = {slot for waiting in session.frames[:-1] for slot in waiting.accepted}
    behind = [slot for slot in position.path if slot not in position.assumed | below]
    if not behind:
        return cancel(state)
    last = behind[-1]
    kept = tuple(slot for slot in frame.accepted if slot != last)
    session = forget_slots(with_frame(session, replace(frame, accepted=kept)), frozenset({last}))
    return Reply(
        note(changed(session, misses=0), draft=None),
        lead=state.domain.message("went_back"),
        outcome=Done.BACK,
        whole=True,
    )


def change(state: State, slot: str) -> Reply:
    """Asks an earlier answer of the open flow again, keeping all others."""
    frame, position = state.frame, state.position
    if frame is None or position is None or slot not in position.answers:
        return change_elsewhere(state, slot)
    accepted = frame.accepted
    session = changed(state.session, pending=None, misses=0)
    return Reply(with_frame(session, replace(frame, accepted=accepted, asking=slot)), outcome=Done.CHANGE, whole=True)


def change_elsewhere(state: State, slot: str) -> Reply:
    """Asks a known fact again in a flow that asks for it, one that waits first; or says that there is none."""
    domain, case = state.domain, state.session.case
    if slot not in case:
        return Reply(
            state.session, lead=domain.message("nothing_to_change"), prompt=Prompt.OPEN, outcome=Done.CHANGE, whole=True
        )
    waiting = [domain.flows[frame.flow] for frame in reversed(state.session.frames)]
    for flow in (*waiting, *domain.flows.values()):
        if slot in flow.slots:
            session = start_flow(state, flow.id).session
            frame = session.frames[-1]
            known = [one for one in flow.slots if one in session.case]
            frame = replace(frame, accepted=_with(frame.accepted, known), asking=slot)
            session = with_frame(session, frame)
            position = state.with_(session).position
            if position is not None and position.changing:
                return Reply(session, outcome=Done.CHANGE, whole=True)
    lead = domain.message("forgot_one", label=domain.label(slot))
    return Reply(
        forget_slots(state.session, frozenset({slot})), lead=lead, prompt=Prompt.OPEN, outcome=Done.CHANGE, whole=True
    )


def cancel(state: State) -> Reply:
    """Leaves the open flow; what is known is kept, and said to be."""
    if not state.session.frames:
        return Reply(state.session, lead=state.domain.message("nothing_to_cancel"), outcome=Done.CANCEL)
    flow = state.session.frames[-1].flow
    session = note(
        changed(state.session, frames=state.session.frames[:-1], pending=None, misses=0), draft=None, expecting=None
    )
    done = state.outcome is not None and not state.paused
    lead = state.domain.message("closed" if done else "cancelled", title=state.domain.title(flow))
    return Reply(session, lead=lead, prompt=Prompt.OPEN, effects=(ForgetReminder(flow),), outcome=Done.CANCEL)


def restart(state: State) -> Reply:
    """Begins the open flow anew; without one, shows the menu."""
    if state.frame is None or state.flow is None:
        return Reply(state.session, prompt=Prompt.ALWAYS, outcome=Done.RESTART, whole=True)
    session = forget_slots(state.session, state.flow.slots)
    session = note(changed(session, frames=(*session.frames[:-1], Frame(state.flow.id)), pending=None, misses=0))
    return Reply(note(session, draft=None), lead=state.domain.message("restarted"), outcome=Done.RESTART, whole=True)


def hold(
    state: State, slot: str, said: str, candidates: tuple[Candidate, ...], kind: PendingKind, extra: Any = None
) -> Reply:
    """Keeps a question about an answer open: which reading was meant."""
    pending = Pending(slot, said[:200], candidates, kind, extra)
    return Reply(changed(state.session, pending=pending), outcome=Done.ASKED_BACK, took=True)


def fact(state: State, value: Any, said: str) -> Fact:
    """A fact told today; long words are not kept."""
    return Fact(value, said[:120], state.today)


def _confirmed(state: State, session: Session, slots: frozenset[str]) -> list[str]:
    """Those of `slots` that need not be confirmed: what stands once done, and what was told on this very day."""
    known = state.domain.slots
    return [
        slot for slot, fact in session.case.items() if slot in slots and (known[slot].stands or fact.on == state.today)
    ]


def _agreed_to(flow: Flow, session: Session) -> bool:
    """Whether the room was agreed to before, and its answers still lead to a result: then it need not be again.

    What the ledger adds changes the sums alone; "change an answer" stands under the result.
    """
    if flow.id != CAPACITY or ROOM_SEEN not in session.case:
        return False
    return outcome_with(flow, flow.slots, session.case)[0] is not None


def _passing(state: State, slots: frozenset[str]) -> frozenset[str]:
    """Those of `slots` whose answer only paused a flow."""
    case, known = state.session.case, state.domain.slots
    return frozenset(slot for slot in slots if slot in case and case[slot].value in known[slot].passing)


def _without_what_rests_on(state: State, facts: Mapping[str, Fact]) -> Session:
    """The session without the answers that rest on one that `facts` change."""
    case = state.session.case
    changed = {slot for slot, fact in facts.items() if slot in case and case[slot].value != fact.value}
    void = (name for name, slot in state.domain.slots.items() if not changed.isdisjoint(slot.rests_on))
    return forget_slots(state.session, frozenset(void)) if changed else state.session


def _with(accepted: tuple[str, ...], slots: Any) -> tuple[str, ...]:
    return (*accepted, *(slot for slot in slots if slot not in accepted))

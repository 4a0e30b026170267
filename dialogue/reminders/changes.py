"""Changes of reminders that are set, told in words: what becomes of each, and how it is said back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from dialogue.reminders import wishes
from dialogue.reminders.dates import pay_schedule
from dialogue.reminders.listing import list_all
from dialogue.reminders.rescheduling import changed, is_single
from dialogue.reminders.setting import set_again
from dialogue.reminders.which import those_meant
from dialogue.reminders.wishes import Paydays
from dialogue.reminders.words import line, reminder_button, what_for
from dialogue.replies import Done, Prompt, Reply
from dialogue.state import State
from flows.effects import Effect, ForgetReminder, Remind
from flows.reminders import ONCE, Reminder, drop, find, from_json, put, reminders_of, to_json
from flows.screens import Screen, joined, rows_of
from flows.session import Session, note
from nlu.reminders.change import Does, ReminderChange
from nlu.reminders.changes import read_reminder_change
from nlu.reminders.which import Which
from nlu.reminders.wish import Repeats

PICK, SHIFT, CHANGE = "pick", "shift", "change"  # what a button does: names the one meant, moves it by days, asks

EARLIER_BY: Final = (1, 2, 7)  # days

_BY: Final = {"earlier": "earlier", "later": "later_by"}

_KEPT: Final = 200  # characters of words that wait

_LABEL: Final = 40  # characters of a button


def take(state: State, text: str, found: ReminderChange | Which) -> Reply:
    """Does what was `found` in `text`, asks which one is meant, or says that there is none of that name."""
    words = text
    if isinstance(found, Which):
        words = state.session.notes.changing or ""
        change = read_reminder_change(words, state.today, spoken_of=True)
        if change is None:
            return list_all(state)
        change = replace(change, which=found)
    else:
        change = found
    meant = those_meant(state, change)
    if not meant:
        return _none_such(state, change.which)
    if len(meant) > 1 and not change.which.everyone and len(change.which.numbers) < 2:
        return _ask_which(state, words, meant)
    return apply(state, change, meant, words)


def _ask_which(state: State, words: str, meant: Sequence[Reminder]) -> Reply:
    session = note(state.session, changing=words[:_KEPT], reminder=0, entry=None)
    lines = [line(state, one) for one in meant]
    buttons = [
        reminder_button(
            state, "button_reminder_pick", PICK, str(one.id), number=one.id, what=what_for(state, one)[:_LABEL]
        )
        for one in meant[:8]
    ]
    screen = Screen("\n".join([state.domain.message("reminder_which"), *lines]), rows_of(buttons))
    return Reply(session, (screen,), prompt=Prompt.NEVER, outcome=Done.REMINDER, detail="which")


def apply(state: State, change: ReminderChange, meant: Sequence[Reminder], words: str) -> Reply:
    """Does the change to all that are meant, and says each back with its next day."""
    if change.does is Does.END:
        return _end(state, meant)
    if change.does is Does.PAUSE and change.until is None:
        return _about(state, meant[0], "reminder_pause_until", "until when", words)
    if change.does is Does.CHANGE and change.direction:
        return _ask_how_much(state, meant[0], change.direction)
    if change.does is Does.CHANGE and not change.says_what:
        return _about(state, meant[0], "reminder_to_when", "to when")
    if change.wish.repeats is Repeats.PAYDAYS and pay_schedule(state) is None:
        waiting = state.with_(note(state.session, wish=f"remind me {words}"[:_KEPT], wish_asked=True))
        return _about(waiting, meant[0], "remind_no_paydays", "paydays unknown", words)
    if state.session.notes.reminder_came and meant[0].rhythm != ONCE and is_single(change):
        new = changed(state, replace(meant[0], day=state.today, rhythm=ONCE), change)
        return set_again(state, new) if new is not None else _about(state, meant[0], "reminder_past", "past")
    later = change.which.day
    if later is not None and is_single(change) and meant[0].rhythm != ONCE and meant[0].day < later:
        return _move_one(state, meant[0], later, change)
    return _apply_to_all(state, change, meant)


def _apply_to_all(state: State, change: ReminderChange, meant: Sequence[Reminder]) -> Reply:
    """Changes each of those that are meant, in the time zone that is told beside."""
    if change.zone:
        state = state.with_(note(state.session, zone=change.zone))
    session, lines, effects = state.session, list[str](), list[Effect]()
    for one in meant:
        new = changed(state, one, change)
        if new is None or new == one:
            lines.append(state.domain.message("reminder_as_it_was"))
            new = one
        session = put(session, new)
        if new != one:
            effects.append(Remind(new.topic, new.day, new.at))
        lines.append(line(state.with_(session), new))
    if not effects:
        name = "reminder_not_then" if change.does in (Does.PAUSE, Does.SKIP) else "reminder_past"
        return _about(state, meant[0], name, "unchanged")
    told = [state.domain.message(_said_as(change, meant[0])), *lines]
    if change.wish.at is not None:
        told.append(_zone_note(state))
    return _focus(state, session, meant, "\n".join(filter(None, told)), effects, "changed")


def _move_one(state: State, one: Reminder, day: date, change: ReminderChange) -> Reply:
    """Moves one day on which a reminder comes again, and leaves its other days as they are."""
    if change.wish.day is None or change.wish.day <= state.today:
        return _about(state, one, "reminder_past", "past")
    if one.pause is not None and one.pause[1] > state.today:
        return set_again(state, replace(one, day=change.wish.day, rhythm=ONCE))  # the pause before is not lost
    session = put(state.session, replace(one, pause=(day, day)))
    return set_again(state.with_(session), replace(one, day=change.wish.day, rhythm=ONCE))


def take_paydays(state: State, text: str, told: Paydays) -> Reply:
    """Keeps how pay comes, and makes the change or sets the reminder that waited for it."""
    notes = state.session.notes
    one = find(state.session, notes.reminder) if notes.reminder else None
    change = read_reminder_change(notes.changing or "", state.today, spoken_of=True)
    if notes.wish is None or one is None or change is None:
        return wishes.take_paydays(state, text, told)
    kept = wishes.take_paydays(state.with_(note(state.session, wish=None)), text, told)
    reply = apply(state.with_(kept.session), change, [one], notes.changing or "")
    screens = tuple(replace(screen, text=joined([kept.lead, screen.text])) for screen in reply.screens)
    return replace(reply, screens=screens, lead=reply.lead if screens else joined([kept.lead, reply.lead]))


def _said_as(change: ReminderChange, one: Reminder) -> str:
    """The message for what was done to `one`."""
    if change.does in (Does.PAUSE, Does.SKIP):
        return "reminder_paused" if change.does is Does.PAUSE else "reminder_skipped"
    return "reminder_moved" if change.wish.at is None and one.rhythm == ONCE and not change.once else "reminder_changed"


def _end(state: State, meant: Sequence[Reminder]) -> Reply:
    session = drop(state.session, *(one.id for one in meant))
    lines = [state.domain.message("reminder_stopped"), *(line(state, one) for one in meant)]
    effects = [ForgetReminder(one.topic) for one in meant]
    if left := len(reminders_of(session)):
        lines.append(state.domain.message("reminders_left", count=left))
    reply = _focus(state, session, (), "\n".join(lines), effects, "stopped")
    return replace(reply, session=note(reply.session, ended=tuple(to_json(one) for one in meant)))


def bring_back(state: State) -> Reply:
    """Sets the reminders again that were ended just now."""
    ended = [one for row in state.session.notes.ended if (one := from_json(row)) is not None]
    session = state.session
    for one in ended:
        session = put(session, one)
    lines = [state.domain.message("remind_set"), *(line(state.with_(session), one) for one in ended)]
    effects = [Remind(one.topic, max(one.day, state.today + timedelta(days=1)), one.at) for one in ended]
    return _focus(state, session, ended, "\n".join(lines), effects, "brought back")


def _focus(
    state: State, session: Session, meant: Sequence[Reminder], lead: str, effects: Sequence[Effect], detail: str
) -> Reply:
    spoken_of = meant[0].id if len(meant) == 1 else 0
    session = note(session, reminder=spoken_of, reminder_came=False, changing=None, entry=None, ended=())
    rows = rows_of([reminder_button(state, "button_reminders", "show")])
    return Reply(
        session, (Screen(lead, rows),), prompt=Prompt.OPEN, effects=tuple(effects), outcome=Done.REMINDER, detail=detail
    )


def _ask_how_much(state: State, one: Reminder, direction: str) -> Reply:
    sign = -1 if direction == "earlier" else 1
    buttons = [
        reminder_button(state, f"button_reminder_{_BY[direction]}", SHIFT, f"{one.id}.{sign * days}", count=days)
        for days in EARLIER_BY
        if one.day + timedelta(days=sign * days) > state.today
    ]
    lead = f"{state.domain.message('reminder_how_much', direction=direction)}\n{line(state, one)}"
    session = note(state.session, reminder=one.id, changing=None, entry=None)
    screen = Screen(lead, rows_of(buttons))
    return Reply(session, (screen,), prompt=Prompt.NEVER, outcome=Done.REMINDER, detail="how much")


def ask_to_when(state: State, one: Reminder) -> Reply:
    """Asks to which day or rhythm a reminder is to be changed."""
    return _about(state, one, "reminder_to_when", "to when")


def _about(state: State, one: Reminder, name: str, detail: str, words: str | None = None) -> Reply:
    """Says something of one reminder; `words` are those of a change to which the next message may add."""
    session = note(state.session, reminder=one.id, changing=words, entry=None)
    lead = f"{state.domain.message(name)}\n{line(state, one)}"
    return Reply(session, lead=lead, prompt=Prompt.OPEN, outcome=Done.REMINDER, detail=detail)


def _none_such(state: State, which: Which) -> Reply:
    """Says that none is meant, and which are set."""
    if not reminders_of(state.session):
        return list_all(state)
    number = next((one for one in which.numbers if find(state.session, one) is None), 0)
    lead = state.domain.message("reminder_none_such", number=number)
    lines = [lead, *(line(state, one) for one in reminders_of(state.session))]
    session = note(state.session, reminder=0, changing=None)
    return Reply(session, lead="\n".join(lines), prompt=Prompt.OPEN, outcome=Done.REMINDER, detail="none such")


def _zone_note(state: State) -> str:
    """Where no time zone is known, in which one the time was taken."""
    known = state.session.notes.zone is not None or "state" in state.session.case
    return "" if known else state.domain.message("reminder_zone_unknown")

"""What the buttons of reminders do."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from dialogue.reminders.calendar import calendar
from dialogue.reminders.changes import CHANGE, EARLIER_BY, PICK, SHIFT, apply, ask_to_when
from dialogue.reminders.ending import end_all
from dialogue.reminders.listing import list_all
from dialogue.reminders.setting import ask_arrived, set_all, set_year
from dialogue.reminders.words import line, next_words, reminder_button
from dialogue.replies import Done, Prompt, Reply
from dialogue.state import State
from flows.effects import ForgetReminder, Remind
from flows.reminders import ONCE, Reminder, Unit, drop, find, put
from flows.screens import Screen, rows_of
from nlu.reminders.change import Does, ReminderChange
from nlu.reminders.changes import read_reminder_change
from nlu.reminders.which import Which

LATER_DAYS: Final = (1, 3, 7)


def press(state: State, word: str, argument: str) -> Reply:
    """What a button of a reminder does."""
    number, _, days = argument.partition(".")
    one = find(state.session, int(number)) if number.isdigit() else None
    if word == PICK and one is not None and state.session.notes.changing is not None:
        words = state.session.notes.changing
        change = read_reminder_change(words, state.today, spoken_of=True)
        if change is not None:
            return apply(state, replace(change, which=Which(numbers=(one.id,))), [one], words)
    if word == CHANGE and one is not None:
        return ask_to_when(state, one)
    if word == SHIFT and one is not None and days.lstrip("-").isdigit() and abs(int(days)) in EARLIER_BY:
        change = ReminderChange(Does.CHANGE, Which(numbers=(one.id,)), shift=int(days))
        return apply(state, change, [one], "")
    return _press_known(state, word, argument)


def _press_known(state: State, word: str, argument: str) -> Reply:
    """What a button of a reminder does."""
    match word:
        case "show":
            return list_all(state)
        case "year":
            return set_year(state)
        case "end":
            return end_all(state)
        case "calendar":
            return calendar(state)
        case "arrived":
            return ask_arrived(state, int(argument) if argument.isdigit() else 0)
    number, _, days = argument.partition(".")
    one = find(state.session, int(number)) if number.isdigit() else None
    if one is None:
        return Reply(
            state.session,
            prompt=Prompt.NEVER,
            toast=state.domain.button("reminder_gone"),
            outcome=Done.REMINDER,
            detail="gone",
            refused=True,
        )
    match word:
        case "done":
            return _done(state, one)
        case "later":
            return _later(state, one)
        case "move" if days.isdigit() and int(days) in LATER_DAYS:
            return _move(state, one, state.today + timedelta(days=int(days)), copy=True)
        case "stop":
            return _stop(state, one)
    return Reply(
        state.session, prompt=Prompt.NEVER, toast=state.domain.button("old_button"), outcome=Done.FORGED, whole=True
    )


def _done(state: State, one: Reminder) -> Reply:
    again = one.day > state.today and one.rhythm != ONCE
    session = state.session if again else drop(state.session, one.id)
    effects = () if again else (ForgetReminder(one.topic),)
    lead = " ".join(
        filter(None, [state.domain.message("reminder_done"), next_words(state, one.day if again else None)])
    )
    return Reply(session, lead=lead, prompt=Prompt.OPEN, effects=effects, outcome=Done.REMINDER, detail="done")


def _later(state: State, one: Reminder) -> Reply:
    buttons = [reminder_button(state, f"button_in_{days}", "move", f"{one.id}.{days}") for days in LATER_DAYS]
    screen = Screen(state.domain.message("reminder_later"), rows_of(buttons))
    return Reply(state.session, (screen,), prompt=Prompt.NEVER, outcome=Done.REMINDER, detail="later")


def _move(state: State, one: Reminder, day: date, *, copy: bool = False) -> Reply:
    """Moves a reminder; one that comes again keeps its rhythm, and with `copy` comes once more in between."""
    if copy and one.rhythm != ONCE:
        return set_all(state, [replace(one, id=0, day=day, rhythm=ONCE, topic="")])
    rhythm = (
        replace(one.rhythm, day_of_month=day.day, place=0, workday=False)
        if one.rhythm.unit is Unit.MONTHS
        else one.rhythm
    )
    moved = replace(one, day=day, rhythm=rhythm)
    session = put(state.session, moved)
    lead = f"{state.domain.message('reminder_moved')}\n{line(state.with_(session), moved)}"
    return Reply(
        session,
        lead=lead,
        prompt=Prompt.OPEN,
        effects=(Remind(one.topic, day, one.at),),
        outcome=Done.REMINDER,
        detail="moved",
    )


def _stop(state: State, one: Reminder) -> Reply:
    session = drop(state.session, one.id)
    lead = f"{state.domain.message('reminder_stopped')}\n{line(state, one)}"
    return Reply(
        session,
        lead=lead,
        prompt=Prompt.OPEN,
        effects=(ForgetReminder(one.topic),),
        outcome=Done.REMINDER,
        detail="stopped",
    )

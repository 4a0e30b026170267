"""Sets reminders, and says which. `flows.reminders` keeps them; the store wakes the chat by their topics."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Final

from dialogue.reminders.dates import days_of_year
from dialogue.reminders.plan import in_plan
from dialogue.reminders.words import line, reminder_button
from dialogue.replies import Done, Prompt, Reply
from dialogue.state import State
from flows.effects import Effect, Remind
from flows.ledger import find as find_entry
from flows.reminders import ONCE, Purpose, Reminder, add, drop, reminders_of
from flows.screens import Screen, rows_of
from flows.session import Session, note

ARRIVES_AFTER: Final = 7  # days after which a conversion should be seen in the account

FORGOTTEN_AFTER: Final = 45  # days after which one that came and was never answered is dropped


def set_all(state: State, wanted: Iterable[Reminder]) -> Reply:
    """Sets all reminders that are `wanted`, as far as there is room for them, and lists what was set."""
    session, effects, lines = _pruned(state), list[Effect](), list[str]()
    last: Reminder | None = None
    for new in wanted:
        try:
            session, made = add(session, in_plan(state, new))
        except ValueError:
            lines.append(state.domain.message("remind_full"))
            break
        effects.append(Remind(made.topic, made.day, made.at))
        lines.append(line(state.with_(session), made))
        last = made
    session = note(
        session,
        reminder=last.id if last is not None and len(lines) == 1 else 0,
        reminder_came=False,
        changing=None,
        entry=None,
    )
    name = "remind_set" if len(lines) == 1 else "remind_set_several"
    lead = "\n".join([state.domain.message(name), *lines])
    rows = rows_of(
        [reminder_button(state, "button_reminders", "show"), reminder_button(state, "button_calendar", "calendar")]
    )
    screen = Screen(lead, rows)
    return Reply(session, (screen,), prompt=Prompt.OPEN, effects=tuple(effects), outcome=Done.REMIND_SET)


def set_again(state: State, one: Reminder) -> Reply:
    """Sets a reminder that is set already once more, for one day."""
    return set_all(state, [replace(one, id=0, topic="", pause=None)])


def _pruned(state: State) -> Session:
    """The session without reminders that came long ago and were never answered."""
    old = [
        one.id
        for one in reminders_of(state.session)
        if one.rhythm == ONCE and (state.today - one.day).days > FORGOTTEN_AFTER
    ]
    return drop(state.session, *old) if old else state.session


def ask_arrived(state: State, number: int) -> Reply:
    """Sets the reminder to look whether the conversion of the ledger's entry `number` has arrived."""
    entry = find_entry(state.session, number)
    if entry is None or not number:
        return Reply(
            state.session,
            prompt=Prompt.NEVER,
            toast=state.domain.button("ledger_gone"),
            outcome=Done.LEDGER,
            detail="gone",
        )
    day = max(entry.day + timedelta(days=ARRIVES_AFTER), state.today + timedelta(days=1))
    return set_all(state, [Reminder(0, Purpose.ARRIVED, day, entry=number)])


def set_year(state: State) -> Reply:
    """Sets the reminders for each of the year's days that are still to come; what is there already stays as it is."""
    return set_all(state, [Reminder(0, one.purpose, one.reminded) for one in days_of_year(state)])

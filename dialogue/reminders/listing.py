"""The reminders that are set, by day, and what else could be set."""

from content.templates import said_date
from dialogue.menus import menu_row, resume_row, waiting_flows
from dialogue.reminders.dates import days_of_year
from dialogue.reminders.words import line, name_of, reminder_button
from dialogue.replies import Done, Prompt, Reply
from dialogue.state import State
from flows.reminders import Reminder, reminders_of
from flows.screens import Rows, Screen, rows_of
from flows.session import note
from flows.year_dates import YearDate


def list_all(state: State) -> Reply:
    """The reminders that are set, by day, with the ways to change them, and what else could be set."""
    there = reminders_of(state.session)
    lines = [line(state, one) for one in there]
    waiting = waiting_flows(state)
    parts = [state.domain.message("reminders_listed" if lines else "reminders_none"), *lines]
    if lines:
        parts.append(state.domain.message("reminders_how"))
    ahead = [one for one in days_of_year(state) if not any(_covers(each, one) for each in there)]
    if ahead:
        early = {(one.purpose, one.day): said_date(one.reminded) for one in ahead if one.day != one.reminded}
        offered = [state.domain.message("reminder_offered", day=said_date(one.day), what=name_of(state, one.purpose),
                                        early=early.get((one.purpose, one.day), ""))
                   for one in ahead if one.day == one.reminded]  # fmt: skip
        parts += [state.domain.message("reminders_offer"), *offered]
    if waiting:
        titles = ", ".join(f"“{state.domain.title(one)}”" for one in waiting)
        parts.append(state.domain.message("flows_waiting", titles=titles))
    buttons = [
        reminder_button(state, f"button_reminder_{word}", word, str(one.id), number=one.id)
        for one in there[:6]
        for word in ("change", "stop")
    ]
    others = [reminder_button(state, "button_reminders_year", "year")] if ahead else []
    others.append(reminder_button(state, "button_calendar", "calendar"))
    if there:
        others.append(reminder_button(state, "button_reminders_end", "end"))
    back: Rows = tuple(row for one in waiting for row in resume_row(state, one))
    rows: Rows = (*rows_of(buttons), *rows_of(others), *back, *menu_row(state))
    session = note(state.session, reminder=0, reminder_came=False, changing=None, entry=None)
    return Reply(session, (Screen("\n".join(parts), rows),), prompt=Prompt.OPEN, outcome=Done.REMINDERS_LISTED)


def _covers(one: Reminder, ahead: YearDate) -> bool:
    return one.purpose is ahead.purpose and one.day in (ahead.day, ahead.reminded)

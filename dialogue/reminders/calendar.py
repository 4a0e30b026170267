"""All dates as a calendar file."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from core.paychecks import PaySchedule
from dialogue.menus import menu_row
from dialogue.reminders.dates import days_of_year, pay_schedule
from dialogue.reminders.words import say, what_for, whose
from dialogue.replies import Done, Prompt, Reply
from dialogue.state import State
from flows.reminders import Reminder, following, reminders_of
from flows.screens import Attachment, Screen


def calendar(state: State) -> Reply:
    """All dates as a calendar file: what is set, and the year's days, for people who want no messages too."""
    events = list(_events(state))
    if not events:
        return say(state, "calendar_empty", "calendar empty")
    data = {"made_on": state.today.isoformat(), "name": state.domain.button("calendar_name"), "events": events}
    screen = Screen(
        state.domain.message("calendar_ready", count=len(events)),
        menu_row(state),
        attachment=Attachment("calendar", "mega-backdoor-roth.ics", data),
    )
    return Reply(state.session, (screen,), prompt=Prompt.OPEN, outcome=Done.CALENDAR)


def _events(state: State) -> Iterable[dict[str, Any]]:
    there = reminders_of(state.session)
    schedule = pay_schedule(state)
    for one in there:
        for day in _days(one, state.today, schedule):
            yield _event(state, f"{one.purpose.value}-{one.id}", day, one)
    for ahead in days_of_year(state):
        set_already = any(one.purpose is ahead.purpose and one.day == ahead.day for one in there)
        if ahead.day == ahead.reminded and not set_already:
            yield _event(state, ahead.purpose.value, ahead.day, Reminder(0, ahead.purpose, ahead.day))


def _days(one: Reminder, today: date, schedule: PaySchedule | None) -> Sequence[date]:
    """The days of a reminder to come within a year, at most 60."""
    days, until = [one.day] if one.day > today else [], today + timedelta(days=366)
    last = max(one.day, today)
    while len(days) < 60 and (day := following(replace(one, day=one.day), last, schedule)) is not None and day <= until:
        days.append(day)
        last = day
    return days


def _event(state: State, key: str, day: date, one: Reminder) -> dict[str, Any]:
    return {
        "key": f"{key}-{day.isoformat()}",
        "day": day.isoformat(),
        "title": f"{state.domain.button('calendar_title')}: {what_for(state, one)}{whose(state, one)}",
        "text": state.domain.button(f"reminder_todo_{one.purpose.value}"),
        "at": one.at,
    }

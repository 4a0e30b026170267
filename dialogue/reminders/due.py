"""What is said when a reminder comes due."""

from dataclasses import replace
from datetime import date, timedelta
from html import escape

from content.templates import money, said_date
from core.roth_ira import ira_contributions_until
from dialogue.ledger.saying import words_of
from dialogue.ledger.sums import room_left
from dialogue.menus import flow_button, resume_row
from dialogue.reminders.dates import lead_days, pay_schedule
from dialogue.reminders.plan import plan_of
from dialogue.reminders.words import next_words, reminder_button
from dialogue.replies import Done, Prompt, Reply, start_flow
from dialogue.state import State
from flows.effects import Effect, Remind
from flows.ledger import entries_of, unconverted
from flows.ledger import find as find_entry
from flows.reminders import Purpose, Reminder, by_topic, following, put, reminders_of
from flows.screens import Rows, Screen
from flows.session import note, to_plan
from flows.year_dates import DAYS_BEFORE, forms_due, last_change


def remind(state: State, topic: str) -> Reply:
    """Says what was to be remembered and what to do, with done, later and stop."""
    one = by_topic(state.session, topic)
    if one is None:
        return ignore(state)
    session, effects = state.session, tuple[Effect, ...]()
    upcoming = following(one, state.today, pay_schedule(state))
    if upcoming is not None:
        session, effects = put(session, replace(one, day=upcoming)), (Remind(one.topic, upcoming, one.at),)
    session = note(session, reminder=one.id, reminder_came=True, changing=None, entry=None)
    plan = plan_of(state, one)
    there = state if plan is None else state.with_(to_plan(state.session, plan))
    text = "\n\n".join(filter(None, [_due(there, one), next_words(state, upcoming)]))
    screen = Screen(text, _due_rows(state, one), plan=plan)
    return Reply(session, (screen,), prompt=Prompt.NEVER, effects=effects, outcome=Done.REMINDED)


def ignore(state: State) -> Reply:
    """Says nothing of a reminder that is no longer set."""
    return Reply(state.session, prompt=Prompt.NEVER, outcome=Done.REMINDER, detail="dropped")


def offer(state: State, flow: str) -> Reply:
    """Says that a flow that was put off is due, with the way to it."""
    lead = state.domain.message("reminder", title=state.domain.title(flow))
    return Reply(state.session, (Screen(lead, resume_row(state, flow)),), prompt=Prompt.NEVER, outcome=Done.REMINDED)


def go_on(state: State, flow: str) -> Reply:
    """Goes on with a flow that was put off."""
    return start_flow(state, flow, lead=state.domain.message("reminder", title=state.domain.title(flow)))


def _due_rows(state: State, one: Reminder) -> Rows:
    number = str(one.id)
    done = "button_reminder_arrived" if one.purpose is Purpose.ARRIVED else "button_reminder_done"
    flow = "troubleshooting" if one.purpose is Purpose.ARRIVED else one.flow
    ways = [
        reminder_button(state, done, "done", number),
        reminder_button(state, "button_reminder_later", "later", number),
        reminder_button(state, "button_reminder_end", "stop", number),
    ]
    onward = ((flow_button(state, flow),),) if flow in state.domain.flows else ()
    return (tuple(ways), *onward)


def _due(state: State, one: Reminder) -> str:
    entries = entries_of(state.session)
    waiting = unconverted(entries, state.today.year)
    room = room_left(state, state.session)
    entry = find_entry(state.session, one.entry) if one.entry else None
    schedule = pay_schedule(state)
    last = last_change(schedule, state.today, lead_days(state)) if schedule is not None else None
    tax_year = (
        state.today.year - 1 if state.today <= forms_due(state.today.year - 1).replace(month=12) else state.today.year
    )
    return state.domain.message(
        f"reminder_due_{one.purpose.value}",
        about=escape(one.about, quote=False),
        entry=words_of(state, entry) if entry is not None else "",
        unconverted=money(waiting) if waiting > 0 else "",
        room=money(room) if room is not None else "",
        last_change=_said_by(state, last),
        tax_year=tax_year,
        year=state.today.year,
        until=_deadline(state, one),
    )


def _said_by(state: State, day: date | None) -> str:
    """The day by which something must be done, in words; "" where there is none."""
    if day is None:
        return ""
    return state.domain.button("reminder_today") if day == state.today else said_date(day)


def _deadline(state: State, one: Reminder) -> str:
    """The day on which it must be done, where the reminder comes before it; "" where it is that day."""
    if one.purpose is Purpose.RETURN:
        due = ira_contributions_until(one.day.year - 1)
        return said_date(due) if one.day <= due else ""
    until = one.day + timedelta(days=DAYS_BEFORE.get(one.purpose, 0))
    later = [
        each.day for each in reminders_of(state.session) if each.purpose is one.purpose and one.day < each.day <= until
    ]
    return said_date(min(later)) if later else ""

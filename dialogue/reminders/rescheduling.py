"""The day and the rhythm that a reminder has after a change."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from dialogue.reminders.dates import pay_schedule
from dialogue.reminders.wishes import rhythm_of
from dialogue.state import State
from flows.reminders import LONGEST_ABOUT, ONCE, Purpose, Reminder, Rhythm, Unit, following, payday_after
from nlu.entities.calendar_dates import add_months, day_of_month, weekday_after
from nlu.reminders.change import Does, ReminderChange
from nlu.reminders.wish import Repeats

_WEEK: Final = 7


def changed(state: State, one: Reminder, change: ReminderChange) -> Reminder | None:
    """The reminder as it is to be; None where its day would not be to come."""
    match change.does:
        case Does.SKIP:
            upcoming = following(one, max(one.day, state.today), pay_schedule(state))
            new = None if upcoming is None else replace(one, day=upcoming)
        case Does.PAUSE:
            new = _paused(state, one, change)
        case _:
            new = _moved(state, one, change)
            new = None if new is None else _out_of_pause(state, new, change)
            late = change.at_earliest and (one.at or 0) > (change.wish.at or 0)
            if new is not None and change.wish.at is not None and not late:
                new = replace(new, at=change.wish.at)
            if new is not None and change.about:
                new = replace(new, purpose=Purpose.OWN, about=change.about[:LONGEST_ABOUT])
    return None if new is None or (new.day <= state.today and new != one) else new


def is_single(change: ReminderChange) -> bool:
    """Whether a change names one day, not another rhythm: of one that has just come, it puts off this once."""
    return change.does is Does.CHANGE and (
        bool(change.shift) or (change.wish.day is not None and change.wish.repeats is Repeats.ONCE)
    )


def _out_of_pause(state: State, one: Reminder, change: ReminderChange) -> Reminder:
    """A changed reminder whose day lies in its pause: the next one after it; a single day that was named counts."""
    if one.pause is None or not one.pause[0] <= one.day <= one.pause[1]:
        return one
    if is_single(change):
        return replace(one, pause=None)
    upcoming = following(one, one.day, pay_schedule(state))
    return replace(one, pause=None) if upcoming is None else replace(one, day=upcoming)


def _paused(state: State, one: Reminder, change: ReminderChange) -> Reminder | None:
    since, until = change.since or state.today, change.until or state.today
    if one.rhythm == ONCE:
        return replace(one, day=until + timedelta(days=1)) if since <= one.day <= until else None
    paused = replace(one, pause=(since, until))
    if not since <= one.day <= until:
        return paused
    upcoming = following(paused, one.day, pay_schedule(state))
    return None if upcoming is None else replace(paused, day=upcoming)


def _moved(state: State, one: Reminder, change: ReminderChange) -> Reminder | None:
    wish, today = change.wish, state.today
    coming = one.day if one.day > today else today + timedelta(days=1)
    if change.once:
        return replace(one, rhythm=ONCE, day=wish.day or coming, pause=None)
    if change.shift:
        return _shifted(state, one, change.shift)
    if wish.repeats is Repeats.PAYDAYS:
        schedule = pay_schedule(state)
        first = payday_after(schedule, today, wish.count) if schedule is not None else None
        rhythm = ONCE if wish.once else Rhythm(Unit.PAYDAYS, wish.count)
        return None if first is None else replace(one, day=first, rhythm=rhythm)
    weekly = one.rhythm.unit is Unit.DAYS and one.rhythm.count % _WEEK == 0
    if change.weekday is not None and (weekly or wish.repeats is Repeats.ONCE):
        return _with_nth(replace(one, day=_on_weekday(coming, change.weekday, today)))
    if wish.repeats is not Repeats.ONCE:
        day = wish.day if wish.day_said and wish.day is not None else coming
        return replace(one, day=day, rhythm=rhythm_of(wish, day))
    if wish.workday and wish.day is not None:
        monthly = replace(one.rhythm, day_of_month=0, place=wish.place, workday=True)
        return replace(one, day=wish.day, rhythm=monthly if one.rhythm.unit is Unit.MONTHS else one.rhythm)
    if wish.day_of_month:
        day = _nth_from(coming, wish.day_of_month, today)
        return _with_nth(replace(one, day=day), wish.day_of_month)
    if wish.day is not None:
        return _with_nth(replace(one, day=wish.day))
    return replace(one, day=coming) if one.day <= today else one


def _shifted(state: State, one: Reminder, days: int) -> Reminder | None:
    if one.rhythm.unit is Unit.PAYDAYS:
        schedule, count = pay_schedule(state), one.rhythm.count + days
        first = payday_after(schedule, state.today, count) if schedule is not None and abs(count) <= 30 else None
        return None if first is None else replace(one, day=first, rhythm=Rhythm(Unit.PAYDAYS, count))
    return _with_nth(replace(one, day=max(one.day, state.today) + timedelta(days=days)))


def _with_nth(one: Reminder, number: int = 0) -> Reminder:
    """One that comes by the month keeps to the day of the month on which it now is."""
    if one.rhythm.unit is not Unit.MONTHS:
        return one
    return replace(one, rhythm=replace(one.rhythm, day_of_month=number or one.day.day, place=0, workday=False))


def _on_weekday(day: date, weekday: int, today: date) -> date:
    """That weekday in the week of `day`; a later one where it is not to come."""
    found = day + timedelta(days=weekday - day.weekday())
    return found if found > today else weekday_after(today, weekday)


def _nth_from(day: date, number: int, today: date) -> date:
    """That day of the month in which `day` is, or its last; of the next month where it is not to come."""
    found = day_of_month(day, number)
    return found if found > today else day_of_month(add_months(day.replace(day=1), 1), number)

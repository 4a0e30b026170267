"""Which reminder a change told in words is about."""

from datetime import date, timedelta
from typing import Final

from dialogue.reminders.dates import pay_schedule
from dialogue.reminders.words import what_for
from dialogue.state import State
from flows.ledger import entries_of
from flows.reminders import ONCE, Purpose, Reminder, Rhythm, Unit, find, following, reminders_of
from nlu.reminders.change import Does, ReminderChange
from nlu.reminders.changes import read_reminder_change
from nlu.reminders.requests import speaks_of_pay
from nlu.reminders.topics import topics_in, words_in
from nlu.reminders.which import LAST_OF_ALL, Which, read_which
from nlu.reminders.wish import Repeats

_WEEK: Final = 7


def wanted(state: State, text: str) -> ReminderChange | Which | None:
    """The change of reminders that `text` asks for, or the one that answers "which one?"; None where it is neither."""
    notes, there = state.session.notes, reminders_of(state.session)
    if notes.wish is not None or not (there or notes.reminder == 0):
        return None
    spoken_of = notes.reminder is not None and (notes.reminder == 0 or find(state.session, notes.reminder) is not None)
    if notes.changing is not None and notes.reminder:
        whole = read_reminder_change(f"{notes.changing} {text}", state.today, spoken_of=True)
        if whole is not None and whole.does is Does.PAUSE and whole.until is not None:
            return whole
    change = read_reminder_change(text, state.today, spoken_of=spoken_of)
    whole_order = change is not None and change.which.told and (change.does is not Does.CHANGE or change.says_what)
    if (
        notes.changing is not None
        and not notes.reminder
        and not whole_order
        and (which := read_which(text, state.today)).told
        and fitting(state, which)
    ):
        return which
    if change is None:
        return _of_rhythm(state, text)
    if spoken_of or change.which.named:
        return change
    return change if _told_apart(state, change) else None


def _of_rhythm(state: State, text: str) -> ReminderChange | None:
    """A change of rhythm ("change it to Thursdays") long after reminders were spoken of; of nothing else is it said."""
    change = read_reminder_change(text, state.today, spoken_of=True)
    if change is None or change.does is not Does.CHANGE or not change.which.pointed or state.waits:
        return None
    monthly = change.wish.day_of_month and change.wish.repeats is not Repeats.ONCE
    return change if change.weekday is not None or monthly else None


def _told_apart(state: State, change: ReminderChange) -> bool:
    """Whether one that nobody spoke of is named so that nothing else can be meant."""
    which = change.which
    by_words = which.words and not (which.topics or which.weekday is not None or which.repeats)
    if by_words and change.does is not Does.END:
        return False
    if (which.numbers or which.place) and (state.waits or entries_of(state.session)):
        return False
    return not state.waits and bool(fitting(state, which))


def fitting(state: State, which: Which) -> list[Reminder]:
    """The reminders that `which` names, by day; all where it names none."""
    there = list(reminders_of(state.session))
    if which.numbers:
        return [one for one in there if one.id in which.numbers]
    if which.place:
        place = len(there) if which.place == LAST_OF_ALL else which.place
        by_place = there[place - 1 : place]
        by_number = [one for one in there if one.id == place and which.place != LAST_OF_ALL]
        return list(dict.fromkeys([*by_place, *by_number]))
    found = [one for one in there if _fits(state, one, which)]
    if which.repeats is Repeats.PAYDAYS:  # what comes on paydays before what is only about a paycheck
        found = [one for one in found if _in_rhythm(one.rhythm, which)] or found
    if which.weekday is not None and len(found) > 1:  # the weekly one before one that falls on that day for once
        found = [one for one in found if one.rhythm.unit is Unit.DAYS and one.rhythm.count % _WEEK == 0] or found
    return found


def _fits(state: State, one: Reminder, which: Which) -> bool:
    if which.weekday is not None and one.day.weekday() != which.weekday:
        return False
    if which.repeats is not None and not _in_rhythm(one.rhythm, which):
        about_pay = which.repeats is Repeats.PAYDAYS and speaks_of_pay(what_for(state, one))
        if not about_pay:
            return False
    if which.day is not None and one.rhythm.day_of_month != which.day.day and not _comes_on(state, one, which.day):
        return False
    if which.topics:
        about = topics_in(what_for(state, one)) if one.purpose is Purpose.OWN else (one.purpose.value,)
        if not set(about) & set(which.topics):
            return False
    return not which.words or bool(which.words & words_in(f"{what_for(state, one)} {one.day:%B}"))


def _comes_on(state: State, one: Reminder, day: date) -> bool:
    """Whether `day` is the one of a reminder, or one of those on which it comes again."""
    return one.day == day or (one.day < day and following(one, day - timedelta(days=1), pay_schedule(state)) == day)


def _in_rhythm(rhythm: Rhythm, which: Which) -> bool:
    return rhythm.unit.value == str(which.repeats) and (which.repeats is Repeats.PAYDAYS or rhythm.count == which.count)


def those_meant(state: State, change: ReminderChange) -> list[Reminder]:
    """The reminders that a change is about, by day: those named, else the one spoken of, else all."""
    which, notes = change.which, state.session.notes
    if which.told or which.everyone:
        kept = fitting(state, change.but) if change.but is not None else []
        return [one for one in fitting(state, which) if one not in kept]
    focus = find(state.session, notes.reminder) if notes.reminder else None
    if focus is not None:
        return [focus]
    there = list(reminders_of(state.session))
    if change.does in (Does.PAUSE, Does.SKIP):
        return [one for one in there if one.rhythm != ONCE] or there
    return there

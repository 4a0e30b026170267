"""Changes of reminders that are set, told in words: which one is meant, what becomes of it, and how it is said back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from dialogue import reminding
from dialogue.reminding import (
    Paydays,
    button_of,
    line_of,
    list_all,
    press_known,
    rhythm_of,
    schedule_known,
    set_again,
    what_of,
)
from dialogue.replies import Done, Prompt, Reply
from dialogue.state import State
from flows.effects import Effect, ForgetReminder, Remind
from flows.ledger import entries_of
from flows.reminders import (
    LONGEST_ABOUT,
    ONCE,
    Purpose,
    Reminder,
    Rhythm,
    Unit,
    drop,
    find,
    following,
    from_json,
    payday_after,
    put,
    reminders_of,
    to_json,
)
from flows.screens import Screen, joined, rows_of
from flows.session import Session, note
from nlu.entities.calendar_dates import add_months, day_of_month, weekday_after
from nlu.reminders.change import Does, ReminderChange
from nlu.reminders.changes import read_reminder_change
from nlu.reminders.requests import speaks_of_pay
from nlu.reminders.topics import topics_in, words_in
from nlu.reminders.which import LAST_OF_ALL, Which, read_which
from nlu.reminders.wish import Repeats

PICK, SHIFT, CHANGE = "pick", "shift", "change"  # what a button does: names the one meant, moves it by days, asks
EARLIER_BY: Final = (1, 2, 7)  # days
_BY: Final = {"earlier": "earlier", "later": "later_by"}
_KEPT: Final = 200  # characters of words that wait
_LABEL: Final = 40  # characters of a button
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
        about_pay = which.repeats is Repeats.PAYDAYS and speaks_of_pay(what_of(state, one))
        if not about_pay:
            return False
    if which.day is not None and one.rhythm.day_of_month != which.day.day and not _comes_on(state, one, which.day):
        return False
    if which.topics:
        about = topics_in(what_of(state, one)) if one.purpose is Purpose.OWN else (one.purpose.value,)
        if not set(about) & set(which.topics):
            return False
    return not which.words or bool(which.words & words_in(f"{what_of(state, one)} {one.day:%B}"))


def _comes_on(state: State, one: Reminder, day: date) -> bool:
    """Whether `day` is the one of a reminder, or one of those on which it comes again."""
    return one.day == day or (one.day < day and following(one, day - timedelta(days=1), schedule_known(state)) == day)


def _in_rhythm(rhythm: Rhythm, which: Which) -> bool:
    return rhythm.unit.value == str(which.repeats) and (which.repeats is Repeats.PAYDAYS or rhythm.count == which.count)


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
    meant = _meant(state, change)
    if not meant:
        return _none_such(state, change.which)
    if len(meant) > 1 and not change.which.everyone and len(change.which.numbers) < 2:
        return _ask_which(state, words, meant)
    return apply(state, change, meant, words)


def _meant(state: State, change: ReminderChange) -> list[Reminder]:
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


def _ask_which(state: State, words: str, meant: Sequence[Reminder]) -> Reply:
    session = note(state.session, changing=words[:_KEPT], reminder=0, entry=None)
    lines = [line_of(state, one) for one in meant]
    buttons = [
        button_of(state, "button_reminder_pick", PICK, str(one.id), number=one.id, what=what_of(state, one)[:_LABEL])
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
    if change.wish.repeats is Repeats.PAYDAYS and schedule_known(state) is None:
        waiting = state.with_(note(state.session, wish=f"remind me {words}"[:_KEPT], wish_asked=True))
        return _about(waiting, meant[0], "remind_no_paydays", "paydays unknown", words)
    if state.session.notes.reminder_came and meant[0].rhythm != ONCE and _is_single(change):
        new = _changed(state, replace(meant[0], day=state.today, rhythm=ONCE), change)
        return set_again(state, new) if new is not None else _about(state, meant[0], "reminder_past", "past")
    later = change.which.day
    if later is not None and _is_single(change) and meant[0].rhythm != ONCE and meant[0].day < later:
        return _move_one(state, meant[0], later, change)
    return _apply_to_all(state, change, meant)


def _apply_to_all(state: State, change: ReminderChange, meant: Sequence[Reminder]) -> Reply:
    """Changes each of those that are meant, in the time zone that is told beside."""
    if change.zone:
        state = state.with_(note(state.session, zone=change.zone))
    session, lines, effects = state.session, list[str](), list[Effect]()
    for one in meant:
        new = _changed(state, one, change)
        if new is None or new == one:
            lines.append(state.domain.message("reminder_as_it_was"))
            new = one
        session = put(session, new)
        if new != one:
            effects.append(Remind(new.topic, new.day, new.at))
        lines.append(line_of(state.with_(session), new))
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
        return reminding.take_paydays(state, text, told)
    kept = reminding.take_paydays(state.with_(note(state.session, wish=None)), text, told)
    reply = apply(state.with_(kept.session), change, [one], notes.changing or "")
    screens = tuple(replace(screen, text=joined([kept.lead, screen.text])) for screen in reply.screens)
    return replace(reply, screens=screens, lead=reply.lead if screens else joined([kept.lead, reply.lead]))


def _said_as(change: ReminderChange, one: Reminder) -> str:
    """The message for what was done to `one`."""
    if change.does in (Does.PAUSE, Does.SKIP):
        return "reminder_paused" if change.does is Does.PAUSE else "reminder_skipped"
    return "reminder_moved" if change.wish.at is None and one.rhythm == ONCE and not change.once else "reminder_changed"


def _is_single(change: ReminderChange) -> bool:
    """Whether a change names one day, not another rhythm: of one that has just come, it puts off this once."""
    return change.does is Does.CHANGE and (
        bool(change.shift) or (change.wish.day is not None and change.wish.repeats is Repeats.ONCE)
    )


def _end(state: State, meant: Sequence[Reminder]) -> Reply:
    session = drop(state.session, *(one.id for one in meant))
    lines = [state.domain.message("reminder_stopped"), *(line_of(state, one) for one in meant)]
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
    lines = [state.domain.message("remind_set"), *(line_of(state.with_(session), one) for one in ended)]
    effects = [Remind(one.topic, max(one.day, state.today + timedelta(days=1)), one.at) for one in ended]
    return _focus(state, session, ended, "\n".join(lines), effects, "brought back")


def _focus(
    state: State, session: Session, meant: Sequence[Reminder], lead: str, effects: Sequence[Effect], detail: str
) -> Reply:
    spoken_of = meant[0].id if len(meant) == 1 else 0
    session = note(session, reminder=spoken_of, reminder_came=False, changing=None, entry=None, ended=())
    rows = rows_of([button_of(state, "button_reminders", "show")])
    return Reply(
        session, (Screen(lead, rows),), prompt=Prompt.OPEN, effects=tuple(effects), outcome=Done.REMINDER, detail=detail
    )


def _changed(state: State, one: Reminder, change: ReminderChange) -> Reminder | None:
    """The reminder as it is to be; None where its day would not be to come."""
    match change.does:
        case Does.SKIP:
            upcoming = following(one, max(one.day, state.today), schedule_known(state))
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


def _out_of_pause(state: State, one: Reminder, change: ReminderChange) -> Reminder:
    """A changed reminder whose day lies in its pause: the next one after it; a single day that was named counts."""
    if one.pause is None or not one.pause[0] <= one.day <= one.pause[1]:
        return one
    if _is_single(change):
        return replace(one, pause=None)
    upcoming = following(one, one.day, schedule_known(state))
    return replace(one, pause=None) if upcoming is None else replace(one, day=upcoming)


def _paused(state: State, one: Reminder, change: ReminderChange) -> Reminder | None:
    since, until = change.since or state.today, change.until or state.today
    if one.rhythm == ONCE:
        return replace(one, day=until + timedelta(days=1)) if since <= one.day <= until else None
    paused = replace(one, pause=(since, until))
    if not since <= one.day <= until:
        return paused
    upcoming = following(paused, one.day, schedule_known(state))
    return None if upcoming is None else replace(paused, day=upcoming)


def _moved(state: State, one: Reminder, change: ReminderChange) -> Reminder | None:
    wish, today = change.wish, state.today
    coming = one.day if one.day > today else today + timedelta(days=1)
    if change.once:
        return replace(one, rhythm=ONCE, day=wish.day or coming, pause=None)
    if change.shift:
        return _shifted(state, one, change.shift)
    if wish.repeats is Repeats.PAYDAYS:
        schedule = schedule_known(state)
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
        schedule, count = schedule_known(state), one.rhythm.count + days
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


def _ask_how_much(state: State, one: Reminder, direction: str) -> Reply:
    sign = -1 if direction == "earlier" else 1
    buttons = [
        button_of(state, f"button_reminder_{_BY[direction]}", SHIFT, f"{one.id}.{sign * days}", count=days)
        for days in EARLIER_BY
        if one.day + timedelta(days=sign * days) > state.today
    ]
    lead = f"{state.domain.message('reminder_how_much', direction=direction)}\n{line_of(state, one)}"
    session = note(state.session, reminder=one.id, changing=None, entry=None)
    screen = Screen(lead, rows_of(buttons))
    return Reply(session, (screen,), prompt=Prompt.NEVER, outcome=Done.REMINDER, detail="how much")


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
        return _about(state, one, "reminder_to_when", "to when")
    if word == SHIFT and one is not None and days.lstrip("-").isdigit() and abs(int(days)) in EARLIER_BY:
        change = ReminderChange(Does.CHANGE, Which(numbers=(one.id,)), shift=int(days))
        return apply(state, change, [one], "")
    return press_known(state, word, argument)


def _about(state: State, one: Reminder, name: str, detail: str, words: str | None = None) -> Reply:
    """Says something of one reminder; `words` are those of a change to which the next message may add."""
    session = note(state.session, reminder=one.id, changing=words, entry=None)
    lead = f"{state.domain.message(name)}\n{line_of(state, one)}"
    return Reply(session, lead=lead, prompt=Prompt.OPEN, outcome=Done.REMINDER, detail=detail)


def _none_such(state: State, which: Which) -> Reply:
    """Says that none is meant, and which are set."""
    if not reminders_of(state.session):
        return list_all(state)
    number = next((one for one in which.numbers if find(state.session, one) is None), 0)
    lead = state.domain.message("reminder_none_such", number=number)
    lines = [lead, *(line_of(state, one) for one in reminders_of(state.session))]
    session = note(state.session, reminder=0, changing=None)
    return Reply(session, lead="\n".join(lines), prompt=Prompt.OPEN, outcome=Done.REMINDER, detail="none such")


def _zone_note(state: State) -> str:
    """Where no time zone is known, in which one the time was taken."""
    known = state.session.notes.zone is not None or "state" in state.session.case
    return "" if known else state.domain.message("reminder_zone_unknown")


__all__ = ["apply", "fitting", "press", "take", "wanted"]

"""Reminders: asked for in words or agreed to, listed, moved, ended, and what happens when one comes due.

Nothing is set that was not asked for. `flows.reminders` keeps them; the store wakes the chat by their topics.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from html import escape
from typing import Any, Final

from content.templates import money, said_date, said_nth, said_time
from core.paychecks import PaySchedule
from core.roth_ira import ira_contributions_until
from core.sixty_days import last_day_to_put_in
from dialogue.facts import facts_of, read_facts
from dialogue.ledger.saying import words_of
from dialogue.ledger.sums import room_left
from dialogue.menus import flow_button, menu_row, resume_row, waiting_flows
from dialogue.replies import Done, Prompt, Reply, acknowledge, start_flow
from dialogue.state import State
from flows import payloads
from flows.definitions.year_end import schedule_of
from flows.effects import Effect, ForgetReminder, Remind
from flows.household.plan import MINE, PlanId
from flows.household.words import plan_name
from flows.ledger import entries_of, unconverted
from flows.ledger import find as find_entry
from flows.reminders import (
    ONCE,
    Purpose,
    Reminder,
    Rhythm,
    Unit,
    add,
    by_topic,
    drop,
    find,
    following,
    payday_after,
    put,
    reminders_of,
)
from flows.screens import Attachment, Button, Rows, Screen, joined, rows_of
from flows.session import Fact, Session, learn, note, to_plan
from flows.year_dates import DAYS_BEFORE, YearDate, dated, forms_due, last_change, year_dates
from nlu.entities.time_zone import zone_beside_time
from nlu.movements.days import read_day
from nlu.reminders.paydays import payday_beside
from nlu.reminders.reading import read_reminder, read_when
from nlu.reminders.requests import reminds_others
from nlu.reminders.several import read_reminders
from nlu.reminders.topics import says_more_than_topic, topics_in
from nlu.reminders.wish import Anchor, ReminderWish, Repeats

OF_NO_PLAN: Final = frozenset({Purpose.FORMS, Purpose.RETURN})  # the return is one for all plans
OF_THEIR_DAY: Final = frozenset({Purpose.RETURN, Purpose.FORMS})
NOT_BY_WORDS: Final = frozenset({Purpose.SIXTY_DAYS, Purpose.LAST_PAYDAY})  # their day has to be worked out
OF_FLOWS: Final = ("guide", "provider")  # flows that come back by themselves after "later"
ARRIVES_AFTER: Final = 7  # days after which a conversion should be seen in the account
LONGEST_WISH: Final = 200  # characters
JUST_PASSED: Final = 31  # days
LATER_DAYS: Final = (1, 3, 7)
FORGOTTEN_AFTER: Final = 45  # days after which one that came and was never answered is dropped
_ANCHORED: Final = {
    Anchor.LAST_PAYCHECK: Purpose.LAST_PAYDAY,
    Anchor.SIXTY_DAYS: Purpose.SIXTY_DAYS,
    Anchor.FORMS: Purpose.FORMS,
    Anchor.TAX_DAY: Purpose.RETURN,
    Anchor.YEAR_CHECK: Purpose.YEAR_CHECK,
}


def wish(state: State, text: str, when: str = "") -> Reply:
    """Sets the reminder that `text` asks for, or asks what is missing to know its day; `when` was told apart."""
    reply = _wished(state, text, when)
    if reply.outcome is not Done.REMIND_SET or not reminds_others(text):
        return reply
    only_here = state.domain.message("remind_only_here")
    return replace(reply, screens=tuple(replace(one, text=f"{one.text}\n{only_here}") for one in reply.screens))


def _wished(state: State, text: str, when: str) -> Reply:
    if (zone := zone_beside_time(text)) is not None:
        state = state.with_(note(state.session, zone=zone[0]))
        text = f"{text[: zone[1]]}{text[zone[2] :]}"
    several = () if when else read_reminders(text, state.today)
    if several:
        return _set(state, [_reminder(_of_open_flow(state, one, text), text) for one in several if one.day is not None])
    wanted = read_reminder(text, state.today)
    if when:
        wanted = replace(read_when(when, state.today), about=wanted.about)
    if wanted.anchor:
        return _anchored(state, wanted.anchor, text)
    if _forms_of_january(wanted, state.today):
        return _anchored(state, Anchor.FORMS, text)
    if (known := _day_of_year(state, wanted, text)) is not None:
        return _set(state, [Reminder(0, known.purpose, known.day, at=wanted.at)])
    wanted = _of_open_flow(state, wanted, text)
    purpose, about = _purpose_of(wanted, text)
    if wanted.repeats is Repeats.PAYDAYS:
        schedule = _schedule(state)
        if schedule is None:
            return _without_paydays(state, text)
        first = payday_after(schedule, state.today, wanted.count)
        if first is None:
            return _without_paydays(state, text)
        rhythm = ONCE if wanted.once else Rhythm(Unit.PAYDAYS, wanted.count)
        return _set(state, [Reminder(0, purpose, first, rhythm, about, at=wanted.at)])
    if wanted.day is None:
        return _ask_when(state, text)
    if _has_just_passed(wanted, text, state.today):
        return _ask_when(state, text, state.domain.message("remind_has_passed", day=said_date(wanted.day)))
    return _set(state, [_reminder(wanted, text)])


def _has_just_passed(wanted: ReminderWish, text: str, today: date) -> bool:
    """Whether the day is a year away only because it has just been, so that another may be meant."""
    if wanted.day is None or wanted.repeats is not Repeats.ONCE or str(wanted.day.year) in text:
        return False
    return (today + timedelta(days=365) - wanted.day).days <= JUST_PASSED and (wanted.day - today).days < 365 + 2


def _forms_of_january(wanted: ReminderWish, today: date) -> bool:
    """Whether the form of the year is meant, for a January in which no day was named."""
    in_january = wanted.day == date(today.year + 1, 1, 2) and wanted.repeats is Repeats.ONCE
    return in_january and "forms" in topics_in(wanted.about) and not says_more_than_topic(wanted.about)


def _day_of_year(state: State, wanted: ReminderWish, text: str) -> YearDate | None:
    """The day of the tax calendar that was named with nothing to do on it: "don't let me forget April 15"."""
    if wanted.about or wanted.day is None or wanted.repeats is not Repeats.ONCE or topics_in(text):
        return None
    return next((one for one in _year(state) if one.day == wanted.day and one.purpose in OF_THEIR_DAY), None)


def _of_open_flow(state: State, wanted: ReminderWish, text: str) -> ReminderWish:
    """The wish, about the flow that is open where nothing else is said to be done."""
    if wanted.about or topics_in(text) or state.frame is None or wanted.repeats is Repeats.PAYDAYS:
        return wanted  # after each payday there is money to convert
    return replace(wanted, about=state.domain.title(state.frame.flow))


def _reminder(wanted: ReminderWish, text: str) -> Reminder:
    """The reminder of a wish that names its first day."""
    day = wanted.day or date.max
    purpose, about = _purpose_of(wanted, text)
    return Reminder(0, purpose, day, rhythm_of(wanted, day), about, at=wanted.at)


def rhythm_of(wanted: ReminderWish, day: date) -> Rhythm:
    """How a reminder whose first day is `day` comes again as it is wanted."""
    if not wanted.count:
        return ONCE
    numbered = wanted.repeats is Repeats.MONTHS and not wanted.place
    day_of_month = (wanted.day_of_month or day.day) if numbered else 0
    return Rhythm(Unit(wanted.repeats.value), wanted.count, day_of_month, wanted.place, wanted.workday)


def _purpose_of(wanted: ReminderWish, text: str) -> tuple[Purpose, str]:
    """What the reminder is for; where more was said than the name of it, the person's own words."""
    purpose = _purpose(wanted.about or text)
    if purpose in OF_THEIR_DAY and wanted.day is not None and wanted.about:
        purpose = Purpose.OWN  # what is said on that day of the year would be untrue on another
    if wanted.about and says_more_than_topic(wanted.about):
        purpose = Purpose.OWN
    if purpose is Purpose.OWN and not wanted.about:
        purpose = Purpose.CONVERT
    return purpose, wanted.about if purpose is Purpose.OWN else ""


@dataclass(frozen=True, slots=True)
class Paydays:
    """What was told of the paydays: how often pay comes, None where that is known, and one payday."""

    frequency: Fact | None
    day: date | None


def take_paydays(state: State, text: str, told: Paydays) -> Reply:
    """Keeps how pay comes, says it back, and sets the reminder that waited for it."""
    day = None if told.day is None else Fact(told.day.isoformat(), text[:80], state.today)
    facts = {slot: one for slot, one in (("pay_frequency", told.frequency), ("known_payday", day)) if one is not None}
    lead = acknowledge(state, facts)
    waited = state.session.notes.wish
    state = state.with_(note(learn(state.session, facts), wish=None))
    if waited is None:
        return Reply(state.session, lead=lead, prompt=Prompt.OPEN, outcome=Done.NOTED, took=True)
    reply = wish(state, waited)
    screens = tuple(replace(screen, text=joined([lead, screen.text])) for screen in reply.screens[:1])
    return replace(reply, screens=screens) if screens else replace(reply, lead=joined([lead, reply.lead]))


def _without_paydays(state: State, text: str) -> Reply:
    """Takes the paydays that the wish tells itself, or asks for them and keeps the wish until they are told."""
    frequency = facts_of(state, text, read_facts(state, text).slots).get("pay_frequency")
    day = payday_beside(text, state.today)
    if frequency is not None and day is not None and "known_payday" not in state.session.case:
        waits = state.with_(note(state.session, wish=text[:LONGEST_WISH]))
        return take_paydays(waits, text, Paydays(frequency, day))
    kept = state.with_(note(state.session, wish=text[:LONGEST_WISH], wish_asked=True))
    return _said(kept, "remind_no_paydays", "remind paydays unknown")


def _ask_when(state: State, text: str, lead: str = "") -> Reply:
    """Asks for the day, and keeps the wish for the next message; `lead` says why, where more is to be said."""
    asked = note(state.session, when_for=text[:LONGEST_WISH])
    only_here = state.domain.message("remind_only_here") if reminds_others(text) else ""
    return Reply(
        asked,
        lead="\n".join(filter(None, [only_here, lead or state.domain.message("remind_when")])),
        prompt=Prompt.OPEN,
        outcome=Done.REMIND_WHEN,
        detail="remind when",
    )


def _anchored(state: State, anchor: Anchor, text: str) -> Reply:
    purpose = _ANCHORED[anchor]
    if purpose is Purpose.SIXTY_DAYS:
        received = read_day(text, state.today)
        if received is None:
            return _said(state, "remind_no_check_day", "remind check day unknown")
        days = list(dated(purpose, last_day_to_put_in(received), state.today))
        if not days:
            values = {"day": said_date(last_day_to_put_in(received))}
            return _said(state, "remind_sixty_over", "remind sixty over", **values)
    elif purpose is Purpose.LAST_PAYDAY:
        schedule = _schedule(state)
        if schedule is None:
            return _without_paydays(state, text)
        last = last_change(schedule, state.today, _lead(state))
        if last is None:
            return _said(state, "remind_year_over", "remind year over")
        days = list(dated(purpose, last, state.today))[:1]
    else:
        days = [one for one in _year(state) if one.purpose is purpose]
    if not days:
        return _ask_when(state, text)
    return _set(state, [Reminder(0, one.purpose, one.reminded) for one in days])


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
    return _set(state, [Reminder(0, Purpose.ARRIVED, day, entry=number)])


def year(state: State) -> Reply:
    """Sets the reminders for each of the year's days that are still to come; what is there already stays as it is."""
    return _set(state, [Reminder(0, one.purpose, one.reminded) for one in _year(state)])


def _set(state: State, wanted: Iterable[Reminder]) -> Reply:
    session, effects, lines = _pruned(state), list[Effect](), list[str]()
    last: Reminder | None = None
    for new in wanted:
        try:
            session, made = add(session, _in_plan(state, new))
        except ValueError:
            lines.append(state.domain.message("remind_full"))
            break
        effects.append(Remind(made.topic, made.day, made.at))
        lines.append(_line(state.with_(session), made))
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
    rows = rows_of([_button(state, "button_reminders", "show"), _button(state, "button_calendar", "calendar")])
    screen = Screen(lead, rows)
    return Reply(session, (screen,), prompt=Prompt.OPEN, effects=tuple(effects), outcome=Done.REMIND_SET)


def _in_plan(state: State, new: Reminder) -> Reminder:
    """The reminder as one of the open plan, where there are several and it is of one of them.

    Own words told while one's own plan is open may be of anything.
    """
    household = state.session.household
    of_anything = new.purpose in OF_NO_PLAN or (new.purpose is Purpose.OWN and household.open == MINE)
    if new.plan or not household.several or of_anything:
        return new
    return replace(new, plan=str(household.open))


def plan_of(state: State, one: Reminder) -> PlanId | None:
    """The plan that a reminder is of; None where it is of none, or that is no longer there."""
    household = state.session.household
    plans = {str(plan): plan for plan in (*household.plans, household.open)}
    return plans.get(one.plan) if household.several else None


def end_all(state: State) -> Reply:
    """Ends all reminders and says how to come back."""
    topics = (*(one.topic for one in reminders_of(state.session)), *OF_FLOWS)
    session = note(state.session, reminders=None)
    effects = tuple(ForgetReminder(topic) for topic in dict.fromkeys(topics))
    return Reply(
        session,
        lead=state.domain.message("reminders_ended"),
        prompt=Prompt.OPEN,
        effects=effects,
        outcome=Done.UNSUBSCRIBE,
    )


def list_all(state: State) -> Reply:
    """The reminders that are set, by day, with the ways to change them, and what else could be set."""
    there = reminders_of(state.session)
    lines = [_line(state, one) for one in there]
    waiting = waiting_flows(state)
    parts = [state.domain.message("reminders_listed" if lines else "reminders_none"), *lines]
    if lines:
        parts.append(state.domain.message("reminders_how"))
    ahead = [one for one in _year(state) if not any(_covers(each, one) for each in there)]
    if ahead:
        early = {(one.purpose, one.day): said_date(one.reminded) for one in ahead if one.day != one.reminded}
        offered = [state.domain.message("reminder_offered", day=said_date(one.day), what=_what(state, one.purpose),
                                        early=early.get((one.purpose, one.day), ""))
                   for one in ahead if one.day == one.reminded]  # fmt: skip
        parts += [state.domain.message("reminders_offer"), *offered]
    if waiting:
        titles = ", ".join(f"“{state.domain.title(one)}”" for one in waiting)
        parts.append(state.domain.message("flows_waiting", titles=titles))
    buttons = [
        _button(state, f"button_reminder_{word}", word, str(one.id), number=one.id)
        for one in there[:6]
        for word in ("change", "stop")
    ]
    others = [_button(state, "button_reminders_year", "year")] if ahead else []
    others.append(_button(state, "button_calendar", "calendar"))
    if there:
        others.append(_button(state, "button_reminders_end", "end"))
    back: Rows = tuple(row for one in waiting for row in resume_row(state, one))
    rows: Rows = (*rows_of(buttons), *rows_of(others), *back, *menu_row(state))
    session = note(state.session, reminder=0, reminder_came=False, changing=None, entry=None)
    return Reply(session, (Screen("\n".join(parts), rows),), prompt=Prompt.OPEN, outcome=Done.REMINDERS_LISTED)


def press_known(state: State, word: str, argument: str) -> Reply:
    """What a button of a reminder does."""
    match word:
        case "show":
            return list_all(state)
        case "year":
            return year(state)
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


def remind(state: State, topic: str) -> Reply:
    """Says what was to be remembered and what to do, with done, later and stop."""
    one = by_topic(state.session, topic)
    if one is None:
        return ignore(state)
    session, effects = state.session, tuple[Effect, ...]()
    upcoming = following(one, state.today, _schedule(state))
    if upcoming is not None:
        session, effects = put(session, replace(one, day=upcoming)), (Remind(one.topic, upcoming, one.at),)
    session = note(session, reminder=one.id, reminder_came=True, changing=None, entry=None)
    plan = plan_of(state, one)
    there = state if plan is None else state.with_(to_plan(state.session, plan))
    text = "\n\n".join(filter(None, [_due(there, one), _next_words(state, upcoming)]))
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
        _button(state, done, "done", number),
        _button(state, "button_reminder_later", "later", number),
        _button(state, "button_reminder_end", "stop", number),
    ]
    onward = ((flow_button(state, flow),),) if flow in state.domain.flows else ()
    return (tuple(ways), *onward)


def _done(state: State, one: Reminder) -> Reply:
    again = one.day > state.today and one.rhythm != ONCE
    session = state.session if again else drop(state.session, one.id)
    effects = () if again else (ForgetReminder(one.topic),)
    lead = " ".join(
        filter(None, [state.domain.message("reminder_done"), _next_words(state, one.day if again else None)])
    )
    return Reply(session, lead=lead, prompt=Prompt.OPEN, effects=effects, outcome=Done.REMINDER, detail="done")


def take_arrival(state: State) -> Reply:
    """Ends the reminder to look whether a conversion arrived, and says that nothing is left to do for it."""
    waited = [one for one in reminders_of(state.session) if one.purpose is Purpose.ARRIVED]
    session = drop(state.session, *(one.id for one in waited)) if waited else state.session
    effects = tuple(ForgetReminder(one.topic) for one in waited)
    lead = state.domain.message("arrived_noted", next=state.today.year + 1)
    return Reply(session, lead=lead, prompt=Prompt.OPEN, effects=effects, outcome=Done.REMINDER, detail="arrived")


def _later(state: State, one: Reminder) -> Reply:
    buttons = [_button(state, f"button_in_{days}", "move", f"{one.id}.{days}") for days in LATER_DAYS]
    screen = Screen(state.domain.message("reminder_later"), rows_of(buttons))
    return Reply(state.session, (screen,), prompt=Prompt.NEVER, outcome=Done.REMINDER, detail="later")


def _move(state: State, one: Reminder, day: date, *, copy: bool = False) -> Reply:
    """Moves a reminder; one that comes again keeps its rhythm, and with `copy` comes once more in between."""
    if copy and one.rhythm != ONCE:
        return _set(state, [replace(one, id=0, day=day, rhythm=ONCE, topic="")])
    rhythm = (
        replace(one.rhythm, day_of_month=day.day, place=0, workday=False)
        if one.rhythm.unit is Unit.MONTHS
        else one.rhythm
    )
    moved = replace(one, day=day, rhythm=rhythm)
    session = put(state.session, moved)
    lead = f"{state.domain.message('reminder_moved')}\n{_line(state.with_(session), moved)}"
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
    lead = f"{state.domain.message('reminder_stopped')}\n{_line(state, one)}"
    return Reply(
        session,
        lead=lead,
        prompt=Prompt.OPEN,
        effects=(ForgetReminder(one.topic),),
        outcome=Done.REMINDER,
        detail="stopped",
    )


def set_zone(state: State, zone: str) -> Reply:
    """Keeps the time zone that was named; what is set comes in the morning of it."""
    session = note(state.session, zone=zone)
    effects = tuple(Remind(one.topic, one.day, one.at) for one in reminders_of(session) if one.day > state.today)
    lead = state.domain.message("zone_set", zone=state.domain.button(f"zone_{zone.rpartition('/')[2].lower()}"))
    return Reply(session, lead=lead, prompt=Prompt.OPEN, effects=effects, outcome=Done.ZONE_SET)


def calendar(state: State) -> Reply:
    """All dates as a calendar file: what is set, and the year's days, for people who want no messages too."""
    events = list(_events(state))
    if not events:
        return _said(state, "calendar_empty", "calendar empty")
    data = {"made_on": state.today.isoformat(), "name": state.domain.button("calendar_name"), "events": events}
    screen = Screen(
        state.domain.message("calendar_ready", count=len(events)),
        menu_row(state),
        attachment=Attachment("calendar", "mega-backdoor-roth.ics", data),
    )
    return Reply(state.session, (screen,), prompt=Prompt.OPEN, outcome=Done.CALENDAR)


def _events(state: State) -> Iterable[dict[str, Any]]:
    there = reminders_of(state.session)
    schedule = _schedule(state)
    for one in there:
        for day in _days(one, state.today, schedule):
            yield _event(state, f"{one.purpose.value}-{one.id}", day, one)
    for ahead in _year(state):
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
        "title": f"{state.domain.button('calendar_title')}: {_plain_what(state, one)}{_whose(state, one)}",
        "text": state.domain.button(f"reminder_todo_{one.purpose.value}"),
        "at": one.at,
    }


# Words.


def _due(state: State, one: Reminder) -> str:
    entries = entries_of(state.session)
    waiting = unconverted(entries, state.today.year)
    room = room_left(state, state.session)
    entry = find_entry(state.session, one.entry) if one.entry else None
    schedule = _schedule(state)
    last = last_change(schedule, state.today, _lead(state)) if schedule is not None else None
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


def _next_words(state: State, day: date | None) -> str:
    return "" if day is None else state.domain.message("reminder_next", day=said_date(day))


def _line(state: State, one: Reminder) -> str:
    return state.domain.message(
        "reminder_line",
        number=one.id,
        day=said_date(one.day),
        what=escape(_plain_what(state, one) + _whose(state, one), quote=False),
        rhythm=_rhythm(state, one),
        came=one.day < state.today or (one.day == state.today and one.at is None),  # a time of today may be ahead
        at=said_time(one.at) if one.at is not None else "",
        paused=_paused(one, state.today),
    )


def _rhythm(state: State, one: Reminder) -> str:
    rhythm = one.rhythm
    if rhythm.unit is Unit.ONCE:
        return ""
    nth = rhythm.day_of_month or one.day.day
    values = {
        "count": rhythm.count, "weekday": f"{one.day:%A}", "nth": nth, "nth_said": said_nth(nth), "place": rhythm.place,
        "workday": rhythm.workday,
        "place_said": said_nth(rhythm.place) if rhythm.place > 0 else "",
    }  # fmt: skip
    return state.domain.button(f"reminder_every_{rhythm.unit.value}", **values)


def _paused(one: Reminder, today: date) -> str:
    """The pause that is still to come, in words; "" where there is none, or its days are passed over already."""
    if one.pause is None or one.pause[1] <= today or one.pause[1] < one.day:
        return ""
    return f"{said_date(one.pause[0])} – {said_date(one.pause[1])}"


def _what(state: State, purpose: Purpose) -> str:
    return state.domain.button(f"reminder_for_{purpose.value}")


def _plain_what(state: State, one: Reminder) -> str:
    return one.about if one.purpose is Purpose.OWN and one.about else _what(state, one.purpose)


def _whose(state: State, one: Reminder) -> str:
    """The name of the plan that a reminder is of, to be put behind what it is for; "" where it is of none."""
    plan = plan_of(state, one)
    return f" ({plan_name(state.domain.library, state.session.household, plan)})" if plan is not None else ""


def _purpose(text: str) -> Purpose:
    return next((Purpose(name) for name in topics_in(text) if name not in NOT_BY_WORDS), Purpose.OWN)


# What is known.


def _schedule(state: State) -> PaySchedule | None:
    return schedule_of(state.known)


def _lead(state: State) -> int:
    return state.known.whole("lead_days", 0) or 0


def _year(state: State) -> tuple[YearDate, ...]:
    return year_dates(state.today, _schedule(state), _lead(state))


def _covers(one: Reminder, ahead: YearDate) -> bool:
    return one.purpose is ahead.purpose and one.day in (ahead.day, ahead.reminded)


def _pruned(state: State) -> Session:
    """The session without reminders that came long ago and were never answered."""
    old = [
        one.id
        for one in reminders_of(state.session)
        if one.rhythm == ONCE and (state.today - one.day).days > FORGOTTEN_AFTER
    ]
    return drop(state.session, *old) if old else state.session


def _said(state: State, name: str, detail: str, **values: Any) -> Reply:
    return Reply(
        state.session,
        lead=state.domain.message(name, **values),
        prompt=Prompt.OPEN,
        outcome=Done.REMINDER,
        detail=detail,
    )


def _button(state: State, name: str, word: str, argument: str = "0", **values: Any) -> Button:
    return Button(state.domain.button(name, **values), payloads.make(payloads.REMINDER, word, argument))


# What changes of reminders need.

line_of, button_of, what_of, schedule_known = _line, _button, _plain_what, _schedule


def set_again(state: State, one: Reminder) -> Reply:
    """Sets a reminder that is set already once more, for one day."""
    return _set(state, [replace(one, id=0, topic="", pause=None)])

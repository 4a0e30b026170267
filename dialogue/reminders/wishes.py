"""Reminders that are asked for in words, and what is missing to set one. Nothing is set that was not asked for."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from content.templates import said_date
from core.sixty_days import last_day_to_put_in
from dialogue.facts import facts_of, read_facts
from dialogue.reminders.dates import days_of_year, lead_days, pay_schedule
from dialogue.reminders.setting import set_all
from dialogue.reminders.words import say
from dialogue.replies import Done, Prompt, Reply, acknowledge
from dialogue.state import State
from flows.reminders import ONCE, Purpose, Reminder, Rhythm, Unit, payday_after
from flows.screens import joined
from flows.session import Fact, learn, note
from flows.year_dates import YearDate, dated, last_change
from nlu.entities.time_zone import zone_beside_time
from nlu.movements.days import read_day
from nlu.reminders.paydays import payday_beside
from nlu.reminders.reading import read_reminder, read_when
from nlu.reminders.requests import reminds_others
from nlu.reminders.several import read_reminders
from nlu.reminders.topics import says_more_than_topic, topics_in
from nlu.reminders.wish import Anchor, ReminderWish, Repeats

OF_THEIR_DAY: Final = frozenset({Purpose.RETURN, Purpose.FORMS})

NOT_BY_WORDS: Final = frozenset({Purpose.SIXTY_DAYS, Purpose.LAST_PAYDAY})  # their day has to be worked out

LONGEST_WISH: Final = 200  # characters

JUST_PASSED: Final = 31  # days

_ANCHORED: Final = {
    Anchor.LAST_PAYCHECK: Purpose.LAST_PAYDAY,
    Anchor.SIXTY_DAYS: Purpose.SIXTY_DAYS,
    Anchor.FORMS: Purpose.FORMS,
    Anchor.TAX_DAY: Purpose.RETURN,
    Anchor.YEAR_CHECK: Purpose.YEAR_CHECK,
}


@dataclass(frozen=True, slots=True)
class Paydays:
    """What was told of the paydays: how often pay comes, None where that is known, and one payday."""

    frequency: Fact | None
    day: date | None


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
        return set_all(
            state, [_reminder(_of_open_flow(state, one, text), text) for one in several if one.day is not None]
        )
    wanted = read_reminder(text, state.today)
    if when:
        wanted = replace(read_when(when, state.today), about=wanted.about)
    if wanted.anchor:
        return _anchored(state, wanted.anchor, text)
    if _forms_of_january(wanted, state.today):
        return _anchored(state, Anchor.FORMS, text)
    if (known := _day_of_year(state, wanted, text)) is not None:
        return set_all(state, [Reminder(0, known.purpose, known.day, at=wanted.at)])
    wanted = _of_open_flow(state, wanted, text)
    purpose, about = _purpose_of(wanted, text)
    if wanted.repeats is Repeats.PAYDAYS:
        schedule = pay_schedule(state)
        if schedule is None:
            return _without_paydays(state, text)
        first = payday_after(schedule, state.today, wanted.count)
        if first is None:
            return _without_paydays(state, text)
        rhythm = ONCE if wanted.once else Rhythm(Unit.PAYDAYS, wanted.count)
        return set_all(state, [Reminder(0, purpose, first, rhythm, about, at=wanted.at)])
    if wanted.day is None:
        return _ask_when(state, text)
    if _has_just_passed(wanted, text, state.today):
        return _ask_when(state, text, state.domain.message("remind_has_passed", day=said_date(wanted.day)))
    return set_all(state, [_reminder(wanted, text)])


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
    return next((one for one in days_of_year(state) if one.day == wanted.day and one.purpose in OF_THEIR_DAY), None)


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


def _purpose(text: str) -> Purpose:
    return next((Purpose(name) for name in topics_in(text) if name not in NOT_BY_WORDS), Purpose.OWN)


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
    return say(kept, "remind_no_paydays", "remind paydays unknown")


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
            return say(state, "remind_no_check_day", "remind check day unknown")
        days = list(dated(purpose, last_day_to_put_in(received), state.today))
        if not days:
            values = {"day": said_date(last_day_to_put_in(received))}
            return say(state, "remind_sixty_over", "remind sixty over", **values)
    elif purpose is Purpose.LAST_PAYDAY:
        schedule = pay_schedule(state)
        if schedule is None:
            return _without_paydays(state, text)
        last = last_change(schedule, state.today, lead_days(state))
        if last is None:
            return say(state, "remind_year_over", "remind year over")
        days = list(dated(purpose, last, state.today))[:1]
    else:
        days = [one for one in days_of_year(state) if one.purpose is purpose]
    if not days:
        return _ask_when(state, text)
    return set_all(state, [Reminder(0, one.purpose, one.reminded) for one in days])

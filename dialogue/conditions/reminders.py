"""When reminders are wanted, listed, changed or ended, or one comes due; and what they need to know their days."""

import re

from dialogue.conditions.acts import MAYBE, SURE
from dialogue.events import ReminderDue
from dialogue.facts import facts_of
from dialogue.heard import Command, Heard
from dialogue.reminding import Paydays
from flows import payloads
from flows.reminders import by_topic, reminders_of
from nlu.acts import ActKind
from nlu.entities.time_zone import read_time_zone
from nlu.reminders import ReminderEdit, read_payday, read_reminder_edit

LONG_EDIT = 14  # words; more is no order about one reminder
_REMIND = re.compile(r"\b(?:remind me|ping me|nudge me|set (?:a|me a|up a) reminder)\b", re.IGNORECASE)
_REMINDING = re.compile(
    r"\b(?:remind\w*|ping|nudge|alert|alarm|notif\w+|calendar|message me|text me|tell me)\b", re.IGNORECASE
)
_NO_MORE = re.compile(
    r"(?:please )?(?:unsubscribe|don'?t (?:remind|message|ping|text) me|no more (?:reminders|messages)|"
    r"stop (?:reminding|messaging|texting|pinging|sending)\b.*)"
)
_STOP = frozenset({"stop", "stop it", "stop all", "stop them all"})
_CALENDAR = re.compile(
    r"\b(?:calendar file|ics|ical|icalendar)\b|\b(?:add|put|export|download|send|get|give|save)\b.*\bcalendar\b"
)


def reminder_wanted(heard: Heard) -> bool:
    """A reminder is wanted."""
    if heard.long:
        return False
    act = heard.act(ActKind.COMMAND, MAYBE)
    if heard.waits and _REMINDING.search(heard.text) is None:
        return False  # "every other Friday" is an answer; "later" pauses a flow that comes back by itself
    named = _REMIND.search(heard.text) is not None and heard.act(ActKind.START, SURE) is None
    return (act is not None and act.target == "remind") or (named and not reminders_ended(heard) and not heard.question)


def reminders_ended(heard: Heard) -> bool:
    """No more reminders, or no more messages at all, are wanted."""
    act = heard.act(ActKind.COMMAND, MAYBE)
    return (act is not None and act.target == "unsubscribe") or _NO_MORE.match(heard.said) is not None


def stopped(heard: Heard) -> bool:
    """A bare "stop" while no question is open and reminders are set: it ends them."""
    open_question = heard.waits or heard.state.session.pending is not None
    return heard.said in _STOP and not open_question and bool(reminders_of(heard.state.session))


def reminders_listed(heard: Heard) -> bool:
    """The reminders that are set are wanted."""
    act = heard.act(ActKind.START, MAYBE)
    return act is not None and act.target == "reminders"


def by_command(heard: Heard) -> Command | None:
    """/reminders."""
    return heard.command if heard.command is not None and heard.command.name == "reminders" else None


def calendar_by_command(heard: Heard) -> Command | None:
    """/calendar."""
    return heard.command if heard.command is not None and heard.command.name == "calendar" else None


def calendar_wanted(heard: Heard) -> bool:
    """The dates are wanted as a calendar file."""
    return heard.words <= LONG_EDIT and _CALENDAR.search(heard.said) is not None and not heard.waits


def edit(heard: Heard) -> ReminderEdit | None:
    """A reminder, named by its number to be ended or moved."""
    if heard.words > LONG_EDIT or not reminders_of(heard.state.session):
        return None
    return read_reminder_edit(heard.text, heard.state.today)


def zone_told(heard: Heard) -> str | None:
    """The time zone that the person is in, and nothing else."""
    return None if heard.waits or heard.words > LONG_EDIT else read_time_zone(heard.said)


def paydays_told(heard: Heard) -> Paydays | None:
    """How pay comes and a payday, told out of the blue or because a reminder needs it; and nothing else."""
    if heard.waits or heard.question or heard.words > LONG_EDIT or not heard.message.slots.keys() <= {"pay_frequency"}:
        return None
    wanted = heard.state.session.notes.wish is not None
    told = facts_of(heard.state, heard.text, heard.message.slots).get("pay_frequency")
    if told is None and not (wanted and "pay_frequency" in heard.state.session.case):
        return None
    day = read_payday(heard.text, heard.state.today)
    return Paydays(told, day) if day is not None or (wanted and told is not None) else None


def button(heard: Heard) -> tuple[str, str] | None:
    """A button of a reminder or of their list: what it does, and what it carries."""
    pressed = heard.button
    known = pressed is not None and pressed.kind == payloads.REMINDER
    return (pressed.arguments[0], pressed.arguments[1]) if known and pressed is not None else None


def is_set(heard: Heard) -> str | None:
    """One that was asked for: its topic."""
    topic = due(heard)
    return topic if topic is not None and by_topic(heard.state.session, topic) is not None else None


def no_flow(heard: Heard) -> bool:
    """One of a flow that is no longer there, or that was ended meanwhile."""
    return due(heard) not in heard.state.domain.flows


def elsewhere(heard: Heard) -> str | None:
    """A question of another flow is open; its answer must not fall into the one that is remembered."""
    state, topic = heard.state, due(heard)
    if topic is None or not state.waits or state.frame is None:
        return None
    return topic if state.frame.flow != topic else None


def due(heard: Heard) -> str | None:
    """Any other reminder: its topic."""
    return heard.event.topic if isinstance(heard.event, ReminderDue) else None

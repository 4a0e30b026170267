"""When reminders are wanted, listed, changed or ended, or one comes due; and what they need to know their days."""

import re

from dialogue.conditions.acts import MAYBE, SURE
from dialogue.events import ReminderDue
from dialogue.facts import facts_of
from dialogue.heard import Command, Heard
from dialogue.reminders.which import wanted
from dialogue.reminders.wishes import Paydays
from flows import payloads
from flows.ledger import entries_of
from flows.reminders import Purpose, by_topic, reminders_of
from flows.session import PendingKind
from nlu.acts import ActKind
from nlu.entities.time_zone import read_time_zone
from nlu.entry_edits import asks_back, asks_to_undo
from nlu.intentions import is_yet_to_come
from nlu.movements.amounts import has_main_amount
from nlu.reminders.change import ReminderChange
from nlu.reminders.paydays import read_payday, read_payday_alone
from nlu.reminders.reading import names_when, read_when
from nlu.reminders.requests import (
    STOP,
    asks_about_days,
    asks_for_another,
    asks_for_calendar,
    asks_to_be_reminded,
    asks_to_be_told,
    ends_reminders,
    ends_them_all,
    lists_what_is_set,
    speaks_of_pay,
    speaks_of_reminding,
    tells_of_arrival,
    tells_when_something_is,
)
from nlu.reminders.which import Which
from nlu.reminders.wish import Repeats

LONGEST_WISH = 300  # characters; what is longer tells a story
LONG_EDIT = 14  # words; more is no order about one reminder


def reminder_wanted(heard: Heard) -> bool:
    """A reminder is wanted."""
    if heard.long:
        return False
    act = heard.act(ActKind.COMMAND, MAYBE)
    if heard.waits and not speaks_of_reminding(heard.text):
        return False  # "every other Friday" is an answer; "later" pauses a flow that comes back by itself
    if has_main_amount(heard.text) and is_yet_to_come(heard.text) and not speaks_of_reminding(heard.text):
        return False  # "500 is coming with the next check" tells of money
    if _only_tells(heard) or asks_about_days(heard.text):
        return False  # "what's tomorrow?" sets none
    if reminders_of(heard.state.session) and speaks_of_pay(heard.text) and not speaks_of_reminding(heard.text):
        return False  # "wrong Friday, I'm paid on the 4th" sets none beside those that are set
    named = asks_to_be_reminded(heard.text) and heard.act(ActKind.START, SURE) is None
    return (act is not None and act.target == "remind") or (named and not reminders_ended(heard) and not heard.question)


def reminder_in_so_many_words(heard: Heard) -> bool:
    """A reminder is asked for by name and with its day or rhythm, so that its numbers and facts are its own."""
    if len(heard.text) > LONGEST_WISH or heard.command is not None or ends_reminders(heard.said):
        return False
    by_name, asked_back = asks_to_be_reminded(heard.text), heard.state.session.pending is not None
    if asked_back and not by_name:
        return False
    if by_name or (_spoken_of(heard) and asks_for_another(heard.text)):
        return not heard.question and names_when(heard.text, heard.state.today)
    to_be_told = asks_to_be_told(heard.text)
    if "?" in heard.text or not (to_be_told or _sounds_likeliest(heard)):
        return False
    return names_when(heard.text, heard.state.today) and (to_be_told or _likeliest(heard))


def _only_tells(heard: Heard) -> bool:
    """ "I turn 50 on December 31", "open enrollment closes on December 12": they want nothing."""
    told = "age" in heard.message.slots or tells_when_something_is(heard.said)
    return told and not speaks_of_reminding(heard.text)


def _sounds_likeliest(heard: Heard) -> bool:
    """Whether the words may be `_likeliest` at all: this is known before their day is read."""
    if heard.waits and not speaks_of_reminding(heard.text):
        return False
    likeliest = heard.likeliest
    return likeliest is not None and likeliest.kind is ActKind.COMMAND and likeliest.target == "remind"


def _likeliest(heard: Heard) -> bool:
    """Whether the words as a whole are likelier those of a wish to be reminded than of anything else."""
    first = heard.acts[0] if heard.acts else None
    if first is None or first.kind is not ActKind.COMMAND or first.target != "remind" or _only_tells(heard):
        return False
    asked = heard.state.session.notes.wish_asked  # for the paydays
    if not speaks_of_reminding(heard.text) and heard.asks:
        return False  # "when I convert on the 15th" is the case of a question
    if not speaks_of_reminding(heard.text) and paydays_told(heard) is not None:
        return False  # "paid every two weeks, next payday is March 13" wants nothing
    return not asked and (speaks_of_reminding(heard.text) or (first.share >= SURE and not heard.waits))


def _spoken_of(heard: Heard) -> bool:
    return heard.state.session.notes.reminder is not None


_KEEPS = re.compile(r"\b(?:keep|leave)\b(?: \w+){0,2} reminders?\b(?! off)|\breminders? (?:can |should )?stay\b")


def reminders_ended(heard: Heard) -> bool:
    """No more reminders, or no more messages at all, are wanted."""
    if _KEEPS.search(heard.said) is not None:
        return False
    act = heard.act(ActKind.COMMAND, MAYBE)
    all_of_them = _spoken_of(heard) and ends_them_all(heard.said)
    return (act is not None and act.target == "unsubscribe") or ends_reminders(heard.said) or all_of_them


def stopped(heard: Heard) -> bool:
    """A bare "stop" while no question is open and reminders are set: it ends them."""
    open_question = heard.waits or heard.state.session.pending is not None
    return heard.said in STOP and not open_question and bool(reminders_of(heard.state.session))


def reminders_listed(heard: Heard) -> bool:
    """The reminders that are set are wanted."""
    if _spoken_of(heard) and lists_what_is_set(heard.said):
        return True
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
    return heard.words <= LONG_EDIT and asks_for_calendar(heard.said) and not heard.waits


def edit(heard: Heard) -> ReminderChange | Which | None:
    """A change of reminders that are set, or the one that is meant."""
    pending = heard.state.session.pending
    if pending is not None and pending.kind is not PendingKind.WHAT_IF:
        return None
    if heard.command is not None or "?" in heard.text.rstrip("?"):
        return None
    return wanted(heard.state, heard.text)


def arrived(heard: Heard) -> bool:
    """A conversion of the ledger, or one that was to be looked after, is where it should be."""
    if heard.state.session.pending is not None or not tells_of_arrival(heard.text):
        return False
    waited = any(one.purpose is Purpose.ARRIVED for one in reminders_of(heard.state.session))
    return waited or any(one.kind in ("converted", "rolled") for one in entries_of(heard.state.session))


def wanted_back(heard: Heard) -> bool:
    """Those that were ended just now are wanted again."""
    return bool(heard.state.session.notes.ended) and (asks_back(heard.text) or asks_to_undo(heard.text))


def zone_told(heard: Heard) -> str | None:
    """The time zone that the person is in, and nothing else."""
    return None if heard.waits or heard.words > LONG_EDIT else read_time_zone(heard.said)


def paydays_told(heard: Heard) -> Paydays | None:
    """How pay comes and a payday, told out of the blue or because a reminder needs it; and nothing else."""
    if heard.command is not None or heard.question or heard.words > LONG_EDIT:
        return None
    question = heard.state.question
    asked_for = question is not None and question.slot == "pay_frequency"
    if heard.waits and (heard.plain or not (asked_for or speaks_of_pay(heard.text))):
        return None
    if not heard.message.slots.keys() <= {"pay_frequency"}:
        return None
    wanted = heard.state.session.notes.wish is not None
    told = facts_of(heard.state, heard.text, heard.message.slots).get("pay_frequency")
    asked = wanted and (speaks_of_pay(heard.text) or heard.state.session.notes.wish_asked)
    alone = None if heard.waits else read_payday_alone(heard.text, heard.state.today)
    if told is None and alone is not None:
        return Paydays(None, alone)  # how often may be told later
    if told is None and not (asked and "pay_frequency" in heard.state.session.case):
        return None
    day = read_payday(heard.text, heard.state.today)
    if heard.waits and day is None:
        return None
    return Paydays(told, day) if day is not None or (wanted and told is not None) else None


def when_told(heard: Heard) -> str | None:
    """The wish for which it was just asked when, where a day or a rhythm is told."""
    asked = heard.state.session.notes.when_for
    if asked is None or heard.question or heard.words > LONG_EDIT or heard.command is not None:
        return None
    wish = read_when(heard.text, heard.state.today)
    return asked if wish.day is not None or wish.repeats is not Repeats.ONCE else None


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

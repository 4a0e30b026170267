"""Reminders: asked for in words, listed, ended, and what happens when one comes due.

A reminder's topic is a flow, or a wish of the person's own: `wish`, the flow that it is about, and after how many days
it comes again (0 for once), with dots between. What is set stands in the session's notes, by topic with its day.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dialogue.menus import menu_row, resume_row
from dialogue.replies import Done, Prompt, Reply, start_flow
from dialogue.saying import said_date
from dialogue.state import State, note
from flows.effects import ForgetReminder, Remind
from flows.screens import Screen
from nlu.reminders import read_reminder

WISH = "wish"
ABOUT: Mapping[str, tuple[str, ...]] = {
    "guide": ("convert", "conversion", "roll", "transfer"),
    "taxes": ("1099", "form", "tax", "return", "file"),
    "paychecks": ("payroll", "paycheck", "percent", "rate", "election", "contribut"),
    "provider": ("call", "fidelity", "vanguard", "schwab", "provider"),
    "checkup": ("check", "year end", "december"),
}
OTHERWISE = "guide"
OF_FLOWS = ("guide", "provider")  # flows that set reminders of their own


@dataclass(frozen=True, slots=True)
class Topic:
    """What a reminder is about: a `flow`; `wished` by the person, to come again after `every` days (0: once)."""

    flow: str
    wished: bool = False
    every: int = 0


def topic_of(topic: str) -> Topic:
    """The topic as a reminder carries it."""
    kind, _, rest = topic.partition(".")
    if kind != WISH:
        return Topic(topic)
    flow, _, every = rest.partition(".")
    return Topic(flow, True, int(every) if every.isdigit() else 0)


def wish(state: State, text: str) -> Reply:
    """Sets the reminder that `text` asks for, or asks when it is to come."""
    wanted = read_reminder(text, state.today)
    if wanted.day is None:
        return Reply(
            state.session, lead=state.domain.message("remind_when"), prompt=Prompt.OPEN, outcome=Done.REMIND_WHEN
        )
    low = text.lower()
    flow = next((flow for flow, words in ABOUT.items() if any(word in low for word in words)), OTHERWISE)
    topic = f"{WISH}.{flow}.{wanted.every or 0}"
    days = (wanted.day - state.today).days
    session = note(state.session, reminders={**_set(state), topic: wanted.day})
    lead = state.domain.message(
        "remind_set", day=said_date(wanted.day), about=state.domain.title(flow), every=wanted.every or 0
    )
    return Reply(session, lead=lead, prompt=Prompt.OPEN, effects=(Remind(topic, days),), outcome=Done.REMIND_SET)


def end_all(state: State) -> Reply:
    """Ends all reminders and says how to come back."""
    topics = (*_set(state), *OF_FLOWS)
    session = note(state.session, reminders=None)
    effects = tuple(ForgetReminder(topic) for topic in topics)
    return Reply(
        session,
        lead=state.domain.message("reminders_ended"),
        prompt=Prompt.OPEN,
        effects=effects,
        outcome=Done.UNSUBSCRIBE,
    )


def list_all(state: State) -> Reply:
    """The reminders that are set, by day."""
    lines = [
        state.domain.message("reminder_line", day=said_date(day), about=_title(state, topic))
        for topic, day in sorted(_set(state).items(), key=lambda one: one[1])
    ]
    text = state.domain.message("reminders_listed" if lines else "reminders_none")
    screen = Screen("\n".join([text, *lines]), menu_row(state))
    return Reply(state.session, (screen,), prompt=Prompt.OPEN, outcome=Done.REMINDERS_LISTED)


def drop(state: State) -> Reply:
    """The flow is no longer there: nothing is said."""
    return Reply(state.session, prompt=Prompt.NEVER, outcome=Done.REMINDER_DROPPED)


def remind_wish(state: State, topic: str) -> Reply:
    """Says what the person wished to be reminded of; one that comes again is set again."""
    wished = topic_of(topic)
    kept = {one: day for one, day in _set(state).items() if one != topic}
    again: tuple[Remind, ...] = ()
    if wished.every:
        again = (Remind(topic, wished.every),)
        kept[topic] = state.today + timedelta(days=wished.every)
    offered = offer(state, topic)
    return replace(offered, session=note(offered.session, reminders=kept or None), effects=again)


def offer(state: State, topic: str) -> Reply:
    """Says what was to be remembered, with the way to it; what is open stays open."""
    flow = topic_of(topic).flow
    screen = Screen(_lead(state, flow), resume_row(state, flow))
    return Reply(state.session, (screen,), prompt=Prompt.NEVER, outcome=Done.REMINDED)


def remind(state: State, topic: str) -> Reply:
    """Says what was to be remembered, and goes on with it."""
    flow = topic_of(topic).flow
    return start_flow(state, flow, lead=_lead(state, flow))


def _lead(state: State, flow: str) -> str:
    return state.domain.message("reminder", title=state.domain.title(flow))


def _set(state: State) -> Mapping[str, date]:
    return state.session.notes.reminders or {}


def _title(state: State, topic: str) -> str:
    flow = topic_of(topic).flow
    return state.domain.title(flow) if flow in state.domain.flows else flow

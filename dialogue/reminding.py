"""Reminders: asked for in words, listed, ended, and what happens when one comes due.

A reminder's topic is a flow, or a wish of the person's own: `wish`, the flow that it is about, and after how many days
it comes again (0 for once), with dots between. What is set stands in the session's notes, by topic with its day.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from dialogue.menus import menu_row, resume_row
from dialogue.replies import Reply, start_flow
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


def wish(state: State, text: str) -> Reply:
    """Sets the reminder that `text` asks for, or asks when it is to come."""
    wanted = read_reminder(text, state.today)
    if wanted.day is None:
        return Reply(state.session, lead=state.domain.message("remind_when"), prompt="open", outcome="remind when")
    low = text.lower()
    flow = next((flow for flow, words in ABOUT.items() if any(word in low for word in words)), OTHERWISE)
    topic = f"{WISH}.{flow}.{wanted.every or 0}"
    days = (wanted.day - state.today).days
    session = note(state.session, reminders={**_set(state), topic: wanted.day})
    lead = state.domain.message(
        "remind_set", day=said_date(wanted.day), about=state.domain.title(flow), every=wanted.every or 0
    )
    return Reply(session, lead=lead, prompt="open", effects=(Remind(topic, days),), outcome="remind set")


def end_all(state: State) -> Reply:
    """Ends all reminders and says how to come back."""
    topics = (*_set(state), *OF_FLOWS)
    session = note(state.session, reminders=None)
    effects = tuple(ForgetReminder(topic) for topic in topics)
    return Reply(
        session, lead=state.domain.message("reminders_ended"), prompt="open", effects=effects, outcome="unsubscribe"
    )


def list_all(state: State) -> Reply:
    """The reminders that are set, by day."""
    lines = [
        state.domain.message("reminder_line", day=said_date(day), about=_title(state, topic))
        for topic, day in sorted(_set(state).items(), key=lambda one: one[1])
    ]
    text = state.domain.message("reminders_listed" if lines else "reminders_none")
    screen = Screen("\n".join([text, *lines]), menu_row(state))
    return Reply(state.session, (screen,), prompt="open", outcome="reminders listed")


def remind(state: State, topic: str) -> Reply:
    """Says what was to be remembered, and goes on with it where nothing else is open."""
    kind, _, rest = topic.partition(".")
    flow, _, every = rest.partition(".") if kind == WISH else (topic, "", "")
    if flow not in state.domain.flows:
        return Reply(state.session, prompt="never", outcome="reminder dropped")
    lead = state.domain.message("reminder", title=state.domain.title(flow))
    session = state.session
    again: tuple[Remind, ...] = ()
    if kind == WISH:
        kept = {one: day for one, day in _set(state).items() if one != topic}
        if every.isdigit() and int(every):
            again = (Remind(topic, int(every)),)
            kept[topic] = state.today + timedelta(days=int(every))
        session = note(session, reminders=kept or None)
    if kind == WISH or (state.waits and state.frame is not None and state.frame.flow != flow):
        # A question of another flow may be open; its answer must not fall into this one.
        return Reply(
            session, (Screen(lead, resume_row(state, flow)),), prompt="never", effects=again, outcome="reminded"
        )
    return start_flow(state, flow, lead=lead)


def _set(state: State) -> Mapping[str, date]:
    return state.session.notes.reminders or {}


def _title(state: State, topic: str) -> str:
    flow = topic.split(".")[1] if topic.startswith(f"{WISH}.") else topic
    return state.domain.title(flow) if flow in state.domain.flows else flow

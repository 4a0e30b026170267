"""Ends reminders: all of them, or those that waited for what has arrived."""

from dataclasses import replace
from typing import Final

from dialogue.actions import ACTIONS
from dialogue.replies import Done, Prompt, Reply
from dialogue.state import State
from dialogue.ways import Way
from flows.effects import ForgetReminder
from flows.reminders import Purpose, drop, reminders_of
from flows.session import note
from nlu.reminders.requests import wipes_data

OF_FLOWS: Final = ("guide", "provider")  # flows that come back by themselves after "later"


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


def take_arrival(state: State) -> Reply:
    """Ends the reminder to look whether a conversion arrived, and says that nothing is left to do for it."""
    waited = [one for one in reminders_of(state.session) if one.purpose is Purpose.ARRIVED]
    session = drop(state.session, *(one.id for one in waited)) if waited else state.session
    effects = tuple(ForgetReminder(one.topic) for one in waited)
    lead = state.domain.message("arrived_noted", next=state.today.year + 1)
    return Reply(session, lead=lead, prompt=Prompt.OPEN, effects=effects, outcome=Done.REMINDER, detail="arrived")


def end_as_told(state: State, text: str) -> Reply:
    """Ends the reminders; where what is kept is to go too, asks for it as it is asked for alone."""
    ended = end_all(state)
    if not wipes_data(text):
        return ended
    asked = ACTIONS[Way.FORGET](state.with_(ended.session))
    return replace(asked, effects=(*ended.effects, *asked.effects))

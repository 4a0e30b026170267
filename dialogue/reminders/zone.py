"""The time zone in which reminders come."""

from dialogue.replies import Done, Prompt, Reply
from dialogue.state import State
from flows.effects import Remind
from flows.reminders import reminders_of
from flows.session import note


def set_zone(state: State, zone: str) -> Reply:
    """Keeps the time zone that was named; what is set comes in the morning of it."""
    session = note(state.session, zone=zone)
    effects = tuple(Remind(one.topic, one.day, one.at) for one in reminders_of(session) if one.day > state.today)
    lead = state.domain.message("zone_set", zone=state.domain.button(f"zone_{zone.rpartition('/')[2].lower()}"))
    return Reply(session, lead=lead, prompt=Prompt.OPEN, effects=effects, outcome=Done.ZONE_SET)

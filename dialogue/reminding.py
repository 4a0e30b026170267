"""What happens when a reminder comes due."""

from dialogue.menus import resume_row
from dialogue.replies import Reply, start_flow
from dialogue.state import State
from flows.screens import Screen


def remind(state: State, topic: str) -> Reply:
    """Says what was to be remembered, and goes on with it where nothing else is open."""
    if topic not in state.domain.flows:
        return Reply(state.session, prompt="never", outcome="reminder dropped")
    lead = state.domain.message("reminder", title=state.domain.title(topic))
    if state.waits and state.frame is not None and state.frame.flow != topic:
        # A question of another walk is open; its answer must not fall into this one.
        return Reply(state.session, (Screen(lead, resume_row(state, topic)),), prompt="never", outcome="reminded")
    return start_flow(state, topic, lead=lead)

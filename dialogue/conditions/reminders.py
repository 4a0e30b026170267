"""When reminders are wanted, listed or ended, or one comes due."""

import re

from dialogue.conditions.acts import MAYBE, SURE
from dialogue.events import ReminderDue
from dialogue.heard import SHORT_ANSWER, Heard
from dialogue.reminding import topic_of
from nlu.acts import ActKind

_REMIND = re.compile(r"\b(?:remind me|ping me|nudge me|set (?:a|me a|up a) reminder)\b", re.IGNORECASE)
_NO_MORE = re.compile(
    r"(?:please )?(?:unsubscribe|don'?t (?:remind|message|ping|text) me|no more (?:reminders|messages)|"
    r"stop (?:reminding|messaging|texting|pinging|sending)\b.*)"
)


def reminder_wanted(heard: Heard) -> bool:
    """A reminder is wanted."""
    act = heard.act(ActKind.COMMAND, MAYBE)
    if heard.waits and heard.answers_somehow and heard.words <= SHORT_ANSWER:
        return False  # "later" pauses a flow that comes back by itself
    named = _REMIND.search(heard.text) is not None and heard.act(ActKind.START, SURE) is None
    return (act is not None and act.target == "remind") or (named and not reminders_ended(heard) and not heard.question)


def reminders_ended(heard: Heard) -> bool:
    """No more reminders, or no more messages at all, are wanted."""
    act = heard.act(ActKind.COMMAND, MAYBE)
    return (act is not None and act.target == "unsubscribe") or _NO_MORE.match(heard.said) is not None


def reminders_listed(heard: Heard) -> bool:
    """The reminders that are set are wanted."""
    act = heard.act(ActKind.START, MAYBE)
    return act is not None and act.target == "reminders"


def no_flow(heard: Heard) -> bool:
    """A reminder of a flow that is no longer there."""
    return topic_of(due(heard) or "").flow not in heard.state.domain.flows


def wished(heard: Heard) -> str | None:
    """A reminder that the person wished for."""
    topic = due(heard)
    return topic if topic is not None and topic_of(topic).wished else None


def elsewhere(heard: Heard) -> str | None:
    """A question of another flow is open; its answer must not fall into the one that is remembered."""
    state, topic = heard.state, due(heard)
    if topic is None or not state.waits or state.frame is None:
        return None
    return topic if state.frame.flow != topic_of(topic).flow else None


def due(heard: Heard) -> str | None:
    """Any other reminder: its topic."""
    return heard.event.topic if isinstance(heard.event, ReminderDue) else None

"""When words or files of a plan decide, or a reply of HR does."""

from typing import Any

from dialogue import documents
from dialogue.conditions.acts import LIKELY, MAYBE
from dialogue.events import DocumentRead, DocumentSent, Received, WordsRead
from dialogue.heard import Heard
from dialogue.pending import PLAN_FLOW
from flows.session import PendingKind
from nlu.acts import ActKind
from nlu.plans import PlanFindings
from nlu.plans.pasted import announces_reply, looks_like_plan

CHECK = "eligibility"  # the flow that finds out whether the plan allows it
LEAST_OF_VERDICT = 3  # words; fewer are a yes or a no


def reply_announced(heard: Heard) -> bool:
    """Somebody says that HR has replied, without the words of the reply."""
    return announces_reply(heard.text)


def reply_of_hr(heard: Heard) -> bool:
    """Words that may be the reply of HR, where one is waited for."""
    return documents.may_be_reply(heard.state, heard.text)


def verdict_asked(heard: Heard) -> bool:
    """What the words that wait to be used come to is asked, or what is known of one's plan does."""
    if not documents.knows_of_plan(heard.state) or heard.words < LEAST_OF_VERDICT:
        return False
    pending, flow = heard.state.session.pending, heard.state.flow
    if heard.act(ActKind.COMMAND, LIKELY if pending is None else MAYBE, "verdict") is not None:
        return True
    if pending is None and flow is not None and flow.id == CHECK:
        return heard.act(ActKind.START, LIKELY, CHECK) is not None  # it is being checked
    waits = pending is not None and pending.kind is PendingKind.PLAN
    return waits and heard.asks and heard.act(ActKind.START, MAYBE, PLAN_FLOW) is not None


def plan_words(heard: Heard) -> bool:
    """Pasted words of a plan document, which are not the formula that is asked for."""
    return looks_like_plan(heard.text) and not _answers_match(heard)


def _answers_match(heard: Heard) -> bool:
    question, reading = heard.state.question, heard.reading
    asked = heard.waits and question is not None and question.slot == "match"
    return asked and reading is not None and reading.value is not None and not reading.confirm


def plan_sentence(heard: Heard) -> bool:
    """What may be a sentence or two of a plan document."""
    return heard.act(ActKind.DOCUMENT, MAYBE) is not None and not _answers_match(heard)


def words_read(heard: Heard) -> PlanFindings | None:
    """What such words were found to say."""
    return heard.event.findings if isinstance(heard.event, WordsRead) else None


# Files, and other things than text.


def too_large(heard: Heard) -> bool:
    """A file that Telegram does not let a bot fetch."""
    return isinstance(heard.event, DocumentSent) and heard.event.size > documents.LARGEST


def of_album(heard: Heard) -> DocumentSent | None:
    """Another file of those that were sent together."""
    event = sent(heard)
    return event if event is not None and event.group and heard.state.session.notes.album == event.group else None


def sent(heard: Heard) -> DocumentSent | None:
    """Any other file."""
    return heard.event if isinstance(heard.event, DocumentSent) else None


def case_sent(heard: Heard) -> tuple[Any] | None:
    """A case that was handed out as data."""
    event = read(heard)
    return (event.case,) if event is not None and event.case is not None else None


def history_sent(heard: Heard) -> DocumentRead | None:
    """A provider's history as a table."""
    event = read(heard)
    return event if event is not None and event.history is not None else None


def unread(heard: Heard) -> DocumentRead | None:
    """It could not be read."""
    event = read(heard)
    return event if event is not None and (event.problem or event.findings is None) else None


def of_several(heard: Heard) -> DocumentRead | None:
    """Other files of the chat are still under way."""
    event = read(heard)
    return event if event is not None and event.left > 0 else None


def read(heard: Heard) -> DocumentRead | None:
    """The last of the files under way."""
    return heard.event if isinstance(heard.event, DocumentRead) else None


def no_text(heard: Heard) -> Received | None:
    """A photo, a voice message, a sticker, …"""
    return heard.event if isinstance(heard.event, Received) else None

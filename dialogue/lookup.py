"""Questions put to the library, with what a message tells and wants beside them."""

from dataclasses import replace

from content.found import Found
from dialogue import browsing
from dialogue.conditions import acts
from dialogue.facts import facts_of
from dialogue.heard import Heard
from dialogue.menus import flow_button
from dialogue.replies import Done, Reply, accept, acknowledge
from flows.screens import joined
from nlu.acts import ActKind, ranked
from nlu.asked.match import only_asks_what_it_means
from nlu.message.names import says_who_keeps_plan
from nlu.questions import questions_in, without_room

_OF_PERSON = frozenset({"age", "state", "filing_status"})  # what is so whatever is asked
NAMES = frozenset({"provider", "employer"})
ANSWERED = frozenset({Done.ARTICLE, Done.OFFERED, Done.UNANSWERED, Done.YEAR_NOT_LOADED, Done.COMPUTED})
TRUE_UP = "true-up"  # the article on match that arrives late


def look_up(heard: Heard) -> Reply:
    """Answers from the library; where a flow is wished for nearly as likely, its button stands first.

    What the message tells besides is noted, but no formula of which it is asked what it means, and of names only who
    is said to keep the plan: a question may speak of any provider, employer or match. Figures of a message that
    hardly tells anything are its case alone.
    """
    state = heard.state
    reply = browsing.answer_question(state, heard.text, heard.found)
    asked = without_room(questions_in(heard.text))
    reply = browsing.with_further(state, reply, [(one, heard.look_up(one)) for one in asked])
    beside = NAMES | {"match"} if only_asks_what_it_means(heard.text) else NAMES
    if heard.found.answer == TRUE_UP:
        beside = beside | {"match", "match_dollars"}  # what came late is no match of a year
    keeper = "provider" if says_who_keeps_plan(heard.text) and not heard.question else ""
    told = {
        slot: value
        for slot, value in heard.message.slots.items()
        if slot == keeper or (slot not in beside and (slot in _OF_PERSON or heard.tells))
    }
    if told := facts_of(state, heard.text, told):
        taken = accept(state.with_(reply.session), told, acknowledge(state, told))
        reply = replace(reply, session=taken.session, lead=joined([reply.lead, taken.lead]), took=True)
    return with_wishes(heard, reply)


def with_wishes(heard: Heard, reply: Reply) -> Reply:
    """`reply` with buttons for the flows that the message may be meant for too, before those of its last screen."""
    flows = [act.target for act in heard.acts[:4] if act.kind is ActKind.START and act.share >= acts.BESIDE]
    there = {button.payload for screen in reply.screens[-1:] for row in screen.buttons for button in row}
    buttons = [flow_button(heard.state, flow) for flow in flows[:2] if flow in heard.state.domain.flows]
    rows = tuple((button,) for button in buttons if button.payload not in there)
    screens = [replace(screen, buttons=(*rows, *screen.buttons)) for screen in reply.screens[-1:]]
    return replace(reply, screens=(*reply.screens[:-1], *screens)) if rows else reply


def unanswered(heard: Heard) -> Reply:
    """Says that the library has no answer, with the flows that may be meant."""
    return with_wishes(heard, browsing.unanswered(heard.state, heard.text, heard.found))


def with_answer(heard: Heard, reply: Reply) -> Reply:
    """`reply` with the answer to the question that stood beside the facts of the message, before it.

    Where the library has no sure answer, what comes closest is offered: no question goes by unheard.
    """
    find = heard.look_up
    question = next((one for one in heard.all_asked_beside if not _has_begun(heard, reply, find(one))), "")
    if heard.control is not None or reply.outcome in ANSWERED or not question:
        return reply
    found = find(question)
    if found.answer is not None:
        answered = browsing.answer_question(heard.state, question, found)
        return replace(reply, screens=(*answered.screens, *reply.screens))
    offered = browsing.closest(heard.state, found)
    return replace(reply, screens=(*reply.screens, offered)) if offered is not None else reply


def _has_begun(heard: Heard, reply: Reply, found: Found) -> bool:
    """Whether the flow that `reply` has begun is what was asked for in the words that were looked up."""
    frames, before = reply.session.frames, heard.state.frame
    flow = frames[-1].flow if frames and (before is None or frames[-1].flow != before.flow) else ""
    wanted = next(iter(ranked((label.name, label.share) for label in found.labels)), None)
    return wanted is not None and wanted.kind is ActKind.START and wanted.target == flow and wanted.share >= acts.MAYBE

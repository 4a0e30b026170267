"""The same result with other answers: "what if …?", and what a change has changed."""

import re
from dataclasses import replace
from decimal import Decimal

from content.templates import money
from dialogue.browsing import answer_question
from dialogue.facts import facts_of, in_order, read_facts
from dialogue.prompts import answer_lines
from dialogue.replies import Reply, hold
from dialogue.state import State, learn
from flows.engine.flow import REVIEW
from flows.engine.position import outcome_with
from flows.session import Candidate, Fact, Frame
from nlu.readers import MessageReading

_SUPPOSING = re.compile(r"^\W*(?:(?:and|but|so|ok|hmm)\W+)*(?:what (?:about )?if|suppose|imagine)\W+", re.IGNORECASE)
CLEARLY = 0.75  # relevance of an article to a supposition that names no figure
NUMBERS = "capacity"  # the flow whose figure is compared where the open one has none


def what_if(state: State, text: str, message: MessageReading | None = None) -> Reply:
    """Works the result out again with what `text` supposes, beside the one there is; kept only if the user says so."""
    message = message if message is not None else read_facts(state, text)
    supposed = message.supposed or message.slots or read_facts(state, _SUPPOSING.sub("", text)).slots
    facts = in_order(state.flow, facts_of(state, text, supposed))
    compared = comparable(state, facts)
    if compared is None:
        return _no_comparison(state, text, facts)
    before, after = headline(compared, {}), headline(compared, facts)
    if before is None or after is None:
        return Reply(state.session, lead=state.domain.message("what_if_later"), outcome="what if")
    value = {slot: fact.value for slot, fact in facts.items()}
    lines = f"{answer_lines(state.domain, value)}\n\n{_difference(state, 'what_if', before, after)}"
    keep = Candidate(state.domain.button("button_what_if_yes"), value)
    return hold(state, "", text, (keep,), "what_if", {"lines": lines})


def what_changed(before: State, after: State) -> str:
    """How the figure has changed by an answer that was changed once there was a result; empty where none did."""
    flow, frame = after.flow, before.frame
    if after.outcome is None or flow is None or frame is None or frame.flow != flow.id:
        return ""
    if flow.reviewed and REVIEW not in frame.accepted:
        return ""
    new = after.result.headline
    old = headline(before, {}) if new is not None else None
    if old is None or new is None or (old == new and not before.session.frames[-1].asking):
        return ""
    return _difference(after, "result_changed", old, new)


def _difference(state: State, message: str, before: Decimal, after: Decimal) -> str:
    difference = after - before
    return state.domain.message(
        message,
        before=money(before),
        after=money(after),
        difference=money(abs(difference)),
        direction="same" if difference == 0 else "more" if difference > 0 else "less",
    )


def _no_comparison(state: State, text: str, facts: dict[str, Fact]) -> Reply:
    if facts:
        later = "what_if_later" if state.question is not None else "what_if_how"
        return Reply(state.session, lead=state.domain.message(later), prompt="open", outcome="what if")
    found = state.domain.search.find(text)
    if found.answer is not None and found.score >= CLEARLY:
        return answer_question(state, text, found)
    return Reply(state.session, lead=state.domain.message("what_if_how"), prompt="open", outcome="what if")


def comparable(state: State, facts: dict[str, Fact]) -> State | None:
    """The state whose figure `facts` bear on: the open flow's, else that of the calculation by all that is known."""
    flow = state.flow
    if flow is not None and any(slot in flow.slots for slot in facts) and headline(state, {}) is not None:
        return state
    numbers = state.domain.flows.get(NUMBERS)
    if numbers is None or not any(slot in numbers.slots for slot in facts):
        return None
    known = state.with_(replace(state.session, frames=(Frame(NUMBERS, tuple(numbers.slots)),)))
    return known if headline(known, {}) is not None else None


def headline(state: State, facts: dict[str, Fact]) -> Decimal | None:
    """The figure that the open flow comes to with `facts` in place of what is known; None while questions are open."""
    flow, frame = state.flow, state.frame
    if flow is None or frame is None:
        return None
    supposed = state.with_(learn(state.session, facts)) if facts else state
    accepted = frozenset(frame.accepted) | (frozenset(facts) & flow.slots)
    outcome, answers = outcome_with(flow, accepted, supposed.session.case)
    if outcome is None:
        return None
    return supposed.shown(outcome, answers).headline

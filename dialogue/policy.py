"""What the dialogue does with an event: an ordered table of rules. The first whose condition holds decides.

`python -m bot policy` prints it. A rule's condition (`dialogue.conditions`) gives what it found; its action takes that.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dialogue import browsing, comparing, conditions, documents, editing, ledger, reminding, talking
from dialogue.actions import accept_known, choose_change, confirm_review, recheck
from dialogue.additions import add
from dialogue.answering import answer_below, correct, not_understood, take_all, take_for_year, take_long
from dialogue.asking_back import ask_about_unclear, take
from dialogue.commanding import command, obey
from dialogue.disputing import dispute
from dialogue.events import DocumentRead, DocumentSent, Edited, Event, Pressed, Received, ReminderDue, Said, WordsRead
from dialogue.facts import facts_of, in_order
from dialogue.heard import Heard
from dialogue.menus import flow_button
from dialogue.next_steps import say_next
from dialogue.pending import settle
from dialogue.pressing import press
from dialogue.replies import Reply, accept, acknowledge, change, start_flow
from dialogue.state import State, without_pending
from nlu.acts import ActKind


@dataclass(frozen=True, slots=True)
class Rule:
    """`when` gives what it found in what was heard, or nothing; `do` is what then happens."""

    name: str
    when: Callable[[Heard], Any]
    do: Callable[[Heard, Any], Reply]


def _flow_with_facts(heard: Heard, flow: str) -> Reply:
    state = heard.state
    facts = in_order(state.domain.flows[flow], facts_of(state, heard.text, heard.message.slots))
    started = start_flow(state, flow, facts, acknowledge(state, facts))
    return ask_about_unclear(state, started, heard.text, heard.message)


def _room(heard: Heard, facts: Any) -> Reply:
    state = heard.state
    numbers = state.domain.flows[conditions.NUMBERS]
    today = {
        slot: one
        for slot, one in state.session.case.items()
        if slot in conditions.MAIN_NUMBERS and one.on == state.today
    }
    started = start_flow(state, numbers.id, in_order(numbers, {**today, **facts}), acknowledge(state, facts))
    return ask_about_unclear(state, started, heard.text, heard.message)


def _noted(heard: Heard) -> Reply:
    state = heard.state
    facts = facts_of(state, heard.text, heard.message.slots)
    reply = accept(state, facts, acknowledge(state, facts)) if facts else Reply(state.session)
    return ask_about_unclear(state, replace(reply, prompt="open", outcome="noted"), heard.text, heard.message)


def _confirm(heard: Heard) -> Reply:
    state = heard.state
    return accept_known(state) if state.known_from_before else confirm_review(state)


def _refuse(heard: Heard) -> Reply:
    state = heard.state
    return recheck(state) if state.known_from_before else choose_change(state)


def _look_up(heard: Heard) -> Reply:
    """Answers from the library; where a flow is wished for nearly as likely, its button stands first."""
    state = heard.state
    reply = browsing.answer_question(state, heard.text, heard.found)
    flows = [act.target for act in heard.acts[:3] if act.kind is ActKind.START and act.share >= conditions.OFFERED]
    rows = tuple((flow_button(state, flow),) for flow in flows if flow in state.domain.flows)
    screens = [replace(screen, buttons=(*rows, *screen.buttons)) for screen in reply.screens[-1:]]
    return replace(reply, screens=(*reply.screens[:-1], *screens)) if rows else reply


def _what_if(heard: Heard) -> Reply:
    return comparing.what_if(heard.state, heard.text, heard.message)


def _record(heard: Heard, kind: str) -> Reply:
    return ledger.record(heard.state, heard.text, kind)


def _missed(heard: Heard, reading: Any = None) -> Reply:
    return not_understood(heard.state, heard.text, reading)


SAID: Sequence[Rule] = (
    Rule("nothing said", conditions.is_empty, lambda heard, _: _missed(heard)),
    Rule("command", conditions.is_command, lambda heard, _: command(heard.state, heard.text)),
    Rule("label of a button", conditions.label_of_button, lambda heard, one: press(heard.state, one, typed=True)),
    Rule("entry of the ledger", conditions.ledger_edit, lambda heard, one: ledger.edit(heard.state, one)),
    Rule("answer named to be changed", conditions.named_to_change, lambda heard, slot: change(heard.state, slot)),
    Rule("reply announced", conditions.reply_announced, lambda heard, _: documents.expect_reply(heard.state)),
    Rule("reply of HR", conditions.reply_of_hr, lambda heard, _: documents.read_reply(heard.state, heard.text)),
    Rule("words of a plan", conditions.plan_words, lambda heard, _: documents.read_words(heard.state, heard.text)),
    Rule("reading named", conditions.reading_named, lambda heard, number: settle(heard.state, number)),
    Rule("reading agreed to", conditions.reading_agreed, lambda heard, _: settle(heard.state, 0)),
    Rule("readings refused", conditions.readings_refused, lambda heard, _: settle(heard.state, None)),
    Rule("answered anew", conditions.answered_anew, lambda heard, one: _answer_anew(heard, *one)),
    Rule("steering", conditions.steering, lambda heard, control: obey(heard.state, control)),
    Rule("confirmed", conditions.confirmed, lambda heard, _: _confirm(heard)),
    Rule("not confirmed", conditions.not_confirmed, lambda heard, _: _refuse(heard)),
    Rule("more of an article", conditions.wants_more, lambda heard, one: browsing.read_more(heard.state, one)),
    # A question is open.
    Rule("long text, question open", conditions.long_while_waiting, lambda heard, _: take_long(heard)),
    Rule("plain answer", conditions.plain_answer, lambda heard, one: take(heard.state, heard.text, one)),
    Rule("going on", conditions.goes_on, lambda heard, _: Reply(heard.state.session, outcome="repeat")),
    # No question is open, and few words fit what is.
    Rule("facts in a long text", conditions.facts_in_long_text, lambda heard, _: take_long(heard)),
    Rule("flow below goes on", conditions.resumes_below, lambda heard, flow: start_flow(heard.state, flow)),
    Rule("answer to a flow below", conditions.answer_below, lambda heard, one: answer_below(heard, *one)),
    Rule("fact completed", conditions.completes, lambda heard, one: take(heard.state, heard.text, one[1], one[0])),
    Rule("part of a result", conditions.part_of_result, lambda heard, one: press(heard.state, one, typed=True)),
    Rule("result for another year", conditions.another_year, take_for_year),
    Rule("flow asked for", conditions.flow_asked_for, _flow_with_facts),
    # What the message is meant to do, whatever is open.
    Rule("story with a question", conditions.story_with_question, _room),
    Rule("room asked with figures", conditions.room_asked, _room),
    Rule("ledger wanted", conditions.ledger_wanted, lambda heard, _: ledger.show(heard.state)),
    Rule("reminders ended", conditions.reminders_ended, lambda heard, _: reminding.end_all(heard.state)),
    Rule("reminders listed", conditions.reminders_listed, lambda heard, _: reminding.list_all(heard.state)),
    Rule("reminder wanted", conditions.reminder_wanted, lambda heard, _: reminding.wish(heard.state, heard.text)),
    Rule("next wanted", conditions.next_wanted, lambda heard, _: say_next(heard.state)),
    Rule("about the bot", conditions.about_bot, lambda heard, topic: talking.about_bot(heard.state, topic)),
    Rule("disputed", conditions.disputed, lambda heard, _: dispute(heard.state, heard.text)),
    Rule("command in own words", conditions.commanded, lambda heard, control: obey(heard.state, control)),
    Rule(
        "sentence of a plan", conditions.plan_sentence, lambda heard, _: documents.read_words(heard.state, heard.text)
    ),
    Rule("happened, told plainly", conditions.happened_plainly, _record),
    Rule("question asked", conditions.question_asked, lambda heard, _: _look_up(heard)),
    Rule("supposing", conditions.supposing, lambda heard, _: _what_if(heard)),
    Rule("happened", conditions.happened, _record),
    Rule("flow wanted", conditions.flow_wanted, _flow_with_facts),
    Rule("added", conditions.added, lambda heard, told: add(heard.state, told)),
    Rule("change not read", conditions.change_unread, lambda heard, kind: talking.unread(heard.state, kind)),
    Rule("small talk", conditions.small_talk, lambda heard, _: talking.chat(heard.state)),
    Rule("another topic", conditions.foreign, lambda heard, _: _unanswered(heard)),
    # A question is open.
    Rule("flow called, question open", conditions.flow_while_waiting, lambda heard, one: start_flow(heard.state, one)),
    Rule("supposed, question open", conditions.supposed_while_waiting, lambda heard, _: _what_if(heard)),
    Rule("correction, question open", conditions.corrects_while_waiting, lambda heard, _: correct(heard)),
    Rule("several facts", conditions.several_facts, lambda heard, _: take_all(heard, heard.reading)),
    Rule("answer in words", conditions.answer_in_words, lambda heard, one: take(heard.state, heard.text, one)),
    Rule("formula beside", conditions.formula_beside, lambda heard, _: take_all(heard, None)),
    Rule("guess", conditions.guess, lambda heard, one: take(heard.state, heard.text, one)),
    Rule("question answered", conditions.answered_question, lambda heard, _: _look_up(heard)),
    Rule("doubtful answer", conditions.doubtful_answer, lambda heard, one: take(heard.state, heard.text, one)),
    Rule("facts beside", conditions.facts_while_waiting, lambda heard, _: take_all(heard, heard.reading)),
    Rule("clear article", conditions.clear_article, lambda heard, _: _look_up(heard)),
    Rule("question unanswered", conditions.unanswered_question, lambda heard, _: _unanswered(heard)),
    Rule("not understood, question open", conditions.waiting, lambda heard, _: _missed(heard, heard.reading)),
    # No question is open.
    Rule("long text", conditions.too_long, lambda heard, _: _look_up(heard)),
    Rule("supposed", conditions.supposed, lambda heard, _: _what_if(heard)),
    Rule("correction", conditions.corrects, lambda heard, _: correct(heard)),
    Rule("facts of the open flow", conditions.facts_of_flow, lambda heard, _: take_all(heard, None)),
    Rule("figures of the room", conditions.figures_of_room, _room),
    Rule("question with facts", conditions.question_with_facts, lambda heard, _: _look_up(heard)),
    Rule("facts noted", conditions.told, lambda heard, _: _noted(heard)),
    Rule("likely flow", conditions.likely_flow, lambda heard, _: talking.which_wish(heard.state, heard.acts[:3])),
    Rule("several wishes", conditions.several_wishes, lambda heard, acts: talking.which_wish(heard.state, acts)),
    Rule("no letters", conditions.no_letters, lambda heard, _: _missed(heard)),
    Rule("too short to look up", conditions.too_short_to_look_up, lambda heard, _: _missed(heard)),
    Rule("looked up", conditions.anything, lambda heard, _: _look_up(heard)),
)


def _answer_anew(heard: Heard, slot: str, reading: Any) -> Reply:
    return take(without_pending(heard.state), heard.text, reading, slot)


def _unanswered(heard: Heard) -> Reply:
    return browsing.unanswered(heard.state, heard.text, heard.found)


def decide(state: State, event: Event) -> tuple[str, Reply]:
    """The name of the rule that decides about `event`, and what it does."""
    match event:
        case Said(text):
            return _said(Heard(state, text.strip()))
        case Edited(text):
            return "edited", editing.edit(Heard(state, text.strip()))
        case Pressed(payload):
            return "pressed", press(state, payload)
        case Received(kind):
            return "received", _received(state, kind)
        case DocumentSent():
            return "document sent", documents.receive(state, event)
        case DocumentRead():
            return "document read", documents.take(state, event)
        case WordsRead():
            return _words_read(state, event)
        case ReminderDue(topic):
            return "reminder due", reminding.remind(state, topic)


# Their words are read apart from the dialogue; once they were read, the other rules decide what they are.
READ_AS_PLAN = frozenset({"reply of HR", "words of a plan", "sentence of a plan"})
TAKEN = frozenset({"answered", "noted", "started", "asked_back"})  # outcomes after which facts of a message count


def _with_left(heard: Heard, reply: Reply) -> Reply:
    """`reply` with the amounts of the message that found no place, where others of it did."""
    if reply.outcome not in TAKEN or heard.long or not heard.message.slots or not heard.message.left:
        return reply
    line = heard.state.domain.message("left_over", amounts=", ".join(heard.message.left[:4]))
    return replace(reply, lead="\n".join(filter(None, [reply.lead, line])))


def _with_answer(heard: Heard, reply: Reply) -> Reply:
    """`reply` with the answer to the question that stood beside the facts of the message, before it."""
    if reply.outcome not in TAKEN or heard.control is not None or heard.question_beside is None:
        return reply
    question = heard.question_beside
    answered = browsing.answer_question(heard.state, question, heard.state.domain.search.find(question))
    return replace(reply, screens=(*answered.screens, *reply.screens))


def _words_read(state: State, event: WordsRead) -> tuple[str, Reply]:
    """What words of a plan say; where they settle nothing, what else they may be."""
    reply = documents.take_words(state, event)
    if reply is not None:
        return "words of a plan read", reply
    return _said(Heard(state, event.words), [rule for rule in SAID if rule.name not in READ_AS_PLAN])


def _said(heard: Heard, rules: Sequence[Rule] = SAID) -> tuple[str, Reply]:
    for rule in rules:
        found = rule.when(heard)
        if found is not None and found is not False:
            return rule.name, _with_answer(heard, _with_left(heard, rule.do(heard, found)))
    raise AssertionError("the last rule takes anything")


def _received(state: State, kind: str) -> Reply:
    name = f"received_{kind}"
    lead = state.domain.message(name if name in state.domain.library.messages else "received_other")
    return Reply(state.session, lead=lead, prompt="open", outcome=f"received {kind}")

"""What the dialogue does with an event: one ordered table of rules. The first whose condition holds decides.

`python -m bot policy` prints it. A rule's condition (`dialogue.conditions`) gives what it found; its action takes that.
A button whose label is typed counts as pressed (`dialogue.heard:hear`).
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import Any, get_args

from content.found import Found
from core.limits import published_years
from dialogue import (
    amount_elsewhere,
    apart,
    browsing,
    comparing,
    computed,
    counting,
    documents,
    editing,
    forgetting,
    form_beside_ledger,
    form_boxes,
    history,
    household,
    importing,
    ira_answers,
    limit_answers,
    new_year,
    pay_shares,
    persons,
    placing,
    pressing,
    regular_sums,
    sharing,
    talking,
    testing_answers,
    tried,
)
from dialogue import commands as commanded
from dialogue.actions import ACTIONS, confirm, greet, hello, not_yet, open_detail, refuse, repeat
from dialogue.additions import add
from dialogue.ahead import take_ahead
from dialogue.answering import answer_below, correct, not_understood, take_all, take_for_year, take_long
from dialogue.asking_back import ask_about_unclear, take
from dialogue.bonus import take_bonus
from dialogue.conditions import (
    acts,
    answers,
    asked_back,
    buttons,
    commands,
    edits,
    facts,
    figures,
    questions,
    reminders,
    results,
    ways,
    years,
)
from dialogue.conditions import documents as files
from dialogue.conditions import household as house
from dialogue.conditions import ledger as movements
from dialogue.disputing import dispute, known_figures
from dialogue.events import (
    DocumentRead,
    DocumentSent,
    Edited,
    Event,
    Figured,
    Pressed,
    Received,
    ReminderDue,
    Said,
    WordsRead,
)
from dialogue.facts import as_slots, facts_of, in_order
from dialogue.figures import take_figures
from dialogue.first_look import with_first_look
from dialogue.heard import FITS, Heard, hear
from dialogue.ledger import corrections, keeping, presses, recording, showing, waiting
from dialogue.menus import flow_button
from dialogue.next_steps import say_next, say_open
from dialogue.others import say_others
from dialogue.parts import one_after_the_other
from dialogue.pay_shares import PlanShare
from dialogue.pending import settle
from dialogue.prompts import prompt
from dialogue.reminders import changes as reminder_changes
from dialogue.reminders import due, ending, listing, wishes
from dialogue.reminders import presses as pressed_reminders
from dialogue.reminders.calendar import calendar
from dialogue.reminders.zone import set_zone
from dialogue.replies import Done, Prompt, Reply, accept, acknowledge, answer, change, fact, old_button, start_flow
from dialogue.starting import told_in_wish
from dialogue.state import State
from dialogue.ways import Way
from flows import payloads
from flows.definitions.capacity import CAPACITY
from flows.definitions.troubleshooting import TROUBLESHOOTING
from flows.household.levels import YEAR
from flows.household.plan import MINE, PlanId
from flows.screens import Screen, joined
from flows.session import ANSWERS, Fact, PendingKind, note, to_plan
from flows.values import changed
from nlu.acts import WRITING, ActKind, ranked
from nlu.asked.boxes import BoxesAsked
from nlu.asked.limits import AgeAsked
from nlu.asked.match import only_asks_what_it_means
from nlu.asked.sums import DeferralsAsked
from nlu.control import asks_anew
from nlu.message.fact import Fact as Told
from nlu.message.fact import Whose
from nlu.message.names import says_who_keeps_plan
from nlu.message.placing import Placed
from nlu.message.supposition import Supposition, names_value
from nlu.others import as_spouse
from nlu.parts import has_parts, points_back
from nlu.plan_names import read_plan_in_passing
from nlu.questions import questions_in, without_room
from nlu.regular_sums import RegularSum
from nlu.reminders.requests import wipes_data
from nlu.requests import asked_again, speaks_of_another_year, speaks_of_this_year
from nlu.wish_figures import CALCULATORS, GROWTH, RegularGrowthAsked, words_in_wish

Kinds = tuple[type[Event], ...]
SAID: Kinds = (Said,)
PRESSED: Kinds = (Pressed,)
EITHER: Kinds = (Said, Pressed)
EDITED: Kinds = (Edited,)
_NAMES = frozenset({"provider", "employer"})
_OF_PERSON = frozenset({"age", "state", "filing_status"})  # what is so whatever is asked
SENT: Kinds = (DocumentSent,)
READ: Kinds = (DocumentRead,)
WORDS: Kinds = (WordsRead,)
RECEIVED: Kinds = (Received,)
FIGURED: Kinds = (Figured,)
DUE: Kinds = (ReminderDue,)
_ANSWERS = frozenset({Done.ARTICLE, Done.OFFERED, Done.UNANSWERED, Done.YEAR_NOT_LOADED, Done.COMPUTED})
# Articles about what happens to a person or a plan, which is more than another figure of this plan.
OF_EVENTS = frozenset(
    {
        "job-change", "leaving-employer", "solo-401k", "spouse", "merger-or-plan-end", "leave-without-pay", "divorce",
        "law-changes", "fix-acp-refund", "leaving-the-us", "rsu-espp-severance", "s-corp-solo", "partners-k1",
    }
)  # fmt: skip
TRUE_UP = "true-up"  # the article on match that arrives late
MENDS = "fix-"  # how the articles begin that say what to do about a trouble
FEW = 3  # words; a shorter message holds nothing beside what was taken of it


@dataclass(frozen=True, slots=True)
class Rule:
    """`when` gives what it found in what was heard, or nothing; `do` is what then happens; `on`: with which events.

    `whole`: what it takes is all that the message holds, so that nothing of it is left to be said.
    """

    name: str
    when: Callable[[Heard], Any]
    do: Callable[[Heard, Any], Reply]
    on: Kinds = SAID
    whole: bool = False


def _flow_with_facts(heard: Heard, flow: str) -> Reply:
    state, message = heard.state, heard.message
    if flow == TROUBLESHOOTING and _tells_trouble(heard.found):
        return _look_up(heard)  # its first question is answered already
    wished = {slot: fact(state, value, heard.text) for slot, value in told_in_wish(state, flow, heard.text).items()}
    figures = {slot: one for slot, one in wished.items() if slot in words_in_wish(flow, heard.text)}
    names = {slot: one for slot, one in wished.items() if slot in _NAMES}
    if flow in CALCULATORS:
        # The figures are those of the wish: "20k a year for 10 years" is no pay.
        asked = state.domain.flows[flow].slots | {"age"}
        message = replace(
            message,
            slots={slot: value for slot, value in message.slots.items() if slot in asked},
            unclear={slot: one for slot, one in message.unclear.items() if slot in asked},
        )
    # What another flow would ask back is not asked on the way into this one.
    used = state.domain.flows[flow].slots | {"age"}
    unclear = {slot: one for slot, one in message.unclear.items() if not used.isdisjoint(as_slots({slot: {}}))}
    message = replace(message, unclear=unclear)
    told = in_order(state.domain.flows[flow], facts_of(state, heard.text, message.slots))
    lead = joined([acknowledge(state, {**names, **figures, **told}), _not_loaded(state, flow, heard.text, told)])
    started = start_flow(state, flow, {**wished, **told}, lead, text=heard.text)
    reply = _with_first_look(heard, ask_about_unclear(state, started, heard.text, message))
    return replace(reply, took=False) if figures else reply  # no amount of it is left over


def _tells_trouble(found: Found) -> bool:
    """Whether the words surely tell which trouble it is, by the article that mends it."""
    return found.answer is not None and found.answer.startswith(MENDS) and found.score >= FITS


def _growth_of_years(heard: Heard, asked: RegularGrowthAsked) -> Reply:
    """Works the growth out; where nothing else is open, the calculator goes on with the same figures."""
    reply = computed.regular_growth(heard.state, asked)
    if heard.state.flow is not None or GROWTH not in heard.state.domain.flows:
        return reply
    begun = _flow_with_facts(heard, GROWTH)
    return replace(begun, screens=(*reply.screens, *begun.screens))


def _not_loaded(state: State, flow: str, text: str, told: Mapping[str, Any]) -> str:
    """That the limits of the present year, of which `text` speaks, are not loaded, where `flow` asks for a year."""
    asks, years = YEAR in state.domain.flows[flow].slots, published_years()
    if not asks or YEAR in told or state.today.year in years or not speaks_of_this_year(text):
        return ""
    return state.domain.message("year_not_loaded", year=state.today.year, years=", ".join(map(str, years)))


def _room(heard: Heard, told: Any) -> Reply:
    state = heard.state
    numbers = state.domain.flows[CAPACITY]
    started = start_flow(state, numbers.id, in_order(numbers, told), acknowledge(state, told), text=heard.text)
    return _with_first_look(heard, ask_about_unclear(state, started, heard.text, heard.message))


def _with_first_look(heard: Heard, reply: Reply) -> Reply:
    """`reply` with the first look; not where figures of another plan are told too, which may bear on this one."""
    return reply if heard.apart else with_first_look(heard.state, reply)


def _several(heard: Heard) -> Reply:
    return _with_first_look(heard, take_all(heard, heard.reading))


def _noted(heard: Heard) -> Reply:
    state = heard.state
    told = facts_of(state, heard.text, heard.message.slots)
    reply = accept(state, told, acknowledge(state, told)) if told else Reply(state.session, outcome=Done.NOTED)
    asked = state.session.pending
    if asked is not None and asked.kind in ANSWERS and asked.slot not in told and state.frame is None:
        # No flow would come back to what is asked: what was told before would be lost.
        reply = replace(reply, session=changed(reply.session, pending=asked))
    return ask_about_unclear(
        state, replace(reply, prompt=Prompt.OPEN, outcome=Done.NOTED, took=True), heard.text, heard.message
    )


def _look_up(heard: Heard) -> Reply:
    """Answers from the library; where a flow is wished for nearly as likely, its button stands first.

    What the message tells besides is noted, but no formula of which it is asked what it means, and of names only who
    is said to keep the plan: a question may speak of any provider, employer or match. Figures of a message that
    hardly tells anything are its case alone.
    """
    state = heard.state
    reply = browsing.answer_question(state, heard.text, heard.found)
    asked = without_room(questions_in(heard.text))
    reply = browsing.with_further(state, reply, [(one, heard.look_up(one)) for one in asked])
    beside = _NAMES | {"match"} if only_asks_what_it_means(heard.text) else _NAMES
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
    return _with_wishes(heard, reply)


def _with_wishes(heard: Heard, reply: Reply) -> Reply:
    """`reply` with buttons for the flows that the message may be meant for too, before those of its last screen."""
    flows = [act.target for act in heard.acts[:4] if act.kind is ActKind.START and act.share >= acts.BESIDE]
    there = {button.payload for screen in reply.screens[-1:] for row in screen.buttons for button in row}
    buttons = [flow_button(heard.state, flow) for flow in flows[:2] if flow in heard.state.domain.flows]
    rows = tuple((button,) for button in buttons if button.payload not in there)
    screens = [replace(screen, buttons=(*rows, *screen.buttons)) for screen in reply.screens[-1:]]
    return replace(reply, screens=(*reply.screens[:-1], *screens)) if rows else reply


def _what_if(heard: Heard) -> Reply:
    """Works out what is supposed; beside it the article where it is about another plan, person or law than this one."""
    if (of_spouse := _what_if_of_spouse(heard)) is not None:
        return of_spouse
    other = read_plan_in_passing(heard.text) if heard.names_another_plan else None
    if other is not None and other[0].whose is Whose.ME and heard.found.answer is not None:
        return browsing.answer_question(heard.state, heard.text, heard.found)  # it is not this plan's result
    reply = comparing.what_if(heard.state, heard.text, heard.supposition)
    about = any(act.kind is ActKind.ASK and act.share >= acts.OF_EVENT for act in heard.acts[:3])
    if reply.screens or not about or heard.found.answer not in OF_EVENTS or heard.found.score < FITS:
        return reply
    return replace(reply, screens=(browsing.article_screen(heard.state, heard.found.answer),))


def _try_calculator(heard: Heard, tried: Supposition) -> Reply:
    return comparing.what_if(heard.state, heard.text, tried) if tried else repeat(heard.state.without_pending())


def _what_if_of_spouse(heard: Heard) -> Reply | None:
    """What is supposed of the spouse, whose plan is known and not open, worked out with what is known of it."""
    text, there = as_spouse(heard.text), household.plan_of_spouse(heard.state)
    if text is None or there is None:
        return None
    reply = comparing.beside_known(there, text)
    if reply is None:
        return None
    screens = tuple(replace(one, plan=there.session.household.open) for one in reply.screens)
    return replace(reply, session=heard.state.session, screens=screens)


def _unread(heard: Heard, kind: ActKind) -> Reply:
    """A change of which nothing could be read: worked out, its amount asked about, or the answers listed to choose."""
    if kind is ActKind.SUPPOSE:
        return _what_if(heard)
    if kind is ActKind.TELL and (said := say_others(heard.state, heard.text, heard.found)) is not None:
        return said
    if kind in {ActKind.ADD, ActKind.CORRECT} and not speaks_of_another_year(heard.text, heard.state.tax_year):
        asked = placing.ask_where(heard.state, heard.text, kind)
        if asked is not None:
            return asked
    if kind is ActKind.CORRECT and heard.state.flow is not None:
        return ACTIONS[Way.CHANGE](heard.state)
    return talking.unread(heard.state, kind, heard.acts[1:3])


def _take_facts(heard: Heard, told: dict[str, Fact]) -> Reply:
    facts = in_order(heard.state.flow, told)
    return accept(heard.state, facts, acknowledge(heard.state, facts))


def _add(heard: Heard, told: tuple[Told, ...]) -> Reply:
    """Adds to known figures, with what is told beside them of others: "2k more after tax, and my pay is 190"."""
    added = {one.slot for one in told}
    slots = {slot: value for slot, value in heard.message.slots.items() if slot not in added}
    return add(heard.state, told, facts_of(heard.state, heard.text, slots))


def _ask_whose(heard: Heard, slot: str) -> Reply:
    return placing.ask_whose(heard.state, slot, heard.message.slots[slot])


def _what_is_there(heard: Heard) -> Reply:
    """What is there of what was spoken of, so that it is seen what is gone: reminders, the ledger, or all answers."""
    session = heard.state.session
    if session.notes.reminder is not None:
        return listing.list_all(heard.state)
    if session.notes.undo is not None:
        return showing.show(heard.state)
    return ACTIONS[Way.CASE](heard.state)


def _end_reminders(heard: Heard) -> Reply:
    """Ends the reminders; where what is kept is to go too, asks for it as it is asked for alone."""
    ended = ending.end_all(heard.state)
    if not wipes_data(heard.text):
        return ended
    asked = ACTIONS[Way.FORGET](heard.state.with_(ended.session))
    return replace(asked, effects=(*ended.effects, *asked.effects))


def _record(heard: Heard, kind: str) -> Reply:
    return recording.record(heard.state, heard.text, kind)


def _record_there(heard: Heard, told: house.ToldThere) -> Reply:
    state = heard.state
    try:
        there = state.with_(to_plan(state.session, told.plan))
    except ValueError:
        return household.plans_full(state)
    return _coming_home(state, recording.record_elsewhere(state, there, told.text, told.kind))


def _in_new_year(heard: Heard, year: int) -> Reply:
    """What is said of a year that has begun, heard in it; the one before stays as it was."""
    before = heard.state.session.household.year
    if year not in published_years():
        lead = heard.state.domain.message("year_not_taken", year=year, before=before)
        return Reply(heard.state.session, lead=lead, prompt=Prompt.OPEN, outcome=Done.YEAR_NOT_LOADED)
    opened = new_year.open_year(heard.state, year)
    lead = heard.state.domain.message("year_opened_beside", year=year, before=before)
    _, reply = _decide(heard.state.with_(opened.session), heard.event)
    return replace(reply, lead="\n".join(filter(None, [lead, reply.lead])))


def _late_money(heard: Heard, told: years.LateMoney) -> Reply:
    state = heard.state
    of_year = apart.Apart(state.session.household.open, told.year, facts_of(state, heard.text, told.slots))
    kept = apart.note(state, of_year)
    return replace(kept, lead=joined([kept.lead, state.domain.message("late_money", year=told.year)]))


def _deferrals(heard: Heard, asked: DeferralsAsked) -> Reply:
    """Lays the deferrals beside their limit; a told age is kept where none is known."""
    age = _own_age(heard)
    told = {"age": age} if age is not None and "age" not in heard.state.session.case else {}
    return _with_told(heard, computed.deferrals(heard.state, asked, age), told)


def _own_age(heard: Heard) -> int | None:
    """The age that the message tells of the person, who is of one age in every plan."""
    told = {one.value for one in heard.message.facts if one.slot == "age" and one.whose is Whose.ME}
    age = heard.message.slots.get("age", told.pop() if len(told) == 1 else None)
    return age if isinstance(age, int) else None


def _share(heard: Heard, found: PlanShare) -> Reply:
    """Works the share out; a cap of this plan, and the pay of a year, are told with it."""
    asked = found.asked
    reply = pay_shares.share(found.state, asked)
    if found.state is not heard.state:
        return replace(reply, session=heard.state.session)
    told = {slot for slot in heard.message.slots if slot.startswith("plan_cap")} if asked.cap else set()
    if asked.year is not None and not asked.alone and (asked.cap or heard.tells):
        told |= {"pay"}
    return _beside(heard, reply, told)


def _boxes(heard: Heard, asked: BoxesAsked) -> Reply:
    """Looks the boxes over; a form of one's own is kept for the walk through the forms, with a told age."""
    if heard.names_somebody:
        return form_boxes.boxes(heard.state, asked)
    told = _own_age(heard)
    age = told if told is not None else heard.state.known.whole("age")
    slots = form_boxes.kept(heard.state, asked) | ({} if told is None else {"age": told})
    reply = _with_told(heard, form_boxes.boxes(heard.state, asked, age), slots)
    boxes = (*heard.state.session.notes.boxes, *(slot for slot in slots if slot in reply.session.case))
    reply = replace(reply, session=note(reply.session, boxes=boxes))
    if compared := form_beside_ledger.beside_ledger(heard.state.with_(reply.session)):
        reply = replace(reply, screens=(*reply.screens, Screen(compared)))
    return reply


def _limits_of_age(heard: Heard, asked: AgeAsked) -> Reply:
    """Tells the limits; an age that is no case of its own is the person's."""
    return _beside(heard, limit_answers.of_age(heard.state, asked), set() if asked.supposed else {"age"})


def _beside(heard: Heard, reply: Reply, kept: Collection[str]) -> Reply:
    """`reply` with those facts of the message noted that are in `kept`; nothing of what is only supposed."""
    return _with_told(heard, reply, {slot: value for slot, value in heard.message.slots.items() if slot in kept})


def _with_told(heard: Heard, reply: Reply, told: Mapping[str, Any]) -> Reply:
    """`reply` with the facts `told` noted, unless they are only supposed."""
    if heard.message.hypothetical or not (found := facts_of(heard.state, heard.text, told)):
        return reply
    taken = accept(heard.state.with_(reply.session), found, acknowledge(heard.state, found))
    return replace(reply, session=taken.session, lead=joined([reply.lead, taken.lead]))


def _in_parts(heard: Heard, parts: answers.AnswerAndWish) -> Reply:
    """Takes the answer, or the yes with the result that it leads to, and then does what is wanted behind it."""
    state, told = heard.state, parts.answer
    first = confirm(state) if told is None else answer(state, told.said, told.value, told.slot)
    after = state.with_(first.session)
    if told is not None and points_back(parts.rest):
        return first  # what the answer comes to is said with it
    result = prompt(after, first.lead) if told is None and after.outcome is not None else None
    _, second = _decide(after, Said(parts.rest))
    if result is not None and second.session.frames == first.session.frames and second.prompt is Prompt.ALWAYS:
        return second  # it shows the result itself
    if result is not None:
        return replace(second, screens=(*first.screens, result, *second.screens))
    return replace(second, screens=(*first.screens, *second.screens), lead=joined([first.lead, second.lead]), took=True)


def _asked_instead(heard: Heard, _: bool) -> Reply:
    """Answers what had been asked where it is said again ("I asked if …"); else offers what else may be meant."""
    rest = asked_again(heard.text)
    if not rest:
        return talking.offer_others(heard.state)
    _rule, reply = _decide(heard.state, Said(rest))
    return replace(reply, screens=(Screen(heard.state.domain.message("missed_sorry")), *reply.screens))


def _missed(heard: Heard, reading: Any = None) -> Reply:
    return not_understood(heard.state, heard.text, reading)


def _ask_about_bare(heard: Heard, figure: Placed) -> Reply:
    return placing.ask_about_bare(heard.state, figure) or _missed(heard, heard.reading)


def _ask_there(heard: Heard, amount: Decimal) -> Reply:
    asked = heard.state.question.slot if heard.state.question is not None else ""
    return placing.ask_there(heard.state, amount, asked) or _missed(heard, heard.reading)


def _answer_anew(heard: Heard, slot: str, reading: Any) -> Reply:
    return take(heard.state.without_pending(), heard.text, reading, slot)


def _unanswered(heard: Heard) -> Reply:
    return _with_wishes(heard, browsing.unanswered(heard.state, heard.text, heard.found))


def _take_paycheck_most(heard: Heard, most: Any) -> Reply:
    told = {facts.MOST: fact(heard.state, most, heard.text)}
    return accept(heard.state, told, acknowledge(heard.state, told, corrected=True))


def _next(heard: Heard) -> Reply:
    """What comes next, by all that is known with what the message tells besides."""
    state = heard.state
    if (steps := _steps_of_walk(state)) is not None:
        return steps
    told = facts_of(state, heard.text, heard.message.slots)
    if not told:
        return say_next(state, heard.text)
    taken = accept(state, told, acknowledge(state, told))
    reply = say_next(state.with_(taken.session), heard.text)
    return replace(reply, lead=joined([taken.lead, reply.lead]), took=True)


def _steps_of_walk(state: State) -> Reply | None:
    """All steps of the walk that is open, which are what comes next in it; None where none is."""
    question = state.question
    if question is None or state.flow is None or not state.domain.slots[question.slot].passing:
        return None
    parts = state.domain.asking(state.flow.id, question).details
    opened = (open_detail(state, one) for one in ("steps", "progress") if one in parts)
    return next((replace(one, prompt=Prompt.OPEN, outcome=Done.NEXT_STEPS) for one in opened), None)


def _take_regular_sum(heard: Heard, told: RegularSum) -> Reply:
    """Works the sum out; a flow that is wished for beside it is one tap away."""
    reply = regular_sums.take(heard.state, heard.text, told)
    if not heard.asks:
        return reply
    screens = reply.screens or (Screen(reply.lead),)
    return _with_wishes(heard, replace(reply, screens=screens, lead="" if not reply.screens else reply.lead))


def _plan_paychecks(heard: Heard, most: Any) -> Reply:
    """Begins with the paychecks of the year, with what can be spared of each."""
    told = {facts.MOST: fact(heard.state, most, heard.text)}
    return start_flow(heard.state, comparing.PER_CHECK, told, acknowledge(heard.state, told))


def _take_paychecks(heard: Heard, reading: Any) -> Reply:
    return take(heard.state, heard.text, reading, facts.PAY_LIST)


def _answer_edited(heard: Heard, reading: Any) -> Reply:
    return take(heard.state.without_pending(), heard.text, reading)


def _way(name: str, way: Way) -> Rule:
    return Rule(name, ways.to(way), lambda heard, _: ACTIONS[way](heard.state), EITHER)


RULES: Sequence[Rule] = (
    # A button was pressed, or its label typed.
    Rule("forged button", buttons.forged, lambda heard, _: pressing.forged(heard.state), PRESSED),
    Rule("button pressed twice", buttons.pressed_twice, lambda heard, _: pressing.pressed_twice(heard.state), PRESSED),
    Rule("deleted already", buttons.deleted_already, lambda heard, _: pressing.deleted_already(heard.state), PRESSED),
    Rule("old button", buttons.old, lambda heard, _: old_button(heard.state), PRESSED),
    Rule("option ticked", buttons.ticked, lambda heard, one: pressing.tick(heard.state, *one), PRESSED),
    Rule("option chosen", buttons.option, lambda heard, one: pressing.choose(heard.state, one), PRESSED),
    Rule("flow opened", buttons.flow, lambda heard, flow: start_flow(heard.state, flow), PRESSED),
    Rule("part opened", buttons.detail, lambda heard, name: open_detail(heard.state, name), PRESSED),
    Rule("article opened", buttons.article, lambda heard, one: pressing.open_article(heard.state, *one), PRESSED),
    Rule("article voted on", buttons.vote, lambda heard, one: browsing.vote(heard.state, *one), PRESSED),
    Rule("term opened", buttons.term, lambda heard, screen: pressing.show(heard.state, screen), PRESSED),
    Rule("menu opened", buttons.in_menu, lambda heard, screen: pressing.show(heard.state, screen), PRESSED),
    Rule("ledger opened", buttons.ledger_shown, lambda heard, one: showing.show(heard.state, *one), PRESSED),
    Rule(
        "entry taken out", buttons.entry_taken_out, lambda heard, one: corrections.take_out(heard.state, one), PRESSED
    ),
    Rule("entry brought back", buttons.entry_back, lambda heard, _: corrections.take_back(heard.state), PRESSED),
    Rule("ledger's button", buttons.of_ledger, lambda heard, one: presses.press(heard.state, *one), PRESSED),
    Rule("entry gone", buttons.entry_gone, lambda heard, _: pressing.entry_gone(heard.state), PRESSED),
    Rule("plan opened", house.plan_pressed, lambda heard, plan: household.open_plan(heard.state, plan), PRESSED),
    Rule("year opened", house.year_pressed, lambda heard, year: new_year.open_year(heard.state, year), PRESSED),
    Rule("reminder's button", reminders.button, lambda heard, one: pressed_reminders.press(heard.state, *one), PRESSED),
    Rule("room passed on", buttons.share, lambda heard, way: sharing.share(heard.state, way), PRESSED),
    Rule("brought figures used", buttons.figures_used, lambda heard, code: sharing.use(heard.state, code), PRESSED),
    # A question is open, and this is its answer.
    Rule(
        "plain answer",
        answers.plain_answer,
        lambda heard, one: answer(heard.state, one.said, one.value, one.slot),
        whole=True,
    ),
    # Nothing, or a command.
    Rule("nothing said", commands.is_empty, lambda heard, _: _missed(heard)),
    Rule("deep link", commands.deep_link, lambda heard, link: commanded.open_link(heard.state, link)),
    Rule("calculation linked", commands.calculation, lambda heard, code: sharing.show_linked(heard.state, code)),
    Rule("start", commands.start, lambda heard, _: greet(heard.state)),
    Rule("question by command", commands.ask, lambda heard, one: commanded.ask(heard.state, one.argument)),
    Rule("privacy", commands.privacy, lambda heard, _: commanded.privacy(heard.state)),
    Rule("ledger by command", commands.ledger, lambda heard, one: showing.command(heard.state, one.argument)),
    Rule("reminders by command", reminders.by_command, lambda heard, _: listing.list_all(heard.state)),
    Rule("calendar by command", reminders.calendar_by_command, lambda heard, _: calendar(heard.state)),
    Rule("flow by command", commands.flow, lambda heard, flow: start_flow(heard.state, flow)),
    Rule("unknown command", commands.unknown, lambda heard, one: commanded.unknown(heard.state, one.name)),
    # What stands before all else that is said.
    Rule("answer and a wish", answers.answer_and_wish, _in_parts, whole=True),
    Rule(
        "another language",
        acts.another_language,
        lambda heard, one: talking.not_english(heard.state, one),
        whole=True,
    ),
    Rule("Roth IRA asked", questions.roth_ira_asked, lambda heard, one: ira_answers.straight_in(heard.state, one)),
    Rule("IRA's mix asked", questions.ira_pro_rata_asked, lambda heard, one: ira_answers.pro_rata(heard.state, one)),
    Rule("test of the plan asked", questions.test_asked, lambda heard, one: testing_answers.test(heard.state, one)),
    Rule(
        "highly paid asked",
        questions.highly_paid_asked,
        lambda heard, one: testing_answers.highly_paid(heard.state, one),
    ),
    Rule("limits of other years asked", questions.year_limits_asked, lambda _, reply: reply),
    Rule("asked whether it counts", questions.counts_asked, lambda heard, one: counting.counts(heard.state, one)),
    Rule("money put in", movements.put_in, _record, whole=True),
    Rule(
        "check of the plan",
        movements.check_came,
        lambda heard, payee: recording.record_check(heard.state, heard.text, payee),
        whole=True,
    ),
    Rule("balances told", movements.balances, lambda heard, _: recording.say_balances(heard.state), whole=True),
    Rule("rolled in", movements.rolled_in, lambda heard, _: recording.say_rolled_in(heard.state), whole=True),
    Rule("arrival told", reminders.arrived, lambda heard, _: ending.take_arrival(heard.state)),
    Rule(
        "day of a reminder told",
        reminders.when_told,
        lambda heard, asked: wishes.wish(heard.state, asked, heard.text),
    ),
    Rule("reminder named", reminders.edit, lambda heard, one: reminder_changes.take(heard.state, heard.text, one)),
    Rule("reminder wanted back", reminders.wanted_back, lambda heard, _: reminder_changes.bring_back(heard.state)),
    Rule("change of the ledger undone", movements.undone, lambda heard, _: corrections.take_back(heard.state)),
    Rule(
        "entries held in a figure",
        movements.held_in_figure,
        lambda heard, one: keeping.hold_in_figure(heard.state, one),
    ),
    Rule("entry of the ledger", movements.ledger_edit, lambda heard, one: corrections.edit(heard.state, one)),
    Rule(
        "regular sum told",
        movements.regular_sum,
        _take_regular_sum,
        whole=True,
    ),
    Rule("reminders stopped", reminders.stopped, lambda heard, _: ending.end_all(heard.state)),
    Rule("calendar wanted", reminders.calendar_wanted, lambda heard, _: calendar(heard.state)),
    Rule(
        "reminder wanted by name",
        reminders.reminder_in_so_many_words,
        lambda heard, _: wishes.wish(heard.state, heard.text),
    ),
    Rule(
        "paydays told",
        reminders.paydays_told,
        lambda heard, one: reminder_changes.take_paydays(heard.state, heard.text, one),
    ),
    Rule("time zone told", reminders.zone_told, lambda heard, one: set_zone(heard.state, one)),
    Rule("result for another year", results.another_year, take_for_year),
    Rule("answer to be changed", ways.slot_to_change, lambda heard, slot: change(heard.state, slot), EITHER),
    Rule("deferrals to be added up", questions.deferrals_asked, _deferrals),
    Rule("match to be worked out", questions.match_asked, lambda heard, one: computed.match_worth(heard.state, one)),
    Rule("investment tax asked", questions.investment_tax_asked, lambda heard, _: computed.investment_tax(heard.state)),
    Rule("figure of the year asked", questions.year_figure_asked, lambda _, reply: reply, whole=True),
    Rule("tax on a conversion", questions.tax_asked, lambda heard, one: computed.tax(heard.state, heard.text, one)),
    Rule("withholding asked", questions.withholding_asked, lambda heard, one: computed.withholding(heard.state, one)),
    Rule("boxes of a form told", questions.boxes_told, _boxes),
    Rule("lines of the return asked", questions.lines_asked, lambda _, reply: reply, whole=True),
    Rule("form beside the ledger", questions.form_compared, lambda _, reply: reply, whole=True),
    Rule("deferral too high", questions.deferral_asked, _deferrals),
    Rule("excess taxed twice", questions.excess_twice, lambda heard, one: computed.excess_twice(heard.state, one)),
    Rule("excess paid back", questions.excess_back, lambda heard, one: computed.excess_back(heard.state, one)),
    Rule("sum doubted", questions.sum_doubted, lambda heard, _: dispute(heard.state, heard.text, heard.found)),
    Rule("match doubted", questions.match_doubted, lambda heard, one: computed.explained_match(heard.state, one)),
    Rule(
        "match asked in dollars",
        questions.match_in_dollars,
        lambda heard, one: computed.match_worth(heard.state, one),
    ),
    Rule(
        "catch-up to be Roth",
        questions.roth_catch_up_asked,
        lambda heard, one: limit_answers.roth_catch_up(heard.state, one),
    ),
    Rule("clock of a Roth IRA asked", questions.clock_asked, lambda heard, one: limit_answers.clock(heard.state, one)),
    Rule(
        "over the limit on all money",
        questions.over_limit_asked,
        lambda heard, one: limit_answers.over_limit(heard.state, one),
    ),
    Rule("limit checked", questions.limit_checked, lambda _, reply: reply),
    Rule(
        "pay as the limit asked",
        questions.pay_limit_asked,
        lambda heard, one: _beside(heard, limit_answers.limited_by_pay(heard.state, one), {"pay"}),
    ),
    Rule("limits of an age asked", questions.age_asked, _limits_of_age),
    Rule(
        "content of a limit asked",
        questions.limits_asked,
        lambda heard, one: limit_answers.content_of(heard.state, one),
    ),
    Rule(
        "cap on all of one's own asked",
        questions.combined_cap_asked,
        lambda heard, reply: _beside(heard, reply, {"pay", "deferral"}),
    ),
    Rule("rooms of both asked", questions.rooms_of_both, lambda _, reply: reply),
    Rule("business asked", questions.business_asked, lambda heard, one: computed.business_most(heard.state, one)),
    Rule("paychecks left asked", questions.checks_asked, lambda _, reply: reply),
    Rule("share of pay asked", questions.share_asked, _share),
    Rule("years to an amount asked", questions.years_asked, lambda _, reply: reply),
    Rule("waiting asked", questions.waiting_asked, lambda heard, one: computed.waited(heard.state, one)),
    Rule(
        "growth of years asked",
        questions.regular_growth_asked,
        _growth_of_years,
    ),
    Rule("growth asked", questions.growth_asked, lambda heard, one: computed.growth(heard.state, one)),
    Rule("regular sum asked", questions.saved_asked, lambda heard, one: computed.saved(heard.state, one)),
    Rule(
        "room of somebody else",
        acts.room_of_others,
        lambda heard, one: comparing.room_of_others(heard.state, heard.text, one) or _unread(heard, ActKind.TELL),
        whole=True,
    ),
    Rule(
        "wanted for a person",
        house.wanted_for_person,
        lambda heard, one: persons.start_for(heard.state, heard.text, one),
        whole=True,
    ),
    Rule("plan named", house.plan_named, lambda heard, one: household.go_to(heard.state, one)),
    Rule(
        "amount of another plan",
        house.amount_elsewhere,
        lambda heard, one: amount_elsewhere.move(heard.state, heard.text, one),
        whole=True,
    ),
    Rule(
        "last answer of another plan",
        house.last_elsewhere,
        lambda heard, one: amount_elsewhere.move_last(heard.state, heard.text, one),
        whole=True,
    ),
    Rule(
        "match put right",
        facts.match_put_right,
        lambda heard, one: take(heard.state, heard.text, one, "match"),
        whole=True,
    ),
    Rule("provider of another plan", house.provider_there, lambda heard, one: apart.note(heard.state, one), whole=True),
    Rule("happened in another plan", house.happened_there, _record_there, whole=True),
    Rule(
        "year to be opened", years.year_to_open, lambda heard, year: new_year.say_opened(heard.state, year), whole=True
    ),
    Rule("figures of a new year", years.figures_of_new_year, _in_new_year, whole=True),
    Rule("room of a new year", years.room_of_new_year, _in_new_year, whole=True),
    Rule("money of the year before", years.late_money, _late_money, whole=True),
    Rule("plan to be forgotten", house.plan_to_forget, lambda heard, one: forgetting.ask_plan(heard.state, one)),
    Rule("year to be forgotten", house.year_to_forget, lambda heard, year: forgetting.ask_year(heard.state, year)),
    Rule("reply announced", files.reply_announced, lambda heard, _: documents.expect_reply(heard.state)),
    Rule("reply of HR", files.reply_of_hr, lambda heard, _: documents.read_reply(heard.state, heard.text)),
    Rule("history pasted", movements.history, lambda heard, found: history.show(heard.state, found), SAID),
    Rule("pay stub told", movements.stub, lambda heard, found: history.show(heard.state, found), whole=True),
    Rule("words of a plan", files.plan_words, lambda heard, _: documents.read_words(heard.state, heard.text)),
    Rule("verdict of the words", files.verdict_asked, lambda heard, _: documents.say_verdict(heard.state)),
    Rule("reading named", asked_back.reading_named, lambda heard, number: settle(heard.state, number), EITHER),
    Rule("reading agreed to", asked_back.reading_agreed, lambda heard, _: settle(heard.state, 0)),
    Rule(
        "waiting entry changed",
        movements.waiting_changed,
        lambda heard, one: corrections.change_waiting(heard.state, one),
    ),
    Rule("supposed kept", asked_back.supposed_kept, lambda heard, _: tried.keep(heard.state)),
    Rule("supposed left", asked_back.supposed_left, lambda heard, _: tried.leave(heard.state)),
    Rule("readings refused", asked_back.readings_refused, lambda heard, _: settle(heard.state, None), EITHER),
    Rule("answered anew", asked_back.answered_anew, lambda heard, one: _answer_anew(heard, *one)),
    Rule("next wanted for a person", house.next_for_person, lambda heard, whose: persons.next_for(heard.state, whose)),
    Rule("next asked plainly", acts.next_asked, lambda heard, _: _next(heard)),
    _way("back", Way.BACK),
    _way("cancel", Way.CANCEL),
    _way("restart", Way.RESTART),
    _way("unknown", Way.UNKNOWN),
    _way("skip", Way.SKIP),
    _way("where to find it", Way.WHERE),
    _way("why", Way.WHY),
    _way("change", Way.CHANGE),
    _way("all answers", Way.ALL),
    Rule("repeat", ways.to(Way.REPEAT), lambda heard, _: repeat(heard.state, anew=asks_anew(heard.text)), EITHER),
    _way("help", Way.HELP),
    _way("menu", Way.MENU),
    _way("forget", Way.FORGET),
    _way("export", Way.EXPORT),
    _way("case", Way.CASE),
    _way("thanks", Way.THANKS),
    _way("greeting", Way.GREETING),
    Rule("greeted in more words", acts.only_greeted, lambda heard, _: hello(heard.state)),
    Rule("answer tried", acts.answers_tried, lambda heard, ways: comparing.try_at_question(heard.state, ways)),
    Rule("calculation supposed", acts.flow_supposed, _flow_with_facts),
    Rule("start supposed", acts.start_supposed, lambda heard, month: comparing.started(heard.state, month)),
    Rule("what if", ways.what_if, lambda heard, _: _what_if(heard)),
    Rule("confirmed", ways.confirmed, lambda heard, _: confirm(heard.state), EITHER),
    Rule("not confirmed", ways.not_confirmed, lambda heard, _: refuse(heard.state), EITHER),
    Rule("button that fits nothing", buttons.anything, lambda heard, _: old_button(heard.state), PRESSED),
    Rule("more of an article", ways.wants_more, lambda heard, one: browsing.read_more(heard.state, one)),
    Rule("bonus told", facts.bonus, lambda heard, one: take_bonus(heard.state, heard.text, one), whole=True),
    Rule("most of a paycheck told", facts.paycheck_most, _take_paycheck_most, whole=True),
    Rule("spared of a paycheck told", facts.paycheck_spared, _plan_paychecks, whole=True),
    Rule("paychecks told", facts.paychecks, _take_paychecks, whole=True),
    Rule("result agreed to", acts.result_agreed, lambda heard, _: confirm(heard.state)),
    Rule("result again", acts.result_again, lambda heard, _: repeat(heard.state)),
    # A question is open.
    Rule("result too early", acts.result_wanted, lambda heard, _: not_yet(heard.state)),
    Rule("own plan again", house.own_plan_again, lambda heard, _: household.show_open(heard.state)),
    Rule("long text, question open", answers.long_while_waiting, lambda heard, _: take_long(heard)),
    Rule("short answer", answers.short_answer, lambda heard, one: take(heard.state, heard.text, one), whole=True),
    Rule("going on", answers.goes_on, lambda heard, _: Reply(heard.state.session, outcome=Done.REPEAT, whole=True)),
    # No question is open, and few words fit what is.
    Rule("facts in a long text", facts.facts_in_long_text, lambda heard, _: take_long(heard)),
    Rule("flow below goes on", results.resumes_below, lambda heard, flow: start_flow(heard.state, flow)),
    Rule("answer to a flow below", results.answer_below, lambda heard, one: answer_below(heard, *one)),
    Rule("fact completed", results.completes, lambda heard, one: take(heard.state, heard.text, one[1], one[0])),
    Rule("part of a result", results.part_of_result, lambda heard, name: open_detail(heard.state, name)),
    Rule("flow asked for", questions.flow_asked_for, _flow_with_facts),
    Rule("answered for two jobs", answers.at_two_jobs, _take_facts, whole=True),
    Rule("own clause", answers.own_clause_beside, lambda heard, own: take(heard.state, *own)),
    Rule("told of another plan", house.told_apart, lambda heard, _: apart.take(heard.state)),
    # What the message is meant to do, whatever is open.
    Rule("story with a question", facts.story_with_question, _room),
    Rule("room asked with figures", facts.room_asked, _room),
    Rule("same again", movements.same_again, lambda heard, _: recording.record_again(heard.state, heard.text)),
    Rule("days of the ledger asked", movements.days_asked, lambda heard, one: showing.show_days(heard.state, one)),
    Rule("ledger wanted", movements.ledger_wanted, lambda heard, _: showing.show(heard.state)),
    Rule("reminders ended", reminders.reminders_ended, lambda heard, _: _end_reminders(heard)),
    Rule("reminders listed", reminders.reminders_listed, lambda heard, _: listing.list_all(heard.state)),
    Rule("reminder wanted", reminders.reminder_wanted, lambda heard, _: wishes.wish(heard.state, heard.text)),
    Rule(
        "changes of the year wanted",
        acts.year_changes_wanted,
        lambda heard, year: new_year.say_changes(heard.state, year),
    ),
    Rule("open of a year wanted", acts.open_of_year, lambda heard, year: say_open(heard.state, year)),
    Rule("next wanted", acts.next_wanted, lambda heard, _: _next(heard)),
    Rule("about the bot", acts.about_bot, lambda heard, topic: talking.about_bot(heard.state, topic)),
    Rule("something else asked", acts.something_else_asked, _asked_instead),
    Rule("disputed", acts.disputed, lambda heard, _: dispute(heard.state, heard.text, heard.found)),
    Rule("deletion asked about", acts.deletion_asked, lambda heard, _: _what_is_there(heard)),
    Rule("command in own words", acts.commanded, lambda heard, way: ACTIONS[way](heard.state)),
    Rule("figures of a calculator tried", results.calculator_tried, _try_calculator),
    Rule("supposing", acts.supposing, lambda heard, _: _what_if(heard)),
    Rule("own figure beside others", answers.own_beside_others, lambda heard, own: take(heard.state, *own), whole=True),
    Rule("told of others", acts.others_told, lambda _, reply: reply, whole=True),
    Rule("sentence of a plan", files.plan_sentence, lambda heard, _: documents.read_words(heard.state, heard.text)),
    Rule("happened, told plainly", movements.happened_plainly, _record),
    Rule("step asked about", answers.step_asked, lambda heard, part: open_detail(heard.state, part)),
    Rule("question asked", questions.question_asked, lambda heard, _: _look_up(heard)),
    Rule("happened", movements.happened, _record),
    Rule("flow wanted", acts.flow_wanted, _flow_with_facts),
    Rule("added", acts.added, _add),
    Rule("figure told anew", acts.figure_to_place, _ask_about_bare),
    Rule("figure of another job", acts.figure_there, _ask_there),
    Rule("change not read", acts.change_unread, _unread),
    Rule("whose is unclear", acts.whose_unclear, _ask_whose),
    Rule("small talk", acts.small_talk, lambda heard, _: talking.chat(heard.state, heard.text)),
    Rule("another topic", acts.foreign, lambda heard, _: _unanswered(heard)),
    # A question is open.
    Rule(
        "flow called, question open",
        answers.flow_while_waiting,
        lambda heard, one: start_flow(heard.state, one, text=heard.text),
    ),
    Rule("supposed, question open", answers.supposed_while_waiting, lambda heard, _: _what_if(heard)),
    Rule("correction, question open", answers.corrects_while_waiting, lambda heard, _: correct(heard)),
    Rule("several facts", answers.several_facts, lambda heard, _: _several(heard)),
    Rule(
        "answer to a later question", answers.answer_ahead, lambda heard, one: take_ahead(heard.state, heard.text, *one)
    ),
    Rule("answer in words", answers.answer_in_words, lambda heard, one: take(heard.state, heard.text, one)),
    Rule("formula beside", answers.formula_beside, lambda heard, _: take_all(heard, None)),
    Rule("guess", answers.guess, lambda heard, one: take(heard.state, heard.text, one)),
    Rule("question answered", questions.answered_question, lambda heard, _: _look_up(heard)),
    Rule("doubtful answer", answers.doubtful_answer, lambda heard, one: take(heard.state, heard.text, one)),
    Rule("facts beside", answers.facts_while_waiting, lambda heard, _: take_all(heard, heard.reading)),
    Rule("clear article", questions.clear_article, lambda heard, _: _look_up(heard)),
    Rule("question unanswered", questions.unanswered_question, lambda heard, _: _unanswered(heard)),
    Rule("figure by itself", answers.bare_figure, _ask_about_bare),
    Rule("not understood, question open", answers.waiting, lambda heard, _: _missed(heard, heard.reading)),
    # No question is open.
    Rule("long text", questions.too_long, lambda heard, _: _look_up(heard)),
    Rule("supposed", facts.supposed, lambda heard, _: _what_if(heard)),
    Rule("correction", facts.corrects, lambda heard, _: correct(heard)),
    Rule("facts of the open flow", facts.facts_of_flow, lambda heard, _: take_all(heard, None)),
    Rule("figures of the room", facts.figures_of_room, _room),
    Rule("question with facts", questions.question_with_facts, lambda heard, _: _look_up(heard)),
    Rule("facts noted", facts.told, lambda heard, _: _noted(heard)),
    Rule("likely flow", acts.likely_flow, lambda heard, _: talking.which_wish(heard.state, heard.acts[:3])),
    Rule("several wishes", acts.several_wishes, lambda heard, found: talking.which_wish(heard.state, found)),
    Rule("no letters", questions.no_letters, lambda heard, _: _missed(heard)),
    Rule("too short to look up", questions.too_short_to_look_up, lambda heard, _: _missed(heard)),
    Rule("looked up", questions.anything, lambda heard, _: _look_up(heard)),
    # A message was edited.
    Rule("edit of what was not settled", edits.unsettled, _answer_edited, EDITED),
    Rule("edit with several facts", edits.several_facts, lambda heard, _: correct(heard), EDITED),
    Rule("edit of an answer", edits.answer, lambda heard, one: editing.answer(heard.state, heard.text, *one), EDITED),
    Rule("edit with a fact", edits.facts, lambda heard, _: correct(heard), EDITED),
    Rule("edit not read", edits.of_answers, lambda heard, _: editing.not_read(heard.state, heard.text), EDITED),
    Rule("edit of no answer", edits.anything, lambda heard, _: editing.unused(heard.state, heard.text), EDITED),
    # Files, and what is no text.
    Rule("file too large", files.too_large, lambda heard, _: documents.too_large(heard.state), SENT),
    Rule("file of an album", files.of_album, lambda heard, file: documents.read_another(heard.state, file), SENT),
    Rule("file sent", files.sent, lambda heard, file: documents.read_file(heard.state, file), SENT),
    Rule("case sent", files.case_sent, lambda heard, one: importing.show(heard.state, *one), READ),
    Rule("history sent", files.history_sent, lambda heard, one: history.show_file(heard.state, one), READ),
    Rule("file not read", files.unread, lambda heard, file: documents.say_problem(heard.state, file), READ),
    Rule("file of several", files.of_several, lambda heard, file: documents.keep_findings(heard.state, file), READ),
    Rule("file read", files.read, lambda heard, file: documents.say_findings(heard.state, file), READ),
    Rule("words read", files.words_read, lambda heard, found: documents.show_findings(heard.state, found), WORDS),
    Rule("no text", files.no_text, lambda heard, one: talking.received(heard.state, one.kind), RECEIVED),
    # All figures were filled in at once.
    Rule("figures filled in", figures.filled_in, lambda heard, typed: take_figures(heard.state, typed), FIGURED),
    # A reminder comes due.
    Rule("reminder asked for", reminders.is_set, lambda heard, topic: due.remind(heard.state, topic), DUE),
    Rule("reminder dropped", reminders.no_flow, lambda heard, _: due.ignore(heard.state), DUE),
    Rule("reminder beside", reminders.elsewhere, lambda heard, one: due.offer(heard.state, one), DUE),
    Rule("reminder", reminders.due, lambda heard, one: due.go_on(heard.state, one), DUE),
)

_BY_EVENT: Mapping[type[Event], Sequence[Rule]] = {
    kind: tuple(rule for rule in RULES if kind in rule.on) for kind in get_args(Event)
}


# What else words may be that were read as a plan's and settle nothing.
_READ_AS_PLAN = frozenset({"reply of HR", "words of a plan", "sentence of a plan"})
_READ_WHOLE = _READ_AS_PLAN | {"history pasted", "pay stub told"}
# What goes on with a question about an entry, so that the plan of the entry stays open.
_OF_WHAT_IS_ASKED_BACK = frozenset(
    {
        "reading named", "reading agreed to", "readings refused", "answered anew", "waiting entry changed",
        "ledger's button", "entry of the ledger", "not understood, question open", "nothing said", "why", "back",
    }
)  # fmt: skip
_READ_IN_VAIN = tuple(rule for rule in _BY_EVENT[Said] if rule.name not in _READ_AS_PLAN)


def decide(state: State, event: Event) -> tuple[str, Reply]:
    """The name of the rule that decides about `event`, and what it does.

    Where another plan is open only for what is asked back about it, the talk comes back to the plan before: with the
    answer, or where something else is said.
    """
    home = _home(state)
    if home is None or not isinstance(event, Said | Pressed | Edited):
        return _decide(state, event)
    name, reply = _decide(state, event)
    if name not in _OF_WHAT_IS_ASKED_BACK and reply.session.household.open == state.session.household.open:
        session = to_plan(note(state.session, home=None), home)
        return _decide(state.with_(waiting.with_waiting(state, session)), event)
    if reply.session.pending is not None:
        return name, reply
    there = reply.session.household.open
    if there != state.session.household.open:
        return name, replace(reply, session=note(reply.session, home=None))
    session = to_plan(note(reply.session, home=None, entry=None), home)
    # Their buttons name entries of that plan by numbers that mean others in the plan that is open now.
    rows = household.plan_rows(state.with_(session))
    screens = tuple(replace(one, plan=there, buttons=rows) for one in reply.screens)
    return name, replace(reply, session=session, screens=screens)


def _home(state: State) -> PlanId | None:
    """The plan to come back to; None where there is none any more, or it is open."""
    home, household = state.session.notes.home, state.session.household
    known = {str(one): one for one in (*household.plans, MINE)}
    return known.get(home) if home is not None and home != str(household.open) else None


def _coming_home(before: State, reply: Reply) -> Reply:
    """`reply` with the plan of `before` noted as the one to come back to, where another one is left open."""
    home = before.session.household.open
    opened = reply.session.household.open
    return reply if opened == home else replace(reply, session=note(reply.session, home=str(home)))


def _decide(state: State, event: Event) -> tuple[str, Reply]:
    heard = hear(state, event)
    if not has_parts(heard.text):
        return _decide_heard(heard)
    whole = cache(lambda: _decide_heard(heard))
    return one_after_the_other(heard, _decide_heard, lambda: whole()[0]) or whole()


def _decide_heard(heard: Heard) -> tuple[str, Reply]:
    event, rules = heard.event, _BY_EVENT[type(heard.event)]
    if isinstance(event, WordsRead) and not documents.settles(event):
        heard, rules = Heard(heard.state, Said(event.words)), _READ_IN_VAIN
    for rule in rules:
        found = rule.when(heard)
        if found is not None and found is not False:
            reply = _with_waiting(rule, heard.state, rule.do(heard, found))
            return rule.name, _with_focus(_with_rest(rule, heard, reply))
    raise AssertionError(f"no rule takes {type(heard.event).__name__}")


# What settles or takes up a question about an entry.
_OF_WAITING = frozenset(
    {
        "reading named", "reading agreed to", "readings refused", "waiting entry changed", "cancel", "back", "restart",
        "money put in", "check of the plan", "happened, told plainly", "happened", "happened in another plan",
        "history pasted", "history sent", "pay stub told", "regular sum told",
    }
)  # fmt: skip


def _with_waiting(rule: Rule, state: State, reply: Reply) -> Reply:
    """`reply` with the question about an entry that was open before: it is answered by nothing else, and asked again.

    Where something else is asked instead, it is said that nothing of it was stored.
    """
    before, after = state.session.pending, reply.session.pending
    if before is None or before.kind not in waiting.ASKED or after is before or rule.name in _OF_WAITING:
        return reply
    if after is not None:
        return replace(reply, lead=joined([waiting.not_stored(state), reply.lead]))
    prompt = Prompt.OPEN if reply.prompt is Prompt.NEVER else reply.prompt
    return replace(reply, session=waiting.with_waiting(state, reply.session), prompt=prompt)


_ASKS_PAYDAYS = frozenset({"remind paydays unknown", "paydays unknown"})
# After these, "change it to Thursdays" is said of a reminder.
_OF_REMINDERS = frozenset(
    {Done.REMIND_SET, Done.REMINDERS_LISTED, Done.REMINDER, Done.REMINDED, Done.ZONE_SET, Done.CALENDAR}
)


def _with_focus(reply: Reply) -> Reply:
    """`reply` without the reminder that was spoken of before, where it speaks of something else."""
    notes = reply.session.notes
    if notes.when_for is not None and reply.outcome is not Done.REMIND_WHEN:
        reply = replace(reply, session=note(reply.session, when_for=None))
    if notes.tried and reply.outcome is not Done.WHAT_IF:
        reply = replace(reply, session=note(reply.session, tried=()))
    if notes.ended and reply.outcome is not Done.REMINDER:
        reply = replace(reply, session=note(reply.session, ended=()))
    if notes.wish_asked and reply.detail not in _ASKS_PAYDAYS:
        reply = replace(reply, session=note(reply.session, wish_asked=False))
    if reply.outcome is not Done.LEDGER and (notes.fresh or notes.fixing is not None):
        reply = replace(reply, session=note(reply.session, fresh=False, fixing=None))
    if notes.regular is not None and reply.outcome is not Done.REGULAR_ASKED:
        reply = replace(reply, session=note(reply.session, regular=None))
    if reply.outcome in _OF_REMINDERS or (notes.reminder is None and notes.changing is None):
        return reply
    return replace(reply, session=note(reply.session, reminder=None, reminder_came=False, changing=None))


def _with_rest(rule: Rule, heard: Heard, reply: Reply) -> Reply:
    """`reply` with what is said beside it: what found no place in a message, and that a button was pressed."""
    if isinstance(heard.event, Pressed):
        session = reply.session if reply.refused else note(reply.session, pressed=heard.event.payload)
        return replace(reply, session=session)
    if isinstance(heard.event, Said) and reply.session.notes.pressed:
        reply = replace(reply, session=note(reply.session, pressed=None))  # the same button later is no second tap
    if isinstance(heard.event, Said) and (others := _others(heard, reply)) != reply.session.notes.others:
        reply = replace(reply, session=note(reply.session, others=others))
    if rule.whole or not isinstance(heard.event, Said) or heard.words < FEW:
        return reply
    if heard.control is None and (reply.took or reply.outcome is Done.ARTICLE) and heard.apart:
        reply = apart.keep(heard.state, reply, heard.apart)
    return _with_answer(heard, _with_unread(rule, heard, _with_left(heard, reply))) if reply.took else reply


def _with_unread(rule: Rule, heard: Heard, reply: Reply) -> Reply:
    """`reply` with the word that only the first part of the message was read, where something of it was taken."""
    if rule.name in _READ_WHOLE or not heard.was_read or not heard.message.unread:
        return reply
    return replace(reply, lead="\n".join(filter(None, [reply.lead, heard.state.domain.message("unread_rest")])))


def _others(heard: Heard, reply: Reply) -> tuple[str, ...]:
    """What else the message may have wanted and was not done, as payloads, the likeliest first."""
    if not heard.looked_up or reply.outcome is Done.MISSED or (heard.acts and heard.acts[0].kind in WRITING):
        return ()
    shown, opened = reply.session.notes.article, {frame.flow for frame in reply.session.frames}
    flows = [act.target for act in heard.acts[:5] if act.kind is ActKind.START and act.target not in opened]
    articles = [hit.id for hit in heard.found.alternatives if hit.id != shown]
    return (
        *(payloads.make(payloads.FLOW, flow) for flow in flows[:2] if flow in heard.state.domain.flows),
        *(payloads.make(payloads.ARTICLE, article) for article in articles[:3]),
    )


def _with_left(heard: Heard, reply: Reply) -> Reply:
    """`reply` with the amounts of the message that found no place, where others of it did."""
    if heard.long or not heard.message.slots or not heard.message.left:
        return reply
    if reply.outcome in _ANSWERS and heard.asks:
        return reply  # the amounts of a question are its case, and belong nowhere else
    left = heard.message.left
    pending = reply.session.pending
    if reply.outcome is Done.WHAT_IF or (pending is not None and pending.kind is PendingKind.WHAT_IF):
        left = tuple(
            one for one in left if not any(names_value(one, told) for told in heard.supposition.slots.values())
        )
        if not left:
            return reply
    after = heard.state.with_(reply.session)
    if known := known_figures(heard.state, " , ".join(left)):
        return replace(reply, lead="\n".join(filter(None, [reply.lead, *known])))
    if len(left) == 1 and after.session.pending is None and after.question is None:
        asked = placing.ask_about_left(after, heard.text, left[0])
        if asked is not None:
            return replace(reply, session=asked.session, prompt=Prompt.ALWAYS, outcome=Done.ASKED_BACK)
    line = heard.state.domain.message("left_over", amounts=", ".join(left[:4]))
    return replace(reply, lead="\n".join(filter(None, [reply.lead, line])))


def _with_answer(heard: Heard, reply: Reply) -> Reply:
    """`reply` with the answer to the question that stood beside the facts of the message, before it.

    Where the library has no sure answer, what comes closest is offered: no question goes by unheard.
    """
    find = heard.look_up
    question = next((one for one in heard.all_asked_beside if not _has_begun(heard, reply, find(one))), "")
    if heard.control is not None or reply.outcome in _ANSWERS or not question:
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

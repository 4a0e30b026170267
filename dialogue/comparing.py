"""The same result with other answers: "what if …?", and what a change has changed."""

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Any

from content.templates import money
from core.capacity import CapacityResult
from core.deferrals import person_limit
from core.limits import limits_for, published_years
from core.match import MatchFormula
from core.match_arithmetic import employer_money
from dialogue.asking_back import candidates_of
from dialogue.assuming import MADE, MAX, Ground, ground, say_assumed, says_unknown
from dialogue.browsing import answer_question, hit_rows, leads
from dialogue.choosing import pending_screen
from dialogue.facts import facts_of, in_order
from dialogue.menus import flow_button
from dialogue.prompts import answer_lines
from dialogue.replies import Done, Prompt, Reply, fact, hold, start_flow
from dialogue.state import UNKNOWN, State
from dialogue.tried import part_of_last
from flows.definitions.capacity import CAPACITY
from flows.definitions.year_end import paychecks_a_year
from flows.engine.flow import REVIEW, Flow, Question
from flows.engine.position import locate, outcome_with
from flows.engine.results import Shown
from flows.household.levels import YEAR
from flows.screens import Screen, joined, rows_of
from flows.session import ANSWERS, Candidate, Fact, Frame, PendingKind, Session, learn, note
from nlu.entities.reading import Context
from nlu.message.alternatives import alternatives, answers_tried
from nlu.message.relative import factor_of_that
from nlu.message.supposition import Supposition, read_supposition
from nlu.requests import asks_if_so, tries_something
from nlu.wish_figures import CALCULATORS, framed

PER_CHECK = "paychecks"  # the flow that spreads the room over the paychecks
CALCULATED = frozenset({"pay", "deferral", "match"})  # who has told one of these may try another figure
MOST_READINGS = 3
NEAR = 0.15  # relevance from which articles are offered beside how to put a supposition
MOST_UNKNOWN = 4  # questions that what is supposed may bring up beside those answered
Facts = Mapping[str, Fact]


def suppositions(state: State, text: str) -> Supposition:
    """What `text` supposes, by what is known of this chat."""
    domain = state.domain
    context = _context(state)
    if (factor := factor_of_that(text)) is not None and (part := part_of_last(state, factor)):
        return Supposition(part)
    found = read_supposition(text, context, domain.employer_names, domain.provider_names)
    if state.outcome is None or state.flow is None or state.flow.id not in CALCULATORS:
        return found
    return _of_calculator(state, text) or found


def _context(state: State) -> Context:
    """What is known, with the likeliest reading of the answer that waits to be confirmed."""
    pending = state.session.pending
    if pending is None or pending.kind not in ANSWERS or not pending.readings:
        return state.context
    return replace(state.context, known={pending.slot: pending.readings[0].value, **state.context.known})


def _of_calculator(state: State, text: str) -> Supposition:
    """Another figure for the result of a calculator, in few words: "what about 6 percent instead", "for 30 years?"."""
    words, position = framed(text), state.position
    if not words or position is None:
        return Supposition()
    for slot in position.path:
        reading = state.read_for(slot, words)
        if reading is not None and reading.plain and reading.json != position.answers[slot]:
            return Supposition({slot: reading.json})
    return Supposition()


def what_if(state: State, text: str, found: Supposition | None = None) -> Reply:
    """Works the result out again with what `text` supposes, beside the one there is; kept only if the user says so.

    What is supposed before there is a result waits until there is one.
    """
    found = suppositions(state, text) if found is None else found
    if not found and (listed := alternatives(text)):
        found = suppositions(state, listed[0])
    told = in_order(state.flow, facts_of(state, text, found.slots))
    year = told.get(YEAR)
    published = year is not None and year.value in published_years()
    if published and "deferral" not in told and _defers_all(state):
        told["deferral"] = fact(state, MAX, text)  # whoever defers all that one year allows does so in another
    if year is not None and year.value not in published_years() and len(told) > 1:
        without = Supposition({slot: one for slot, one in found.slots.items() if slot != YEAR}, found.unclear)
        reply = what_if(state, "", without)
        years = ", ".join(str(one) for one in published_years())
        limits = state.domain.message("what_if_other_year", year=year.value, years=years, limits=state.tax_year)
        return replace(reply, lead=joined([limits, reply.lead]))
    if year is not None and year.value not in published_years():
        years = ", ".join(str(one) for one in published_years())
        lead = state.domain.message("year_not_loaded", year=year.value, years=years)
        return Reply(state.session, lead=lead, prompt=Prompt.OPEN, outcome=Done.YEAR_NOT_LOADED)
    if found.bare and not _has_use(state, found):
        return _nothing_supposed(state, text)
    ways = _one_by_one(state, text, found) or _ways(state, text, told, found)
    if not ways:
        return _nothing_supposed(state, text)
    asked = state.question.slot if state.question is not None and not state.known_from_before else ""
    if asked and asked != YEAR and all(set(one) == {asked} for one in ways):
        known = ground(state, ways[0]) if asked in _numbers(state) and _tries(text) else None
        tried = _on_ground(state, replace(known, borrowed=True), ways) if known is not None else None
        if tried is not None:
            dollars = (
                _in_dollars(state, [Candidate("", one[asked].value) for one in ways]) if asked == "match" else None
            )
            return replace(tried, lead=joined([tried.lead, (dollars or {}).get("lines", "")]))
        readings = tuple(Candidate(state.domain.say(asked, one[asked].value), one[asked].value) for one in ways)
        kind = PendingKind.CONFIRM if len(readings) == 1 else PendingKind.CHOOSE
        return hold(state, asked, text, readings, kind, _in_dollars(state, readings) if asked == "match" else None)
    pending = state.session.pending
    if pending is not None and pending.kind is PendingKind.WHAT_IF:
        state = state.without_pending()  # what was tried before gives way
    compared = comparable(state, ways[0])
    if compared is not None and state.session.pending is None:
        return _compared(state, compared, text, ways)
    found_ground = ground(state, ways[0]) if _of_numbers(state, ways[0]) else None
    answered = _on_ground(state, found_ground, ways) if found_ground is not None else None
    return answered or _later(state, ways)


def _tries(text: str) -> bool:
    """Whether `text` only tries the answer that it names, so that it is not to be confirmed."""
    return tries_something(text) or asks_if_so(text)


def _in_dollars(state: State, readings: Sequence[Candidate]) -> dict[str, str] | None:
    """What each of several formulas comes to in dollars on the known pay; None where that is not known."""
    context, limits = _context(state), limits_for(state.tax_year)
    pay, own = context.dollars("pay"), context.dollars("deferral")
    if pay is None:
        return None
    deferral = limits.elective_deferral if own is None else own
    lines = [
        state.domain.message(
            "match_supposed",
            total=money(employer_money(MatchFormula.model_validate(one.value), pay, deferral, limits).total),
            formula=one.label if len(readings) > 1 else "",
            pay=money(pay),
        )
        for one in readings
    ]
    return {"lines": "\n".join(lines)}


def tried_at_question(state: State, text: str) -> tuple[Facts, ...]:
    """What `text` tries as answers to the open question ("and if it was 9,000"); () where it tries none."""
    question = state.question
    if question is None or state.session.pending is not None or question.slot not in _numbers(state):
        return ()
    said = answers_tried(text)
    readings = [state.read_for(question.slot, one) for one in said]
    if not all(one is not None and one.plain for one in readings):
        return ()
    return tuple({question.slot: fact(state, one.json, text)} for one in readings if one is not None)


def try_at_question(state: State, ways: Sequence[Facts]) -> Reply:
    """What the room comes to with each of `ways`, of which none is kept; the question stays open."""
    found = ground(state, ways[0])
    reply = _on_ground(state, replace(found, borrowed=True), ways) if found is not None else None
    return reply or _later(state, ways)


def _has_use(state: State, found: Supposition) -> bool:
    """Whether a figure with next to no words is one of the open flow; of the room, where no flow is open."""
    if state.flow is None:
        return not CALCULATED.isdisjoint(state.session.case)
    return any(slot in state.flow.slots for slot in found.slots)


def _of_numbers(state: State, facts: Facts) -> bool:
    """Whether the room may depend on `facts`."""
    return not _numbers(state).isdisjoint(facts)


def room_of_others(state: State, text: str, found: Supposition) -> Reply | None:
    """The room of somebody else by the figures in `found`, of which none is noted; None where they are too few.

    Nothing of what is known of this person counts in it.
    """
    empty = state.with_(Session())
    told = {slot: one for slot, one in facts_of(empty, text, found.slots).items() if slot in _numbers(state)}
    ways = _ways(empty, text, told, Supposition({}, found.unclear))
    found_ground = ground(empty, ways[0]) if ways else None
    reply = _on_ground(empty, found_ground, ways, of_others=True) if found_ground is not None else None
    return None if reply is None else replace(reply, session=state.session, outcome=Done.ANSWERED_OTHERS)


def beside_known(state: State, text: str) -> Reply | None:
    """What the room comes to with what `text` supposes, beside what is known in `state`; None where it changes none."""
    found = suppositions(state, text)
    told = {slot: one for slot, one in facts_of(state, text, found.slots).items() if slot in _numbers(state)}
    ways = _ways(state, text, told, Supposition({}, found.unclear))
    known = ground(state, ways[0]) if ways else None
    reply = _on_ground(state, known, ways) if known is not None else None
    return None if reply is None else replace(reply, screens=(Screen(reply.lead),), lead="")


def _numbers(state: State) -> frozenset[str]:
    return state.domain.flows[CAPACITY].slots if CAPACITY in state.domain.flows else frozenset()


def _on_ground(state: State, found: Ground, ways: Sequence[Facts], *, of_others: bool = False) -> Reply | None:
    """What `ways` come to with what is known and assumed, then what is open again; None where they fit nothing.

    Nothing is asked about it, so that the open question stays what is asked; what was tried can still be kept.
    """
    lines: dict[Any, str] = {}  # readings of one figure that come to the same are one line
    before = _shown(found.state, {})
    for told in ways:
        after = _shown(found.state, told)
        if before is None or after is None or before.headline is None or after.headline is None:
            continue
        values = answer_lines(state.domain, {slot: one.value for slot, one in told.items()})
        if found.borrowed:
            difference = state.domain.message(
                "what_if_alone", after=money(after.headline), own=_with_catch_up(state, after)
            )
        else:
            said = _difference(state, "what_if", before.headline, after.headline)
            difference = f"{said}{_beside(state, told, before, after)}"
        same = after.headline if "match" in told else values
        lines.setdefault(same, f"{values}\n\n{difference}")
    if not lines:
        return None
    provisional = not found.own and not found.borrowed and state.waits
    values_of = tuple({slot: one.value for slot, one in told.items()} for told in ways)
    session = note(state.session, tried=values_of, supposed=values_of if provisional else None)
    again = state.domain.message("what_if_again") if provisional else ""
    lead = joined(
        [say_assumed(state, found, set.intersection(*map(set, ways)), of_others=of_others), *lines.values(), again]
    )
    return Reply(session, lead=lead, prompt=Prompt.OPEN, outcome=Done.WHAT_IF)


def started(state: State, month: int) -> Reply:
    """What it changes to start in `month` of the year: the paychecks, and not the room."""
    found = ground(state, {})
    shown = _shown(found.state, {}) if found is not None else None
    room = shown.headline if shown is not None else None
    all_ = paychecks_a_year(state.known)
    left = round(all_ * (13 - month) / 12)
    each, before = (money(room / count) if room and left else "" for count in (left, all_))
    text = state.domain.message(
        "what_if_start",
        month=calendar.month_name[month],
        room="" if room is None else money(room),
        each=each,
        before=before,
        left=left,
        all=all_,
    )
    lead = joined([say_assumed(state, found) if found is not None and room is not None else "", text])
    rows = rows_of([flow_button(state, PER_CHECK)]) if PER_CHECK in state.domain.flows else ()
    return Reply(state.session, (Screen(lead, rows),), prompt=Prompt.OPEN, outcome=Done.WHAT_IF)


def supposed_before(state: State) -> tuple[State, Screen] | None:
    """What was supposed before there was a result, beside the result that there is now; None where nothing waits."""
    values = state.session.notes.supposed
    if not values or state.outcome is None or state.paused or state.session.pending is not None:
        return None
    slots = state.domain.slots
    ways = [{slot: fact(state, one, "") for slot, one in way.items() if slot in slots} for way in values]
    compared = comparable(state, ways[0])
    if compared is None:
        return None
    held = _compared(state, compared, "", ways).session
    held = note(replace(held, revision=held.revision + 1, asked=held.revision + 1), supposed=None)
    after = state.with_(held)
    return (after, pending_screen(after, "")) if held.pending is not None else None


def _defers_all(state: State) -> bool:
    """Whether the deferrals that are known are the most that the year allows this person."""
    context = _context(state)
    deferral, age = context.dollars("deferral"), context.known.get("age")
    limits = limits_for(state.tax_year)
    return deferral is not None and deferral == person_limit(age if isinstance(age, int) else 0, limits)


def _one_by_one(state: State, text: str, whole: Supposition) -> list[dict[str, Fact]]:
    """The facts of each of several figures that `text` lists to be tried; empty where it lists none of one answer.

    Where `whole`, what the text supposes in one, has a place for more of them, they are no list ("60, 300k").
    """
    found = [suppositions(state, one) for one in alternatives(text)]
    kinds = {frozenset(one.slots) for one in found}
    if len(kinds) != 1 or any(one.unclear or not one.slots for one in found) or whole.slots.keys() > set(*kinds):
        return []
    ways = [dict(in_order(state.flow, facts_of(state, text, one.slots))) for one in found]
    same_values = any(a == b for a, b in pairwise([{slot: one.value for slot, one in way.items()} for way in ways]))
    return [] if same_values or not all(ways) else ways


def as_far_as_told(state: State) -> CapacityResult | None:
    """The room by all that was told, with no after-tax money yet where that is still open; None where more is open."""
    found = ground(state, {}, of={YEAR, MADE})
    shown = _shown(found.state, {}) if found is not None else None
    result = shown.values.get("result") if shown is not None else None
    return result if isinstance(result, CapacityResult) else None


def _ways(state: State, text: str, told: Facts, found: Supposition) -> list[dict[str, Fact]]:
    """The facts that are supposed, once for each way in which they can be meant."""
    for slot, reading in found.unclear.items():
        if slot in state.domain.slots and (readings := candidates_of(state, slot, reading)):
            return [{**told, slot: fact(state, one.value, text)} for one in readings[:MOST_READINGS]]
    return [dict(told)] if told else []


def _compared(state: State, compared: State, text: str, ways: Sequence[Facts]) -> Reply:
    before = _shown(compared, {})
    readings, lines = [], []
    for told in ways:
        after = _shown(compared, told)
        if before is None or after is None or before.headline is None or after.headline is None:
            continue
        values = {slot: one.value for slot, one in told.items()}
        difference = _difference(state, "what_if", before.headline, after.headline)
        lines.append(f"{answer_lines(state.domain, values)}\n\n{difference}{_beside(state, told, before, after)}")
        label = state.domain.say(*next(reversed(values.items())))
        readings.append(Candidate(state.domain.button("button_what_if_yes") if len(ways) == 1 else label, values))
    if not readings:
        return Reply(
            state.session, lead=state.domain.message("what_if_impossible"), prompt=Prompt.OPEN, outcome=Done.WHAT_IF
        )
    return hold(state, "", text, tuple(readings), PendingKind.WHAT_IF, {"lines": "\n\n".join(lines)})


def _with_catch_up(state: State, shown: Shown) -> str:
    """The most that somebody with a catch-up may defer, in dollars as they are said; empty without one."""
    own = getattr(shown.values.get("result"), "deferral_limit_here", None)
    return money(own) if own is not None and own > limits_for(state.tax_year).elective_deferral else ""


def _beside(state: State, told: Facts, before: Shown, after: Shown) -> str:
    """What else differs, and why the room does not where it does not."""
    old, new = (getattr(one.values.get("result"), "deferral_limit_here", None) for one in (before, after))
    said = []
    if old is not None and new is not None and old != new:
        catch_up = "age" in told and YEAR not in told  # else the year alone may have moved the limit
        told_age = told["age"].value if "age" in told else None
        most = person_limit(told_age, limits_for(state.tax_year)) if isinstance(told_age, int) else new
        higher = money(most) if catch_up and most > new else ""
        said.append(
            state.domain.message("what_if_own", before=money(old), after=money(new), catch_up=catch_up, higher=higher)
        )
    elif before.headline == after.headline:
        why = (f"what_if_same_{slot}" for slot in told)
        limits = limits_for(state.tax_year)
        higher = money(limits.higher_catch_up) if limits.higher_catch_up is not None else ""
        catch_ups = {"usual": money(limits.catch_up), "higher": higher}
        said += [state.domain.message(name, **catch_ups) for name in why if name in state.domain.library.messages]
    return "".join(f"\n{one}" for one in said)


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


def _later(state: State, ways: Sequence[Facts]) -> Reply:
    """Keeps what is supposed until there is a result to lay it beside; begins the calculation where nothing is open."""
    values = tuple({slot: one.value for slot, one in told.items()} for told in ways)
    lines = "\n".join(answer_lines(state.domain, one) for one in values)
    lead = joined([state.domain.message("what_if_later"), lines])
    waiting = state.with_(note(state.session, supposed=values))
    if state.waits or CAPACITY not in state.domain.flows:
        return Reply(waiting.session, lead=lead, prompt=Prompt.OPEN, outcome=Done.WHAT_IF)
    started = start_flow(waiting, CAPACITY)
    return replace(started, lead=joined([lead, started.lead]), outcome=Done.WHAT_IF)


def _nothing_supposed(state: State, text: str) -> Reply:
    """Where no figure is supposed: the article about it ("what if I change jobs"), or how to put it."""
    found = state.domain.search.find(text)
    if found.answer is not None and (not found.close or leads(found)):
        return answer_question(state, text, found)
    rows = hit_rows(state, found.alternatives[:3]) if found.score >= NEAR else ()
    screen = Screen(state.domain.message("what_if_how"), rows)
    return Reply(state.session, (screen,), prompt=Prompt.OPEN, outcome=Done.WHAT_IF)


def comparable(state: State, facts: Facts) -> State | None:
    """The state whose figure `facts` bear on: the open flow's, else that of the calculation by all that is known."""
    flow = state.flow
    if flow is not None and any(slot in flow.slots for slot in facts) and headline(state, {}) is not None:
        return state
    numbers = state.domain.flows.get(CAPACITY)
    if numbers is None or not any(slot in numbers.slots for slot in facts):
        return None
    known = state.with_(replace(state.session, frames=(Frame(CAPACITY, tuple(numbers.slots)),)))
    return known if headline(known, {}) is not None else None


def headline(state: State, facts: Facts) -> Decimal | None:
    """The figure that the open flow comes to with `facts` in place of what is known; None while questions are open."""
    shown = _shown(state, facts)
    return shown.headline if shown is not None else None


def _shown(state: State, facts: Facts) -> Shown | None:
    flow, frame = state.flow, state.frame
    if flow is None or frame is None:
        return None
    supposed = state.with_(learn(state.session, facts)) if facts else state
    accepted = frozenset(frame.accepted) | (frozenset(facts) & flow.slots)
    for _ in range(MOST_UNKNOWN):
        outcome, answers = outcome_with(flow, accepted, supposed.session.case)
        if outcome is not None:
            return supposed.shown(outcome, answers)
        node = locate(flow, replace(frame, accepted=tuple(accepted)), supposed.session.case).node
        if not facts or not isinstance(node, Question) or not _may_be_unknown(state, flow, node):
            return None
        value = UNKNOWN if says_unknown(state, flow, node) else None
        supposed = supposed.with_(learn(supposed.session, {node.slot: fact(state, value, "")}))
        accepted |= {node.slot}
    return None


def _may_be_unknown(state: State, flow: Flow, node: Question) -> bool:
    return state.domain.slots[node.slot].unknown or says_unknown(state, flow, node)

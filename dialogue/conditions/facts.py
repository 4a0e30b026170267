"""While no question is open: facts, corrections and suppositions."""

from collections.abc import Mapping
from typing import Any

from core.match import MatchFormula
from dialogue.bonus import BONUS
from dialogue.conditions.acts import SURE
from dialogue.facts import facts_of, in_order
from dialogue.heard import Heard
from flows.definitions.capacity import CAPACITY
from flows.engine.flow import Flow
from flows.session import Fact
from nlu.acts import ActKind
from nlu.bonus import Bonus, read_bonus
from nlu.entities.pay_list import speaks_of_paychecks
from nlu.entities.reading import Reading
from nlu.match.amend import share_instead
from nlu.paycheck_most import read_paycheck_most, spares_of_paycheck
from nlu.questions import asks_how_much

MAIN_NUMBERS = frozenset({"age", "pay", "deferral", "match"})
PAY_LIST = "pay_list"
MOST = "paycheck_most"
LONGEST_BONUS = 20  # words
ENOUGH_NUMBERS = 3  # told one after the other, they show what the person is after


def facts_in_long_text(heard: Heard) -> bool:
    """A long text with facts in it."""
    return heard.long and heard.may_hold_facts and bool(heard.message.slots)


def story_with_question(heard: Heard) -> dict[str, Fact] | None:
    """The facts of a story that tells enough to work out the room, and asks something besides."""
    here = heard.state.flow
    if heard.only_supposes:
        return None
    told = set(heard.message.slots) & MAIN_NUMBERS
    if len(told) < ENOUGH_NUMBERS or heard.question_beside is None or (heard.waits and here and here.id == CAPACITY):
        return None
    return _figures(heard)


def room_asked(heard: Heard) -> dict[str, Fact] | None:
    """The facts of somebody who asks for the room and tells two figures of it or more.

    Also while a question of another flow is open, if that one has no use for such figures.
    """
    flow = heard.state.flow
    asked_here = heard.waits and (heard.plain or flow is None or bool(MAIN_NUMBERS & flow.slots))
    if asked_here or heard.only_supposes or not asks_how_much(heard.text):
        return None
    wanted = heard.act(ActKind.START, SURE)
    if wanted is not None and wanted.target != CAPACITY:
        return None  # "how much comes off each paycheck" is for another flow
    facts = _figures(heard)
    return facts if len(set(facts) | set(heard.message.unclear) & set(MAIN_NUMBERS)) >= 2 else None


def supposed(heard: Heard) -> bool:
    """Something supposed."""
    return heard.message.hypothetical and not heard.asks_library_alone


def corrects(heard: Heard) -> bool:
    """An earlier answer of the open flow corrected."""
    return heard.facts and heard.message.correction_of is not None and heard.state.flow is not None


def _mentioned(heard: Heard) -> set[str]:
    return {*facts_of(heard.state, heard.text, heard.message.slots), *heard.message.unclear}


def facts_of_flow(heard: Heard) -> Flow | None:
    """The open flow, where facts that it asks for are told."""
    flow = heard.state.flow
    told = heard.message.slots or (heard.message.unclear and not heard.question)
    return flow if told and flow is not None and _mentioned(heard) & flow.slots and not heard.message.question else None


def figures_of_room(heard: Heard) -> dict[str, Fact] | None:
    """The facts with which the calculation of the room begins, where they show that this is what is wanted."""
    message = heard.message
    if heard.only_supposes or not (message.slots or (message.unclear and not heard.question)):
        return None
    facts = _figures(heard)
    numbers = _mentioned(heard) & heard.state.domain.flows[CAPACITY].slots
    enough = numbers and len((numbers | set(heard.state.session.case)) & MAIN_NUMBERS) >= ENOUGH_NUMBERS
    asked = numbers and asks_how_much(heard.text)
    return facts if len(numbers) >= 2 or asked or (enough and not message.question) else None


def _figures(heard: Heard) -> dict[str, Fact]:
    flow = heard.state.domain.flows[CAPACITY]
    return in_order(flow, facts_of(heard.state, heard.text, heard.message.slots))


def told(heard: Heard) -> bool:
    """Facts that belong to no open flow."""
    return not heard.only_names and bool(heard.message.slots or (heard.message.unclear and not heard.question))


def bonus(heard: Heard) -> Bonus | None:
    """What a short message tells of a bonus, while a flow is open that asks for it."""
    state, flow = heard.state, heard.state.flow
    if flow is None or BONUS not in flow.slots or state.session.pending is not None or heard.words > LONGEST_BONUS:
        return None
    asked = state.question is not None and state.question.slot == BONUS
    found = read_bonus(heard.text, named=asked)
    return found if found is None or not asked or found.when is not None else None


def match_put_right(heard: Heard) -> Reading | None:
    """A share of the match that was told last, told anew by itself ("no wait, 5%")."""
    state = heard.state
    known, last = state.session.case.get("match"), state.session.case.get(state.session.notes.last or "")
    if known is None or not isinstance(known.value, Mapping) or state.session.pending is not None:
        return None
    if last is not None and last.said != known.said:
        return None
    return share_instead(MatchFormula.model_validate(known.value), heard.text, state.context)


def paychecks(heard: Heard) -> Reading | None:
    """The paychecks to come, listed by name or by days ahead, or told to be all the same, where no list was asked."""
    state, flow = heard.state, heard.state.flow
    asked = state.question is not None and state.question.slot == PAY_LIST
    if flow is None or PAY_LIST not in flow.slots or state.session.pending is not None or asked or "?" in heard.text:
        return None
    named = speaks_of_paychecks(heard.text)
    reading = state.read_for(PAY_LIST, named or heard.text)
    if reading is None or not reading.plain:
        return None
    listed = reading.value if isinstance(reading.value, list) else None
    if listed is None:
        return reading if named else None
    ahead = all(one["day"] and one["day"] > state.today.isoformat() for one in listed)
    return reading if len(listed) > 1 and (named or ahead) else None


def paycheck_most(heard: Heard) -> dict[str, Any] | None:
    """The most of a paycheck, where the open flow takes it; at its result a bare amount or share is enough."""
    state, flow = heard.state, heard.state.flow
    if flow is None or MOST not in flow.slots or state.session.pending is not None or heard.words > LONGEST_BONUS:
        return None
    if state.question is not None and state.question.slot == MOST:
        return None
    return read_paycheck_most(heard.text, asked=state.outcome is not None and bool(state.result.values.get("half")))


def paycheck_spared(heard: Heard) -> dict[str, Any] | None:
    """What can be spared of each paycheck, told where no flow that takes it is open."""
    state, flow = heard.state, heard.state.flow
    if (flow is not None and MOST in flow.slots) or state.session.pending is not None or heard.words > LONGEST_BONUS:
        return None
    return read_paycheck_most(heard.text) if spares_of_paycheck(heard.text) else None

"""An amount noted in the open plan that is said to be of another one: it is moved there."""

from decimal import Decimal
from typing import Any, Final

from content.templates import money
from dialogue.apart import Apart, keep
from dialogue.household import plan_name
from dialogue.plans_called import plan_called
from dialogue.replies import Done, Prompt, Reply, accept, acknowledge, fact
from dialogue.state import State
from flows.household.levels import OF_PERSON
from flows.household.plan import PlanId
from flows.household.siblings import is_number, plain
from flows.session import forget_slots, to_plan
from flows.values import changed
from nlu.amount_elsewhere import AmountElsewhere, LastElsewhere
from nlu.message.fact import Plan, Whose
from nlu.plan_names import PlanNamed

MADE: Final = "after_tax_made"
MAY_BE_NONE: Final = frozenset({"after_tax_made", "deferral"})  # what somebody who put in nothing has none of


def plan_of(state: State, told: AmountElsewhere) -> PlanId:
    """The plan that the amount is said to be of."""
    return plan_called(state.session.household, PlanNamed(told.whose, told.plan))


def move(state: State, text: str, told: AmountElsewhere) -> Reply:
    """Moves the one answer of the open plan that is this amount to the plan that it is of; else says how to tell it.

    Here the answer is none, if that is said too, else it is asked for anew.
    """
    there, household = plan_of(state, told), state.session.household
    if told.whole is not None:
        return _move_part(state, text, told, there)
    found = [
        slot
        for slot, one in household.facts.items()
        if slot not in OF_PERSON and slot in state.domain.slots and _is(one.value, told.amount)
    ]
    if len(found) != 1:
        return _renamed(state, text, told, there) or _not_found(state, text, told, there)
    slot = found[0]
    session = changed(forget_slots(state.session, frozenset({slot})), pending=None, misses=0)
    reply = Reply(session, prompt=Prompt.OPEN, outcome=Done.NOTED, took=True)
    if told.none_here and slot in MAY_BE_NONE:
        none = {slot: fact(state, 0, text)}
        reply = accept(state.with_(session), none, acknowledge(state, none, corrected=True))
    moved = Apart(there, household.year, {slot: fact(state, household.facts[slot].value, text)})
    return keep(state, reply, (moved,))


def _renamed(state: State, text: str, told: AmountElsewhere, there: PlanId) -> Reply | None:
    """The amount, which is noted there already, as what it is now said to be: "the 10k is his after-tax"."""
    year = state.session.household.year
    held = [
        slot for slot, one in state.session.household.lens(there, year).items()
        if slot not in OF_PERSON and slot in state.domain.slots and _is(one.value, told.amount)
    ]  # fmt: skip
    if len(held) != 1 or not told.slot or told.slot == held[0]:
        return None
    opened = state.session.household.open
    session = to_plan(forget_slots(to_plan(state.session, there), frozenset(held)), opened)
    reply = Reply(session, prompt=Prompt.OPEN, outcome=Done.NOTED, took=True)
    return keep(state, reply, (Apart(there, year, {told.slot: fact(state, plain(told.amount), text)}),))


def move_last(state: State, text: str, told: LastElsewhere) -> Reply:
    """Moves what was noted last to the plan of the spouse; here it is what the writer says to have, or open again."""
    household, slot = state.session.household, told.slot
    there = plan_called(household, PlanNamed(Whose.SPOUSE, Plan.THIS))
    value = household.facts[slot].value
    reading = state.read_for(slot, told.mine) if told.mine else None
    session = changed(forget_slots(state.session, frozenset({slot})), misses=0)
    reply = Reply(session, prompt=Prompt.OPEN, outcome=Done.NOTED, took=True)
    if reading is not None and reading.plain:
        mine = {slot: fact(state, reading.json, text)}
        reply = accept(state.with_(session), mine, acknowledge(state, mine))
    return keep(state, reply, (Apart(there, household.year, {slot: fact(state, value, text)}),))


def _move_part(state: State, text: str, told: AmountElsewhere, there: PlanId) -> Reply:
    """Leaves here what the plan of `told` has no part in: of an answer that was noted, or that is given with it."""
    household, question, whole = state.session.household, state.question, told.whole or Decimal(0)
    noted = [
        slot
        for slot, one in household.facts.items()
        if slot not in OF_PERSON and slot in state.domain.slots and _is_whole(one.value, whole, told.amount)
    ]
    noted = [slot for slot in noted if whole or slot in MAY_BE_NONE]
    if len(noted) > 1 and MADE in noted:
        noted = [MADE]
    slot = noted[0] if len(noted) == 1 else ""
    if not slot and whole and state.waits and question is not None and question.slot in MAY_BE_NONE:
        slot = question.slot
    if not slot:
        return _not_found(state, text, told, there)
    here = whole or Decimal(str(household.facts[slot].value))
    rest = {slot: fact(state, plain(here - told.amount), text)}
    reply = accept(state, rest, acknowledge(state, rest, corrected=True))
    return keep(state, reply, (Apart(there, household.year, {slot: fact(state, plain(told.amount), text)}),))


def _is_whole(value: Any, whole: Decimal, part: Decimal) -> bool:
    return is_number(value) and (Decimal(str(value)) == whole if whole else Decimal(str(value)) > part)


def _not_found(state: State, text: str, told: AmountElsewhere, there: PlanId) -> Reply:
    lead = state.domain.message("amount_not_here", amount=money(told.amount), plan=plan_name(state, there))
    question = state.question
    if told.none_here and state.waits and question is not None and question.slot in MAY_BE_NONE:
        none = {question.slot: fact(state, 0, text)}
        reply = accept(state, none, acknowledge(state, none))
        return Reply(reply.session, lead=f"{reply.lead}\n{lead}", outcome=reply.outcome, took=True)
    return Reply(state.session, lead=lead, prompt=Prompt.OPEN, outcome=Done.CHANGE_NOT_READ)


def _is(value: Any, amount: Decimal) -> bool:
    return is_number(value) and Decimal(str(value)) == amount

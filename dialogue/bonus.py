"""A bonus told in free words: beside the base pay, or by itself while the paychecks are worked out."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from dialogue.asking_back import ask_which, candidates_of
from dialogue.replies import Reply, accept, acknowledge, change, fact
from dialogue.state import State
from flows.session import Candidate, forget_slots
from flows.slots import SlotKind
from nlu.bonus import Bonus, day_of_bonus
from nlu.entities.reading import Json, Reading, Reason, money_choice, to_json
from nlu.readers import read

BONUS: Final = "bonus"
DAY: Final = "bonus_day"
_PAY: Final = "pay"


def bonus_beside(state: State, said: str, readings: Sequence[Candidate], chosen: Json) -> Mapping[str, Json]:
    """The bonus in dollars and its day or month, by slot, once pay with it was `chosen` over pay without it.

    Nothing where the plan does not count the bonus, nor where its day is not told in a flow that does not ask for it.
    """
    amounts = [one.value for one in readings if isinstance(one.value, int | float)]
    if len(amounts) != 2 or chosen != max(amounts) or BONUS not in said.lower():
        return {}
    day = _day(state, day_of_bonus(said))
    told: dict[str, Json] = {BONUS: max(amounts) - min(amounts)}
    if day is not None:
        return {**told, DAY: day}
    return told if state.flow is not None and BONUS in state.flow.slots else {}


def take_bonus(state: State, said: str, told: Bonus) -> Reply:
    """Notes, changes or leaves out the bonus of the open flow; asks for what is not told of it."""
    if told.none:
        facts = {BONUS: fact(state, 0, said)}
        kept = state.with_(forget_slots(state.session, frozenset({DAY})))
        return accept(kept, facts, acknowledge(state, facts, corrected=True))
    pay = state.session.case.get(_PAY)
    if told.on_top and told.dollars is not None and pay is not None:
        return _with_pay(state, said, float(pay.value), float(told.dollars))
    day = _day(state, told.when)
    values: dict[str, Any] = {BONUS: to_json(told.dollars), DAY: day}
    facts = {slot: fact(state, value, said) for slot, value in values.items() if value is not None}
    reply = accept(state, facts, acknowledge(state, facts, corrected=True))
    known = reply.session.case.get(BONUS)
    if told.share or known is None or not known.value:
        return _asking(state, reply, BONUS)
    return _asking(state, reply, DAY) if told.when is not None and day is None else reply


def _with_pay(state: State, said: str, pay: float, bonus: float) -> Reply:
    """Asks whether the plan counts a bonus on top of the pay that was told."""
    total, base = Decimal(str(pay)) + Decimal(str(bonus)), Decimal(str(pay))
    reading = Reading(total, True, Reason.PLUS_MORE, (money_choice(total), money_choice(base)))
    return ask_which(state, _PAY, said, candidates_of(state, _PAY, reading), reading)


def _asking(state: State, reply: Reply, slot: str) -> Reply:
    asked = change(state.with_(reply.session), slot)
    return replace(asked, lead=reply.lead, took=True)


def _day(state: State, words: str | None) -> Json:
    if words is None:
        return None
    reading = read(SlotKind.DAY_OR_MONTH, words, state.context)
    return reading.json if reading.plain else None

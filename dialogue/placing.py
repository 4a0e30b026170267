"""Asks with buttons where an amount belongs that no slot was found for; nothing is noted before one is pressed."""

from dataclasses import replace
from decimal import Decimal
from html import escape
from typing import Any, Final

from content.templates import money
from core.match import NO_FORMULA
from dialogue.replies import Done, Reply, hold
from dialogue.state import State
from flows.household.siblings import is_number, plain
from flows.session import Candidate, PendingKind
from nlu.acts import ActKind
from nlu.entities.text import tokens_of
from nlu.message.placing import Placed, added, compared, places

MOST: Final = 3  # places offered
LEAST_PAY: Final = Decimal(15_000)
# What the same figure of another employer's plan is called.
OF_OTHER: Final = {"deferral": "other_deferral", "after_tax_made": "other_after_tax", "pay": "other_pay"}
ALWAYS: Final = ("after_tax_made", "pay", "deferral")  # what is offered where the words speak for nothing


def ask_where(state: State, text: str, kind: ActKind) -> Reply | None:
    """Asks where the amount of `text` belongs: put on top of what is known, or in its place. None without an amount."""
    if kind is ActKind.ADD:
        one = added(text)
    else:
        found = places(text)
        one = found[-1] if found else None
    if one is None:
        return None
    if kind is ActKind.CORRECT and (sign := compared(text)):
        return _asked(state, replace(one, amount=sign * one.amount), add=True)
    return _asked(state, one, add=kind is ActKind.ADD)


def ask_about_left(state: State, text: str, left: str) -> Reply | None:
    """Asks where the amount `left` of `text`, as it was typed, belongs, which was read but found no place."""
    amount = next((token.value for token in tokens_of(left) if token.kind == "number"), None)
    one = next((one for one in places(text) if one.amount == amount), None)
    return None if one is None else _asked(state, one, add=False)


def ask_about_bare(state: State, figure: Placed) -> Reply | None:
    """Asks what a figure is that was said by itself where none was asked for ("180k" at the question for the year)."""
    return _asked(state, figure, add=False, only=True)


def ask_there(state: State, amount: Decimal) -> Reply | None:
    """Asks what an amount is, told of the job beside this one ("18k at the second job"), what is asked for first."""
    asked = state.question.slot if state.question is not None else ""
    here = sorted(OF_OTHER, key=lambda slot: slot != asked)
    candidates = tuple(
        Candidate(
            f"{state.domain.label(slot)}: {state.domain.say(slot, value)}", {"other_employer": "yes", slot: value}
        )
        for slot, value in ((OF_OTHER[one], _value(None, one, amount, add=False)) for one in here)
        if value is not None and slot in state.domain.slots
    )
    return hold(state, "", money(amount), candidates, PendingKind.PLACE) if candidates else None


def ask_whose(state: State, slot: str, value: Any) -> Reply:
    """Asks whether the figure told of `slot` is of this plan or of another employer's."""
    candidates = tuple(
        Candidate(f"{state.domain.label(one)}: {state.domain.say(one, value)}", {one: value, **also})
        for one, also in ((OF_OTHER[slot], {"other_employer": "yes"}), (slot, {}))
        if one in state.domain.slots
    )
    held = hold(state, "", state.domain.say(slot, value), candidates, PendingKind.PLACE)
    return Reply(held.session, outcome=Done.ASKED_BACK)


def _asked(state: State, one: Placed, *, add: bool, only: bool = False) -> Reply | None:
    """Asks where an amount belongs; `only`: to its own slots, and none of what is offered elsewhere."""
    case = state.session.case
    known = [slot for slot in ALWAYS if slot in case and not only]
    candidates = []
    for slot in dict.fromkeys((*one.slots, *known)):
        value = _value(case[slot].value if slot in case else None, slot, one.amount, add=add)
        if value is not None and slot in state.domain.slots:
            label = f"{state.domain.label(slot)}: {state.domain.say(slot, value)}"
            candidates.append(Candidate(label, {slot: value}))
    if not candidates:
        return None
    lines = {"lines": f"• {escape(candidates[0].label, quote=False)}"} if len(candidates) == 1 else None
    said = state.domain.say("age", plain(one.amount)) if one.slots == ("age",) else money(abs(one.amount))
    held = hold(state, "", said, tuple(candidates[:MOST]), PendingKind.PLACE, lines)
    return Reply(held.session, outcome=Done.ASKED_BACK)


def _value(known: Any, slot: str, amount: Decimal, *, add: bool) -> Any:
    """What `slot` would be; None where that is not possible."""
    total = amount
    if amount < 0 and not is_number(known):
        return None
    if add and is_number(known):
        total += Decimal(str(known))
    if add and known == "max":
        return None
    if slot == "pay" and total < LEAST_PAY:
        return None
    if slot == "match":
        return {**NO_FORMULA, "nonelective_dollars": plain(amount)}
    return plain(total)

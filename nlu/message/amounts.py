"""Amounts in a message: pay, deferral, after-tax money, employer money, the plan's cap."""

import re
from collections.abc import Callable, Mapping

from core.match import MatchFormula
from nlu.entities.amounts import range_at
from nlu.entities.hedges import hedges_of
from nlu.entities.reading import Choice, Reading, Reason, asks, money_choice, percent_choice
from nlu.entities.tokens import Token
from nlu.match.verdict import judged
from nlu.message.after_tax import AFTER_TAX, ask_about_put_in, join_dated, note_after_tax, note_part_put_in, of_capped
from nlu.message.ages import note_plain_age
from nlu.message.anchors import NEGATIONS, Amount, phrases_in
from nlu.message.assignment import assigned
from nlu.message.deferrals import join_parts, join_shares, note_deferral
from nlu.message.employer_money import note_employer_money, note_rate
from nlu.message.incomes import INCOME, other_incomes
from nlu.message.notes import Notes
from nlu.message.other_money import is_moved, is_quoted, kind_of, note_other_money
from nlu.message.pay import note_pay, with_pay_first
from nlu.message.pay_bonus import note_bonus
from nlu.message.plan_cap import note_cap
from nlu.message.segments import Segment
from nlu.message.yearly import paychecks_a_year

_GIVEN = frozenset({"match_dollars", "profit_sharing", "nonelective_rate"})
_MAY = re.compile(r"\b(?:may|can|could|allows?|lets?|permits?|elect|range)\b")
_WRITERS: Mapping[str, Callable[[Notes, Amount, Segment], None]] = {
    "age": note_plain_age,
    "pay": note_pay,
    "deferral": note_deferral,
    "plan_cap": note_cap,
    "match_dollars": note_employer_money,
    "profit_sharing": note_employer_money,
    "nonelective_rate": note_rate,
    "after_tax_made": note_after_tax,
}


def note_amounts(notes: Notes) -> None:
    """Notes every amount of the stated segments that the words near it, or its size, give to a slot."""
    filled = frozenset(notes.slots) | frozenset(notes.unclear)
    taken = frozenset(notes.taken)
    found = assigned(
        notes.tokens,
        notes.segments,
        taken,
        paychecks_a_year(notes),
        filled,
        alone=notes.alone,
        this_year=notes.context.year,
    )
    found = ask_about_put_in(notes, of_capped(notes, found))
    for one in with_pay_first(notes.tokens, found):
        segment = notes.segment_at(one.place)
        if one.slot == "range":
            _note_range(notes, one, segment)
        elif one.slot == "ignore":
            note_other_money(notes, one, segment)
        elif one.slot:
            if one.anchor is not None and one.anchor.end <= segment.start:
                notes.firm.add(one.place)  # named by the words before it
            _note_amount(notes, one, segment)
        elif is_moved(notes, one, segment):
            note_other_money(notes, one, segment)
    join_parts(notes)
    join_shares(notes)
    note_bonus(notes)
    note_part_put_in(notes)
    join_dated(notes)


def _note_range(notes: Notes, amount: Amount, segment: Segment) -> None:
    """A range is left to be asked, where the words beside it say what it is of."""
    notes.taken.add(amount.place)
    token = notes.tokens[amount.place]
    named = {one.tag for one in phrases_in(notes.tokens, segment.start, segment.end)} & {
        "pay",
        "deferral",
        "after_tax_made",
    }
    found = range_at(notes.tokens, amount.place)
    said = notes.clause_at(amount.place)
    if found is not None and found[1].unit == "%" and AFTER_TAX.search(said) and _MAY.search(said):
        notes.put("plan_cap_rate", found[1].fraction, found[2] - 1)  # "you may contribute 1-16% after-tax"
        return
    if len(named) != 1 or found is None or token.unit not in {"", "$"}:
        return
    low, high = found[0].value, found[1].value
    if named == {"pay"}:
        low, high = (one * 1000 if one < 1000 else one for one in (low, high))
    notes.unclear.setdefault(named.pop(), asks(Reason.RANGE, money_choice(low), money_choice(high)))


def _choice(slot: str, token: Token) -> Choice:
    """What `token` would be in `slot`: the plan's cap is a share of pay or dollars, all else dollars."""
    if slot != "plan_cap":
        return money_choice(token.value)
    share = token.unit == "%"
    said = percent_choice(token.fraction) if share else money_choice(token.value)
    return Choice(said.label, {"rate" if share else "dollars": said.value})


def _note_amount(notes: Notes, amount: Amount, segment: Segment) -> None:
    """Notes one amount of `segment`, or why it is unclear."""
    token = notes.tokens[amount.place]
    inside = notes.tokens[segment.start : segment.end]
    notes.taken.add(amount.place)
    if notes.places.get("plan_cap_dollars") == amount.place:
        return  # noted with the share beside it
    if amount.slot != "plan_cap" and _denied(notes, amount.place, segment):
        return
    if amount.slot == "pay" and amount.place in other_incomes(notes.tokens):
        notes.quoted[amount.place] = INCOME
        return
    if is_quoted(notes, amount, segment):
        notes.quoted[amount.place] = kind_of(notes.tokens, segment, amount.place) or amount.slot
        return
    if amount.doubt:
        for slot in (amount.slot, amount.doubt):
            notes.unclear.setdefault(slot, asks(Reason.TWO_READINGS, _choice(slot, token)))
        return
    if token.decimals == 3 and token.value < 1000 and token.unit in {"", "$"} and amount.slot != "age":
        notes.unclear[amount.slot] = _thousands(token)
        return
    hedges = hedges_of(inside)
    ranged = any(one.tag == "range" and one.end + segment.start == amount.place for one in hedges.found)
    if amount.slot != "age" and (hedges.guess or (amount.slot != "plan_cap" and ranged)):
        if token.unit == "%" and amount.slot in _GIVEN:
            notes.unclear.setdefault("match", judged(MatchFormula(nonelective_rate=token.fraction), Reason.GUESS))
            return
        notes.unclear.setdefault(amount.slot, Reading(reason=Reason.GUESS, readings=(_choice(amount.slot, token),)))
        return
    write = _WRITERS.get(amount.slot)
    if write is None:
        notes.put(amount.slot, token.value, amount.place)
    else:
        write(notes, amount, segment)


def _thousands(token: Token) -> Reading:
    """ "$24.500": as much of the world writes thousands."""
    value = token.value * 1000
    return Reading(value, True, Reason.UNIT_UNCLEAR, (money_choice(value), money_choice(token.value)))


def _denied(notes: Notes, place: int, segment: Segment) -> bool:
    before = [token.text for token in notes.tokens[max(segment.start, place - 4) : place]]
    return bool((NEGATIONS | {"cant"}) & set(before))

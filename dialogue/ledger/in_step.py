"""Keeps the answers on the money of the year so far in step with the ledger."""

from decimal import Decimal
from typing import Final

from content.templates import money
from core.money import ZERO
from dialogue.ledger.sums import IN_STEP, dollars, room_left
from dialogue.state import State
from flows.ledger import WentIn, counts_still, entries_of, given_back
from flows.session import Fact, Session, forget_slots, learn, note
from nlu.entities.reading import to_json as plain_json

DEFERRAL: Final = "deferral"  # of the whole year; what the plan gives back of it is taken off


def put_in_step(state: State, session: Session) -> tuple[Session, list[str]]:
    """The session whose answers on the money of the year so far are the ledger's sums, and the words that say so."""
    session, lines = _deferral_in_step(state, session)
    for kind in IN_STEP:
        session, said = _kind_in_step(state, session, kind)
        lines += said
    return session, lines


def _kind_in_step(state: State, session: Session, kind: WentIn) -> tuple[Session, list[str]]:
    slot, year = IN_STEP[kind], state.tax_year
    entries = entries_of(session)
    of_year = any(one.kind == kind and one.day.year == year for one in entries)
    before = any(one.kind == kind and one.day.year == year for one in entries_of(state.session))
    told, zero = session.case.get(slot), kind == "contributed"
    if not of_year:
        if told is None or not before:
            return session, []
        if zero and session.notes.ledger_told_none:
            session = note(learn(session, {slot: Fact(0, "0", state.today)}), ledger_told_none=False)
            return session, [state.domain.message("ledger_none_again", label=state.domain.label(slot))]
        lead = state.domain.message("ledger_open_again", label=state.domain.label(slot))
        return forget_slots(session, frozenset({slot})), [lead]
    made = counts_still(entries, kind, year)
    if told is not None and dollars(told.value) == made:
        return session, []
    if zero and told is not None and dollars(told.value) == 0 and not before:
        session = note(session, ledger_told_none=True)
    session = learn(session, {slot: Fact(plain_json(made), money(made), state.today)})
    room = room_left(state, session) if kind == "contributed" else None
    return session, [_now_is(state, slot, made, room)]


def _deferral_in_step(state: State, session: Session) -> tuple[Session, list[str]]:
    """The session whose deferrals of the year are without what a change of the ledger says the plan gave back."""
    year = state.tax_year
    now, before = (given_back(entries_of(one), "deferred", year) for one in (session, state.session))
    told = session.case.get(DEFERRAL)
    amount = dollars(told.value) if told is not None else None
    if now == before or amount is None:
        return session, []
    kept = max(ZERO, amount + before - now)
    session = learn(session, {DEFERRAL: Fact(plain_json(kept), money(kept), state.today)})
    room = room_left(state, session)
    return session, [_now_is(state, DEFERRAL, kept, room)]


def _now_is(state: State, slot: str, amount: Decimal, room: Decimal | None) -> str:
    """What an answer is by the ledger now, and the room that follows, in dollars."""
    values = {"label": state.domain.label(slot), "amount": money(amount), "year": state.tax_year}
    return state.domain.message("ledger_in_step", room=None if room is None else money(room), **values)

"""Entries that were said back and wait for a yes, and the questions that are open about an entry."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from html import escape
from typing import Any, Final

from dialogue.ledger.saying import from_elsewhere, words_of
from dialogue.replies import Prompt, Reply
from dialogue.state import State
from flows.household.plan import MINE, plan_id
from flows.ledger import Entry, from_json
from flows.screens import joined
from flows.session import PendingKind, Session, to_plan
from flows.values import changed

CONFIRM, AMOUNT, REASON, ACCOUNT, PAYEE = (
    PendingKind.LEDGER, PendingKind.LEDGER_AMOUNT, PendingKind.LEDGER_REASON, PendingKind.LEDGER_ACCOUNT,
    PendingKind.LEDGER_PAYEE,
)  # fmt: skip
DAY: Final = "ledger_day"  # to be confirmed too: that the day was taken to be today
LIST: Final = PendingKind.LEDGER_LIST
REGULAR, MONEY = PendingKind.LEDGER_REGULAR, PendingKind.LEDGER_MONEY
ASKED: Final = frozenset(
    {CONFIRM, AMOUNT, REASON, ACCOUNT, PAYEE, LIST, REGULAR, MONEY}
)  # kinds of open questions about an entry
SAID: Final = 120  # characters of a message that are kept beside a question


def waiting_here(session: Session) -> list[Entry]:
    """Those of the entries that wait for a yes that are of the open plan."""
    return waiting_entries(session) if session.pending is not None and not session.pending.plan else []


def waiting_entries(session: Session) -> list[Entry]:
    """The entries that were said back and wait for a yes: those of a list, or the one."""
    pending = session.pending
    if pending is None or pending.kind not in {LIST, CONFIRM} or not pending.readings:
        return []
    value = pending.readings[0].value
    return entries_in(value.get("entries") or [value.get("entry")]) if isinstance(value, Mapping) else []


def entries_in(rows: Any) -> list[Entry]:
    """The entries in `rows`, plain JSON."""
    return [one for row in rows or () if (one := from_json(row)) is not None]


def not_stored(state: State) -> str:
    """The word that nothing was stored of what is asked about."""
    pending = state.session.pending
    waiting = [words_of(state, one) for one in waiting_entries(state.session)]
    said = escape(pending.said[:SAID], quote=False) if pending is not None else ""
    return state.domain.message("ledger_not_stored", entries="; ".join(waiting) or said)


def with_waiting(before: State, session: Session) -> Session:
    """`session` with the question about an entry that was open in `before`, which stays that of the plan it is of."""
    pending = before.session.pending
    if pending is None:
        return session
    plan = pending.plan or str(before.session.household.open)
    if plan not in {str(one) for one in (*session.household.plans, MINE)}:
        return session  # it was forgotten with its plan
    elsewhere = plan if plan != str(session.household.open) else ""
    if elsewhere != pending.plan:
        told = {name: value for name, value in (pending.extra or {}).items() if name != "plan"}
        extra = told | ({"plan": elsewhere} if elsewhere else {})
        pending = replace(pending, extra=extra or None)
    return changed(session, pending=pending)


def in_its_plan(state: State, do: Callable[[State], Reply]) -> Reply:
    """What `do` makes of the question about an entry in the plan that it is of; the plan that is open stays open."""
    pending = state.session.pending
    if pending is None or not pending.plan:
        return do(state)
    there = state.with_(to_plan(state.session, plan_id(pending.plan)))
    there = there.with_(with_waiting(state, there.session))
    reply = do(there)
    back = to_plan(reply.session, state.session.household.open)
    if reply.session.pending is not None:
        return replace(reply, session=with_waiting(there.with_(reply.session), back))
    return from_elsewhere(state, replace(reply, session=back), there.session.household.open)


def still_asked(before: State, reply: Reply) -> Reply:
    """`reply` with the question about an entry that was open in `before`: nothing else answers it, so it stays open.

    Where something else is asked instead, it is said that nothing of it was stored.
    """
    if reply.session.pending is not None:
        return replace(reply, lead=joined([not_stored(before), reply.lead]))
    prompt = Prompt.OPEN if reply.prompt is Prompt.NEVER else reply.prompt
    return replace(reply, session=with_waiting(before, reply.session), prompt=prompt)

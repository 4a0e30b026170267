"""What was supposed just now: taken for what is so, dropped, or a part of it tried."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from dialogue.facts import in_order
from dialogue.replies import Done, Reply, accept, acknowledge, fact
from dialogue.state import State
from flows.session import PendingKind, note
from nlu.message.relative import plain

_NO_AMOUNT = frozenset({"age", "tax_year"})


def tried_now(state: State) -> tuple[Mapping[str, Any], ...]:
    """The values by slot of what was supposed just now, once for each way in which it can be meant; () for nothing."""
    pending = state.session.pending
    if pending is not None and pending.kind is PendingKind.WHAT_IF:
        return tuple(one.value for one in pending.readings)
    return state.session.notes.tried


def keep(state: State) -> Reply:
    """Takes what was supposed just now for what is so."""
    values = next(iter(tried_now(state)), {})
    cleared = state.without_pending()
    cleared = cleared.with_(note(cleared.session, supposed=None, tried=()))
    facts = in_order(state.flow, {slot: fact(state, one, "") for slot, one in values.items()})
    return accept(cleared, facts, acknowledge(cleared, facts, corrected=True))


def leave(state: State) -> Reply:
    """Drops what was supposed, and shows what is open or the result with the person's own figures."""
    pending = state.session.pending
    kept = pending is None or pending.kind is not PendingKind.WHAT_IF
    session = note((state if kept else state.without_pending()).session, supposed=None, tried=())
    return Reply(session, lead=state.domain.message("none_what_if"), outcome=Done.NONE_OF_THEM, whole=True)


def part_of_last(state: State, factor: Decimal) -> dict[str, Any]:
    """The figure that was supposed last, else the one that was told last, times `factor`; empty for none."""
    tried = tried_now(state)
    told = state.session.notes.last or ""
    last = state.session.case.get(told)
    values = tried[0] if len(tried) == 1 else {told: last.value} if last is not None and not tried else {}
    if len(values) != 1:
        return {}
    slot, value = next(iter(values.items()))
    number = isinstance(value, int | float) and not isinstance(value, bool) and slot not in _NO_AMOUNT
    return {slot: plain(Decimal(str(value)) * factor)} if number else {}

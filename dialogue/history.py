"""A provider's history, pasted or sent: shown as the ledger would take it, and kept once the person agrees."""

from collections.abc import Sequence
from html import escape

from dialogue.events import DocumentRead
from dialogue.ledger.keeping import ask_about_all
from dialogue.ledger.waiting import waiting_here
from dialogue.replies import Done, Prompt, Reply
from dialogue.state import State
from flows.ledger import KINDS, Entry
from nlu.history import History, Row

_SHOWN_UNREAD = 5  # lines


def show(state: State, history: History, name: str = "") -> Reply:
    """Says what a table holds and asks whether to keep it; names the lines that could not be read."""
    rows, elsewhere = _of_open_plan(state, history.rows)
    entries = [
        Entry(
            kind, one.day, one.amount, one.own, one.code, one.reason, one.account, one.for_year, one.to_date, one.line
        )
        for one in rows
        if (kind := next((known for known in KINDS if known == one.kind), None)) is not None
    ]
    if not entries:
        lead = state.domain.message("history_empty", name=escape(name, quote=False))
        if elsewhere:
            lead = state.domain.message("history_elsewhere", count=elsewhere)
        return Reply(state.session, lead=lead, prompt=Prompt.OPEN, outcome=Done.LEDGER, detail="history empty")
    remarks = [state.domain.message("history_elsewhere", count=elsewhere)] if elsewhere else []
    if history.others:
        remarks.append(state.domain.message("history_others", count=history.others))
    if history.unread:
        shown = "; ".join(escape(line, quote=False) for line in history.unread[:_SHOWN_UNREAD])
        remarks.append(state.domain.message("history_unread", count=len(history.unread), lines=shown))
    if history.cut:
        remarks.append(state.domain.message("history_cut"))
    waiting = waiting_here(state.session)
    return ask_about_all(state.without_pending(), [*waiting, *entries], name, "\n".join(remarks))


def _of_open_plan(state: State, rows: Sequence[Row]) -> tuple[Sequence[Row], int]:
    """The rows that belong to the open plan, and how many are of others, which a ledger of several plans tells.

    A table of one plan alone is taken for the open one, whatever it was called where it was made.
    """
    plans = {one.plan for one in rows}
    if len(plans) < 2:
        return rows, 0
    here = [one for one in rows if one.plan == str(state.session.household.open)]
    return here, len(rows) - len(here)


def show_file(state: State, event: DocumentRead) -> Reply:
    """The same for a table that was sent as a file."""
    return show(state, event.history or History(()), event.name[:60])

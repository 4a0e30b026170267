"""What answers that are worked out at once have in common: one screen, with what to read and what to begin below it."""

from decimal import Decimal

from content.found import Hit
from content.templates import money
from dialogue.browsing import hit_rows
from dialogue.menus import flow_button
from dialogue.replies import Done, Prompt, Reply
from dialogue.state import State
from flows.screens import Rows, Screen, rows_of


def worked_out(state: State, text: str, rows: Rows, detail: str) -> Reply:
    """The answer in `text`, HTML; what is open is asked again below it. `detail` says in the log what it is about."""
    return Reply(state.session, (Screen(text, rows),), prompt=Prompt.OPEN, outcome=Done.COMPUTED, detail=detail)


def articles_below(state: State, *articles: str) -> Rows:
    """A button for each of these articles."""
    return hit_rows(state, [Hit(one, 1) for one in articles])


def flows_below(state: State, *flows: str) -> Rows:
    """A button for each of these flows that is there."""
    return rows_of([flow_button(state, one) for one in flows if one in state.domain.flows])


def said(amount: Decimal | None) -> str:
    """`amount` in dollars as it is said; empty for none."""
    return "" if amount is None else money(amount)

"""Goes through a flow by answers given as keywords, without its review: where they lead, what is asked and shown."""

from datetime import date
from typing import Any

from flows.engine.answers import Answers
from flows.engine.flow import ASK, Flow, Outcome, Question
from flows.engine.results import Shown, View
from flows.ledger import Entry
from tests.flows.definitions.flow_driver import TODAY, library


def reached(flow: Flow, **told: Any) -> str:
    """The node that `told` leads to: the first question without an answer, or an outcome."""
    return _replayed(flow, told)[0]


def asked(flow: Flow, **told: Any) -> tuple[str, ...]:
    """The questions on the way that `told` answers, without assumed ones."""
    return tuple(slot for slot in _replayed(flow, told)[1] if slot in told)


def shown(
    flow: Flow,
    today: date = TODAY,
    known: dict[str, Any] | None = None,
    ledger: tuple[Entry, ...] = (),
    **told: Any,
) -> Shown:
    """What the outcome shows that `told` leads to. Raises AssertionError if a question is still open."""
    name, values = _replayed(flow, told)
    node = flow.nodes[name]
    assert isinstance(node, Outcome), f"{name} is still open"
    view = View(Answers(values), Answers({**told, **(known or {})}), today, library(), ledger=ledger)
    return node.show(view)


def text_of(flow: Flow, detail: str = "", today: date = TODAY, ledger: tuple[Entry, ...] = (), **told: Any) -> str:
    """The words of the outcome that `told` leads to, or of one of its details, as HTML."""
    result = shown(flow, today, ledger=ledger, **told)
    words = library().flows[flow.id].results[result.words or reached(flow, **told)]
    values = {"year": result.tax_year or today.year, "today": today, **result.values}
    return (words.details[detail] if detail else words.text).render(values)


def _replayed(flow: Flow, told: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    values: dict[str, Any] = {}
    name = flow.start
    while isinstance(node := flow.nodes[name], Question):
        if node.slot in told:
            values[node.slot] = told[node.slot]
        elif node.assumed is not ASK:
            values[node.slot] = node.assumed
        else:
            break
        name = flow.next(name, Answers(values))
    return name, values

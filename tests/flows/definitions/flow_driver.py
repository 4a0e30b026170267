"""Drives one flow by its answers, without a chat: where they lead, and what is shown there."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from content.library import Library, load
from flows.engine.answers import Answers
from flows.engine.flow import Flow, Node
from flows.engine.position import Position, locate
from flows.engine.results import Shown, View
from flows.session import Fact, Frame

TODAY = date(2026, 11, 24)


@cache
def library() -> Library:
    """The library as it is shipped."""
    return load()


def position(flow: Flow, answers: Mapping[str, Any]) -> Position:
    """Where `answers` lead in `flow`, all of them accepted."""
    facts = {slot: Fact(value, "", TODAY) for slot, value in answers.items()}
    return locate(flow, Frame(flow.id, tuple(answers)), facts)


def node(flow: Flow, answers: Mapping[str, Any]) -> str:
    """The name of the node that `answers` lead to."""
    found = position(flow, answers).node
    return "review" if found is None else found.name


def shown(flow: Flow, answers: Mapping[str, Any], known: Mapping[str, Any] | None = None, today: date = TODAY) -> Shown:
    """What is shown where `answers` lead; `known` is what the case holds beside them."""
    at = position(flow, answers)
    found: Node | None = at.node
    assert found is not None
    assert found.show is not None, "nothing is shown there"
    view = View(at.answers, Answers({**(known or {}), **answers}), today, library())
    return found.show(view)


def words(flow: Flow, answers: Mapping[str, Any], known: Mapping[str, Any] | None = None, today: date = TODAY) -> str:
    """The text of the outcome that `answers` lead to, as HTML."""
    at = position(flow, answers).node
    assert at is not None
    what = shown(flow, answers, known, today)
    values = {"year": what.tax_year or today.year, "today": today, **what.values}
    return library().flows[flow.id].results[what.words or at.name].text.render(values)

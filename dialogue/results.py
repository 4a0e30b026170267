"""The screen of a result: its words, its year and disclaimer, its parts that can be opened, its next steps."""

from datetime import date
from typing import Any

from content.schema import ResultWords
from dialogue.state import State
from flows import payloads
from flows.engine.flow import Flow, Outcome
from flows.engine.results import Shown
from flows.figures import current_year
from flows.links import link_rows
from flows.screens import Button, Rows, Screen, joined


def result_screen(state: State, flow: Flow, outcome: Outcome, lead: str) -> Screen:
    """The result that the open flow has come to, with `lead` above it."""
    shown = state.result
    if shown.problem:
        text = state.domain.message("answers_do_not_fit", problem=shown.problem)
        return Screen(joined([lead, text]), _problem_rows(state, flow, outcome))
    words = _words(state, flow, outcome)
    values = result_values(shown, state.today)
    text = joined([lead, words.text.render(values), state.domain.message("disclaimer", year=values["year"])])
    rows = link_rows(flow, outcome, words, shown, values)
    return Screen(text, rows, picture=shown.picture, attachment=shown.attachment)


def simple_screen(state: State, flow: Flow, outcome: Outcome) -> Screen | None:
    """The result in a few plain sentences; None where nobody wrote them or the answers do not fit together."""
    shown = state.result
    words = None if shown.problem else _words(state, flow, outcome)
    if words is None or words.simple is None:
        return None
    values = result_values(shown, state.today)
    return Screen(words.simple.render(values), link_rows(flow, outcome, words, shown, values))


def result_rows(state: State, flow: Flow, outcome: Outcome) -> Rows:
    """The buttons of the result that the open flow has come to."""
    shown = state.result
    if shown.problem:
        return _problem_rows(state, flow, outcome)
    return link_rows(flow, outcome, _words(state, flow, outcome), shown, result_values(shown, state.today))


def detail_screen(state: State, flow: Flow, outcome: Outcome, name: str) -> Screen | None:
    """A part of the result, opened up; None if the result has no part of that name."""
    shown = state.result
    if shown.problem:
        return None
    words = _words(state, flow, outcome)
    if name not in words.details or f"detail:{name}" in shown.hide:
        return None
    values = result_values(shown, state.today)
    text = joined([words.details[name].render(values), state.domain.message("disclaimer", year=values["year"])])
    rows = link_rows(flow, outcome, words, shown, values, without=f"detail:{name}")
    return Screen(text, rows, picture=shown.pictures.get(name), attachment=shown.attachments.get(name))


def _words(state: State, flow: Flow, outcome: Outcome) -> ResultWords:
    return state.domain.library.flows[flow.id].results[state.result.words or outcome.name]


def _problem_rows(state: State, flow: Flow, outcome: Outcome) -> Rows:
    change = Button(
        state.domain.button("button_change"), payloads.make(payloads.DETAIL, flow.id, outcome.name, "change")
    )
    menu = Button(state.domain.button("button_menu"), payloads.make(payloads.MENU, "main"))
    return ((change, menu),)


def result_values(shown: Shown, today: date) -> dict[str, Any]:
    """The names that a result's words may use."""
    return {"year": shown.tax_year or current_year(today), "today": today, **shown.values}

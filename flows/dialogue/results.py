"""The screen of a result: its words, its year and disclaimer, its parts that can be opened, its next steps."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from content.model import ResultWords
from flows.dialogue import payloads
from flows.dialogue.layout import Rows, joined
from flows.dialogue.scene import Scene
from flows.engine.answers import Answers
from flows.engine.flow import Flow, Outcome
from flows.engine.results import Shown
from flows.figures import current_year
from flows.screens import Button, Screen

COPY_LIMIT = 256


def result_screen(scene: Scene, flow: Flow, outcome: Outcome, answers: Answers, lead: str) -> Screen:
    """The result with `lead` above it."""
    shown = scene.shown(outcome, answers)
    words = scene.world.library.flows[flow.id].results[shown.words or outcome.name]
    values = result_values(shown, scene.today)
    text = joined([lead, words.text.render(values), scene.world.message("disclaimer", year=values["year"])])
    rows = _rows(flow, outcome, words, shown, values)
    return Screen(text, rows, picture=shown.picture, attachment=shown.attachment)


def detail_screen(scene: Scene, flow: Flow, outcome: Outcome, answers: Answers, name: str) -> Screen | None:
    """A part of the result, opened up; None if the result has no part of that name."""
    shown = scene.shown(outcome, answers)
    words = scene.world.library.flows[flow.id].results[shown.words or outcome.name]
    if name not in words.details or f"detail:{name}" in shown.hide:
        return None
    values = result_values(shown, scene.today)
    text = joined([words.details[name].render(values), scene.world.message("disclaimer", year=values["year"])])
    rows = _rows(flow, outcome, words, shown, values, without=f"detail:{name}")
    return Screen(text, rows, picture=shown.pictures.get(name))


def result_values(shown: Shown, today: date) -> dict[str, Any]:
    """The names that a result's words may use."""
    return {"year": shown.tax_year or current_year(today), "today": today, **shown.values}


def _rows(
    flow: Flow, outcome: Outcome, words: ResultWords, shown: Shown, values: Mapping[str, Any], without: str = ""
) -> Rows:
    """The buttons that the words list, less those that do not fit this result."""
    rows = []
    for row in words.buttons:
        made = tuple(
            _button(flow, outcome, words, action, label, values)
            for action, label in row.items()
            if action not in shown.hide and action != without
        )
        if made:
            rows.append(made)
    return tuple(rows)


def _button(
    flow: Flow, outcome: Outcome, words: ResultWords, action: str, label: str, values: Mapping[str, Any]
) -> Button:
    kind, _, argument = action.partition(":")
    match kind:
        case "detail" | "change":
            return Button(label, payloads.make(payloads.DETAIL, flow.id, outcome.name, argument or "change"))
        case "flow":
            return Button(label, payloads.make(payloads.FLOW, argument))
        case "article":
            return Button(label, payloads.make(payloads.ARTICLE, argument))
        case "copy":
            return Button(label, copy=words.copies[argument].plain(values)[:COPY_LIMIT])
        case _:
            return Button(label, payloads.make(payloads.MENU, *(argument.split(":") if argument else ["main"])))

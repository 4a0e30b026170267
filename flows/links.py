"""The buttons that the words of a result or of a question list: what each opens, begins or copies."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from content.templates import Text
from flows import payloads
from flows.engine.flow import Flow, Node
from flows.engine.results import Shown
from flows.screens import Button, Rows, rows_of

COPY_LIMIT = 256


class Linking(Protocol):
    """Words that list buttons, row by row, each its action and its label, and the texts that some of them copy."""

    @property
    def buttons(self) -> Sequence[Mapping[str, str]]:
        """The rows."""

    @property
    def copies(self) -> Mapping[str, Text]:
        """What is copied, by name."""


def link_rows(
    flow: Flow, node: Node, words: Linking, shown: Shown, values: Mapping[str, Any], without: str = ""
) -> Rows:
    """The buttons that the words of a result or a question list, less those that do not fit or would copy nothing."""
    rows: list[tuple[Button, ...]] = []
    for row in words.buttons:
        made = [
            _button(flow, node, words, action, label, values)
            for action, label in ((Text(action).plain(values), label) for action, label in row.items())
            if action not in shown.hide and action != without
        ]
        if kept := tuple(button for button in made if button.payload or button.copy.strip()):
            rows += rows_of(kept)
    return tuple(rows)


def _button(flow: Flow, node: Node, words: Linking, action: str, label: str, values: Mapping[str, Any]) -> Button:
    kind, _, argument = action.partition(":")
    match kind:
        case "detail" | "change":
            return Button(label, payloads.make(payloads.DETAIL, flow.id, node.name, argument or "change"))
        case "flow":
            return Button(label, payloads.make(payloads.FLOW, argument))
        case "article":
            return Button(label, payloads.make(payloads.ARTICLE, argument))
        case "share":
            return Button(label, payloads.make(payloads.SHARE, "ask"))
        case "copy":
            return Button(label, copy=words.copies[argument].plain(values)[:COPY_LIMIT])
        case _:
            return Button(label, payloads.make(payloads.MENU, *(argument.split(":") if argument else ["main"])))

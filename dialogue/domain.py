"""What the dialogue stands on: words, flows, slots and search, bound once at the start and never changed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache, cached_property
from typing import Any

from content.found import Search
from content.library import Library
from content.schema import Option, SlotWords, StepWords
from content.templates import Text, money, percent, said_date
from core.match import MatchFormula
from dialogue.ways import Way
from flows import payloads
from flows.engine.flow import Flow, Question
from flows.screens import Button
from flows.slots import Slot, SlotKind
from nlu.entities.text import bare, bare_label
from nlu.match.describe import describe_match

MOST_SHOWN = 60  # buttons whose labels are remembered
_MONEY_KINDS = frozenset({SlotKind.PAY, SlotKind.MONEY, SlotKind.BOX})


class Said(StrEnum):
    """Values that have words of their own."""

    UNKNOWN = "unknown"
    NONE = "none"
    NO_CAP = "no_cap"
    LOWER_CAP = "lower_cap"
    MAX = "max"


_SAID = frozenset(Said)


@dataclass(frozen=True)
class Domain:
    """Everything that does not change between two events.

    `session_days` is for how many days a chat is kept that nobody uses; None where nothing is deleted by itself.
    `contact` is where the people who run the bot can be reached, if they say so. `asked`, `named` and `chosen` keep
    what was put together once: words of questions, labels and options of slots.
    """

    library: Library
    flows: Mapping[str, Flow]
    slots: Mapping[str, Slot]
    search: Search
    session_days: int | None = None
    contact: str = ""
    asked: dict[tuple[str, str], "Asking"] = field(default_factory=dict, repr=False, compare=False)
    named: dict[str, str] = field(default_factory=dict, repr=False, compare=False)
    chosen: dict[str, Mapping[str, Option]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def employer_names(self) -> Mapping[str, str]:
        """Each employer's name by all the ways it is written."""
        return {name: employer.name for employer in self.library.employers for name in (employer.name, *employer.also)}

    @cached_property
    def provider_names(self) -> Mapping[str, str]:
        """Each provider's id by all the ways it is called."""
        return {
            name: provider.id
            for provider in self.library.providers.values()
            for name in (provider.name, *provider.also)
            if provider.kind != "other"
        }

    @cached_property
    def starts(self) -> Mapping[str, str]:
        """Each flow's id by its title and the ways people ask for it, as they are compared."""
        found: dict[str, str] = {}
        for flow in self.flows:
            words = self.library.flows[flow]
            for phrase in (words.title, *words.starts):
                found.setdefault(bare(phrase), flow)
        return found

    def message(self, name: str, /, **values: Any) -> str:
        """The message called `name` as Telegram HTML, its values escaped. Raises KeyError if there is none."""
        return self.library.messages[name].render(values)

    def button(self, name: str, /, **values: Any) -> str:
        """The message called `name` as plain text for a button."""
        return self.library.messages[name].plain(values)

    def way(self, way: Way, revision: int) -> Button:
        """The button of a way on, good as long as the session's `revision` stays."""
        return Button(self.button(f"button_{way}"), payloads.make(payloads.CONTROL, way, revision=revision))

    def label(self, slot: str) -> str:
        """What a slot is called in a review, plain text."""
        if slot not in self.named:
            labels = (words.label for words in self.words_for(slot))
            self.named[slot] = next((label for label in labels if label), slot.replace("_", " "))
        return self.named[slot]

    def words_for(self, slot: str) -> Iterator[SlotWords | StepWords]:
        """The words there are for `slot`: its own, then those of the flows that ask for it."""
        if slot in self.library.slots:
            yield self.library.slots[slot]
        for flow in self.flows.values():
            node = flow.nodes.get(slot)
            if isinstance(node, Question) and node.words is not None:
                yield node.words
            if node is not None and slot in self.library.flows[flow.id].steps:
                yield self.library.flows[flow.id].steps[slot]

    def options(self, slot: str) -> Mapping[str, Option]:
        """The options of `slot` by its own words, else by those of a flow that asks for it; empty if it has none."""
        if slot not in self.chosen:
            self.chosen[slot] = next((words.options for words in self.words_for(slot) if words.options), {})
        return self.chosen[slot]

    def asking(self, flow: str, question: Question) -> "Asking":
        """The words for `question` of `flow`, put together once. Raises KeyError if nobody wrote any."""
        key = (flow, question.slot)
        if key not in self.asked:
            self.asked[key] = _put_together(self, flow, question)
        return self.asked[key]

    def say(self, slot: str, value: Any) -> str:
        """The `value` of `slot` in plain words, for a review or an acknowledgement; plain text, not escaped."""
        kind = self.slots[slot].kind if slot in self.slots else SlotKind.TEXT
        if value is None or (isinstance(value, dict) and not value):
            return self.button(f"say_{Said.UNKNOWN}")
        if kind is SlotKind.CAP:
            return self._said_cap(value)
        options = self.options(slot)
        if isinstance(value, str) and value in options:
            return options[value].label
        if kind is SlotKind.PAY_LIST and isinstance(value, list):
            return "; ".join(_paycheck(one) for one in value)
        if kind is SlotKind.CONVERSIONS and isinstance(value, list):
            return "; ".join(f"{one['year']}: {money(_number(one['amount']))}" for one in value)
        if isinstance(value, list):
            return ", ".join(options[one].label if one in options else str(one) for one in value) or self.button(
                f"say_{Said.NONE}"
            )
        if isinstance(value, str) and value in _SAID:
            return self.button(f"say_{Said(value)}")
        return _by_kind(kind, value)

    def _said_cap(self, value: Mapping[str, Any]) -> str:
        if "none" in value:
            return self.button(f"say_{Said.NO_CAP}")
        said = {name: percent(part) if name == "rate" else money(_number(part)) for name, part in value.items()}
        return self.button(f"say_{Said.LOWER_CAP}", **said) if len(said) > 1 else next(iter(said.values()))

    def labels(self, rows: Iterable[Sequence[Button]]) -> tuple[tuple[str, str], ...]:
        """The labels in `rows` as they are compared with what is typed, each with what its button carries."""
        labels = ((bare_label(button.label), button.payload) for row in rows for button in row if button.payload)
        return tuple((label, payload) for label, payload in labels if label)[:MOST_SHOWN]

    def title(self, flow: str) -> str:
        """A flow's title, plain text."""
        return self.library.flows[flow].title


@dataclass(frozen=True, slots=True)
class Asking:
    """The words of one question: the slot's own, overlaid by the flow's and by those of the question itself."""

    label: str
    ask: Text
    simple: Text | None
    hint: Text | None
    why: Text | None
    unknown: Text | None
    unsure: Text | None
    counted: Text | None
    example: Text | None
    options: Mapping[str, Option]
    progress: Text | None
    details: Mapping[str, Text]
    buttons: tuple[Mapping[str, str], ...]
    copies: Mapping[str, Text]


def _put_together(domain: Domain, flow: str, question: Question) -> Asking:
    layers: list[Any] = [
        question.words,
        domain.library.flows[flow].steps.get(question.slot),
        domain.library.slots.get(question.slot),
    ]

    def first(name: str) -> Any:
        return next((value for layer in layers if layer is not None and (value := getattr(layer, name, None))), None)

    ask = first("ask")
    if ask is None:
        raise KeyError(f"there are no words for {question.slot} in slots.yaml or flows/{flow}.yaml")
    return Asking(
        label=first("label") or question.slot.replace("_", " "),
        ask=ask,
        simple=first("simple") if layers[1] is None or layers[1].ask is None or layers[1].simple else None,
        hint=first("hint"),
        why=first("why"),
        unknown=first("unknown"),
        unsure=first("unsure"),
        counted=first("counted"),
        example=_example(first("example")),
        options=first("options") or {},
        progress=first("progress"),
        details=first("details") or {},
        buttons=first("buttons") or (),
        copies=first("copies") or {},
    )


@cache
def _example(example: str | None) -> Text | None:
    return Text(example) if example else None


def _by_kind(kind: SlotKind, value: Any) -> str:
    if kind in _MONEY_KINDS or (kind is SlotKind.DEFERRAL and value != "max"):
        return money(_number(value))
    if kind is SlotKind.PERCENT:
        return percent(value)
    if kind is SlotKind.MATCH:
        return describe_match(MatchFormula.model_validate(value))
    if kind is SlotKind.DATE:
        return said_date(date.fromisoformat(str(value)))
    if kind is SlotKind.DAY_OR_MONTH:
        whole = len(str(value)) > len("2026-03")
        return said_date(date.fromisoformat(str(value))) if whole else f"{date.fromisoformat(f'{value}-01'):%B %Y}"
    return str(value)


def _paycheck(one: Mapping[str, Any]) -> str:
    day = date.fromisoformat(one["day"]) if one["day"] else None
    return f"{day:%b} {day.day}: {money(_number(one['amount']))}" if day else money(_number(one["amount"]))


def _number(value: Any) -> Decimal:
    return Decimal(str(value))

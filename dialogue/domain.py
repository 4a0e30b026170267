"""What the dialogue stands on: words, flows, slots and search, bound once at the start and never changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

from content.found import Search
from content.library import Library
from content.schema import Option, SlotWords, StepWords
from content.templates import Text
from flows.engine.flow import Flow, Question
from flows.slots import Slot
from nlu.entities.text import bare


@dataclass(frozen=True)
class Domain:
    """Everything that does not change between two events.

    `session_days` is for how many days a chat is kept that nobody uses; None where nothing is deleted by itself.
    `contact` is where the people who run the bot can be reached, if they say so.
    """

    library: Library
    flows: Mapping[str, Flow]
    slots: Mapping[str, Slot]
    search: Search
    session_days: int | None = None
    contact: str = ""
    asked: dict[tuple[str, str], "Asking"] = field(default_factory=dict, repr=False, compare=False)

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

    def label(self, slot: str) -> str:
        """What a slot is called in a review, plain text."""
        labels = (words.label for words in self.words_for(slot))
        return next((label for label in labels if label), slot.replace("_", " "))

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
    example: Text | None
    options: Mapping[str, Option]
    progress: Text | None
    details: Mapping[str, Text]
    buttons: tuple[Mapping[str, str], ...]
    copies: Mapping[str, Text]


def asking(domain: Domain, flow: str, question: Question) -> Asking:
    """The words for `question` of `flow`, put together once. Raises KeyError if nobody wrote any."""
    key = (flow, question.slot)
    if key not in domain.asked:
        domain.asked[key] = _put_together(domain, flow, question)
    return domain.asked[key]


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


def slot_options(domain: Domain, slot: str) -> Mapping[str, Option]:
    """The options of `slot` by its own words, else by those of a flow that asks for it; empty if it has none."""
    return next((words.options for words in domain.words_for(slot) if words.options), {})

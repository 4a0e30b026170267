"""What `make check` refuses in the flows: questions without words, buttons that lead nowhere, payloads too long."""

from collections.abc import Iterator, Mapping

from content.findings import Finding
from content.library import Library
from content.model import FlowWords, ResultWords
from dialogue import payloads
from dialogue.domain import Asking, Domain, asking
from dialogue.menus import KINDS, TOPICS
from flows.engine.flow import Flow, Question
from flows.slots import Slot

LONGEST_LABEL = 40
HIGHEST_REVISION = 36**5  # a chat that has seen more questions than this is no person
MENUS = frozenset({"", "main", "topics", "more", *KINDS})


def check_flows(domain: Domain) -> list[Finding]:
    """All that is wrong between the flows of `domain` and their words."""
    found: list[Finding] = []
    for flow in domain.flows.values():
        file = f"flows/{flow.id}.yaml"
        words = domain.library.flows.get(flow.id)
        if words is None:
            found.append(Finding(file, 1, "the words of this flow are missing"))
            continue
        found += _questions(domain, flow, file)
        found += _results(domain, flow, words, file)
        found += _unused(flow, words, file)
    for name in domain.library.flows:
        if name not in domain.flows:
            found.append(
                Finding(f"flows/{name}.yaml", 1, "there is no flow of this name; remove the file or add the flow")
            )
    return sorted(found)


def _questions(domain: Domain, flow: Flow, file: str) -> Iterator[Finding]:
    for node in flow.nodes.values():
        if not isinstance(node, Question):
            continue
        if node.slot not in domain.slots:
            yield Finding(file, 1, f"{node.slot} is asked but declared nowhere; add it to the slots")
            continue
        try:
            words = asking(domain, flow.id, node)
        except KeyError as error:
            yield Finding(file, 1, str(error.args[0]))
            continue
        slot = domain.slots[node.slot]
        if slot.kind in {"choice", "choices"} and not words.options:
            yield Finding(file, 1, f"{node.slot} is a choice without options")
        for key, option in words.options.items():
            yield from _option(file, slot, key, option.label)
        if not any(known.label for known in domain.words_for(node.slot)):
            yield Finding(file, 1, f"{node.slot} has no label in slots.yaml, which reviews and changes need")
        yield from _buttons(domain, words, node.slot, file)


def _option(file: str, slot: Slot, key: str, label: str) -> Iterator[Finding]:
    if len(label) > LONGEST_LABEL:
        yield Finding(file, 1, f"{slot.name}: the label “{label}” is longer than {LONGEST_LABEL} characters")
    try:
        payloads.make(payloads.OPTION, slot.name, key, revision=HIGHEST_REVISION)
    except ValueError:
        yield Finding(
            file, 1, f"{slot.name}: the option {key} is too long for a button or has other signs than a-z 0-9 _ . -"
        )


def _results(domain: Domain, flow: Flow, words: FlowWords, file: str) -> Iterator[Finding]:
    for name, result in words.results.items():
        yield from _buttons(domain, result, name, file)
    for node in flow.nodes.values():
        if not isinstance(node, Question) and node.name not in words.results and len(words.results) == 0:
            yield Finding(file, 1, f"the outcome {node.name} has no words")


def _buttons(domain: Domain, words: ResultWords | Asking, name: str, file: str) -> Iterator[Finding]:
    for row in words.buttons:
        for action, label in row.items():
            if (problem := _action(domain, words, action)) is not None:
                yield Finding(file, 1, f"{name}: {problem}")
            if len(label) > LONGEST_LABEL:
                yield Finding(file, 1, f"{name}: the label “{label}” is longer than {LONGEST_LABEL} characters")
    for detail in words.details:
        if not any(f"detail:{detail}" in row for row in words.buttons):
            yield Finding(file, 1, f"{name}: no button opens the detail {detail}")


def _action(domain: Domain, words: ResultWords | Asking, action: str) -> str | None:
    kind, _, argument = action.partition(":")
    if "{{" in argument:
        return None  # filled in when it is shown; the tests of the walk look at where it leads
    places: Mapping[str, object] = {
        "detail": words.details,
        "copy": words.copies,
        "flow": domain.flows,
        "article": domain.library.articles,
    }
    if kind in places:
        return None if argument in places[kind] else f"the button {action} leads nowhere"  # type: ignore[operator]
    if kind == "menu":
        name, _, topic = argument.partition(":")
        return None if name in MENUS or (name == "topic" and topic in TOPICS) else f"there is no menu {argument}"
    return None if kind == "change" else f"{action} is no action of a button"


def _unused(flow: Flow, words: FlowWords, file: str) -> Iterator[Finding]:
    for step in words.steps:
        if step not in flow.slots:
            yield Finding(file, 1, f"the step {step} is worded but never asked")


def check_slots(library: Library, slots: Mapping[str, Slot]) -> list[Finding]:
    """Slots that are worded in slots.yaml but declared nowhere."""
    return [
        Finding("slots.yaml", 1, f"{name} is worded but declared nowhere")
        for name in library.slots
        if name not in slots
    ]

"""What `make check` refuses in the flows: questions without words, buttons that lead nowhere, payloads too long."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from content.findings import Finding
from content.library import Library
from content.reading import line_of
from content.schema import FlowWords, ResultWords
from dialogue.domain import Asking, Domain
from dialogue.menus import KINDS, TOPICS
from flows import payloads
from flows.engine.flow import Flow, Question
from flows.slots import Slot, SlotKind

ROOT = Path(__file__).parents[1]
LONGEST_LABEL = 40
HIGHEST_REVISION = 36**5  # a chat that has seen more questions than this is no person
Place = tuple[str, int]
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
        found += _unused(domain, flow, words, file)
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
        at = _place(domain, file, "steps", node.slot)
        if node.slot not in domain.slots:
            yield Finding(*at, f"{node.slot} is asked but declared nowhere; add it to the slots")
            continue
        try:
            words = domain.asking(flow.id, node)
        except KeyError as error:
            yield Finding(*_place(domain, file, "steps"), str(error.args[0]))
            continue
        slot = domain.slots[node.slot]
        if slot.kind in {SlotKind.CHOICE, SlotKind.CHOICES} and not words.options:
            yield Finding(*at, f"{node.slot} is a choice without options")
        for key, option in words.options.items():
            yield from _option(_place(domain, file, "steps", node.slot, "options", key), slot, key, option.label)
        if not any(known.label for known in domain.words_for(node.slot)):
            yield Finding(*at, f"{node.slot} has no label in slots.yaml, which reviews and changes need")
        yield from _buttons(domain, words, file, "steps", node.slot)


def _place(domain: Domain, file: str, *path: str | int) -> Place:
    """The file and the line of what stands at `path` of a flow's words, or of the slot's own where those are used."""
    steps = domain.library.flows[file.removeprefix("flows/").removesuffix(".yaml")].steps
    if path[0] == "steps" and len(path) > 1 and path[1] not in steps and path[1] in domain.library.slots:
        return "slots.yaml", line_of((domain.library.folder / "slots.yaml").read_text(encoding="utf-8"), path[1:])
    return file, line_of((domain.library.folder / file).read_text(encoding="utf-8"), path)


def _option(at: Place, slot: Slot, key: str, label: str) -> Iterator[Finding]:
    if len(label) > LONGEST_LABEL:
        yield Finding(*at, f"{slot.name}: the label “{label}” is longer than {LONGEST_LABEL} characters")
    try:
        payloads.make(payloads.OPTION, slot.name, key, revision=HIGHEST_REVISION)
    except ValueError:
        yield Finding(
            *at, f"{slot.name}: the option {key} is too long for a button or has other signs than a-z 0-9 _ . -"
        )


def _results(domain: Domain, flow: Flow, words: FlowWords, file: str) -> Iterator[Finding]:
    for name, result in words.results.items():
        yield from _buttons(domain, result, file, "results", name)
    for node in flow.nodes.values():
        if not isinstance(node, Question) and node.name not in words.results and len(words.results) == 0:
            yield Finding(*_place(domain, file, "results"), f"the outcome {node.name} has no words")


def _buttons(domain: Domain, words: ResultWords | Asking, file: str, part: str, name: str) -> Iterator[Finding]:
    for number, row in enumerate(words.buttons):
        for action, label in row.items():
            at = _place(domain, file, part, name, "buttons", number, action)
            if (problem := wrong_action(domain, words, action)) is not None:
                yield Finding(*at, f"{name}: {problem}")
            if len(label) > LONGEST_LABEL:
                yield Finding(*at, f"{name}: the label “{label}” is longer than {LONGEST_LABEL} characters")
    for detail in words.details:
        if not any(f"detail:{detail}" in row for row in words.buttons):
            at = _place(domain, file, part, name, "details", detail)
            yield Finding(*at, f"{name}: no button opens the detail {detail}")


def wrong_action(domain: Domain, words: ResultWords | Asking, action: str) -> str | None:
    """What is wrong with the `action` of a button, or None if it leads somewhere."""
    kind, _, argument = action.partition(":")
    if "{{" in argument:
        return None  # filled in when it is shown, where `check_texts` looks at it
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
    return None if kind in ("change", "share") else f"{action} is no action of a button"


def _unused(domain: Domain, flow: Flow, words: FlowWords, file: str) -> Iterator[Finding]:
    for step in words.steps:
        if step not in flow.slots:
            yield Finding(*_place(domain, file, "steps", step), f"the step {step} is worded but never asked")


def check_slots(library: Library, slots: Mapping[str, Slot]) -> list[Finding]:
    """Slots that are worded in slots.yaml but declared nowhere, and slots of a kind that nobody reads."""
    source = (library.folder / "slots.yaml").read_text(encoding="utf-8")
    found = [
        Finding("slots.yaml", line_of(source, (name,)), f"{name} is worded but declared nowhere")
        for name in library.slots
        if name not in slots
    ]
    for slot in slots.values():
        if not isinstance(slot.kind, SlotKind):
            known = ", ".join(sorted(SlotKind))
            found.append(
                Finding(*_declared(slot), f"{slot.name}: there is no kind {slot.kind} of slot; known are {known}")
            )
    return found


def _declared(slot: Slot) -> Place:
    """Where `slot` is declared, as a path from the content folder."""
    pattern = re.compile(rf'"{re.escape(slot.name)}"')
    places = [
        (f"../../{path.relative_to(ROOT).as_posix()}", number)
        for path in sorted((ROOT / "flows").rglob("*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1)
        if pattern.search(line)
    ]
    lines = [place for place in places if f'Slot("{slot.name}"' in _line(place)]
    return next(iter(lines), next(iter(places), ("slots.yaml", 1)))


def _line(place: Place) -> str:
    file = ROOT / place[0].removeprefix("../../")
    return file.read_text(encoding="utf-8").split("\n")[place[1] - 1]


def check_topics(library: Library) -> list[Finding]:
    """Articles of a topic that no menu has."""
    return [
        Finding(
            article.file,
            next(
                number
                for number, line in enumerate(
                    (library.folder / article.file).read_text(encoding="utf-8").split("\n"), 1
                )
                if line.startswith("topic:")
            ),
            f"there is no topic {article.front.topic}; known are {', '.join(TOPICS)}",
        )
        for article in library.articles.values()
        if article.front.topic not in TOPICS
    ]

"""Renders every text of the flows as people see it: each flow is answered, in each loaded year, to all its ends."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any

from content.findings import Finding
from content.library import Library
from content.reading import line_of, line_within
from content.templates import TemplateError, Text, uses
from core.limits import published_years
from dialogue.domain import Domain, asking, slot_options
from dialogue.results import result_values
from dialogue.state import State
from flows.definitions.unfit import WORDS as UNFIT
from flows.engine.flow import Flow, Outcome, Question
from flows.engine.position import locate
from flows.engine.results import Shown
from flows.household.household import household_of
from flows.session import Fact, Frame, Session
from flows.slots import SlotKind

RUNS = 40  # for each flow and year; each answers with what was answered least so far
MOST_QUESTIONS = 60
CHANGED = 0.2  # of the assumed answers
FIRST = 0.7  # of the runs that are left to chance
MATCH = {"tiers": [{"rate": 0.5, "up_to_pct_of_pay": 0.06}]}
# What each kind of slot is answered with; the last of some are such that the core refuses them.
SAMPLES: Mapping[SlotKind, Sequence[Any]] = {
    SlotKind.PAY: (400_000, 90_000, 1_200_000),
    SlotKind.MONEY: (12_000, 0, 40_000, 250, 10**9),
    SlotKind.DEFERRAL: ("max", 10_000, 0),
    SlotKind.AGE: (42, 61, 55, 30, 300),
    SlotKind.PERCENT: (0.24, 0.06, 7),
    SlotKind.YES_NO_UNKNOWN: ("yes", "no", "unknown"),
    SlotKind.MATCH: (MATCH,),
    SlotKind.PAY_FREQUENCY: ("biweekly", "monthly", "weekly", "semimonthly"),
    SlotKind.FILING_STATUS: ("married_joint", "single"),
    SlotKind.STATE: ("NJ", "CA", "TX"),
    SlotKind.COUNT: (10, 1, 26, 900),
    SlotKind.CAP: ({"rate": 0.1}, {"dollars": 10_000}, {"none": True}),
    SlotKind.EMPLOYER: ("Microsoft", "Nobody Inc"),
    SlotKind.BOX: (600, 0, 40_000, 10**9),
    SlotKind.BOX_CODE: ("G", "8", "E"),
    SlotKind.TEXT: ("words",),
}


@dataclass
class Seen:
    """The values that one text was shown with, put together over all runs: the names, and one value of each kind."""

    names: set[str] = field(default_factory=set)
    kinds: dict[str, dict[type, Any]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, values: Mapping[str, Any]) -> None:
        self.names |= set(values)
        for name, value in values.items():
            self.kinds[name].setdefault(type(value), value)

    def has(self, name: str, attribute: str) -> bool:
        """Whether any value of `name` has `attribute`; None and mappings say nothing against it."""
        values = self.kinds[name]
        return any(
            hasattr(value, attribute) or (isinstance(value, Mapping) and (attribute in value or not value))
            for value in values.values()
        ) or all(value is None for value in values.values())


def check_texts(domain: Domain, today: date, only: frozenset[str] = frozenset()) -> list[Finding]:
    """All that goes wrong when the texts of the flows are shown, each fault once, with the line where it stands.

    `only` these flows are run if any are named.
    """
    found: dict[tuple[str, int], Finding] = {}
    for flow in domain.flows.values():
        if flow.id in domain.library.flows and (not only or flow.id in only):
            for finding in _Run(domain, flow, today).findings():
                found.setdefault((finding.file, finding.line), finding)
    return sorted(found.values())


class _Run:
    """One flow while it is answered, and what was noticed."""

    def __init__(self, domain: Domain, flow: Flow, today: date) -> None:
        self.domain = domain
        self.flow = flow
        self.today = today
        self.file = f"flows/{flow.id}.yaml"
        self.used: dict[tuple[str, str], int] = defaultdict(int)
        self.seen: dict[tuple[str, ...], tuple[Text, Seen]] = {}
        self.shown: set[str] = set()
        self.thorough = True
        self.chance = Random(flow.id)  # noqa: S311  no secret: the same runs each time
        self.faults: list[Finding] = []

    def findings(self) -> Iterator[Finding]:
        """All faults of the flow."""
        for year in (*published_years(), published_years()[-1] + 1):
            for number in range(RUNS):
                self.thorough = number % 2 == 0
                self._run(year)
        yield from self.faults
        yield from self._misnamed()
        for path, (text, seen) in self.seen.items():
            yield from self._unknown_names(path, text, seen)

    def _run(self, year: int) -> None:
        case: dict[str, Fact] = {}
        for _ in range(MOST_QUESTIONS):
            frame = Frame(self.flow.id, tuple(case))
            state = State(self.domain, Session(household=household_of(case), frames=(frame,)), self.today)
            position = locate(self.flow, Frame(self.flow.id, (*case, "review")), case)
            node = position.node
            if isinstance(node, Outcome):
                try:
                    shown = state.shown(node, position.answers)
                except (TemplateError, TypeError, KeyError) as error:
                    self._fault(("phrases",), 0, f"what the outcome {node.name} shows cannot be put together: {error}")
                    return
                self._result(node, shown)
                return
            if node is None:
                return
            self._question(state, node, state.shown(node, position.answers))
            case[node.slot] = Fact(self._answer(node, year), "", self.today)
            for slot in position.assumed:
                if self.chance.random() < CHANGED:
                    case[slot] = Fact(self._sample(slot, year), "", self.today)

    def _answer(self, node: Question, year: int) -> Any:
        return self._sample(node.slot, year)

    def _sample(self, slot: str, year: int) -> Any:
        declared = self.domain.slots.get(slot)
        kind = declared.kind if declared is not None else SlotKind.TEXT
        options = list(self._options(slot))
        samples: list[Any] = list(SAMPLES.get(kind, ()))
        if kind is SlotKind.TAX_YEAR:
            return year
        if kind is SlotKind.DATE:
            samples = [date(year, 11, 3).isoformat(), date(year - 6, 1, 1).isoformat(), date(year, 2, 2).isoformat()]
        elif kind is SlotKind.CHOICES:
            samples = [[one] for one in options] + [options, []]
        elif options:
            samples = options
        if declared is not None and declared.unknown and "unknown" not in samples:
            samples.append(None)
        chosen = self._chosen(slot, samples or [None])
        self.used[slot, repr(chosen)] += 1
        return chosen

    def _chosen(self, slot: str, samples: Sequence[Any]) -> Any:
        """What was answered least so far in one run; in the next the first sample mostly, which leads furthest."""
        if self.thorough:
            return min(samples, key=lambda value: self.used[slot, repr(value)])
        return samples[0] if self.chance.random() < FIRST else self.chance.choice(list(samples))

    def _options(self, slot: str) -> Sequence[str]:
        node = self.flow.nodes.get(slot)
        if isinstance(node, Question):
            try:
                return list(asking(self.domain, self.flow.id, node).options)
            except KeyError:
                return []
        return list(slot_options(self.domain, slot))

    def _question(self, state: State, node: Question, shown: Shown) -> None:
        try:
            words = asking(self.domain, self.flow.id, node)
        except KeyError:
            return  # said by check_flows
        values = {**state.text_values(), **shown.values}
        for name in ("ask", "hint", "why", "unknown", "progress"):
            self._render(("steps", node.slot, name), getattr(words, name), values)
        for name, text in words.details.items():
            self._render(("steps", node.slot, "details", name), text, values)
        for name, text in words.copies.items():
            self._render(("steps", node.slot, "copies", name), text, values)

    def _result(self, node: Outcome, shown: Shown) -> None:
        if shown.problem:
            return
        name = shown.words or node.name
        self.shown.add(name)
        words = self.domain.library.flows[self.flow.id].results.get(name)
        if words is None:
            self._fault(("results",), 0, f"the outcome {node.name} is to be worded by {name}, which nobody wrote")
            return
        values = result_values(shown, self.today)
        self._render(("results", name, "text"), words.text, values)
        for part, text in words.details.items():
            if f"detail:{part}" not in shown.hide:
                self._render(("results", name, "details", part), text, values)
        for part, text in words.copies.items():
            if f"copy:{part}" not in shown.hide:
                self._render(("results", name, "copies", part), text, values)

    def _render(self, path: tuple[str, ...], text: Text | None, values: Mapping[str, Any]) -> None:
        if text is None or "{" not in text.markdown:
            return
        self.seen.setdefault(path, (text, Seen()))[1].add(values)
        try:
            text.render(values)
        except (TemplateError, ArithmeticError, TypeError, ValueError, AttributeError, KeyError) as error:
            self._fault(path, getattr(error, "lineno", None) or 0, f"the text cannot be shown: {error}")

    def _misnamed(self) -> Iterator[Finding]:
        source = _source(self.domain.library, self.file)
        for name in self.domain.library.flows[self.flow.id].results:
            if name not in {*self.shown, *self.flow.nodes, UNFIT}:
                yield Finding(self.file, line_of(source, ("results", name)), f"the result {name} is never shown")

    def _unknown_names(self, path: tuple[str, ...], text: Text, seen: Seen) -> Iterator[Finding]:
        try:
            used = uses(text.markdown)
        except TemplateError:
            return  # noticed when it was shown
        for use in sorted(used, key=lambda one: (one.line, one.name, one.attribute)):
            if use.name not in seen.names:
                yield self._at(path, use.line, f"{use.name} is not known here")
            elif use.attribute and use.name != "known" and not seen.has(use.name, use.attribute):
                yield self._at(path, use.line, f"{use.name} has no {use.attribute}")

    def _fault(self, path: tuple[str, ...], inner: int, message: str) -> None:
        self.faults.append(self._at(path, inner, message))

    def _at(self, path: tuple[str, ...], inner: int, message: str) -> Finding:
        """The finding where `path` stands: in the flow's own words, or in slots.yaml if those are the slot's."""
        source = _source(self.domain.library, self.file)
        if path[0] == "steps":
            step = self.domain.library.flows[self.flow.id].steps.get(path[1])
            if step is None or not getattr(step, path[2]):
                own = _source(self.domain.library, "slots.yaml")
                return Finding("slots.yaml", line_within(own, path[1:], inner or 1), f"{'.'.join(path[1:])}: {message}")
        line = line_within(source, path, inner) if inner else line_of(source, path)
        return Finding(self.file, line, f"{'.'.join(path)}: {message}")


def _source(library: Library, file: str) -> str:
    return (library.folder / file).read_text(encoding="utf-8")

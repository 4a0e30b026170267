"""Renders every text of the flows as people see it: each flow is answered, in each loaded year, to all its ends."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from random import Random
from typing import Any

from content.check_entries import texts_in
from content.findings import Finding
from content.library import Library
from content.reading import line_of, line_within
from content.schema import ResultWords
from content.templates import FAILURES, TemplateError, Text, failing_line, uses
from core.limits import published_years
from dialogue.check_flows import wrong_action
from dialogue.check_messages import names_in_program
from dialogue.domain import Asking, Domain
from dialogue.results import result_values
from dialogue.state import State
from flows.definitions.unfit import WORDS as UNFIT
from flows.engine.flow import Flow, Outcome, Question
from flows.engine.position import locate
from flows.engine.results import Shown
from flows.household.household import household_of
from flows.session import Fact, Frame, Session
from flows.slots import SlotKind
from nlu.answers import option_value

RUNS = 40  # for each flow and year; each answers with what was answered least so far
MORE_RUNS = 100  # at most, where a text was not come to
MOST_QUESTIONS = 60
CHANGED = 0.2  # of the assumed answers
FIRST = 0.7  # of the runs that are left to chance
MATCH = {"tiers": [{"rate": 0.5, "up_to_pct_of_pay": 0.06}]}
KNOWN: Mapping[str, Any] = {
    "age": 55,
    "pay": 150_000,
    "deferral": 10_000,
    "match": MATCH,
    "after_tax_made": 0,
}  # before every other run
# Answers that belong together, for ends that chance hardly comes to.
TOGETHER: Mapping[str, Sequence[Mapping[str, Any]]] = {
    "taxes": ({"money_moved": "refund", "moved_amount": None, "forms_there": "none"},),
}
# What each kind of slot is answered with; the last of some are such that the core refuses them.
Path = tuple[str | int, ...]
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
    SlotKind.CAP: ({"rate": 0.1}, {"dollars": 10_000}, {"rate": 0.1, "dollars": 10_000}, {"none": True}),
    SlotKind.DAY_OR_MONTH: ("2026-12", "2026-12-11", "2026-03"),
    SlotKind.PAY_LIST: (
        "even",
        [{"day": None, "amount": 8_000}, {"day": None, "amount": 12_000}],
        [{"day": "2026-12-04", "amount": 7_000}, {"day": "2026-12-18", "amount": 25_000}],
    ),
    SlotKind.CONVERSIONS: ("one", [{"year": 2025, "amount": 9_000, "taxed": 100}]),
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


_STARS = re.compile(r"[^\w\s*]\*\*\{[%{]")


def _around(html: str) -> str:
    """The stars that are shown as they are, with what stands before them."""
    at = html.rindex("**")
    return html[max(0, at - 20) : at + 2]


def _line_of_stars(markdown: str) -> int:
    """The first line of `markdown` on which bold ends right before a tag; 0 if there is none."""
    lines = enumerate(markdown.splitlines(), start=1)
    return next((number for number, line in lines if _STARS.search(line)), 0)


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


class _Phrase(Text):
    """A phrase of a flow that tells the run of the check with what it is shown."""

    __slots__ = ("_name", "_run")

    def __init__(self, markdown: str, name: str, run: "_Run") -> None:
        super().__init__(markdown)
        self._name, self._run = name, run

    def plain(self, values: Mapping[str, Any] | None = None) -> str:
        self._run.noted(("phrases", self._name), Text(self.markdown), values or {})
        return super().plain(values)

    def render(self, values: Mapping[str, Any] | None = None) -> str:
        self._run.noted(("phrases", self._name), Text(self.markdown), values or {})
        return super().render(values)


class _Run:
    """One flow while it is answered, and what was noticed."""

    def __init__(self, domain: Domain, flow: Flow, today: date) -> None:
        self.flow = flow
        self.domain = self._listening(domain)
        self.today = today
        self.file = f"flows/{flow.id}.yaml"
        self.used: dict[tuple[str, str], int] = defaultdict(int)
        self.seen: dict[Path, tuple[Text, Seen]] = {}
        self.shown_with: dict[Path, Mapping[str, Any]] = {}
        self.shown: set[str] = set()
        self.thorough = True
        self.together: Mapping[str, Any] = {}
        self.chance = Random(flow.id)  # noqa: S311  no secret: the same runs each time
        self.faults: list[Finding] = []

    def _listening(self, domain: Domain) -> Domain:
        """`domain` with the phrases of the flow noting what they are shown with, since only the flow knows when."""
        words = domain.library.flows[self.flow.id]
        phrases = {name: _Phrase(text.markdown, name, self) for name, text in words.phrases.items()}
        flows = {**domain.library.flows, self.flow.id: words.model_copy(update={"phrases": phrases})}
        return replace(domain, library=replace(domain.library, flows=flows))

    def findings(self) -> Iterator[Finding]:
        """All faults of the flow."""
        for year in (*published_years(), published_years()[-1] + 1):
            for number in range(RUNS):
                self.thorough = number % 2 == 0
                self._run(year, self._known(year) if number % 4 > 1 else {})
        for together in TOGETHER.get(self.flow.id, ()):
            self.together = together
            for number in range(RUNS):
                self.thorough = number % 2 == 0
                self._run(published_years()[-1], {})
        self.together = {}
        for number in range(MORE_RUNS):  # for the ends that few answers lead to
            if self.faults or not (self._never_named() or any(self._never_shown())):
                break
            self.thorough = number % 4 == 0
            self._run(published_years()[-1], {})
        self._show_kin()
        yield from self.faults
        yield from self._misnamed()
        yield from self._never_shown()
        for path, (text, seen) in self.seen.items():
            yield from self._unknown_names(path, text, seen)

    def _known(self, year: int) -> Mapping[str, Any]:
        """What was told before a run; a flow that asks nothing is shown with something told of everything."""
        everything = {} if self.flow.slots else {slot: self._sample(slot, year) for slot in self.domain.slots}
        return {**everything, "tax_year": year, **KNOWN}

    def _run(self, year: int, known: Mapping[str, Any]) -> None:
        """Answers the flow to an end, in `year`, with `known` told before it began."""
        case = {slot: Fact(value, "", self.today) for slot, value in known.items()}
        answered: list[str] = []
        for _ in range(MOST_QUESTIONS):
            frame = Frame(self.flow.id, tuple(answered))
            state = State(self.domain, Session(household=household_of(case), frames=(frame,)), self.today)
            position = locate(self.flow, Frame(self.flow.id, (*answered, "review")), case)
            node = position.node
            if isinstance(node, Outcome):
                before = len(self.faults)
                try:
                    shown = state.shown(node, position.answers)
                except FAILURES as error:
                    if len(self.faults) == before:  # else a phrase has said so, where it stands
                        problem = f"what the outcome {node.name} shows cannot be put together: {error}"
                        self._fault(("results", node.name), 0, problem)
                    return
                self._result(node, shown)
                return
            if node is None:
                return
            self._question(state, node, state.shown(node, position.answers))
            case[node.slot] = Fact(self._sample(node.slot, year), "", self.today)
            answered.append(node.slot)
            for slot in position.assumed:
                if self.chance.random() < CHANGED:
                    case[slot] = Fact(self._sample(slot, year), "", self.today)
                    answered.append(slot)

    def _sample(self, slot: str, year: int) -> Any:
        if slot in self.together:
            return self.together[slot]
        declared = self.domain.slots.get(slot)
        kind = declared.kind if declared is not None else SlotKind.TEXT
        options = list(self._options(slot))
        samples: list[Any] = [option_value(kind, one) for one in options] + list(SAMPLES.get(kind, ()))
        if kind is SlotKind.TAX_YEAR:
            return year
        if kind is SlotKind.DATE:
            samples = [date(year, 11, 3).isoformat(), date(year - 6, 1, 1).isoformat(), date(year, 2, 2).isoformat()]
        elif kind is SlotKind.CHOICES:
            samples = [[one] for one in options] + [options, []]
        elif kind is SlotKind.CHOICE:
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
                return list(self.domain.asking(self.flow.id, node).options)
            except KeyError:
                return []
        return list(self.domain.options(slot))

    def _question(self, state: State, node: Question, shown: Shown) -> None:
        try:
            words = self.domain.asking(self.flow.id, node)
        except KeyError:
            return  # said by check_flows
        values = {**state.text_values(), **shown.values}
        for name in ("ask", "hint", "why", "unknown", "unsure", "counted", "progress", "example"):
            self._render(("steps", node.slot, name), getattr(words, name), values)
        for name, text in words.details.items():
            self._render(("steps", node.slot, "details", name), text, values)
        for name, text in words.copies.items():
            self._render(("steps", node.slot, "copies", name), text, values)
        self._lead_somewhere(("steps", node.slot, "buttons"), words, values)

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
        self._render(("results", name, "simple"), words.simple, values)
        self._lead_somewhere(("results", name, "buttons"), words, values)
        for part, text in words.details.items():
            if f"detail:{part}" not in shown.hide:
                self._render(("results", name, "details", part), text, values)
        for part, text in words.copies.items():
            if f"copy:{part}" not in shown.hide:
                self._render(("results", name, "copies", part), text, values)

    def _lead_somewhere(self, path: Path, words: ResultWords | Asking, values: Mapping[str, Any]) -> None:
        """Where the buttons lead whose action is filled in when they are shown."""
        for number, row in enumerate(words.buttons):
            for action in row:
                if "{{" in action:
                    try:
                        problem = wrong_action(self.domain, words, Text(action).plain(values))
                    except FAILURES as error:
                        problem = f"the button {action} cannot be shown: {error}"
                    if problem is not None:
                        self._fault((*path, number, action), 0, problem)

    def noted(self, path: Path, text: Text, values: Mapping[str, Any]) -> None:
        """Notes that `text` is shown with `values` by the flow itself, and what is wrong with that."""
        self._render(path, text, values)

    def _render(self, path: Path, text: Text | None, values: Mapping[str, Any]) -> None:
        if text is None or "{" not in text.markdown:
            return
        self.seen.setdefault(path, (text, Seen()))[1].add(values)
        self.shown_with[path] = values
        try:
            html = text.render(values)
        except FAILURES as error:
            self._fault(path, failing_line(text.markdown, values) or 0, f"the text cannot be shown: {error}")
            return
        if "**" in html:
            problem = f"stars are shown as they are; put a space between {_around(html)!r} and the tag beside it"
            self._fault(path, _line_of_stars(text.markdown), problem)

    def _show_kin(self) -> None:
        """Shows the phrases that no run came to with what their kin were shown with: `mistake_…` with `mistake_…`."""
        for name, text in self.domain.library.flows[self.flow.id].phrases.items():
            if ("phrases", name) not in self.shown_with:
                kin = name.partition("_")[0] + "_"
                others = [values for path, values in self.shown_with.items() if str(path[-1]).startswith(kin)]
                if others and "_" in name:
                    self._render(("phrases", name), Text(text.markdown), others[0])

    def _never_shown(self) -> Iterator[Finding]:
        """Texts that no run came to; a phrase among them, which may need a ledger, is held to the program's names."""
        for path, text in texts_in(self.domain.library.flows[self.flow.id]):
            if "{{" not in text.markdown or path in self.seen or path == ("about",):
                continue
            if path[0] != "phrases":
                if not self.faults:  # a fault ends a run before it comes to what is shown after it
                    yield self._at(path, 0, "no run of the check comes to this text, so nobody knows how it looks")
                continue
            try:
                used = uses(text.markdown)
            except TemplateError as error:
                yield self._at(path, getattr(error, "lineno", None) or 1, f"this is no template: {error}")
                continue
            for use in sorted(used, key=lambda one: (one.line, one.name)):
                if not use.attribute and use.name not in names_in_program():
                    yield self._at(path, use.line, f"{use.name} is not known here")

    def _misnamed(self) -> Iterator[Finding]:
        source = _source(self.domain.library, self.file)
        for name in self._never_named():
            yield Finding(self.file, line_of(source, ("results", name)), f"the result {name} is never shown")

    def _never_named(self) -> list[str]:
        results = self.domain.library.flows[self.flow.id].results
        return [name for name in results if name not in {*self.shown, *self.flow.nodes, UNFIT}]

    def _unknown_names(self, path: Path, text: Text, seen: Seen) -> Iterator[Finding]:
        try:
            used = uses(text.markdown)
        except TemplateError:
            return  # noticed when it was shown
        for use in sorted(used, key=lambda one: (one.line, one.name, one.attribute)):
            if use.name not in seen.names:
                yield self._at(path, use.line, f"{use.name} is not known here")
            elif use.attribute and use.name != "known" and not seen.has(use.name, use.attribute):
                yield self._at(path, use.line, f"{use.name} has no {use.attribute}")

    def _fault(self, path: Path, inner: int, message: str) -> None:
        self.faults.append(self._at(path, inner, message))

    def _at(self, path: Path, inner: int, message: str) -> Finding:
        """The finding where `path` stands: in the flow's own words, or in slots.yaml if those are the slot's."""
        source = _source(self.domain.library, self.file)
        slot, part = (str(path[1]), str(path[2])) if path[0] == "steps" else ("", "")
        step = self.domain.library.flows[self.flow.id].steps.get(slot)
        if slot and (step is None or not getattr(step, part)):
            file, path, source = "slots.yaml", path[1:], _source(self.domain.library, "slots.yaml")
        else:
            file = self.file
        line = line_within(source, path, inner) if inner else line_of(source, path)
        return Finding(file, line, f"{'.'.join(map(str, path))}: {message}")


def _source(library: Library, file: str) -> str:
    return (library.folder / file).read_text(encoding="utf-8")

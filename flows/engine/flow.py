"""How a flow is declared, and how it is compiled.

A flow is a set of frozen nodes: questions, each with explicit and total routing, and outcomes. It is compiled once to
one synchronous `transitions.Machine` without a model; a trigger runs on a small object that is made for the occasion
and never added to the machine, so nothing is shared between chats and nothing leaks.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from transitions import Event, EventData, Machine, Transition

from content.schema import StepWords
from flows.engine.answers import Answers
from flows.engine.results import Show

Condition = Callable[[Answers], bool]
TRIGGER = "answered"
REVIEW = "review"


class _Ask:
    """Marks a question that has no assumed answer, since None is an answer too."""

    def __repr__(self) -> str:
        return "ASK"


ASK: Final = _Ask()


class FlowError(ValueError):
    """A flow is declared wrongly: it would leave a user stuck, or point to a node that is not there."""


@dataclass(frozen=True, slots=True)
class Branch:
    """Where to go next; `when` is None for the last, unconditional branch."""

    to: str
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """Asks for one slot and says where each answer leads. The node is named like its slot.

    `words` are for questions whose words come from data instead of the flow's words file. A question with `assumed` is
    not asked unless the user wants it: the assumed answer counts, and the review shows it with a way to change it.
    `show` gives what the words need beside the year, its limits and what is known, as an outcome's does. `again` names
    the question that this one repeats, for another of the same sort; drawings show the two as one.
    """

    slot: str
    branches: tuple[Branch, ...]
    words: StepWords | None = None
    assumed: Any = ASK
    show: Show | None = None
    again: str = ""

    @property
    def name(self) -> str:
        """The name of the node."""
        return self.slot


@dataclass(frozen=True, slots=True)
class Outcome:
    """An end of the flow; `show` gives what its words need."""

    name: str
    show: Show


Node = Question | Outcome


@dataclass(frozen=True)
class Flow:
    """A compiled flow.

    `plans_year`: it plans the money of a year, which is this year unless another one is told. `reviewed`: all answers
    are shown once, each changeable, before the outcome. `usual` says for each node how many questions are still to
    come, itself included, if no condition sends the user elsewhere.
    """

    id: str
    start: str
    nodes: Mapping[str, Node]
    machine: Machine
    usual: Mapping[str, int]
    reviewed: bool = True
    plans_year: bool = False
    slots: frozenset[str] = field(default_factory=frozenset)

    def next(self, node: str, answers: Answers) -> str:
        """The node that follows `node` once it is answered."""
        branches = _branches(self.nodes[node])
        if len(branches) == 1:
            return branches[0].to  # most have but one way on; a replay need not trouble the machine for those
        moving = _Moving(node)
        self.machine.events[TRIGGER].trigger(moving, answers=answers)
        return moving.state


class _Moving:
    __slots__ = ("state",)

    def __init__(self, state: str) -> None:
        self.state = state


def ask(slot: str, *branches: Branch, words: StepWords | None = None, show: Show | None = None) -> Question:
    """A question for `slot` that leads on by `branches`, the last of which has no condition."""
    return Question(slot, branches, words, show=show)


def assume(slot: str, answer: Any, *branches: Branch) -> Question:
    """A question that counts as answered with `answer` until the user says otherwise."""
    return Question(slot, branches, assumed=answer)


def when(condition: Condition, to: str) -> Branch:
    """Go `to` that node if `condition` holds for the answers so far."""
    return Branch(to, condition)


def then(to: str) -> Branch:
    """Go `to` that node in all other cases."""
    return Branch(to)


def is_(slot: str, *values: Any) -> Condition:
    """Holds when the answer to `slot` is one of `values`."""

    def condition(answers: Answers) -> bool:
        return answers.get(slot) in values

    condition.__name__ = f"{slot} is {' or '.join(str(value) for value in values)}"
    return condition


def make_flow(id: str, *nodes: Node, reviewed: bool = True, plans_year: bool = False) -> Flow:
    """Compiles the flow called `id`; the first node is its start.

    Raises `FlowError` for a question without an unconditional last branch, a branch to a node that is not there, a node
    that no answer leads to, a circle, or two nodes of one name.
    """
    by_name = {node.name: node for node in nodes}
    if len(by_name) != len(nodes):
        raise FlowError(f"{id}: two nodes have the same name")
    for node in nodes:
        if isinstance(node, Question):
            _check_branches(id, node, by_name)
    start = nodes[0].name
    usual = _usual(id, start, by_name)
    if lost := set(by_name) - set(usual):
        raise FlowError(f"{id}: no answer leads to {', '.join(sorted(lost))}")
    return Flow(
        id=id,
        start=start,
        nodes=MappingProxyType(by_name),
        machine=_machine(nodes, start),
        usual=MappingProxyType(usual),
        reviewed=reviewed,
        plans_year=plans_year,
        slots=frozenset(node.slot for node in nodes if isinstance(node, Question)),
    )


def _check_branches(flow: str, node: Question, by_name: Mapping[str, Node]) -> None:
    if not node.branches or node.branches[-1].when is not None:
        raise FlowError(f"{flow}: {node.slot} needs a last branch without a condition, or somebody gets stuck in it")
    for branch in node.branches[:-1]:
        if branch.when is None:
            raise FlowError(f"{flow}: {node.slot} has a branch after an unconditional one; it could never be taken")
    for branch in node.branches:
        if branch.to not in by_name:
            raise FlowError(f"{flow}: {node.slot} leads to {branch.to}, which is not there")


def _usual(flow: str, start: str, by_name: Mapping[str, Node]) -> dict[str, int]:
    found: dict[str, int] = {}
    open_: set[str] = set()

    def visit(name: str) -> int:
        if name in open_:
            raise FlowError(f"{flow}: {name} leads back to itself")
        if name not in found:
            open_.add(name)
            node = by_name[name]
            onward = [visit(branch.to) for branch in _branches(node)]
            found[name] = _own(node) + (onward[-1] if onward else 0)
            open_.discard(name)
        return found[name]

    visit(start)
    return found


def _own(node: Node) -> int:
    return 1 if isinstance(node, Question) and node.assumed is ASK else 0


def _branches(node: Node) -> tuple[Branch, ...]:
    return node.branches if isinstance(node, Question) else ()


class _Passage(Transition):
    """A transition that nothing is called back for: it is taken where its condition holds."""

    def execute(self, event_data: EventData) -> bool:
        # Conditions are functions here, never names of methods, so that none has to be looked up.
        for condition in self.conditions:
            holds: Any = condition.func
            if holds(event_data) is not condition.target:
                return False
        model: Any = event_data.model
        model.state = self.dest
        return True


class _Choice(Event):
    """The event of an answer: the first transition from the node whose condition holds is taken.

    The library's own way of triggering queues events and calls back before and after them, which a replay has no use
    for and takes three times as long.
    """

    def trigger(self, model: Any, *args: Any, **kwargs: Any) -> bool:
        data = EventData(None, self, self.machine, model, args, kwargs)
        for one in self.transitions[model.state]:  # noqa: SIM110 - a replay comes by here ten times a turn
            if one.execute(data):
                return True
        return False


class _Machine(Machine):
    event_cls = _Choice
    transition_cls = _Passage


def _machine(nodes: tuple[Node, ...], start: str) -> Machine:
    machine = _Machine(
        model=None,
        states=[node.name for node in nodes],
        initial=start,
        auto_transitions=False,
        send_event=True,
    )
    for node in nodes:
        for branch in _branches(node):
            condition = None if branch.when is None else _guard(branch.when)
            machine.add_transition(TRIGGER, node.name, branch.to, conditions=condition)
    return machine


def _guard(condition: Condition) -> Callable[[EventData], bool]:
    def guard(event: EventData) -> bool:
        return bool(condition(event.kwargs["answers"]))

    guard.__name__ = getattr(condition, "__name__", "condition")
    return guard


@cache
def condition_name(condition: Condition) -> str:
    """The name of a condition for drawings, in words."""
    return getattr(condition, "__name__", "condition").replace("_", " ")

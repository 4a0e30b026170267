"""Where a user is in a flow: derived from the answers, never stored."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from flows.engine.answers import Answers
from flows.engine.flow import ASK, REVIEW, Flow, Outcome, Question
from flows.household.levels import YEAR
from flows.session import Fact, Frame


@dataclass(frozen=True)
class Position:
    """The node that is open (None: the review of all answers), the answers on the way to it, and how far it is.

    `changing`: an earlier answer is asked again. `assumed` are the slots whose answer is assumed. `reached` is the node
    that the answers lead to, in `flow` with what `case` holds.
    """

    node: Question | Outcome | None
    answers: Answers
    changing: bool
    assumed: frozenset[str]
    reached: str
    flow: Flow
    case: Mapping[str, Fact]

    @property
    def done(self) -> int:
        """How many questions are answered: on the way, and ahead of it, told before they were asked."""
        year = self.case.get(YEAR)
        unasked = YEAR in self.answers and year is not None and not year.said  # this year was taken without asking
        return len(self.answers) - len(self.assumed) - unasked + self._ahead[0]

    @property
    def total(self) -> int:
        """How many questions there are in all, unless an answer leads elsewhere."""
        return self.done + self._ahead[1]

    @cached_property
    def _ahead(self) -> tuple[int, int]:
        told = [told for _, told in _ahead(self.flow, self.reached, self.answers, self.case)]
        return sum(told), len(told) - sum(told)

    @property
    def to_come(self) -> tuple[str, ...]:
        """The slots still to be asked for from the node reached on, that one's own first."""
        return tuple(slot for slot, told in _ahead(self.flow, self.reached, self.answers, self.case) if not told)

    @property
    def path(self) -> tuple[str, ...]:
        """The slots answered on the way, in order."""
        return tuple(self.answers)


def locate(flow: Flow, frame: Frame, case: Mapping[str, Fact]) -> Position:
    """Replays the accepted answers of `frame` from the start of `flow`."""
    accepted = frozenset(frame.accepted)
    name, answers, assumed = _replay(flow, case, accepted)
    node: Question | Outcome | None = flow.nodes[name]
    changing = frame.asking in answers
    if changing:
        node = flow.nodes[frame.asking]
    elif isinstance(node, Outcome) and flow.reviewed and REVIEW not in accepted:
        node = None
    return Position(node, answers, changing, assumed, name, flow, case)


def _ahead(flow: Flow, name: str, answers: Answers, case: Mapping[str, Fact]) -> Iterator[tuple[str, bool]]:
    """The slots of the questions from the node `name` on, and whether `case` answers them.

    What is assumed is left out. A question that is not answered yet is taken to lead on as it does for most.
    """
    values = dict(answers)
    while isinstance(node := flow.nodes[name], Question):
        if node.slot in case:
            yield node.slot, True
            values[node.slot] = case[node.slot].value
        elif node.assumed is not ASK:
            values[node.slot] = node.assumed
        else:
            yield node.slot, False
            name = node.branches[-1].to
            continue
        name = flow.next(name, Answers(values))


def known_ahead(flow: Flow, frame: Frame, case: Mapping[str, Fact]) -> tuple[str, ...]:
    """The slots that come next on the path and are known from before, as far as the case reaches."""
    accepted = frozenset(frame.accepted)
    _, here, assumed_here = _replay(flow, case, accepted)
    _, ahead, assumed = _replay(flow, case, accepted | flow.slots)
    return tuple(slot for slot in ahead if slot not in assumed and (slot not in here or slot in assumed_here))


def outcome_with(flow: Flow, accepted: frozenset[str], case: Mapping[str, Fact]) -> tuple[Outcome | None, Answers]:
    """The outcome that `case` leads to, or None while a question is open; the review does not count."""
    name, answers, _ = _replay(flow, case, accepted)
    node = flow.nodes[name]
    return (node if isinstance(node, Outcome) else None), answers


def _replay(flow: Flow, case: Mapping[str, Fact], accepted: frozenset[str]) -> tuple[str, Answers, frozenset[str]]:
    values: dict[str, object] = {}
    answers = Answers(values)
    assumed: set[str] = set()
    name = flow.start
    while isinstance(node := flow.nodes[name], Question):
        if node.slot in accepted and node.slot in case:
            values[node.slot] = case[node.slot].value
        elif node.assumed is not ASK and node.slot not in case:
            values[node.slot] = node.assumed
            assumed.add(node.slot)
        else:
            break
        name = flow.next(name, answers)
    return name, answers, frozenset(assumed)

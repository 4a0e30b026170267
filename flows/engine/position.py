"""Where a user is in a flow: derived from the answers, never stored."""

from collections.abc import Mapping
from dataclasses import dataclass

from flows.engine.answers import Answers
from flows.engine.flow import REVIEW, Flow, Outcome, Question
from flows.session import Fact, Frame


@dataclass(frozen=True, slots=True)
class Position:
    """The node that is open (None: the review of all answers), the answers on the way to it, and how far it is.

    `done` questions lie behind; at most `total` there are in all. `changing` tells that an earlier answer is asked again.
    """

    node: Question | Outcome | None
    answers: Answers
    done: int
    total: int
    changing: bool = False

    @property
    def path(self) -> tuple[str, ...]:
        """The slots answered on the way, in order."""
        return tuple(self.answers)


def locate(flow: Flow, frame: Frame, case: Mapping[str, Fact]) -> Position:
    """Replays the accepted answers of `frame` from the start of `flow`."""
    accepted = frozenset(frame.accepted)
    node, answers = _replay(flow, case, accepted)
    position = _position(flow, node, answers)
    if frame.asking in answers:
        question = flow.nodes[frame.asking]
        return Position(question, answers, position.done, position.total, changing=True)
    if isinstance(position.node, Outcome) and flow.reviewed and REVIEW not in accepted:
        return Position(None, answers, position.done, position.total)
    return position


def known_ahead(flow: Flow, frame: Frame, case: Mapping[str, Fact]) -> tuple[str, ...]:
    """The slots that come next on the path and are known from before, as far as the case reaches."""
    accepted = frozenset(frame.accepted)
    _, here = _replay(flow, case, accepted)
    _, ahead = _replay(flow, case, accepted | flow.slots)
    return tuple(slot for slot in ahead if slot not in here)


def outcome_with(flow: Flow, frame: Frame, case: Mapping[str, Fact]) -> tuple[Outcome | None, Answers]:
    """The outcome that `case` leads to, or None while a question is open; the review does not count."""
    node, answers = _replay(flow, case, frozenset(frame.accepted))
    found = flow.nodes[node]
    return (found if isinstance(found, Outcome) else None), answers


def _replay(flow: Flow, case: Mapping[str, Fact], accepted: frozenset[str]) -> tuple[str, Answers]:
    values: dict[str, object] = {}
    answers = Answers(values)
    name = flow.start
    while isinstance(node := flow.nodes[name], Question) and node.slot in accepted and node.slot in case:
        values[node.slot] = case[node.slot].value
        name = flow.next(name, answers)
    return name, answers


def _position(flow: Flow, name: str, answers: Answers) -> Position:
    done = len(answers)
    return Position(flow.nodes[name], answers, done, done + flow.longest[name])  # type: ignore[arg-type]

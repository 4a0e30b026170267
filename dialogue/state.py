"""One moment of a chat: the session, the day, and what both mean on the ground of the domain."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from pydantic import ValidationError

from core.inputs import readable_errors
from core.limits import LimitsNotPublished, published_years
from core.reading import InputError
from dialogue.domain import Domain
from flows.engine.answers import Answers
from flows.engine.flow import Flow, Outcome, Question
from flows.engine.position import Position, known_ahead, locate
from flows.engine.results import Shown, View
from flows.figures import current_year, text_values
from flows.ledger import entries_of
from flows.session import Fact, Frame, Session
from flows.slots import SlotKind
from flows.values import changed
from nlu.answers import completions, read_as
from nlu.entities.reading import Context, Reading, Reason

_OF_POSITION = (
    "flow", "position", "question", "outcome", "waits", "known_from_before", "tax_year", "paused", "unfinished",
    "known", "context",
)  # fmt: skip
_SHOWN = ("result", "asked")  # also by what was quoted

UNKNOWN = "unknown"  # the option "I don't know"
UNSURE = frozenset({"dont know", "i don't know", "not sure"})  # other words of an option that say so


@dataclass(frozen=True)
class State:
    """The domain, a session in it, and the day."""

    domain: Domain
    session: Session
    today: date

    def with_(self, session: Session) -> "State":
        """The same moment with another session; what follows from its flows and facts alone is not worked out again."""
        after = State(self.domain, session, self.today)
        if session.frames is self.session.frames and session.household is self.session.household:
            kept = _OF_POSITION if session.notes.quotes != self.session.notes.quotes else (*_OF_POSITION, *_SHOWN)
            after.__dict__.update((name, self.__dict__[name]) for name in kept if name in self.__dict__)
        return after

    def without_pending(self) -> "State":
        """The same moment without the question about the last answer."""
        return self if self.session.pending is None else self.with_(changed(self.session, pending=None))

    @property
    def frame(self) -> Frame | None:
        """The frame of the open flow, or None when nothing is open."""
        return self.session.frames[-1] if self.session.frames else None

    @cached_property
    def flow(self) -> Flow | None:
        """The open flow."""
        return self.domain.flows.get(self.frame.flow) if self.frame else None

    @cached_property
    def position(self) -> Position | None:
        """Where the user is in the open flow."""
        return locate(self.flow, self.frame, self.session.case) if self.flow and self.frame else None

    @cached_property
    def question(self) -> Question | None:
        """The question that waits for an answer, if one does."""
        position = self.position
        return position.node if position and isinstance(position.node, Question) else None

    @cached_property
    def outcome(self) -> Outcome | None:
        """The outcome that the open flow has come to, if it has."""
        position = self.position
        return position.node if position and isinstance(position.node, Outcome) else None

    @cached_property
    def waits(self) -> bool:
        """Whether the open flow waits for the user: at a question, at what is to be confirmed, or at the review."""
        return self.position is not None and self.outcome is None

    @cached_property
    def result(self) -> Shown:
        """What the outcome shows that the open flow has come to; nothing where it has not."""
        outcome, position = self.outcome, self.position
        return Shown() if outcome is None or position is None else self.shown(outcome, position.answers)

    @cached_property
    def known_from_before(self) -> tuple[str, ...]:
        """The slots to be confirmed instead of asked: the next ones on the path that the case already holds."""
        position = self.position
        if position is None or position.changing or not isinstance(position.node, Question):
            return ()
        if position.node.slot not in self.session.case or self.flow is None or self.frame is None:
            return ()
        return known_ahead(self.flow, self.frame, self.session.case)

    @cached_property
    def tax_year(self) -> int:
        """The tax year that is talked about: the user's if it is loaded, else the current one."""
        fact = self.session.case.get("tax_year")
        year = fact.value if fact is not None else None
        return year if year in published_years() else current_year(self.today)

    @cached_property
    def known(self) -> Answers:
        """All that is known, as the core's inputs are made of it."""
        return Answers({slot: fact.value for slot, fact in self.session.case.items()})

    @cached_property
    def context(self) -> Context:
        """What reading an input may know of this chat."""
        known = {slot: fact.value for slot, fact in self.session.case.items()}
        year = known.get("tax_year")
        return Context(today=self.today, tax_year=year if isinstance(year, int) else None, known=known)

    def read_answer(self, text: str) -> Reading | None:
        """How `text` reads as the answer to the open question, or completes the last one; None if none is open."""
        return self.read_for(self.question.slot, text) if self.question is not None else None

    def read_for(self, slot: str, text: str) -> Reading | None:
        """How `text` reads as an answer to `slot`, or completes the last one; None for a slot no flow asks for."""
        flow = self._asked_in(slot)
        node = flow.nodes.get(slot) if flow is not None else None
        if slot not in self.domain.slots or flow is None or not isinstance(node, Question):
            return None
        kind, options = self.domain.slots[slot].kind, self.domain.asking(flow.id, node).options
        employers, partial = self.domain.employer_names, self.session.notes.partial
        if partial is not None and partial.slot == slot:
            for whole in completions(partial.said, partial.reason, text):
                reading = read_as(kind, options, whole, self.context, employers)
                if reading.plain or reading.reason == Reason.ANNUALISED:
                    return reading
        return read_as(kind, options, text, self.context, employers)

    @property
    def unknown_answer(self) -> tuple[Any] | None:
        """What "I don't know" stores as the answer to the open question; None where it is no answer to it."""
        if self.question is None or self.flow is None:
            return None
        slot, options = self.domain.slots[self.question.slot], self.domain.asking(self.flow.id, self.question).options
        if slot.kind is SlotKind.YES_NO_UNKNOWN or UNKNOWN in options:
            return (UNKNOWN,)
        unsure = next((key for key, one in options.items() if not UNSURE.isdisjoint(one.also)), None)
        return (unsure,) if unsure is not None else (None,) if slot.unknown else None

    def _asked_in(self, slot: str) -> Flow | None:
        """The flow whose words for `slot` count: the open one if it asks for it, else any."""
        if self.flow is not None and slot in self.flow.slots:
            return self.flow
        return next((flow for flow in self.domain.flows.values() if slot in flow.slots), None)

    @cached_property
    def paused(self) -> bool:
        """Whether the open flow has stopped at an answer such as "later", to go on there another time."""
        position = self.position
        return position is not None and self.outcome is not None and is_paused(self.domain, position)

    @cached_property
    def unfinished(self) -> tuple[Frame, ...]:
        """The frames of flows that wait for an answer or are paused, the one on top last."""
        return tuple(frame for frame in self.session.frames if not is_finished(self, frame))

    def shown(self, node: Question | Outcome, answers: Answers) -> Shown:
        """What `node` shows for `answers`; its `problem` if the core refuses them together."""
        if node.show is None:
            return Shown()
        domain = self.domain
        entries = entries_of(self.session)
        view = View(
            answers,
            self.known,
            self.today,
            domain.library,
            domain.label,
            domain.say,
            entries,
            self.session.household,
            self.session.notes.quotes,
        )
        try:
            return node.show(view)
        except ValidationError as error:
            return Shown(problem="; ".join(message for _, message in readable_errors(error)))
        except (InputError, LimitsNotPublished) as error:
            return Shown(problem=str(error))

    def text_values(self) -> dict[str, Any]:
        """The names that a question's words may use: the year, its limits, and what is known in plain words."""
        return {**text_values(self.tax_year), "known": KnownWords(self.domain, self.session.case), "today": self.today}

    @cached_property
    def asked(self) -> Shown:
        """What the open question shows beside what every question may."""
        question, position = self.question, self.position
        return Shown() if question is None or position is None else self.shown(question, position.answers)

    def question_values(self) -> dict[str, Any]:
        """The names that the words of the open question may use: those of every question, and what it shows itself."""
        return {**self.text_values(), **self.asked.values}


class KnownWords(Mapping[str, str]):
    """What is known, in plain words, each worked out only when a text asks for it."""

    def __init__(self, domain: Domain, case: Mapping[str, Fact]) -> None:
        self._domain = domain
        self._case = case

    def __getitem__(self, slot: str) -> str:
        return self._domain.say(slot, self._case[slot].value)

    def __iter__(self) -> Iterator[str]:
        return iter(self._case)

    def __len__(self) -> int:
        return len(self._case)


def is_paused(domain: Domain, position: Position) -> bool:
    """Whether the last answer on the way is one that only pauses the flow."""
    last = position.path[-1] if position.path else ""
    return bool(last) and position.answers[last] in domain.slots[last].passing


def is_finished(state: State, frame: Frame) -> bool:
    """Whether the flow of `frame` has come to its end, and not only to a pause."""
    alone = state if frame is state.frame else state.with_(changed(state.session, frames=(frame,)))
    return (alone.outcome is not None and not alone.paused) or alone.flow is None

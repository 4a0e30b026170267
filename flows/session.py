"""What is kept about a chat between two events: answers, never positions; values, never live objects."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any, TypeVar

from flows.household import kept
from flows.household.fact import Fact, Frame
from flows.household.household import Household
from flows.household.plan import Facts, Plan, PlanId
from flows.notes import NONE, Notes, notes_from_json, notes_to_json
from flows.values import changed

__all__ = ["Candidate", "Fact", "Frame", "NewerSession", "Pending", "Session", "UnreadableSession"]

VERSION = 3
Json = Any
Kind = TypeVar("Kind")
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class UnreadableSession(ValueError):
    """What is kept cannot be read as a session."""


class NewerSession(UnreadableSession):
    """A newer program wrote the session. It is to be left as it is."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to understand what was typed: its JSON `value` and the `label` of its button."""

    label: str
    value: Json


class PendingKind(StrEnum):
    """What is asked about the last answer, or before something is done."""

    CONFIRM = "confirm"  # one reading of an answer
    CHOOSE = "choose"  # several
    PLAN = "plan"  # what a plan document says
    FACTS = "facts"  # the facts of a long text
    PLACE = "place"  # an amount that found no place: where it belongs
    WHAT_IF = "what_if"  # what was supposed, to be kept
    FORGET = "forget"  # everything deleted
    FORGET_PART = "forget_part"  # one plan or one year
    FORGET_WHICH = "forget_which"  # everything, or one of several plans and years
    NEW_JOB = "new_job"  # whether a new job takes the place of the old one
    LEDGER = "ledger"  # an entry of the ledger, and what is open about it
    LEDGER_AMOUNT = "ledger_amount"
    LEDGER_REASON = "ledger_reason"
    LEDGER_ACCOUNT = "ledger_account"
    LEDGER_PAYEE = "ledger_payee"  # to whom a check is made out
    LEDGER_LIST = "ledger_list"  # several entries at once
    LEDGER_REGULAR = "ledger_regular"  # a regular sum, worked out
    LEDGER_MONEY = "ledger_money"  # and whether it is after-tax money
    IMPORT = "import"  # a case that was sent back


ANSWERS = frozenset({PendingKind.CONFIRM, PendingKind.CHOOSE})  # those about an answer


@dataclass(frozen=True, slots=True)
class Pending:
    """A question about the last answer that is still open, for example "did you mean …?", with its readings."""

    slot: str
    said: str
    readings: tuple[Candidate, ...]
    kind: PendingKind = PendingKind.CONFIRM
    extra: Json = None

    @property
    def plan(self) -> str:
        """The key of the plan that it is about, where another one was opened since; else empty."""
        return str(self.extra.get("plan", "")) if isinstance(self.extra, dict) else ""


@dataclass(frozen=True)
class Session:
    """Everything kept about a chat. Frozen: a turn makes a new one.

    `household` holds what is known; `case` is what the flows see of it: the plan and the year that are open, by slot.
    `frames` is the stack of flows of that plan, the open one last.
    `revision` counts the questions shown, so that a button of an older one is recognised; `asked` is the one at which
    the open question was first shown. `told` are the latest messages that gave answers, each with the slots of these.
    """

    revision: int = 0
    household: Household = field(default_factory=Household)
    frames: tuple[Frame, ...] = ()
    pending: Pending | None = None
    misses: int = 0
    last_seen: date | None = None
    notes: Notes = NONE
    asked: int = 0
    told: tuple[tuple[int, tuple[str, ...]], ...] = ()

    @property
    def case(self) -> Facts:
        """What is known of the open plan in the open year, by slot."""
        return self.household.facts

    def dumps(self) -> str:
        """The session as one line of JSON."""
        return _encode(
            {
                "version": VERSION,
                "revision": self.revision,
                "household": kept.to_json(self.household),
                "frames": [kept.frame_to_json(frame) for frame in self.frames],
                "pending": None
                if self.pending is None
                else [
                    self.pending.slot,
                    self.pending.said,
                    [[one.label, one.value] for one in self.pending.readings],
                    self.pending.kind,
                    self.pending.extra,
                ],
                "misses": self.misses,
                "last_seen": self.last_seen.isoformat() if self.last_seen else None,
                "notes": notes_to_json(self.notes),
                "asked": self.asked,
                "told": self.told,
            }
        )

    @classmethod
    def loads(cls, text: str) -> "Session":
        """The session that `dumps` of this program or an older one wrote.

        Raises NewerSession if a newer program wrote it, UnreadableSession if it is none.
        """
        try:
            return _made(_upgraded(json.loads(text)))
        except UnreadableSession:
            raise
        except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
            raise UnreadableSession("this is no session") from error


def learn(session: Session, facts: Mapping[str, Fact]) -> Session:
    """The session with `facts` in its case."""
    return changed(session, household=session.household.with_facts(facts))


def forget_slots(session: Session, slots: frozenset[str]) -> Session:
    """The session without what is known about `slots`."""
    return changed(session, household=session.household.without(slots))


def note(session: Session, **notes: Any) -> Session:
    """The session with these of its `Notes` changed."""
    if all(getattr(session.notes, name) == value for name, value in notes.items()):
        return session
    return changed(session, notes=changed(session.notes, **notes))


def with_frame(session: Session, frame: Frame) -> Session:
    """The session with its open frame replaced by `frame`."""
    return changed(session, frames=(*session.frames[:-1], frame))


def to_plan(session: Session, plan: PlanId) -> Session:
    """The session with `plan` open and the flows that waited there; those of the plan left wait with it.

    Raises ValueError where the plan would be one too many.
    """
    if plan == session.household.open:
        return session
    household = session.household.opened(plan, session.frames)
    frames = session.household.plans.get(plan, Plan()).frames
    return replace(session, household=household, frames=frames, pending=None, misses=0)


def _from_1(raw: dict[str, Json]) -> dict[str, Json]:
    """Version 2 keeps since when the open question is asked, and which message gave which answer."""
    return {**raw, "asked": raw["revision"], "told": []}


def _from_2(raw: dict[str, Json]) -> dict[str, Json]:
    """Version 3 keeps a household with its plans and years, the ledger in them, where there was one flat case."""
    notes = dict(raw["notes"])
    household = kept.from_flat(raw["case"], notes.pop("ledger", None))
    return {name: value for name, value in raw.items() if name != "case"} | {"household": household, "notes": notes}


# How a session of each older version becomes one of the next. A new field of `Session` is a new version, with an entry
# here and a kept session of the old one in tests/flows/sessions.
UPGRADES: Mapping[int, Callable[[dict[str, Json]], dict[str, Json]]] = MappingProxyType({1: _from_1, 2: _from_2})


def _upgraded(raw: Json) -> dict[str, Json]:
    version = raw.get("version") if isinstance(raw, dict) else None
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise UnreadableSession("this is no session")
    if version > VERSION:
        raise NewerSession(f"a session of version {version}; this program knows versions up to {VERSION}")
    for older in range(version, VERSION):
        raw = {**UPGRADES[older](raw), "version": older + 1}
    return dict(raw)


def _made(raw: Mapping[str, Json]) -> Session:
    pending = raw["pending"]
    return Session(
        revision=_of(int, raw["revision"]),
        household=kept.from_json(raw["household"]),
        frames=tuple(kept.frame_from_json(frame) for frame in raw["frames"]),
        pending=None if pending is None else _pending(*pending),
        misses=_of(int, raw["misses"]),
        last_seen=date.fromisoformat(raw["last_seen"]) if raw["last_seen"] else None,
        notes=notes_from_json(_of(dict, raw["notes"])),
        asked=_of(int, raw["asked"]),
        told=tuple((_of(int, message), tuple(_of(str, slot) for slot in slots)) for message, slots in raw["told"]),
    )


def _pending(slot: Json, said: Json, readings: Json, kind: Json, extra: Json) -> Pending | None:
    """The open question; None for one of a kind that is no longer asked."""
    candidates = tuple(Candidate(_of(str, label), value) for label, value in readings)
    if _of(str, kind) not in set(PendingKind):
        return None
    return Pending(_of(str, slot), _of(str, said), candidates, PendingKind(kind), extra)


def _of(kind: type[Kind], value: Json) -> Kind:
    if not isinstance(value, kind):
        raise UnreadableSession(f"a {kind.__name__} is wanted")
    return value

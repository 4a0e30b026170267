"""What is kept about a chat between two events: answers, never positions; values, never live objects."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any

VERSION = 1
Json = Any


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing the user has told: its JSON `value` by the slot's own rules, the words `said`, the day `on`."""

    value: Json
    said: str
    on: date


@dataclass(frozen=True, slots=True)
class Frame:
    """A flow in progress. Only the slots in `accepted` count as answered here; the position follows from them.

    `accepted` keeps the order in which they were answered, so that "back" knows what to take back.
    `asking` is a slot that is asked again out of its turn, because the user wants to change it.
    """

    flow: str
    accepted: tuple[str, ...] = ()
    asking: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to understand what was typed: its JSON `value` and the `label` of its button."""

    label: str
    value: Json


@dataclass(frozen=True, slots=True)
class Pending:
    """A question about the last answer that is still open, for example "did you mean …?", with its readings."""

    slot: str
    said: str
    readings: tuple[Candidate, ...]
    kind: str = "confirm"
    extra: Json = None


@dataclass(frozen=True, slots=True)
class Session:
    """Everything kept about a chat. Frozen: a turn makes a new one.

    `case` holds what is known, shared by all flows. `frames` is the stack of flows, the open one last.
    `revision` counts the questions shown, so that a button of an older one is recognised.
    """

    revision: int = 0
    case: Mapping[str, Fact] = field(default_factory=lambda: MappingProxyType({}))
    frames: tuple[Frame, ...] = ()
    pending: Pending | None = None
    misses: int = 0
    last_seen: date | None = None
    notes: Mapping[str, Json] = field(default_factory=lambda: MappingProxyType({}))

    def dumps(self) -> str:
        """The session as one line of JSON."""
        return json.dumps(
            {
                "version": VERSION,
                "revision": self.revision,
                "case": {slot: [fact.value, fact.said, fact.on.isoformat()] for slot, fact in self.case.items()},
                "frames": [[frame.flow, frame.accepted, frame.asking] for frame in self.frames],
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
                "notes": dict(self.notes),
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )

    @classmethod
    def loads(cls, text: str) -> "Session":
        """The session that `dumps` wrote. Raises ValueError if the text is not one."""
        raw = json.loads(text)
        if not isinstance(raw, dict) or raw.get("version") != VERSION:
            raise ValueError("this is not a session of a version that this program knows")
        pending = raw["pending"]
        return cls(
            revision=raw["revision"],
            case=MappingProxyType(
                {slot: Fact(value, said, date.fromisoformat(on)) for slot, (value, said, on) in raw["case"].items()}
            ),
            frames=tuple(Frame(flow, tuple(accepted), asking) for flow, accepted, asking in raw["frames"]),
            pending=None
            if pending is None
            else Pending(
                pending[0],
                pending[1],
                tuple(Candidate(label, value) for label, value in pending[2]),
                pending[3],
                pending[4],
            ),
            misses=raw["misses"],
            last_seen=date.fromisoformat(raw["last_seen"]) if raw["last_seen"] else None,
            notes=MappingProxyType(raw["notes"]),
        )

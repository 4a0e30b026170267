"""What a message tells, with what it is told of: whose it is, which plan's and year's, how it is meant."""

from dataclasses import dataclass, replace
from enum import StrEnum

from nlu.entities.reading import Json


class Whose(StrEnum):
    """Whose figure it is."""

    ME = "me"
    SPOUSE = "spouse"
    OTHER = "other"


class Plan(StrEnum):
    """Which plan or job it is of."""

    THIS = "this"
    OTHER = "other"
    OLD = "old"
    BUSINESS = "business"
    OFFERED = "offered"  # by an employer that the person may or may not go to


class Status(StrEnum):
    """Whether it is so, is to be so, is only supposed, or is named without being a figure of the room."""

    DONE = "done"
    PLANNED = "planned"
    SUPPOSED = "supposed"
    QUOTED = "quoted"


class Op(StrEnum):
    """What it does to what is known: replaces it, is added to it, or changes a part of it."""

    SET = "set"
    ADD = "add"
    PART = "part"


@dataclass(frozen=True, slots=True)
class Scope:
    """What a part of a message is told of. `year` is None for the tax year that is talked about."""

    whose: Whose = Whose.ME
    plan: Plan = Plan.THIS
    year: int | None = None
    status: Status = Status.DONE
    op: Op = Op.SET

    @property
    def here(self) -> bool:
        """Whether what is told of it may fill the slots of this person's plan in this year."""
        return self.set_here and (self.status is Status.DONE or self.status is Status.PLANNED)

    @property
    def set_here(self) -> bool:
        """Like `here`, whatever the status."""
        return self.whose is Whose.ME and self.plan is Plan.THIS and self.year is None and self.op is Op.SET

    @property
    def as_done(self) -> "Scope":
        """The same with the status left open, to gather what is planned and what is done together."""
        return replace(self, status=Status.DONE) if self.status is Status.PLANNED else self


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing told. `value` is plain JSON: dollars, a fraction, an age, a formula …; None for a part not yet known.

    `slot` is a slot, or names what has none: "conversion", "refund", "balance", "earnings", "limit", "excess",
    "withdrawal", "loan". `said` are the words that tell it.
    """

    slot: str
    value: Json
    whose: Whose
    plan: Plan
    year: int | None
    status: Status
    op: Op
    said: str

    @property
    def json(self) -> dict[str, Json]:
        """The fact as plain JSON, without the words."""
        return {
            "slot": self.slot,
            "value": self.value,
            "whose": self.whose.value,
            "plan": self.plan.value,
            "year": self.year,
            "status": self.status.value,
            "op": self.op.value,
        }


def fact_in(scope: Scope, slot: str, value: Json, said: str) -> Fact:
    """The fact that `slot` is `value` in `scope`."""
    return Fact(slot, value, scope.whose, scope.plan, scope.year, scope.status, scope.op, said)

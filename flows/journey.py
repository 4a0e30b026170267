"""The journey of a year, from eligible to the forms and the next year, and what comes next on it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any


class Stage(StrEnum):
    """The stations of the journey, in their order. Each is worded under `next_` and its value."""

    ELIGIBLE = "eligible"
    ROOM = "room"
    ELECTIONS = "elections"
    SETTING_UP = "setting_up"
    CONVERTING = "converting"
    YEAR_END = "year_end"
    FORMS = "forms"


FLOW_OF: Mapping[Stage, str] = {
    Stage.ELIGIBLE: "eligibility",
    Stage.ROOM: "capacity",
    Stage.ELECTIONS: "paychecks",
    Stage.SETTING_UP: "provider",
    Stage.CONVERTING: "guide",
    Stage.YEAR_END: "checkup",
    Stage.FORMS: "taxes",
}
_ROOM = frozenset({"age", "pay", "deferral", "match"})
_LAST_MONTHS = 11  # month from which the check of the year comes first
_FORMS_UNTIL = 4  # month in which a return is due
_IN_NO_HURRY = (Stage.YEAR_END, Stage.FORMS)  # stations with a season of their own; outside it they come last


@dataclass(frozen=True, slots=True)
class Step:
    """A station that is still ahead, and the flow that it is gone through in.

    `due`: it is not one with a season of its own that is yet to come.
    """

    stage: Stage
    flow: str
    due: bool = True


@dataclass(frozen=True, slots=True)
class Moved:
    """What the ledger says: money put in and converted this calendar year, and whether any moved last year.

    `room_open`: after-tax room is left that a paycheck of this year can still take. `waiting`: own money is in the plan
    that was not converted. `elected`: the election of after-tax money was said to be made.
    """

    contributed: bool = False
    converted: bool = False
    last_year: bool = False
    room_open: bool = False
    waiting: bool = False
    elected: bool = False


def done(known: Mapping[str, Any], moved: Moved | None = None) -> frozenset[Stage]:
    """The stations that are behind, whichever flow or entry of the ledger shows it."""
    moved = moved or Moved()
    put_in = (
        moved.contributed
        or moved.converted
        or moved.waiting
        or moved.elected
        or bool(known.get("after_tax_made"))
        or known.get("guide_after_tax") == "done"
    )
    portal = [known.get(f"provider_step_{number}") for number in range(1, 9)]
    set_up = known.get("provider_task") == "set_up" and set(portal) <= {"done", "all_done", None} and any(portal)
    behind = {
        Stage.ELIGIBLE: known.get("after_tax") in {"yes", "no"} or put_in,
        Stage.ROOM: known.keys() >= _ROOM,
        Stage.ELECTIONS: "pay_frequency" in known or put_in,
        Stage.SETTING_UP: put_in or set_up,
        Stage.CONVERTING: (moved.converted and not moved.waiting) or known.get("guide_convert") == "done",
    }
    return frozenset(stage for stage, passed in behind.items() if passed)


def next_steps(
    known: Mapping[str, Any], today: date, flows: Collection[str], moved: Moved | None = None
) -> tuple[Step, ...]:
    """The next steps on `today`, the best first, of those whose flow is among `flows`.

    `known` holds the answers so far by slot. In the first months of a year the forms of the last one come first where
    money moved in it. In its last two the check of the year does, where the plan is known to allow it and no
    paycheck can take what room there is.
    """
    behind = done(known, moved)
    order = [stage for stage in Stage if stage not in _IN_NO_HURRY]
    seasonal = list(_IN_NO_HURRY)
    forms_due = today.month <= _FORMS_UNTIL and moved is not None and moved.last_year
    if forms_due:
        order.insert(0, Stage.FORMS)
        seasonal.remove(Stage.FORMS)
    if Stage.CONVERTING in behind and Stage.ROOM not in behind:
        order = [*seasonal, *order]  # what is in is converted: what is left is to look after it
        seasonal = []
    if moved is not None and (moved.waiting or moved.elected) and not moved.room_open:
        order.remove(Stage.CONVERTING)
        order.insert(1 if forms_due else 0, Stage.CONVERTING)
    if today.month >= _LAST_MONTHS and Stage.ROOM in behind:
        if moved is not None and moved.room_open:
            behind -= {Stage.ELECTIONS}  # what is open goes in by the last paychecks or not at all
        elif Stage.ELIGIBLE in behind:
            order.insert(0, Stage.YEAR_END)
            seasonal.remove(Stage.YEAR_END)
    ahead = [stage for stage in (*order, *seasonal) if stage not in behind]
    later = {Stage.YEAR_END: today.month < _LAST_MONTHS, Stage.FORMS: not forms_due}
    return tuple(
        Step(stage, FLOW_OF[stage], due=not later.get(stage, False)) for stage in ahead if FLOW_OF[stage] in flows
    )

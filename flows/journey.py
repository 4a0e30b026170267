"""The journey of a year, from eligible to the forms, and what comes next on it."""

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


@dataclass(frozen=True, slots=True)
class Step:
    """A station that is still ahead, and the flow that it is gone through in."""

    stage: Stage
    flow: str


def next_steps(known: Mapping[str, Any], today: date, flows: Collection[str]) -> tuple[Step, ...]:
    """The next steps on `today`, the best first, of those whose flow is among `flows`.

    `known` holds the answers so far by slot. In the first months of a year the forms of the last one come first, in
    its last two the check of the year.
    """
    done = {
        Stage.ELIGIBLE: known.get("after_tax") in {"yes", "no"},
        Stage.ROOM: known.keys() >= _ROOM,
        Stage.ELECTIONS: "pay_frequency" in known,
        Stage.SETTING_UP: "provider" in known,
    }
    order = list(Stage)
    if today.month <= _FORMS_UNTIL:
        order.insert(0, order.pop(order.index(Stage.FORMS)))
    elif today.month >= _LAST_MONTHS and done[Stage.ROOM]:
        order.insert(0, order.pop(order.index(Stage.YEAR_END)))
    ahead = [stage for stage in order if not done.get(stage, False)]
    return tuple(Step(stage, FLOW_OF[stage]) for stage in ahead if FLOW_OF[stage] in flows)

"""The things that can be known about a user, shared by all flows; each has a kind that says how it is read and said."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, get_args

Kind = Literal[
    "pay", "money", "deferral", "age", "percent", "yes_no_unknown", "choice", "choices", "tax_year", "match",
    "pay_frequency", "filing_status", "state", "date", "count", "cap", "employer", "box", "box_code", "text",
]  # fmt: skip
KINDS: frozenset[str] = frozenset(get_args(Kind))


@dataclass(frozen=True, slots=True)
class Slot:
    """One thing to know.

    `kind` says how it is read, one of `KINDS`. `unknown`: "I don't know" is an answer, kept
    as None (or as the option `unknown`). `fresh`: asked anew each time its flow starts, and not shown as a known fact.
    `passing`: answers that only pause a flow, such as "later"; the flow goes on at that question when it is taken up
    again. `rests_on`: slots whose change makes this answer void.
    """

    name: str
    kind: Kind
    unknown: bool = False
    fresh: bool = False
    passing: tuple[str, ...] = ()
    rests_on: tuple[str, ...] = ()


class SlotConflict(ValueError):
    """Two flows declare one slot in two ways."""


SHARED = (
    Slot("tax_year", "tax_year"),
    Slot("age", "age"),
    Slot("pay", "pay"),
    Slot("deferral", "deferral"),
    Slot("plan_catch_up", "choice", unknown=True),
    Slot("match", "match", unknown=True),
    Slot("profit_sharing", "money", unknown=True),
    Slot("true_up", "money", unknown=True),
    Slot("after_tax_made", "money"),
    Slot("plan_cap", "cap", unknown=True),
    Slot("pay_frequency", "pay_frequency", unknown=True),
    Slot("filing_status", "filing_status"),
    Slot("state", "state", unknown=True),
    Slot("employer", "employer", unknown=True),
    Slot("provider", "choice", unknown=True),
    Slot("plan_type", "choice"),
    Slot("after_tax", "yes_no_unknown"),
    Slot("in_plan_conversion", "yes_no_unknown"),
    Slot("in_service_distribution", "yes_no_unknown"),
    Slot("automatic_conversion", "yes_no_unknown"),
    Slot("bracket", "percent", unknown=True),
)


def slot_table(*groups: Iterable[Slot]) -> Mapping[str, Slot]:
    """All slots of `groups` by name. Raises `SlotConflict` if one name is declared in two ways."""
    table: dict[str, Slot] = {}
    for group in groups:
        for slot in group:
            if table.setdefault(slot.name, slot) != slot:
                raise SlotConflict(f"the slot {slot.name} is declared in two ways")
    return MappingProxyType(table)

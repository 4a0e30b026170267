"""The things that can be known about a user, shared by all flows; each has a kind that says how it is read and said."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class SlotKind(StrEnum):
    """How a slot is read and said."""

    PAY = "pay"
    MONEY = "money"
    DEFERRAL = "deferral"
    AGE = "age"
    PERCENT = "percent"
    YES_NO_UNKNOWN = "yes_no_unknown"
    CHOICE = "choice"
    CHOICES = "choices"
    TAX_YEAR = "tax_year"
    MATCH = "match"
    PAY_FREQUENCY = "pay_frequency"
    FILING_STATUS = "filing_status"
    STATE = "state"
    DATE = "date"
    DAY_OR_MONTH = "day_or_month"
    PAY_LIST = "pay_list"
    CONVERSIONS = "conversions"
    COUNT = "count"
    CAP = "cap"
    EMPLOYER = "employer"
    BOX = "box"
    BOX_CODE = "box_code"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Slot:
    """One thing to know.

    `kind` says how it is read and said. `unknown`: "I don't know" is an answer, kept
    as None (or as the option `unknown`). `fresh`: asked anew each time its flow starts, and not shown as a known fact.
    `passing`: answers that only pause a flow, such as "later"; the flow goes on at that question when it is taken up
    again. `rests_on`: slots whose change makes this answer void. `stands`: something done, which is not confirmed again
    when a flow that asks for it is opened. `in_wish`: a choice that the words by which the flow is asked for may hold.
    """

    name: str
    kind: SlotKind
    unknown: bool = False
    fresh: bool = False
    passing: tuple[str, ...] = ()
    rests_on: tuple[str, ...] = ()
    stands: bool = False
    in_wish: bool = False


class SlotConflict(ValueError):
    """Two flows declare one slot in two ways."""


SHARED = (
    Slot("tax_year", SlotKind.TAX_YEAR),
    Slot("age", SlotKind.AGE),
    Slot("pay", SlotKind.PAY),
    Slot("deferral", SlotKind.DEFERRAL),
    Slot("plan_catch_up", SlotKind.CHOICE, unknown=True),
    Slot("match", SlotKind.MATCH, unknown=True),
    Slot("profit_sharing", SlotKind.MONEY, unknown=True),
    Slot("true_up", SlotKind.MONEY, unknown=True),
    Slot("after_tax_made", SlotKind.MONEY),
    Slot("plan_cap", SlotKind.CAP, unknown=True),
    Slot("pay_frequency", SlotKind.PAY_FREQUENCY, unknown=True),
    Slot("filing_status", SlotKind.FILING_STATUS),
    Slot("state", SlotKind.STATE, unknown=True),
    Slot("employer", SlotKind.EMPLOYER, unknown=True),
    Slot("provider", SlotKind.CHOICE, unknown=True, in_wish=True),
    Slot("plan_type", SlotKind.CHOICE, unknown=True),
    Slot("after_tax", SlotKind.YES_NO_UNKNOWN),
    Slot("in_plan_conversion", SlotKind.YES_NO_UNKNOWN),
    Slot("in_service_distribution", SlotKind.YES_NO_UNKNOWN),
    Slot("automatic_conversion", SlotKind.YES_NO_UNKNOWN),
    Slot("bracket", SlotKind.PERCENT, unknown=True),
)


def slot_table(*groups: Iterable[Slot]) -> Mapping[str, Slot]:
    """All slots of `groups` by name. Raises `SlotConflict` if one name is declared in two ways."""
    table: dict[str, Slot] = {}
    for group in groups:
        for slot in group:
            if table.setdefault(slot.name, slot) != slot:
                raise SlotConflict(f"the slot {slot.name} is declared in two ways")
    return MappingProxyType(table)

"""Says a value as people would."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from content.templates import money, percent, said_date
from core.match import MatchFormula
from dialogue.domain import Domain, slot_options
from flows.slots import SlotKind
from nlu.readers import describe_match

_MONEY_KINDS = frozenset({SlotKind.PAY, SlotKind.MONEY, SlotKind.BOX})


class Said(StrEnum):
    """Values that have words of their own."""

    UNKNOWN = "unknown"
    NONE = "none"
    NO_CAP = "no_cap"
    MAX = "max"


_SAID = frozenset(Said)


def say(domain: Domain, slot: str, value: Any) -> str:
    """The `value` of `slot` in plain words, for a review or an acknowledgement; plain text, not escaped."""
    kind = domain.slots[slot].kind if slot in domain.slots else SlotKind.TEXT
    if value is None or (isinstance(value, dict) and not value):
        return domain.button(f"say_{Said.UNKNOWN}")
    if kind is SlotKind.CAP:
        return domain.button(f"say_{Said.NO_CAP}") if "none" in value else _cap(value)
    options = slot_options(domain, slot)
    if isinstance(value, str) and value in options:
        return options[value].label
    if kind is SlotKind.PAY_LIST and isinstance(value, list):
        return "; ".join(_paycheck(one) for one in value)
    if kind is SlotKind.CONVERSIONS and isinstance(value, list):
        return "; ".join(f"{one['year']}: {money(_number(one['amount']))}" for one in value)
    if isinstance(value, list):
        return ", ".join(options[one].label if one in options else str(one) for one in value) or domain.button(
            f"say_{Said.NONE}"
        )
    if isinstance(value, str) and value in _SAID:
        return domain.button(f"say_{Said(value)}")
    return _by_kind(kind, value)


def _by_kind(kind: SlotKind, value: Any) -> str:
    if kind in _MONEY_KINDS or (kind is SlotKind.DEFERRAL and value != "max"):
        return money(_number(value))
    if kind is SlotKind.PERCENT:
        return percent(value)
    if kind is SlotKind.MATCH:
        return describe_match(MatchFormula.model_validate(value))
    if kind is SlotKind.DATE:
        return said_date(date.fromisoformat(str(value)))
    if kind is SlotKind.DAY_OR_MONTH:
        whole = len(str(value)) > len("2026-03")
        return said_date(date.fromisoformat(str(value))) if whole else f"{date.fromisoformat(f'{value}-01'):%B %Y}"
    return str(value)


def _paycheck(one: Mapping[str, Any]) -> str:
    day = date.fromisoformat(one["day"]) if one["day"] else None
    return f"{day:%b} {day.day}: {money(_number(one['amount']))}" if day else money(_number(one["amount"]))


def _cap(value: Mapping[str, Any]) -> str:
    return percent(value["rate"]) if "rate" in value else money(_number(value["dollars"]))


def _number(value: Any) -> Decimal:
    return Decimal(str(value))

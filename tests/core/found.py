"""Looks into results the way cases write what they expect."""

from datetime import date
from decimal import Decimal
from functools import reduce
from typing import Any


def found(result: object, path: str) -> Any:
    """The value at a dotted `path` of attributes and places, in the form in which cases write values."""
    return comparable(reduce(_step, path.split("."), result))


def _step(value: Any, name: str) -> Any:
    return value[int(name)] if name.isdigit() else getattr(value, name)


def comparable(value: Any) -> Any:
    """Numbers as Decimals and days as text, so that results and cases compare."""
    if isinstance(value, list | tuple):
        return [comparable(one) for one in value]
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | float | Decimal):
        return Decimal(str(value))
    return value.isoformat() if isinstance(value, date) else value


def mismatches(result: object, expect: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Where `result` differs from what a case expects: (found, expected) by path; empty when all is as expected."""
    pairs = {path: (found(result, path), comparable(value)) for path, value in expect.items()}
    return {path: pair for path, pair in pairs.items() if pair[0] != pair[1]}

"""Reads cases that are data: YAML lists of named cases."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

FOLDER = Path(__file__).parent / "cases"


def cases(*files: str) -> list[Any]:
    """The cases of `files`, as pytest parameters named by their sentences."""
    return [
        pytest.param(case, id=case["name"])
        for file in files
        for case in yaml.safe_load((FOLDER / file).read_text(encoding="utf-8"))
    ]


def as_expected(value: Any) -> Any:
    """A value of a result in the form in which cases write it, so that the two compare."""
    if isinstance(value, tuple | list):
        return sorted(as_expected(one) for one in value)
    if isinstance(value, Decimal | int | float) and not isinstance(value, bool):
        return Decimal(str(value))
    return value if value is None or isinstance(value, str | bool) else str(value)

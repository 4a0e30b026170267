"""Every slot reads what people type as the cases say; what is not plain is asked about."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from core.limits import published_years
from nlu.readers import READERS, Context, read

CASES = Path(__file__).parent / "cases"
NOT_SLOTS = {"match", "message", "control", "facts"}
CONTEXT = Context(date(2026, 11, 24))
AFTER_LAST = published_years()[-1] + 1


def _cases() -> list[Any]:
    found = []
    for path in sorted(CASES.glob("*.yaml")):
        if path.stem in NOT_SLOTS:
            continue
        for group in yaml.safe_load(path.read_text(encoding="utf-8")):
            for written, expected in group["cases"].items():
                text = str(written).replace("YEAR_AFTER_LAST", str(AFTER_LAST))
                found.append(pytest.param(path.stem, text, expected, id=f"{path.stem}: {group['name']}: {text}"))
    return found


def _expected(told: Any) -> tuple[Any, bool]:
    """The value and whether it is asked about: "168000 ?" is a value to be confirmed."""
    if isinstance(told, str) and told.endswith(" ?"):
        return yaml.safe_load(told[:-2]) if told[:-2].replace(".", "").isdigit() else told[:-2], True
    return told, False


@pytest.mark.parametrize(("slot", "text", "told"), _cases())
def test_a_slot_reads(slot: str, text: str, told: Any) -> None:
    value, confirm = _expected(told)
    reading = read(slot, text, CONTEXT)
    read_value = reading.json
    if isinstance(value, int | float) and isinstance(read_value, int | float):
        assert Decimal(str(read_value)) == Decimal(str(value))
    else:
        assert read_value == value
    if value is not None:
        assert reading.confirm is confirm, reading
        assert bool(reading.reason) is confirm
    else:
        assert not reading.confirm
        assert reading.reason


@pytest.mark.parametrize("text", ["next year", "next yr", "TY{short}", "'{short}"])
def test_a_year_said_by_another_is_read_once_its_limits_are_loaded_and_not_before(text: str) -> None:
    last = AFTER_LAST - 1
    short = text.replace("{short}", str(AFTER_LAST % 100))
    assert read("tax_year", short, Context(date(last, 11, 24))).json is None
    loaded = text.replace("{short}", str(last % 100))
    assert read("tax_year", loaded, Context(date(last - 1, 11, 24))).json == last


def test_an_unknown_slot_is_an_error() -> None:
    with pytest.raises(KeyError):
        read("shoe_size", "44", CONTEXT)
    assert "pay" in READERS

"""Movements of a year: what follows from the list, case by case, and what is refused."""

from collections.abc import Sequence
from typing import Any

import pytest

from core.limits import published_years
from core.movements import KINDS, YearInput, YearResult, movements_of_year
from core.reading import InputError, read
from tests.core.cases_from import cases
from tests.core.found import comparable

FILES = (
    "movements_excess_deferrals.yaml",
    "movements_losses.yaml",
    "movements_years.yaml",
    "movements_checks.yaml",
    "movements_roth_ira.yaml",
    "movements_room.yaml",
)


def derived(raw: dict[str, Any]) -> YearResult:
    return movements_of_year(read(YearInput, raw))


@pytest.mark.parametrize("case", cases(*FILES))
def test_movement_case(case: dict[str, Any]) -> None:
    result = derived(case["year"])
    expected = dict(case["expect"])
    if "notes" in expected and case["year"]["tax_year"] in published_years():  # a year told of before its limits were
        expected["notes"] = [note for note in expected["notes"] if note != "limits_not_loaded"]

    assert {path: comparable(seen(result, path)) for path in expected} == {
        path: comparable(value) for path, value in expected.items()
    }
    assert_explained(result)


def seen(result: YearResult, path: str) -> Any:
    """What a case asks for: a dotted path, entries by plan or place, or one of the short forms below."""
    filed = result.tax_return
    match path:
        case "lines":
            return [filed.line_1h, filed.line_4a, filed.line_4b, filed.line_5a, filed.line_5b, filed.income]
        case "forms":
            return [[one.stands_for, one.box_1, one.box_2a, one.box_5] for one in result.forms]
        case "taken":
            return [
                [part.kind, part.year, part.amount] for _, out in result.roth_ira.withdrawals for part in out.slices
            ]
        case "tax":
            return [filed.income, filed.early_tax, filed.early_tax_highest]
        case "clocks":
            return [[one.kind, one.first_year, one.met_from, one.taxed] for one in result.clocks]
        case "roth_ira.conversions":
            return [[one.year, one.taxed, one.untaxed] for one in result.roth_ira.conversions]
        case "check.findings":
            assert result.check is not None
            return [one.mistake for one in result.check.findings]
    value: Any = result
    for name in path.split("."):
        if isinstance(value, Sequence):
            value = value[int(name)] if name.isdigit() else next(one for one in value if one.plan == name)
        else:
            value = getattr(value, name)
    return value


def assert_explained(result: YearResult) -> None:
    """The lines of each figure add up to it, and each has a rule and a source."""
    filed = result.tax_return
    explained = [(filed.income, filed.lines), (filed.early_tax, filed.early_tax_lines)]
    explained += [(room.left, room.lines) for room in result.rooms]
    explained += [(account.basis, account.lines) for account in result.after_tax]
    explained += [(account.basis, account.lines) for account in result.roth_accounts]
    layers = result.roth_ira
    in_layers = sum((one.taxed + one.untaxed for one in layers.conversions), layers.contributions)
    explained.append((in_layers, layers.lines))
    if result.deferrals is not None:
        explained.append((result.deferrals.left - result.deferrals.excess, result.deferrals.lines))
    for amount, lines in explained:
        assert sum(line.amount for line in lines) == amount
        assert all(line.rule and line.source for line in lines)


@pytest.mark.parametrize("case", cases("movements_refused.yaml"))
def test_a_list_that_cannot_be_is_refused_in_words(case: dict[str, Any]) -> None:
    with pytest.raises(InputError) as refused:
        read(YearInput, {"tax_year": 2026, "age": 40, **case["year"]})

    assert refused.value.message == case["message"]


def test_every_kind_of_movement_is_in_a_case() -> None:
    told = {movement["kind"] for case in cases(*FILES) for movement in case.values[0]["year"].get("movements", ())}

    assert set(KINDS) - told == set()


def test_the_order_of_the_list_changes_nothing() -> None:
    case = next(one.values[0] for one in cases("movements_years.yaml") if one.id.startswith("M13"))
    there, back = derived(case["year"]), derived({**case["year"], "movements": case["year"]["movements"][::-1]})

    assert there.tax_return == back.tax_return
    assert there.rooms == back.rooms
    assert there.after_tax == back.after_tax


def test_an_id_of_a_list_comes_back_with_its_form() -> None:
    raw = {"kind": "in_plan_conversion", "date": "2026-03-01", "amount": 40600, "basis": 40000, "id": "conversion-1"}

    assert derived({"tax_year": 2026, "age": 40, "movements": [raw]}).forms[0].movements == ("conversion-1",)

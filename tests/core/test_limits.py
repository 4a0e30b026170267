"""Limits as data: a bad file is refused with its line and the remedy; two years are compared."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from shutil import copy

import pytest
import yaml

from core.limits import LimitsFileError, LimitsNotPublished, compare_years, limit_names, limits_for, published_years
from core.limits.files import FOLDER, read_constants, read_limits

Edit = Callable[[str], str]


def edited(tmp_path: Path, edit: Edit, year: int = 2026) -> Path:
    for one in published_years():
        copy(FOLDER / f"{one}.yaml", tmp_path)
    path = tmp_path / f"{year}.yaml"
    path.write_text(edit(path.read_text(encoding="utf-8")), encoding="utf-8")
    return path


def line_of(path: Path, text: str) -> int:
    return 1 + next(n for n, line in enumerate(path.read_text(encoding="utf-8").splitlines()) if text in line)


def without(name: str) -> Edit:
    def edit(text: str) -> str:
        entries = yaml.safe_load(text)
        del entries[name]
        return yaml.safe_dump(entries, sort_keys=False)

    return edit


def swapped(old: str, new: str) -> Edit:
    def edit(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return edit


@pytest.mark.parametrize("name", ["tax_year", *limit_names()])
def test_a_file_that_lacks_any_number_is_refused_by_its_name(tmp_path: Path, name: str) -> None:
    path = edited(tmp_path, without(name))

    with pytest.raises(LimitsFileError, match=rf"^2026\.yaml:\d+: {name} is missing; add"):
        read_limits(path)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        pytest.param("amount: 24500", "amount: -24500", "out of reason", id="a limit below zero"),
        pytest.param("amount: 24500", "amount: 0", "out of reason", id="a limit of nothing"),
        pytest.param("amount: 24500", "amount: 245", "out of reason", id="a limit that lost two digits"),
        pytest.param("amount: 72000", "amount: 72000000", "out of reason", id="a limit with three digits too many"),
        pytest.param("amount: 24500", "amount: plenty", "'plenty' is not a number", id="a word for a number"),
        pytest.param("amount: 24500", "amount: .nan", "not a number", id="not a number at all"),
        pytest.param("amount: 24500", "amount: null", "needs an amount", id="null where the rule exists"),
        pytest.param("amount: 24500", "amount: 23000", "2025.yaml says 23500", id="a limit below last year's"),
        pytest.param("amount: 8000", "amount: 800", "2025.yaml says 7500", id="a catch-up that lost a digit"),
        pytest.param("amount: 11250", "amount: null", "2025.yaml says 11250", id="a rule that would end"),
        pytest.param("amount: 11250", "amount: 19250", "2025.yaml says 11250", id="a leap of more than half"),
    ],
)
def test_a_number_out_of_reason_is_refused_with_its_line(tmp_path: Path, old: str, new: str, problem: str) -> None:
    path = edited(tmp_path, swapped(old, new))

    with pytest.raises(LimitsFileError) as refused:
        read_limits(path)
    assert problem in refused.value.problem
    assert (refused.value.file, refused.value.line) == ("2026.yaml", line_of(path, f"  {new}"))


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        pytest.param("amount: 24500", "amount: 90000", "less than annual_additions", id="deferral above additions"),
        pytest.param("amount: 11250", "amount: 7000", "less than higher_catch_up", id="higher catch-up below plain"),
        pytest.param("amount: 168000", "amount: 150000", "less than roth_ira_single_to", id="a range that ends early"),
        pytest.param("tax_year: 2026", "tax_year: 2027", "the file's name says 2026", id="another year's number"),
        pytest.param("tax_year: 2026", "tax_year: 2026.5", "the file's name says 2026", id="half a year"),
        pytest.param("catch_up:", "catch_upp:", "catch_up is missing", id="a misspelt name"),
        pytest.param("ira_catch_up:", "ira:", "a second time", id="a name that stands twice"),
        pytest.param("checked: 2026-11-23", "checked: someday", "is to be a day", id="no day"),
        pytest.param('source: "IRC 402(g)(1)', 'sauce: "IRC 402(g)(1)', "has no source", id="no source"),
        pytest.param("value: true", "value: maybe", "value: true", id="a flag that is neither"),
        pytest.param("value: true", "value: [true]", "value: true", id="a flag that is a list"),
        pytest.param("tax_year: 2026", "tax_year: [", "not YAML", id="no YAML"),
    ],
)
def test_other_slips_are_refused_in_words(tmp_path: Path, old: str, new: str, problem: str) -> None:
    path = edited(tmp_path, swapped(old, new))

    with pytest.raises(LimitsFileError, match=r"^2026\.yaml:\d+: ") as refused:
        read_limits(path)
    assert problem in refused.value.problem


def test_a_law_that_changes_a_limit_far_can_be_named(tmp_path: Path) -> None:
    path = edited(tmp_path, swapped("amount: 11250", "amount: 19250\n  changed_by_law: a new act"))

    assert read_limits(path).higher_catch_up == 19250


def test_a_rule_that_began_later_may_be_null() -> None:
    assert limits_for(2024).higher_catch_up is None


def test_adding_a_year_is_one_file(tmp_path: Path) -> None:
    text = (FOLDER / "2026.yaml").read_text(encoding="utf-8")
    (tmp_path / "2027.yaml").write_text(
        text.replace("tax_year: 2026", "tax_year: 2027").replace("amount: 24500", "amount: 25000"), encoding="utf-8"
    )

    assert published_years(tmp_path) == (2027,)
    assert limits_for(2027, tmp_path).elective_deferral == 25000


def test_constants_without_unit_or_value_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "constants.yaml"
    path.write_text("rollover_days:\n  value: 60\n  source: law\n  checked: 2026-11-23\n", encoding="utf-8")

    with pytest.raises(LimitsFileError, match=r"constants\.yaml:2: rollover_days has no unit"):
        read_constants(path)


def test_comparing_2025_and_2026_says_what_changed_and_by_how_much() -> None:
    changes = {one.name: one for one in compare_years(2025, 2026)}

    assert {name: one.by for name, one in changes.items() if name in ("elective_deferral", "annual_additions")} == {
        "elective_deferral": 1000,
        "annual_additions": 2000,
    }
    assert changes["roth_catch_up_enforced"].after is True
    assert "higher_catch_up" not in changes
    assert changes["compensation"].source == "IRC 401(a)(17); IRS Notice 2025-67"


def test_comparing_2024_and_2025_shows_the_rule_that_began() -> None:
    (change,) = [one for one in compare_years(2024, 2025) if one.name == "higher_catch_up"]

    assert (change.before, change.after, change.by) == (None, Decimal(11250), None)


def test_a_year_is_no_different_from_itself() -> None:
    assert compare_years(2026, 2026) == ()


def test_comparing_with_a_year_that_is_not_loaded_names_those_that_are() -> None:
    last = published_years()[-1]
    with pytest.raises(LimitsNotPublished, match=str(last + 1)):
        compare_years(last, last + 1)

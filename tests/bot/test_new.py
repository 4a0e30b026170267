"""New files are laid out with what is to be filled in marked, and a yearly notice fills in what it says."""

import io
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from bot.commands.limits_draft import draft, read_notice
from bot.commands.new import KINDS, MARK, new
from content.findings import ContentError
from content.library import FOLDER, load
from core.limits import LimitsFileError
from core.limits.files import FOLDER as LIMITS
from core.limits.files import published_years, read_limits

AFTER_LAST = str(published_years()[-1] + 1)
NOTICE = f"""Notice {published_years()[-1]}-99. Amounts for the coming year.
The dollar limit of section 402(g)(1) on what an employee may defer goes up from $24,500 to $25,000.
Under section 415(c)(1)(A) the limit for defined contribution plans is raised from $72,000 to $74,000.
The amount of section 414(v)(2)(B)(i) for those of 50 or more stays at $8,000.
For those who reach 60, 61, 62 or 63 the amount of section 414(v)(2)(E) stays at $11,250.
Section 401(a)(17) names $360,000 for this year and $370,000 for some governmental plans.
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(FOLDER, tmp_path / "content" / "en")
    shutil.copytree(LIMITS, tmp_path / "core" / "limits")
    return tmp_path


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_laid_out_is_marked_and_refuses_to_be_overwritten(root: Path, kind: str) -> None:
    name = AFTER_LAST if kind == "year" else "acorns"
    out = io.StringIO()
    assert new(kind, name, out, root) == 0
    assert MARK in out.getvalue()
    assert new(kind, name, io.StringIO(), root) == 2


@pytest.mark.parametrize("kind", ["article", "provider"])
def test_what_is_left_unedited_is_refused(root: Path, kind: str) -> None:
    new(kind, "acorns", io.StringIO(), root)
    with pytest.raises(ContentError) as refused:
        load(root / "content" / "en")
    assert all("acorns" in finding.file for finding in refused.value.findings)


def test_a_year_left_unedited_is_refused(root: Path) -> None:
    new("year", AFTER_LAST, io.StringIO(), root)
    with pytest.raises(LimitsFileError):
        read_limits(root / "core" / "limits" / f"{AFTER_LAST}.yaml")


@pytest.mark.parametrize(
    ("kind", "name"),
    [("article", "Lost Socks"), ("year", "2020"), ("year", "soon"), ("flow", "lost-socks"), ("flow", "class")],
)
def test_a_wrong_name_is_refused(root: Path, kind: str, name: str) -> None:
    assert new(kind, name, io.StringIO(), root) == 2


def test_a_notice_gives_the_numbers_that_it_states_and_no_others() -> None:
    found = {name: one.amount for name, one in read_notice(NOTICE).items()}
    assert found == {
        "elective_deferral": Decimal(25000),
        "annual_additions": Decimal(74000),
        "catch_up": Decimal(8000),
        "higher_catch_up": Decimal(11250),
    }


def test_a_draft_names_the_sentence_of_each_number_and_marks_the_rest() -> None:
    text = draft(NOTICE)
    assert f"tax_year: {AFTER_LAST}" in text
    assert "# The dollar limit of section 402(g)(1) on what an employee may defer goes up" in text
    assert f"compensation:\n  amount: {MARK}" in text

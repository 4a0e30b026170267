import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from content.check import check_library
from content.findings import ContentError
from content.library import FOLDER, load
from flows.figures import text_values

TODAY = date(2026, 11, 24)
LAW = {2026: {Decimal(72_000): "limits.annual_additions"}}
GOOD = """---
title: "Lost socks"
kind: concept
topic: basics
asks:
  - "where do socks go"
sources:
  - {title: "IRC 415(c)", checked: 2026-11-23, mark: V2}
---
They go nowhere.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(FOLDER, tmp_path / "en")
    return tmp_path / "en"


def article(folder: Path, text: str, name: str = "lost-socks") -> str:
    (folder / "articles" / f"{name}.md").write_text(text, encoding="utf-8")
    return f"articles/{name}.md"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("no front matter", 1, "begin with front matter"),
        ("---\ntitle: x\n", 1, "no end"),
        (GOOD.replace("kind: concept", "kind: poem"), 3, "kind"),
        (GOOD.replace("topic: basics\n", "topic: basics\ncolour: red\n"), 5, "colour"),
        (GOOD.replace("checked: 2026-11-23", "checked: soon"), 8, "checked"),
        (GOOD.replace('title: "Lost socks"', "title: [unclosed"), 3, "not YAML"),
        (
            GOOD.replace('sources:\n  - {title: "IRC 415(c)", checked: 2026-11-23, mark: V2}\n', "sources: []\n"),
            7,
            "sources",
        ),
    ],
    ids=[
        "no front matter",
        "front matter without an end",
        "an unknown kind",
        "an unknown key",
        "a check date that is none",
        "broken YAML",
        "no source",
    ],
)
def test_a_bad_article_is_refused_with_its_file_and_line(folder: Path, text: str, line: int, words: str) -> None:
    file = article(folder, text)
    with pytest.raises(ContentError) as refused:
        load(folder)
    assert (file, line) in {(finding.file, finding.line) for finding in refused.value.findings}
    assert words in str(refused.value)


def test_all_faults_are_told_at_once(folder: Path) -> None:
    article(folder, "nothing", "one")
    article(folder, "nothing", "two")
    (folder / "slots.yaml").write_text("age: {label: 7}", encoding="utf-8")
    with pytest.raises(ContentError) as refused:
        load(folder)
    assert {finding.file for finding in refused.value.findings} >= {"articles/one.md", "articles/two.md", "slots.yaml"}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("They go nowhere.", "The limit is $72,000."), "limits.annual_additions"),
        (("They go nowhere.", "From 59½ on."), "distribution_age"),
        (("They go nowhere.", "See [that](no-such-article)."), "leads nowhere"),
        (("They go nowhere.", "See [that](glossary:no-such-term)."), "leads nowhere"),
        (("They go nowhere.", "It is {{ limits.socks }}."), "cannot be shown"),
        (("They go nowhere.", "## Only a heading\n\nText."), "no short answer"),
        (("They go nowhere.", "x" * 5000), "too long"),
        (("where do socks go", "what is a mega backdoor roth"), "also claimed"),
        (("sources:", "related: [no-such-article]\nsources:"), "no article"),
        (("sources:", "flow: no-such-flow\nsources:"), "no flow"),
        (("checked: 2026-11-23", "checked: 2020-01-01"), "last checked"),
        (("checked: 2026-11-23", "checked: 2030-01-01"), "in the future"),
        (("IRC 415(c)", "somebody said so"), "no source names an authority"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_the_check_finds_it(folder: Path, change: tuple[str, str], words: str) -> None:
    article(folder, GOOD.replace(*change))
    findings = check_library(load(folder), {2026: text_values(2026)}, LAW, TODAY, 400)
    assert any(words in finding.message and finding.line > 1 for finding in findings), findings


def test_a_missing_public_id_is_found(folder: Path) -> None:
    (folder / "articles" / "pro-rata.md").unlink()
    findings = check_library(load(folder), {2026: text_values(2026)}, LAW, TODAY, 400)
    assert any(finding.file == "released.yaml" and "pro-rata is missing" in finding.message for finding in findings)


def test_a_number_of_an_examples_own_is_allowed_where_it_is_listed(folder: Path) -> None:
    text = GOOD.replace("They go nowhere.", "She has $72,000.").replace("sources:", "own_numbers: [72000]\nsources:")
    article(folder, text)
    findings = check_library(load(folder), {2026: text_values(2026)}, LAW, TODAY, 400)
    assert not [finding for finding in findings if "limits." in finding.message]


def test_a_limit_of_a_year_after_an_article_was_looked_over_is_its_examples_own(folder: Path) -> None:
    article(folder, GOOD.replace("They go nowhere.", "She has $72,000."))
    later = {2027: dict(LAW[2026])}
    findings = check_library(load(folder), {2026: text_values(2026)}, later, TODAY, 400)
    assert not [finding for finding in findings if "limits." in finding.message]


def test_an_article_changes_with_the_year_asked_about() -> None:
    library = load()
    this, last = (library.article_html("by-the-numbers", text_values(year)) for year in (2026, 2025))
    assert "$72,000" in this
    assert "$72,000" not in last
    assert "$70,000" in last


@pytest.mark.parametrize(
    ("article", "year", "shown"),
    [
        (
            "conversion-income-counts",
            2026,
            ("MAGI $155,000, Roth IRA limit $6,500", "MAGI $152,000, Roth IRA limit $7,500"),
        ),
        ("conversion-income-counts", 2026, ("in the plan $0, to a Roth IRA $4,000",)),
        ("conversion-income-counts", 2025, ("MAGI $152,000, Roth IRA limit $6,070",)),
        ("pension-or-cash-balance-plan", 2026, ("<b>$43,900</b>", "$47,500")),
        ("leave-without-pay", 2026, ("<b>$37,600</b>", "give 42 months")),
        ("student-loan-match", 2026, ("<b>$57,200</b>",)),
        ("student-loan-match", 2023, ("In 2023 there was no such match",)),
        ("social-security-and-w2", 2026, ("<b>$155,500</b>", "<b>$180,000</b>")),
        ("social-security-and-w2", 2023, ("<b>$160,200</b> (the most that is counted in 2023)",)),
        ("converting-at-a-loss", 2024, ("Taxable: $0", 'the word "Rollover"')),
        ("converting-at-a-loss", 2026, ("Basis that goes on to Roth: $38,000", "rollover box")),
        ("taking-out-rolled-roth-401k", 2026, ("10% of 600 is <b>$60</b>",)),
    ],
    ids=lambda value: "" if isinstance(value, tuple) else str(value),
)
def test_a_worked_example_shows_the_numbers_of_its_year(article: str, year: int, shown: tuple[str, ...]) -> None:
    html = load().article_html(article, text_values(year))
    assert [words for words in shown if words not in html] == []

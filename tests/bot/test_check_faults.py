"""Each fault that an editor can make is put into a copy of the content, and the check names it with file and line."""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml

from bot.commands import check
from bot.commands.check import ROOT, check_content, check_flow_words, check_words, unfilled
from bot.commands.check_years import check_years
from content.findings import ContentError, Finding
from content.library import FOLDER, load
from core.limits.files import FOLDER as LIMITS
from core.limits.files import published_years
from flows import registry
from flows.slots import Slot

TODAY = date(2026, 12, 1)
IN_THEMSELVES = {"articles", "acts", "providers", "glossary.yaml", "states.yaml", "employers.yaml", "released.yaml"}
AFTER_LAST = published_years()[-1] + 1

FAULTS = yaml.safe_load((Path(__file__).parent / "check_faults.yaml").read_text(encoding="utf-8"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "en"))


def found_in(folder: Path, file: str = "") -> list[Finding]:
    """What the check finds in what `file` concerns, the library being refused included."""
    try:
        words = load(folder)
    except ContentError as error:
        return list(error.findings)
    if file.partition("/")[0] in IN_THEMSELVES:
        return check_words(words, TODAY)
    return unfilled(words.folder) or check_flow_words(
        words, TODAY, frozenset({Path(file).stem if file.startswith("flows/") else "case"})
    )


def put(folder: Path, file: str, old: str, new: str) -> int:
    """Writes `new` for the one `old` in `file`; the line on which the two begin to differ."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{file} has no {old!r}"
    alike = next(
        (at for at, (was, now) in enumerate(zip(old, new, strict=False)) if was != now), min(len(old), len(new))
    )
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old) + alike].count("\n") + 1


def test_the_content_as_it_stands_has_no_fault() -> None:
    assert check_content(load(), TODAY) == []


@pytest.mark.parametrize("fault", [pytest.param(one, id=one["name"]) for one in FAULTS])
def test_a_fault_is_named_with_its_file_and_line(folder: Path, fault: Mapping[str, str]) -> None:
    line = put(folder, fault["file"], fault["old"], fault["new"])
    found = [finding for finding in found_in(folder, fault["file"]) if fault["says"] in finding.message]
    assert (fault["file"], line) in {(one.file, one.line) for one in found}, found


@pytest.mark.parametrize(
    "key",
    ["closed", "disclaimer", "document_password", "none_plan", "reason_hourly_needs_hours", "received_voice",
     "verdict_not_stated", "button_why", "topic_states", "pending_choose", "happened_rolled", "limit_ira"],
)  # fmt: skip
def test_a_message_that_was_deleted_is_named(folder: Path, key: str) -> None:
    put(folder, "messages.yaml", f"\n{key}:", f"\nno_longer_{key}:")
    named = [one for one in found_in(folder) if one.message.partition(";")[0] == f"the message {key} is missing"]
    assert [one.file for one in named] == ["messages.yaml"]
    line = (folder / "messages.yaml").read_text(encoding="utf-8").split("\n")[named[0].line - 1]
    assert line.startswith(key[0]) or key == "happened_rolled"  # where its like stand, so that it is put beside them


def test_a_slot_of_a_mistyped_kind_is_named_where_it_is_declared(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    declared: Callable[[], Mapping[str, Slot]] = registry.all_slots
    slots = dict(declared())
    slots["pay"] = replace(slots["pay"], kind="pya")  # type: ignore[arg-type]
    monkeypatch.setattr(check, "all_slots", lambda: slots)
    found = [finding for finding in found_in(folder) if "no kind pya" in finding.message]
    assert found
    source = (ROOT / "flows/slots.py").read_text(encoding="utf-8").split("\n")
    assert found[0].file.endswith("flows/slots.py")
    assert 'Slot("pay"' in source[found[0].line - 1]


def test_a_provider_takes_one_file(folder: Path) -> None:
    text = (folder / "providers" / "schwab.yaml").read_text(encoding="utf-8")
    new = text.replace("id: schwab", "id: acorn").replace('name: "Schwab"', 'name: "Acorn"')
    also = next(line for line in new.split("\n") if line.startswith("also:"))
    (folder / "providers" / "acorn.yaml").write_text(new.replace(also, 'also: ["acorn plans"]'), encoding="utf-8")
    words = load(folder)
    assert words.slots["provider"].options["acorn"].label == "Acorn"
    assert list(words.slots["provider"].options)[-1] == "other"
    assert found_in(folder, "providers/acorn.yaml") == []


def test_a_year_copied_from_the_one_before_and_left_as_it_was_is_named(tmp_path: Path) -> None:
    years = Path(shutil.copytree(LIMITS, tmp_path / "limits"))
    last = (years / f"{AFTER_LAST - 1}.yaml").read_text(encoding="utf-8")
    (years / f"{AFTER_LAST}.yaml").write_text(
        last.replace(f"tax_year: {AFTER_LAST - 1}", f"tax_year: {AFTER_LAST}"), encoding="utf-8"
    )
    found = check_years(years)
    assert {finding.file for finding in found} == {f"{AFTER_LAST}.yaml"}
    assert any("fill in those of" in finding.message for finding in found)
    assert any("its notice is one of" in finding.message for finding in found)
    assert all(finding.line > 1 for finding in found)


def test_the_years_as_they_stand_have_no_fault() -> None:
    assert check_years() == []

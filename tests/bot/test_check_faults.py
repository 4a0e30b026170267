"""Each fault that an editor can make is put into a copy of the content, and the check names it with file and line."""

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml

from bot.commands import check
from bot.commands.check import ROOT, check_content, check_flow_words, check_words
from bot.commands.check_years import check_years
from content.findings import ContentError, Finding
from content.library import FOLDER, load
from core.limits.files import FOLDER as LIMITS
from core.limits.files import published_years
from flows import registry
from flows.slots import Slot

TODAY = date(2026, 12, 1)
REFUSED_AT_ONCE = {"kind", "sure"}  # by the schema, before anything is shown
DELETED = (
    *("closed", "disclaimer", "document_password", "none_plan", "reason_hourly_needs_hours", "received_voice"),
    *("verdict_not_stated", "button_why", "topic_states", "pending_choose", "happened_rolled", "limit_ira"),
)
AFTER_LAST = published_years()[-1] + 1

FAULTS = yaml.safe_load((Path(__file__).parent / "check_faults.yaml").read_text(encoding="utf-8"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "en"))


def found_in(folder: Path, *flows: str) -> list[Finding]:
    """What the check finds in the copy at `folder`, the library being refused included; only `flows` are answered."""
    try:
        words = load(folder)
    except ContentError as error:
        return list(error.findings)
    return [*check_words(words, TODAY), *check_flow_words(words, TODAY, frozenset(flows))]


@cache
def findings(batch: int) -> tuple[Mapping[str, int], list[Finding]]:
    """The line of each fault of a batch, and what is found when they are all put in; at most one fault a file."""
    with TemporaryDirectory() as place:
        folder = Path(shutil.copytree(FOLDER, Path(place) / "en"))
        faults = BATCHES[batch]
        lines = {one["name"]: put(folder, one["file"], one["old"], one["new"]) for one in faults}
        flows = {Path(one["file"]).stem for one in faults if one["file"].startswith("flows/")} or {"capacity"}
        return lines, found_in(folder, *flows)


def batches(faults: Sequence[Mapping[str, str]]) -> list[list[Mapping[str, str]]]:
    """The faults in as few heaps as there may be with one fault a file; those that refuse the library are apart."""
    made: list[list[Mapping[str, str]]] = []
    for one in sorted(faults, key=lambda fault: fault["says"] in REFUSED_AT_ONCE):
        apart = one["says"] in REFUSED_AT_ONCE
        for batch in made:
            same = any(other["says"] in REFUSED_AT_ONCE for other in batch) == apart
            if same and one["file"] not in {other["file"] for other in batch}:
                batch.append(one)
                break
        else:
            made.append([one])
    return made


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


BATCHES = batches(FAULTS)


@pytest.mark.parametrize(
    ("batch", "fault"),
    [pytest.param(number, one, id=one["name"]) for number, batch in enumerate(BATCHES) for one in batch],
)
def test_a_fault_is_named_with_its_file_and_line(batch: int, fault: Mapping[str, str]) -> None:
    lines, everything = findings(batch)
    found = [finding for finding in everything if fault["says"] in finding.message]
    assert (fault["file"], lines[fault["name"]]) in {(one.file, one.line) for one in found}, found


def test_messages_that_were_deleted_are_named_where_their_like_stand(folder: Path) -> None:
    for key in DELETED:
        put(folder, "messages.yaml", f"\n{key}:", f"\nno_longer_{key}:")
    text = (folder / "messages.yaml").read_text(encoding="utf-8").split("\n")
    beside = {
        one.message.partition(";")[0].removeprefix("the message ").removesuffix(" is missing"): text[one.line - 1]
        for one in found_in(folder, "case")
        if one.file == "messages.yaml" and "is missing" in one.message
    }
    assert set(beside) == set(DELETED)
    assert {key for key, line in beside.items() if line[:4] == key[:4]} > {
        "document_password",
        "limit_ira",
        "topic_states",
    }


def test_a_slot_of_a_mistyped_kind_is_named_where_it_is_declared(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    declared: Callable[[], Mapping[str, Slot]] = registry.all_slots
    slots = dict(declared())
    slots["pay"] = replace(slots["pay"], kind="pya")  # type: ignore[arg-type]
    monkeypatch.setattr(check, "all_slots", lambda: slots)
    found = [finding for finding in found_in(folder, "case") if "no kind pya" in finding.message]
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
    assert found_in(folder, "provider") == []


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

"""Sessions as they are kept: each version that was ever written can be read, and nothing else is taken for one."""

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from flows.ledger import entries_of
from flows.notes import Draft, Expecting, Notes, Partial
from flows.session import UPGRADES, VERSION, NewerSession, Session, UnreadableSession

KEPT = Path(__file__).parent / "sessions"


def kept(version: int) -> str:
    return (KEPT / f"{version}.json").read_text(encoding="utf-8").strip()


def test_there_is_a_kept_session_and_an_upgrade_for_every_version() -> None:
    assert sorted(path.stem for path in KEPT.glob("*.json")) == [str(number) for number in range(1, VERSION + 1)]
    assert sorted(UPGRADES) == list(range(1, VERSION))


def test_the_kept_session_of_this_version_holds_every_field() -> None:
    assert set(json.loads(kept(VERSION))) == {field.name for field in fields(Session)} | {"version"}


@pytest.mark.parametrize("version", range(1, VERSION + 1))
def test_a_session_of_every_version_says_the_same(version: int) -> None:
    session = Session.loads(kept(version))
    assert session.dumps() == kept(VERSION)
    assert session.case["age"].value == 42
    assert session.pending is not None
    assert session.frames[-1].flow == "capacity"


def test_a_newer_session_is_refused_by_name() -> None:
    with pytest.raises(NewerSession):
        Session.loads(json.dumps({"version": VERSION + 1, "anything": "else"}))


def broken() -> list[Any]:
    whole = json.loads(kept(VERSION))
    shapes: list[Any] = [None, [], 5, "x", {}, {"version": 0}, {"version": "2"}, {"version": True}]
    for name in whole:
        if name != "version":
            shapes.append({key: value for key, value in whole.items() if key != name})
        if name not in ("version", "last_seen"):
            shapes += [{**whole, name: wrong} for wrong in ([["a"]], "x", 1.5)]
    shapes += [
        {**whole, "pending": ["a"]},
        {**whole, "household": []},
        {**whole, "household": {**whole["household"], "people": {"me": {"2026": {"age": [1]}}}}},
    ]
    return [*map(json.dumps, shapes), "", "{", "[" * 100_000]


@pytest.mark.parametrize("text", broken(), ids=range(len(broken())))
def test_what_is_no_session_is_said_to_be_none(text: str) -> None:
    with pytest.raises(UnreadableSession):
        Session.loads(text)


def test_the_ledger_of_an_older_session_comes_along_in_the_years_of_its_days() -> None:
    raw = json.loads(kept(2))
    entries = [
        {"id": 1, "kind": "contributed", "day": "2025-12-12", "amount": "900"},
        {"id": 2, "kind": "converted", "day": "2026-01-05", "amount": "900"},
    ]
    raw["notes"]["ledger"] = {"entries": entries, "next": 3}
    session = Session.loads(json.dumps(raw))
    assert [(one.id, one.day.year) for one in entries_of(session)] == [(1, 2025), (2, 2026)]
    assert session.household.plan.next_entry == 3
    assert Session.loads(session.dumps()) == session


def test_notes_come_back_as_they_were_and_unknown_ones_are_left_out() -> None:
    notes = Notes(
        last="age",
        draft=Draft("features", ("a", "b")),
        partial=Partial("pay", "95 an hour", "hourly_needs_hours"),
        choosing=True,
        expecting=Expecting.REPLY,
        voted=("pro-rata",),
        reminders={"set": [{"id": 1, "for": "convert", "day": "2026-12-01", "topic": "r1"}], "next": 2},
        wish="remind me every payday",
        zone="America/Denver",
    )
    session = Session(notes=notes)
    assert Session.loads(session.dumps()) == session
    raw = json.loads(session.dumps())
    raw["notes"]["of_another_program"] = 5
    assert Session.loads(json.dumps(raw)) == session
    with pytest.raises(UnreadableSession):
        Session.loads(json.dumps({**raw, "notes": {"draft": "features"}}))

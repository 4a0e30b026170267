"""What is handed out can be sent back, and a provider's table is read as a file; nothing hostile gets in."""

import asyncio
import json
from datetime import date
from typing import Any

import pytest

from bot.plan_files import read_file
from bot.sent_data import found_in
from bot.tools import make
from dialogue.events import DocumentRead
from flows.ledger import entries_of
from flows.screens import Attachment
from tests.conversation import TODAY, Talk

TOLD = (
    "42 years old, 400k, I defer the maximum, they match 50% up to 4%",
    "2026",
    "cancel",
    "paid every two weeks, next payday is December 4",
    "contributed 12,000 on Jan 30",
    "converted 12,050 on Feb 6, 12,000 of it mine",
)


def talk_of(*lines: str) -> Talk:
    talk = Talk()
    for line in lines:
        talk.say(line)
    return talk


def handed_out(talk: Talk) -> dict[str, Attachment]:
    """The attachments of /export by the ending of their names."""
    talk.say("/export")
    found = [screen.attachment for screen in talk.screens]
    for label in ("As data (JSON)", "Ledger (CSV)"):
        if label in talk.labels or label in [
            one.label for screen in talk.history for row in screen.buttons for one in row
        ]:
            talk.press(label)
            found += [screen.attachment for screen in talk.screens]
    return {one.name.rpartition(".")[2]: one for one in found if one is not None}


async def sent(talk: Talk, content: bytes, name: str) -> str:
    """What the bot says after reading the file, as the plan worker reads it."""
    talk.send(await read_file(content, name, TODAY))
    return talk.text


async def test_a_case_that_was_handed_out_goes_on_in_another_chat() -> None:
    first = talk_of(*TOLD)
    content = await make(handed_out(first)["json"])
    assert json.loads(content)["data"]["version"] == 1
    other = talk_of("I'm 61")
    said = await sent(other, content, "mega-backdoor-roth.json")
    assert "1 plan," in said
    assert "2 ledger entries" in said
    assert "It replaces what I know" in said
    other.press("Load it")
    assert other.session.household.facts["age"].value == 42
    assert entries_of(other.session) == entries_of(first.session)
    assert other.say("/ledger").count("$12,050") >= 1


async def test_a_case_that_is_not_agreed_to_changes_nothing() -> None:
    content = await make(handed_out(talk_of(*TOLD))["json"])
    other = talk_of("I'm 61")
    before = other.session.household
    await sent(other, content, "x.json")
    assert "Nothing was changed" in other.press("No")
    assert other.session.household == before


def damaged(change: str) -> Any:
    """A case with one thing wrong, by what it is."""
    raw = json.loads(asyncio.run(make(handed_out(talk_of(*TOLD))["json"])))
    case = raw["data"]["household"]
    plan = case["plans"]["me.this"]
    match change:
        case "a value of a wrong kind":
            plan["years"]["2026"]["facts"]["pay"] = [["x"], "said", "2026-11-24"]
        case "a slot that is none":
            plan["facts"]["__class__"] = ["x", "y", "2026-11-24"]
        case "a negative age":
            case["people"]["me"]["2026"]["age"] = [-4, "", "2026-11-24"]
        case "an entry of nothing":
            plan["years"]["2026"]["entries"][0] = {"kind": "stole", "day": "2026-01-30", "amount": "NaN"}
        case "a year far away":
            plan["years"]["999999"] = plan["years"]["2026"]
        case "markup in words":
            plan["facts"]["employer"] = ["<b>x</b>{{ limits }}", "<script>", "2026-11-24"]
        case _:
            raise AssertionError(change)
    return case


@pytest.mark.parametrize(
    "change",
    ["a value of a wrong kind", "a slot that is none", "a negative age", "an entry of nothing", "a year far away",
     "markup in words"],
)  # fmt: skip
def test_what_does_not_fit_is_left_out_and_the_bot_goes_on(change: str) -> None:
    talk = Talk()
    talk.send(DocumentRead("x.json", case=damaged(change)))
    talk.press("Load it")
    facts = talk.session.household.facts
    assert facts.get("pay") is None or facts["pay"].value == 400_000
    assert facts.get("age") is None or facts["age"].value == 42
    assert "__class__" not in talk.session.household.plan.facts
    assert set(talk.session.household.plan.years) <= {0, 2026}
    for line in ("/case", "/ledger", "/export", "how much room do I have?"):
        assert talk.say(line)
        assert "<script>" not in talk.text


@pytest.mark.parametrize(
    "case", [None, 3, [], {}, {"plans": []}, {"plans": {"x.y": {}}, "people": {}, "open": "me.this", "year": None}]
)
def test_what_is_no_case_changes_nothing(case: Any) -> None:
    talk = talk_of("I'm 61")
    before = talk.session.household
    talk.send(DocumentRead("x.json", case=case if case is not None else "x"))
    assert "Nothing was changed" in talk.text
    assert talk.session.household == before


async def test_a_case_of_a_newer_program_is_left_alone() -> None:
    content = json.dumps({"data": {"kind": "mega-backdoor-roth", "version": 99, "household": {}}}).encode()
    assert "newer version" in await sent(Talk(), content, "x.json")


async def test_a_table_that_is_sent_is_shown_and_stored_once_agreed_to() -> None:
    talk = Talk()
    content = (
        b'\xef\xbb\xbfTransaction,Amount,Date\n"After-Tax Contribution","$1,500.00",11/13/2026\n'
        b'In-Plan Conversion,"(1,505.00)",11/16/2026\n'
    )
    said = await sent(talk, content, "history.csv")
    assert "contributed $1,500 on November 13, 2026" in said
    talk.press("Store all")
    assert [one.kind for one in entries_of(talk.session)] == ["contributed", "converted"]


@pytest.mark.parametrize(
    "content",
    [
        b"{" * 100_000,
        b"[" * 100_000,
        b'{"data": ' * 5000,
        b"\x00" * 1000,
        b"\xff\xfe",
        b"1" * 600_000,
        b"{}",
        b'{"data": 4}',
    ],
)
def test_other_files_are_left_to_the_reader_of_plans(content: bytes) -> None:
    assert found_in(content, "x.json", date(2026, 11, 24)) is None


async def test_the_ledger_as_a_table_holds_no_formula_and_can_be_sent_back() -> None:
    attachment = handed_out(talk_of(*TOLD))["csv"]
    rows = [*attachment.data["rows"], ["=cmd|'/c calc'", "@x", "-5.00", "", "", "", "", ""]]
    content = (await make(Attachment("ledger_csv", "x.csv", {"rows": rows}))).decode("utf-8-sig")
    assert "'=cmd" in content
    assert "'@x" in content
    assert ",-5.00," in content
    back = Talk()
    said = await sent(back, await make(attachment), "ledger.csv")
    assert "converted $12,050 ($12,000 of it your own money) on February 6, 2026" in said


async def test_the_sheet_has_the_room_with_its_total_the_ledger_the_forms_and_the_lines() -> None:
    from tests.bot.test_papers import pages

    talk = talk_of(*TOLD[:1], "2026", "max", "yes", *TOLD[2:])
    talk.say("/export")
    (attachment,) = [screen.attachment for screen in talk.screens if screen.attachment]
    found = pages(await make(attachment))
    text = " ".join(found)
    assert len(found) <= 2
    for said in ("Room left $28,300", "Jan 30, 2026 contributed $12,000", "$12,050 $12,000", "Box 2a", "$50",
                 "line 5a: $12,050", "line 5b: $50", "Sources", "Every two weeks"):  # fmt: skip
        assert said in text, said

"""The summary as it is handed out: each form beside the ledger of the plan it came from, nothing empty."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.sent_data import found_in, history_from
from bot.summary import make
from dialogue.events import DocumentRead, DocumentSent
from flows.ledger import Entry, entries_of
from tests.conversation import TODAY, Talk

IN_SPRING = date(2027, 3, 10)
BOXES = ("2026", "Take the ledger", "That was all", "one", "5,050", "5,050", "0", "G", "Texas")


TOLD = (
    "contributed 5,000 on Nov 6",
    "converted 5,050 on Nov 9, 5,000 of it mine",
    "year to date after-tax is 6,400 on my stub of Nov 13",
    "the plan sent back 1,010 on Nov 16, 10 of it earnings, code 8",
    "A failed test: after-tax money",
)


async def _file(talk: Talk, button: str) -> tuple[str, bytes]:
    """The name and the content of the file that `button` under the summary hands out."""
    talk.say("/export")
    talk.press(button)
    (paper,) = (screen.attachment for screen in talk.screens if screen.attachment is not None)
    return paper.name, await make(paper)


def _sent_back(name: str, data: bytes) -> Talk:
    """A new chat to which the file is sent."""
    talk = Talk()
    found = found_in(data, name, TODAY) or {}
    history = history_from(found["history"]) if "history" in found else None
    talk.send(DocumentSent("handle", name, len(data)))
    talk.send(DocumentRead(name, None, case=found.get("case"), history=history))
    return talk


def _ledger(talk: Talk) -> list[Entry]:
    return [replace(one, id=0, said="") for one in entries_of(talk.session)]


async def test_the_ledger_that_was_handed_out_comes_back_entry_by_entry() -> None:
    talk = Talk()
    for words in TOLD:
        talk.say(words)
    back = _sent_back(*await _file(talk, "Ledger (CSV)"))
    back.press("Store all")
    assert _ledger(back) == _ledger(talk)


async def test_of_a_ledger_of_several_plans_only_the_open_ones_entries_are_taken() -> None:
    talk = Talk()
    for words in (*TOLD, "my wife's plan", "contributed 900 on Nov 6", "my plan"):
        talk.say(words)
    back = _sent_back(*await _file(talk, "Ledger (CSV)"))
    assert "1 more in it is of other plans" in back.text
    back.press("Store all")
    assert _ledger(back) == _ledger(talk)


async def test_the_case_that_was_handed_out_as_data_comes_back_whole() -> None:
    talk = Talk()
    for words in (*TOLD, "my wife's plan", "contributed 900 on Nov 6", "my plan"):
        talk.say(words)
    back = _sent_back(*await _file(talk, "As data (JSON)"))
    back.press(back.labels[0])
    assert back.session.household == talk.session.household


@pytest.fixture(scope="module")
def sections() -> list[dict[str, Any]]:
    """The sections of the summary of a household in which one plan's form is wrong."""
    talk = Talk()
    for said in (
        "contributed 5,000 on Nov 6",
        "converted 5,050 on Nov 9, 5,000 of it mine",
        "my wife's plan",
        "contributed 900 on Nov 6",
        "converted 902 on Nov 9, 900 of it mine",
        "my other job",
        "my plan",
        "check my 1099-R",
        *BOXES,
        "yes",
        "/export",
    ):
        talk.say(said)
    papers = [screen.attachment for screen in talk.screens if screen.attachment is not None]
    return list(papers[0].data["sections"])


def test_a_form_is_compared_with_the_ledger_of_its_own_plan_alone(sections: list[dict[str, Any]]) -> None:
    wrong = [section["rows"] for section in sections if section["title"].startswith("What was different")]
    assert wrong == [
        [
            ["Box 2a, code G", "the form says $5,050, the ledger $50"],
            ["Box 5, code G", "the form says $0, the ledger $5,000"],
        ]
    ]


def test_a_form_that_has_come_stands_there_as_it_was_printed(sections: list[dict[str, Any]]) -> None:
    (printed,) = (section for section in sections if section["title"].endswith("as they came"))
    assert printed["table"] == [["G", "$5,050", "$5,050", "$0"]]


def test_no_section_is_empty_and_what_only_steers_a_flow_is_left_out(sections: list[dict[str, Any]]) -> None:
    assert all(section.get("rows") or section.get("table") or section.get("lines") for section in sections)
    labels = {row[0] for section in sections for row in section.get("rows", ())}
    assert not {"What moved", "Move 2", "Forms 1099-R that have come", "Box 1"} & labels


def _summary(*told: str, today: date = TODAY) -> list[dict[str, Any]]:
    talk = Talk(today)
    for words in (*told, "/export"):
        talk.say(words)
    papers = [screen.attachment for screen in talk.screens if screen.attachment is not None]
    return list(papers[0].data["sections"])


def test_the_ledger_ends_with_what_the_year_comes_to() -> None:
    (ledger,) = (one for one in _summary(*TOLD) if one["title"].startswith("Ledger"))
    assert ledger["lines"] == [
        "Contributed in 2026: $6,400",
        "Converted in 2026: $5,050",
        "Refunded by the plan in 2026: $1,010",
        "Own after-tax money not converted by the last entry of 2026: $400",
    ]


def test_a_room_that_was_agreed_to_stays_when_another_job_is_told_in_part() -> None:
    told = ("I'm 44, pay 310k, I defer 24,500, the match is 50% up to 6%", "nothing yet", "yes")
    half = ("I also have a second job that pays 30,000", "cancel")
    (room,) = (one for one in _summary(*told, *half) if one["title"].startswith("After-tax room"))
    assert room["total"][1] == "$38,200"
    (points,) = (one["lines"] for one in _summary(*told, *half) if one["title"] == "Open points")
    assert points[-1] == "Another job this year is told in part: the after-tax room above leaves it out"


def test_an_excess_deferral_paid_back_in_spring_stands_on_the_return_of_the_year_before() -> None:
    told = _summary("the plan sent back 1,700 plus 64 earnings on March 9, excess deferral for 2026", today=IN_SPRING)
    lines = {one["title"]: one["lines"] for one in told if one["title"].startswith("Forms 1099-R")}
    assert "Form 1040 for 2026, line 1h: $1,700" in lines["Forms 1099-R to expect for 2026"]
    assert "Form 1040 for 2027, line 1h: $64" in lines["Forms 1099-R to expect for 2027"]


def test_a_household_sees_the_room_of_each_plan_under_its_name() -> None:
    talk = Talk()
    for words in ("41, 190k, match 50% up to 6%, I defer the maximum, nothing after tax yet", "yes",
                  "my wife: 39, makes 140k, match 100% up to 4%, puts in 12k", "how much is her room", "0", "yes",
                  "back to my plan", "/export"):  # fmt: skip
        talk.say(words)
    (paper,) = (screen.attachment for screen in talk.screens if screen.attachment is not None)
    rooms = {one["title"]: one["total"][1] for one in paper.data["sections"] if "total" in one}
    assert rooms == {
        "After-tax room for 2026: your plan": "$41,800",
        "After-tax room for 2026: your spouse's plan": "$54,400",
    }

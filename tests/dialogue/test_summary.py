"""The summary as it is handed out: each form beside the ledger of the plan it came from, nothing empty."""

from typing import Any

import pytest

from tests.conversation import Talk

BOXES = ("2026", "Take the ledger", "That was all", "one", "5,050", "5,050", "0", "G", "Texas")


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
            ["Box 2a, code G", "the form says $5,050, by the ledger $50"],
            ["Box 5, code G", "the form says $0, by the ledger $5,000"],
        ]
    ]


def test_a_form_that_has_come_stands_there_as_it_was_printed(sections: list[dict[str, Any]]) -> None:
    (printed,) = (section for section in sections if section["title"].endswith("as they came"))
    assert printed["table"] == [["G", "$5,050", "$5,050", "$0"]]


def test_no_section_is_empty_and_what_only_steers_a_flow_is_left_out(sections: list[dict[str, Any]]) -> None:
    assert all(section.get("rows") or section.get("table") or section.get("lines") for section in sections)
    labels = {row[0] for section in sections for row in section.get("rows", ())}
    assert not {"What moved", "Move 2", "Forms 1099-R that have come", "Box 1"} & labels

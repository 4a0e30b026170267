"""The day of a document, and the day from which what it says holds."""

from datetime import date

import pytest

from nlu.plans.letters import document_day
from tests.nlu.plans.documents import read

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Benefits Guide\nRevised March 2, 2026\n", date(2026, 3, 2)),
        ("From: HR\nDate: Tue, Oct 6, 2026\n\nHello,", date(2026, 10, 6)),
        ("EXECUTED this 9th day of January, 2026.", date(2026, 1, 9)),
        ("Dear members,\n\n14 May 2026\n", date(2026, 5, 14)),
        ("Signed 5/1/2026, effective 1/1/2027", date(2026, 5, 1)),
        ("Dated December 24, 2026", None),
        ("Employees hired before May 1, 2009 keep their match.", None),
    ],
    ids=[
        "a day of revision",
        "the head of a letter",
        "the end of an amendment",
        "a day on a line of its own",
        "the day of signing, not the one from which it holds",
        "a day that is still to come",
        "a day that is no document's",
    ],
)
def test_the_day_of_a_document(text: str, day: date | None) -> None:
    assert document_day([text], TODAY) == day


def test_what_is_decided_holds_from_its_own_day_or_else_the_document_s() -> None:
    found = read(
        [
            "Dated June 3, 2026.\n\nYou may make after-tax contributions of up to 8% of pay.\n\n"
            "Effective August 1, 2026, the Plan permits in-plan Roth conversions of after-tax contributions."
        ],
        TODAY,
    )
    assert found.after_tax.as_of == date(2026, 6, 3)
    assert found.in_plan_conversion.as_of == date(2026, 8, 1)
    assert found.automatic_conversion.as_of is None

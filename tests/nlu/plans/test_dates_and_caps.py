"""What is in force on a day, and caps as numbers."""

from datetime import date
from decimal import Decimal

import pytest

from tests.nlu.plans.documents import read

AMENDED = (
    "The Plan does not permit voluntary after-tax contributions. Effective January 1, 2027, participants may make "
    "after-tax contributions of up to 6% of pay."
)


def test_a_later_amendment_decides() -> None:
    assert read([AMENDED]).after_tax.verdict == "yes"


def test_an_amendment_that_is_not_in_force_yet_does_not_count() -> None:
    found = read([AMENDED], today=date(2026, 11, 24))
    assert found.after_tax.verdict == "no"
    assert read([AMENDED], today=date(2027, 1, 1)).after_tax.verdict == "yes"


def test_a_contradiction_is_not_stated_and_shows_both_sides() -> None:
    found = read(["The Plan permits after-tax contributions.", "The Plan does not permit after-tax contributions."])
    assert found.after_tax.verdict == "not_stated"
    assert {evidence.page for evidence in found.disagree["after_tax"]} == {1, 2}


@pytest.mark.parametrize(
    ("words", "rate", "dollars"),
    [
        ("You may contribute up to 10% of pay after-tax.", "0.1", None),
        ("You may make after-tax contributions of 1% to 12.5% of eligible pay.", "0.125", None),
        ("After-tax contributions may not exceed $20,000 per year.", None, "20000"),
        ("After-tax contributions are limited to eight percent (8%) of compensation.", "0.08", None),
        ("After-tax contributions are limited to fifteen percent of compensation.", "0.15", None),
        ("You may make after-tax contributions up to the limit of section 415.", None, None),
    ],
)
def test_a_cap_is_read_as_a_number(words: str, rate: str | None, dollars: str | None) -> None:
    cap = read([words]).after_tax_cap
    assert (cap.rate if cap else None) == (Decimal(rate) if rate else None)
    assert (cap.dollars if cap else None) == (Decimal(dollars) if dollars else None)


def test_a_cap_for_the_highly_compensated_is_told_apart() -> None:
    found = read(
        [
            "You may contribute up to 10% of pay after-tax. "
            "Highly compensated employees may contribute up to 4% after-tax."
        ]
    )
    assert found.after_tax_cap is not None
    assert (found.after_tax_cap.rate, found.after_tax_cap.highly_compensated_only) == (Decimal("0.1"), False)
    assert found.highly_compensated_cap is not None
    assert found.highly_compensated_cap.rate == Decimal("0.04")

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
        ("Save up to 40% of pay pre-tax or Roth, and make after-tax contributions of up to 9% of pay.", "0.09", None),
        (
            "You may defer not more than 30% of pay; and make nondeductible contributions of not more than 7%.",
            "0.07",
            None,
        ),
        ("You may contribute up to 12% of pay after-tax, and no more than $16,000 a year.", "0.12", "16000"),
        ("The match is 50% of pay up to $5,000; after-tax contributions are limited to 8% of pay.", "0.08", None),
        ("After-tax contributions are taken in steps of 1%.", None, None),
        ("You may save after-tax. All your elections together cannot be more than 60% of pay.", None, None),
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


def test_one_sentence_may_state_the_cap_of_both_groups() -> None:
    found = read(["You may make after-tax contributions (1-12% of pay; 1-3% for highly compensated employees)."])
    assert found.after_tax_cap is not None
    assert found.after_tax_cap.rate == Decimal("0.12")
    assert found.highly_compensated_cap is not None
    assert found.highly_compensated_cap.rate == Decimal("0.03")


HISTORY = (
    "After-tax contributions\n"
    "  3/1/1990    Start. Up to 5% of Pay.\n"
    "  3/1/2012    Closed. After-tax contributions are no longer accepted.\n"
    "  9/1/2025    Reopened to every member. Limit: $18,000 in a Plan Year.\n"
)


def test_the_last_entry_of_a_history_decides() -> None:
    found = read([HISTORY], today=date(2026, 11, 24))
    assert found.after_tax.verdict == "yes"
    assert found.after_tax_cap is not None
    assert found.after_tax_cap.dollars == Decimal(18000)
    assert read([HISTORY], today=date(2024, 1, 1)).after_tax.verdict == "no"


@pytest.mark.parametrize("heading", ["From June 1, 2027", "New for 2027", "After-tax contributions are coming"])
def test_what_stands_under_a_heading_on_what_is_to_come_does_not_count_yet(heading: str) -> None:
    found = read([f"{heading}\n\nYou may make after-tax contributions of up to 9% of pay."], today=date(2026, 11, 24))
    assert found.after_tax.verdict == "not_stated"


def test_what_is_said_of_today_counts_under_any_heading() -> None:
    page = "From June 1, 2027\n\nRight now you may make after-tax contributions of up to 9% of pay."
    assert read([page], today=date(2026, 11, 24)).after_tax.verdict == "yes"


@pytest.mark.parametrize(
    ("words", "rate"),
    [
        ("Quite apart from pre-tax and Roth savings, you may save 1% to 7% of your pay after tax.", "0.07"),
        ("After-tax savings don't count toward the $24,500 limit. You may save up to 11% of pay that way.", "0.11"),
        ("How much can I save after tax?\nSix percent of base pay, tops.", "0.06"),
        ("You may make after-tax contributions. Max 12%.", "0.12"),
        (
            "Contributions\n Source        Now     New     Allowed range\n After-tax     2 %     [ 2 ]   0 - 15 %\n",
            "0.15",
        ),
    ],
)
def test_the_amount_that_belongs_to_the_after_tax_money_is_the_cap(words: str, rate: str) -> None:
    cap = read([words]).after_tax_cap
    assert cap is not None
    assert cap.rate == Decimal(rate)


@pytest.mark.parametrize(
    "words",
    [
        "You may save after tax once you have used up your $24,500 of pre-tax and Roth.",
        "Auto-enroll 5%, auto-increase 1%, then after-tax contributions at the IRS limit.",
        "After-tax contributions stay inside the $72,000 limit.",
    ],
)
def test_an_amount_of_other_money_is_no_cap(words: str) -> None:
    assert read([words]).after_tax_cap is None

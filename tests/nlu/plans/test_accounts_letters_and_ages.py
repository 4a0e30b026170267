"""Accounts by letters and names, letters that contradict each other, ages from which a no ends, caps in numbers."""

from datetime import date
from decimal import Decimal

import pytest

from tests.nlu.plans.documents import read

AT_WORK = (
    "What may I put in?\n\nSlot A is pre-tax. Line D is ordinary after-tax, 1% to 6% of wages.\n\n"
    "Line D may be withdrawn at any time while you work here.",
    "You may put up to 7% of your pay into Orchard Savings. It is taken after income tax has been withheld and it is "
    "not Roth.\n\nOrchard accounts may be withdrawn at any time by active employees.",
    "You may also save pay that has been taxed, which we call your Cistern. Cistern contributions may be 1% to 5% of "
    "pay.\n\nYou may take a withdrawal from the Cistern at any time while employed.",
)


@pytest.mark.parametrize("words", AT_WORK)
def test_money_under_a_letter_or_a_name_of_its_own_is_followed_to_its_account(words: str) -> None:
    found = read([words])
    assert found.after_tax.verdict == "yes"
    assert found.in_service_distribution.verdict == "yes"


def test_an_abbreviation_that_is_a_word_elsewhere_is_read_where_a_list_explains_it() -> None:
    page = (
        "Kinds of money\n BT   before-tax\n AT   after-tax\n\nWithdrawals while you work here\n\n"
        "AT: at any time, at any age. BT: at 59½ or for hardship."
    )
    found = read([page])
    assert found.in_service_distribution.verdict == "yes"
    assert found.in_service_distribution.evidence[0].quote in page


def test_a_question_in_quotation_marks_is_a_question() -> None:
    found = read(['You may make after-tax contributions.\n\n"Do we match after-tax savings?" No, we do not.'])
    assert found.after_tax.verdict == "yes"


def test_a_table_by_account_and_age_is_read_cell_by_cell() -> None:
    page = (
        "Withdrawals by account\n\n"
        "Account | Working, under 59½ | Working, 59½ or over | After you leave\n"
        "Pre-tax | Hardship | Yes | Yes\n"
        "After-tax | Yes, any reason | Yes | Yes\n"
        "Match | No | Yes | Yes\n"
    )
    assert read([page]).in_service_distribution.verdict == "yes"
    assert read([page.replace("Yes, any reason", "No")]).in_service_distribution.verdict == "no"


def test_what_stands_under_words_on_what_one_may_not_is_denied() -> None:
    page = "Members may not\n  • save after-tax money\n  • have an in-plan Roth conversion of any account\n"
    found = read([page])
    assert (found.after_tax.verdict, found.in_plan_conversion.verdict) == ("no", "no")


def test_each_box_with_its_words_behind_it_is_read_so() -> None:
    found = read(["In-Plan Roth Rollovers of After-Tax Contributions are: [X] permitted [ ] not permitted"])
    assert found.in_plan_conversion.verdict == "yes"


class TestAges:
    def test_a_no_that_ends_at_an_age_tells_it(self) -> None:
        found = read(["After-tax contributions may be withdrawn while employed only after you reach age 59½."])
        assert found.in_service_distribution.verdict == "no"
        assert found.in_service_distribution.from_age == Decimal("59.5")

    def test_a_no_for_everybody_tells_none(self) -> None:
        found = read(["After-tax contributions may not be withdrawn until you leave the company."])
        assert found.in_service_distribution.verdict == "no"
        assert found.in_service_distribution.from_age is None


LETTERS = (
    "From: Pat\nDate: Mon, 5 Oct 2026\n\nAfter-tax contributions may be withdrawn at any time while you work here.\n\n"
    "From: Pat\nDate: Thu, 12 Nov 2026\n\nAfter-tax contributions may not be withdrawn while you work here.\n"
)


def test_of_letters_that_contradict_each_other_the_latest_counts() -> None:
    assert read([LETTERS]).in_service_distribution.verdict == "no"
    swapped = LETTERS.replace("5 Oct", "5 Dec")
    assert read([swapped]).in_service_distribution.verdict == "yes"


class TestCaps:
    def test_a_limit_of_the_law_is_no_cap_of_the_plan(self) -> None:
        assert read(["You may make after-tax contributions of up to $72,000 a year."]).after_tax_cap is None

    def test_a_cap_on_all_contributions_together_is_told_apart(self) -> None:
        found = read(
            ["You may contribute up to 50% of base pay in any combination of pre-tax, Roth and after-tax money."]
        )
        assert found.after_tax_cap is None
        assert found.combined_cap is not None
        assert (found.combined_cap.rate, found.combined_cap.pay) == (Decimal("0.5"), "base pay")

    def test_a_percentage_without_a_sign_is_one(self) -> None:
        cap = read(["You elect a whole percentage for after-tax contributions, 1 to 17."]).after_tax_cap
        assert cap is not None
        assert cap.rate == Decimal("0.17")


def test_pages_that_were_passed_over_are_told() -> None:
    dull = "The cafeteria opens at noon. " * 1500
    found = read(["You may make after-tax contributions.", "x", "y", dull, dull])
    assert found.unread == (4, 5)


def test_a_start_on_a_later_day_does_not_count_yet() -> None:
    found = read(
        ["On March 1, 2031 the Plan will begin to take after-tax contributions of up to 5% of pay."],
        today=date(2026, 11, 23),
    )
    assert found.after_tax.verdict != "yes"

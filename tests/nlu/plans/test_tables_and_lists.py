"""Tables set by spaces, lists of the only cases, slides, and choices between words."""

import pytest

from core.plan_features import FEATURES
from nlu.plans.lines import Line
from nlu.plans.tables import in_rows
from tests.nlu.plans.documents import read

TABLE = """\
Three ways to save, side by side

                          Before-tax         Roth              After-tax
--------------------------------------------------------------------------
How much                  1%-50% of pay,     1%-50% of pay,    1%-8% of pay
                          with Roth          with before-tax
Money out while           Age 59½            Age 59½ and       Any time; twice
you work here                                5 years           a year
Move to Roth in           Age 59½            -                 Age 59½
the plan
Matched                   Yes                Yes               No
"""
MATRIX = """\
SECTION 12 - DISTRIBUTIONS BEFORE SEVERANCE
    Allowed on:                            Deferral   Match   After-Tax   Rollover
    (a) Age 59 1/2                           [X]       [X]       [X]        [X]
    (b) Hardship                             [X]       [ ]       [ ]        [ ]
    (c) At any time                          [ ]       [ ]       [X]        [X]
"""


def test_a_row_that_runs_over_lines_is_read_by_its_columns() -> None:
    found = read([TABLE])
    assert found.in_service_distribution.verdict == "yes"
    assert found.in_plan_conversion.verdict == "no"
    assert found.after_tax_cap is not None
    assert str(found.after_tax_cap.rate) == "0.08"


def test_a_row_is_quoted_as_it_stands() -> None:
    quote = read([TABLE]).in_service_distribution.evidence[0].quote
    assert quote in " ".join(TABLE.split())


def test_boxes_under_kinds_of_money_are_read_by_their_column() -> None:
    assert read([MATRIX]).in_service_distribution.verdict == "yes"
    other = MATRIX.replace("[ ]       [ ]       [X]        [X]", "[ ]       [ ]       [ ]        [X]")
    assert read([other]).in_service_distribution.verdict != "yes"


def test_lines_that_are_no_table_of_money_stay_as_they_are() -> None:
    lines = [Line(1, "Fund            Return        Fee"), Line(1, "Bonds           4%            0.1%")]
    assert in_rows(lines) == lines


@pytest.mark.parametrize(
    ("words", "place", "verdict"),
    [
        (
            "Until you leave us, the account is paid to you only\n\n  (a)  at 59½ or later, or\n  (b)  for a "
            "hardship.\n\n"
            "This goes for the after-tax account too.",
            "in_service_distribution",
            "no",
        ),
        ("Slide 4\nWhat our plan does NOT offer\n> After-tax contributions\n> Company stock\n", "after_tax", "no"),
        (
            "Roth conversion\n Convert my after-tax deposits to Roth each payday:   (o) On   ( ) Off\n",
            "automatic_conversion",
            "yes",
        ),
    ],
)
def test_the_start_of_a_list_and_the_word_at_a_box_count(words: str, place: str, verdict: str) -> None:
    found = read([words])
    assert getattr(found, place).verdict == verdict


def test_what_a_plan_of_one_group_allows_is_nothing_for_the_others() -> None:
    found = read(
        [
            "In the Drivers' Plan you may make after-tax contributions and convert them to Roth in the plan.\n\n"
            "In the Clerks' Plan you may save before tax or as Roth."
        ]
    )
    assert found.after_tax.verdict != "yes"
    assert found.in_plan_conversion.verdict != "yes"


BOXES = """\
PART 8. PAYMENTS WHILE EMPLOYED
                          On request   Age 59½   Hardship   None
 Elective Deferrals          [ ]         [X]       [X]      [ ]
 Employee After-Tax          {}         {}       [ ]      [ ]
 Company Match               [ ]         [ ]       [ ]      [X]
 Rollover                    [X]         [ ]       [ ]      [ ]
"""
GROUPED = """\
PROVISION                      SETTING                 NOTE
Employee money
  Pre-tax                      Yes
  Employee after-tax           Yes                     2%-12% of pay
  Spillover to after-tax       No
Roth conversion in plan
  Offered                      Yes
  Sources                      Employee after-tax; Pre-tax
  Automatic Roth plan conv.    Disabled
In-service withdrawals
  Employee after-tax           At any time
  Pre-tax                      Age 59½
Loans
  Refinance                    No
"""


@pytest.mark.parametrize(
    ("boxes", "verdict"), [(("[X]", "[ ]"), "yes"), (("[ ]", "[X]"), "no"), (("[ ]", "[ ]"), "not_stated")]
)
def test_a_box_says_what_stands_over_its_column(boxes: tuple[str, str], verdict: str) -> None:
    found = read([BOXES.format(*boxes)])
    assert found.in_service_distribution.verdict == verdict


def test_rows_further_in_belong_to_the_name_over_them() -> None:
    found = read([GROUPED])
    assert [found.of(feature).verdict for feature in FEATURES] == ["yes", "yes", "yes", "no"]


@pytest.mark.parametrize(
    ("rows", "verdict"),
    [
        ("Open to you at work, any age: After-Tax, Rollover\nOpen to you at work, from 59½: Pre-Tax, Roth", "yes"),
        ("Open to you at work, any age: Rollover\nOpen to you at work, from 59½: After-Tax, Pre-Tax, Roth", "no"),
    ],
)
def test_a_condition_over_a_list_of_kinds_of_money_is_said_of_each(rows: str, verdict: str) -> None:
    assert read([f"Withdrawals while employed\n\n{rows}\n"]).in_service_distribution.verdict == verdict


def test_arrows_and_numbers_of_slides_begin_what_they_stand_before() -> None:
    found = read(
        [
            "1/4  Agenda: health plan • HSA • 401(k)\n\n2/4  401(k) news\n"
            "     → after-tax rate raised from 5% to 9% of pay\n"
            "     → no match on it\n\n3/4  Before you leave us: withdrawals\n"
            "     → after-tax source: any age, any reason, 3 a year\n     → deferrals: age 59½\n"
        ]
    )
    assert (found.after_tax.verdict, found.in_service_distribution.verdict) == ("yes", "yes")

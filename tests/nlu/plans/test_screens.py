"""Contribution pages of plans' websites: which elections there are, and what is set."""

import pytest

from core.plan_features import FEATURES
from tests.nlu.plans.documents import read

SCREENS = (
    ("Pre-tax 8%, Roth 2%, After-tax 4%", ("yes", "not_stated", "not_stated", "not_stated")),
    (
        "Paycheck contributions\nPre-tax 11%\nRoth 0%\nAfter-tax 6%\nConvert to Roth: enabled",
        ("yes", "yes", "not_stated", "yes"),
    ),
    (
        "Current elections\nBefore-tax\n7%\nEdit\nRoth\n1%\nEdit\nAfter-tax\n0%\nEdit",
        ("yes", "not_stated", "not_stated", "not_stated"),
    ),
    (
        "My elections\nPre-tax | 9% | Edit\nRoth | 0% | Edit\nAfter-tax | not available",
        ("no", "not_stated", "not_stated", "not_stated"),
    ),
    ("My elections\nPre-tax 9%\nAfter-tax (Roth) 3%", ("not_stated",) * 4),
    ("My elections\nPre-tax: 5%\nRoth: 5%\nCatch-up: 0%", ("not_stated",) * 4),
    ("Balance by source\nPre-tax $12,300\nRoth $3,100\nAfter-tax $900", ("not_stated",) * 4),
    (
        "Manage contributions\nTraditional 6.0%\nRoth 0.0%\nAfter-tax 3.0%\n"
        "Automatic Roth in-plan conversion: Not enrolled\nAuto-increase: On",
        ("yes", "yes", "not_stated", "yes"),
    ),
)


@pytest.mark.parametrize(("screen", "verdicts"), SCREENS)
def test_a_screen_is_read_like_a_document(screen: str, verdicts: tuple[str, ...]) -> None:
    found = read([screen])
    assert tuple(found.of(feature).verdict for feature in FEATURES) == verdicts
    assert found.after_tax_cap is None  # what is set is no limit


def test_what_a_screen_says_is_quoted_from_it() -> None:
    found = read(["Current elections\nPre-tax\n7%\nAfter-tax\n2%\nEdit"])
    assert found.after_tax.evidence[0].quote == "After-tax 2%"


def test_the_limits_of_a_benefits_page_are_no_settings() -> None:
    found = read(["Contribution limits\nPre-tax: up to 75%\nRoth: up to 75%\nAfter-tax: up to 12% of pay"])
    assert found.after_tax_cap is not None
    assert found.after_tax_cap.words == "12% of pay"


def test_a_field_for_an_amount_hides_no_switch_below_it() -> None:
    found = read(
        [
            "Election Now New\nAfter-tax 5% [ 5 ]%\nYou may enter 0% to 15% for After-tax.\n"
            "Automatic in-plan conversion of after-tax money:  OFF  [ Turn on ]"
        ]
    )
    assert [found.of(feature).verdict for feature in FEATURES] == ["yes", "yes", "not_stated", "yes"]


def test_blanks_between_a_label_and_nothing_end_in_no_setting() -> None:
    found = read([f"Current elections\nPre-tax{' ' * 1100}x\nAfter-tax{' ' * 1100}4%\nEdit"])
    assert found.after_tax.verdict == "yes"

"""An amount told before that is said to be of another plan."""

from decimal import Decimal

import pytest

from nlu.amount_elsewhere import AmountElsewhere, SameFigure, read_amount_elsewhere, read_same_figure
from nlu.message.fact import Plan, Whose


@pytest.mark.parametrize(
    ("text", "amount", "whose", "plan", "none_here"),
    [
        ("the 7k is his, not mine", 7_000, Whose.SPOUSE, Plan.THIS, False),
        ("oh sorry, that 4,500 went into my husband's plan. I put in nothing", 4_500, Whose.SPOUSE, Plan.THIS, True),
        ("those 11 grand are what she has put in", 11_000, Whose.SPOUSE, Plan.THIS, False),
        ("no, the 8,250 I told you was at my old job", 8_250, Whose.ME, Plan.OLD, False),
        ("the $6,000 belongs to my second job", 6_000, Whose.ME, Plan.OTHER, False),
    ],
)
def test_the_plan_that_an_amount_is_of_is_heard(
    text: str, amount: int, whose: Whose, plan: Plan, none_here: bool
) -> None:
    assert read_amount_elsewhere(text) == AmountElsewhere(Decimal(amount), whose, plan, none_here)


@pytest.mark.parametrize(
    "text",
    [
        "the 7k is mine",
        "7k is the employer's",
        "is the 7k hers?",
        "my wife put in 7k",
        "the limit of 72,000 is what counts",
        "she is 44 and earns 130k",
    ],
)
def test_what_says_nothing_of_an_amount_told_before_moves_none(text: str) -> None:
    assert read_amount_elsewhere(text) is None


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("his match is identical to mine", SameFigure("match", Whose.SPOUSE)),
        ("my wife's pay should be the same as mine", SameFigure("pay", Whose.SPOUSE)),
        ("my age is the same as hers", SameFigure("age", Whose.ME)),
        ("is her match the same as mine?", None),
        ("her match is 4%", None),
    ],
)
def test_a_figure_like_the_others_is_heard(text: str, same: SameFigure | None) -> None:
    assert read_same_figure(text) == same

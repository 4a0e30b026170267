"""What sentences tell of a bonus: its dollars, its day, that there is none, that it comes on top; or nothing sure."""

from decimal import Decimal

import pytest

from nlu.bonus import Bonus, read_bonus


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("bonus in March 20k", Bonus(Decimal(20000), "march")),
        ("20k bonus in March", Bonus(Decimal(20000), "march")),
        ("my bonus of $30,000 is paid on Dec 11", Bonus(Decimal(30000), "dec 11")),
        ("a march bonus of 15k", Bonus(Decimal(15000), "march")),
        ("bonus on 12/11 is 15k", Bonus(Decimal(15000), "12/11")),
        ("the bonus is 25k instead of 30k", Bonus(Decimal(25000))),
        ("the bonus comes in mid december", Bonus(None, "december")),
        ("the bonus may be 12,000", Bonus(Decimal(12000))),
        ("plus a 20k bonus in may", Bonus(Decimal(20000), "may", on_top=True)),
        ("15% bonus in March", Bonus(None, "march", share=True)),
        ("no bonus", Bonus(none=True)),
        ("remove the bonus", Bonus(none=True)),
        ("I won't get a bonus in december", Bonus(none=True)),
        ("bonus is 0", Bonus(none=True)),
    ],
)
def test_a_bonus_is_read(said: str, told: Bonus) -> None:
    assert read_bonus(said) == told


@pytest.mark.parametrize(
    "said",
    [
        "does my bonus count?",
        "what if the bonus were 30k",
        "how is a bonus of 20k treated",
        "salary 190k, bonus 36k in december",
        "base is 180k with a bonus in March",
        "a bonus",
        "20k in March",
        "my match is 5% and there is a bonus in June",
    ],
)
def test_what_is_not_sure_or_asks_is_left_alone(said: str) -> None:
    assert read_bonus(said) is None

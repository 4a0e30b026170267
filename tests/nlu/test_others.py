"""What is told of somebody else's money."""

from decimal import Decimal

import pytest

from nlu.others import after_tax_told, pay_told, tells_of_death


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("my neighbor puts 40 thousand in after tax", 40_000),
        ("she dumps 31k after tax", 31_000),
        ("he does $12,500 a year after-tax", 12_500),
        ("his plan has 70k after tax", None),
        ("my boss makes 700k", None),
    ],
)
def test_what_goes_in_after_tax_is_told_from_a_balance(text: str, amount: int | None) -> None:
    assert after_tax_told(text) == (None if amount is None else Decimal(amount))


@pytest.mark.parametrize(
    ("text", "pay"), [("my boss is at 650k", 650_000), ("a friend earns over $1.2 million", 1_200_000)]
)
def test_the_pay_of_somebody_is_read(text: str, pay: int) -> None:
    assert pay_told(text) == pay


def test_a_death_is_told() -> None:
    assert tells_of_death("my mother passed away in May")
    assert not tells_of_death("my mother is 71")

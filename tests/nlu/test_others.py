"""What is told of somebody else's money."""

from decimal import Decimal

import pytest

from nlu.others import after_tax_told, own_clause, pay_told, shares_match, tells_of_death, tells_own_formula


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


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("my wife puts in 12%, I do 9", "I do 9%"),
        ("mine's 8,400, hers is 10,100", "mine is 8,400"),
        ("he does 7,000 and I do 9,000", "I do 9,000"),
        ("I do 9,000 and another 500", None),
        ("my wife puts in 12%", None),
        ("I do 9,000, she does 7,000, I did 100 more", None),
    ],
)
def test_the_one_clause_of_the_writer_is_found_beside_those_of_others(text: str, own: str | None) -> None:
    assert own_clause(text) == own


def test_a_match_here_is_told_from_one_elsewhere() -> None:
    assert tells_own_formula("my old place did 5% flat, here it's half of 6")
    assert not tells_own_formula("my wife gets 4%, mine I have to look up")


def test_the_same_match_is_heard() -> None:
    assert shares_match("she has the same match as me")
    assert not shares_match("she has a match of 4%")

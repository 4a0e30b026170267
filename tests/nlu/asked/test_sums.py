"""Questions that hold the figures of their answer."""

from decimal import Decimal

import pytest

from nlu.asked.sums import read_deferrals_asked, told_beside
from nlu.asked.tax import read_tax_asked


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("job one withheld 16,500 and job two 12,000, is that over the limit?", (16500, 12000)),
        ("both employers take 13k each, am I ok?", (13000, 13000)),
        ("three jobs, 9,000 at each, too much?", (9000, 9000, 9000)),
        ("I maxed it at my old job and did 4,200 at the new one, is that a problem?", (4200, None)),
        ("I'm 47, my old plan has 20k from me and my new plan 7k, did I go over?", (20000, 7000)),
    ],
)
def test_deferrals_of_several_jobs_are_read_from_a_question(text: str, parts: tuple[int | None, ...]) -> None:
    asked = read_deferrals_asked(text)
    assert asked is not None
    assert asked.parts == tuple(None if part is None else Decimal(part) for part in parts)


@pytest.mark.parametrize(
    "text",
    [
        "does a second 401k come with its own limit?",
        "my second job pays 85,000, is that too much?",
        "at my other job I deferred 11,000",
        "24,500 deferred at job one and 30,000 after-tax at job two, is that ok?",
        "is 14,000 of deferral too much?",
    ],
)
def test_no_sum_of_deferrals_is_heard_in_anything_else(text: str) -> None:
    assert read_deferrals_asked(text) is None


@pytest.mark.parametrize(
    ("text", "amount", "own", "rate"),
    [
        ("what do I owe on converting 9,300 when 9,100 of it is basis?", 9300, 9100, None),
        (
            "I rolled 18,450 to my Roth IRA, 18k of that were contributions. how much is taxable at 22%?",
            18450,
            18000,
            "0.22",
        ),
        ("how much is taxed if I convert 6,050 with 50 of earnings", 6050, 6000, None),
    ],
)
def test_a_conversion_is_read_from_a_question_for_its_tax(text: str, amount: int, own: int, rate: str | None) -> None:
    asked = read_tax_asked(text)
    assert asked is not None
    assert (asked.amount, asked.own) == (Decimal(amount), Decimal(own))
    assert asked.rate == (None if rate is None else Decimal(rate))


def test_a_question_without_figures_means_what_was_told_before() -> None:
    asked = read_tax_asked("how much of my conversions is taxable?")
    assert asked is not None
    assert asked.amount is None


@pytest.mark.parametrize(
    "text",
    [
        "how is a conversion taxed",
        "what tax is due if I convert 40k",
        "what's the tax and penalty if I take out 9,000 of 8,800 converted",
        "converted 4,100, 4,000 of it mine",
    ],
)
def test_what_is_no_question_for_the_tax_or_tells_too_little_is_left_to_others(text: str) -> None:
    assert read_tax_asked(text) is None


def test_what_happened_is_told_apart_from_the_question() -> None:
    assert (
        told_beside("converted 5,020 on May 4, 5,000 mine, what tax is that?") == "converted 5,020 on May 4, 5,000 mine"
    )

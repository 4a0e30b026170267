"""What is told of somebody else's money: how much went in after tax, and a pay."""

import re
from decimal import Decimal
from typing import Final

from nlu.entities.text import clean

_LONGEST: Final = 400  # characters
_AMOUNT: Final = r"\$?(?P<amount>\d[\d,]*(?:\.\d+)?) ?(?P<unit>k\b|thousand|grand|m\b|million)?"
_AFTER_TAX: Final = re.compile(
    rf"\b(?:put|puts|putting|get|gets|dump|dumps|contributes?|saves?|adds?|does|did|stuffs?|sticks?)"
    r"(?: in| away| about| over| like){0,2}"
    rf" {_AMOUNT}\+?(?: (?:a year|every year|per year|of|in|into|to|as|more|extra|her|his|the|their)){{0,4}}"
    r"(?: in)? after[- ]?tax",
    re.IGNORECASE,
)
_PAY: Final = re.compile(
    rf"\b(?:makes?|earns?|is at|paid|gets paid|pulls(?: in| down)?|salary (?:is|of)|pay (?:is|of))"
    rf" (?:over |about |like )?{_AMOUNT}",
    re.IGNORECASE,
)
_DEATH: Final = re.compile(r"\b(?:who |just |has |he |she )?(?:died|passed away|passed on)\b|\bmy late \w+")
_SCALES: Final = {"k": 1000, "thousand": 1000, "grand": 1000, "m": 1_000_000, "million": 1_000_000}


def after_tax_told(text: str) -> Decimal | None:
    """Dollars that `text` says somebody puts in after tax; None where it says none."""
    return _dollars(_AFTER_TAX.search(clean(text[:_LONGEST])))


def pay_told(text: str) -> Decimal | None:
    """Dollars that `text` says somebody is paid; None where it says none."""
    return _dollars(_PAY.search(clean(text[:_LONGEST])))


def tells_of_death(text: str) -> bool:
    """Whether `text` tells that somebody has died."""
    return _DEATH.search(clean(text[:_LONGEST]).lower()) is not None


def _dollars(found: re.Match[str] | None) -> Decimal | None:
    if found is None:
        return None
    return Decimal(found["amount"].replace(",", "")) * _SCALES.get((found["unit"] or "").lower(), 1)

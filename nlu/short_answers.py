"""Whether an answer is so short and so plain that it can say nothing beside."""

import re
from typing import Final

from nlu.requests import asks_what_next

_AMOUNT: Final = r"[$~]?\d[\d,.]*\s?(?:%|k\b)?"
_UNIT: Final = (
    r"(?:percent|pct|grand|thousand|million|dollars|bucks|usd|cents"
    r"|years?(?: old)?|yrs?(?: old)?|(?:a|per) year|yearly|annually|/ ?(?:yr|year))"
)
_VALUE: Final = re.compile(rf"{_AMOUNT}(?:\s?{_UNIT}){{0,2}}", re.IGNORECASE)
_SHARE: Final = r"\d[\d.]*\s?(?:%|percent)"
_FORMULA: Final = re.compile(
    rf"(?:{_SHARE}|dollar for dollar|half)(?: match)? (?:(?:up to|on|of)(?: the)?(?: first| next)? ){_SHARE}"
    r"(?: of (?:my |your |the )?(?:pay|salary))?",
    re.IGNORECASE,
)
# What a question of its own is about, whatever is asked.
_OF_ITS_OWN: Final = re.compile(r"\b(?:bonus|paycheck|check|paystub)", re.IGNORECASE)
_MOST_WORDS: Final = 2
_LONGEST: Final = 200  # characters


def stands_alone(text: str) -> bool:
    """Whether `text` is one value and nothing else: one word, a number with its unit, two words without a number, or
    a match formula in its shortest form.
    """
    if len(text) > _LONGEST or "?" in text or "\n" in text or _OF_ITS_OWN.search(text) is not None:
        return False
    words = text.split()
    if len(words) == 1:
        return True
    few = len(words) <= _MOST_WORDS and not any(character.isdigit() for character in text) and not asks_what_next(text)
    return few or _VALUE.fullmatch(text) is not None or _FORMULA.fullmatch(text) is not None

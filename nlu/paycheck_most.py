"""The most of a paycheck that may go in, told in free words: "I can spare 1,500 of each", "30%", "no limit"."""

import re
from typing import Any, Final

from nlu.entities.reading import to_json
from nlu.entities.text import clean, tokens_of
from nlu.lexicon import word_list

_LEAST: Final = 50  # dollars; a smaller plain number is no share of a paycheck
_PAYCHECK: Final = re.compile(r"\b(?:pay ?checks?|checks?|payday)\b")
_SPARE: Final = re.compile(r"\b(?:spare|afford|live without|do without)\b")
_COUNT: Final = re.compile(
    r"\b(?:\d{1,2}|one|two|three|four|five) (?:of them |(?:pay ?)?checks? |paydays? )?(?:left|to go|more)\b"
)
_BARE: Final = re.compile(
    r"(?:(?:ok(?:ay)?|well|then|so|just|only|say|take|use|make it|at most|max(?:imum)?|up to|no more than|about)\s+)*"
    r"(?:\$?\d[\d,.]*\s?(?:k|%|percent|dollars|bucks)?|half)"
    r"(?:\s+(?:of|from|per)\s+(?:each|every|a|my|the)?\s*(?:pay ?)?checks?)?"
    r"(?:\s+(?:at most|max(?:imum)?|each|then|please))*\s*[.!]*"
)
_YEAR: Final = re.compile(r"(?:\D*\s)?20\d\d")  # a year's result may be wanted
_NO_LIMIT: Final = re.compile(r"\b(?:no|without (?:a|any)|any) (?:limit|cap|maximum|bound)\b|\bunlimited\b")


def spares_of_paycheck(text: str) -> bool:
    """Whether `text` says in so many words what can be spared of a paycheck."""
    low = clean(text).lower()
    return _SPARE.search(low) is not None and _PAYCHECK.search(low) is not None


def read_paycheck_most(text: str, *, asked: bool = False) -> dict[str, Any] | None:
    """What `text` says of it: {"dollars": …}, {"rate": …} or {"none": True}; None where it says nothing that is sure.

    `asked`: it was asked for just before, so that a bare amount or share is enough.
    """
    low = _COUNT.sub(" ", clean(text).lower())  # "2 left" is how many, not how much
    words = {token.text for token in tokens_of(low) if token.kind == "word"}
    if "?" in low or words & (word_list("bonus_asked") | word_list("paycheck_other_money")):
        return None
    bare = asked and _BARE.fullmatch(low) is not None
    named = _SPARE.search(low) is not None or (
        _PAYCHECK.search(low) is not None and bool(words & word_list("paycheck_bounds"))
    )
    if not (bare or named):
        return None
    numbers = [token for token in tokens_of(low) if token.kind == "number"]
    if not numbers:
        if "half" in words:
            return {"rate": 0.5}
        return {"none": True} if _NO_LIMIT.search(low) else None
    if len(numbers) > 1 or "half" in words:
        return None
    number = numbers[0]
    if bare and _YEAR.fullmatch(low.strip(" .!")):
        return None
    if number.unit == "%":
        return {"rate": to_json(number.fraction)} if 0 < number.fraction <= 1 else None
    return {"dollars": to_json(number.value)} if number.unit in {"", "$"} and number.value >= _LEAST else None

"""Where an amount may belong that was said without words of its own: "another 2,500 went in", "call it 138k"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from core.limits import limits_for, published_years
from nlu.entities.amounts import is_year
from nlu.entities.bounds import readable
from nlu.entities.text import clean, tokens_of_clean
from nlu.entities.tokens import Token
from nlu.lexicon import fillers
from nlu.message.corrections import denied
from nlu.message.second_reader import shares
from nlu.message.sizes import as_age

_SLOTS: Mapping[str, str] = {
    "after_tax": "after_tax_made", "wish": "after_tax_made", "pay": "pay", "bonus": "pay", "deferral": "deferral",
    "catch": "deferral", "employer": "profit_sharing", "other": "other_deferral",
}  # fmt: skip
_WORDS: Mapping[str, re.Pattern[str]] = {
    "pay": re.compile(
        r"\b(?:bonus|rsus?|salary|pay|base|overtime|commissions?|differential|raise|income|wages?|comp)\b"
    ),
    "deferral": re.compile(r"\b(?:pre.?tax|deferr?\w*|roth 401k|catch.?up)\b"),
    "profit_sharing": re.compile(r"\b(?:employer|company|they give|they put|profit.?shar\w*|nonelective|boss)\b"),
    "after_tax_made": re.compile(r"\b(?:after.?tax|mega|went in|put in|this month|paycheck|payday|last week)\b"),
}
_MORE = re.compile(r"\b(?:another|extra|more|additional|plus|add|adding|also|besides|on top|too)\b|\+")
_LOWER_THAN = re.compile(r"\b(?:lower|less|fewer|smaller|under) than\b|\btoo (?:high|much)\b", re.IGNORECASE)
_HIGHER_THAN = re.compile(r"\b(?:higher|more|larger|bigger) than\b|\btoo low\b", re.IGNORECASE)
_LEAST_SHARE = 0.05
_LEAST, _LEAST_FIGURE, _LEAST_PAY, _MOST_PAY = 100, 1_000, 15_000, 20_000_000  # dollars; all but the first: said alone


@dataclass(frozen=True, slots=True)
class Placed:
    """An amount in dollars, and the slots it may belong to, the likeliest first."""

    amount: Decimal
    slots: tuple[str, ...]


def places(text: str) -> list[Placed]:
    """The amounts of `text` in their order, each with the slots that the words around it speak for."""
    return [one for _, one in _placed(readable(clean(text)))[1]]


def bare_figure(text: str, year: int) -> Placed | None:
    """The one figure of `text`, said with nothing beside it, and the slots that it may be of by its size in `year`.

    Two figures of a whole number of years are an age; None for any other text, and for what fits nowhere.
    """
    tokens = tokens_of_clean(clean(text))
    number = next((one for one in tokens if one.kind == "number"), None)
    alone = number is not None and all(one is number or one.text in fillers("money") for one in tokens)
    if number is None or not alone or number.odd or number.unit not in {"", "$"}:
        return None
    if as_age(number) is not None:
        return Placed(number.value, ("age",))
    law = limits_for(year if year in published_years() else max(published_years()))
    most = {
        "deferral": law.elective_deferral + (law.higher_catch_up or law.catch_up),
        "after_tax_made": law.annual_additions,
    }
    slots = [slot for slot, limit in most.items() if _LEAST_FIGURE <= number.value <= limit]
    if _LEAST_PAY <= number.value <= _MOST_PAY:
        slots.insert(0 if number.value > law.elective_deferral * 2 else len(slots), "pay")
    return Placed(number.value, tuple(slots)) if slots else None


def _placed(plain: str) -> tuple[tuple[Token, ...], list[tuple[int, Placed]]]:
    """The tokens of a cleaned text, and its amounts, each with its place among them."""
    tokens = tokens_of_clean(plain)
    gone = denied(tokens)
    numbers = [
        place
        for place, token in enumerate(tokens)
        if token not in gone
        and token.kind == "number"
        and token.unit in {"", "$"}
        and not token.odd
        and not is_year(tokens, place)
    ]
    amounts = [place for place in numbers if tokens[place].value >= _LEAST]
    found = []
    said = plain.lower().replace("-", " ")
    spoken = [slot for slot, words in _WORDS.items() if words.search(said)]
    for place, kinds in shares(tokens, amounts).items():
        likely: dict[str, float] = {}
        for kind, share in kinds.items():
            if kind in _SLOTS:
                likely[_SLOTS[kind]] = likely.get(_SLOTS[kind], 0) + share
        for slot in _WORDS:
            likely[slot] = likely.get(slot, 0) + (0.5 if slot in spoken else 0)
        ranked = sorted((slot for slot, share in likely.items() if share >= _LEAST_SHARE), key=lambda one: -likely[one])
        found.append((place, Placed(tokens[place].value, tuple(ranked))))
    return tokens, found


def added(text: str) -> Placed | None:
    """The amount that `text` puts on top: the one behind "another", "plus", "extra", else the last."""
    tokens, found = _placed(readable(clean(text)))
    if len(found) < 2:
        return found[0][1] if found else None
    for _, one in found:
        place = next(at for at, token in enumerate(tokens) if token.kind == "number" and token.value == one.amount)
        around = " ".join(token.text for token in tokens[max(0, place - 2) : place + 2])
        if _MORE.search(around):
            return one
    return found[-1][1]


def compared(text: str) -> int:
    """-1 where the amount of `text` comes off what was said ("20k lower than I said"), 1 where it is on top, else 0."""
    if _LOWER_THAN.search(text) is not None:
        return -1
    return 1 if _HIGHER_THAN.search(text) is not None else 0

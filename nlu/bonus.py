"""A bonus told in free words: how much it is, when it comes, that there is none, or that it comes on top of the pay."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from nlu.entities.text import clean, tokens_of
from nlu.lexicon import word_list

_LEAST: Final = 500  # dollars; a smaller plain number is no bonus
_BONUS: Final = re.compile(r"\bbonus(?:es)?\b")
_MONTH: Final = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DAY: Final = r"\s+\d{1,2}(?:st|nd|rd|th)?(?![\d,.]*\d|\s*k\b)"
_YEAR: Final = r"(?:,?\s+20\d\d)?"
_LEADS: Final = r"(?:in|on|by|of|each|every|around|paid|this|early|late|mid)"
_WHEN: Final = re.compile(
    rf"\b(?:(?:comes?|came|coming|due|paid(?: out)?)\s+)?(?:{_LEADS}\s+)+(?P<led>{_MONTH}(?:{_DAY})?{_YEAR})"
    rf"|\b(?P<dated>{_MONTH}{_DAY}{_YEAR})|\b(?P<before>{_MONTH})(?=\s+bonus\b)"
    rf"|\b(?:on\s+)?(?P<figures>20\d\d-\d\d-\d\d|\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?)"
    r"|\b(?:in|on|each|every)\s+(?P<short>mar|may)\b"
)


_INSTEAD_OF: Final = re.compile(r"\b(?:not|instead of|rather than)\s+\$?\d[\d,.]*(?:\s?k)?\b")
_AFTER: Final = re.compile(r"\bbonus\b(?P<rest>[^;]*)$")


@dataclass(frozen=True, slots=True)
class Bonus:
    """What was told of a bonus: its `dollars`, and `when` it comes in the words of the message; None where not told.

    `none`: there is no bonus, or it is to be left out. `on_top`: it comes on top of the pay that was told. `share`: it
    was told as a share, and of what has to be asked.
    """

    dollars: Decimal | None = None
    when: str | None = None
    none: bool = False
    on_top: bool = False
    share: bool = False


def read_bonus(text: str, *, named: bool = False) -> Bonus | None:
    """What `text` tells of one bonus; None where it tells nothing that is sure, or asks. `named`: it is what was asked.

    Beside another amount it is not clear which of them is the bonus.
    """
    low = clean(text).lower()
    if "?" in low or not (named or _BONUS.search(low)):
        return None
    words = {token.text for token in tokens_of(low) if token.kind == "word"}
    if words & word_list("bonus_asked") or words & word_list("bonus_other_money"):
        return None
    low = _INSTEAD_OF.sub(" ", low)
    found = _WHEN.search(low)
    rest = low[: found.start()] + " " + low[found.end() :] if found else low
    numbers = [token for token in tokens_of(rest) if token.kind == "number"]
    amounts = [token for token in numbers if token.unit in {"", "$"} and _is_amount(token.value, token.unit)]
    if len(numbers) == 1 and numbers[0].unit == "%":
        return Bonus(None, _named(found), share=True)
    if len(numbers) != len(amounts) or len(amounts) > 1:
        return Bonus(none=True) if [one.value for one in numbers] == [0] else None
    if not amounts and words & word_list("bonus_none"):
        return Bonus(none=True)
    when = _named(found)
    if not amounts and when is None:
        return None
    return Bonus(amounts[0].value if amounts else None, when, on_top=bool(words & word_list("bonus_on_top")))


def day_of_bonus(text: str) -> str | None:
    """The words for the day of a bonus that `text` tells beside the pay, as in "190k, bonus 36k in december"."""
    after = _AFTER.search(clean(text).lower())
    return _named(_WHEN.search(after["rest"])) if after else None


def _named(found: re.Match[str] | None) -> str | None:
    return next((one for one in found.groupdict().values() if one), None) if found else None


def _is_amount(value: Decimal, unit: str) -> bool:
    return value >= _LEAST or (unit == "$" and value > 0)

"""Text into tokens: numbers with their units, words, marks. Nothing here knows what is being asked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

_SCALES = {
    "k": 1000,
    "g": 1000,
    "gs": 1000,
    "grand": 1000,
    "thou": 1000,
    "thousand": 1000,
    "thousands": 1000,
    "large": 1000,
    "m": 1_000_000,
    "mm": 1_000_000,
    "mil": 1_000_000,
    "mill": 1_000_000,
    "mln": 1_000_000,
    "million": 1_000_000,
    "millions": 1_000_000,
    "b": 1_000_000_000,
    "bn": 1_000_000_000,
    "billion": 1_000_000_000,
}
_LONGEST_NUMBER = 15  # more digits are no amount, year or share of pay
_PLAN_TERM = (
    r"(?:401|403|457|402|415|414|408|501)\s?\([a-z]\)(?:\(\d+\))?(?:'?s)?"
    r"|(?:401\s?-?k|403\s?-?b|457\s?-?b|402g|415c|414v)(?:'?s)?\b|1099(?:\s?-?r)?\b|w-?[24]\b|k-?1\b"
    r"|(?<![a-z])(?:h-?1b|h-?4|l-?1[ab]?|o-?1|eb-?[1-5])\b"
)
_TOKEN = re.compile(
    rf"""
    (?P<term>(?<![\d.,$])(?:{_PLAN_TERM}))
  | (?:(?P<currency>(?:us|ca|c|a|au|nz|hk|s)?\$|[€£¥₹])\s?)?
    (?P<digits>\d+(?:,\d+)*(?:\.\d+)?|\.\d+)
    (?:\s?(?P<scale>k|mm|m|mil|mln|million|thousand|thou|grand|bn|b|gs|g)(?![a-z]))?
    (?:
        (?P<percent>\s?(?:%|percents?\b|per\s?cent\b|pct\b|prct\b))
      | (?P<points>\s?(?:bps?\b|basis\s+points?\b))
      | (?P<ordinal>(?:st|nd|rd|th)\b)
      | (?P<cents>\s?(?:¢|cents?\b)|c\b)
      | (?P<dollars>\s?(?:us\s)?(?:dollars?|bucks?|usd)\b)
      | (?P<foreign>\s?(?:[€£¥₹]))
    )?
  | (?P<word>[^\W\d_]+(?:'[^\W\d_]+)*)
  | (?P<mark>\S)
    """,
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a text. `text` is lower case without apostrophes; `start` and `end` are places in the clean text.

    Numbers carry `value` and `unit` ("$", "%", "cents", "foreign", "ordinal" or ""); a percentage's value is as said
    (6 for 6%). `scaled`: "k", "thousand" or the like was said. `odd`: the digits are grouped as in no known way.
    `decimals`: how many digits were typed after the point. `spelled`: said in words; `idiom`: as "two fifty".
    """

    kind: Literal["number", "word", "mark"]
    text: str
    start: int
    end: int
    value: Decimal = Decimal(0)
    unit: str = ""
    scaled: bool = False
    odd: bool = False
    decimals: int = 0
    spelled: bool = False
    idiom: bool = False

    @property
    def fraction(self) -> Decimal:
        """The value of a percentage as a fraction."""
        return self.value / 100


def raw_tokens(text: str) -> list[Token]:
    """The tokens of a text that has been cleaned; numbers in words are still words."""
    found = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        match match.lastgroup:
            case "mark":
                found.append(Token("mark", match[0], start, end))
            case "word":
                found.append(Token("word", match[0].lower().replace("'", ""), start, end))
            case "term":
                term = re.sub(r"[\s()'-]", "", match[0].lower())
                found.append(Token("word", "401k" if term.startswith("401k") else term, start, end))
            case _:
                found.append(_number(match))
    return _signs(found) if "-" in text else found


def _number(match: re.Match[str]) -> Token:
    digits = match["digits"]
    if len(digits) > _LONGEST_NUMBER:
        return Token("word", digits, match.start(), match.end())
    groups = digits.split(".")[0].split(",")
    odd = len(groups) > 1 and (any(len(one) != 3 for one in groups[1:]) or len(groups[0]) > 3)
    if odd and len(groups) == 2 and len(groups[1]) <= 2 and "." not in digits:
        value = Decimal(digits.replace(",", "."))  # 23,5 as much of the world writes it
    else:
        value = Decimal(digits.replace(",", ""))
    decimals = len(digits.split(".")[1]) if "." in digits else 0
    scale = match["scale"]
    if scale:
        value *= _SCALES[scale.lower()]
    unit = ""
    currency = (match["currency"] or "").lower()
    if currency in {"$", "us$"}:
        unit = "$"
    elif currency or match["foreign"]:
        unit = "foreign"
    elif match["percent"]:
        unit = "%"
    elif match["points"]:
        unit, value = "%", value / 100
    elif match["ordinal"]:
        unit = "ordinal"
    elif match["cents"]:
        unit = "cents"
    elif match["dollars"]:
        unit = "$"
    start = match.start("currency") if currency else match.start("digits")
    return Token("number", digits, start, match.end(), value, unit, scaled=bool(scale), odd=odd, decimals=decimals)


def _signs(tokens: list[Token]) -> list[Token]:
    """A minus directly before a number makes it negative, unless it stands between two numbers (a range)."""
    joined: list[Token] = []
    for token in tokens:
        before = joined[-1] if joined else None
        earlier = joined[-2] if len(joined) > 1 else None
        if token.kind != "number" or before is None or before.text != "-" or before.end != token.start:
            joined.append(token)
            continue
        apart = earlier is None or earlier.text in "($" or (earlier.kind != "number" and earlier.end < before.start)
        if not apart:
            joined.append(token)
            continue
        joined.pop()
        in_dollars = earlier is not None and earlier.text == "$"
        if in_dollars:
            joined.pop()
        joined.append(replace(token, value=-token.value, start=before.start, unit="$" if in_dollars else token.unit))
    return joined


def numbers_of(tokens: Sequence[Token]) -> list[Token]:
    """The numbers among `tokens`."""
    return [token for token in tokens if token.kind == "number"]


SCALES = _SCALES

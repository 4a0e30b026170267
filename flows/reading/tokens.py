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
FOREIGN = frozenset(
    [
        "€",
        "£",
        "¥",
        "₹",
        "eur",
        "euro",
        "euros",
        "gbp",
        "pound",
        "pounds",
        "quid",
        "sterling",
        "cad",
        "aud",
        "nzd",
        "hkd",
        "sgd",
        "chf",
        "franc",
        "francs",
        "yen",
        "jpy",
        "cny",
        "rmb",
        "yuan",
        "inr",
        "rupee",
        "rupees",
        "lakh",
        "lakhs",
        "lac",
        "crore",
        "crores",
        "peso",
        "pesos",
        "mxn",
        "zloty",
        "krona",
        "kronor",
        "sek",
        "nok",
        "dkk",
        "shekel",
        "shekels",
        "nis",
        "ils",
        "real",
        "reais",
        "brl",
        "rubles",
        "rub",
        "won",
        "krw",
    ]
)
_LONGEST_NUMBER = 15  # more digits are no amount, year or share of pay
_PLAN_TERM = r"(?:401|403|457|402|415|414|408)\s?\([a-z]\)(?:\(\d+\))?(?:'?s)?|(?:401\s?-?k|403\s?-?b|457\s?-?b|402g|415c|414v)(?:'?s)?\b|1099(?:\s?-?r)?\b|w-?[24]\b"
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
        if match["digits"] is not None:
            found.append(_number(match))
            continue
        piece = match[0].lower().replace("'", "") if match["mark"] is None else match[0]
        if match["term"]:
            piece = re.sub(r"[\s()'-]", "", match[0].lower())
            if piece.startswith("401k"):
                piece = "401k"
        kind: Literal["word", "mark"] = "mark" if match["mark"] is not None else "word"
        found.append(Token(kind, piece, match.start(), match.end()))
    return _foreign_words(_signs(found))


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
        if token.kind == "number" and before is not None and before.text in {"-", "+"} and before.end == token.start:
            earlier = joined[-2] if len(joined) > 1 else None
            alone = earlier is None or (earlier.kind != "number" and earlier.end < before.start) or earlier.text in "($"
            if alone and before.text == "-":
                joined.pop()
                if earlier is not None and earlier.text == "$":
                    joined.pop()
                    token = replace(token, unit="$")
                token = replace(token, value=-token.value, start=before.start)
        joined.append(token)
    return joined


def _foreign_words(tokens: list[Token]) -> list[Token]:
    """ "50k euros" and "EUR 50k": the currency's word goes into the number."""
    joined: list[Token] = []
    for token in tokens:
        before = joined[-1] if joined else None
        if before is not None and before.kind == "number" and token.text in FOREIGN and before.unit in {"", "foreign"}:
            joined[-1] = replace(before, unit="foreign", end=token.end)
            continue
        if before is not None and token.kind == "number" and before.text in FOREIGN and token.unit == "":
            joined[-1] = replace(token, unit="foreign", start=before.start)
            continue
        joined.append(token)
    return joined


def words_of(tokens: Sequence[Token]) -> list[str]:
    """The words among `tokens`."""
    return [token.text for token in tokens if token.kind == "word"]


def numbers_of(tokens: Sequence[Token]) -> list[Token]:
    """The numbers among `tokens`."""
    return [token for token in tokens if token.kind == "number"]


SCALES = _SCALES

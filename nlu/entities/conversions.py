"""Reads conversions by their years: "2023: 20,000, 1,000 of it taxed; 2025: 45,000, 2,400 taxed"."""

import re
from typing import Final

from nlu.entities.reading import NOT_UNDERSTOOD, Context, Json, Reading, to_json
from nlu.entities.text import clean, tokens_of_clean

MOST: Final = 10
_BOUNDARY: Final = re.compile(
    r"\s*[;\n]\s*|(?:\s*,)?\s+and\s+(?=[^;]*\b20\d\d\b)|\s*,\s+(?=(?:in\s+)?20\d\d\b)", re.IGNORECASE
)
_YEAR: Final = re.compile(r"(?<![\d,.$])(?P<year>20\d\d)(?![\d%]|,\d|\.\d)")
_WORDS: Final = frozenset(
    {
        "a", "and", "converted", "conversion", "conversions", "i", "in", "it", "moved", "of", "over",
        "rolled", "taxed", "taxable", "that", "the", "then", "was", "were", "which", "with",
    }
)  # fmt: skip


def read_conversions(text: str, context: Context) -> Reading:
    """Reads `text` as a list of `{"year", "amount", "taxed"}`, dollars each, the whole amount and its taxed part.

    Each year is named once. A year or amount that is missing, or a word that does not belong, leaves it unread.
    """
    found: dict[int, Json] = {}
    for piece in _BOUNDARY.split(clean(text)):
        if not piece.strip(" .,"):
            continue
        years = _YEAR.findall(piece)
        tokens = tokens_of_clean(_YEAR.sub(" ", piece))
        amounts = [token for token in tokens if token.kind == "number"]
        words = {token.text for token in tokens if token.kind == "word"}
        if len(years) != 1 or not 1 <= len(amounts) <= 2 or words - _WORDS:
            return NOT_UNDERSTOOD
        if any(one.unit not in {"", "$"} or one.odd for one in amounts) or not int(years[0]) <= context.today.year:
            return NOT_UNDERSTOOD
        values = sorted((one.value for one in amounts), reverse=True)
        year = int(years[0])
        if year in found or values[0] <= 0:
            return NOT_UNDERSTOOD
        taxed = to_json(values[1]) if len(values) > 1 else 0
        found[year] = {"year": year, "amount": to_json(values[0]), "taxed": taxed}
    return Reading([found[year] for year in sorted(found)]) if 1 <= len(found) <= MOST else NOT_UNDERSTOOD

"""How many days, weeks, months or times, counted in figures or in words: "3", "a couple of"."""

from collections.abc import Mapping
from typing import Final

COUNTS: Final[Mapping[str, int]] = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10,
    "couple of": 2, "a couple of": 2, "couple": 2, "a couple": 2, "a few": 3, "few": 3,
}  # fmt: skip
A_COUNT: Final = r"\d{1,3}|a couple of|couple of|a couple|couple|a few|few|an?|one|two|three|four|five|six|seven|ten"


def counted(word: str) -> int:
    """The number that `word` counts; 1 where it is none of those known, as in "the day before"."""
    return int(word) if word.isdecimal() else COUNTS.get(word.lower(), 1)

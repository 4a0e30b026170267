"""Questions of when the earnings in a Roth IRA come out untaxed, with the year in which the first one began."""

import re
from dataclasses import dataclass
from typing import Final

from nlu.entities.text import clean, in_digits
from nlu.questions import asks_within

_LONGEST: Final = 260  # characters
_WHEN: Final = (
    r"(?P<year>20\d\d)|(?P<this>(?:earlier )?this (?:year|summer|spring|fall|autumn|winter|month))|(?P<last>last year)"
)
_BEGAN: Final = re.compile(
    r"\broth iras?\b[^.?!]{0,30}?\b(?:opened|open|since|started|funded|began|begun|from|in|had)\b[^.?!]{0,20}?"
    rf"(?:{_WHEN})"
)
_OF_CLOCK: Final = re.compile(
    r"\bclocks?\b|\b(?:5|five)[- ]?years?\b|\bearnings?\b[^?]{0,40}\b(?:free|untaxed|tax-? ?free|qualified|out)\b"
    r"|\b(?:free|untaxed|tax-? ?free)\b[^?]{0,30}\bearnings?\b"
)
_AGE: Final = re.compile(r"\b(?:im|i'?m|i am|age|aged|turn(?:ed|ing)?) (?P<age>\d{2})\b(?! ?(?:k\b|%))")
_ROTH_401K: Final = re.compile(r"\broth 40[13]\s?\(?[kb]\)?")


@dataclass(frozen=True, slots=True)
class ClockAsked:
    """The year in which the first Roth IRA began, and the age told; `beside_plan`: a Roth 401(k) is spoken of too."""

    first_year: int
    age: int | None
    beside_plan: bool


def read_clock_asked(text: str, this_year: int) -> ClockAsked | None:
    """The beginning of the Roth IRA of which `text` asks when its earnings are free; None for anything else."""
    said = in_digits(clean(text).lower())
    if len(said) > _LONGEST or not asks_within(text) or _OF_CLOCK.search(said) is None:
        return None
    found = {_year(one, this_year) for one in _BEGAN.finditer(said)}
    ages = {int(one["age"]) for one in _AGE.finditer(said)}
    if len(found) != 1 or len(ages) > 1 or re.search(r"\bconver\w+|\bpenalt\w+", said):
        return None
    year = found.pop()
    return (
        ClockAsked(year, ages.pop() if ages else None, _ROTH_401K.search(said) is not None)
        if year <= this_year
        else None
    )


def _year(found: re.Match[str], this_year: int) -> int:
    if found["year"]:
        return int(found["year"])
    return this_year if found["this"] else this_year - 1

"""Questions on the tests of a plan and on who is highly paid, with their figures."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from nlu.entities.text import clean, in_digits
from nlu.figures_told import Figure, dollars, figures_of, shares
from nlu.questions import asks_within

_LONGEST: Final = 320  # characters
_TEST: Final = re.compile(r"\b(?:acp|adp|test(?:s|ed|ing)?)\b")
_OTHERS: Final = (
    r"(?:n?hces? average|nhces?|non[- ]?hces?|non[- ]?high\w*(?: \w+){0,2}|rank and file|everyone else"
    r"|everybody else|the others?"
    r"|the rest|regular (?:people|employees|folks|staff)|lower paid|others)"
)
_OF_OTHERS: Final = re.compile(rf"\b{_OTHERS}\b")
_BARE: Final = re.compile(
    rf"\b{_OTHERS}\b(?: \w+){{0,5}}? (?P<share>\d{{1,2}}(?:\.\d+)?)(?![\d,.]*\d|k| ?(?:%|percent|pct))"
)
_HIGHLY: Final = re.compile(r"\bhces?\b|\bhigh(?:ly|er)?[ -](?:compensated|paid|comp)\w*")
_WHO: Final = re.compile(
    r"\b(?:number|threshold|limit|cut ?off|line|count as|counts? as|am i|would i be|makes? (?:me|one)|bucket"
    r"|what (?:is|makes)"
    r"|which (?:pay|year)|who is|considered|qualify|be an?)\b"
)
_LAST_YEAR: Final = re.compile(r"\b(?:last year|prior year|previous year|year before|20\d\d)\b")
_LEAST_PAY: Final = 50_000  # dollars


@dataclass(frozen=True, slots=True)
class TestAsked:
    """The average of those who are not highly paid (a fraction) of which it is asked what it lets the others have.

    `own` is the person's own share, if told; `adp`: it is the test of deferrals.
    """

    others: Decimal
    own: Decimal | None
    adp: bool


@dataclass(frozen=True, slots=True)
class HighlyPaidAsked:
    """Who is highly paid is asked; `pay`: dollars of the year before, if told."""

    pay: Decimal | None


def read_test_asked(text: str) -> TestAsked | None:
    """The average of which `text` asks what the test then lets the highly paid have; None for anything else."""
    said = in_digits(clean(text).lower())
    if len(said) > _LONGEST or not asks_within(text) or _TEST.search(said) is None:
        return None
    rates = shares(figures_of(said))
    near = [one.value for one in rates if _OF_OTHERS.search(one.before)]
    bare = [Decimal(one["share"]) / 100 for one in _BARE.finditer(said)]
    others = near or bare
    if len(set(others)) != 1:
        return None
    own = [one.value for one in rates if one.value != others[0]]
    return TestAsked(others[0], own[0] if len(own) == 1 else None, re.search(r"\badp\b", said) is not None)


def read_highly_paid_asked(text: str) -> HighlyPaidAsked | None:
    """Whether `text` asks who is highly paid, with the pay of the year before where it tells one."""
    said = in_digits(clean(text).lower())
    if len(said) > _LONGEST or not asks_within(text) or _HIGHLY.search(said) is None or _WHO.search(said) is None:
        return None
    if _TEST.search(said):
        return None
    pays = [one.value for one in dollars(figures_of(said)) if one.value >= _LEAST_PAY and _is_of_last_year(one, said)]
    return HighlyPaidAsked(pays[0] if len(pays) == 1 else None)


def _is_of_last_year(one: Figure, said: str) -> bool:
    """Whether a year before this one is named last before the figure, in its sentence."""
    sentence = said[: one.start].rpartition(". ")[2]
    if re.match(r"^\W*(?:in )?(?:last year|the year before|20\d\d)\b", one.after):
        return True
    return _LAST_YEAR.search(sentence) is not None and "this year" not in sentence.rpartition("last year")[2]

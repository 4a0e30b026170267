"""Questions for the limits of an age, for what a limit takes in, and whether a catch-up has to be Roth."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from nlu.entities.text import clean, tokens_of_clean
from nlu.figures_told import dollars, figures_of
from nlu.questions import asks_within

_LONGEST: Final = 220  # characters
YOUNGEST, OLDEST = 18, 80
LEAST_WAGES = 30_000  # dollars of a year
_AGE: Final = re.compile(
    r"\b(?:at(?: age)?|age|aged|im|i'm|i am|being|turn(?:s|ed|ing)?|once (?:im|i'm|i am|i turn)|i'll be|i was"
    r"|when i(?:'m| am)?"
    r"|for (?:a|an|someone|somebody))"
    r"(?: now| already| only)? (?P<age>\d{2})\b(?! ?(?:k\b|%|percent|th\b|,\d|\.\d|dollars|grand|checks"
    r"|paychecks|hours))"
    r"|\b(?P<old>\d{2})(?:[- ]years?[- ]old| ?yo\b| ?y/o\b)"
)
_LIMIT: Final = re.compile(
    r"\blimits?\b|\bmax(?:imum)?\b|\bcatch[- ]?ups?\b|\bceiling\b|\ballowed\b|\bis it (?:the )?\$?\d"
    r"|\b(?:get|gets?|have|gives?|give|allow\w*|add|put in)(?: me)?(?: (?:some|any|a bit|something))?"
    r" (?:extra|more)\b"
    r"|\bhow much (?:more )?(?:can|could|may|do|am) i (?:get to )?(?:defer|contribute|put)"
)
_LEADS: Final = re.compile(
    r"^(?:the |my |contribution |deferral |401k |catch[- ]?up |total )*(?:limits?|max(?:imum)?|catch[- ]?up)\b"
)
_YEAR: Final = re.compile(r"\b(20\d\d)\b")
_NO_LIMIT: Final = re.compile(
    r"\b(?:withdraw\w*|take (?:it )?out|penalt\w+|rmds?|match\w*|convert\w*|roll\w*|make|earn|salary|pay is|paid"
    r"|income|hsa|social security|medicare|wife|husband|spouse|roth catch|catch[- ]?up (?:be|has to be"
    r"|must be) roth)\b"
)
_RELATION: Final = re.compile(
    r"\b(?:includ\w+|on top(?: of)?|separate\w*|all together|altogether|together|in addition|combined|part of"
    r"|inside|within"
    r"|counts? (?:toward|towards|against|in|for|as)|counted|eat(?:s|ing)? (?:into|up)|come out of|same (?:limit"
    r"|bucket)"
    r"|apart from|besides|plus the|each|both|same (?:for|limit|cap|one)|shared?|(?:with|and) or without|without"
    r"|on both|one limit"
    r"|two limits)\b"
    r"|\bpre-?\s?tax (?:and|plus|\+|&) (?:another )?\S+ (?:in |to |as )?roth\b"
)
# What has limits of its own, of which an article tells.
_OTHER_LIMIT: Final = re.compile(
    r"\b(?:457\s?\(?b?\)?|hsa|simple|married|joint\w*|couple|both of us|we each|solo|s[- ]?corp)"
)
_ROTH_CATCH_UP: Final = re.compile(r"\bcatch[- ]?ups?\b.*\broth\b|\broth\b.*\bcatch[- ]?ups?\b", re.DOTALL)
_WAGES: Final = re.compile(
    r"\b(?:made|earned|wages?|box 3|fica|w-?2|paid|salary|income|pay|make|earn|social security)\b"
)
_LAST_YEAR: Final = re.compile(
    r"\b(?:20\d\d|last year|prior year|year before|box 3|fica|previous year|social security wages)\b"
)
_MOST_WORDS: Final = 26


@dataclass(frozen=True, slots=True)
class AgeAsked:
    """An age on December 31, of `year` if one is told, of which the limits are asked.

    `supposed`: no word says that it is the person's own.
    """

    age: int
    supposed: bool
    year: int | None


@dataclass(frozen=True, slots=True)
class RelationAsked:
    """Amounts of dollars of which it is asked what they take in, or whether one comes on top of the other."""

    amounts: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class RothCatchUpAsked:
    """Wages of a year, in dollars, of which it is asked whether they make the catch-up Roth; `year` where it is told.

    `age` is the age that was told beside; None for none.
    """

    wages: Decimal
    year: int | None
    age: int | None


def read_age_asked(text: str) -> AgeAsked | None:
    """The age of which `text` asks the limits; None where it asks for something else, or tells other figures."""
    said = clean(text).lower()
    asks = asks_within(text) or _LEADS.match(said) is not None
    if len(said) > _LONGEST or not asks or _LIMIT.search(said) is None or _NO_LIMIT.search(said):
        return None
    if any(one.share for one in figures_of(said)):
        return None
    ages = {int(one["age"] or one["old"]) for one in _AGE.finditer(said)}
    if len(ages) != 1 or len(said.split()) > _MOST_WORDS:
        return None
    age = ages.pop()
    supposed = re.search(r"\b(?:if|at|when|once|for|someone|somebody)\b", said) is not None
    years = {int(one) for one in _YEAR.findall(said)}
    return AgeAsked(age, supposed, years.pop() if len(years) == 1 else None) if YOUNGEST <= age <= OLDEST else None


def read_relation_asked(text: str) -> RelationAsked | None:
    """The amounts of which `text` asks what they take in; None where it asks something else."""
    said = clean(text).lower()
    few = len(said) <= _LONGEST and len(said.split()) <= _MOST_WORDS
    if not few or not asks_within(text) or _RELATION.search(said) is None or _OTHER_LIMIT.search(said):
        return None
    found = figures_of(said)
    bare = [one.value * 1000 for one in tokens_of_clean(said) if one.kind == "number" and _is_bare_limit(one.value)]
    amounts = [one.value for one in dollars(found)]
    amounts += [one for one in bare if one not in amounts and not amounts]
    return RelationAsked(tuple(amounts)) if amounts and len(amounts) <= 3 else None


def read_roth_catch_up_asked(text: str) -> RothCatchUpAsked | None:
    """The wages of which `text` asks whether the catch-up has to be Roth; None where it tells none."""
    said = clean(text).lower()
    if len(said) > _LONGEST or not asks_within(text) or _ROTH_CATCH_UP.search(said) is None:
        return None
    wages = [one.value for one in dollars(figures_of(said)) if one.value >= LEAST_WAGES]
    if len(wages) != 1 or _WAGES.search(said) is None or _LAST_YEAR.search(said) is None:
        return None
    years = _YEAR.findall(said)
    ages = {int(one["age"] or one["old"]) for one in _AGE.finditer(said)}
    return RothCatchUpAsked(
        wages[0], int(years[0]) if len(years) == 1 else None, ages.pop() if len(ages) == 1 else None
    )


def _is_bare_limit(value: Decimal) -> bool:
    """Whether a number without its thousands may be a limit: "the 72", "24.5"."""
    return 20 < value < 100

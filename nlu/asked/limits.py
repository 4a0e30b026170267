"""Questions for the limits of an age, for what a limit takes in, and whether a catch-up has to be Roth."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from core.limits import limits_for, published_years
from nlu.entities.text import clean, in_digits, tokens_of_clean
from nlu.figures_told import dollars, figures_of, shares
from nlu.questions import asks_within

_LONGEST: Final = 220  # characters
YOUNGEST, OLDEST = 18, 80
LEAST_WAGES = 30_000  # dollars of a year
_AGE: Final = re.compile(
    r"\b(?:at(?: age)?|age|aged|im|i'm|i am|being|turn(?:s|ed|ing)?|once (?:im|i'm|i am|i turn)|i'll be|i was"
    r"|(?:he|she)(?:'?s| is| was| will be)|who(?:'?s| is| was|s)|hits?|reach(?:es|ed)?|becomes?"
    r"|(?:mom|mother|dad|father|aunt|uncle|brother|sister|friend|buddy|boss|coworker|colleague|neighbor|cousin|partner)"
    r"(?: is|'?s| was)"
    r"|when i(?:'m| am)?"
    r"|for (?:a|an|someone|somebody))"
    r"(?: now| already| only)? (?P<age>\d{2})\b(?! ?(?:k\b|%|percent|th\b|,\d|\.\d|dollars|grand|checks"
    r"|paychecks|hours))"
    r"|\b(?P<old>\d{2})(?:[- ]years?[- ]old| ?yo\b| ?y/o\b| now\b)"
)
_LIMIT: Final = re.compile(
    r"\blimits?\b|\bmax(?:imum)?\b|\bcatch[- ]?ups?\b|\bceiling\b|\ballowed\b|\bis it (?:the )?\$?\d"
    r"|\b(?:get|gets?|have|gives?|give|allow\w*|add|put in)(?: me)?(?: (?:some|any|a bit|something))?"
    r" (?:extra|more)\b"
    r"|\b(?:absolute )?most\b|\bstill get\b|\bcounts? from\b"
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
_MOST_OF_AGE: Final = 34  # words
_IF_AGE: Final = re.compile(r"\b(?:if|were|suppose)\b(?: \w+){0,3}? (?P<age>\d{2})\b")
_PASSES: Final = re.compile(
    r"\b(?:bust\w*|break|breaks|blow(?:s)? (?:through|past)|cross(?:es)?|over|above|under|below|beneath|within"
    r"|inside|past|beyond|exceed\w*|too (?:much|high|many)|max(?:es)?(?: it)? out"
    r"|max it|allowed|legal|ok(?:ay)?|the limit|the ceiling|round\w*|fit)\b"
)
_FINE: Final = re.compile(r"\b(?:allowed|legal|ok(?:ay)?)\b")
_NO_CHECK: Final = re.compile(
    r"\b(?:both|each|jobs?|employers?|second|other|match\w*|conver\w+|roll\w*|tax(?:ed|able)|withdr\w+|ira|iras|hsa|simple"
    r"|457\w*|403\w*|sep|bonus|checks?|paychecks?|adp|acp|hce\w*|last year|wife|husband|her|hers|profit|plus|and then"
    r"|room|left|remain\w*|either)\b"
)
_OTHER_SHARE: Final = re.compile(
    r"\b(?:or|vs|versus|and) (?:should it be |rather |is |at |would )*(?P<share>\d{1,2}(?:\.\d+)?)(?![\d,%k]"
    r"| ?(?:%|percent|pct))"
)
_LIMIT_OF_YEAR: Final = re.compile(
    r"\b(?:limits?|cap|ceiling|max(?:imum)?|415|402\s?\(?g|allowed|most)\b|\b(?:was|were|am|is) (?:i|it|that) over\b"
)
_THEN: Final = re.compile(r"\bthe year before (?:that|it)\b")
_NO_YEARS: Final = re.compile(
    r"\b(?:convert\w*|conver\w+|roll\w*|open(?:ed)?|since|born|iras?|hsa|hce\w*|highly|withdr\w+|clock|five|turns?"
    r"|catch[- ]?ups?|compensation|remind\w*|match\w*|next year|what if|if i|what about if|pace|paychecks?)\b"
)
_OVER_BY: Final = re.compile(
    r"\bover (?:the |my )?(?:415\w*|annual(?: additions)?(?: limit)?|7[02](?:k|,000)?|total limit|plan limit"
    r"|overall limit) ?(?:limit |cap )?"
    r"(?:by|with)\b|\b(?:excess|too much) (?:of )?annual additions?\b"
)
_BECOMES: Final = re.compile(
    r"\b(?:fine[ds]?|penalt\w+|what (?:do|will|would|happens|now)|now what|how (?:do|is|does)|fix\w*|correct\w*"
    r"|taxed|back)\b"
)
_ALL_MONEY: Final = re.compile(r"\b(?:total|in all|altogether|all (?:money|together|in)|combined|everything|overall)\b")
_CEILING: Final = re.compile(r"\b(?:limits?|ceiling|cap|max(?:imum)?|most)\b|\b7\d ?k\b")
_PAY_BEFORE: Final = re.compile(
    r"\b(?:pay|paid|make|makes|making|earn|earns|earning|salary|income|wages?|comp)(?: (?:is|of|me|only|just"
    r"|about|around|like))*\W*$"
)


@dataclass(frozen=True, slots=True)
class AgeAsked:
    """An age on December 31, of `year` if one is told, of which the limits are asked.

    `supposed`: no word says that it is the person's own. `instead_of`: the age that was told beside a supposed one.
    """

    age: int
    supposed: bool
    year: int | None
    instead_of: int | None = None


@dataclass(frozen=True, slots=True)
class LimitCheck:
    """Figures of which it is asked whether they pass a limit: dollars, or fractions of pay.

    `total`: all money of a plan together is spoken of. `age`: of somebody, on December 31, if told. `mild`: it is only
    asked whether they are fine, as one may ask with an answer.
    """

    amounts: tuple[Decimal, ...]
    shares: tuple[Decimal, ...]
    total: bool
    age: int | None
    mild: bool = False


@dataclass(frozen=True, slots=True)
class YearLimitsAsked:
    """Years of which the limits on plan money are asked; `total`: dollars of all kinds that went in in the one of them.

    `age`: on December 31 of that year, if told.
    """

    years: tuple[int, ...]
    total: Decimal | None
    age: int | None


@dataclass(frozen=True, slots=True)
class PayLimitAsked:
    """A pay in dollars that may be less than the limit on all money in a plan, of which it is asked which one holds."""

    pay: Decimal


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
    ages = _ages(said)
    if not 1 <= len(ages) <= 2 or len(said.split()) > _MOST_OF_AGE:
        return None
    instead = _supposed_age(said) if len(ages) == 2 else None
    if len(ages) == 2 and instead not in ages:
        return None
    age = instead if instead is not None else ages[0]
    supposed = instead is not None or re.search(r"\b(?:if|at|when|once|for|someone|somebody)\b", said) is not None
    years = {int(one) for one in _YEAR.findall(said)}
    year = years.pop() if len(years) == 1 else None
    told = next((one for one in ages if one != age), None)
    return AgeAsked(age, supposed, year, told) if YOUNGEST <= age <= OLDEST else None


def read_limit_check(text: str) -> LimitCheck | None:
    """The figures of which `text` asks whether they pass a limit; None where it asks or tells something else."""
    said = in_digits(clean(text).lower())
    if len(said) > _LONGEST or len(said.split()) > _MOST_WORDS or not asks_within(text) or _PASSES.search(said) is None:
        return None
    if _NO_CHECK.search(said):
        return None
    ages = _ages(said)
    found = figures_of(said)
    amounts = [one.value for one in dollars(found)]
    rates = [one.value for one in shares(found)]
    if rates and (other := _OTHER_SHARE.search(said)) is not None:
        rates.append(Decimal(other["share"]) / 100)
    if bool(amounts) == bool(rates) or len(amounts) > 1 or len(rates) > 2 or len(ages) > 1:
        return None
    mild = _PASSES.search(_FINE.sub(" ", said)) is None
    return LimitCheck(tuple(amounts), tuple(rates), _ALL_MONEY.search(said) is not None, next(iter(ages), None), mild)


def read_year_limits_asked(text: str, this_year: int) -> YearLimitsAsked | None:
    """The years, this one apart at least one, of which `text` asks the limits; None where it asks something else."""
    said = in_digits(clean(text).lower())
    years = {int(one) for one in _YEAR.findall(said)}
    if len(said) > _LONGEST or not asks_within(text) or not years or _NO_YEARS.search(said):
        return None
    if re.search(r"\b(?:now|today|this year|currently|these days)\b", said) and "not this year" not in said:
        years.add(this_year)
    if _THEN.search(said) and len(years) == 1:
        years.add(next(iter(years)) - 1)
    totals = [one.value for one in dollars(figures_of(said)) if _ALL_MONEY.search(one.around) or len(years) == 1]
    total = totals[0] if len(totals) == 1 and _ALL_MONEY.search(said) else None
    wants = _LIMIT_OF_YEAR.search(said) is not None
    if years == {this_year} or max(years) > this_year or not (wants or total is not None):
        return None
    ages = _ages(said)
    return YearLimitsAsked(
        tuple(sorted(years)), total if len(years) == 1 else None, ages[0] if len(ages) == 1 else None
    )


def read_pay_limit_asked(text: str) -> PayLimitAsked | None:
    """The pay of which `text` asks whether it is the limit in place of the one for all; None for anything else."""
    said = in_digits(clean(text).lower())
    few = len(said) <= _LONGEST and len(said.split()) <= _MOST_WORDS
    if not few or not asks_within(text) or _CEILING.search(said) is None or _NO_CHECK.search(said):
        return None
    limit = limits_for(published_years()[-1]).annual_additions
    pays = {one.value for one in dollars(figures_of(said)) if one.value < limit and _PAY_BEFORE.search(one.before)}
    others = {one.value for one in dollars(figures_of(said))} - pays
    if len(pays) != 1 or len(others) > 1 or shares(figures_of(said)):
        return None
    return PayLimitAsked(pays.pop())


def read_over_limit(text: str) -> Decimal | None:
    """The dollars by which all money is said to pass its limit, where `text` asks what becomes of that; else None."""
    said = in_digits(clean(text).lower())
    if len(said) > _LONGEST or not asks_within(text) or _OVER_BY.search(said) is None or _BECOMES.search(said) is None:
        return None
    found = [one.value for one in dollars(figures_of(said))]
    return found[0] if len(found) == 1 else None


def _ages(said: str) -> tuple[int, ...]:
    """The ages that are told, each once, in their order."""
    return tuple(dict.fromkeys(int(one["age"] or one["old"]) for one in _AGE.finditer(said)))


def _supposed_age(said: str) -> int | None:
    """The age that is only supposed: "I am 57, suppose I am 61"."""
    found = _IF_AGE.search(said)
    return int(found["age"]) if found is not None else None


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
    ages = _ages(said)
    return RothCatchUpAsked(wages[0], int(years[0]) if len(years) == 1 else None, ages[0] if len(ages) == 1 else None)


def _is_bare_limit(value: Decimal) -> bool:
    """Whether a number without its thousands may be a limit: "the 72", "24.5"."""
    return 20 < value < 100

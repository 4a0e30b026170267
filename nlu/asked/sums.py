"""Deferrals of which a question asks whether they are too much, and what a message tells beside its questions."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from nlu.entities.text import clean, in_digits
from nlu.figures_told import Figure, dollars, figures_of, is_growth
from nlu.questions import asks_within
from nlu.rates_told import read_rates

_LONGEST: Final = 400  # characters
LEAST, MOST = Decimal(300), Decimal(150_000)  # dollars that somebody defers at one job
_JOB: Final = r"(?:jobs?|employers?|company|companies|401 ?k(?: ?plans?)?s?|plans?|w-?2s?|places?|gigs?|hospitals?)"
_ALL_JOBS: Final = re.compile(
    rf"\b(?:both|two|2|three|3) (?:of )?(?:my |the |different |separate )?{_JOB}\b"
    r"|\b(?:at|in|to|from|with|for) (?:each|both)\b|\beach (?:of (?:them|the two)|one|job|employer|plan|company)\b"
)
_ONE_JOB: Final = re.compile(
    rf"\b(?:old|previous|former|last|prior|first|1st|second|2nd|other|another|new|current|present) {_JOB}\b"
    rf"|\b{_JOB} ?#?(?:a|b|1|2|one|two)\b|\b(?:the other(?: one)?|the first|the second|here|there)\b"
)
_THREE: Final = re.compile(rf"\b(?:three|3) (?:of )?(?:my |the |different )?{_JOB}\b")
_EACH: Final = re.compile(
    r"\b(?:each|apiece|(?:at|in|to|from|with) both|both (?:jobs|employers|plans|companies|401 ?ks?) "
    r"(?:take|took|withhold|have|had|get|got|deduct))"
)
_TOO_MUCH: Final = re.compile(
    r"\b(?:too (?:much|many|high)"
    r"|(?:am|are|is|was|were|be|go|going|went|gone|get|put me|still) (?:i |we |that |it |this |me )?over"
    r"|over (?:the|my) (?:\w+ )?limits?|over-?contribut\w*|over-?deferr\w*|excess|exceed\w*|above (?:the"
    r"|my) limits?"
    r"|over(?= ?\?|$)|beyond|allowed|legal|within (?:the|my) limits?|ok(?:ay)?|fine|a problem|violat\w+"
    r"|under the limit)\b"
)
_FEW_WORDS: Final = 10
_OVER: Final = re.compile(
    r"\b(?:am|are|did|do|will|would) (?:i|we) (?:\w+ ){0,2}?(?:over\b|too much|above the limit|exceed)"
    r"|\b(?:is|was) (?:that|this|it) (?:\w+ )?(?:too much|over (?:the|my) limit)"
)
_OTHER_MONEY: Final = re.compile(
    r"\b(?:after[- ]?tax|mega|conver\w+|room|roll(?:ed|over)?|iras?|backdoor|profit sharing)\b"
)
_NO_DEFERRAL: Final = re.compile(
    r"\b(?:pay|pays|paid|salary|makes?|making|earns?|earning|income|match(?:ed|es)?|limit|room|bonus|age|born|"
    r"worth|balance|holds?|lets?|allow(?:s|ed)?|cap(?:s|ped)?)\b(?: \w+){0,2} ?\$?$"
)
_NO_DEFERRAL_AFTER: Final = re.compile(
    r"^(?:(?:of|in|from|as|the|employer|company) )*"
    r"(?:match|salary|pay|income|bonus|a year|base|limit|%|percent|years?|yo|y/o|yrs?)\b"
)
_PUT_IN: Final = re.compile(
    r"\b(?:put|deferred|defer|contributed|contribute|over-?contributed|paid|withheld|took out)\b"
)
_WORRIED: Final = re.compile(
    r"\b(?:broke|break\w*|violat\w+|messed up|screwed up|too much|over-?(?:contribut|deferr)\w+)\b"
)
_IN_ALL: Final = re.compile(r"\b(?:in total|total|altogether|all together|combined|together|in all|across|between)\b")
_MAXED: Final = re.compile(r"\bmax(?:ed|es|ing)?(?: out)?\b")

# A 457(b), which has a deferral limit of its own, and the plans that share the person's other one.
_OWN_LIMIT: Final = re.compile(r"\b457\s?\(?b?\)?")
_SHARED_LIMIT: Final = re.compile(r"\b(?:401|403)\s?\(?[kb]?\)?")
_SHARES: Final = re.compile(
    r"\b(?:same|one|own|separate\w*|shared?|sharing|combin\w+|add(?:ed|s|ing)? (?:up|together)|together|both|each"
    r"|on top|apart|counts?|counted|too (?:much|many|high)|reduc\w+|lower\w*|eat(?:s|ing)? into|affect\w*|also|allowed"
    r"|legal|excess|over)\b"
)
_OF_LIMITS: Final = re.compile(r"\b(?:limits?|max\w*|defer\w*|contribut\w+|put|24[.,]?5\w*|402\s?\(?g\)?|too much)\b")
_PAID_BACK: Final = re.compile(
    r"\b(?:pays?|paid|sends?|sent|gives?|gave|gets?|got|comes?|came|returns?|returned|refund\w*|distribut\w+)\b"
    r"(?: \w+){0,4}? ?\b(?:back|returned|refund\w*|excess)\b|\brefund\w*\b|\breturns? (?:it|the|my)\b"
)
_OF_DEFERRALS: Final = re.compile(
    r"\btoo much (?:\w+ )?deferr\w+|\bexcess (?:deferr|contribut)\w+|\bover-?(?:deferr|contribut)\w+"
    r"|\bdeferred too much\b"
)
_TWICE: Final = re.compile(r"\b(?:twice|double[- ]?tax\w*|two times|both years|again)\b")
_TAXED: Final = re.compile(r"\btax\w*\b")
_BUSINESS: Final = re.compile(
    r"\b(?:business|side (?:gig|hustle|job|income)|freelanc\w*|self[- ]?employ\w*|consulting|sole prop\w*"
    r"|schedule c|llc|1099 (?:work|income|gig)"
    r"|solo 401\w*|sep)\b"
)
_BUSINESS_PUTS: Final = re.compile(
    r"\b(?:how much|what|most|max\w*)\b[^?]{0,40}\b(?:business|company|llc|employer (?:side|part|contribution)"
    r"|profit sharing|sep)\b"
    r"[^?]{0,25}\b(?:put|contribut\w+|add|pay|give|side|part|be)\b|\bemployer (?:side|part|contribution|half)\b"
)
_PROFIT_BEFORE: Final = re.compile(
    r"\b(?:nets?|netted|net profit|profit|clears?|cleared|earns?)(?: (?:me|about|of|is|around|like))*\W*$"
)
_PROFIT_AFTER: Final = re.compile(r"^\W*(?:of |in )?(?:net|profit)\b")
_YEAR: Final = re.compile(r"\b20\d\d\b")
_ON_TOP: Final = re.compile(r"\b(?:with|plus|and) ?\$?$")
_CLAUSE: Final = re.compile(
    r"(?<=[.!?;\n])\s+|,\s+(?=(?:and |so |but )?"
    r"(?:what|whats|how|do|does|is|are|am|will|which|when|where|why|who|can|could|should|must)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DeferralsAsked:
    """Deferrals of several jobs of which it is asked whether they are too much: dollars each; None for the maximum.

    `apart` are those to a 457(b), which has a limit of its own; `own_limit`: such a plan is spoken of.
    """

    parts: tuple[Decimal | None, ...]
    apart: tuple[Decimal | None, ...] = ()
    own_limit: bool = False


@dataclass(frozen=True, slots=True)
class ExcessTwice:
    """An excess deferral in dollars that stays in, with the tax rate (a fraction) where it is told."""

    excess: Decimal
    rate: Decimal | None


@dataclass(frozen=True, slots=True)
class ExcessBack:
    """A deferral above the limit that a plan pays back, dollars: with its earnings; None where not told.

    `year` is that in which it was deferred.
    """

    excess: Decimal | None
    earnings: Decimal | None
    names_it: bool
    year: int | None = None


def read_deferrals_asked(text: str) -> DeferralsAsked | None:
    """The deferrals of two jobs or more of which `text` asks whether they pass the limit; None for anything else."""
    said = clean(text).lower()
    if len(said) > _LONGEST or not asks_within(text) or _TOO_MUCH.search(said) is None or _OTHER_MONEY.search(said):
        return None
    if _OWN_LIMIT.search(said):
        return None  # its deferrals are not added to those of other plans
    together = _ALL_JOBS.search(said) is not None
    if not together and len(_ONE_JOB.findall(said)) < 1:
        return None
    parts: list[Decimal | None] = [*_deferrals(said)]
    maxed = len(_MAXED.findall(said))
    count = 3 if _THREE.search(said) else 2
    if len(parts) + maxed == 1 and together and (maxed or _EACH.search(said)):
        parts = [parts[0] if parts else None] * count
    elif maxed:
        parts += [None] * maxed
    return DeferralsAsked(tuple(parts)) if 2 <= len(parts) <= 4 else None


def read_own_limit_asked(text: str) -> DeferralsAsked | None:
    """What `text` tells of a 457(b) and another plan, where it asks whether they share a limit; None for all else."""
    said = clean(text).lower()
    if len(said) > _LONGEST or not asks_within(text) or _OTHER_MONEY.search(said) or _OWN_LIMIT.search(said) is None:
        return None
    told = [one for one in dollars(figures_of(said)) if _is_deferral(one, said)]
    if _SHARES.search(said) is None or not (told or _OF_LIMITS.search(said)):
        return None
    plans = sorted(
        [(one.start(), True) for one in _OWN_LIMIT.finditer(said)]
        + [(one.start(), False) for one in _SHARED_LIMIT.finditer(said)]
    )
    named_first = bool(told) and plans[0][0] < told[0].start
    parts: list[Decimal] = []
    apart: list[Decimal] = []
    for one in told:
        before = [own for place, own in plans if place < one.start]
        after = [own for place, own in plans if place > one.start]
        near = before[-1:] if named_first else after[:1]
        (apart if near and near[0] else parts).append(one.value)
    return DeferralsAsked(tuple(parts), tuple(apart), own_limit=True)


def read_excess_back(text: str) -> ExcessBack | None:
    """The excess deferral that a plan pays back, where `text` asks about it; `names_it`: the words say what it was."""
    said = clean(text).lower()
    if len(said) > _LONGEST or not asks_within(text) or _PAID_BACK.search(said) is None or _OTHER_MONEY.search(said):
        return None
    found = dollars(figures_of(said))
    grown = [one for one in found if is_growth(one) or (len(found) > 1 and _ON_TOP.search(one.before))]
    earnings, rest = [one.value for one in grown], [one.value for one in found if one not in grown]
    if len(earnings) > 1 or len(rest) > 1:
        return None
    names_it = _OF_DEFERRALS.search(said) is not None
    years = {int(one) for one in _YEAR.findall(said)}
    year = years.pop() if len(years) == 1 else None
    return ExcessBack(rest[0] if rest else None, earnings[0] if earnings else None, names_it, year)


def read_excess_twice(text: str) -> ExcessTwice | None:
    """The excess deferral of which `text` asks whether it is taxed twice; None for anything else."""
    said = in_digits(clean(text).lower())
    if len(said) > _LONGEST or not asks_within(text) or _TWICE.search(said) is None or _TAXED.search(said) is None:
        return None
    amounts = {one.value for one in dollars(figures_of(said))}
    if len(amounts) != 1 or _OTHER_MONEY.search(said):
        return None
    return ExcessTwice(amounts.pop(), read_rates(said).federal)


def read_business_asked(text: str) -> Decimal | None:
    """The net profit in dollars of which `text` asks what the business itself may put in; None for anything else."""
    said = in_digits(clean(text).lower())
    if len(said) > _LONGEST or not asks_within(text) or _BUSINESS.search(said) is None:
        return None
    if _BUSINESS_PUTS.search(said) is None:
        return None
    profits = [
        one.value
        for one in dollars(figures_of(said))
        if _PROFIT_BEFORE.search(one.before) or _PROFIT_AFTER.match(one.after)
    ]
    return profits[0] if len(profits) == 1 else None


def read_deferral_asked(text: str) -> DeferralsAsked | None:
    """The one deferral of a year of which `text` asks how much of it is too much; None for anything else."""
    said = clean(text).lower()
    worried = _WORRIED.search(said) is not None
    too_much = worried or (asks_within(text) and _TOO_MUCH.search(said) is not None)
    if len(said) > _LONGEST or not too_much or _OTHER_MONEY.search(said) or _PUT_IN.search(said) is None:
        return None
    if (_ALL_JOBS.search(said) or _ONE_JOB.search(said)) and _IN_ALL.search(said) is None:
        return None
    parts = _deferrals(said)
    return DeferralsAsked(tuple(parts)) if len(parts) == 1 else None


def asks_if_over(text: str) -> bool:
    """Whether `text` asks in few words whether what is known already passes the limit ("am I over?")."""
    said = clean(text).lower()
    few = len(said.split()) <= _FEW_WORDS and not any(character.isdigit() for character in said)
    return few and asks_within(text) and _OVER.search(said) is not None and _OTHER_MONEY.search(said) is None


def told_beside(text: str) -> str:
    """What `text` tells beside its questions."""
    return " ".join(one.strip(" ,") for one in _CLAUSE.split(text) if not asks_within(one)).strip()


def _deferrals(said: str) -> list[Decimal]:
    return [one.value for one in dollars(figures_of(said)) if _is_deferral(one, said)]


def _is_deferral(token: Figure, said: str) -> bool:
    if not LEAST <= token.value <= MOST:
        return False
    before, after = said[max(0, token.start - 40) : token.start], said[token.end : token.end + 30].strip()
    return not _NO_DEFERRAL.search(before) and not _NO_DEFERRAL_AFTER.match(after)

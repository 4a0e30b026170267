"""A match formula whose money on a pay is asked for ("how does 50% of the first 6 pay out on 90k?")."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from nlu.entities.reading import Context, Json
from nlu.entities.text import clean
from nlu.figures_told import dollars, figures_of
from nlu.questions import asks_within
from nlu.readers import read

_LONGEST: Final = 300  # characters
_FORMULA: Final = re.compile(
    r"(?:\d[\d.]* ?(?:%|percent|pct|cents)|half|dollar[- ]for[- ]dollar)[^?!]{0,90}?"
    r"\b(?:first|up to|next|of (?:the )?pay)\b",
    re.IGNORECASE,
)
_WORTH: Final = re.compile(
    r"\b(?:pays?(?: out)?|works?(?: out)?|comes? (?:out )?to|looks?(?: like)?|gives?|worth"
    r"|adds? up(?: to)?|means?|come out)\b",
    re.IGNORECASE,
)
_ON_PAY: Final = re.compile(
    r"\b(?:on|for|with|at|if (?:i|someone|you) (?:make|makes|earn|earns))(?: an?)?(?: (?:pay|salary"
    r"|income) of)?[, ]+"
    r"(?:(?:say|like|about|maybe|around)[, ]+)?(?P<pay>\$?\d[\d,.]* ?(?:k|thousand|grand)?"
    r"|(?:[a-z]+[ -]){0,3}(?:thousand|grand))(?: (?:a year|of pay|in pay|pay|salary|base))?[\s.?!\"]*$",
    re.IGNORECASE,
)
_LEAD: Final = re.compile(
    r"^\W*(?:(?:can|could|would) you (?:please )?)?(?:explain|show|tell|work out|calculate|figure out)?(?: me)?\s*"
    r"(?:how much|how|what)?(?: (?:does|do|would|is|a|an|the|match|of|my))*\s+",
    re.IGNORECASE,
)
_LEAST_PAY: Final = 10_000
_OWN: Final = re.compile(r"\b(?:my|our|ours|mine|we|us|they|their|he|she|company|employer|plan|i)\b", re.IGNORECASE)
_MEANT: Final = re.compile(
    r"\b(?:mean|means|meaning|meant|called|like|such as|e\.?g\.?|for example|for instance|explain|normal"
    r"|typical|common"
    r"|what(?:'?s| is)(?: an?| the)?)\b",
    re.IGNORECASE,
)
_MEANT_BY_YOU: Final = re.compile(r"\b(?:do|does|did|would) (?:you|u|they|people|one) mean\b", re.IGNORECASE)
_IN_DOLLARS: Final = re.compile(
    r"\bhow much (?:\w+ ){0,2}?(?:match|employer (?:money|match)|do (?:they|i get)|does (?:he|my (?:boss"
    r"|company|employer))"
    r"|would (?:they|i get)|will (?:they|i get)) ?(?:match|(?:put|pay|kick|throw|chip) in|contribute|in match)?"
    r"|\bwhat(?:['’]?s| is|s)? (?:the|my) (?:\w+ )?match (?:in dollars|worth|come to|amount|then|on|for|\W*$)"
    r"|\bwhat(?:['’]?s| is|s| does| will| would)? (?:the|my) (?:company|employer|boss|firm)(?: be)? "
    r"(?:putt?(?:ing)?|pay(?:ing)?|giv(?:e|ing)|kick(?:ing)?|contribut(?:e|ing)|throw(?:ing)?|add(?:ing)?|chip(?:ping)?)"
    r"|\bmatch in dollars\b|\bhow many dollars\b"
)
_OF_ROOM: Final = re.compile(r"\b(?:after[- ]?tax|room|space|mega|left|can i|could i|may i|tax|owe|limit)\b")
_WHY: Final = re.compile(
    r"\bwhy\b|\bhow come\b|\bexpect\w*\b|\bshould(?:n'?t| not)? (?:it|that|they|i)(?: have)? (?:be|get|gotten"
    r"|been|give)\b"
    r"|\b(?:isn'?t|isnt|wasn'?t) (?:that|it)\b|\bwhere (?:does|do|did|is)\b.*\bfrom\b"
    r"|\bhow (?:do|did) (?:you|u|they) (?:get|come|figure)\b|\bminus\b"
)
_SENTENCE: Final = re.compile(r"(?<=[.!?;])\s+|\n+")


@dataclass(frozen=True, slots=True)
class MatchAsked:
    """A `formula`, as the slot keeps it, and the `pay` in dollars a year."""

    formula: Json
    pay: Decimal


def read_match_asked(text: str, context: Context) -> MatchAsked | None:
    """The formula and the pay of which `text` asks what they come to; None where it asks something else."""
    said = clean(text).strip()
    found = _ON_PAY.search(said) if len(said) <= _LONGEST else None
    if found is None or not (asks_within(said) or _LEAD.match(said)):
        return None
    before = said[: found.start()]
    if _FORMULA.search(before) is None or _WORTH.search(before) is None:
        return None
    pay = read("pay", found["pay"], context)
    bare = _WORTH.sub(" ", _LEAD.sub("", before, count=1)).replace('"', " ")
    formula = read("match", bare.strip(" ,"), context)
    if not formula.plain or not isinstance(pay.json, int | float) or pay.json < _LEAST_PAY:
        return None
    return MatchAsked(formula.json, Decimal(str(pay.json)))


def asks_match_in_dollars(text: str) -> bool:
    """Whether `text` asks what the match comes to in dollars, and not for the room that it leaves."""
    said = clean(text).lower()
    return len(said) <= _LONGEST and _IN_DOLLARS.search(said) is not None and _OF_ROOM.search(said) is None


def speaks_of_match(text: str) -> bool:
    """Whether `text` speaks of a match, or of other money of the employer."""
    return re.search(r"\b(?:match\w*|employer|company|profit sharing)\b", text[:_LONGEST], re.IGNORECASE) is not None


def amounts_doubted(text: str) -> tuple[Decimal, ...]:
    """The amounts in `text` of which it is asked why they are what they are ("why 5,400? isn't that 10,800")."""
    said = clean(text).lower()
    if len(said) > _LONGEST or _WHY.search(said) is None:
        return ()
    return tuple(one.value for one in dollars(figures_of(said)))


def only_asks_what_it_means(text: str) -> bool:
    """Whether the formula in `text` stands in a question about what such words mean, of no plan in particular."""
    return any(
        _FORMULA.search(one) and _MEANT.search(one) and asks_within(one) and not _OWN.search(_MEANT_BY_YOU.sub("", one))
        for one in _SENTENCE.split(clean(text[:_LONGEST]))
    )

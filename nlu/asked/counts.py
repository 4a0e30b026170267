"""Questions whether money elsewhere (an HSA, an IRA, a SEP, another plan) counts against the limits of this plan."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from nlu.entities.limits import with_limits_named
from nlu.entities.text import clean, in_digits
from nlu.figures_told import dollars, figures_of
from nlu.questions import asks_within

_LONGEST: Final = 320  # characters
_MOST_WORDS: Final = 48
_LEAST: Final = 500  # dollars that somebody has put into a plan


class Elsewhere(StrEnum):
    """Where the money is of which it is asked whether it counts."""

    HSA = "hsa"
    SEP = "sep"
    SIMPLE = "simple"
    PLAN_457B = "plan_457b"
    RELATED = "related"
    OWN_COMPANY_AND_403B = "own_company_and_403b"
    IRA = "ira"
    ROLLED_IN = "rolled_in"
    SPOUSE = "spouse"
    UNUSED = "unused"


_NAMED: Final = (
    (
        Elsewhere.UNUSED,
        re.compile(
            r"(?=.*\b(?:left ?over|unused|not used?|did ?n.?t use|never used|carr(?:y|ies|ied) ?(?:it )?over"
            r"|carry ?forward|still use)\b)"
            r"(?=.*\b(?:last year|20\d\d|next year|prior year|year before|previous year|this year)\b)"
            r"(?=.*\b(?:room|limit|cap|max|additionslimit|space|left)\b)",
            re.DOTALL,
        ),
    ),
    (
        Elsewhere.OWN_COMPANY_AND_403B,
        re.compile(
            r"(?=.*\b403\s?\(?b)(?=.*\b(?:own (?:100|all|most|my)|my own|sole|100%|i control|consulting|llc"
            r"|solo|corporation))",
            re.DOTALL,
        ),
    ),
    (
        Elsewhere.RELATED,
        re.compile(
            r"\b(?:subsidiar\w+|same (?:parent|owner|group)|sister compan\w+|controlled group|affiliat\w+"
            r"|common(?:ly)? own\w+"
            r"|related (?:compan\w+|employers?)|same company owns|one company owns|owned by the same)\b"
        ),
    ),
    (Elsewhere.HSA, re.compile(r"\bhsas?\b|\bhealth savings\b")),
    (Elsewhere.SEP, re.compile(r"\bseps?\b(?! ?\d)")),
    (Elsewhere.SIMPLE, re.compile(r"\bsimple(?: ira| plan| 401\w*)\b|\b(?:in|into|to|from|a|the|his|her|my) simple\b")),
    (Elsewhere.PLAN_457B, re.compile(r"\b457\s?\(?b?\)?")),
    (
        Elsewhere.ROLLED_IN,
        re.compile(r"\broll(?:ed|ing)?[ -]?(?:over|in(?:to)?|ins?)\b.*\b(?:into|in|old|previous|ex|qdro)\b"),
    ),
    (Elsewhere.IRA, re.compile(r"\b(?:roth |traditional |trad |backdoor )?iras?\b(?! (?:from|to))")),
    (
        Elsewhere.SPOUSE,
        re.compile(
            r"(?=.*(?:\b(?:wife|husband|spouse|partner)(?:'?s)?\b|\b(?:hers|his)\b))"
            r"(?=.*\b(?:mine|my (?:own )?(?:room|limit|cap|max|space)|shared?|each|ours?)\b)",
            re.DOTALL,
        ),
    ),
)
_COUNTS: Final = re.compile(
    r"\b(?:counts?|counted|come(?:s)? off|takes? (?:away|from|off)|eat(?:s|ing)? (?:into|up|in)|uses? up"
    r"|reduc\w+|shrinks?"
    r"|lowers?|affects?|mess(?:es)? (?:up|with)|touch(?:es)?|included?|part of|inside|separate\w*|shared?"
    r"|sharing|each their own"
    r"|on top|own (?:limit|room|cap)|same limit|one limit|start(?:s)? (?:again|over|fresh|anew)|in addition"
    r"|besides|carr(?:y|ies|ied)|use|off (?:mine|my room))\b"
    r"|\b(?:in|into|against|toward|towards|from|off|of) (?:the|my|that) (?:full |whole )?"
    r"(?:additionslimit|room|limit|cap|415)\b"
    r"|\bdeferrallimit and (?:another )?deferrallimit\b|\bstill\b[^?]{0,30}\b(?:deferral|additions)limit\b"
    r"|\bhow much (?:is |am i )?(?:still )?(?:allowed|left|open)\b"
)
_OF_LIMITS_ALONE: Final = frozenset({Elsewhere.IRA, Elsewhere.SPOUSE, Elsewhere.ROLLED_IN})
_LIMIT: Final = re.compile(
    r"\b(?:limits?|room|cap|max(?:imum)?|(?:additions|deferral|ira)limit|contribution|mine|off|shared?)\b"
)
_NO_COUNT: Final = re.compile(
    r"\b(?:convert\w*|conversion|pro[- ]?rata|tax(?:ed|able)|withdraw\w*|penalt\w+|medicare|magi|income)\b"
)


@dataclass(frozen=True, slots=True)
class CountsAsked:
    """Money `elsewhere` of which it is asked whether it counts here; `amounts`: dollars that are told to be there."""

    elsewhere: Elsewhere
    amounts: tuple[Decimal, ...]


def read_counts_asked(text: str) -> CountsAsked | None:
    """The money elsewhere of which `text` asks whether it counts against this plan; None for anything else."""
    said = in_digits(clean(text).lower())
    named = with_limits_named(said)
    short = len(said) <= _LONGEST and len(said.split()) <= _MOST_WORDS
    if not short or not asks_within(text) or _COUNTS.search(named) is None or _NO_COUNT.search(said):
        return None
    where = next((kind for kind, words in _NAMED if words.search(named)), None)
    if where is None or (where in _OF_LIMITS_ALONE and _LIMIT.search(named) is None):
        return None
    amounts = tuple(dict.fromkeys(one.value for one in dollars(figures_of(said)) if one.value >= _LEAST))
    return CountsAsked(where, amounts)

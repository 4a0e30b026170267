"""What has not happened, is asked, or happened to somebody else."""

import re
from typing import Final

from nlu.entities.text import clean

_FLAGS = re.IGNORECASE
# What has not happened, or happened to somebody else.
_NOT_YET: Final = re.compile(
    r"\b(?:i'?ll|i will|will|gonna|going to|plan to|planning|want to|would like to|wanna|should|could|can i|may i|"
    r"might|about to|intend|(?:is|are) (?:coming|due|scheduled)|comes? (?:in )?on|thinking (?:of|about)|"
    r"hope to|need to|if i|what if|suppose|didn'?t|did not|haven'?t|"
    r"hasn'?t|have not|wasn'?t|never|pending|remind me|how (?:do|can|much|many)|tomorrow|"
    r"next (?:week|month|year|paycheck))\b",
    _FLAGS,
)
_CLAUSE: Final = re.compile(
    r"(?<![.;!?\n])[.;!?\n]+\s+|,\s+(?!\d{3}\b)|\s+(?=(?:and|but|because|bc|cuz|since|so|though|although)\s)", _FLAGS
)
# What may be said of money that moves; any other clause without figures is no word on whether it did.
_OF_MOVING: Final = re.compile(
    r"\d|\b(?:put\w*|contribut\w*|convert\w*|conversion|roll\w*|mov\w+|transfer\w*|went|go|goes|going|gone|c[ao]mes?|"
    r"post\w*|clear\w*|settle\w*|happen\w*|arriv\w*|sen[dt]\w*|deposit\w*|deduct\w*|tak\w+|took|do|did|done|doing|swe[ep]\w*|"
    r"in|work\w*|through|thru|finish\w*|complete\w*|process\w*|withdr\w+|pending|show\w*|there)\b",
    _FLAGS,
)
_LONG_WORD: Final = re.compile(r"[a-z]{5}", _FLAGS)  # names what was not so: "I wasn't eligible"
_FEW: Final = 2  # words; what is shorter says it of what was told before
OTHERS: Final = re.compile(
    r"\b(?:my|his|her|their) (?:wife|husband|spouse|partner|friend|boss|coworker|colleague|dad|mom|brother|sister)\b|"
    r"\b(?:she|he) (?:(?:just|also|then|already|has|only) ){0,2}"
    r"(?:put|contributed|converted|rolled|took|withdrew|moved|did|deferred|got)\b|"
    r"\b(?:his|her|their) (?:\S+ ){0,2}(?:money|after[- ]?tax|account|balance|401k|conversion|contributions?)\b",
    _FLAGS,
)
_WHO_DID: Final = re.compile(
    r"\b(?:i|we|they|payroll|the plan) (?:\w+ )?(?:converted|rolled|contributed|withdrew|put in|moved|transferred)\b",
    _FLAGS,
)
QUESTION: Final = re.compile(
    r"^\W*(?:what|why|how|when|where|who|which|can|could|is|are|am|was|were|will|would|should|shall|may|"
    r"must|has|(?:do|does|did|have) (?:i|we|you|they|he|she|it|my plan|the plan)(?! ?[.,;!:]))\b",
    _FLAGS,
)


def is_not_done(text: str) -> bool:
    """Whether `text` says of what it tells that it has not happened; not where that is said of something else beside.

    "they took 900 back, I wasn't eligible" has happened.
    """
    return any(_undone_in(clause) for clause in _CLAUSE.split(text))


def _undone_in(clause: str) -> bool:
    found = _NOT_YET.search(clause)
    if found is None:
        return False
    rest = clause[found.end() :]
    if found[0].lower() == "pending":
        return True
    short = len(rest.split()) < _FEW and _LONG_WORD.search(rest) is None
    return short or _OF_MOVING.search(clause[: found.start()] + rest) is not None


def tells_nothing_done(text: str) -> bool:
    """Whether `text` asks, speaks of what is still to come, or of another person's money."""
    plain = clean(text)
    asks = QUESTION.search(plain) is not None or "?" in plain
    return asks or is_not_done(plain) or OTHERS.search(plain) is not None


def is_yet_to_come(text: str) -> bool:
    """Whether `text` speaks of money that is only meant to be moved ("I need to put 9,000 more in")."""
    return is_not_done(clean(text))


def says_who_did(text: str) -> bool:
    """Whether `text` says of somebody that it was done: "I converted", "they rolled"."""
    return _WHO_DID.search(text) is not None


def is_of_others(text: str) -> bool:
    """Whether `text` speaks of another person's money."""
    return OTHERS.search(text) is not None

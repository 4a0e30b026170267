"""What has not happened, is asked, or happened to somebody else."""

import re
from typing import Final

from nlu.entities.text import clean

_FLAGS = re.IGNORECASE
# What has not happened, or happened to somebody else.
NOT_YET: Final = re.compile(
    r"\b(?:i'?ll|i will|will|gonna|going to|plan to|planning|want to|would like to|wanna|should|could|can i|may i|"
    r"might|about to|intend|(?:is|are) (?:coming|due|scheduled)|comes? (?:in )?on|thinking (?:of|about)|"
    r"hope to|need to|if i|what if|suppose|didn'?t|did not|haven'?t|"
    r"hasn'?t|have not|wasn'?t|never|remind me|how (?:do|can|much|many)|tomorrow|next (?:week|month|year|paycheck))\b",
    _FLAGS,
)
OTHERS: Final = re.compile(
    r"\b(?:my|his|her|their) (?:wife|husband|spouse|partner|friend|boss|coworker|colleague|dad|mom|brother|sister)\b|"
    r"\b(?:she|he) (?:(?:just|also|then|already|has|only) ){0,2}"
    r"(?:put|contributed|converted|rolled|took|withdrew|moved|did|deferred|got)\b|"
    r"\b(?:his|her|their) (?:\S+ ){0,2}(?:money|after[- ]?tax|account|balance|401k|conversion|contributions?)\b",
    _FLAGS,
)
QUESTION: Final = re.compile(
    r"^\W*(?:what|why|how|when|where|who|which|can|could|is|are|am|was|were|will|would|should|shall|may|"
    r"must|has|(?:do|does|did|have) (?:i|we|you|they|he|she|it|my plan|the plan))\b",
    _FLAGS,
)


def tells_nothing_done(text: str) -> bool:
    """Whether `text` asks, speaks of what is still to come, or of another person's money."""
    plain = clean(text)
    asks = QUESTION.search(plain) is not None or "?" in plain
    return asks or NOT_YET.search(plain) is not None or OTHERS.search(plain) is not None


def is_yet_to_come(text: str) -> bool:
    """Whether `text` speaks of money that is only meant to be moved ("I need to put 9,000 more in")."""
    return NOT_YET.search(clean(text)) is not None


def is_of_others(text: str) -> bool:
    """Whether `text` speaks of another person's money."""
    return OTHERS.search(text) is not None

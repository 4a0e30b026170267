"""Whether a message asks for something to be done ("could you check …", "let's work out …", "what's next?")."""

import re
from typing import Final

from nlu.entities.text import clean

# One run of signs between two of them, and few of them: more ways to match would take hostile texts hours.
_GREETING: Final = r"(?:hi|hello|hey|there|ok|okay|so|um|uh|well|please|pls|now|alright|all right|fine|good \w+)\b"
_LEADS: Final = rf"(?:{_GREETING}[\s,.!]*){{0,6}}"
_LONGEST: Final = 200  # characters; a request is told from how it begins
_REQUEST: Final = re.compile(
    rf"^\W{{0,9}}{_LEADS}(?:"
    r"(?:can|could|would|will) (?:you|u|we)(?: please| pls)? "
    r"(?:check|calculate|calc|compute|figure|work|run|help|walk|take|guide|see|determine|verify|find|look|set|start|do"
    r"|make|give|show|go|total|add|read)\b"
    r"|(?:i'?d|i would|we'?d|we would|id) (?:like|love) (?:to|a|you to)\b|(?:i |we )?(?:want|wanna|need)(?: to| help)\b"
    r"|let'?s\b|lets\b|let me\b|help me\b|take me\b|walk me\b|guide me\b|show me\b|i need you to\b"
    r"|(?:calculate|calc|compute|figure out|work out|run|check|verify|determine|total)\b)",
    re.IGNORECASE,
)

_WHAT_NEXT: Final = re.compile(r"\b(?:what(?:'?s| is| comes| do i do)? (?:now|next)|now what)\W*$", re.IGNORECASE)


def asks_what_next(text: str) -> bool:
    """Whether `text` ends by asking what is to be done now ("what next", "ok now what")."""
    return _WHAT_NEXT.search(text[-_LONGEST:]) is not None


def is_request(text: str) -> bool:
    """Whether `text` asks for something to be done, and not only to be told."""
    return _REQUEST.match(clean(text[:_LONGEST])) is not None

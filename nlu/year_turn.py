"""What is said around the turn of a year: that the new one is to be opened, and of which of the two a figure is."""

import re
from typing import Final

from nlu.entities.guarded import guarded

_FLAGS: Final = re.IGNORECASE
_LEAD: Final = (
    r"(?:(?:ok|okay|so|now|please|and|hi|hello|happy new year|let'?s|can (?:you|we)|could (?:you|we))[\s,!]+)*"
)
_OPEN: Final = re.compile(
    rf"{_LEAD}(?:(?:open|start|begin|set up|switch (?:over )?to|go (?:on )?to|move (?:on )?to|roll (?:over )?to|on to)"
    r" (?:up )?(?:the |my )?(?:new (?:tax )?year|(?:tax )?year (?P<named>20\d\d)|(?P<year>20\d\d))"
    r"|(?:the |a )?new (?:tax )?year"
    r"|(?:close|finish|wrap up|end|done with) (?:the |my )?(?:old (?:tax )?year|last (?:tax )?year|(?P<closed>20\d\d)))"
    r"(?: (?:please|now|for me|then))*\W*",
    _FLAGS,
)
_NEW: Final = re.compile(
    r"\b(?:now|this year|new year|new (?:salary|pay|match|plan year)|current(?:ly)?|starting|from (?:now|january)"
    r"|going forward|raise|raised|effective|as of jan\w*|since jan\w*|since the (?:new year|first)|i turn|turning)\b",
    _FLAGS,
)
_OLD: Final = guarded(
    r"\b(?:was|were|had|last year|ended|finished|final|in the end|came (?:out )?(?:to|at)|totall?ed|in total|so far|ytd"
    r"|year to date|w-?2|1099|made (?:last|in)|deferred|contributed)\b",
    _FLAGS,
)


def asks_to_open_year(said: str, this_year: int) -> int | None:
    """The year that `said` asks to open and nothing else: the one named, or `this_year`, also by closing the last."""
    found = _OPEN.fullmatch(said)
    if found is None:
        return None
    if (closed := found["closed"]) is not None:
        return this_year if int(closed) == this_year - 1 else None
    named = found["named"] or found["year"]
    return this_year if named is None or int(named) == this_year else None


def is_of_new_year(text: str, year: int) -> bool:
    """Whether figures in `text` are told of `year`, which has just begun: "and now make 330k", "from January on"."""
    return _NEW.search(text) is not None or str(year) in text


def is_of_old_year(text: str, year: int) -> bool:
    """Whether what `text` tells is of `year`, which is over: in the past tense, or by its name."""
    return str(year) in text or (_OLD.search(text) is not None and _NEW.search(text) is None)

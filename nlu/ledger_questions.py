"""What a question asks of the ledger: the entries and the sums of some days, "how much have I put in since June"."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from nlu.entities.calendar_dates import latest_span
from nlu.entities.text import clean
from nlu.movements.kinds import named_kind

LONGEST: Final = 14  # words; more tells a case of its own
_FLAGS: Final = re.IGNORECASE
_DAY: Final = r"(?P<when>(?:[a-z]+\.?(?: \d{1,2}(?:st|nd|rd|th)?)?|\d{1,2}/\d{1,2})(?:,? 20\d\d)?)"
_ASKS: Final = re.compile(
    r"^\W*(?:and |so |ok |hey )*(?:how much (?:have|did|has|had|went|was|is|of)\b|"
    r"what(?:'s|s| is| was| did| have| went)\b|"
    r"(?:show|list|give) (?:me )?|sum(?:s)? (?:of|for|up)\b|total\b)",
    _FLAGS,
)
# What is in the books, not what may be put in.
_OF_LEDGER: Final = re.compile(
    r"\b(?:put in|went in|go in|contributed?|contributions?|converted?|conversions?|rolled|rollovers?|"
    r"in there|in my (?:ledger|log|books)|recorded|logged|entries|entry|got down)\b",
    _FLAGS,
)
_NOT_OF_IT: Final = re.compile(
    r"\b(?:can|could|may|should|room|left|limit|max\w*|allowed|still|next|taxable|owe|will|would)\b|[$%]|\d{3}", _FLAGS
)
_SINCE: Final = re.compile(rf"\b(?:since|from|after)(?: the)? {_DAY}(?: on| to now| until now)?\W*$", _FLAGS)
_IN: Final = re.compile(rf"\b(?:in|for|during|of) (?:all of )?{_DAY}\W*$", _FLAGS)


@dataclass(frozen=True, slots=True)
class DaysAsked:
    """The first and the last day that are asked about, and the kind of movement, "" for all."""

    first: date
    last: date
    kind: str = ""


def read_days_asked(text: str, today: date) -> DaysAsked | None:
    """The days about whose entries `text` asks; None where it asks for something else."""
    plain = clean(text).strip()
    if len(plain.split()) > LONGEST or not _ASKS.search(plain) or not _OF_LEDGER.search(plain):
        return None
    if _NOT_OF_IT.search(re.sub(r"\b20\d\d\b", " ", plain)):
        return None
    since, within = _SINCE.search(plain), _IN.search(plain)
    found = since or within
    if found is None or (span := latest_span(found["when"], today)) is None or span[0] > today:
        return None
    return DaysAsked(span[0], today if since is not None else min(span[1], today), named_kind(plain))

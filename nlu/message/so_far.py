"""What a message tells as being of the year so far."""

import re

from nlu.message.notes import Notes
from nlu.message.segments import Segment

YTD = frozenset({"ytd", "date", "far"})  # words of "so far", "to date"
THIS_YEAR = ("so far", "this year", "ytd", "year to date", "already")
SO_FAR = re.compile(
    r"\b(?:so far|thus far|up to (?:now|today|here)|until now|till now|to date|already|by now|as of (?:now|today))\b"
)
_LIST_SO_FAR = re.compile(
    r"(?:(?:my|our|current|the|total|totals|numbers|figures|all) )*"
    r"(?:(?:in|for|of) )?(?:(?:this (?:year|yr)|20\d\d) )?(?:so far|ytd|year to date|to date)"
    r"(?: (?:in|for|this) (?:20\d\d|year|yr))?\b"
)


def is_list_so_far(notes: Notes, segment: Segment) -> bool:
    """Whether the sentence of `segment` begins by saying that all is so far: "so far in 2026: pretax 18,300, …"."""
    first = next(one for one in notes.segments if one.sentence == segment.sentence)
    said = " ".join(notes.words_of(first))
    return first is not segment and _LIST_SO_FAR.match(said) is not None

"""A time of the day that somebody names: "at 7 pm", "9:30am", "at noon", "in the evening"."""

import re
from typing import Final

from nlu.entities.guarded import guarded

_HOUR: Final = 60  # minutes
_CLOCK: Final = re.compile(
    r"\b(?:at |by |around |about )?(?P<hour>\d{1,2})(?:[:.](?P<minute>[0-5]\d))? ?"
    r"(?:(?P<half>[ap])\.?\s?m\b\.?|o'?clock\b(?P<clock>))"
    r"|\bat (?P<bare>[01]?\d|2[0-3])(?::(?P<bare_minute>[0-5]\d))?"
    r"(?= *(?:$|[,.;!?]|please|instead|in the|on|every|each|to\b|about\b|that\b))"
    r"|\b(?P<early>1[0-2]|[1-9])(?= in the (?:morning|afternoon|evening)\b)"
    r"|\b(?P<long>[01]?\d|2[0-3]):(?P<long_minute>[0-5]\d)\b",
    re.IGNORECASE,
)
_PART: Final = guarded(
    r"\b(?:(?:at|in|around) (?:the )?)?"
    r"(?P<part>noon|midday|lunch ?time|mornings?|afternoons?|evenings?|at night|tonight)\b"
    r"|\bfirst thing\b(?P<first>)",
    re.IGNORECASE,
)
_PARTS: Final = {"noon": 12, "midday": 12, "lunch": 12, "morning": 9, "afternoon": 15, "evening": 19}
_NIGHT: Final = 20
_WAKING: Final = 7  # a bare hour before it is meant for the afternoon or the evening


def read_time_of_day(text: str) -> tuple[int, int, int] | None:
    """The minutes after midnight that `text` names, with where its words begin and end; None where it names none.

    A bare hour below seven is one of the afternoon ("at 6"), unless the words say another half of the day.
    """
    part = _PART.search(text)
    found = _CLOCK.search(text)
    if found is None:
        return None if part is None else (_of_part(part), *part.span())
    hour = int(found["hour"] or found["bare"] or found["early"] or found["long"])
    minute = int(found["minute"] or found["bare_minute"] or found["long_minute"] or 0)
    if hour > 23 or (found["half"] and not 1 <= hour <= 12):
        return None
    half = (found["half"] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    elif (hour < 12 and not found["long"] and part is not None and _of_part(part) >= 15 * _HOUR) or (
        hour < _WAKING and not found["long"] and part is None
    ):
        hour += 12
    start, end = found.span()
    if part is not None and 0 <= part.start() - end <= 4:
        end = part.end()
    return hour * _HOUR + minute, start, end


def _of_part(found: re.Match[str]) -> int:
    if found["part"] is None:
        return _PARTS["morning"] * _HOUR
    word = found["part"].lower()
    return next((hour for name, hour in _PARTS.items() if word.startswith(name)), _NIGHT) * _HOUR

"""The two parts of a message that says one thing after the other: "stop the monthly one. what's my limit?"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from nlu.movements.days import days_in, read_day
from nlu.questions import asks_within
from nlu.requests import asks_what_next, is_request

LONGEST: Final = 240  # characters; what is longer tells a story, whose sentences belong together
MOST_BREAKS: Final = 16  # places to part a message at; what has more is a list, of which each part would be heard
_FLAGS: Final = re.IGNORECASE
_SENTENCE: Final = re.compile(r"(?<=[\w)%’'\"])(?:[.!?]+\s+|\s*;\s*|\s*\n+\s*)(?=\S)", _FLAGS)
_JOINED: Final = re.compile(
    r"\s*,?\s+(?:and|but|also|plus|so(?! far\b))(?:\s+(?:also|then|now))?\s+|\s*,\s+(?!\d{3}\b)", _FLAGS
)
_LEAD: Final = re.compile(r"^\W*(?:(?:oh|also|and|but|btw|ok|okay|so|then)\b\W*)+(?=\S)", _FLAGS)
_VERBS: Final = r"(?:skip|stop|drop|end|kill|cancel|delete|remove|pause|snooze|move|change|make|rename)"
_BEGINS: Final = re.compile(rf"^{_VERBS}\b", _FLAGS)
_ORDER: Final = re.compile(
    rf"\b(?:{_VERBS}|undo|scrap|scratch|take out|put|set|add|was|were|is|should be|ledger|entry|list|show)\b", _FLAGS
)
_REMINDS: Final = re.compile(r"\b(?:remind\w*|nudge|ping|reminders?|alert)\b", _FLAGS)
_MINE: Final = re.compile(r"^(?:mine|me|for me)(?:[:,]| (?:was|is|were|it was|did|put in))? (?=\$?\d)", _FLAGS)
_OF_ONESELF: Final = re.compile(r"^me\b|\b(?:i|i'?m|i'?ve|i'?d|my own|mine)\b", _FLAGS)
_OF_ANOTHER: Final = re.compile(r"\b(?:he|she|they)\b", _FLAGS)
_SAME_DAY: Final = re.compile(r"\b(?:on )?(?:the |that )?(?:very )?same days?\b|\bthat day(?: too)?\b", _FLAGS)
_FORGOT: Final = re.compile(r"[\s,;.]*\b(?:i )?(?:forgot|sorry|btw|my bad)\W*$", _FLAGS)
_LONGEST_WITH_HEAD: Final = 400  # characters
_LONGEST_HEAD: Final = 14  # words of an answer before something else
_LEAST_REST: Final = 3  # words
_BREAK: Final = re.compile(
    r"\s*(?:[.!;\n]+|,|\s[-–—]+\s)\s+|\s+(?=(?:and|also|but|so(?! far\b)|now|then|btw|plus|what|whats|what's|how|when"
    r"|where|which|why|(?:can|could|do|does|is|are|will|should) (?:i|we|you|it|that|this|there|the|my|they))\b)"
)
_JOINT: Final = re.compile(
    r"^(?:(?:and|also|so|now|then|btw|by the way|plus|ok|okay|oh|quick question|question|but first|next)[ ,:]+)+"
)
_TAIL: Final = re.compile(
    r"(?: (?:btw|by the way|pls|please|plz|thx|thanks|tho|though|lol|then|too))+\W*$", re.IGNORECASE
)
_POINTS_BACK: Final = re.compile(
    r"^(?:is|was|are|isn'?t) (?:that|it|this|these)\b|^(?:that'?s|that is|which is|that makes"
    r"|that would be) \$?\d|^(?:right|ok|correct)\b|^(?:not|no)\b"
)
_GOES_ON: Final = re.compile(r"^(?:(?:and|plus|then|also|,) ?)*\$?\d")  # a figure that belongs to those before it
_TAKES_BACK: Final = re.compile(r"^(?:but|except|only|though|although|actually|wait|not|or)\b")


@dataclass(frozen=True, slots=True)
class Headed:
    """A head of few words and what stands behind it; `asks`: it is put as a question or a request."""

    head: str
    rest: str
    asks: bool


def heads_of(text: str) -> Iterator[Headed]:
    """Each way to cut `text` into a head of few words and a rest, the longest head first.

    A rest that takes the head back, or only asks whether the head is right, is none.
    """
    if len(text) > _LONGEST_WITH_HEAD:
        return
    cuts = list(_BREAK.finditer(text))
    if len(cuts) > MOST_BREAKS:
        return
    for cut in reversed(cuts):
        head, rest = text[: cut.start()].strip(" ,"), text[cut.end() :].strip()
        low = rest.lower()
        if not head or len(head.split()) > _LONGEST_HEAD or _TAKES_BACK.match(low) or _GOES_ON.match(low):
            continue
        wanted = _JOINT.sub("", low)
        few = len(wanted.split()) < _LEAST_REST and not asks_what_next(wanted)
        if few or (_POINTS_BACK.match(wanted) and len(wanted.split()) <= _LEAST_REST + 2):
            continue
        asks = asks_within(wanted) or is_request(wanted) or asks_what_next(wanted)
        yield Headed(head, _TAIL.sub("", rest[len(low) - len(wanted) :]), asks)


def points_back(text: str) -> bool:
    """Whether `text` only asks whether what was just said is right, or comes to some amount."""
    return _POINTS_BACK.match(_JOINT.sub("", text.lower().strip())) is not None


def has_parts(text: str) -> bool:
    """Whether `text` can be parted at all."""
    return len(text) <= LONGEST and (_SENTENCE.search(text) or _JOINED.search(text)) is not None


def sentences_apart(text: str) -> Iterator[tuple[str, str]]:
    """Each way of parting `text` between two sentences, the first part and the rest."""
    yield from _parted(text, _SENTENCE)


def clauses_apart(text: str) -> Iterator[tuple[str, str]]:
    """Each way of parting `text` at a comma, an "and" or a "so"."""
    yield from _parted(text, _JOINED)


def begins_order(text: str) -> bool:
    """Whether `text` begins with the verb of an order of its own."""
    return _BEGINS.match(text) is not None


def holds_order(text: str) -> bool:
    """Whether a word of an order about an entry or a reminder stands anywhere in `text`."""
    return _ORDER.search(text) is not None


def wants_reminder(text: str) -> bool:
    """Whether `text` speaks of reminding."""
    return _REMINDS.search(text) is not None


def speaks_for_oneself(text: str) -> bool:
    """Whether `text` has the writer for its subject."""
    return _OF_ONESELF.search(text) is not None


def speaks_of_another(text: str) -> bool:
    """Whether `text` has somebody for its subject who was named before."""
    return _OF_ANOTHER.search(text) is not None


def as_own(text: str) -> str:
    """`text` said whole, where it tells by "mine" what was just told of somebody else: "mine was 2k"."""
    return _MINE.sub("i put in ", text)


def on_that_day(text: str, before: str, today: date) -> str:
    """`text` with the day of what was said `before` it, where it tells no other than "the same day"."""
    if _SAME_DAY.search(text) is None:
        return text
    days = [day for day, *_ in days_in(before, today)] or [day for day in [read_day(before, today)] if day is not None]
    said = " and ".join(f"{day:%B} {day.day} {day.year}" for day in days)
    return _SAME_DAY.sub(f"each on {said}" if len(days) > 1 else f"on {said}", text) if days else text


def _parted(text: str, boundary: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    boundaries = list(boundary.finditer(text)) if len(text) <= LONGEST else []
    if len(boundaries) > MOST_BREAKS:
        return
    for found in boundaries:
        end = found.start() + (1 if "?" in found[0] else 0)  # the mark belongs to what is asked
        first = _FORGOT.sub("", text[:end].strip())
        rest = _LEAD.sub("", text[found.end() :].strip())
        if first and rest:
            yield first, rest

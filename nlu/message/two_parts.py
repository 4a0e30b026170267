"""A short answer or a yes at the head of a message, and a question or a wish behind it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from nlu.questions import asks_within
from nlu.requests import asks_what_next, is_request

_LONGEST: Final = 400  # characters
_LONGEST_HEAD: Final = 9  # words of an answer before something else
_LEAST_REST: Final = 3  # words
_BREAK: Final = re.compile(
    r"\s*(?:[.!;\n]+|,|\s[-–—]+\s)\s+|\s+(?=(?:and|also|but|so|now|then|btw|plus|what|whats|what's|how|when|where|which|why"
    r"|(?:can|could|do|does|is|are|will|should) (?:i|we|you|it|that|this|there|the|my|they))\b)"
)
_JOINT: Final = re.compile(
    r"^(?:(?:and|also|so|now|then|btw|by the way|plus|ok|okay|oh|quick question|question|but first|next)[ ,:]+)+"
)
_TAIL: Final = re.compile(
    r"(?: (?:btw|by the way|pls|please|plz|thx|thanks|tho|though|lol|then|too))+\W*$", re.IGNORECASE
)
_POINTS_BACK: Final = re.compile(
    r"^(?:is|was|are|isn'?t) (?:that|it|this|these)\b|^(?:right|ok|correct)\b|^(?:not|no)\b"
)
_TAKES_BACK: Final = re.compile(r"^(?:but|except|only|though|although|actually|wait|not|or)\b")


@dataclass(frozen=True, slots=True)
class Parts:
    """A head of few words and what stands behind it; `asks`: it is put as a question or a request."""

    head: str
    rest: str
    asks: bool


def parts_of(text: str) -> Iterator[Parts]:
    """Each way to cut `text` into a head of few words and a rest, the longest head first.

    A rest that takes the head back, or only asks whether the head is right, is none.
    """
    if len(text) > _LONGEST:
        return
    for cut in sorted(_BREAK.finditer(text), key=lambda one: -one.start()):
        head, rest = text[: cut.start()].strip(" ,"), text[cut.end() :].strip()
        low = rest.lower()
        if not head or len(head.split()) > _LONGEST_HEAD or _TAKES_BACK.match(low):
            continue
        wanted = _JOINT.sub("", low)
        few = len(wanted.split()) < _LEAST_REST and not asks_what_next(wanted)
        if few or (_POINTS_BACK.match(wanted) and len(wanted.split()) <= _LEAST_REST + 2):
            continue
        asks = asks_within(wanted) or is_request(wanted) or asks_what_next(wanted)
        yield Parts(head, _TAIL.sub("", rest[len(low) - len(wanted) :]), asks)

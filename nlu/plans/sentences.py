"""Text to sentences."""

import re
from collections.abc import Iterator

_LONGEST = 1500
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|inc|corp|co|no|nos|sec|art|mr|mrs|ms|dr|vs|st|approx|u\.s|a\.m|p\.m|para"
    r"|treas|reg|ltd|llc)"
    r"|^\(?[a-z0-9]{1,2}|^\d{1,2}(?:\.\d{1,2})*)\.$",
    re.IGNORECASE,
)
_END = re.compile(r"(?<!\.\.)(?<!\. )[.!?][\"”’)\]]*\s+(?=[\"“(\[]?[A-Z0-9•§\ue100-\ue2ff]|59)")


def sentences_of(text: str) -> Iterator[str]:
    """The sentences of `text`, whose white space is already collapsed; overlong ones come in pieces."""
    start = 0
    for m in _END.finditer(text):
        piece = text[start : m.end()].strip()
        if _ABBREVIATION.search(piece) and len(piece) - len(piece.rstrip(".")) == 1:
            continue
        yield from _short(piece)
        start = m.end()
    if text[start:].strip():
        yield from _short(text[start:].strip())


def _short(sentence: str) -> Iterator[str]:
    for at in range(0, len(sentence), _LONGEST):
        yield sentence[at : at + _LONGEST].strip()

"""Text to sentences."""

import re
from collections.abc import Iterator

_LONGEST = 1500
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|inc|corp|co|no|nos|sec|art|mr|mrs|ms|dr|vs|st|approx|u\.s|a\.m|p\.m|para"
    r"|treas|reg|ltd|llc|conv|incl|excl|min|max|bldg|dept|ext|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)"
    r"|^\(?[a-z0-9]{1,2}|^\d{1,2}(?:\.\d{1,2})*)\.$",
    re.IGNORECASE,
)
# "Call T. Rowe Price": an initial before a name, not the letter of an account before a sentence.
_INITIAL = re.compile(r"(?:^|\s)[A-Z]\.$")
_BEGINS_SENTENCE = re.compile(
    r"(?:A|An|All|Any|As|At|Before|By|Each|For|From|He|If|In|It|Its|Money|No|Not|On|Once|One|Only|Our|She|That|The|Their"
    r"|Then|There|These|They|This|Those|To|We|What|When|While|With|Withdrawals?|You|Your)\b"
)
_END = re.compile(
    r"(?<!\.\.)(?<!\. )[.!?][\"”’)\]]*\s+(?=[\"“(\[]?[A-Z0-9•§\ue100-\ue2ff]|59)|(?<=[a-z0-9½)])\?\s+(?=[a-z$])"
    r"|(?<=;)\s+(?=(?:and )?(?:be it )?(?:further )?RESOLVED\b)"  # each part of a resolution stands by itself
)


def sentences_of(text: str) -> Iterator[str]:
    """The sentences of `text`, whose white space is already collapsed; overlong ones come in pieces."""
    start = 0
    for m in _END.finditer(text):
        piece = text[start : m.end()].strip()
        if _ABBREVIATION.search(piece) and len(piece) - len(piece.rstrip(".")) == 1:
            continue
        if _INITIAL.search(piece) and not _BEGINS_SENTENCE.match(text[m.end() :]) and text[m.end() :][:1].isalpha():
            continue
        yield from _short(piece)
        start = m.end()
    if text[start:].strip():
        yield from _short(text[start:].strip())


def _short(sentence: str) -> Iterator[str]:
    for at in range(0, len(sentence), _LONGEST):
        yield sentence[at : at + _LONGEST].strip()

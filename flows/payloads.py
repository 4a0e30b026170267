"""What buttons carry: at most 64 bytes, forgeable by anybody, so parsed strictly and checked against the session.

A payload is `kind:argument:…`. Kinds that answer an open question carry the session's revision in base 36; a payload
with another revision belongs to an old message.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

LIMIT = 64
_SHAPE = re.compile(r"[a-z]{1,2}(:[A-Za-z0-9_.-]{0,58}){1,3}")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"

OPTION = "o"  # o:revision:slot:option      chooses an option of the open question
READING = "p"  # p:revision:index|none       settles the pending reading
CHANGE = "c"  # c:revision:slot              asks an earlier answer again
CONTROL = "n"  # n:revision:word              back, unknown, review, …
DETAIL = "e"  # e:flow:outcome:name          opens a part of a result
FLOW = "f"  # f:flow                       starts or resumes a flow
ARTICLE = "a"  # a:id[:page]                 opens an article
MENU = "m"  # m:name[:argument]            opens a menu
HELPFUL = "h"  # h:id:y|n                     was this helpful
TERM = "g"  # g:term                       explains a term
LEDGER = "l"  # l:show:year or l:undo:number  shows the ledger, takes an entry out of it
PLAN = "k"  # k:open:plan, k:add:plan, k:year:year  opens a plan of the household or a year, adds a plan
REMINDER = "r"  # r:word:number[.days]  done, later, stop and the rest of what a reminder can be told
SHARE = "s"  # s:ask, s:percents, s:dollars, s:link, s:use:code  passes a room on; takes figures that a link brought
YEAR = "year"  # the word of a PLAN button that opens a year

BOUND = frozenset({OPTION, READING, CHANGE, CONTROL})
_ARGUMENTS = {
    OPTION: {2},
    READING: {1},
    CHANGE: {1},
    CONTROL: {1},
    DETAIL: {3},
    FLOW: {1},
    ARTICLE: {1, 2},
    MENU: {1, 2},
    HELPFUL: {2},
    TERM: {1},
    LEDGER: {2},
    PLAN: {2},
    REMINDER: {2},
    SHARE: {1, 2},
}


@dataclass(frozen=True, slots=True)
class Payload:
    """A parsed payload; `revision` is None for kinds that are valid at any time."""

    kind: str
    arguments: tuple[str, ...]
    revision: int | None = None


@lru_cache(maxsize=4096)
def make(kind: str, *arguments: str, revision: int | None = None) -> str:
    """The payload as text. Raises ValueError if it would not fit a button or come back whole."""
    bound = revision is not None
    text = ":".join((kind, base36(revision), *arguments) if revision is not None else (kind, *arguments))
    # The shape leaves only ASCII, so a character is a byte; what passes here, `parse` gives back whole.
    fits = len(text) <= LIMIT and bound == (kind in BOUND) and len(arguments) in _ARGUMENTS[kind] and all(arguments)
    if not fits or not _SHAPE.fullmatch(text):
        raise ValueError(f"{text!r} does not fit a button")
    return text


@lru_cache(maxsize=4096)
def parse(text: str) -> Payload | None:
    """The payload in `text`, or None for anything that this program would not have made."""
    if len(text.encode()) > LIMIT or not _SHAPE.fullmatch(text):
        return None
    kind, *arguments = text.split(":")
    revision = None
    if kind in BOUND:
        revision = _from_base36(arguments[0])
        arguments = arguments[1:]
        if revision is None:
            return None
    if kind not in _ARGUMENTS or len(arguments) not in _ARGUMENTS[kind] or not all(arguments):
        return None
    return Payload(kind, tuple(arguments), revision)


def base36(number: int) -> str:
    """`number`, not below zero, in base 36."""
    digits = ""
    while True:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
        if number == 0:
            return digits


def _from_base36(text: str) -> int | None:
    if not text or len(text) > 8 or any(character not in _DIGITS for character in text):
        return None
    return int(text, 36)

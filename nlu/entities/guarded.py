"""Patterns that are only tried on texts which hold a piece that they cannot match without.

Most patterns look for words that most messages do not have, and to try them at every letter costs far more than to look
for those words. What a pattern needs is worked out from the pattern itself, so that nobody has to keep it beside it.
"""

import math
import re
from collections.abc import Callable, Iterator, Sequence
from re import _constants as codes  # type: ignore[attr-defined]  # no public way leads to what a pattern is made of
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_SHORT = 24  # characters of a text in which the pattern itself is tried as quickly
_BY_CHANCE, _A_LOOK = 0.17, 0.001
_MOST = 160  # pieces; to look for more costs as much as the pattern
_Row = Sequence[tuple[Any, Any]]  # parts of a pattern, one behind the other
_Pieces = frozenset[str]
_NONE: _Pieces = frozenset()
_NOTHING: _Pieces = frozenset({""})  # the one text without a letter
_REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)


class Guarded:
    """A pattern that is tried only on texts that hold one of the pieces it needs."""

    __slots__ = ("_folds", "needs", "pattern")

    def __init__(self, pattern: re.Pattern[str]) -> None:
        """`pattern`: any; one that needs no piece in particular is tried on every text."""
        self.pattern = pattern
        self._folds = bool(pattern.flags & re.IGNORECASE)
        self.needs = needed_in(pattern)

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """As the pattern does."""
        return self.pattern.search(text, start) if self.may_be_in(text) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """As the pattern does."""
        return self.pattern.finditer(text) if self.may_be_in(text) else iter(())

    def sub(self, said: str | Callable[[re.Match[str]], str], text: str, count: int = 0) -> str:
        """As the pattern does."""
        return self.pattern.sub(said, text, count) if self.may_be_in(text) else text

    def may_be_in(self, text: str) -> bool:
        """Whether `text` may hold a piece that the pattern needs; what is not ASCII has more ways of being equal."""
        if len(text) < _SHORT or not self.needs or not text.isascii():
            return True
        low = text.lower() if self._folds else text
        for piece in self.needs:  # noqa: SIM110  as quick as it can be
            if piece in low:
                return True
        return False


def guarded(pattern: str, flags: int = 0) -> Guarded:
    """`re.compile` of what most texts do not hold."""
    return Guarded(re.compile(pattern, flags))


def needed_in(pattern: re.Pattern[str]) -> tuple[str, ...]:
    """The pieces of which a text must hold one to be matched, in small letters where case is none; () for any text."""
    folds = bool(pattern.flags & re.IGNORECASE)
    if not folds and "(?i:" in pattern.pattern:
        return ()
    found = _needed(parser.parse(pattern.pattern, pattern.flags))
    pieces = {piece.lower() if folds else piece for piece in found}
    if "" in pieces:
        return ()
    kept = [one for one in pieces if not any(other != one and other in one for other in pieces)]
    return tuple(sorted(kept)) if len(kept) <= _MOST else ()


def _needed(row: _Row) -> _Pieces:
    """What a row of parts needs: that of its parts, or its stretch of letters, that tells texts apart best."""
    best, run = _NONE, _NOTHING
    for code, value in row:
        ways = _ways(code, value)
        longer = frozenset(one + way for one in run for way in ways) if len(run) * len(ways) <= _MOST else _NONE
        if not longer:
            best = max(best, _needed_of(code, value), key=_worth)
        run = longer or _NOTHING
        best = max(best, run, key=_worth)
    return best


def _needed_of(code: Any, value: Any) -> _Pieces:
    """What one part needs."""
    if code is codes.SUBPATTERN:
        return _needed(value[-1])
    if code is codes.BRANCH:
        needs = [_needed(one) for one in value[1]]
        return _NONE.union(*needs) if all(needs) else _NONE
    if code in _REPEATS and value[0] > 0:
        return _needed(value[2])
    return _NONE


def _ways(code: Any, value: Any) -> _Pieces:
    """All that a part can be, where that is a few texts; else none."""
    if code is codes.LITERAL:
        return frozenset({chr(value)})
    if code is codes.AT:
        return _NOTHING
    if code is codes.IN and all(one is codes.LITERAL for one, _ in value):
        return frozenset(chr(letter) for _, letter in value)
    if code is codes.BRANCH:
        each = [_ways_of_row(one) for one in value[1]]
        return _NONE.union(*each) if all(each) else _NONE
    if code is codes.SUBPATTERN:
        return _ways_of_row(value[-1])
    if code in _REPEATS and tuple(value[:2]) == (0, 1) and (once := _ways_of_row(value[2])):
        return once | _NOTHING
    return _NONE


def _ways_of_row(row: _Row) -> _Pieces:
    found = _NOTHING
    for code, value in row:
        ways = _ways(code, value)
        if not ways or len(found) * len(ways) > _MOST:
            return _NONE
        found = frozenset(one + way for one in found for way in ways)
    return found


def _worth(pieces: _Pieces) -> float:
    """How well pieces tell texts apart: long ones are seldom there by chance, and each takes time to look for."""
    return -sum(_BY_CHANCE ** len(one) + _A_LOOK for one in pieces) if pieces else -math.inf

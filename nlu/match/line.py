"""Tokens as one line of plain words, in which turns of speech are found and said over in other words.

In the line every number stands for itself by its unit: `#%` a percentage, `#$` dollars, `#c` cents, `#` a bare number.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from nlu.entities.tokens import Token

_SIGNS = {"%": "#%", "$": "#$", "cents": "#c", "": "#"}
_MARK = re.compile(r"[^\w\s]")

Rewrite = Callable[["Line", re.Match[str]], "tuple[Token, ...] | None"]


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn of speech: a word that it cannot be without, how it is found, and what it is said over as.

    `said` is a text in which `{name}` stands for the tokens of that group, or a function for what needs the values;
    one that returns None leaves the tokens as they are.
    """

    cues: tuple[str, ...]
    pattern: re.Pattern[str]
    said: str | Rewrite


class Line:
    """Tokens with the line that they make."""

    __slots__ = ("_starts", "text", "tokens")

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tuple(tokens)
        words, starts, place = [], [], 1
        for token in self.tokens:
            word = _SIGNS.get(token.unit, "#o") if token.kind == "number" else token.text
            words.append(word)
            starts.append(place)
            place += len(word) + 1
        self.text = f" {' '.join(words)} "
        self._starts = starts

    def places(self, start: int, end: int) -> tuple[int, int]:
        """The token places that a stretch of the line takes."""
        return bisect_left(self._starts, start), bisect_left(self._starts, end)

    def group(self, found: re.Match[str], name: str) -> tuple[Token, ...]:
        """The tokens of a group of a match; none where it has no part in it."""
        if not found[name]:
            return ()
        start, end = self.places(found.start(name), found.end(name))
        return self.tokens[start:end]

    def said_over(self, turn: Turn) -> "Line":
        """The line with every place where `turn` is found said over."""
        line, place = self, 0
        while found := turn.pattern.search(line.text, place):
            start, end = line.places(*found.span())
            new = _template(line, found, turn.said) if isinstance(turn.said, str) else turn.said(line, found)
            if new is None:
                place = found.start() + 1
                continue
            line = Line((*line.tokens[:start], *new, *line.tokens[end:]))
            place = (
                sum(len(_SIGNS.get(t.unit, "#o") if t.kind == "number" else t.text) + 1 for t in new) + found.start()
            )
        return line


def said_over(tokens: Sequence[Token], turns: Sequence[Turn]) -> tuple[Token, ...]:
    """`tokens` with each of `turns` said over, in their order."""
    line = Line(tokens)
    for turn in turns:
        for cue in turn.cues:  # by far the most turns have none of their words here
            if cue in line.text:
                line = line.said_over(turn)
                break
    return line.tokens


def words(text: str, like: Token | None) -> tuple[Token, ...]:
    """The tokens of a plain text without numbers, at the place of `like`."""
    start, end = (like.start, like.end) if like else (0, 0)
    return tuple(Token("mark" if _MARK.fullmatch(one) else "word", one, start, end) for one in text.split())


def _template(line: Line, found: re.Match[str], said: str) -> tuple[Token, ...]:
    first = line.tokens[min(line.places(*found.span())[0], len(line.tokens) - 1)]
    new: tuple[Token, ...] = ()
    for one in said.split():
        new += line.group(found, one[1:-1]) if one.startswith("{") else words(one, first)
    return new

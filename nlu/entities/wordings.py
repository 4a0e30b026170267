"""How a phrase is written with alternatives: `(my|your|) contributions` is said in three ways."""

import re
from collections.abc import Iterator
from itertools import product
from sys import intern

_ALTERNATIVES = re.compile(r"\(([^()]*\|[^()]*)\)")

Words = tuple[str, ...]


def spelled_out(wording: str) -> Iterator[str]:
    """Every way of saying `wording`, with single spaces."""
    if "|" not in wording:
        yield " ".join(wording.split())
        return
    # Every second part is what stands between innermost brackets; an outer pair is then the next one in.
    parts = _ALTERNATIVES.split(wording)
    if len(parts) == 1:
        yield " ".join(wording.split())
        return
    for chosen in product(*(part.split("|") if place % 2 else (part,) for place, part in enumerate(parts))):
        yield from spelled_out("".join(chosen))


def choices(wording: str) -> tuple[tuple[Words, ...], ...]:
    """The parts that make up `wording` one after the other, each with the ways of saying it; one may be no words.

    Each way of saying the whole is one choice for every part. There can be thousands of those, and of these but few.
    """
    if "|" not in wording:
        return ((_words(wording),),)
    parts: list[tuple[Words, ...]] = []
    plain: list[str] = []
    for part in _parts(wording):
        if "|" not in part:
            plain += _words(part)
            continue
        parts += [(tuple(plain),)] if plain else []
        parts.append(tuple(dict.fromkeys(map(_words, spelled_out(part)))))
        plain = []
    return (*parts, (tuple(plain),)) if plain else tuple(parts)


def _words(text: str) -> Words:
    return tuple(map(intern, text.split()))  # each word stands in hundreds of wordings


def _parts(wording: str) -> Iterator[str]:
    """`wording`, cut at the spaces outside of all brackets: what stands on one side does not depend on the other."""
    depth, part = 0, ""
    for piece in wording.split():
        depth = max(0, depth + piece.count("(") - piece.count(")"))
        part = f"{part} {piece}" if part else piece
        if depth == 0:
            yield part
            part = ""
    if part:
        yield part

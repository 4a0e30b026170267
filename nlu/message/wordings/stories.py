"""Whole messages as people write them, each number marked with what it is of, also with other figures and manners.

`stories.yaml` holds them by author. A message is told several times: with other figures of like shape, in lower case,
without apostrophes, without punctuation.
"""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).with_name("stories.yaml")
TIMES = 4  # how often each is told
_MARK = re.compile(r"\{([^{}|]+)\|(\w+)\}")
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
_AS_THEY_ARE = frozenset({"limit", "year", "last_year", "none", "catch"})
_AGES = frozenset({"age", "spouse", "person"})
_SHARES = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "12", "15")
_RATES = ("25", "50", "75", "100", "50", "100", "30", "40", "60", "80")
_KEPT = 0.4  # how often a figure stays as it was told
_LEAST, _MOST = 0.6, 1.7  # what another figure is at least and at most, as a share of the one told
_YOUNGEST, _OLDEST = 22, 72
_NOT_PUNCTUATION = re.compile(r"[,.;:?!()]+(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Told:
    """A message in pieces, each with what it is of; "" for the words between the numbers."""

    pieces: tuple[tuple[str, str], ...]


@cache
def authors() -> dict[str, tuple[Told, ...]]:
    """The messages as they were written, by author."""
    loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    raw: dict[str, list[str]] = yaml.load(FILE.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506  safe both
    return {name: tuple(_in_pieces(one) for one in told) for name, told in raw.items()}


def _in_pieces(text: str) -> Told:
    found, at = [], 0
    for mark in _MARK.finditer(text):
        found += [(text[at : mark.start()], ""), (mark[1], mark[2])]
        at = mark.end()
    return Told((*found, (text[at:], "")))


def retold(stories: Sequence[Told], times: int = TIMES, seed: int = 1) -> Iterator[Told]:
    """Each of `stories` as it stands, then with other figures and in other manners; the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311  nothing here is secret
    for one in stories:
        yield one
        for time in range(1, times):
            manner = _MANNERS[time % len(_MANNERS)]
            yield Told(
                tuple(
                    (manner(text), "") if not kind else (_another(text, kind, chance), kind)
                    for text, kind in one.pieces
                )
            )


def _lower(text: str) -> str:
    return text.lower()


def _bare(text: str) -> str:
    return _NOT_PUNCTUATION.sub("", text.lower().replace("'", ""))


def _as_it_is(text: str) -> str:
    return text


_MANNERS: tuple[Callable[[str], str], ...] = (_as_it_is, _lower, _bare)


def _another(text: str, kind: str, chance: random.Random) -> str:
    """A figure of like shape in place of `text`; numbers in words, limits and years stay as they are."""
    if kind in _AS_THEY_ARE or chance.random() < _KEPT:
        return text
    return _FIGURE.sub(lambda found: _like(found[0], kind, text, chance), text, count=1)


def _like(figure: str, kind: str, text: str, chance: random.Random) -> str:
    plain = figure.replace(",", "")
    whole, _, decimals = plain.partition(".")
    value = int(whole)
    if not decimals and len(plain) == 2 and kind in _AGES and "%" not in text and value >= _YOUNGEST - 4:
        return str(chance.randint(_YOUNGEST, _OLDEST))
    if (kind in {"match", "nonelective", "cap"} or "%" in text) and value <= 100 and not decimals:
        return chance.choice(_RATES if value >= 20 and kind == "match" else _SHARES)
    if _is_year(plain) and "," not in figure:
        return figure
    zeros = len(whole) - len(whole.rstrip("0"))
    new = max(1, round(value * chance.uniform(_LEAST, _MOST) / 10**zeros)) * 10**zeros
    told = f"{new:,}" if "," in figure or (len(whole) < 4 <= len(str(new)) and new >= 10_000) else str(new)
    return told + ("." + "".join(str(chance.randint(0, 9)) for _ in decimals) if decimals else "")


def _is_year(plain: str) -> bool:
    return len(plain) == 4 and plain.isdigit() and 1940 <= int(plain) <= 2060

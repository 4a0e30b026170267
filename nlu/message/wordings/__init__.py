"""Invented messages with what each number in them is of: what the second reader of messages learns from.

The wordings are in the YAML files here. `{pay}` is a figure of that kind; `{*pay}` one that is of somebody or something
else, as the list says in which it stands; `{year:lastyear}` a figure of the first name in the form of the second;
`<name>` stands for one of the words of a list of parts.
"""

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent
_PIECE = re.compile(r"<(?P<part>\w+)>|\{(?P<apart>\*?)(?P<kind>\w+)(?P<share>%?)(?::(?P<form>\w+))?\}")
_SCOPES = ("other", "spouse", "last_year", "own")  # what a list of figures may be of
_LIMITS = ("24,500", "24500", "72,000", "72k", "70,000", "70k", "23,500", "23.5k", "32,500", "80,000", "83,250",
           "35,750", "8,000", "7,500", "11,250", "69,000", "69k", "47,500", "46,500", "7,000", "66k", "77,500",
           "1,100")  # fmt: skip
# How often a figure is one of those listed, and which those are.
_LISTED: Mapping[str, tuple[float, Sequence[str]]] = {
    "deferral": (0.3, ("24,500", "24500", "24.5k", "23,500")),
    "catch": (1, ("8,000", "8k", "7,500", "11,250")),
    "irasum": (0.5, ("7,500",)),
    "limit": (1, (*_LIMITS, *(f"${one}" for one in _LIMITS))),
    "year": (1, ("2026", "2026", "2025", "2027")),
    "lastyear": (1, ("2025", "2025", "2024", "2023")),
    "anyyear": (1, ("2026", "2025", "2025", "2024", "2024")),
    "nextyear": (1, ("2027",)),
    "fifty": (1, ("59.5", "59 1/2", "59", "55", "59½")),
    "half": (1, ("20", "50", "60", "80", "100", "40")),
}
_WHOLE = {"age": (22, 68), "day": (1, 31), "count": (2, 30), "future": (2028, 2055), "big": (10_000, 99_999)}
_THOUSANDS = {"pay": (45, 600), "household": (120, 800), "deferral": (2, 32), "after_tax": (1, 47), "employer": (1, 30),
              "irasum": (1, 30), "bonus": (5, 120), "cap": (5, 40), "balance": (8, 900)}  # fmt: skip
_TYPOS = (
    ("contribut", "contibut"), ("salary", "salry"), ("deferral", "deferal"), ("employer", "employeer"),
    ("match", "mach"), ("because", "bc"), (" you ", " u "), (" my ", " my my "), ("making", "makin"), (" and ", " n "),
    ("with", "w/"),
    ("pretax", "pre tax"), ("after tax", "aftertax"), ("about", "abt"), ("company", "co"), ("years old", "yrs old"),
    ("I'm", "im"), ("I've", "ive"), ("they", "thy"),
)  # fmt: skip
# How often a message takes a clause of each list after the first; the rest tell of the writer.
_JOINTS = (". ", ", ", "; ", ", and ", " and ", ". ", ", but ", " but ", ". Also ", ". ")
_ONCE = frozenset({"age", "pay", "after_tax", "cap", "nonelective"})
_WEIGHTS = {"own": 70, "other": 8, "spouse": 8, "person": 3, "business": 4, "last_year": 7, "moved": 9, "limit": 5,
            "wish": 6, "none": 7}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Invented:
    """A message, and what the number is of that begins at each of the places `kinds`."""

    text: str
    kinds: Mapping[int, str]


@dataclass(slots=True)
class _Written:
    """A message as far as it is written."""

    text: str = ""
    kinds: tuple[tuple[int, str], ...] = ()

    def add(self, piece: "str | _Written") -> None:
        if isinstance(piece, str):
            self.text += piece
            return
        self.kinds += tuple((place + len(self.text), kind) for place, kind in piece.kinds)
        self.text += piece.text


@cache
def _lists() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        if path.name == "stories.yaml":
            continue
        raw: dict[str, list[Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
        found |= {name: [str(one) for one in lines] for name, lines in raw.items()}
    return found


def invented(count: int, seed: int = 1) -> list[Invented]:
    """`count` messages; the same seed gives the same messages."""
    chance = random.Random(seed)  # noqa: S311  nothing here is secret
    return [_message(chance) for _ in range(count)]


def _message(chance: random.Random) -> Invented:
    written = _Written()
    pieces = chance.choice((1, 1, 2, 2, 3, 3, 4, 5, 6))
    joint = chance.choice((". ", ". ", ", ", ", ", "; ", "\n", " - ", " / ", " and ", "; ", " "))
    style = chance.choice(("plain", "plain", "lower", "lower", "bare"))
    opening = _lists()["hi"]
    if chance.random() < 0.35:
        hello = chance.choice(opening)
        written.add(hello + chance.choice((", ", ". ", " - ", ": ", "! ")) if hello else "")
    question = chance.random() < 0.35
    if question and chance.random() < 0.3:
        written.add(chance.choice(_lists()["room"]))
        written.add(chance.choice(("? ", "? ", ", ", " if ", " - ", " with ")))
        question = False
    of_other = False
    for place in range(pieces):
        if place:
            written.add(joint if chance.random() < 0.7 and not of_other else chance.choice(_JOINTS))
        unit, of_other = _unit(chance, after_other=of_other)
        for _ in range(4):  # nobody tells an age or pay twice
            if not _ONCE & {kind for _, kind in unit.kinds} & {kind for _, kind in written.kinds}:
                break
            unit, of_other = _unit(chance, after_other=of_other)
        written.add(unit)
    if question:
        written.add(chance.choice((". ", ", ", " ", "; ", " - ")))
        written.add(chance.choice(_lists()["room"]) + chance.choice(("?", "?", "", "??")))
    return _styled(written, style, chance)


def _unit(chance: random.Random, *, after_other: bool) -> tuple[_Written, bool]:
    """A clause or a list of figures, and whether it is of somebody or something else."""
    lists = _lists()
    kind = chance.random()
    if kind < 0.3:  # figures one after the other
        scope = chance.choices(_SCOPES, (3, 2, 1, 7))[0]
        if scope == "own":
            head = chance.choice(lists["heads"]) if after_other or chance.random() < 0.25 else ""
        else:
            head = chance.choice(lists[f"{scope}_heads"])
        found = _Written()
        if head:
            found.add(_filled(head, scope, chance))
            found.add(" ")
        joint = chance.choice((", ", ", ", " ", " / ", "; ", " + ", " and ", "\n", " | "))
        for place in range(chance.choice((1, 2, 3, 3, 4, 5))):
            if place:
                found.add(joint if chance.random() < 0.8 else ", ")
            found.add(_filled(chance.choice(lists["figures"]), "" if scope == "own" else scope, chance))
        return found, scope != "own"
    names = list(_WEIGHTS)
    name = chance.choices(names, [_WEIGHTS[one] for one in names])[0]
    if name == "own" and after_other:
        # What follows the figures of others has to say whose it is.
        clauses = [one for one in lists["own"] if re.match(r"(?:I|i|my|im|me|now|this year|here|at the|<new>)\b", one)]
        return _filled(chance.choice(clauses), "", chance), False
    return _filled(chance.choice(lists[name]), "" if name == "own" else name, chance), name in {
        "other", "spouse", "person", "last_year",
    }  # fmt: skip


def _filled(wording: str, scope: str, chance: random.Random) -> _Written:
    """`wording` with its figures and parts filled in; `scope` is what figures are of that are not the writer's."""
    found, at = _Written(), 0
    for piece in _PIECE.finditer(wording):
        found.add(wording[at : piece.start()])
        at = piece.end()
        if piece["part"]:
            found.add(_filled(chance.choice(_lists()[piece["part"]]), scope, chance))
            continue
        kind, form = piece["kind"], piece["form"] or piece["kind"] + piece["share"]
        if piece["apart"] or (scope in _SCOPES and not piece["form"]):
            kind = scope
        elif scope and not piece["form"]:
            kind = "none" if scope == "none" else scope
        found.kinds += ((len(found.text), kind),)
        found.add(_figure(form, chance))
    found.add(wording[at:])
    return found


def _figure(form: str, chance: random.Random) -> str:
    """A figure of the form: one of those listed, a whole number, or an amount of so many thousands."""
    if form in _LISTED and chance.random() < _LISTED[form][0]:
        return chance.choice(_LISTED[form][1])
    if form in _WHOLE:
        return str(chance.randint(*_WHOLE[form]))
    if form == "small":
        return _dollars(chance, chance.randint(20, 6000))
    if form in _THOUSANDS:
        low, high = _THOUSANDS[form]
        return _money(chance, low, high, spare=1000 if high > 500 else 100)
    return _share(form, chance)


def _share(form: str, chance: random.Random) -> str:
    number = chance.choice(("3", "4", "5", "6", "8", "10", "50", "100", "25", "75", "7", "2", "12", "15"))
    if form == "match%":
        return number + chance.choice(("%", "%", "%", "", " percent"))
    number = chance.choice(("3", "4", "5", "6", "8", "10", "7", "12", "15", "20", "2", "9", "16", "4.5", "25"))
    return number + chance.choice(("%", "%", "%", " percent", " pct"))


def _money(chance: random.Random, low: int, high: int, spare: int = 100) -> str:
    """An amount of `low` to `high` thousands in one of the ways in which people write them."""
    thousands = chance.randint(low, high)
    way = chance.random()
    if way < 0.45:
        return chance.choice(("", "", "$")) + f"{thousands}{chance.choice(('k', 'k', 'K', ' k'))}"
    if way < 0.5:
        return f"{thousands}.{chance.randint(1, 9)}k"
    if way < 0.53:
        return f"{thousands} {chance.choice(('grand', 'thousand', 'thou'))}"
    if way < 0.57 and spare == 1000 and thousands >= 60:
        return str(thousands)
    amount = thousands * 1000 if chance.random() < 0.6 else thousands * 1000 + chance.randint(1, 9) * spare
    return _dollars(chance, amount)


def _dollars(chance: random.Random, amount: int) -> str:
    written = f"{amount:,}" if chance.random() < 0.6 else str(amount)
    if chance.random() < 0.05:
        written += f".{chance.randint(0, 99):02d}"
    return chance.choice(("", "", "$")) + written + ("" if chance.random() < 0.96 else " dollars")


def _styled(written: _Written, style: str, chance: random.Random) -> Invented:
    """The message in a manner of its own: without capitals, without apostrophes, with slips of the pen."""
    text, kinds = written.text, list(written.kinds)
    if style != "plain":
        text = text.lower()
    slips: list[tuple[str, str]] = list(_TYPOS) if chance.random() < 0.25 else []
    if style == "bare":
        slips += [("'", ""), ("$", "")]
    for before, after in slips:
        if before not in {"'", "$"} and chance.random() < 0.5:
            continue
        at = text.find(before)
        while at >= 0:
            text = text[:at] + after + text[at + len(before) :]
            moved = len(after) - len(before)
            kinds = [(place + moved if place > at else place, kind) for place, kind in kinds]
            at = text.find(before, at + len(after))
    return Invented(text, dict(kinds))

"""Invented match formulas with the role of each number in them: what the second reader of formulas learns from."""

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).with_name("wordings.yaml")
_PIECE = re.compile(r"<(?P<apart>!?)(?P<part>\w+)>|\{(?P<role>[a-zA-Z])(?P<band>\d?)\}|\[(?P<other>\w+)\]")
ROLES: Mapping[str, str] = {
    "r": "rate", "t": "top", "w": "width", "l": "low", "c": "cap", "C": "cap_dollars", "f": "flat",
    "F": "flat_dollars", "p": "put", "g": "given", "d": "top_dollars", "e": "width_dollars", "a": "again",
    "L": "limit", "o": "open",
}  # fmt: skip
# How often a formula is of each make.
_MAKES = {"one": 44, "two": 22, "three": 3, "capped": 7, "cappedalso": 2, "dollarcap": 5, "limitcap": 4, "limit": 4,
          "flat": 9, "flats": 2, "flatdollars": 3, "pairone": 5, "pairs": 4, "dollars": 2, "dollarstwo": 2,
          "open": 6, "nothing": 5}  # fmt: skip
_RATES = (100, 100, 100, 100, 50, 50, 50, 50, 25, 25, 75, 75, 33, 40, 60, 80, 20, 30, 10, 15, 35, 90, 150, 200, 66, 125)
_TOPS = (1, 2, 2.5, 3, 3, 3.5, 4, 4, 4, 4.5, 5, 5, 5, 5.5, 6, 6, 6, 6, 7, 8, 8, 9, 10, 10, 12)
_FULL = ("dollar for dollar", "1:1", "1 for 1", "one to one", "in full", "fully", "a dollar", "dollar per dollar",
         "a hundred percent", "one hundred percent", "$1 for $1", "100 cents on the dollar")  # fmt: skip
_SPOKEN = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_TENS = {10: "ten", 15: "fifteen", 20: "twenty", 25: "twenty-five", 30: "thirty", 33: "thirty-three",
         35: "thirty-five", 40: "forty", 50: "fifty", 60: "sixty", 66: "sixty-six", 75: "seventy-five",
         80: "eighty", 90: "ninety"}  # fmt: skip
_WORDED = {50: ("half", "one half", "half"), 25: ("a quarter", "one quarter", "one fourth"), 75: ("three quarters",),
           33: ("a third", "one third"), 66: ("two thirds",), 200: ("double", "200%", "two for one"),
           10: ("a dime", "10%", "ten cents"), 20: ("a fifth",)}  # fmt: skip
_JOINTS = (". ", ". ", ". ", ", ", ", ", ", and ", ", and ", ", but ", " and ", "; ", " - ", " ")
_LIMITS = (
    "IRS limit",
    "annual deferral limit",
    "402(g) limit",
    "legal limit",
    "IRS max",
    "federal limit",
    "Code limit",
    "annual IRS elective deferral limit",
    "IRS maximum",
    "government limit",
    "IRS limits",
    "402(g) maximum",
)


@dataclass(frozen=True, slots=True)
class Told:
    """A formula in words: pieces of text, each with the role of the number that it is, or "" ."""

    pieces: tuple[tuple[str, str], ...]


@cache
def wordings() -> Mapping[str, Sequence[str]]:
    """The wordings by their names."""
    raw = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {name: [_line(one) for one in text.splitlines()] for name, text in raw.items()}


def _line(wording: str) -> str:
    return "" if wording == "~" else wording.replace("~", " ")


def invented(count: int, seed: int) -> list[Told]:
    """`count` formulas with what people tell around them; the same for the same `seed`."""
    chance = random.Random(seed)  # noqa: S311  nothing here is secret
    return [_told(chance) for _ in range(count)]


def _told(chance: random.Random) -> Told:
    pieces: list[tuple[str, str]] = []
    many = chance.choices((0, 1, 2, 3), (30, 35, 25, 10))[0]
    place = chance.randint(0, many)
    for at in range(many + 1):
        if at == place:
            pieces += _formula(chance)
        else:
            pieces += _said(chance.choice(wordings()["clutter"]), chance, None)
        if pieces[-1][0][-1:] not in ".!?;,":
            pieces.append((chance.choice(_JOINTS), ""))
        pieces.append((" ", ""))
    lower = chance.random() < 0.25
    pieces = [(piece.lower() if lower else piece, role) for piece, role in pieces]
    return Told(tuple(piece for piece in pieces if piece[0]))


def _formula(chance: random.Random) -> list[tuple[str, str]]:
    make = chance.choices(list(_MAKES), list(_MAKES.values()))[0]
    numbers = _Numbers(chance)
    pieces: list[tuple[str, str]] = []
    if chance.random() < 0.4:
        pieces += _said(chance.choice(wordings()["start"]), chance, None)
    pieces += _said(chance.choice(wordings()[make]), chance, numbers)
    if make in {"one", "two"} and chance.random() < 0.22:
        flat = _said(chance.choice(wordings()["flat"]), chance, numbers)
        joint = _said(f" {chance.choice(wordings()['withflat'])} ", chance, None)
        pieces = flat + joint + pieces if chance.random() < 0.4 else pieces + joint + flat
    elif make in {"flat", "flats", "flatdollars"} and chance.random() < 0.4:
        pieces += _said(chance.choice(wordings()["nomatch"]), chance, None)
    if chance.random() < 0.3:
        pieces += _said(chance.choice(wordings()["aside"]), chance, None)
    return pieces


def _said(wording: str, chance: random.Random, numbers: "_Numbers | None") -> list[tuple[str, str]]:
    """A wording with its parts and numbers put in; those of `None` are no part of the formula."""
    pieces: list[tuple[str, str]] = []
    own = numbers or _Numbers(chance)
    at = 0
    for found in _PIECE.finditer(wording):
        pieces.append((wording[at : found.start()], ""))
        at = found.end()
        if part := found["part"]:
            inside = None if found["apart"] else numbers
            pieces += _said(chance.choice(wordings()[part]), chance, inside)
        elif other := found["other"]:
            pieces.append((_other(other, chance), "other"))
        else:
            role = ROLES[found["role"]] if numbers else "other"
            pieces.append((own.said(found["role"], int(found["band"] or 1)), role))
    pieces.append((wording[at:], ""))
    return pieces


class _Numbers:
    """The numbers of one formula, and the form in which it has them."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._form = chance.choice(("%", "%", "%", "%", "percent", "percent", "bare", "spoken", "(%)"))
        self._rate_form = chance.choice(("%", "%", "%", "same", "same", "cents", "dollars", "words", "words", "bare"))
        rates = sorted(chance.sample(sorted(set(_RATES)), 3), reverse=chance.random() < 0.85)
        rates[0] = chance.choice(_RATES)
        first = chance.choice(_TOPS)
        self._rates = rates
        self._tops = [first]
        for _ in range(2):
            self._tops.append(self._tops[-1] + chance.choice((1, 2, 2, 2, 3, 3, 4, 5)))
        self._dollars = [chance.choice((500, 600, 750, 1000, 1500, 2000, 3000, 4000, 5000)) for _ in range(3)]
        self._flats = [chance.choice((1, 2, 3, 3, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15)) for _ in range(3)]

    def said(self, role: str, band: int) -> str:
        """The number of `role` in the band `band`, in words or figures."""
        place, top = band - 1, self._tops
        if role == "r":
            return self._rate(self._rates[place])
        if role == "L":
            return self._chance.choice(_LIMITS)
        if role in "CFde":
            dollars = self._dollars[place] * (1 if role in "de" else self._chance.choice((1, 2, 3)))
            return self._chance.choice(
                (f"${dollars:,}", f"${dollars}", f"{dollars:,} dollars", f"${dollars / 1000:g}k", f"{dollars:,}")
            )
        shares: dict[str, float] = {
            "t": top[place],
            "w": top[place] - top[place - 1],
            "l": top[place - 1],
            "c": top[0] * self._rates[0] / 100,
            "a": self._worth(),
            "f": self._flats[0 if band < 2 else 1],
            "o": top[place],
            "p": top[place],
            "g": self._given(place),
        }
        return self._share(round(shares[role], 2))

    def _worth(self) -> float:
        bands = self._rates[0] * self._tops[0] / 100
        return bands + self._rates[1] * (self._tops[1] - self._tops[0]) / 100 if self._chance.random() < 0.5 else bands

    def _given(self, place: int) -> float:
        rates = sorted(self._rates, reverse=True)
        given, reached = 0.0, 0.0
        for rate, top in zip(rates, self._tops[: place + 1], strict=False):
            given, reached = given + rate * (top - reached) / 100, top
        return given

    def _share(self, value: float) -> str:
        whole = value == int(value) and value < len(_SPOKEN)
        if self._form == "bare":
            return f"{value:g}"
        if self._form == "spoken" and whole:
            return f"{_SPOKEN[int(value)]} percent"
        if self._form == "(%)" and whole:
            return f"{_SPOKEN[int(value)]} percent ({value:g}%)"
        if self._form in {"percent", "spoken"}:
            return f"{value:g} percent"
        return f"{value:g}%"

    def _rate(self, rate: int) -> str:
        form = self._form if self._rate_form == "same" else self._rate_form
        if rate == 100 and form in {"words", "cents", "dollars", "spoken"}:
            return self._chance.choice(_FULL)
        if form == "words" and rate in _WORDED:
            return self._chance.choice(_WORDED[rate])
        if form == "cents" and rate < 100:
            cents = self._chance.choice((f"{rate} cents", f"{rate}¢", f"{_TENS[rate]} cents"))
            return cents + self._chance.choice(
                (" on the dollar", " per dollar", "", " for every dollar", " on each dollar", " a dollar")
            )
        if form == "dollars":
            return self._chance.choice(
                (f"${rate / 100:.2f} per $1", f"${rate / 100:.2f} on the dollar", f"${rate / 100:.2f}")
            )
        if form == "bare":
            return self._chance.choice((f"{rate}", f"{rate}", f"{rate / 100:g}"))
        if form == "spoken" and rate in _TENS:
            return f"{_TENS[rate]} percent"
        if form == "(%)" and rate in _TENS:
            return f"{_TENS[rate]} percent ({rate}%)"
        return f"{rate} percent" if form in {"percent", "spoken"} else f"{rate}%"


def _other(kind: str, chance: random.Random) -> str:
    """A number that is no part of a formula."""
    if kind == "pct":
        value = chance.choice((1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 20, 25, 50, 100, 3.5, 4.25))
        return chance.choice((f"{value:g}%", f"{value:g}%", f"{value:g} percent", f"{value:g}"))
    if kind == "n":
        return chance.choice((str(chance.randint(1, 30)), _SPOKEN[chance.randint(1, 12)]))
    if kind in {"pay", "money", "bonus", "millions"}:
        top = {"pay": (45, 600), "money": (1, 400), "bonus": (3, 90), "millions": (1000, 90_000)}[kind]
        value = chance.randint(*top) * 1000 + (chance.randint(0, 999) if kind == "money" else 0)
        return chance.choice((f"${value:,}", f"{value:,}", f"{value // 1000}k", f"${value // 1000}k"))
    years = {"year": (2026, 2026), "oldyear": (1996, 2025), "nextyear": (2027, 2027), "age": (18, 67)}
    if kind in years:
        return str(chance.randint(*years[kind]))
    if kind == "slash":
        return f"{chance.randint(1, 12)}/{chance.choice((1, 30))}/{chance.choice((2025, 2026))}"
    listed = {
        "hours": ("1,000", "1000", "500", "30"),
        "days": ("30", "60", "90", "thirty", "ninety"),
        "limit": ("24,500", "$24,500", "$23,500", "24.5k"),
        "complimit": ("$360,000", "360,000", "360k", "$350,000"),
        "addlimit": ("$72,000", "72k", "70,000"),
        "catch": ("$8,000", "8k", "$7,500", "$11,250"),
    }
    return chance.choice(listed[kind])

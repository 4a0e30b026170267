"""How people word things: the files of `wordings`, and a voice that picks from them as one person would."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

FOLDER: Final = Path(__file__).parent / "wordings"
REGISTERS: Final = frozenset({"tell", "answer", "terse", "foreign", "correct", "old"})
# Where a fact has no wordings in a register, those of the next one that it has.
NEXT_BEST: Final[Mapping[str, tuple[str, ...]]] = {
    "tell": ("tell", "answer"),
    "answer": ("answer", "tell"),
    "terse": ("terse", "answer", "tell"),
    "foreign": ("foreign", "answer"),
    "correct": ("correct",),
    "old": ("old", "tell", "answer"),
}
PRONOUNS: Final = {
    "wife": {"he": "she", "his": "her", "him": "her"},
    "husband": {"he": "he", "his": "his", "him": "him"},
}
MONTHS: Final = ("January", "February", "March", "April")
_SHORT: Final = ("k", "K")
_LONG: Final = ("{n:,}", "${n:,}", "{n}", "{n:,} dollars")
_FOREIGN: Final = ("{n:,} dollars", "{n} $", "{n:,} USD", "{n} dollars")


@dataclass(frozen=True, slots=True)
class Told:
    """One fact of a person: the `value` that the case should hold (JSON), and the `key` of its wordings."""

    slot: str
    value: Any
    key: str = ""


@cache
def wordings(name: str) -> Any:
    """One file of wordings."""
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))


def has_words(told: Told, register: str) -> bool:
    """Whether there are wordings for `told` in that very register."""
    return bool(_group(told).get(register))


def of_fact(told: Told, register: str) -> Sequence[str]:
    """The wordings for `told` in `register`, or in the next best one; empty if there are none."""
    group = _group(told)
    return next((group[one] for one in NEXT_BEST[register] if group.get(one)), ())


def _group(told: Told) -> Mapping[str, Sequence[str]]:
    if told.slot == "match":
        formulas: Sequence[Mapping[str, Sequence[str]]] = wordings("matches")
        return next(one for one in formulas if one["means"] == told.value)
    group: Mapping[str, Any] = wordings("facts")["step" if told.slot.startswith("provider_step") else told.slot]
    return group if REGISTERS & group.keys() else dict(group[told.key])


@dataclass(frozen=True)
class Voice:
    """Picks words as one person does; `register` is how the person talks unless something else is wanted."""

    dice: random.Random
    register: str = "plain"

    def one(self, of: Sequence[str]) -> str:
        """One of several wordings."""
        return self.dice.choice(list(of))

    def talk(self, name: str) -> str:
        """Something that people say beside the facts."""
        words = wordings("talk")
        foreign = f"{name}_foreign"
        return self.one(words[foreign] if self.register == "foreign" and foreign in words else words[name])

    def wish(self, goal: str, **values: str) -> str:
        """What the person came for."""
        words = wordings("wishes")[goal]
        return self.one(words.get(self.register, words["plain"])).format(**values)

    def fact(self, told: Told, register: str, wrong: Told | None = None, avoid: str = "") -> str:
        """`told` in words; `wrong` is what was said before, for a correction, `avoid` words that were of no use."""
        texts = [self._fact(told, register, wrong) for _ in range(6 if avoid else 1)]
        return next((one for one in texts if one not in avoid), texts[0])

    def of_spouse(self, told: Told, spouse: str) -> str:
        """`told` of the spouse in words; empty where there are none for it."""
        group = wordings("of_spouse").get(told.slot, ())
        choices = group.get(told.key, ()) if isinstance(group, dict) else group
        return self.one(choices).format(**self._values(told, None), **PRONOUNS[spouse]) if choices else ""

    def _fact(self, told: Told, register: str, wrong: Told | None) -> str:
        if told.value is None:
            return self.talk("dont_know")
        if self.register == "foreign" and register in {"tell", "answer"}:
            register = "foreign" if self.dice.random() < 0.75 else register
        if self.register == "terse" and register in {"tell", "answer"} and self.dice.random() < 0.6:
            register = "terse"
        choices = of_fact(told, register)
        if not choices and register == "correct":
            return f"sorry, I meant: {self._fact(told, 'answer', None)}"
        text = self.one([one for one in choices if "{m}" not in one or self._by_month(told)])
        return text.format(**self._values(told, wrong))

    def _by_month(self, told: Told) -> bool:
        return isinstance(told.value, int) and told.value % 1200 == 0

    def _values(self, told: Told, wrong: Told | None) -> dict[str, str]:
        value = told.value
        values = {"x": self.figure(told), "w": self.figure(wrong) if wrong else "what I said"}
        if isinstance(value, int):
            values["m"] = self.money(value // 12)
            values["born"] = str(2026 - value)
        values["p"], values["v"] = self.percent(told), self.percent(wrong) if wrong else "what I said"
        values["d"] = self.day(date.fromisoformat(value)) if told.slot == "known_payday" else ""
        values["month"] = self.one(MONTHS)
        return values

    def figure(self, told: Told) -> str:
        """A number as the person writes it."""
        if told.slot in {"age", "spouse_age", "tax_year"} or not isinstance(told.value, int):
            return str(told.value)
        return self.money(told.value)

    def money(self, amount: int) -> str:
        """Dollars as the person writes them."""
        if self.register == "foreign":
            return self.one(_FOREIGN).format(n=amount)
        if amount % 500 == 0 and amount >= 1000 and (self.register == "terse" or self.dice.random() < 0.5):
            return f"{self.one(('', '$'))}{amount / 1000:g}{self.one(_SHORT)}"
        if amount % 1000 == 0 and self.dice.random() < 0.15:
            return f"{amount // 1000} {self.one(('thousand', 'grand'))}"
        return self.one(_LONG).format(n=amount)

    def percent(self, told: Told) -> str:
        """A share as the person writes it."""
        value = told.value["rate"] if isinstance(told.value, dict) and "rate" in told.value else told.value
        if isinstance(value, bool) or not isinstance(value, int | float):
            return str(value)
        return f"{value * 100:g}{self.one(('%', '%', ' percent', ' %'))}"

    def day(self, day: date) -> str:
        """A date as the person writes it."""
        return self.one((f"{day:%B} {day.day}", f"{day.month}/{day.day}/{day.year}", f"{day:%b} {day.day}"))

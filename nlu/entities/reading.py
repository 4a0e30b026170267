"""What reading an input gives: a value, or the reasons why there is none yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from core.match import MatchFormula

Value = Any
Json = Any


def to_json(value: Value) -> Json:
    """`value` as plain JSON: Decimals become numbers, dates ISO text, a match formula its full structure."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, MatchFormula):
        return to_json(value.model_dump(mode="python"))
    if isinstance(value, Mapping):
        return {key: to_json(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [to_json(one) for one in value]
    return value


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to understand what was typed: the `value` and a short `label` for its button."""

    label: str
    value: Value

    @property
    def json(self) -> Json:
        """The value as plain JSON."""
        return to_json(self.value)


@dataclass(frozen=True, slots=True)
class Reading:
    """How an input was read.

    `value` is dollars or a fraction (Decimal), an age, a year or a count (int), a word of a closed list, an ISO date,
    or a `MatchFormula`; None where nothing can be said before asking back. `confirm`: ask "did you mean …?" before
    it counts. `reason` is a stable name for why it is not plain ("" where it is). `readings` are the candidates.
    """

    value: Value = None
    confirm: bool = False
    reason: str = ""
    readings: tuple[Choice, ...] = ()

    @property
    def json(self) -> Json:
        """The value as plain JSON."""
        return to_json(self.value)

    @property
    def plain(self) -> bool:
        """Whether the value counts without asking back."""
        return self.value is not None and not self.confirm


@dataclass(frozen=True, slots=True)
class Context:
    """What is known when an input is read: the day, the tax year, and facts by slot as the case keeps them (JSON)."""

    today: date
    tax_year: int | None = None
    known: Mapping[str, Json] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def year(self) -> int:
        """The tax year that is talked about: the one set, or the one that `today` lies in."""
        return self.tax_year or self.today.year

    def dollars(self, slot: str) -> Decimal | None:
        """The known amount of `slot` in dollars, or None."""
        value = self.known.get(slot)
        return Decimal(str(value)) if isinstance(value, int | float | Decimal) and not isinstance(value, bool) else None


NOT_UNDERSTOOD = Reading(reason="not_understood")


def asks(reason: str, *readings: Choice) -> Reading:
    """No value yet: the bot has to ask, offering `readings`."""
    return Reading(None, False, reason, tuple(readings))


def money_label(amount: Decimal) -> str:
    """`amount` in dollars as people write it: "$23,500", "$902.31"."""
    return f"${amount:,.0f}" if amount == amount.to_integral_value() else f"${amount:,.2f}"


def percent_label(fraction: Decimal) -> str:
    """A fraction as people write it: "6%", "4.5%"."""
    text = f"{fraction * 100:.2f}".rstrip("0").rstrip(".")
    return f"{text}%"


def money_choice(amount: Decimal) -> Choice:
    """A choice of an amount in dollars."""
    return Choice(money_label(amount), amount)


def percent_choice(fraction: Decimal) -> Choice:
    """A choice of a percentage, kept as a fraction."""
    return Choice(percent_label(fraction), fraction)

"""What reading an input gives: a value, or the reasons why there is none yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
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


class Reason(StrEnum):
    """Why a reading is not plain."""

    NONE = ""
    RANGE = "range"
    SO_FAR = "so_far"
    GUESS = "guess"
    UNIT_UNCLEAR = "unit_unclear"
    OUT_OF_REASON = "out_of_reason"
    HOURLY_NEEDS_HOURS = "hourly_needs_hours"
    FOREIGN_CURRENCY = "foreign_currency"
    TWO_READINGS = "two_readings"
    NOT_LOADED = "not_loaded"
    RATE_MISSING = "rate_missing"
    PLUS_MORE = "plus_more"
    ANNUALISED = "annualised"
    NET_PAY = "net_pay"
    HOUSEHOLD = "household"
    FREQUENCY_NEEDED = "frequency_needed"
    DAILY_NEEDS_DAYS = "daily_needs_days"
    PER_PERIOD = "per_period"
    NEGATIVE = "negative"
    NEEDS_PAY = "needs_pay"
    ABOVE_LIMIT = "above_limit"
    PERCENT_NOT_DOLLARS = "percent_not_dollars"
    DOLLARS_NOT_PERCENT = "dollars_not_percent"
    MAXIMUM = "maximum"
    BOUND_MISSING = "bound_missing"
    DAY_MISSING = "day_missing"
    NO_SUCH_DAY = "no_such_day"
    YEAR_ONLY = "year_only"
    YEAR_MISSING = "year_missing"
    UNSUPPORTED_FREQUENCY = "unsupported_frequency"
    CONDITIONAL = "conditional"
    EXTRA_WORDS = "extra_words"
    NEGATED = "negated"
    IMPOSSIBLE_AGE = "impossible_age"
    NOT_UNDERSTOOD = "not_understood"


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
    it counts. `reason` says why it is not plain. `readings` are the candidates.
    """

    value: Value = None
    confirm: bool = False
    reason: Reason = Reason.NONE
    readings: tuple[Choice, ...] = ()

    @property
    def json(self) -> Json:
        """The value as plain JSON."""
        return to_json(self.value)

    @property
    def plain(self) -> bool:
        """Whether the value counts without asking back."""
        return self.value is not None and not self.confirm

    @property
    def doubtful(self) -> bool:
        """Whether there is something about it that has to be said or asked."""
        return self.reason not in {Reason.NONE, Reason.NOT_UNDERSTOOD}


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


NOT_UNDERSTOOD = Reading(reason=Reason.NOT_UNDERSTOOD)


def asks(reason: Reason, *readings: Choice) -> Reading:
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

"""The answers on a flow's path, with the types that routing and results want."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from core.match import MatchFormula

Json = Any


class Answers(Mapping[str, Json]):
    """The answers that count, by slot, as JSON values. None is the answer "I don't know".

    An answer that lies off the path is not in here, even if the case holds it.
    """

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, Json]) -> None:
        self._values = values

    def __getitem__(self, slot: str) -> Json:
        return self._values[slot]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def word(self, slot: str, default: str = "") -> str:
        """The chosen option or typed word of `slot`; `default` if it was not answered or not known."""
        value = self._values.get(slot)
        return default if value is None else str(value)

    def dollars(self, slot: str, default: Decimal | None = None) -> Decimal | None:
        """Dollars of `slot`; `default` if it was not answered or not known."""
        value = self._values.get(slot)
        return default if value is None else Decimal(str(value))

    def fraction(self, slot: str, default: Decimal | None = None) -> Decimal | None:
        """The fraction of `slot` (0.06 is six percent); `default` if it was not answered or not known."""
        return self.dollars(slot, default)

    def whole(self, slot: str, default: int | None = None) -> int | None:
        """The whole number of `slot`, an age on 31 December or a year; `default` if not answered or not known."""
        value = self._values.get(slot)
        return default if value is None else int(value)

    def day(self, slot: str) -> date | None:
        """The date of `slot`; None if it was not answered or not known."""
        value = self._values.get(slot)
        return None if value is None else date.fromisoformat(str(value))

    def match(self, slot: str = "match") -> MatchFormula | None:
        """The match formula of `slot`; None if it was not answered or not known."""
        value = self._values.get(slot)
        return None if value is None else MatchFormula.model_validate(value)

    def is_yes(self, slot: str) -> bool:
        """Whether `slot` was answered with yes."""
        return self._values.get(slot) == "yes"

    def is_unknown(self, slot: str) -> bool:
        """Whether `slot` was answered with "I don't know"."""
        return slot in self._values and (self._values[slot] is None or self._values[slot] == "unknown")

    def with_(self, **changes: Json) -> "Answers":
        """The same answers with `changes`."""
        return Answers({**self._values, **changes})

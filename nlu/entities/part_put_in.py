"""After-tax money told as a part of an amount: "38k gross, a quarter went to after-tax"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from nlu.entities.guarded import guarded
from nlu.entities.text import tokens_of_clean

_PARTS: Final[Mapping[str, Decimal]] = {
    "half": Decimal(1) / 2, "third": Decimal(1) / 3, "quarter": Decimal(1) / 4, "fifth": Decimal(1) / 5,
    "tenth": Decimal(1) / 10, "all": Decimal(1),
}  # fmt: skip
_WENT: Final = guarded(
    r"\b(?:(?:an? |one |about |exactly )*(?P<part>half|third|quarter|fifth|tenth|all)"
    r"|(?P<percent>\d{1,2}) ?(?:%|percent|pct))"
    r"(?: of (?:it|that|this|which|those|them))?,? (?:went|gone|has gone|was put|got put|landed|has been put|i put|was)"
    r" (?:straight |right )?(?:in ?to|into|in|to|toward|towards)(?: the| my)? after.?tax\b",
    re.IGNORECASE,
)
_LEAST: Final = 100  # dollars of which a part is told


@dataclass(frozen=True, slots=True)
class PartPutIn:
    """The dollars of the `whole` that begins at the character `at`, the `value` put in, and where its words stand."""

    whole: Decimal
    at: int
    value: Decimal
    span: tuple[int, int]


def part_put_in(plain: str) -> PartPutIn | None:
    """The part of an amount that the cleaned text says to have gone in after tax; None where it says no such thing."""
    found = _WENT.search(plain)
    if found is None:
        return None
    share = Decimal(found["percent"]) / 100 if found["percent"] else _PARTS[found["part"].lower()]
    amounts = [
        one
        for one in tokens_of_clean(plain)
        if one.kind == "number" and one.start < found.start() and one.unit in {"", "$"} and one.value >= _LEAST
    ]
    if not amounts:
        return None
    whole = amounts[-1]
    return PartPutIn(whole.value, whole.start, (whole.value * share).quantize(Decimal("0.01")), found.span())

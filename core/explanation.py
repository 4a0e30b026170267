"""The ordered lines that lead to a result, so that any figure in the chat can be opened up."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Line:
    """One step of a calculation.

    `label` is a stable identifier such as `annual_additions_limit`; texts for people live in content.
    `amount` is in dollars, signed as it enters the sum. `rule` says in a few words what was applied.
    `source` is the authority, for example `IRC 415(c)(1)(A); IRS Notice 2025-67`.
    """

    label: str
    amount: Decimal
    rule: str
    source: str

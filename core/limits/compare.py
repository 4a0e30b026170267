"""What changed in the limits between two tax years."""

from dataclasses import dataclass, fields
from decimal import Decimal

from core.limits.files import limits_for
from core.limits.limits import Limits

Amount = Decimal | bool | None


@dataclass(frozen=True, slots=True)
class Change:
    """One limit that differs between two years. Dollars a year; None where the rule did not exist in that year.

    `by` is the difference in dollars, None where one side is no amount. `source` is the later figure's authority.
    """

    name: str
    before: Amount
    after: Amount
    by: Decimal | None
    source: str


def compare_years(before: int, after: int) -> tuple[Change, ...]:
    """The limits that differ between tax year `before` and tax year `after`, in the order of the limits.

    Raises `LimitsNotPublished` for a year that is not loaded.
    """
    old, new = limits_for(before), limits_for(after)
    return tuple(
        Change(name, getattr(old, name), getattr(new, name), _by(getattr(old, name), getattr(new, name)), source)
        for name, source in ((name, new.sources[name].authority) for name in limit_names())
        if getattr(old, name) != getattr(new, name)
    )


def limit_names() -> tuple[str, ...]:
    """The names of all limits of a year, in the order in which they are declared."""
    return tuple(field.name for field in fields(Limits) if field.name not in {"tax_year", "sources"})


def _by(before: Amount, after: Amount) -> Decimal | None:
    if isinstance(before, Decimal) and isinstance(after, Decimal):
        return after - before
    return None

"""One clause of a match formula: a tier, a maximum or a fixed contribution, while it is being read."""

from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(slots=True)
class Clause:
    """A clause while it is being read. Fractions, dollars; None where nothing was said."""

    rate: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    bound: str = ""  # the word that brought the bound: upto, first, next, of, max, pair
    limit: bool = False
    limit_share: Decimal | None = None
    first_dollars: Decimal | None = None
    upto_dollars: Decimal | None = None
    max_dollars: Decimal | None = None
    loose: list[Decimal] = field(default_factory=list)
    loose_dollars: list[Decimal] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)
    doubtful: bool = False
    in_words: bool = False  # the rate was said as one: "dollar for dollar", "half"

    @property
    def bounded(self) -> bool:
        """Whether it says how far the rate goes."""
        return self.high is not None or self.limit or self.first_dollars is not None or self.upto_dollars is not None

    @property
    def empty(self) -> bool:
        """Whether it holds no amount and no word that says something by itself."""
        return (
            self.rate is None
            and not self.bounded
            and not self.loose
            and not self.loose_dollars
            and self.max_dollars is None
        )

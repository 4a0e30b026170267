"""What one clause of a document says about one feature."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from core.plan_features import Feature
from nlu.plans.clauses import Clause
from nlu.plans.passages import Passage

Says = Literal["yes", "no", "if_distributable", "other_money"]

SPECIFIC = 3
GENERAL = 2
IMPLIED = 1
LEARNED = 0  # no rule behind it


@dataclass(frozen=True, slots=True)
class Statement:
    """`says` yes or no about `feature`, or yes for what is distributable, or yes for other money only.

    `strength` orders statements: about the after-tax money itself, about all money, implied. `closed` marks words on an
    after-tax account that takes no new money. `score` is how sure it is, `after_tax` whether it names that money,
    `by_itself` whether its own words, without those over it, tell what it is about.
    """

    feature: Feature
    says: Says
    strength: int
    passage: Passage
    effective: date | None = None
    closed: bool = False
    score: float = 0.0
    after_tax: bool = False
    by_itself: bool = False


def statement(feature: Feature, says: Says, strength: int, clause: Clause, *, closed: bool = False) -> Statement | None:
    """The statement that `clause` makes. Beside an empty box a yes is a weak no, and anything else is not said."""
    if clause.passage.chosen is False:
        if says != "yes":
            return None
        says, strength = "no", IMPLIED
    return Statement(feature, says, strength, clause.passage, clause.effective, closed)

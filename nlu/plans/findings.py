"""What a plan document says about the four features, with the words that decide."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from core.plan_features import FEATURES, Feature

Verdict = Literal["yes", "no", "not_stated"]
Detail = Literal["how_often", "fees", "minimum", "match", "true_up", "vesting", "spillover"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of the document as they stand there, and the page, from 1.

    Runs of white space are one space, and marks of a wiki or of Markdown are left out.
    """

    quote: str
    page: int


@dataclass(frozen=True, slots=True)
class Finding:
    """The verdict on one feature.

    `evidence` holds the deciding words, the strongest first. It is empty where the document is silent, and holds both
    sides where the document contradicts itself, which also is `not_stated`. `from_age`: a `no` holds only for those who
    have not reached this age, where the words give one. `as_of` is the day from which the deciding words hold, or else
    on which they were written; None where neither is told.
    """

    verdict: Verdict = "not_stated"
    evidence: tuple[Evidence, ...] = ()
    from_age: Decimal | None = None
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class AfterTaxCap:
    """The plan's own cap on after-tax contributions.

    `words` are the document's. `rate` is a fraction of pay, `dollars` an amount a year; either may be None where the
    words give the other or neither. `highly_compensated_only`: the cap binds only those employees. `per` is the time
    for which it holds, where the words say so. `together`: it binds all kinds of employee contributions together.
    """

    words: str
    rate: Decimal | None
    dollars: Decimal | None
    highly_compensated_only: bool
    evidence: Evidence
    per: Literal["year", "paycheck"] | None = None
    together: bool = False

    @property
    def pay(self) -> str:
        """The pay of which `rate` is a share, in the document's words; empty where they name none."""
        of = re.search(r"\bof\s+(?:an?\s+|the\s+|your\s+|his\s+or\s+her\s+|their\s+|each\s+)*([^$%;]+)$", self.words)
        return of[1].strip(" .,") if of and self.rate is not None else ""


@dataclass(frozen=True, slots=True)
class PlanFindings:
    """What a document says, feature by feature, and the plan's own caps on after-tax contributions.

    `disagree` holds the words of both sides where two passages contradict each other; `nearest` the two passages that
    come nearest to saying something on a feature that is not stated; `details` what else bears on the way.
    `combined_cap` binds after-tax contributions together with the other kinds. `unread` has the pages of a long
    document that were passed over because they hardly bear on it.
    """

    after_tax: Finding = Finding()
    in_plan_conversion: Finding = Finding()
    in_service_distribution: Finding = Finding()
    automatic_conversion: Finding = Finding()
    after_tax_cap: AfterTaxCap | None = None
    highly_compensated_cap: AfterTaxCap | None = None
    disagree: Mapping[Feature, tuple[Evidence, ...]] = field(default_factory=dict)
    nearest: Mapping[Feature, tuple[Evidence, ...]] = field(default_factory=dict)
    details: Mapping[Detail, Evidence] = field(default_factory=dict)
    combined_cap: AfterTaxCap | None = None
    unread: tuple[int, ...] = ()

    @property
    def to_ask(self) -> tuple[str, ...]:
        """The keys of the questions that HR should be asked, in the order of the features: one for each not stated."""
        return tuple(f"ask_hr_{feature}" for feature in FEATURES if self.of(feature).verdict == "not_stated")

    def of(self, feature: Feature) -> Finding:
        """The finding on `feature`."""
        finding: Finding = getattr(self, feature)
        return finding

"""What a plan document says about the four features, with the words that decide."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from core.plan_features import Feature

Verdict = Literal["yes", "no", "not_stated"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of the document as they stand there (runs of white space as one space), and the page, from 1."""

    quote: str
    page: int


@dataclass(frozen=True, slots=True)
class Finding:
    """The verdict on one feature.

    `evidence` holds the deciding words, the strongest first. It is empty where the document is silent, and holds both
    sides where the document contradicts itself, which also is `not_stated`.
    """

    verdict: Verdict = "not_stated"
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class AfterTaxCap:
    """The plan's own cap on after-tax contributions.

    `words` are the document's. `rate` is a fraction of pay, `dollars` an amount a year; either may be None where the
    words give the other or neither. `highly_compensated_only` says that the cap binds only those employees.
    """

    words: str
    rate: Decimal | None
    dollars: Decimal | None
    highly_compensated_only: bool
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class PlanFindings:
    """What a document says, feature by feature, and the plan's own caps on after-tax contributions."""

    after_tax: Finding = Finding()
    in_plan_conversion: Finding = Finding()
    in_service_distribution: Finding = Finding()
    automatic_conversion: Finding = Finding()
    after_tax_cap: AfterTaxCap | None = None
    highly_compensated_cap: AfterTaxCap | None = None

    def of(self, feature: Feature) -> Finding:
        """The finding on `feature`."""
        finding: Finding = getattr(self, feature)
        return finding

"""The findings of plan documents as JSON, and those of several documents of one plan together."""

from dataclasses import replace
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from core.plan_features import FEATURES
from flows.notes import Quote
from nlu.plans import Finding, PlanFindings

LONGEST_QUOTE = 400  # characters of a quotation that is kept


def to_json(findings: PlanFindings) -> Any:
    """The findings as JSON can say them."""
    return _adapter().dump_python(findings, mode="json")


def from_json(raw: Any) -> PlanFindings:
    """The findings that `to_json` put into JSON. Raises ValueError if `raw` is anything else."""
    return _adapter().validate_json(raw) if isinstance(raw, str | bytes) else _adapter().validate_python(raw)


def merged(first: PlanFindings, second: PlanFindings) -> PlanFindings:
    """What two documents of one plan say together.

    Where one says yes and the other no, the later of two that tell their day counts; else the feature stays open. So
    do caps and details: the later document's come first.
    """
    later, earlier = (second, first) if _is_later(second.after_tax, first.after_tax) else (first, second)
    together = {feature: _both(getattr(first, feature), getattr(second, feature)) for feature in FEATURES}
    return replace(
        first,
        after_tax=together["after_tax"],
        in_plan_conversion=together["in_plan_conversion"],
        in_service_distribution=together["in_service_distribution"],
        automatic_conversion=together["automatic_conversion"],
        disagree={
            feature: one.evidence for feature, one in together.items() if one.verdict == "not_stated" and one.evidence
        },
        nearest={
            feature: (*first.nearest.get(feature, ()), *second.nearest.get(feature, ()))
            for feature, one in together.items()
            if one.verdict == "not_stated" and not one.evidence
        },
        details={**earlier.details, **later.details},
        after_tax_cap=later.after_tax_cap or earlier.after_tax_cap,
        highly_compensated_cap=later.highly_compensated_cap or earlier.highly_compensated_cap,
        combined_cap=later.combined_cap or earlier.combined_cap,
    )


def _is_later(one: Finding, other: Finding) -> bool:
    """Whether both tell from when they hold, and `one` from a later day."""
    return one.as_of is not None and other.as_of is not None and one.as_of > other.as_of


def on_one_page(findings: PlanFindings) -> PlanFindings:
    """The findings with page 1 for every quotation: of a file that has no pages of its own."""
    raw = to_json(findings)
    _set_pages(raw)
    return from_json(raw)


def _both(one: Finding, other: Finding) -> Finding:
    if other.verdict == "not_stated" and not other.evidence:
        return one
    if one.verdict == "not_stated" and not one.evidence:
        return other
    if one.verdict != other.verdict and "not_stated" not in (one.verdict, other.verdict):
        for later, earlier in ((one, other), (other, one)):
            if _is_later(later, earlier):
                return later
    evidence = tuple(dict.fromkeys((*one.evidence[:1], *other.evidence[:1], *one.evidence[1:], *other.evidence[1:])))
    if one.verdict == other.verdict:
        as_of = max((day for day in (one.as_of, other.as_of) if day), default=None)
        return replace(one, evidence=evidence, from_age=one.from_age or other.from_age, as_of=as_of)
    return replace(one, verdict="not_stated", evidence=evidence, from_age=None, as_of=None)


def _set_pages(raw: Any) -> None:
    if isinstance(raw, dict):
        if "quote" in raw and "page" in raw:
            raw["page"] = 1
        for inner in raw.values():
            _set_pages(inner)
    elif isinstance(raw, list):
        for inner in raw:
            _set_pages(inner)


@cache
def _adapter() -> TypeAdapter[PlanFindings]:
    return TypeAdapter(PlanFindings)


def quotes_of(raw: Any) -> tuple[Quote, ...]:
    """The words that decide each feature, as they are kept for the summary; none for findings that cannot be read."""
    try:
        findings = from_json(raw)
    except ValueError:
        return ()
    found = []
    for feature in FEATURES:
        finding = getattr(findings, feature)
        if finding.verdict in ("yes", "no") and finding.evidence:
            first = finding.evidence[0]
            found.append(Quote(feature, first.quote[:LONGEST_QUOTE], first.page))
    return tuple(found)

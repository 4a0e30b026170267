"""Several files of one plan: what they say together, and which of two counts."""

from datetime import date
from decimal import Decimal

import pytest

from dialogue.plan_findings import from_json, merged, to_json
from nlu.plans import AfterTaxCap, Evidence, Finding, PlanFindings, Verdict

SPRING, FALL = date(2026, 3, 2), date(2026, 10, 5)


def says(verdict: Verdict, day: date | None, words: str = "words", rate: str | None = None) -> PlanFindings:
    evidence = Evidence(words, 1)
    cap = AfterTaxCap(words, Decimal(rate), None, highly_compensated_only=False, evidence=evidence) if rate else None
    return PlanFindings(after_tax=Finding(verdict, (evidence,), as_of=day), after_tax_cap=cap)


@pytest.mark.parametrize(
    ("first", "second", "verdict"),
    [
        (says("yes", SPRING), says("no", FALL), "no"),
        (says("no", FALL), says("yes", SPRING), "no"),
        (says("yes", SPRING), says("no", SPRING), "not_stated"),
        (says("yes", SPRING), says("no", None), "not_stated"),
        (says("yes", None), says("no", None), "not_stated"),
        (says("yes", SPRING), says("yes", FALL), "yes"),
        (says("yes", SPRING), PlanFindings(), "yes"),
    ],
    ids=[
        "a later letter takes back what an earlier one says",
        "whichever of the two is sent first",
        "two of one day contradict each other",
        "one without a day may be the later one",
        "two without a day contradict each other",
        "two that agree agree",
        "silence takes nothing back",
    ],
)
def test_which_of_two_files_counts(first: PlanFindings, second: PlanFindings, verdict: Verdict) -> None:
    together = merged(first, second)
    assert together.after_tax.verdict == verdict
    assert bool(together.disagree) is (verdict == "not_stated")


def test_the_words_shown_are_those_of_the_file_that_counts() -> None:
    together = merged(says("yes", SPRING, "You may."), says("no", FALL, "You may not."))
    assert [one.quote for one in together.after_tax.evidence] == ["You may not."]


def test_the_later_file_has_the_cap() -> None:
    together = merged(says("yes", SPRING, rate="0.06"), says("yes", FALL, rate="0.1"))
    assert together.after_tax_cap is not None
    assert together.after_tax_cap.rate == Decimal("0.1")


def test_the_day_outlives_the_way_through_json() -> None:
    assert from_json(to_json(says("yes", FALL))).after_tax.as_of == FALL

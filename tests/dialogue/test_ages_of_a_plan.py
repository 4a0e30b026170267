"""A plan that denies something to the younger allows it to whoever is past the age."""

from decimal import Decimal

import pytest

from dialogue.documents import facts_from
from dialogue.plan_findings import from_json, merged, to_json
from nlu.plans import Finding, PlanFindings

FROM_HALF = PlanFindings(in_service_distribution=Finding("no", from_age=Decimal("59.5")))


@pytest.mark.parametrize(("age", "verdict"), [(None, "no"), (45, "no"), (60, "no"), (61, "yes")])
def test_a_no_until_an_age_is_a_yes_only_for_whoever_has_it_all_year(age: int | None, verdict: str) -> None:
    assert facts_from(FROM_HALF, age) == {"in_service_distribution": verdict}


def test_the_age_outlives_the_way_through_json_and_another_document() -> None:
    kept = from_json(to_json(merged(FROM_HALF, PlanFindings())))
    assert kept.in_service_distribution.from_age == Decimal("59.5")

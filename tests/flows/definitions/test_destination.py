import itertools
from typing import Any

import pytest

from flows.definitions.destination import VALUES, destination
from flows.links import COPY_LIMIT
from tests.flows.definitions.answered import reached, shown, text_of
from tests.flows.definitions.flow_driver import library

FLOW = destination()
BOTH: dict[str, Any] = {"in_plan_conversion": "yes", "automatic_conversion": "yes", "in_service_distribution": "yes"}
PLAN_ONLY: dict[str, Any] = {**BOTH, "in_service_distribution": "no"}
IRA_ONLY: dict[str, Any] = {"in_plan_conversion": "no", "in_service_distribution": "yes"}
UNKNOWN: dict[str, Any] = {"in_plan_conversion": "unknown", "in_service_distribution": "unknown"}


def test_automatic_conversion_is_asked_only_where_the_plan_converts() -> None:
    assert reached(FLOW, in_plan_conversion="yes") == "automatic_conversion"
    assert reached(FLOW, in_plan_conversion="no") == "in_service_distribution"
    assert reached(FLOW, in_plan_conversion="unknown") == "in_service_distribution"


def test_a_plan_with_neither_route_is_not_compared() -> None:
    assert reached(FLOW, in_plan_conversion="no", in_service_distribution="no") == "no_route"


@pytest.mark.parametrize("told", [BOTH, PLAN_ONLY, IRA_ONLY, UNKNOWN], ids=["both", "plan", "ira", "unknown"])
def test_with_any_route_open_or_unknown_the_values_are_asked(told: dict[str, Any]) -> None:
    assert reached(FLOW, **told) == "route_values"
    assert reached(FLOW, **told, route_values=["fees"]) == "comparison"


@pytest.mark.parametrize(
    ("told", "allowed"), [(BOTH, "both"), (PLAN_ONLY, "in_plan"), (IRA_ONLY, "in_service"), (UNKNOWN, "unclear")]
)
def test_what_the_plan_allows_is_said(told: dict[str, Any], allowed: str) -> None:
    assert shown(FLOW, **told, route_values=[]).values["allowed"] == allowed


def test_a_route_that_is_unknown_keeps_it_unclear_even_if_the_other_is_sure() -> None:
    told: dict[str, Any] = {**BOTH, "in_service_distribution": "unknown"}
    assert shown(FLOW, **told, route_values=[]).values["allowed"] == "unclear"


def test_only_the_reasons_of_the_values_chosen_are_given_and_on_their_side() -> None:
    values = shown(FLOW, **BOTH, route_values=["loans", "early_access"]).values
    assert values["for_roth_ira"] == ["early_access"]
    assert values["for_plan"] == ["loans"]


@pytest.mark.parametrize("nothing", [[], None], ids=["none of them", "I don't know"])
def test_with_nothing_chosen_every_reason_is_given(nothing: list[str] | None) -> None:
    values = shown(FLOW, **BOTH, route_values=nothing).values
    assert {*values["for_roth_ira"], *values["for_plan"]} == set(VALUES)


@pytest.mark.parametrize("told", [BOTH, PLAN_ONLY, IRA_ONLY, UNKNOWN], ids=["both", "plan", "ira", "unknown"])
def test_required_distributions_are_never_a_reason_and_nobody_is_told_what_to_do(told: dict[str, Any]) -> None:
    text = text_of(FLOW, **told, route_values=[]).lower()
    assert "required" not in text
    assert "rmd" not in text
    assert "you should" not in text


def test_the_split_strategy_is_offered_where_both_routes_may_be_open() -> None:
    assert "detail:both" not in shown(FLOW, **BOTH, route_values=[]).hide
    assert "detail:both" not in shown(FLOW, **UNKNOWN, route_values=[]).hide
    assert "detail:both" in shown(FLOW, **PLAN_ONLY, route_values=[]).hide


def test_what_is_not_known_about_the_plan_is_asked_first() -> None:
    told: dict[str, Any] = {
        "in_plan_conversion": "yes",
        "automatic_conversion": "unknown",
        "in_service_distribution": "unknown",
    }
    questions = shown(FLOW, **told, route_values=["loans"]).values["open"]
    assert questions == ["in_service_distribution", "automatic_conversion", "converted_money", "loans"]


def test_past_the_distribution_age_access_and_leaving_are_said_to_hardly_count() -> None:
    young = text_of(FLOW, **BOTH, route_values=["early_access", "age_55"])
    old = shown(FLOW, known={"age": 60}, **BOTH, route_values=["early_access", "age_55"])
    assert old.values["past_distribution_age"]
    assert not shown(FLOW, known={"age": 59}, **BOTH, route_values=[]).values["past_distribution_age"]
    assert "10% extra tax" in young


def test_the_questions_to_copy_fit_a_button_whatever_is_open() -> None:
    words = library().flows["destination"].results["comparison"]
    longest = 0
    for told, chosen in itertools.product([BOTH, PLAN_ONLY, IRA_ONLY, UNKNOWN], [[], ["fees"], list(VALUES)]):
        result = shown(FLOW, **told, route_values=chosen)
        longest = max(longest, len(words.copies["ask"].plain(dict(result.values))))
    assert 0 < longest <= COPY_LIMIT

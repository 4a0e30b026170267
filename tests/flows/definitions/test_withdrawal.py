from decimal import Decimal
from typing import Any

import pytest

from flows.definitions.withdrawal import withdrawal
from tests.flows.definitions.answered import asked, reached, shown, text_of

FLOW = withdrawal()
IRA: dict[str, Any] = {
    "roth_account": "roth_ira",
    "past_59_half": "no",
    "clock_over": "no",
    "take_out": 40600,
    "ira_contributed": 0,
    "ira_rolled_in": 40600,
    "recently_taxed": 600,
}
PLAN: dict[str, Any] = {
    "roth_account": "roth_401k",
    "past_59_half": "no",
    "left_at_55": "no",
    "clock_over": "no",
    "take_out": 10000,
    "roth_value": 50000,
    "roth_basis": 45000,
    "recently_taxed": 0,
}


def test_a_rollover_taken_out_early_bears_the_tax_only_on_what_was_taxed_then() -> None:
    result = shown(FLOW, **IRA).values["result"]
    assert (result.early_tax, result.taxed) == (Decimal(60), Decimal(0))


def test_a_roth_401k_pays_a_share_of_earnings() -> None:
    result = shown(FLOW, **PLAN).values["result"]
    assert (result.taxed, result.early_tax) == (Decimal(1000), Decimal(100))


def test_leaving_at_55_is_asked_only_for_the_plan_and_only_below_the_distribution_age() -> None:
    assert "left_at_55" not in asked(FLOW, **{**IRA, "left_at_55": "no"})
    assert "left_at_55" not in asked(FLOW, **{**PLAN, "past_59_half": "yes"})
    spared = shown(FLOW, **{**PLAN, "left_at_55": "yes"}).values["result"]
    assert (spared.taxed, spared.early_tax) == (Decimal(1000), Decimal(0))


@pytest.mark.parametrize("account", [IRA, PLAN], ids=["IRA", "plan"])
def test_of_age_and_with_the_clock_over_nothing_is_taxed(account: dict[str, Any]) -> None:
    result = shown(FLOW, **{**account, "past_59_half": "yes", "clock_over": "yes"}).values["result"]
    assert result.qualified
    assert (result.taxed, result.early_tax) == (Decimal(0), Decimal(0))


def test_a_clock_that_is_not_known_counts_as_not_over_and_is_said_to() -> None:
    told = {**IRA, "take_out": 50000, "past_59_half": "yes", "clock_over": "unknown"}
    assert shown(FLOW, **told).values["result"].taxed == Decimal(9400)
    assert "not sure about the clock" in text_of(FLOW, **told)


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"take_out": 50001}, "more_than_there_is"),
        ({"roth_value": 0}, "empty"),
        ({"take_out": 0}, "nothing_out"),
        ({"recently_taxed": 45001}, "taxed_above_moved"),
    ],
)
def test_figures_that_do_not_go_together_are_named(changed: dict[str, int], problem: str) -> None:
    told = {**PLAN, **changed}
    assert reached(FLOW, **told) == "misfit"
    assert shown(FLOW, **told).values["problem"] == problem


def test_taking_out_all_there_is_goes_together() -> None:
    assert reached(FLOW, **{**PLAN, "take_out": 50000}) == "cost"
    assert reached(FLOW, **{**IRA, "recently_taxed": 40600}) == "cost"
    assert reached(FLOW, **{**IRA, "recently_taxed": 40601}) == "misfit"


def test_form_8606_is_for_the_roth_ira_and_only_before_it_is_qualified() -> None:
    assert "Form 8606" in text_of(FLOW, "forms", **IRA)
    assert "Form 8606" not in text_of(FLOW, "forms", **PLAN)
    assert "Form 8606" not in text_of(FLOW, "forms", **{**IRA, "past_59_half": "yes", "clock_over": "yes"})

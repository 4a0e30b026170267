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
    "ira_401k_basis": 0,
    "ira_rolled_in_before": 0,
    "ira_rolled_in": 40600,
    "recently_taxed": 600,
    "conversions_by_year": "one",
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


@pytest.mark.parametrize(
    ("changed", "taxed", "early_tax"),
    [
        pytest.param({"take_out": 10000, "ira_401k_basis": 60000}, 0, 0, id="W1, Roth 401(k) basis comes out first"),
        pytest.param({"take_out": 70000, "ira_401k_basis": 60000}, 0, 60, id="W2, then the conversion"),
        pytest.param({"take_out": 105000, "ira_401k_basis": 60000}, 4400, 500, id="W3, then earnings"),
        pytest.param(
            {"take_out": 50000, "clock_over": "yes", "ira_rolled_in_before": 100000}, 0, 0, id="W11, an old conversion"
        ),
        pytest.param(
            {"take_out": 101000, "clock_over": "yes", "ira_rolled_in_before": 100000}, 0, 60, id="W12, then a new one"
        ),
    ],
)
def test_each_layer_comes_out_in_its_turn(changed: dict[str, Any], taxed: int, early_tax: int) -> None:
    result = shown(FLOW, **{**IRA, "ira_401k_taxed": 0, **changed}).values["result"]
    assert (result.taxed, result.early_tax) == (taxed, early_tax)


def test_money_taxed_in_the_plan_lately_keeps_its_tax_up_to_an_amount() -> None:
    told = {**IRA, "take_out": 10000, "ira_401k_basis": 60000, "ira_401k_taxed": 3000}
    assert "up to $300 in all" in text_of(FLOW, **told)


def test_older_conversions_are_asked_only_where_there_can_be_any() -> None:
    assert "ira_rolled_in_before" not in asked(FLOW, **IRA)
    assert "ira_rolled_in_before" in asked(FLOW, **{**IRA, "clock_over": "yes"})


@pytest.mark.parametrize(
    ("changed", "worth", "said"),
    [
        ({"take_out": 26000, "ira_contributed": 26000, "ira_rolled_in": 0}, 76000, "$17,105.26"),
        ({"take_out": 15000, "ira_contributed": 20000, "ira_rolled_in": 40600}, 90000, "$4,900"),
    ],
    ids=["Z11", "Z12"],
)
def test_new_jersey_counts_a_share_of_an_early_payment(changed: dict[str, Any], worth: int, said: str) -> None:
    told = {**IRA, **changed, "state": "NJ"}
    assert reached(FLOW, **told) == "roth_iras_worth"
    text = text_of(FLOW, **{**told, "roth_iras_worth": worth})
    assert f"counts a share of an early payment as income, {said}" in text
    assert reached(FLOW, **{**told, "state": "NY"}) == "cost"


YEARS = [{"year": 2023, "amount": 20000, "taxed": 1000}, {"year": 2025, "amount": 45000, "taxed": 2400}]
SEVERAL = {**IRA, "clock_over": "yes", "ira_rolled_in": 65000, "recently_taxed": 3400, "ira_contributed": 6000}


@pytest.mark.parametrize(
    ("take_out", "before", "by_year", "early_tax"),
    [
        pytest.param(16000, 0, YEARS, 100, id="only the older year's taxed part has come out"),
        pytest.param(28400, 0, YEARS, 340, id="the younger year's taxed part follows the whole older year"),
        pytest.param(60000, 30000, YEARS, 340, id="W7, after a conversion that is older than five years"),
        pytest.param(16000, 0, None, 340, id="without the years at most all of it"),
        pytest.param(16000, 0, "one", 340, id="in one year the taxed part comes first"),
    ],
)
def test_the_years_of_conversions_decide_what_bears_the_tax(
    take_out: int, before: int, by_year: Any, early_tax: int
) -> None:
    told = {**SEVERAL, "take_out": take_out, "ira_rolled_in_before": before, "conversions_by_year": by_year}
    assert shown(FLOW, **told).values["result"].early_tax == early_tax
    assert ("You did not know the years" in text_of(FLOW, **told)) is (by_year is None)


def test_years_that_do_not_add_up_are_named() -> None:
    told = {**SEVERAL, "take_out": 16000, "conversions_by_year": YEARS[:1]}
    assert shown(FLOW, **told).values["problem"] == "years_differ"


def test_years_are_asked_only_where_they_matter() -> None:
    known = {**SEVERAL, "ira_rolled_in_before": 0, "conversions_by_year": None}
    assert "conversions_by_year" in asked(FLOW, **{**known, "take_out": 16000})
    assert "conversions_by_year" not in asked(FLOW, **{**known, "take_out": 6000})
    assert "conversions_by_year" not in asked(FLOW, **{**known, "take_out": 71000})
    assert "conversions_by_year" not in asked(FLOW, **{**known, "take_out": 16000, "past_59_half": "yes"})

from decimal import Decimal
from typing import Any

import pytest

from core.limits import constants
from flows.definitions.checkup import ARTICLES, checkup
from flows.definitions.mistakes import MISTAKES
from flows.engine.flow import Question
from tests.flows.definitions.answered import asked, reached, shown, text_of
from tests.flows.definitions.flow_driver import library

FLOW = checkup()
CLEAR: dict[str, Any] = {
    "conversion_habit": "automatic",
    "way_to_roth": "in_plan",
    "looked_after": "zero",
    "because_of_iras": [],
    "records_kept": "all",
    "filed_8606": "no",
    "room_errors": [],
    "early_need": "no",
}
NEVER: dict[str, Any] = {
    **CLEAR,
    "conversion_habit": "never",
    "waiting_value": 44000,
    "waiting_basis": 40000,
    "waiting_months": 12,
    "bracket": 0.32,
}


def found(**changed: Any) -> dict[str, Decimal | None]:
    findings = shown(FLOW, **{**CLEAR, **changed}).values["findings"]
    return {one.mistake: one.cost for one in findings}


def test_all_clear_is_said_kindly_after_eight_questions() -> None:
    assert len(asked(FLOW, **CLEAR)) == 8
    assert shown(FLOW, **CLEAR).words == "all_clear"


def test_somebody_who_has_not_begun_is_asked_only_what_can_be_wrong_by_then() -> None:
    told: dict[str, Any] = {**CLEAR, "conversion_habit": "not_begun"}
    assert asked(FLOW, **told) == ("conversion_habit", "room_errors", "early_need")
    assert shown(FLOW, **told).words == "all_clear"


def test_money_never_converted_costs_the_tax_on_its_earnings() -> None:
    finding = shown(FLOW, **NEVER).values["by"]["forgetting"]
    assert finding.cost == Decimal("1280.00")
    assert finding.about["a_year"] == Decimal("1280.00")
    assert finding.about["next"].earnings == Decimal("3520.00")


def test_below_cost_there_is_no_tax_and_the_months_are_not_asked() -> None:
    told: dict[str, Any] = {**NEVER, "waiting_value": 38000}
    assert "waiting_months" not in asked(FLOW, **told)
    assert found(**told) == {"forgetting": Decimal(0)}
    assert "tax-free" in text_of(FLOW, "forgetting", **told)


def test_without_a_rate_the_tax_is_told_at_two_rates_and_nothing_is_guessed() -> None:
    told: dict[str, Any] = {**NEVER, "bracket": None}
    assert found(**told) == {"forgetting": None}
    assert "24%" in text_of(FLOW, "forgetting", **told)


def test_an_empty_account_is_no_finding() -> None:
    assert found(conversion_habit="never", waiting_value=0) == {}


def test_where_the_balance_is_not_known_a_yearly_amount_gives_an_estimate() -> None:
    told: dict[str, Any] = {**CLEAR, "conversion_habit": "yearly", "waiting_value": None}
    assert reached(FLOW, **told) == "yearly_after_tax"
    told |= {"yearly_after_tax": 36000, "bracket": 0.22}
    estimate = shown(FLOW, **told).values["by"]["delaying"].about["estimate"]
    assert estimate.earnings == Decimal("1598.78")
    assert found(**told) == {"delaying": Decimal("351.73")}


def test_quarterly_costs_less_than_yearly() -> None:
    rest: dict[str, Any] = {"waiting_value": 0, "yearly_after_tax": 36000, "bracket": 0.24}
    quarterly = found(conversion_habit="quarterly", **rest)["delaying"]
    yearly = found(conversion_habit="yearly", **rest)["delaying"]
    assert quarterly is not None
    assert yearly is not None
    assert quarterly < yearly


@pytest.mark.parametrize(
    ("changed", "mistake", "kind"),
    [
        ({"looked_after": "no"}, "verifying", "unchecked"),
        ({"because_of_iras": ["held_back"]}, "pro_rata", "held_back"),
        ({"records_kept": "some"}, "records", "lacking"),
        ({"filed_8606": "yes"}, "records", "filed_8606"),
        ({"room_errors": ["no_cap"]}, "capacity", "no_cap"),
        ({"conversion_habit": "not_begun", "early_need": "yes"}, "liquidity", "before"),
    ],
)
def test_a_mistake_without_a_figure_asks_for_none(changed: dict[str, Any], mistake: str, kind: str) -> None:
    told: dict[str, Any] = {**CLEAR, **changed}
    assert found(**changed) == {mistake: None}
    assert shown(FLOW, **told).values["by"][mistake].kinds == (kind,)
    assert set(asked(FLOW, **told)) <= set(CLEAR)


def test_money_left_behind_is_priced_like_money_that_waits() -> None:
    told: dict[str, Any] = {
        "looked_after": "left",
        "waiting_value": 1100,
        "waiting_basis": 1000,
        "waiting_months": 3,
        "bracket": 0.24,
    }
    assert found(**told) == {"verifying": Decimal("24.00")}


def test_what_waits_is_counted_once_where_two_findings_show_it() -> None:
    told: dict[str, Any] = {**NEVER, "conversion_habit": "yearly", "looked_after": "left"}
    assert found(**told) == {"delaying": Decimal("1280.00"), "verifying": None}


def test_by_way_of_a_traditional_ira_a_share_of_the_pool_is_taxed() -> None:
    told: dict[str, Any] = {
        "way_to_roth": "via_traditional",
        "ira_landed": 20000,
        "ira_pre_tax": 80000,
        "bracket": 0.24,
    }
    assert found(**told, filed_8606="yes") == {"pro_rata": Decimal("3840.00")}
    alone: dict[str, Any] = {**told, "ira_pre_tax": 0}
    assert "bracket" not in asked(FLOW, **{**CLEAR, **alone})
    assert found(**alone, filed_8606="yes") == {"pro_rata": Decimal(0)}


def test_form_8606_belongs_to_money_that_went_through_a_traditional_ira() -> None:
    told: dict[str, Any] = {"way_to_roth": "via_traditional", "ira_landed": 20000, "ira_pre_tax": 0}
    assert "records" in found(**told, filed_8606="no")
    assert "records" not in found(**told, filed_8606="unknown")


@pytest.mark.parametrize(
    ("age", "too_high"), [(49, None), (50, 8000), (59, 8000), (60, 11250), (63, 11250), (64, 8000)]
)
def test_the_total_for_an_age_is_too_high_by_its_catch_up(age: int, too_high: int | None) -> None:
    expected = {} if too_high is None else {"capacity": Decimal(too_high)}
    assert found(room_errors=["age_total"], age=age) == expected


def test_a_match_on_pay_that_the_plan_may_not_count_leaves_room_unused() -> None:
    match = {"tiers": [{"rate": 1, "up_to_pct_of_pay": 0.06}]}
    assert found(room_errors=["whole_pay"], pay=500000, match=match) == {"capacity": Decimal("8400.00")}
    assert found(room_errors=["whole_pay"], pay=360000, match=match) == {}
    assert found(room_errors=["whole_pay"], pay=500000, match=None) == {"capacity": None}


def test_other_employer_money_and_last_years_limits() -> None:
    assert found(room_errors=["match_only"], profit_sharing=6000) == {"capacity": Decimal(6000)}
    assert found(room_errors=["match_only"], profit_sharing=0) == {}
    assert found(room_errors=["last_year"]) == {"capacity": Decimal(2000)}


def test_errors_in_both_directions_are_not_added_up() -> None:
    about = shown(FLOW, **CLEAR | {"room_errors": ["match_only", "last_year"], "profit_sharing": 6000}).values["by"]
    assert about["capacity"].cost == Decimal(6000)
    assert about["capacity"].about["too_low"] == Decimal(2000)


def test_money_needed_early_from_a_roth_ira_costs_only_the_tax_on_the_taxed_part() -> None:
    told: dict[str, Any] = {
        "early_need": "yes",
        "need_amount": 40600,
        "converted_total": 40600,
        "converted_taxable": 600,
    }
    assert found(**told, way_to_roth="direct", bracket=0.24) == {"liquidity": Decimal("60.00")}


def test_money_needed_early_from_the_plan_carries_earnings() -> None:
    told: dict[str, Any] = {"early_need": "yes", "need_amount": 10000, "converted_total": 45000, "converted_taxable": 0}
    assert found(**told, roth_worth=50000, bracket=0.24) == {"liquidity": Decimal("340.00")}


def test_more_needed_than_there_is_does_no_harm() -> None:
    told: dict[str, Any] = {
        "early_need": "yes",
        "need_amount": 90000,
        "converted_total": 45000,
        "converted_taxable": 50000,
    }
    assert found(**told, roth_worth=50000, bracket=0.24)["liquidity"] is not None
    assert found(**{**NEVER, "early_need": "yes", "need_amount": 90000})["liquidity"] == Decimal("1680.00")


def test_where_it_is_not_known_where_the_money_is_no_amounts_are_asked() -> None:
    told: dict[str, Any] = {**CLEAR, "way_to_roth": "unknown", "early_need": "yes"}
    assert reached(FLOW, **told) == "need_amount"
    assert reached(FLOW, **told, need_amount=5000) == "findings"
    assert "Roth IRA" in text_of(FLOW, "liquidity", **told, need_amount=5000)


def test_no_records_of_a_roth_ira_show_what_is_at_stake_at_most() -> None:
    told: dict[str, Any] = {
        **CLEAR,
        "records_kept": "none",
        "way_to_roth": "direct",
        "converted_total": 40600,
        "bracket": 0.24,
    }
    finding = shown(FLOW, **told).values["by"]["records"]
    assert finding.cost is None
    assert finding.about["at_risk"] == Decimal("13804.00")
    assert "converted_total" not in asked(FLOW, **{**told, "way_to_roth": "in_plan"})


def test_findings_come_in_order_of_cost_and_those_without_a_figure_last() -> None:
    told: dict[str, Any] = {
        **NEVER,
        "room_errors": ["last_year"],
        "early_need": "yes",
        "need_amount": 4400,
        "records_kept": "none",
    }
    assert list(found(**told)) == ["capacity", "forgetting", "liquidity", "records"]


def test_only_the_parts_and_articles_of_what_was_found_are_offered() -> None:
    hidden = shown(FLOW, **NEVER).hide
    assert "detail:forgetting" not in hidden
    assert "article:mistake-forgetting-to-convert" not in hidden
    assert len(hidden) == 2 * (len(MISTAKES) - 1)


def test_every_mistake_has_its_part_and_its_article() -> None:
    words = library().flows["checkup"].results["findings"]
    assert set(words.details) == set(MISTAKES) == set(ARTICLES)
    assert set(ARTICLES.values()) <= set(library().articles)


def test_a_rate_above_the_whole_income_does_not_break_the_result() -> None:
    assert found(**{**NEVER, "bracket": 2})["forgetting"] == Decimal("4000.00")


def test_the_rates_to_choose_are_those_of_the_law() -> None:
    question = FLOW.nodes["bracket"]
    assert isinstance(question, Question)
    assert question.words is not None
    assert question.words.options is not None
    assert list(question.words.options) == [str(rate) for rate in constants().federal_rates]


def test_what_was_done_shows_what_the_plan_allows() -> None:
    learned = {"after_tax": "yes", "in_plan_conversion": "yes", "automatic_conversion": "yes"}
    assert shown(FLOW, **CLEAR).learned == learned
    assert shown(FLOW, **{**CLEAR, "conversion_habit": "not_begun"}).learned == {}


def test_what_the_user_said_about_the_plan_is_not_overruled() -> None:
    known = {"in_plan_conversion": "no", "automatic_conversion": "unknown"}
    assert shown(FLOW, known=known, **CLEAR).learned == {"after_tax": "yes", "automatic_conversion": "yes"}


@pytest.mark.parametrize("habit", ["automatic", "monthly", "quarterly", "yearly", "never", "unknown"])
@pytest.mark.parametrize("way", ["in_plan", "direct", "via_traditional", "check_to_me", "unknown"])
@pytest.mark.parametrize("amount", [None, 0, 5000], ids=["not known", "nothing", "some"])
def test_every_part_that_is_offered_opens(habit: str, way: str, amount: int | None) -> None:
    told: dict[str, Any] = {
        "conversion_habit": habit,
        "way_to_roth": way,
        "looked_after": "left",
        "because_of_iras": ["held_back", "moved_iras", "in_plan_only"],
        "records_kept": "none",
        "filed_8606": "yes",
        "room_errors": ["age_total", "match_only", "whole_pay", "last_year", "no_cap"],
        "early_need": "yes",
        "age": 55,
        "pay": 400000,
        "match": None,
        "bracket": None if amount is None else 0.24,
        "waiting_months": amount,
        **dict.fromkeys(["profit_sharing", "waiting_value", "waiting_basis", "yearly_after_tax"], amount),
        **dict.fromkeys(["ira_landed", "ira_pre_tax", "need_amount"], amount),
        **dict.fromkeys(["converted_total", "converted_taxable", "roth_worth"], amount),
    }
    by = shown(FLOW, **told).values["by"]
    assert len(by) >= 4
    assert all(text_of(FLOW, mistake, **told) for mistake in by)
    assert text_of(FLOW, **told)

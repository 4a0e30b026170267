"""The case of a household: each fact where it belongs, and what a flow of one plan sees of the others."""

from datetime import date, timedelta
from typing import Any

import pytest

from core.limits import limits_for
from flows.household.fact import Fact, Frame
from flows.household.household import MOST_PLANS, Household
from flows.household.kept import from_json, to_json
from flows.household.levels import OF_HOUSEHOLD, OF_PERSON, OF_PLAN, SO_FAR
from flows.household.plan import MINE, Owner, PlanId, PlanKind, plan_id
from flows.household.siblings import ASKED, FIGURES, THERE
from flows.registry import all_slots

TODAY = date(2026, 3, 2)
OLD = PlanId(Owner.ME, PlanKind.OLD)
BUSINESS = PlanId(Owner.ME, PlanKind.BUSINESS)
HERS = PlanId(Owner.SPOUSE, PlanKind.THIS)


def facts(on: date = TODAY, **values: Any) -> dict[str, Fact]:
    return {slot: Fact(value, str(value), on) for slot, value in values.items()}


def seen(household: Household) -> dict[str, Any]:
    return {slot: fact.value for slot, fact in household.facts.items()}


def employed() -> Household:
    return Household().with_facts(facts(tax_year=2026, age=49, state="CA", pay=200_000, deferral=15_000))


def test_every_slot_that_is_placed_is_a_slot() -> None:
    slots = all_slots().keys()
    assert OF_PERSON | OF_PLAN | OF_HOUSEHOLD | SO_FAR | FIGURES | ASKED | set(THERE) | set(THERE.values()) <= slots
    assert OF_PERSON.isdisjoint(OF_PLAN)
    assert OF_HOUSEHOLD <= OF_PERSON


def test_a_second_plan_of_the_same_person_shares_the_age_and_not_the_pay() -> None:
    household = employed().opened(OLD)
    assert seen(household)["age"] == 49
    assert "pay" not in seen(household)
    assert household.several
    assert seen(household.opened(MINE)) == seen(employed())


def test_the_plan_of_a_spouse_shares_the_state_and_knows_the_age_here() -> None:
    household = employed().opened(HERS)
    assert seen(household) == {"tax_year": 2026, "spouse_age": 49, "state": "CA"}


def test_what_was_deferred_at_an_old_job_takes_from_the_limit_here() -> None:
    household = employed().told_of(OLD, 2026, facts(deferral=9_000, pay=80_000))
    here = seen(household)
    assert (here["other_employer"], here["other_deferral"], here["other_pay"]) == ("yes", 9_000, 80_000)
    there = seen(household.opened(OLD))
    assert (there["deferral"], there["other_deferral"]) == (9_000, 15_000)


def test_an_old_job_takes_nothing_from_the_limit_of_a_spouse() -> None:
    household = employed().told_of(OLD, 2026, facts(deferral=9_000)).opened(HERS)
    assert "other_deferral" not in seen(household)


def test_an_old_job_takes_nothing_from_the_limit_of_another_year() -> None:
    household = employed().told_of(OLD, 2025, facts(deferral=9_000))
    assert "other_employer" not in seen(household)


def test_a_figure_that_is_not_known_in_dollars_is_left_to_be_asked() -> None:
    household = employed().told_of(OLD, 2026, facts(pay=90_000))
    assert seen(household)["other_employer"] == "yes"
    assert "other_deferral" not in seen(household)


def test_the_maximum_deferred_elsewhere_is_the_limit_of_the_person() -> None:
    household = employed().told_of(OLD, 2026, facts(deferral="max"))
    assert seen(household)["other_deferral"] == limits_for(2026).elective_deferral
    both = household.with_facts(facts(deferral="max"))
    assert "other_deferral" not in seen(both)  # they cannot both have all of it


def test_two_other_jobs_are_added_up() -> None:
    other = PlanId(Owner.ME, PlanKind.OTHER)
    household = employed().told_of(OLD, 2026, facts(deferral=9_000)).told_of(other, 2026, facts(deferral=4_000))
    assert seen(household)["other_deferral"] == 13_000


def test_a_457b_does_not_take_from_the_limit_of_a_401k() -> None:
    other = PlanId(Owner.ME, PlanKind.OTHER)
    household = employed().told_of(OLD, 2026, facts(deferral=9_000, plan_type="457b"))
    assert seen(household)["other_plan"] == "457b"
    both = household.told_of(other, 2026, facts(deferral=4_000))
    assert (seen(both)["other_plan"], seen(both)["other_deferral"]) == ("401k", 4_000)


def test_a_403b_and_a_business_of_ones_own_belong_together_from_both_sides() -> None:
    household = Household().with_facts(facts(tax_year=2026, plan_type="403b", pay=90_000, deferral=10_000))
    household = household.told_of(BUSINESS, 2026, facts(own_wages=60_000, deferral=5_000))
    assert seen(household)["other_related"] == "yes"
    there = seen(household.opened(BUSINESS))
    assert (there["self_employed"], there["day_job"], there["other_plan"]) == ("yes", "yes", "403b")


def test_what_a_flow_asks_about_the_other_plan_is_told_of_that_plan() -> None:
    household = employed().told_of(OLD, 2026, facts(pay=80_000))
    told = household.with_facts(facts(other_deferral=7_000, other_employer_money=2_000))
    assert seen(told.opened(OLD))["deferral"] == 7_000
    assert seen(told)["other_deferral"] == 7_000
    assert seen(told)["other_employer_money"] == 2_000


def test_what_was_told_of_the_other_employer_goes_along_when_that_plan_is_opened() -> None:
    household = employed().with_facts(facts(other_employer="yes", other_deferral=12_000)).opened(OLD)
    assert seen(household)["deferral"] == 12_000
    back = household.opened(MINE).told_of(OLD, 2026, facts(deferral=13_000))
    assert seen(back)["other_deferral"] == 13_000


def test_what_was_told_before_a_year_was_named_belongs_to_it() -> None:
    household = Household().with_facts(facts(age=49, pay=200_000)).with_facts(facts(tax_year=2025))
    assert seen(household) == {"tax_year": 2025, "age": 49, "pay": 200_000}
    assert household.years() == (2025,)


def test_the_same_day_all_goes_on_to_another_year_and_the_age_with_it() -> None:
    household = employed().with_facts(facts(after_tax_made=5_000)).with_facts(facts(tax_year=2027))
    assert (seen(household)["age"], seen(household)["pay"], seen(household)["after_tax_made"]) == (50, 200_000, 5_000)


def test_later_only_what_lasts_goes_on_to_the_next_year() -> None:
    later = TODAY + timedelta(days=300)
    household = employed().with_facts(facts(after_tax_made=5_000)).with_facts(facts(later, tax_year=2027))
    assert "after_tax_made" not in seen(household)
    assert seen(household)["pay"] == 200_000
    changed = household.with_facts(facts(later, pay=210_000)).with_facts(facts(later, tax_year=2026))
    assert (seen(changed)["pay"], seen(changed)["after_tax_made"], seen(changed)["age"]) == (200_000, 5_000, 49)


def test_a_plan_that_is_left_keeps_its_flows() -> None:
    frames = (Frame("capacity", ("tax_year",)),)
    household = employed().opened(OLD, frames)
    assert household.plans[MINE].frames == frames


def test_one_plan_is_forgotten_and_the_others_stay() -> None:
    household = employed().told_of(OLD, 2026, facts(deferral=9_000)).told_of(HERS, 2026, facts(age=47, pay=1))
    alone = household.without_plan(OLD).without_plan(HERS)
    assert alone == employed().without(())
    assert Owner.SPOUSE not in alone.people


def test_one_year_is_forgotten_of_everybody() -> None:
    household = employed().told_of(HERS, 2026, facts(age=47, pay=1)).told_of(OLD, 2025, facts(deferral=9_000))
    left = household.without_year(2026)
    assert left.years() == (2025,)
    assert seen(left) == {}


def test_there_are_not_endlessly_many_plans() -> None:
    household = employed()
    for _ in range(MOST_PLANS - 1):
        household = household.opened(household.next_id(Owner.ME, PlanKind.OLD))
    with pytest.raises(ValueError, match="at most"):
        household.opened(household.next_id(Owner.ME, PlanKind.OLD))


def test_a_household_is_kept_whole() -> None:
    household = employed().told_of(OLD, 2026, facts(deferral=9_000)).opened(HERS, (Frame("capacity", ("age",)),))
    household = household.with_entries(HERS, [{"id": 1, "day": "2025-03-01", "amount": "5"}], 2)
    assert from_json(to_json(household)) == household


@pytest.mark.parametrize("text", ["", "me", "me.this.1", "me.this.x", "you.this", "me.this.2.3", "me.THIS"])
def test_what_names_no_plan_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        plan_id(text)

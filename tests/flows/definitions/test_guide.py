"""The set-up guide: the order of the steps, putting off, and what other flows have settled."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from flows.definitions.guide import SLOTS, STEPS, guide
from flows.effects import ForgetReminder, Remind
from tests.flows.definitions.flow_driver import TODAY, library, node, shown, words

FLOW = guide()
NAMES = [step.slot for step in STEPS]
MATCH = {
    "tiers": [{"rate": "0.5", "up_to_pay": "0.06"}],
    "nonelective_rate": "0",
    "nonelective_dollars": "0",
    "max_dollars": None,
    "per": "year",
}
NO_MATCH = {**MATCH, "tiers": []}
ROOM: dict[str, Any] = {
    "tax_year": 2026,
    "age": 42,
    "pay": "180000",
    "deferral": "max",
    "match": NO_MATCH,
    "after_tax_made": "0",
}
PAID: dict[str, Any] = {
    **ROOM,
    "pay_frequency": "monthly",
    "known_payday": None,
    "deferral_made": "22500",
    "after_tax_made": "40000",
    "lead_days": 0,
}


def done(count: int, last: str = "") -> dict[str, str]:
    given = dict.fromkeys(NAMES[:count], "done")
    return {**given, NAMES[count]: last} if last else given


def at(number: int, known: dict[str, Any] | None = None) -> dict[str, Any]:
    """What step `number` (from 1) shows, all before it done."""
    return dict(shown(FLOW, done(number - 1), known).values)


@pytest.mark.parametrize("count", range(7))
def test_done_leads_to_the_next_step(count: int) -> None:
    assert node(FLOW, done(count)) == NAMES[count]


def test_the_last_step_ends_the_guide_and_its_reminder() -> None:
    assert node(FLOW, done(7)) == "finished"
    assert shown(FLOW, done(7)).effects == (ForgetReminder("guide"),)


@pytest.mark.parametrize("count", range(7))
def test_later_pauses_says_what_is_next_and_asks_to_be_reminded(count: int) -> None:
    given = done(count, "later")
    assert node(FLOW, given) == "paused"
    result = shown(FLOW, given)
    label = library().flows["guide"].steps[NAMES[count]].label
    assert result.values["next"] == label
    assert result.effects == (Remind("guide", TODAY + timedelta(days=STEPS[count].days)),)
    assert f"{count} of 7 steps are done" in words(FLOW, given)


def test_a_plan_without_automatic_conversion_goes_on_to_converting_by_hand() -> None:
    given = done(4, "not_offered")
    assert node(FLOW, given) == "guide_convert"
    assert shown(FLOW, given).values["automatic"] is False


def test_the_picture_shows_what_is_done_what_is_open_and_what_comes() -> None:
    picture = shown(FLOW, done(2, "later")).picture
    assert picture is not None
    assert picture.kind == "progress"
    assert [step["state"] for step in picture.data["steps"]] == ["done"] * 2 + ["open"] + ["later"] * 4
    assert picture.alt.startswith("2 of 7 done.")


def test_only_later_is_asked_again_when_the_guide_is_taken_up() -> None:
    assert all(slot.passing == ("later",) and not slot.fresh for slot in SLOTS)


def test_the_eligibility_walk_settles_the_first_step() -> None:
    known = {"after_tax": "yes", "in_plan_conversion": "yes", "in_service_distribution": "no"}
    assert (at(1, known)["settled"], at(1, known)["route"]) == (True, "in_plan")


@pytest.mark.parametrize(
    "known",
    [
        {},
        {"after_tax": "yes"},
        {"after_tax": "unknown", "in_plan_conversion": "yes"},
        {"after_tax": "no", "in_plan_conversion": "yes"},
    ],
    ids=["nothing known", "no route known", "after-tax not known", "no after-tax"],
)
def test_what_is_not_sure_does_not_settle_the_first_step(known: dict[str, str]) -> None:
    assert at(1, known)["settled"] is False


def test_a_plan_without_after_tax_money_is_said_to_stand_in_the_way() -> None:
    assert at(1, {"after_tax": "no"})["no_after_tax"] is True


def test_a_known_room_settles_the_third_step() -> None:
    values = at(3, ROOM)
    assert values["settled"] is True
    assert values["room"].after_tax_room == Decimal(47_500)


def test_a_room_of_another_year_settles_nothing() -> None:
    values = at(3, {**ROOM, "tax_year": 2025})
    assert (values["settled"], values["other_year"]) == (False, True)


def test_dollars_and_percent_per_paycheck_come_from_the_core_once_all_is_known() -> None:
    deferral, after_tax = at(2, PAID)["election"], at(4, PAID)["election"]
    # Two monthly paydays are left after 24 November: 30 November and December 31; pay is 15,000 a month.
    assert (deferral.checks, deferral.each, deferral.share) == (2, Decimal(1_000), Decimal("0.06666"))
    assert (after_tax.checks, after_tax.each, after_tax.share) == (2, Decimal(3_750), Decimal("0.25"))


@pytest.mark.parametrize("missing", ["pay_frequency", "deferral_made", "age", "match"])
def test_without_one_of_the_figures_there_is_a_button_instead(missing: str) -> None:
    known = {slot: value for slot, value in PAID.items() if slot != missing}
    assert at(2, known)["election"] is None
    assert "flow:paychecks" not in shown(FLOW, done(1), known).hide
    assert "flow:paychecks" in shown(FLOW, done(1), PAID).hide


def test_after_tax_money_that_is_in_already_shows_that_contributions_run() -> None:
    assert at(4, {**ROOM, "after_tax_made": "12500"})["settled"] is True
    assert at(4, ROOM)["settled"] is False


@pytest.mark.parametrize(("said", "settled"), [("no", True), ("yes", False), ("unknown", False)])
def test_a_plan_known_to_have_no_automatic_conversion_settles_the_fifth_step(said: str, settled: bool) -> None:
    assert at(5, {"automatic_conversion": said})["settled"] is settled


def test_an_input_that_the_core_refuses_is_no_figure_and_no_fault() -> None:
    assert at(3, {**ROOM, "pay": "-5"})["settled"] is False

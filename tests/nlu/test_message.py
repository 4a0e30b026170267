"""Whole messages: every fact they state, nothing that they do not."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from core.limits import published_years
from core.match import MatchFormula, PayTier
from nlu.entities.reading import to_json
from nlu.readers import Context, describe_match, read_message

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "message.yaml").read_text(encoding="utf-8"))
TODAY = date(2026, 11, 24)
EMPLOYERS = ("Google", "Microsoft", "Amazon", "Meta", "Apple")
PROVIDERS = ("fidelity", "vanguard", "schwab", "empower")


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_a_message_is_read(case: dict[str, Any]) -> None:
    text = case["text"].replace("YEAR_AFTER_LAST", str(published_years()[-1] + 1))
    message = read_message(text, Context(TODAY), EMPLOYERS, PROVIDERS)
    found = dict(message.slots)
    if "match" in found:
        found["match"] = describe_match(MatchFormula.model_validate(found["match"]))
    assert found == case["slots"]
    assert message.correction_of == case.get("correction_of")
    assert message.question is case.get("question", False)
    assert message.hypothetical is case.get("hypothetical", False)
    assert dict(message.supposed) == case.get("supposed", {})
    if "unclear" in case:
        assert {slot: one.reason for slot, one in message.unclear.items()} == case["unclear"]
    if "rest" in case:
        assert message.rest == case["rest"]


def test_what_is_known_tells_which_slot_a_correction_is_of() -> None:
    known = {"pay": 240000, "deferral": 12000, "age": 44}
    message = read_message("it's 15,000 not 12,000", Context(TODAY, known=known))
    assert dict(message.slots) == {"deferral": 15000}
    assert message.correction_of == "deferral"


def test_a_correction_of_the_other_jobs_figure_is_of_that_slot() -> None:
    known = {"pay": 240000, "deferral": 11000, "other_deferral": 9000}
    message = read_message("my previous job was 7k not 9k", Context(TODAY, known=known))
    assert (message.correction_of, message.slots.get("other_deferral"), message.slots.get("deferral")) == (
        "other_deferral",
        7000,
        None,
    )


def test_a_known_pay_turns_a_share_into_dollars() -> None:
    message = read_message("I contribute 10%", Context(TODAY, known={"pay": 200000}))
    assert dict(message.slots) == {"deferral": 20000}


def test_what_is_unclear_is_named_with_its_reason() -> None:
    message = read_message("I'm 35 and my salary is 150k. Match is 4%.", Context(TODAY))
    assert message.unclear["match"].reason == "two_readings"
    assert message.unclear["match"].readings


def test_a_bound_told_anew_keeps_the_rate_that_is_known() -> None:
    known = {"match": to_json(MatchFormula(tiers=(PayTier(rate=Decimal("0.75"), up_to_pct_of_pay=Decimal("0.08")),)))}
    message = read_message("the match stops at 6%, the rate stays the same", Context(TODAY, known=known))
    assert describe_match(MatchFormula.model_validate(message.slots["match"])) == (
        "75% of what you put in, up to 6% of pay"
    )
    assert message.correction_of == "match"


def test_a_figure_said_to_be_told_before_is_the_one_taken_back() -> None:
    known = {"pay": 150000, "deferral": 21000}
    message = read_message("I told you 21,000 but I paused in May, so it's just 9,500", Context(TODAY, known=known))
    assert (dict(message.slots), message.correction_of) == ({"deferral": 9500}, "deferral")


def test_a_cap_told_in_dollars_replaces_its_share() -> None:
    message = read_message("oh, the cap is in dollars, 9k, not 9%", Context(TODAY))
    assert dict(message.slots) == {"plan_cap_dollars": 9000}


def test_an_amount_that_is_just_the_limit_is_asked_about_as_the_deferral() -> None:
    message = read_message("41, 190k pay, 24,500, ok?", Context(TODAY))
    assert message.unclear["deferral"].json == 24500

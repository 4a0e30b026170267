"""Match formulas in people's words, said back in plain ones."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from core.match import DeferralTier, DollarTier, MatchFormula, PayTier
from nlu.readers import Context, describe_match, read

CASES = Path(__file__).parent / "cases" / "match.yaml"
CONTEXT = Context(date(2026, 11, 24))


def _cases() -> list[Any]:
    groups = yaml.safe_load(CASES.read_text(encoding="utf-8"))
    return [
        pytest.param(text, told, id=f"{group['name']}: {text}")
        for group in groups
        for text, told in group["cases"].items()
    ]


@pytest.mark.parametrize(("text", "told"), _cases())
def test_a_match_is_read(text: str, told: str | None) -> None:
    reading = read("match", text, CONTEXT)
    if told is None:
        assert reading.value is None
        assert reading.reason
        return
    assert isinstance(reading.value, MatchFormula)
    assert describe_match(reading.value) == told.removesuffix(" ?")
    assert reading.confirm is told.endswith(" ?")


def test_the_json_of_a_match_is_the_full_structure_in_numbers() -> None:
    assert read("match", "100% of the first 3% and 50% of the next 2%", CONTEXT).json == {
        "tiers": [
            {"rate": 1, "from_pct_of_pay": 0, "up_to_pct_of_pay": 0.03},
            {"rate": 0.5, "from_pct_of_pay": 0.03, "up_to_pct_of_pay": 0.05},
        ],
        "nonelective_rate": 0,
        "nonelective_dollars": 0,
        "max_dollars": None,
        "per": "year",
    }


def test_the_readings_of_an_ambiguous_match_are_offered_with_what_they_mean() -> None:
    readings = read("match", "6% match", CONTEXT).readings
    assert len(readings) >= 2
    assert all(one.label == describe_match(one.value) for one in readings)


def _labels(text: str, **known: str) -> list[str]:
    return [one.label for one in read("match", text, Context(CONTEXT.today, known=known)).readings]


def test_a_match_up_to_a_share_of_pay_without_a_rate_offers_dollar_for_dollar_first() -> None:
    assert _labels("a match of up to 5% of pay")[0] == "100% of what you put in, up to 5% of pay"


def test_a_maximum_that_may_be_of_the_match_or_of_the_deferral_is_asked_about_with_both() -> None:
    assert _labels("40% match, max 4%") == [
        "40% of what you put in, up to 4% of pay",
        "40% of what you put in, up to 10% of pay",
    ]


def test_the_bands_of_two_groups_of_employees_are_asked_about_one_by_one() -> None:
    told = "50% of the first 6% for people with less than 5 years of service and 75% of the first 6% for all others"
    assert _labels(told) == ["50% of what you put in, up to 6% of pay", "75% of what you put in, up to 6% of pay"]


def test_dollars_of_a_paycheck_are_asked_about_until_it_is_known_how_many_there_are() -> None:
    text = "40% up to 5%, max $100 per paycheck"
    assert _labels(text)[0].startswith("40% of what you put in, up to 5% of pay, at most $2,600 a year")
    known = read("match", text, Context(CONTEXT.today, known={"pay_frequency": "monthly"}))
    assert known.value.max_dollars == 1200
    assert known.plain


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        (MatchFormula(), "no match"),
        (MatchFormula(tiers=(DeferralTier(rate="0.5"),)), "50% of what you put in, up to the deferral limit"),
        (
            MatchFormula(tiers=(PayTier(rate="0.5", up_to_pct_of_pay="0.04"),), nonelective_rate="0.03"),
            "50% of what you put in, up to 4% of pay, plus 3% of pay whatever you put in",
        ),
        (
            MatchFormula(tiers=(PayTier(rate="1", up_to_pct_of_pay="0.06"),), max_dollars="7000", per="paycheck"),
            "100% of what you put in, up to 6% of pay, at most $7,000 a year, figured each paycheck",
        ),
        (MatchFormula(nonelective_dollars="2000"), "$2,000 a year whatever you put in"),
        (
            MatchFormula(
                tiers=(
                    DollarTier(rate="1", up_to_dollars="400"),
                    DollarTier(rate="0.5", from_dollars="400", up_to_dollars="900"),
                )
            ),
            "100% of the first $400 you put in, then 50% of what you put in between $400 and $900",
        ),
        (
            MatchFormula(tiers=(PayTier(rate="3", up_to_pct_of_pay="0.02"),), min_deferral_pct_of_pay="0.02"),
            "300% of what you put in, up to 2% of pay, if you put in at least 2% of pay",
        ),
    ],
)
def test_a_formula_is_said_in_plain_words(formula: MatchFormula, words: str) -> None:
    assert describe_match(formula) == words


def test_what_a_formula_is_said_as_reads_as_that_formula() -> None:
    for text in ("50% up to 6%", "dollar for dollar up to 4% plus 3% no matter what", "half up to the IRS limit"):
        formula = read("match", text, CONTEXT).value
        assert read("match", describe_match(formula), CONTEXT).value == formula

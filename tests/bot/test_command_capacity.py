"""The commands `capacity` and `limits`: objects of numbers, and refusals by field and message."""

import json
from argparse import ArgumentParser
from typing import Any

import pytest

from bot.commands import capacity, limits
from core.limits import published_years
from core.match import MatchFormula

AFTER_LAST = published_years()[-1] + 1

THIS_YEAR = 2026

HALF_OF_SIX = MatchFormula.model_validate({"tiers": [{"rate": 0.5, "up_to_pct_of_pay": 0.06}]})


def read_match(text: str) -> MatchFormula | str:
    return HALF_OF_SIX if text == "50% up to 6%" else f"{text!r} is no match that I can read"


def answer(raw: Any) -> dict[str, Any]:
    return capacity.answer(raw, THIS_YEAR, read_match)


def test_the_answer_holds_the_figures_in_their_order_as_numbers() -> None:
    found = answer({"age": 52, "pay": 220000, "deferral": "max", "match": "50% up to 6%"})

    assert list(found)[:15] == [
        "tax_year",
        "deferral_limit",
        "catch_up_limit",
        "deferral_limit_here",
        "excess_deferral",
        "deferral_counted",
        "catch_up_used",
        "annual_additions_limit",
        "match",
        "employer_total",
        "after_tax_room",
        "after_tax_ceiling",
        "over_limit_by",
        "binding",
        "lines",
    ]
    assert (found["tax_year"], found["match"], found["after_tax_room"]) == (2026, 6600, 40900)
    assert json.loads(json.dumps(found)) == found
    assert sum(line["amount"] for line in found["lines"]) == found["after_tax_room"]
    assert found["lines"][0] == {
        "label": "annual_additions_limit",
        "amount": 72000,
        "rule": "the limit without catch-up, which does not count against it",
        "source": "IRC 415(c)(1)(A); IRS Notice 2025-67",
    }


def test_the_lines_to_the_ceiling_are_there_where_it_differs() -> None:
    found = answer({"age": 52, "pay": 300000, "deferral": 24500})

    assert (found["after_tax_room"], found["after_tax_ceiling"]) == (47500, 55500)
    assert sum(line["amount"] for line in found["ceiling_lines"]) == 55500
    assert answer({"age": 52, "pay": 300000, "deferral": 32500})["ceiling_lines"] == []


@pytest.mark.parametrize(
    ("raw", "field", "message"),
    [
        ({"age": 42, "pay": -5, "deferral": 0}, "pay", "pay must be more than 0; I got -5"),
        ({"age": 42, "pay": 1000}, "deferral", "deferral is missing; give the deferral for the year in dollars"),
        (
            {"age": 42, "pay": 1, "deferral": 0, "tax_year": AFTER_LAST},
            "tax_year",
            f"The limits for {AFTER_LAST} are not loaded",
        ),
        ({"age": 42, "pay": 1, "deferral": 0, "match": "lots"}, "match", "'lots' is no match that I can read"),
        ({"age": 42, "pay": 1, "deferral": 0, "match": 7}, "match", "match must be an object"),
        ([1, 2], "", "the input must be an object"),
        (None, "", "the input must be an object"),
    ],
)
def test_bad_input_is_answered_with_its_field_and_a_message(raw: Any, field: str, message: str) -> None:
    error = answer(raw)["error"]

    assert error["field"] == field
    assert error["message"].startswith(message)


def test_options_say_the_same_as_a_json_line() -> None:
    parser = ArgumentParser()
    capacity.add_arguments(parser)
    options = parser.parse_args(
        ["--age", "37", "--pay", "120000", "--deferral", "max", "--other-employer", '{"deferral": 15000}']
    )

    line = {"age": 37, "pay": 120000, "deferral": "max", "other_employer": {"deferral": 15000}}
    assert answer(capacity.raw_from(options)) == answer(line)
    assert answer(line)["deferral_limit_here"] == 9500


def test_an_option_that_is_no_json_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    parser = ArgumentParser()
    capacity.add_arguments(parser)

    with pytest.raises(SystemExit) as stopped:
        parser.parse_args(["--other-employer", "15000"])
    assert stopped.value.code == 2
    assert "a JSON object is wanted" in capsys.readouterr().err


def test_comparing_two_years_says_what_changed() -> None:
    parser = ArgumentParser()
    limits.add_arguments(parser)
    found = limits.answer(limits.raw_from(parser.parse_args(["--compare", "2025", "2026"])), THIS_YEAR)

    assert found["changes"][0] == {
        "name": "elective_deferral",
        "before": 23500,
        "after": 24500,
        "by": 1000,
        "source": "IRC 402(g)(1); IRS Notice 2025-67",
    }
    assert "higher_catch_up" in found["unchanged"]


def test_without_two_years_the_limits_of_one_are_given_with_their_sources() -> None:
    found = limits.answer({}, 2024)

    assert found["tax_year"] == 2024
    assert found["limits"]["annual_additions"]["amount"] == 69000
    assert found["limits"]["higher_catch_up"]["amount"] is None


@pytest.mark.parametrize(
    ("raw", "field", "message"),
    [
        ({"compare": [2025, AFTER_LAST]}, "compare", f"The limits for {AFTER_LAST} are not loaded"),
        ({"tax_year": 1999}, "tax_year", "The limits for 1999 are not loaded"),
        ({"compare": [2025]}, "compare", "compare must have at least 2 entries; I got [2025]"),
        ({"compare": ["last", 2026]}, "compare.0", "compare.0 must be a year, for example 2026; I got 'last'"),
        (3, "", "the input must be an object"),
    ],
)
def test_years_that_cannot_be_compared_are_refused(raw: Any, field: str, message: str) -> None:
    error = limits.answer(raw, THIS_YEAR)["error"]

    assert error["field"] == field
    assert error["message"].startswith(message)

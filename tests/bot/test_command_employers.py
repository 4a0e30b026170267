"""The command `employers`: one deferral limit, a room for each employer, refusals by field and message."""

import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

import pytest

from bot.commands import employers
from core.limits import published_years

AFTER_LAST = published_years()[-1] + 1

THIS_YEAR = 2026
TODAY = date(2026, 11, 24)


def test_an_excess_over_two_employers_is_answered_with_its_amount_and_date() -> None:
    parser = ArgumentParser()
    employers.add_arguments(parser)
    told = [{"name": "A", "pay": 90000, "deferral": 15000}, {"name": "B", "pay": 120000, "deferral": 12000}]
    options = parser.parse_args(["--age", "37", "--employers", json.dumps(told)])

    found = employers.answer(employers.raw_from(options), THIS_YEAR, TODAY)
    assert (found["excess_deferral"], found["excess_deferral_due"]) == (2500, "2027-04-15")
    assert [(group["names"], group["after_tax_room"]) for group in found["groups"]] == [(["A"], 57000), (["B"], 60000)]
    assert json.loads(json.dumps(found)) == found


@pytest.mark.parametrize(
    ("raw", "field", "message"),
    [
        ({"age": 37}, "employers", "employers is missing"),
        ({"age": 37, "employers": []}, "employers", "employers must have at least 1 entry"),
        ({"age": 37, "employers": [{"name": "A", "pay": -1}]}, "employers.0.pay", "employers.0.pay must be 0 or more"),
        (
            {"age": 37, "tax_year": AFTER_LAST, "employers": [{"name": "A", "pay": 1}]},
            "tax_year",
            f"The limits for {AFTER_LAST}",
        ),
        ("A", "", "the input must be an object"),
    ],
)
def test_bad_input_is_answered_with_its_field_and_a_message(raw: Any, field: str, message: str) -> None:
    error = employers.answer(raw, THIS_YEAR, TODAY)["error"]

    assert error["field"] == field
    assert error["message"].startswith(message)

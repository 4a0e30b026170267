"""`employers`: the one deferral limit across several employers, and the after-tax room at each."""

import json
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from pydantic import ValidationError

from bot.commands.calculation import year_as_json
from bot.commands.output import Json, amount, lines, refusal, refusal_of
from core.employers import EmployersInput, EmployersResult, GroupRoom, several_employers
from core.limits import LimitsNotPublished

_EXAMPLE: Final = '{"age": 37, "employers": [{"name": "A", "pay": 90000, "deferral": 15000}]}'
_AMOUNTS: Final = (
    "deferral_limit",
    "catch_up_limit",
    "person_deferral_limit",
    "deferrals",
    "deferral_left",
    "excess_deferral",
    "excess_deferral_if_ordinary",
)
_GROUP_AMOUNTS: Final = (
    "annual_additions_limit",
    "deferral_counted",
    "employer_money",
    "after_tax_made",
    "after_tax_limit",
    "after_tax_room",
    "over_limit_by",
    "becomes_catch_up",
    "true_excess",
    "plan_deferral_limit",
    "plan_excess_deferral",
)


def add_arguments(parser: ArgumentParser) -> None:
    """Adds `--age YEARS` and `--employers JSON`."""
    parser.add_argument("--age", metavar="YEARS", help="age reached by December 31 of the tax year")
    parser.add_argument(
        "--employers",
        metavar="JSON",
        type=_json_list,
        help='a list, as in \'[{"name": "A", "pay": 90000, "deferral": 15000}]\'',
    )


def raw_from(arguments: Namespace) -> Json:
    """The options that were given, as the object that a JSON line would hold."""
    return {key: value for key in ("age", "employers") if (value := getattr(arguments, key)) is not None}


def answer(raw: Any, default_year: int, as_of: date) -> Json:
    """The calculation for one input object on the day `as_of`, or `{"error": {"field", "message"}}`.

    Amounts are dollars as numbers.
    """
    if not isinstance(raw, Mapping):
        return refusal("", f"the input must be an object, for example {_EXAMPLE}")
    told = dict(raw)
    if told.get("tax_year") is None:
        told["tax_year"] = default_year
    told.setdefault("as_of", as_of)
    try:
        return as_json(several_employers(EmployersInput.model_validate(told)))
    except ValidationError as error:
        return refusal_of(error, EmployersInput)
    except LimitsNotPublished as error:
        return refusal("tax_year", str(error))


def as_json(result: EmployersResult) -> Json:
    """The result as the command writes it: amounts in dollars as numbers, in whole cents."""
    due = result.excess_deferral_due
    return {
        "tax_year": result.tax_year,
        **{name: amount(getattr(result, name)) for name in _AMOUNTS},
        "excess_deferral_due": due.isoformat() if due else None,
        "lines": lines(result.deferral_lines),
        "year": year_as_json(result.year),
        "groups": [_group(one) for one in result.groups],
    }


def _group(room: GroupRoom) -> Json:
    return {
        "names": list(room.names),
        **{name: amount(getattr(room, name)) for name in _GROUP_AMOUNTS},
        "binding": room.binding,
        "lines": lines(room.lines),
    }


def _json_list(text: str) -> list[Any]:
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        raise ArgumentTypeError(f"this is not JSON: {error}") from error
    if not isinstance(value, list):
        raise ArgumentTypeError('a JSON list is wanted, for example [{"name": "A", "pay": 90000}]')
    return value

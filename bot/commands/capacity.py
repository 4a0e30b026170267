"""`capacity`: the after-tax room of a year as an object of numbers, with the lines that lead to it."""

import json
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from pydantic import ValidationError

from bot.commands.calculation import amounts, year_as_json
from bot.commands.output import Json, amount, lines, refusal, refusal_of
from core.capacity import CapacityResult, capacity
from core.capacity_input import CapacityInput
from core.limits import LimitsNotPublished
from core.match import MatchFormula

_AMOUNTS_FIRST: Final = (
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
)
_AMOUNTS_LAST: Final = (
    "after_tax_limit",
    "over_plan_cap_by",
    "deferral",
    "compensation",
    "pay_left",
    "becomes_catch_up",
    "true_excess",
    "catch_up_left",
    "excess_deferral_if_ordinary",
    "plan_excess_deferral",
    "plan_cap",
    "plan_cap_on_full_pay",
    "room_on_full_pay",
)

# Option, key, metavar, help.
_OPTIONS: Final = (
    ("--age", "age", "YEARS", "age reached by December 31 of the tax year"),
    ("--pay", "pay", "DOLLARS", "pay for the year from this employer"),
    ("--deferral", "deferral", "DOLLARS", 'elective deferral for the whole year, including catch-up, or "max"'),
    ("--match", "match", "FORMULA", 'match in words, for example "50%% up to 6%%"'),
    ("--match-dollars", "match_dollars", "DOLLARS", "match for the year in dollars, in place of a formula"),
    ("--profit-sharing", "profit_sharing", "DOLLARS", "profit sharing for the year"),
    (
        "--nonelective-rate",
        "nonelective_rate",
        "FRACTION",
        "non-elective contribution as a fraction of pay, as in 0.03",
    ),
    ("--true-up", "true_up", "DOLLARS", "match that is paid after year end and is not in the formula"),
    ("--after-tax-made", "after_tax_made", "DOLLARS", "after-tax money that already went into this plan this year"),
    (
        "--plan-cap-rate",
        "plan_cap_rate",
        "FRACTION",
        "the plan's cap on after-tax money as a fraction of pay, as in 0.1",
    ),
    ("--plan-cap-dollars", "plan_cap_dollars", "DOLLARS", "the plan's cap on after-tax money in dollars"),
    (
        "--plan-catch-up",
        "plan_catch_up",
        "KIND",
        "the catch-up the plan offers: none, regular or enhanced (ages 60 to 63)",
    ),
    ("--lead-days", "lead_days", "DAYS", "days payroll needs before a change takes effect"),
)
_OBJECTS: Final = (
    (
        "--other-employer",
        "other_employer",
        'another employer this year, as in \'{"deferral": 15000, "related": false}\'',
    ),
    (
        "--self-employed",
        "self_employed",
        'a business of your own, as in \'{"kind": "sole_proprietor", "net_profit": 80000}\'',
    ),
    (
        "--pay-schedule",
        "pay_schedule",
        'when pay comes, for the paydays left, as in \'{"pay_frequency": "biweekly", "known_payday": "2026-11-27"}\'',
    ),
)


def add_arguments(parser: ArgumentParser) -> None:
    """Adds the options for a single calculation; their values are checked where JSON lines are checked."""
    for option, key, metavar, text in _OPTIONS:
        parser.add_argument(option, dest=key, metavar=metavar, help=text)
    for option, key, text in _OBJECTS:
        parser.add_argument(option, dest=key, metavar="JSON", type=_json_object, help=text)


def raw_from(arguments: Namespace) -> Json:
    """The options that were given, as the object that a JSON line would hold."""
    keys = [key for _, key, *_ in (*_OPTIONS, *_OBJECTS)]
    return {key: value for key in keys if (value := getattr(arguments, key, None)) is not None}


def answer(
    raw: Any, default_year: int, read_match: Callable[[str], MatchFormula | str], as_of: date | None = None
) -> Json:
    """The calculation for one input object, or `{"error": {"field", "message"}}`.

    `default_year` and `as_of` are used where the input names no tax year and no day. `read_match` reads a formula in
    words; a text that it gives back is the reason why the words are no formula.
    """
    if not isinstance(raw, Mapping):
        return refusal("", 'the input must be an object, for example {"age": 42, "pay": 180000, "deferral": "max"}')
    told = dict(raw)
    if told.get("tax_year") is None:
        told["tax_year"] = default_year
    if told.get("as_of") is None:
        told["as_of"] = as_of
    if isinstance(told.get("match"), str):
        formula = read_match(told["match"])
        if isinstance(formula, str):
            return refusal("match", formula)
        told["match"] = formula
    try:
        return as_json(capacity(CapacityInput.model_validate(told)))
    except ValidationError as error:
        return refusal_of(error, CapacityInput)
    except LimitsNotPublished as error:
        return refusal("tax_year", str(error))


def as_json(result: CapacityResult) -> Json:
    """The result as the command writes it: amounts in dollars as numbers, in whole cents."""
    due = result.excess_deferral_due
    ceiling_differs = result.after_tax_ceiling != result.after_tax_room
    return {
        "tax_year": result.tax_year,
        **{name: amount(getattr(result, name)) for name in _AMOUNTS_FIRST},
        "binding": result.binding,
        "lines": lines(result.lines),
        "ceiling_lines": lines(result.ceiling_lines) if ceiling_differs else [],
        **amounts(result, _AMOUNTS_LAST),
        "year": year_as_json(result.year),
        "excess_deferral_due": due.isoformat() if due else None,
        "notes": list(result.notes),
    }


def _json_object(text: str) -> Json:
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        raise ArgumentTypeError(f"this is not JSON: {error}") from error
    if not isinstance(value, dict):
        raise ArgumentTypeError('a JSON object is wanted, for example {"deferral": 15000}')
    return value

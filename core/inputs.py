"""Number types for the input models, and errors that a person can read ("pay must be more than 0; I got -5").

Every input model of the core uses these types, so that the same slip is told the same way everywhere.
"""

from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from typing import Annotated, Any, Final

from pydantic import BaseModel, BeforeValidator, PlainSerializer, ValidationError, ValidationInfo
from pydantic_core import ErrorDetails, PydanticCustomError

from core.money import to_cents

# Above these a number is taken for a slip of the keyboard.
MOST_DOLLARS: Final = Decimal(1_000_000_000)
OLDEST: Final = 110
YOUNGEST: Final = 14
_SHOWN: Final = 60


def unfit(field: str | None, problem: str) -> PydanticCustomError:
    """The error for a value that is not fit to be used; `problem` follows the field's name ("must be …; I got …")."""
    return PydanticCustomError("unfit", "{field} {problem}", {"field": field or "the value", "problem": problem})


def shown(value: object) -> str:
    """`value` as an error repeats it: numbers plain, anything else quoted, long ones cut."""
    if isinstance(value, Decimal):
        text = str(value)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        text = repr(value)
    elif value is None or isinstance(value, bool):
        text = {None: "nothing", True: "yes", False: "no"}[value]
    else:
        text = repr(value)
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def number(value: object, field: str | None, wanted: str) -> Decimal:
    """`value` as a finite Decimal. Raises the error of `unfit`, saying what is `wanted`, when it is no number."""
    if isinstance(value, Decimal):
        found = value
    elif isinstance(value, int | float | str) and not isinstance(value, bool):
        try:
            found = Decimal(str(value).strip())
        except InvalidOperation:
            raise unfit(field, f"must be {wanted}; I got {shown(value)}") from None
    else:
        raise unfit(field, f"must be {wanted}; I got {shown(value)}")
    if not found.is_finite():
        raise unfit(field, f"must be {wanted}; I got {shown(value)}")
    return found


def dollars(value: object, info: ValidationInfo) -> Decimal:
    """Checks a dollar amount that may be 0; the amount comes back in whole cents."""
    amount = number(value, info.field_name, "a number of dollars, for example 7200")
    if amount < 0:
        raise unfit(info.field_name, f"must be 0 or more; I got {shown(value)}")
    return _in_cents(amount, value, info)


def dollars_above_zero(value: object, info: ValidationInfo) -> Decimal:
    """Checks a dollar amount that must be more than 0; the amount comes back in whole cents."""
    amount = _in_cents(number(value, info.field_name, "a number of dollars, for example 180000"), value, info)
    if amount <= 0:
        raise unfit(info.field_name, f"must be more than 0; I got {shown(value)}")
    return amount


def _in_cents(amount: Decimal, value: object, info: ValidationInfo) -> Decimal:
    if amount > MOST_DOLLARS:
        raise unfit(info.field_name, f"must be at most {MOST_DOLLARS:,}; I got {shown(value)}")
    # What is far below zero is refused by the caller; it only has to stay small enough to be rounded.
    return to_cents(max(amount, -MOST_DOLLARS))


def fraction(most: Decimal) -> Callable[[object, ValidationInfo], Decimal]:
    """A check for fractions from 0 to `most`, which says how percents are written when one is given."""

    def check(value: object, info: ValidationInfo) -> Decimal:
        wanted = f"a fraction from 0 to {most} (0.06 is six percent)"
        found = number(value, info.field_name, wanted)
        if not 0 <= found <= most:
            raise unfit(info.field_name, f"must be {wanted}; I got {shown(value)}")
        return found

    return check


def whole_number(least: int, most: int, wanted: str) -> Callable[[object, ValidationInfo], int]:
    """A check for whole numbers from `least` to `most`."""

    def check(value: object, info: ValidationInfo) -> int:
        found = number(value, info.field_name, wanted)
        if found != found.to_integral_value():
            raise unfit(info.field_name, f"must be {wanted}; I got {shown(value)}")
        if not least <= found <= most:
            raise unfit(info.field_name, f"must be from {least} to {most}; I got {shown(value)}")
        return int(found)

    return check


def as_json_number(value: Decimal) -> int | float:
    """A Decimal as the number that JSON writes: whole ones without a point."""
    return int(value) if value == value.to_integral_value() else float(value)


_AS_NUMBER = PlainSerializer(as_json_number, return_type=int | float, when_used="json")

Dollars = Annotated[Decimal, BeforeValidator(dollars), _AS_NUMBER]
DollarsAboveZero = Annotated[Decimal, BeforeValidator(dollars_above_zero), _AS_NUMBER]
Share = Annotated[Decimal, BeforeValidator(fraction(Decimal(1))), _AS_NUMBER]
Rate = Annotated[Decimal, BeforeValidator(fraction(Decimal(5))), _AS_NUMBER]
Age = Annotated[int, BeforeValidator(whole_number(YOUNGEST, OLDEST, "a whole number of years, for example 42"))]
TaxYear = Annotated[int, BeforeValidator(whole_number(1900, 9999, "a year, for example 2026"))]


def without_nothing(raw: Any) -> Any:
    """For `model_validator(mode="before")`: a key that holds null is as good as a key that is not there."""
    if isinstance(raw, dict):
        return {key: value for key, value in raw.items() if value is not None}
    return raw


def readable_errors(error: ValidationError, model: type[BaseModel] | None = None) -> list[tuple[str, str]]:
    """What is wrong with an input, as (field, message) pairs that a person can read, in the order of the fields.

    `field` is dotted for nested keys (`other_employer.deferral`). With `model` given, a missing key's message says
    what belongs there (the field's description), and an unknown key's message names the nearest known one.
    """
    return [_readable(one, model) for one in error.errors(include_url=False)]


def _readable(error: ErrorDetails, model: type[BaseModel] | None) -> tuple[str, str]:
    context = error.get("ctx", {})
    # A tier's place in the union of tiers is ours to know, not the reader's.
    place = [str(part) for part in error["loc"] if not str(part).endswith("_tier")]
    named = [part for part in place if not part.isdigit()]
    if error["type"] == "unfit" and named[-1:] != [context["field"]]:
        place.append(context["field"])
    field = ".".join(place)
    fields = model.model_fields if model else {}
    got = shown(error["input"])
    match error["type"]:
        case "unfit":
            return field, f"{field} {context['problem']}"
        case "missing":
            described = fields[field].description if field in fields else None
            return field, f"{field} is missing; give {described}" if described else f"{field} is missing"
        case "extra_forbidden":
            near = get_close_matches(field, fields, n=1)
            return field, f"{field} is not a key that I know" + (f"; did you mean {near[0]}?" if near else "")
        case "literal_error":
            return field, f"{field} must be {context['expected']}; I got {got}"
        case "model_type" | "model_attributes_type" | "dict_type":
            return field, f"{field or 'the input'} must be an object with named keys; I got {got}"
        case "tuple_type" | "list_type":
            return field, f"{field} must be a list; I got {got}"
        case "too_short" | "too_long":
            limit = context.get("min_length", context.get("max_length"))
            bound = "at least" if error["type"] == "too_short" else "at most"
            return field, f"{field} must have {bound} {limit} {'entry' if limit == 1 else 'entries'}; I got {got}"
        case "bool_type" | "bool_parsing":
            return field, f"{field} must be true or false; I got {got}"
        case "value_error":
            return field, str(context["error"])
        case _:
            return field, f"{field}: {error['msg'][:1].lower()}{error['msg'][1:]}; I got {got}"

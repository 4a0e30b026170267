"""Makes checked, frozen inputs out of raw ones, and says in one sentence what is wrong where that fails."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Final, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

from core.inputs import dollars, number, readable_errors, shown, unfit, whole_number, without_nothing

EXAMPLE_DAY: Final = "2026-11-20"


class InputError(ValueError):
    """An input that cannot be used: the `field` it is about, and a `message` saying what is wanted and what came."""

    def __init__(self, field: str, message: str) -> None:
        self.field = field
        self.message = message
        super().__init__(message)


class Input(BaseModel):
    """What all inputs have in common: frozen, no unknown keys, and null is as good as a key that is not there."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _null_is_absent(cls, raw: Any) -> Any:
        return without_nothing(raw)


Model = TypeVar("Model", bound=BaseModel)


def read(model: type[Model], raw: Mapping[str, object]) -> Model:
    """`raw`, checked and made into a `model`. Raises `InputError` for the first thing that is wrong with it."""
    try:
        return model.model_validate(dict(raw))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field, message = readable_errors(error, model)[0]
        raise InputError(field or str(first.get("ctx", {}).get("field", "")), message) from None


def day(value: object, info: ValidationInfo) -> date:
    """Checks a day: a date, or an ISO day as text. Bare numbers are refused, for they are no days."""
    if type(value) is date:
        return value
    if isinstance(value, str):
        try:
            return date.fromisoformat(value.strip())
        except ValueError:
            pass
    raise unfit(info.field_name, f"must be a day such as {EXAMPLE_DAY}; I got {shown(value)}")


def annual_return(value: object, info: ValidationInfo) -> Decimal:
    """Checks a yearly return as a fraction: more than -1 (everything lost) and at most 0.5."""
    wanted = "a yearly return as a fraction from -0.9 to 0.5 (0.08 is eight percent)"
    found = number(value, info.field_name, wanted)
    if not Decimal("-0.9") <= found <= Decimal("0.5"):
        raise unfit(info.field_name, f"must be {wanted}; I got {shown(value)}")
    return found


def dollars_or_max(value: object, info: ValidationInfo) -> Decimal | str:
    """Checks a dollar amount that may be 0, or the word "max" for what the limit leaves open."""
    if isinstance(value, str) and value.strip().lower() == "max":
        return "max"
    try:
        return dollars(value, info)
    except PydanticCustomError as error:
        problem = str((error.context or {}).get("problem", "")).replace(
            "for example 7200", 'for example 7200, or "max"'
        )
        raise unfit(info.field_name, problem) from None


Day = Annotated[date, BeforeValidator(day)]
Year = Annotated[int, BeforeValidator(whole_number(1974, 2100, "a year, for example 2026"))]
Years = Annotated[int, BeforeValidator(whole_number(1, 80, "a number of years, for example 30"))]
DayCount = Annotated[int, BeforeValidator(whole_number(0, 366, "a number of days, for example 7"))]
AnnualReturn = Annotated[Decimal, BeforeValidator(annual_return)]
DollarsOrMax = Annotated[Decimal | Literal["max"], BeforeValidator(dollars_or_max)]

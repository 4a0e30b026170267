"""What the calculation commands have in common: an object in, an object out, and refusals in words."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

from bot.commands.output import Json, amount, refusal
from core.limits import LimitsNotPublished
from core.paychecks import YearState
from core.reading import InputError
from core.waiting import tax_at_rates


def answered(compute: Callable[[], Json]) -> Json:
    """What `compute` answers, or `{"error": {"field", "message"}}` for input that it refuses."""
    try:
        return compute()
    except InputError as error:
        return refusal(error.field, error.message)
    except LimitsNotPublished as error:
        return refusal("tax_year", str(error))


def told(raw: object, **defaults: object) -> Json:
    """`raw` without its nulls, on top of `defaults`. Raises `InputError` if it is no object."""
    if not isinstance(raw, Mapping):
        raise InputError("", "the input must be an object with named keys")
    return {**defaults, **{str(key): value for key, value in raw.items() if value is not None}}


def amounts(value: object, names: Iterable[str]) -> Json:
    """The attributes `names` of `value` as amounts; None stays null."""
    found = ((name, getattr(value, name)) for name in names)
    return {name: None if one is None else amount(one) for name, one in found}


def year_as_json(state: YearState | None) -> Json | None:
    """Whether the year is still open, days as ISO; null where the day was not told."""
    if state is None:
        return None
    days = {"as_of": state.as_of, "last_changeable": state.last_changeable, "last_day": state.last_day}
    return {
        "kind": state.kind,
        "closed": state.closed,
        "closing": state.closing,
        "paydays_left": state.paydays_left,
        "changeable_left": state.changeable_left,
        **{name: day.isoformat() if day else None for name, day in days.items()},
    }


def tax_table(taxable: Decimal) -> list[Json]:
    """The tax on `taxable` dollars at each federal rate, for those who gave no rate."""
    return [{"rate": float(rate), "tax": amount(tax)} for rate, tax in tax_at_rates(taxable)]

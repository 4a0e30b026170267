"""`limits`: the limits of a tax year with their sources, or what changed between two years."""

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.commands.output import Json, amount, refusal, refusal_of
from core.inputs import TaxYear
from core.limits import Limits, LimitsNotPublished, compare_years, limit_names, limits_for, published_years


class LimitsInput(BaseModel):
    """Which year's limits, or which two years to compare: the earlier one first."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    tax_year: TaxYear | None = None
    compare: Annotated[tuple[TaxYear, ...], Field(min_length=2, max_length=2)] | None = None


def add_arguments(parser: ArgumentParser) -> None:
    """Adds `--compare BEFORE AFTER`."""
    parser.add_argument(
        "--compare", nargs=2, metavar=("BEFORE", "AFTER"), help="two tax years, for example 2025 2026: what changed"
    )


def raw_from(arguments: Namespace) -> Json:
    """The options that were given, as the object that a JSON line would hold."""
    return {} if arguments.compare is None else {"compare": arguments.compare}


def answer(raw: Any, default_year: int) -> Json:
    """The limits of `tax_year` (or `default_year`), or the changes between two years, or the error.

    Amounts are dollars a year; null where the rule did not exist in that year.
    """
    if not isinstance(raw, Mapping):
        return refusal("", 'the input must be an object, for example {"compare": [2025, 2026]}')
    try:
        told = LimitsInput.model_validate(dict(raw))
        if told.compare is not None:
            before, after = told.compare
            return _comparison(before, after)
        return _one_year(limits_for(told.tax_year or default_year))
    except ValidationError as error:
        return refusal_of(error, LimitsInput)
    except LimitsNotPublished as error:
        return refusal("compare" if "compare" in raw else "tax_year", str(error))


def _comparison(before: int, after: int) -> Json:
    changes = compare_years(before, after)
    changed = {one.name for one in changes}
    return {
        "before": before,
        "after": after,
        "changes": [
            {
                "name": one.name,
                "before": _value(one.before),
                "after": _value(one.after),
                "by": _value(one.by),
                "source": one.source,
            }
            for one in changes
        ],
        "unchanged": [name for name in limit_names() if name not in changed],
    }


def _one_year(limits: Limits) -> Json:
    return {
        "tax_year": limits.tax_year,
        "published_years": list(published_years()),
        "limits": {
            name: {
                "amount": _value(getattr(limits, name)),
                "source": source.authority,
                "checked": source.checked.isoformat(),
                "verified": source.verified,
            }
            for name in limit_names()
            for source in (limits.sources[name],)
        },
    }


def _value(value: Decimal | bool | None) -> float | bool | None:
    return amount(value) if isinstance(value, Decimal) else value

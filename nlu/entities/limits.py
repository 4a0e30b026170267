"""The limits of the loaded years as people tell them: how large they may be, and where a text names one."""

import re
from collections.abc import Mapping
from decimal import ROUND_CEILING, Decimal
from functools import cache
from typing import Final

from core.limits import Limits, limits_for, published_years

_THOUSAND: Final = Decimal(1000)
_LEAST_BARE: Final = 20  # thousands; a smaller whole number without its thousands may be anything
_AMOUNT: Final = re.compile(
    r"(?<![\w.,$])\$?(?P<number>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?P<scale> ?(?:k|thousand|grand)\b)?(?![\w%]|[.,]\d)"
)


@cache
def most_deferred() -> Decimal:
    """The most that anybody may defer, of any age and loaded year (IRC 402(g), 414(v)), in full thousand dollars."""
    return _rounded_up(max(one.deferral_with_higher_catch_up for one in _years()))


@cache
def most_caught_up() -> Decimal:
    """The highest catch-up contribution of any age and loaded year (IRC 414(v)), in full thousands of dollars."""
    return _rounded_up(max(one.higher_catch_up or one.catch_up for one in _years()))


@cache
def most_into_ira() -> Decimal:
    """The most that anybody may put into IRAs in any loaded year (IRC 219(b)), in dollars."""
    return max(one.ira_with_catch_up for one in _years())


def with_limits_named(text: str) -> str:
    """`text` with each figure that is a limit of a loaded year as "additionslimit", "deferrallimit" or "iralimit".

    A limit may be told in dollars, with "k", or in thousands alone ("the full 72", "another 24.5").
    """
    return _AMOUNT.sub(_named, text)


def _named(amount: re.Match[str]) -> str:
    value = Decimal(amount["number"].replace(",", ""))
    if amount["scale"]:
        return _names().get(value * _THOUSAND, amount[0])
    bare = value > _LEAST_BARE or value % 1
    return _names().get(value) or (_names().get(value * _THOUSAND) if bare else None) or amount[0]


@cache
def _names() -> Mapping[Decimal, str]:
    return {
        value: name
        for one in _years()
        for value, name in (
            (one.ira, "iralimit"),
            (one.elective_deferral, "deferrallimit"),
            (one.annual_additions, "additionslimit"),
        )
    }


def _years() -> list[Limits]:
    return [limits_for(year) for year in published_years()]


def _rounded_up(dollars: Decimal) -> Decimal:
    """Dollars as people round a limit that they pass: up to the thousand."""
    return (dollars / _THOUSAND).to_integral_value(ROUND_CEILING) * _THOUSAND

"""What texts may calculate: the limits of a year and the core's functions, bound to that year."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Any

from core.capacity import CapacityResult, capacity
from core.capacity_input import CapacityInput
from core.conversions import ConversionInput, convert
from core.limits import constants, limits_for, published_years
from core.money import to_cents
from core.plan_loans import largest_plan_loan
from core.projection import grown_once, grown_yearly
from core.roth_ira import FilingStatus, roth_ira_limit

STALE_DAYS = 400  # after which an entry says that it was not checked of late


@dataclass(frozen=True, slots=True)
class Converted:
    """What an example conversion taxes, and the basis it moves; dollars."""

    taxable: Decimal
    basis: Decimal


def current_year(today: date) -> int:
    """The tax year that `today` lies in if it is loaded, else the latest loaded one before it."""
    loaded = [year for year in published_years() if year <= today.year]
    return loaded[-1] if loaded else published_years()[0]


@cache
def text_values(year: int) -> Mapping[str, Any]:
    """The names that articles and glossary entries may use for tax year `year`.

    Raises `core.limits.LimitsNotPublished` for a year that is not loaded.
    """

    def room(*, age: int, pay: Any, deferral: Any = "max", employer_money: Any = 0) -> CapacityResult:
        told = {"age": age, "pay": pay, "deferral": deferral, "match_dollars": employer_money, "tax_year": year}
        return capacity(CapacityInput.model_validate(told))

    def converted(*, value: Any, basis: Any, amount: Any = None) -> Converted:
        done = convert(
            ConversionInput.model_validate(
                {"value": value, "basis": basis, "amount": "max" if amount is None else amount}
            )
        )
        return Converted(done.taxable, done.basis_moved)

    def roth_ira(*, age: int, magi: Any, status: FilingStatus = "single") -> Decimal:
        return roth_ira_limit(limits_for(year), age, status, _decimal(magi)).allowed

    def plan_loan(vested: Any, owed: Any = 0, highest: Any = None) -> Decimal:
        told = None if highest is None else _decimal(highest)
        return largest_plan_loan(_decimal(vested), _decimal(owed), told)

    def one_deposit(amount: Any, rate: Any, years: int) -> Decimal:
        return to_cents(grown_once(_decimal(amount), _decimal(rate), years))

    def yearly_habit(amount: Any, rate: Any, years: int, timing: Any = "end") -> Decimal:
        return to_cents(grown_yearly(_decimal(amount), _decimal(rate), years, timing))

    return MappingProxyType(
        {
            "year": year,
            "years": published_years(),
            "limits": limits_for(year),
            "limits_in": limits_for,
            "law": constants(),
            "capacity": room,
            "conversion": converted,
            "roth_ira": roth_ira,
            "plan_loan": plan_loan,
            "one_deposit": one_deposit,
            "yearly_habit": yearly_habit,
        }
    )


def _decimal(value: Any) -> Decimal:
    return Decimal(str(value))

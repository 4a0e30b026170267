"""Movements of a year: a dated list of what went in and out, and everything that follows from it (facts 7)."""

from core.movements.accounts import AfterTaxAccount, Leg, Payment, RothAccount
from core.movements.checks import Check
from core.movements.clocks import Clock
from core.movements.deferral import Deferrals
from core.movements.movement import KINDS, Account, Kind, Movement, Reason
from core.movements.room import PlanRoom
from core.movements.roth_iras import ConversionLayer, RothLayers
from core.movements.tax_return import SecondLayout, TaxReturn
from core.movements.traditional_ira import IraYear
from core.movements.year import Note, YearResult, movements_of_year
from core.movements.year_input import Plan, RothIras, YearInput

__all__ = [
    "KINDS",
    "Account",
    "AfterTaxAccount",
    "Check",
    "Clock",
    "ConversionLayer",
    "Deferrals",
    "IraYear",
    "Kind",
    "Leg",
    "Movement",
    "Note",
    "Payment",
    "Plan",
    "PlanRoom",
    "Reason",
    "RothAccount",
    "RothIras",
    "RothLayers",
    "SecondLayout",
    "TaxReturn",
    "YearInput",
    "YearResult",
    "movements_of_year",
]

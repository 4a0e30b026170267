"""`conversion`: what converting after-tax money taxes and what basis it moves."""

from datetime import date

from bot.commands.calculation import amounts, answered, tax_table, told
from bot.commands.output import Json, lines
from core.conversions import ConversionInput, convert
from core.reading import read

HELP = """What part of a conversion of after-tax money to Roth is taxed.

Input: value (of the after-tax account) and basis (after-tax contributions in it); amount (dollars or "max"), to
("roth", or "split": basis to a Roth IRA, earnings to a traditional IRA), paid_to ("direct" or "you"),
basis_before_1987, tax_rate.
Example: {"value": 35000, "basis": 30000, "amount": 10000, "tax_rate": 0.24}"""

_AMOUNTS = (
    "amount",
    "taxable",
    "basis_moved",
    "earnings",
    "to_roth",
    "to_traditional_ira",
    "value_left",
    "basis_left",
    "loss",
    "withheld",
    "tax",
)


def answer(raw: dict[str, object], as_of: date, year: int) -> dict[str, object]:  # noqa: ARG001 - one signature for all
    """The conversion for one input object, with the tax at each federal rate where no rate is given."""
    return answered(lambda: _answer(told(raw)))


def _answer(raw: Json) -> Json:
    result = convert(read(ConversionInput, raw))
    rates = {"tax_at_rates": tax_table(result.taxable)} if result.tax is None else {}
    return {**amounts(result, _AMOUNTS), **rates, "lines": lines(result.lines)}
